import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countBrowser, countNode } from '../steps.ts';

test("the counts are read from node:test's closing lines", () => {
  const spec = 'ℹ tests 9\nℹ suites 0\nℹ pass 6\nℹ fail 2\nℹ cancelled 1\nℹ skipped 0\nℹ todo 0\n';
  assert.deepEqual(countNode(spec), { passed: 6, failed: 3 });
  assert.deepEqual(countNode(`ℹ pass 1\nℹ fail 0\n${spec}`), { passed: 6, failed: 3 }, 'the last ones count');
  assert.equal(countNode('it broke before the first test'), undefined);
});

test("the counts are read from the browsers' last line, codes for the terminal or not", () => {
  assert.deepEqual(countBrowser('\n\x1b[2K\x1b[1A\x1b[2K\x1b[G449 passed, 8 failed\n\n'), { passed: 449, failed: 8 });
  assert.deepEqual(countBrowser('7 passed, 0 failed\n'), { passed: 7, failed: 0 });
  assert.equal(countBrowser('no browser started'), undefined);
});
