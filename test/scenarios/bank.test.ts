import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readBank } from './bank-answers.ts';
import { recordBank } from './record.ts';

test('the answers that scenarios start from are what the sandbox bank answers today', async () => {
  const [kept, answered] = [readBank(), await recordBank()];
  for (const file of new Set([...Object.keys(kept), ...Object.keys(answered)])) {
    for (const name of new Set([...Object.keys(kept[file] ?? {}), ...Object.keys(answered[file] ?? {})])) {
      const mend = `${name} in bank/${file}.json: npx node test/scenarios/record.ts`;
      // As JSON has it: a member that is undefined is none.
      const said = JSON.parse(JSON.stringify(answered[file]?.[name] ?? null)) as unknown;
      assert.deepEqual(kept[file]?.[name] ?? null, said, mend);
    }
  }
});
