import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
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

/** Every call in `src` that stores: the name it stores under as the inventory has it, and where in `src` that name is made. */
const stores: Record<string, [name: string, file: string, made: string]> = {
  'bridge/storage.ts indexedDB.open(name': ['inlay', 'bridge/bridge.ts', "createStorage('inlay')"],
  'bridge/queue.ts factory!.open(name': ['inlay-<partner>', 'bridge/tracker.ts', 'name: `inlay-${partner}`'],
  'bridge/intents.ts sessionStorage.setItem(slot': ['inlay:intent', 'bridge/intents.ts', "= 'inlay:intent'"],
  'bridge/hosts/web.ts localStorage.setItem(`inlay:${name}`': [
    'inlay:closed <campaign>',
    'core/models/app-banner.ts',
    '`closed ${campaign}`',
  ],
  'miniprogram/host.ts wx.setStorageSync(`inlay:${name}`': [
    'inlay:closed <campaign>',
    'core/models/app-banner.ts',
    '`closed ${campaign}`',
  ],
  'miniprogram/queue.ts wx.setStorageSync(prefix + one.key': [
    'inlay:row:<partner>:…',
    'miniprogram/tracker.ts',
    '`inlay:row:${options.partner}:`',
  ],
  'miniprogram/keys.ts wx.setStorageSync(place': ['inlay:key:…', 'miniprogram/keys.ts', '`inlay:key:${'],
};

test('T1 what src stores, and under which names, is what the inventory lists; without consent only what is necessary', async () => {
  const src = new URL('../../src/', import.meta.url);
  const files = (await readdir(src, { recursive: true })).filter((file) => /(?<!\.gen|\.d)\.ts$/.test(file));
  const texts = new Map<string, string>();
  for (const file of files) texts.set(file.replaceAll('\\', '/'), await readFile(new URL(file, src), 'utf8'));
  const found: string[] = [];
  const remembers: string[] = [];
  for (const [file, text] of texts) {
    const calls =
      /\w+\.(?:setItem|setStorage\w*)\([^,)]+(?=, )|\w+!?\.open\(\w+(?=, \d)|\b(?:cookieStore|caches)\.\w+|document\.cookie ?=[^=]/g;
    for (const [call] of text.matchAll(calls)) found.push(`${file} ${call}`);
    if (/\.remember\(/.test(text)) remembers.push(file);
  }
  assert.deepEqual(found.sort(), Object.keys(stores).sort());
  assert.deepEqual(remembers, ['core/models/app-banner.ts'], 'what hosts remember is that a banner was closed');
  for (const [name, file, made] of Object.values(stores))
    assert.ok(texts.get(file)!.includes(made), `${name} in ${file}`);

  const { stored } = inventory(version);
  const listed = stored.flatMap(({ where }) => [...where.matchAll(/`([^`]+)`/g)].map(([, name]) => name));
  assert.deepEqual([...new Set(listed)].sort(), [...new Set(Object.values(stores).map(([name]) => name))].sort());
  assert.deepEqual(
    stored.filter(({ necessary }) => !necessary).map(({ where }) => where),
    ['IndexedDB `inlay-<partner>`; wx `inlay:row:<partner>:…`'],
    'events alone wait for consent',
  );
});
