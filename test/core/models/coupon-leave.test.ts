import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleCampaign } from '../../support/campaigns.ts';
import { coupon, mountCoupon, turn, type CouponOptions } from '../../support/mount-coupon.ts';

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

/** Taps a coupon whose page takes so long (ms) for its check of the first tap and no time for the next one. */
async function checkedFor(wait: number, options: CouponOptions) {
  let takes = wait;
  const it = await coupon({
    ...options,
    hear(name, detail) {
      if (name !== 'inlay-claim-intent') return;
      const { waitUntil } = detail as { waitUntil(check: Promise<unknown>): void };
      if (takes) waitUntil(new Promise<void>((done) => it.fake.clock.after(takes, done)));
    },
  });
  await it.tap();
  await it.fake.clock.advance(wait);
  await it.turn();
  takes = 0;
  return it;
}

const there = { ...sampleCampaign('SHANLAN-WELCOME'), identity: 'bank' };
const leaving: [way: string, options: CouponOptions][] = [
  ['signing in', { fake: { session: { level: 'anonymous', user: '' } } }],
  ['a claim at the bank', { script: (fake) => fake.answer('/v1/campaigns', { items: [there] }) }],
];
for (const [way, options] of leaving)
  test(`R1 ${way} does not leave the page long after the tap, and waits for the next one`, async () => {
    const slow = await checkedFor(6000, options);
    assert.deepEqual([slow.fake.signIns.length, slow.view().action.enabled, slow.view().action.busy], [0, true, false]);
    await slow.tap();
    assert.equal(slow.fake.signIns.length, 1);
    assert.equal((await checkedFor(4000, options)).fake.signIns.length, 1);
  });

test('a claim that is made in place still waits for the page’s check', async () => {
  const { bank, stage } = await checkedFor(20_000, {});
  assert.deepEqual([bank.claims.length, stage()], [1, 'active']);
});
