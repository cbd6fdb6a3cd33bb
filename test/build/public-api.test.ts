import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { describeApi } from '../../scripts/public-api.ts';

const snapshot = readFileSync('test/public-api.txt', 'utf8');

test('the public face is the one that was reviewed; `npm run api` writes a new one', () => {
  assert.equal(describeApi(), snapshot);
});

test('the snapshot speaks of every kind of thing a page can rely on', () => {
  for (const word of [
    'attribute',
    'property',
    'event',
    'slot',
    'part',
    'token',
    'interface',
    'value init',
    'data-partner',
  ]) {
    assert.match(snapshot, new RegExp(`^ +${word}`, 'm'), word);
  }
});
