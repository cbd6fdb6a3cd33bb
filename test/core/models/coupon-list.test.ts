import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCouponList } from '../../../src/core/models/coupon-list.ts';
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
