import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { importsOf } from './arrows.ts';
import type { Entry } from '../../scripts/integrity.ts';

const entries = JSON.parse(readFileSync('dist/integrity.json', 'utf8')) as Entry[];
const loader = readFileSync('dist/inlay.js', 'utf8');
const hashOf = (file: string, kind = 'sha384') =>
  `${kind}-${createHash(kind)
    .update(readFileSync(`dist/${file}`))
    .digest('base64')}`;

test('S6 integrity.json names every file a page may load, with its bytes and its hash', () => {
  const shipped = [
    ...readdirSync('dist').filter((file) => /^inlay.*\.(js|css)$/.test(file)),
    ...readdirSync('dist/chunks').map((file) => `chunks/${file}`),
  ];
  assert.deepEqual(entries.map(({ file }) => file).sort(), shipped.sort());
  for (const { file, bytes, sha384 } of entries) {
    assert.equal(bytes, readFileSync(`dist/${file}`).length, file);
    assert.equal(sha384, hashOf(file), file);
  }
});

test('S6 the loader holds the hash of every chunk, or the base does, so that the loader’s own hash covers them', () => {
  const chunks = readdirSync('dist/chunks');
  const base = readFileSync('dist/chunks/base.js', 'utf8');
  const held = (text: string) => chunks.filter((file) => text.includes(hashOf(`chunks/${file}`, 'sha256')));
  // A late chunk is asked for by the base, when the loader has checked that.
  const late = ['after-paint', 'claim-late', 'points-late', 'qr', 'text-en', 'text-zh-HK'].map((name) => `${name}.js`);
  assert.deepEqual(held(base).sort(), late);
  assert.deepEqual([...held(loader), ...late].sort(), chunks.sort());
  assert.ok(held(loader).includes('base.js'));
});

test('S6 no chunk imports another file: only what the loader has checked can run', () => {
  const files = ['inlay.js', ...readdirSync('dist/chunks').map((file) => `chunks/${file}`)];
  for (const file of files) {
    assert.deepEqual(importsOf({ path: file, text: readFileSync(`dist/${file}`, 'utf8') }), [], file);
  }
});

test('no name of a shipped file is on a list of words that ad blockers match', () => {
  const listed =
    /(^|[^a-z])(ads?|adv|banner|promo|sponsor|track(er|ing)?|analytics|beacon|pixel|popup|coupon|affiliate)([^a-z]|$)/i;
  for (const { file } of entries) assert.doesNotMatch(file, listed);
});
