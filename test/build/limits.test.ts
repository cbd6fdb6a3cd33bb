import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sources, type Source } from './source.ts';

/** How many lines a file may have: the first rule that fits its path decides. */
const limits: readonly [path: RegExp, lines: number][] = [
  [/^src\/core\/models\//, 200],
  [/^src\/widgets\/.*\.styles\.ts$/, 150],
  [/^src\/widgets\/(?!base\/)/, 150],
  [/./, 300],
];

/** The lines by which a file is over its limit; 0 when it is not. */
function over({ path, text }: Source): number {
  const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
  const [, limit] = limits.find(([fits]) => fits.test(path))!;
  return Math.max(0, lines - limit);
}

const files = () => sources('{src,demo,test,scripts}/**/*.{ts,tsx,mjs,css,html}', '*.{ts,mjs}');

test('no file is over its limit of lines', () => {
  assert.ok(files().length > 50, 'the files were found');
  assert.deepEqual(
    files()
      .filter((file) => over(file) > 0)
      .map((file) => `${file.path} is ${over(file)} lines over`),
    [],
  );
});

test('the check sees a file that is one line too long, by the rule of its folder', () => {
  const text = (lines: number) => 'x\n'.repeat(lines);
  for (const [path, limit] of [
    ['src/core/models/a.ts', 200],
    ['src/widgets/a/a.styles.ts', 150],
    ['src/widgets/a/a.ts', 150],
    ['src/bridge/a.ts', 300],
    ['demo/bank/a.ts', 300],
  ] as const) {
    assert.equal(over({ path, text: text(limit) }), 0, path);
    assert.equal(over({ path, text: text(limit + 1) }), 1, path);
  }
});

test('no file or folder is called after nothing', () => {
  const vague = /(^|\/)(utils?|types?|helpers?)(\.|\/|$)/;
  assert.deepEqual(
    files()
      .filter(({ path }) => vague.test(path))
      .map(({ path }) => path),
    [],
  );
});
