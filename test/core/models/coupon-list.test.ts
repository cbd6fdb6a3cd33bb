import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCouponList } from '../../../src/core/models/coupon-list.ts';
import { InlayError } from '../../../src/core/errors.ts';
import { en } from '../../../src/core/text.en.ts';
import { setTextLoader } from '../../../src/core/text.ts';
import { createFakeInlay, refusal, settle } from '../../support/fake-inlay.ts';

test('a list that has no coupon to show says so in its own language', async () => {
  setTextLoader(() => Promise.resolve(en));
  const fake = createFakeInlay();
  fake.answer('/v1/campaigns', refusal('service_unavailable'));
  const list = createCouponList(fake.inlay, { campaigns: '', group: 'shanlan', locale: 'en' }, () => true);
  await settle();
  const state = list.getState();
  assert.ok(state.status === 'error');
  assert.deepEqual([state.text, state.retry], [en.service_unavailable, en.retry]);
});

test('a list that is refused says which refusal it was, and the fix', async () => {
  const fake = createFakeInlay();
  fake.answer('/v1/campaigns', refusal('origin_refused'));
  createCouponList(fake.inlay, { campaigns: '', group: 'shanlan' }, () => true);
  await settle();
  assert.match(fake.lines.join(), /^<inlay-coupon-list>: origin_refused.*ask the bank to add this page's origin/);
});

test('S8 a list of a partner who is switched off is empty, as each coupon would be: not even a fault', async () => {
  const fake = createFakeInlay();
  fake.answer('/v1/campaigns', new InlayError('origin_refused', '', { reason: 'partner_disabled' }));
  const events: unknown[] = [];
  const hear = (name: string, detail: unknown) => !!events.push([name, detail]);
  const list = createCouponList(fake.inlay, { campaigns: '', group: 'shanlan' }, hear);
  await settle();
  assert.deepEqual(list.getState(), { status: 'empty', reason: 'hidden_by_policy' });
  assert.deepEqual(events, [['inlay-empty', { widget: 'coupon-list', reason: 'hidden_by_policy', rules: [] }]]);
});
