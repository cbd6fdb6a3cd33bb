import assert from 'node:assert/strict';
import { test } from 'node:test';
import { en } from '../../../src/core/text.en.ts';
import { addTexts } from '../../../src/core/text.ts';
import { couponRules, sampleCampaign } from '../../support/campaigns.ts';
import { samplePolicy } from '../../support/products.ts';
import { coupon, member, type CouponOptions } from '../../support/mount-coupon.ts';

addTexts('en', en);
const at = (time: string) => `2026-${time}+08:00`;
const held = (count: number, state: string, from = '11-22T00:00:00', until = '12-22T00:00:00') =>
  Array.from({ length: count }, (_, i) => ({
    id: `c-${from}-${i}`,
    state,
    faceValueFen: 2600,
    activeFrom: at(from),
    validUntil: at(until),
  }));
const claimed = (campaign: string, ...coupons: object[]) => ({
  state: 'claimed',
  claims: [{ id: 'claim-1', campaign, key: 'k', coupons }],
});
const says = (campaign: string, entitlement: object, more: CouponOptions = {}) =>
  coupon({ campaign, script: (_, bank) => (bank.says[campaign] = entitlement), ...more });

test('C3 every state in words, with its button', async () => {
  const weekly = 'SHANLAN-WEEKLY';
  const quota = (period: string, resetsAt: string) => ({
    state: 'quota_reached',
    quota: { period, used: 3, limit: 3, resetsAt: at(resetsAt) },
  });
  const rows: [entitlement: object, stage: string, line: RegExp, label: string, act: string][] = [
    [
      { state: 'not_started', claimFrom: at('12-08T10:00:00') },
      'not_started',
      /12月8日 10:00 开始领取/,
      '未开始',
      'none',
    ],
    [{ state: 'claimable' }, 'claimable', /新核卡主卡客户/, '领取', 'claim'],
    [
      { state: 'waiting_batch', claimFrom: at('11-27T10:00:00') },
      'waiting_batch',
      /下一批：11月27日（周五） 10:00/,
      '等待下一批',
      'none',
    ],
    [quota('day', '11-23T00:00:00'), 'quota_reached', /今日已领 3 张.*11月23日（周一） 恢复/, '已达上限', 'none'],
    [quota('week', '11-23T00:00:00'), 'quota_reached', /本周已领 3 张.*周一至周日.*恢复/, '已达上限', 'none'],
    [quota('month', '12-01T00:00:00'), 'quota_reached', /本月已领 3 张.*12月1日 恢复/, '已达上限', 'none'],
    [quota('year', '12-31T00:00:00'), 'quota_reached', /今年已领 3 张.*恢复/, '已达上限', 'none'],
    [
      { state: 'not_eligible', reason: 'no_qualifying_spend', reasonText: '本周再消费1笔即可领取' },
      'not_eligible',
      /再消费1笔/,
      '暂不可领',
      'none',
    ],
    [{ state: 'sold_out' }, 'sold_out', /已领完/, '已领完', 'none'],
    [{ state: 'closed' }, 'closed', /已结束/, '已结束', 'none'],
    [claimed(weekly, ...held(1, 'active')), 'active', /已领取 1 张，1 张可用/, '去使用', 'use'],
    [claimed(weekly, ...held(1, 'waiting', '12-01T00:00:00')), 'waiting', /1 张 12月1日 生效/, '待生效', 'none'],
    [claimed(weekly, ...held(1, 'used')), 'used', /已使用/, '已使用', 'none'],
    [claimed(weekly, ...held(1, 'expired')), 'expired', /已过期/, '已过期', 'none'],
    [claimed(weekly, ...held(1, 'pending')), 'pending', /返现处理中/, '处理中', 'none'],
    [claimed(weekly, ...held(1, 'paid')), 'paid', /返现已到账/, '已到账', 'none'],
  ];
  for (const [entitlement, stage, line, label, act] of rows) {
    const { view } = await says(weekly, entitlement);
    const { action } = view();
    assert.deepEqual([view().stage, action.label, action.act], [stage, label, act]);
    assert.match(view().line, line);
    assert.equal(action.enabled, act !== 'none', stage);
  }
});

