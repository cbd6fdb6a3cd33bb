import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gaps, provedBy } from '../../docs/.vitepress/tables/compliance.ts';
import { rules } from '../../docs/.vitepress/tables/rules.ts';

const listed = rules.flatMap((group) => group.rules.map(({ id }) => id));

test('every rule of the compliance page has a test that carries its id, and is kept in a file that is there', () => {
  assert.ok(listed.length > 60);
  assert.equal(new Set(listed).size, listed.length);
  assert.deepEqual(gaps(), []);
});

test('every rule that a test names is on the compliance page', () => {
  // T is also the security page's letter for threats.
  const named = [...provedBy().keys()].filter((id) => !id.startsWith('T'));
  assert.deepEqual(
    named.filter((id) => !listed.includes(id)),
    [],
  );
});
