import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { threats, threatTable, unproved } from '../../docs/.vitepress/tables/threats.ts';

test('the security page has a row for each of the thirty threats, T1 to T30', () => {
  assert.deepEqual(
    threats.map(({ id }) => id),
    Array.from({ length: 30 }, (_, n) => `T${n + 1}`),
  );
});

test('every row names tests that are there and carry its id', () => {
  assert.deepEqual(unproved(), []);
  assert.deepEqual(
    threats.filter(({ tests }) => !tests.length),
    [],
  );
});

test('both languages say all of it, on a page that shows it', () => {
  for (const [language, page] of [
    ['en', 'docs/security.md'],
    ['zh', 'docs/zh/security.md'],
  ] as const) {
    assert.match(readFileSync(page, 'utf8'), /^<!-- table: threats -->$/m);
    for (const { id, ...text } of threats) {
      const { threat, answer } = text[language];
      assert.ok(threat && answer, `${id} ${language}`);
      assert.equal(/[\u4e00-\u9fff]/.test(threat) && /[\u4e00-\u9fff]/.test(answer), language === 'zh', id);
      assert.ok(threatTable(language).includes(answer), id);
    }
  }
});
