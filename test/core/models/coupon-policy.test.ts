import assert from 'node:assert/strict';
import { test } from 'node:test';
import { couponRules, sampleCampaign } from '../../support/campaigns.ts';
import { coupon } from '../../support/mount-coupon.ts';
import { samplePolicy } from '../../support/products.ts';

const mini = {
  kind: 'mini-program',
  name: { 'zh-CN': '青禾银行小程序', 'zh-HK': '青禾銀行小程序', en: 'Qinghe mini-program' },
  origin: 'https://h5.bank.example',
};
/** A coupon under rules of its own, with the bank's mini-program among the places; `says` is the bank's word on the customer. */
const under = (verb: string, verdict: string, says: object = { state: 'claimable' }) =>
  coupon({
    campaign: 'SHANLAN-WEEKLY',
    script(fake, bank) {
      bank.says['SHANLAN-WEEKLY'] = says;
      const rules = [{ ...couponRules[0], id: verb, verb, verdict, target: 'bank_mini' }, ...couponRules];
      const policy = samplePolicy() as { targets: object };
      fake.answer('/v1/channel-policy', { ...policy, rules, targets: { ...policy.targets, bank_mini: mini } });
      fake.answer('/v1/campaigns', { items: [sampleCampaign('SHANLAN-WEEKLY')] });
    },
  });
const active = {
  state: 'claimed',
  claims: [
    {
      ...{ id: 'claim-1', campaign: 'SHANLAN-WEEKLY', key: 'k' },
      coupons: [
        {
          ...{ id: 'c-1', state: 'active', faceValueFen: 2600 },
          activeFrom: '2026-11-22T00:00:00+08:00',
          validUntil: '2026-12-22T00:00:00+08:00',
        },
      ],
    },
  ],
};
const next = {
  state: 'not_eligible',
  next: { text: '看看其他活动', url: 'https://h5.bank.example/h5/campaigns' },
};

test('R4 the hint of a coupon names the place of what its button does now', async () => {
  const rows: [verb: string, verdict: string, says: object | undefined, act: string, side: string][] = [
    ['claim', 'redirect', undefined, 'claim', '将离开旅途，进入青禾银行小程序'],
    ['claim', 'redirect', active, 'use', '将离开旅途，进入青禾银行'],
    ['claim', 'redirect', next, 'next', '将离开旅途，进入青禾银行'],
    ['enquire', 'redirect', active, 'use', '将离开旅途，进入青禾银行小程序'],
    ['enquire', 'redirect', next, 'next', '将离开旅途，进入青禾银行'],
    ['enquire', 'allow', active, 'use', '将离开旅途，进入青禾银行'],
  ];
  for (const [verb, verdict, says, act, side] of rows) {
    const { view } = await under(verb, verdict, says);
    assert.deepEqual([view().action.act, view().side], [act, side], `${verb} ${verdict}`);
  }
});
