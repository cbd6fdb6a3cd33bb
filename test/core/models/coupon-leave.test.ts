import assert from 'node:assert/strict';
import { test } from 'node:test';
import { coupon, mountCoupon, turn } from '../../support/mount-coupon.ts';

test('a coupon that has left leaves no timer behind, whether its button came late or was there at once', async () => {
  const { fake, model } = await coupon();
  await fake.clock.advance(1000);
  model.destroy();
  await turn(fake);
  assert.equal(fake.clock.pending, 0);
  const next = mountCoupon(fake, { mode: 'elder' });
  await fake.clock.advance(1000);
  assert.ok(fake.clock.pending > 0);
  next.model.destroy();
  await turn(fake);
  assert.equal(fake.clock.pending, 0);
});