test('C3 not eligible gives the reason and the next step, to the bank’s own places only', async () => {
  const state = { state: 'not_eligible', reasonText: '需持有主卡', progress: { done: 2, needed: 3 } };
  const next = (url: string) => says('SHANLAN-WEEKLY', { ...state, next: { text: '去办卡', url } });
  const { view, tap, fake } = await next('https://h5.bank.example/cards');
  assert.deepEqual(view().progress, { text: '已完成 2/3', ratio: 2 / 3 });
  assert.deepEqual([view().action.label, view().side], ['去办卡', '将离开旅途，进入青禾银行']);
  await tap();
  assert.deepEqual(fake.navigations, ['https://h5.bank.example/cards?pl=order-done&pt=lvtu&cp=SHANLAN-WEEKLY']);
  for (const url of ['https://evil.example/', 'javascript:alert(1)', '']) {
    const { view } = await next(url);
    assert.equal(view().action.act, 'none', url);
  }
});

test('C4 C6 C7 W7 what the bank says to one customer keeps to the same rules, or our own sentence stands in its place', async () => {
  const url = 'https://h5.bank.example/cards';
  for (const [reasonText, text, rule] of [
    ['仅剩3张，手慢无', '去看看', 'C4'],
    ['满足条件后100%必得', '去看看', 'C4'],
    ['再存款1万元即可领取', '去看看', 'C6'],
    ['需购买理财', '去看看', 'C6'],
    ['本周再消费1笔即可领取', 'Deposit now', 'C6'],
    ['领取即同意开通信用卡', '去看看', 'C7'],
    ['本周再消费1笔即可领取', '保本高收益', 'W7'],
  ] as const) {
    const { view, fake } = await says('SHANLAN-WEEKLY', { state: 'not_eligible', reasonText, next: { text, url } });
    assert.deepEqual([view().line, view().action.act], ['您暂不符合领取条件。', 'none'], reasonText);
    assert.ok(
      fake.lines.some((line) => line.includes(rule)),
      `${reasonText}: ${fake.lines.join()}`,
    );
  }
});

test('C3 states pass with the bank’s own instants while the page stays open, and coupons become active and end', async () => {
  const soon = await says('FLASH-8TH', { state: 'not_started', claimFrom: at('11-22T10:01:00') });
  assert.equal(soon.stage(), 'not_started');
  await soon.fake.clock.advance(60_000);
  assert.equal(soon.stage(), 'claimable');
  await soon.tap();
  await soon.turn();
  assert.equal(soon.bank.claims.length, 1);

  const quota = { period: 'day', used: 1, limit: 1, resetsAt: at('11-22T10:05:00') };
  const full = await says('SHANLAN-WEEKLY', { state: 'quota_reached', quota });
  await full.fake.clock.advance(300_000);
  assert.equal(full.stage(), 'claimable');

  const until = await says('SHANLAN-WEEKLY', { state: 'claimable', claimUntil: at('11-22T10:02:00') });
  await until.fake.clock.advance(120_000);
  assert.equal(until.stage(), 'closed');

  const coupons = held(1, 'waiting', '11-22T10:01:00', '11-22T10:02:00');
  const batch = await says('SHANLAN-WEEKLY', claimed('SHANLAN-WEEKLY', ...coupons));
  assert.equal(batch.stage(), 'waiting');
  await batch.fake.clock.advance(60_000);
  assert.equal(batch.stage(), 'active');
  await batch.fake.clock.advance(60_000);
  assert.equal(batch.stage(), 'expired');
});

test('C3 who locks the phone before the start and comes back after it can claim, on a page without a session as well', async () => {
  const window = { from: at('11-22T10:10:00'), until: at('11-23T00:00:00') };
  for (const session of [member, {}]) {
    const { stage, fake, turn } = await coupon({
      campaign: 'FLASH-8TH',
      fake: { session },
      script(fake, bank) {
        bank.says['FLASH-8TH'] = { state: 'not_started', claimFrom: window.from };
        fake.answer('/v1/campaigns?', { items: [{ ...sampleCampaign('FLASH-8TH'), window }] });
      },
    });
    assert.equal(stage(), 'not_started');
    fake.clock.doze(11 * 60_000);
    fake.comeBack();
    await turn();
    assert.equal(stage(), 'claimable');
  }
});

