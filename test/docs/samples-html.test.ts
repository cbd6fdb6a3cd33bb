import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onPage } from '../support/browser.ts';
import { scriptTag } from '../support/pages.ts';
import { startWorld } from '../support/world.ts';
import { allBlocks, type Block } from './blocks.ts';
import { missing, noteWidgets, real } from './shown.ts';

const samples = allBlocks().filter(({ kind, words }) => kind === 'html' && !words.some((word) => /^site=/.test(word)));
const world = await startWorld();

/** A whole page as it is; a fragment in a page that has the script. */
function pageOf(block: Block): string {
  const text = real(block.text, world);
  if (/^<!doctype/i.test(text)) return text;
  const script = /<script[^>]*\ssrc=/.test(text) ? '' : scriptTag({ bank: world.at, ticket: '/bank-ticket' });
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>Sample</title>${script}</head><body>${text}</body></html>`;
}

test('there are samples, and each has a widget', () => {
  assert.ok(samples.length > 3);
  for (const { at, text } of samples) assert.match(text, /<inlay-/, `${at} shows no widget`);
});

for (const block of samples) {
  test(`${block.at} shows its widgets`, async () => {
    const address = world.site.put(`/${encodeURIComponent(block.at)}`, pageOf(block));
    await onPage({ first: noteWidgets }, async ({ page, problems }) => {
      await page.goto(address);
      assert.deepEqual(await missing(page), []);
      assert.deepEqual([problems.uncaught, problems.strangers], [[], []]);
    });
  });
}
