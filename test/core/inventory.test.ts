import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { inventory, inventoryPage } from '../../scripts/inventory.ts';
import { trackSchemas } from '../../src/core/events.ts';

const version = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8')).version as string;
const docs = new URL('../../docs/', import.meta.url);

test('T3 the published data inventory is what the tables say', async () => {
  assert.equal(await readFile(new URL('data-inventory.md', docs), 'utf8'), inventoryPage(version));
  const published = JSON.parse(await readFile(new URL('data-inventory.json', docs), 'utf8'));
  assert.deepEqual(published, JSON.parse(JSON.stringify(inventory(version))));
});

test('T3 every field has a purpose, a class, a reason in both languages and a retention', () => {
  const { events } = inventory(version);
  assert.equal(
    events.length,
    Object.values(trackSchemas).reduce((sum, { fields }) => sum + Object.keys(fields).length, 0),
  );
  for (const { purpose, class: grade, use, why, months, field } of events) {
    assert.match(purpose, /^(service|marketing|experience)$/);
    for (const words of [use, why]) assert.ok(words.en && /\p{Script=Han}/u.test(words.zh), field);
    assert.ok(months > 0 && months <= 36);
    assert.match(grade, /^(C1|none)$/, `${field}: C2 and C3 never stand in an event (T4)`);
  }
});

test('T11 what records a display is kept for three years and names the text that was shown', () => {
  const { events } = inventory(version);
  const log = events.filter(({ event }) => event === 'wealth_card_ready');
  assert.ok(log.every(({ months }) => months === 36));
  for (const field of ['product', 'placement', 'disclosure'])
    assert.ok(
      log.some((line) => line.field === field),
      field,
    );
});

test('T1 whatever the browser keeps without consent is listed as strictly necessary', () => {
  const needed = inventory(version).stored.filter(({ necessary }) => necessary);
  assert.ok(needed.length > 0);
  for (const { where, why, until } of needed) assert.ok(where && why.en && why.zh && until.en && until.zh);
});
