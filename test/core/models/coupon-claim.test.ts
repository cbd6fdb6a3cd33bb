import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InlayError } from '../../../src/core/errors.ts';
import { coupon, mountCoupon, turn } from '../../support/mount-coupon.ts';
import { createFakeInlay, refusal, settle } from '../../support/fake-inlay.ts';
import { addClaimBank } from '../../support/claim-bank.ts';

const posts = (fake: { requests: { method?: string }[] }) => fake.requests.filter(({ method }) => method === 'POST');

test('a coupon loads, is ready, and says once which rules it showed', async () => {
  const { events, fake, stage, view } = await coupon();
  assert.equal(stage(), 'claimable');
  assert.deepEqual(events, [['inlay-ready', { widget: 'coupon-claim' }]]);
  assert.deepEqual(fake.tracks, [
    { name: 'coupon_ready', data: { campaign: 'SHANLAN-WELCOME', placement: 'order-done', rules: '2026-11-01' } },
  ]);
  assert.deepEqual(view().face, { sign: '¥', amount: '26', unit: '×6', kind: '商品券', off: false });
  assert.deepEqual([view().action.label, view().side], ['领取', '2027年1月1日 截止']);
  assert.deepEqual(fake.lines, []);
});

test('C2 a claim keeps its key before it leaves, is granted by the bank alone, and is told once', async () => {
  let keptFirst = false;
  const { fake, bank, tap, turn, stage, events } = await coupon({
    script: (it, bank) => {
      bank.play.before = () => {
        keptFirst = it.kept.size === 1;
      };
    },
  });
  void tap();
  assert.equal(stage(), 'claiming');
  await turn();
  assert.ok(keptFirst);
  assert.deepEqual([stage(), bank.claims.length, fake.kept.size], ['active', 1, 0]);
  const [post] = posts(fake) as { body: { digest: string; placement: string }; idempotencyKey: string; path: string }[];
  assert.equal(post!.path, '/v1/campaigns/SHANLAN-WELCOME/claims?partner=lvtu');
  assert.equal(post!.idempotencyKey, bank.claims[0]!.key);
  assert.deepEqual(Object.keys(post!.body), ['digest', 'placement']);
  assert.deepEqual(
    events.slice(1).map(([name]) => name),
    ['inlay-claim-intent', 'inlay-coupon-claimed'],
  );
  assert.deepEqual(events[2]![1], {
    widget: 'coupon-claim',
    campaign: 'SHANLAN-WELCOME',
    placement: 'order-done',
    claim: 'claim-1',
    coupons: 1,
    already: false,
  });
});
