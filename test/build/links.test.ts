import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { sources } from './source.ts';

test('every link in the documents leads to a file that is there', () => {
  const pages = sources('*.md', 'docs/**/*.md', '.changeset/*.md');
  assert.ok(pages.length > 10);
  const dead = pages.flatMap(({ path, text }) =>
    [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)]
      .map(([, to]) => join(dirname(path), to!))
      .filter((to) => !existsSync(to))
      .map((to) => `${path} → ${to}`),
  );
  assert.deepEqual(dead, []);
});