test('X5 the countdown runs on bank time, is spoken sparingly, and is absent in elder mode and long before', async () => {
  const { view, fake } = await says('FLASH-8TH', { state: 'not_started', claimFrom: at('11-22T12:00:00') });
  assert.equal(view().side, '距开始 2小时');
  const spoken = new Set([view().spoken]);
  for (let minute = 0; minute < 120; minute++) {
    spoken.add(view().spoken);
    await fake.clock.advance(60_000 - 500);
    spoken.add(view().spoken);
    await fake.clock.advance(500);
  }
  assert.deepEqual([...spoken].slice(1), ['1小时内开始领取', '10分内开始领取', '1分内开始领取']);
  assert.equal(view().stage, 'claimable');
  const last = await says('FLASH-8TH', { state: 'not_started', claimFrom: at('11-22T10:00:09') });
  assert.equal(last.view().side, '距开始 9秒');
  await last.fake.clock.advance(1000);
  assert.equal(last.view().side, '距开始 8秒');
  const elder = await says(
    'SHANLAN-WELCOME',
    { state: 'not_started', claimFrom: at('11-22T12:00:00') },
    { mode: 'elder' },
  );
  assert.equal(elder.view().side, '');
  assert.match(elder.view().line, /11月22日（周日） 12:00 开始领取/);
  await elder.fake.clock.advance(90 * 60_000);
  assert.equal(elder.view().spoken, elder.view().line, 'nor is it spoken');
  const far = await coupon({ campaign: 'FLASH-8TH' });
  assert.equal(far.view().side, '');
});

test('X2 a flash sale stays away in elder mode, and says so', async () => {
  const { model, events } = await coupon({ campaign: 'FLASH-8TH', mode: 'elder' });
  assert.deepEqual(model.getState(), { status: 'empty', reason: 'hidden_by_policy' });
  assert.deepEqual(events, [['inlay-empty', { widget: 'coupon-claim', reason: 'hidden_by_policy', rules: ['X2'] }]]);
});

test('the channel policy hides a coupon, takes its button, or sends the claim to the bank', async () => {
  const rule = (verb: string, verdict: string) => ({ ...couponRules[0], id: verb, verb, verdict });
  const under = (campaign: string, ...rules: object[]) =>
    coupon({
      campaign,
      script: (fake) => fake.answer('/v1/channel-policy', { ...samplePolicy(), rules: [...rules, ...couponRules] }),
    });
  const hidden = await under('SHANLAN-WELCOME', rule('show', 'hide'));
  assert.deepEqual(hidden.model.getState(), { status: 'empty', reason: 'hidden_by_policy' });
  const mute = await under('SHANLAN-WELCOME', rule('claim', 'hide'));
  assert.equal(mute.view().action.enabled, false);
  const leaving = await under('SHANLAN-WELCOME', rule('claim', 'redirect'));
  assert.equal(leaving.view().action.label, '去青禾银行领取');
});

test('use goes where the bank says and nowhere else, by the policy’s leave', async () => {
  const active = claimed('SHANLAN-WEEKLY', ...held(1, 'active'));
  const { tap, fake } = await says('SHANLAN-WEEKLY', active);
  await tap();
  assert.deepEqual(fake.navigations, [
    'https://open.bank.example/h5/coupons/SHANLAN-WEEKLY?pl=order-done&pt=lvtu&cp=SHANLAN-WEEKLY',
  ]);
  assert.ok(fake.tracks.some(({ name }) => name === 'coupon_use_opened'));
  const elsewhere = { ...sampleCampaign('SHANLAN-WEEKLY'), useUrl: 'https://evil.example/' };
  const refused = await coupon({
    campaign: 'SHANLAN-WEEKLY',
    script(fake, bank) {
      bank.says['SHANLAN-WEEKLY'] = active;
      fake.answer('/v1/campaigns', { items: [elsewhere] });
    },
  });
  assert.deepEqual([refused.view().action.act, refused.view().action.label], ['none', '可用']);
});
