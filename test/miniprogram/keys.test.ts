import assert from 'node:assert/strict';
import { createHash, createPublicKey, verify } from 'node:crypto';
import { createRequire } from 'node:module';
import { afterEach, beforeEach, test } from 'node:test';
import { resolve } from 'node:path';
import fc from 'fast-check';
import type { Inlay } from '../../src/core/inlay.ts';
import { gateway, sampleBank } from './bank.ts';
import { sdk } from './stage.ts';
import { createWx, type WxDouble } from './wx.ts';

const require = createRequire(import.meta.url);
const curve = require(resolve('dist/miniprogram/curve.js')) as typeof import('../../src/miniprogram/curve.ts');
let double: WxDouble;
let inlay: Inlay;

function start(): void {
  inlay = sdk().init({ partner: 'lvtu', gateway });
}
beforeEach(() => {
  double = createWx();
  double.bank = sampleBank().answer;
  start();
});
afterEach(() => inlay.destroy());

const keys = () => inlay.ports.keys;

test('T26 a key is stored when it is handed out, survives the mini-program, and is one for all that ask', async () => {
  const [one, other] = await Promise.all([
    keys().hold('claim C1', 'user-1', { digest: 'a' }),
    keys().hold('claim C1', 'user-1', { digest: 'b' }),
  ]);
  assert.deepEqual(one, other);
  inlay.destroy();
  start();
  assert.deepEqual(await keys().find('claim C1', 'user-1'), one);
  assert.equal(await keys().find('claim C1', 'user-2'), undefined);
  await keys().free('claim C1', 'user-1', 'another');
  assert.deepEqual(await keys().find('claim C1', 'user-1'), one);
  await keys().free('claim C1', 'user-1', one.key);
  assert.equal(await keys().find('claim C1', 'user-1'), undefined);
  assert.deepEqual([...double.storage], []);
});

test('T1 what is stored names neither the user nor the act, and bears our prefix', async () => {
  await keys().hold('claim C1', 'user-1', { digest: 'a' });
  const [name] = [...double.storage.keys()];
  assert.match(name!, /^inlay:key:[\w-]{22}$/);
  assert.doesNotMatch(JSON.stringify([...double.storage]), /user-1|claim|lvtu/);
});

test('where the storage is full a key lasts as long as the mini-program runs', async () => {
  double.wx.setStorageSync = () => {
    throw new Error('exceed storage max size');
  };
  const kept = await keys().hold('claim C1', 'user-1', { digest: 'a' });
  assert.deepEqual(await keys().hold('claim C1', 'user-1', { digest: 'b' }), kept);
});

test('the curve’s signatures are ES256 to another implementation, whatever is signed', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 48, maxLength: 48 }), fc.uint8Array({ maxLength: 300 }), (random, text) => {
      const { x, y, sign } = curve.createKey(random);
      const [b64x, b64y] = [x, y].map((part) => Buffer.from(part).toString('base64url'));
      const key = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x: b64x, y: b64y }, format: 'jwk' });
      const signature = sign(text);
      assert.equal(signature.length, 64);
      assert.ok(verify('sha256', text, { key, dsaEncoding: 'ieee-p1363' }, signature));
      const changed = Uint8Array.from(signature);
      changed[5]! ^= 1;
      assert.ok(!verify('sha256', text, { key, dsaEncoding: 'ieee-p1363' }, changed));
      assert.deepEqual(Buffer.from(curve.sha256(text)), createHash('sha256').update(text).digest());
    }),
    { numRuns: 20 },
  );
});
