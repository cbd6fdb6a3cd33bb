import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sources } from './source.ts';

const field = /<(input|textarea|select)\b|contenteditable/gi;

test('S9 a customer can type into one field of the SDK alone: the one-time code on the bank’s own page', () => {
  const files = sources('src/**/*.ts');
  assert.ok(files.length > 50, 'the files were found');
  const found = files.flatMap(({ path, text }) => [...text.matchAll(field)].map(([what]) => `${path} ${what}`));
  assert.deepEqual(found, ['src/widgets/points-redeem/points-late.ts <input']);
});
