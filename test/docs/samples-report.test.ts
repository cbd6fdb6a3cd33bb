import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { where } from '../../src/bin/conformance/check.ts';
import { textReport } from '../../src/bin/conformance/report.ts';
import { faults } from '../../demo/bank/broken/faults.ts';
import { startConformance } from '../bank/conformance-rig.ts';
import { allBlocks } from './blocks.ts';

/** A report without what differs from run to run: ports, traces, ids of sessions, and which of five answers came first. */
const timeless = (text: string) =>
  text
    .replace(/localhost:\d+/g, 'localhost')
    .replace(/\b[0-9a-f]{32}\b/g, 'trace')
    .replace(/; charset=utf-8/g, '')
    .replace(/("session":")[^"]+/g, '$1id');

test('the report in the documents is what the kit says of a broken bank', async (t) => {
  const blocks = allBlocks().filter(({ kind }) => kind === 'console');
  assert.equal(blocks.length, 1);
  const conformance = await startConformance('pglite');
  t.after(() => conformance.stop());
  conformance.rig.bank.broken?.set('ticket_replay_accepted');
  const run = await conformance.run('--only', 'tickets');
  assert.equal(timeless(blocks[0]!.text), timeless(textReport(run)));
});

test('the page of the kit counts the faults', () => {
  const text = readFileSync('docs/conformance.md', 'utf8');
  assert.ok(text.includes(`in ${Object.keys(faults).length} ways`));
  assert.ok(text.includes('<!-- table: conformance -->'));
});

test('what a check says stands under a heading that is there', () => {
  for (const place of Object.values(where)) {
    const [file, heading] = place.split(' › ');
    const text = readFileSync(file!, 'utf8');
    assert.ok(!heading || new RegExp(`^#+ ${heading}$`, 'm').test(text), place);
  }
});
