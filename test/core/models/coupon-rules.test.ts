import assert from 'node:assert/strict';
import { test } from 'node:test';
import { en } from '../../../src/core/text.en.ts';
import { addTexts } from '../../../src/core/text.ts';
import { sampleCampaign, sampleCampaigns } from '../../support/campaigns.ts';
import { coupon } from '../../support/mount-coupon.ts';

addTexts('en', en);
const at = (time: string) => `2026-${time}+08:00`;
test('C1 what must be seen before a claim stands in the coupon without a tap, for every kind', async () => {
  for (const campaign of sampleCampaigns) {
    const { view } = await coupon({ campaign });
    const { facts, by, smallPrint, face } = view();
    const labels = facts.map(({ label }) => label).join();
    const wanted = '面额,使用门槛,适用范围,领取对象,领取数量,领取时间,有效期,叠加使用,退款说明,发放方,咨询';
    assert.equal(labels, wanted, campaign);
    for (const { label, value } of facts) assert.ok(value.length > 1, `${campaign} ${label}`);
    assert.match(by, /青禾银行 发放/);
    assert.ok(face.amount && face.kind);
    const { kind } = sampleCampaign(campaign).coupon!;
    assert.equal(!!smallPrint, kind === 'cash_back' || kind === 'instalment_rate', campaign);
  }
});

test('C1 the sheet has everything Order 32 wants, in elder mode the coupon itself has', async () => {
  const { view } = await coupon({ campaign: 'CASHBACK-5' });
  const lines = view().rules!.lines;
  for (const words of [
    '青禾银行股份有限公司',
    '活动名额共10万份',
    '领取后即时发放',
    '逾期未领取',
    '返现于次月',
    '2026-11-01',
  ])
    assert.ok(
      lines.some(({ value }) => value.includes(words)),
      words,
    );
  const url = 'https://open.bank.example/h5/campaigns/CASHBACK-5';
  assert.deepEqual(view().rules!.more, { text: '在青禾银行查看完整规则', url }, 'R4 whose page it opens');
  const elder = await coupon({ campaign: 'CASHBACK-5', mode: 'elder' });
  assert.equal(elder.view().rules, undefined);
  assert.deepEqual(elder.view().facts, lines);
});

test('C1 what lacks a text, a face value or the words of its kind is not shown: one event with the rule', async () => {
  const whole = sampleCampaign('CASHBACK-5');
  const without = (name: string) => ({ ...whole, rules: { ...whole.rules, [name]: undefined } });
  const broken = [
    ...['scope', 'who', 'quota', 'claimWindow', 'validity', 'stacking', 'refund', 'contact', 'digest'].map(without),
    without('smallPrint'),
    { ...whole, issuerName: '' },
    { ...whole, coupon: { ...whole.coupon, faceValueFen: 0 } },
    { ...whole, coupon: { ...whole.coupon, thresholdFen: undefined } },
    { ...whole, coupon: { ...whole.coupon, kind: 'lottery' } },
  ];
  for (const campaign of broken) {
    const { model, events, fake } = await coupon({
      campaign: 'CASHBACK-5',
      script: (fake) => fake.answer('/v1/campaigns', { items: [campaign] }),
    });
    assert.deepEqual(model.getState(), { status: 'empty', reason: 'disclosure_incomplete' });
    assert.deepEqual(events, [
      ['inlay-empty', { widget: 'coupon-claim', reason: 'disclosure_incomplete', rules: ['C1'] }],
    ]);
    assert.deepEqual(
      fake.tracks.map(({ name }) => name),
      ['coupon_empty'],
    );
  }
});

test('C4 words that promise what a quota cannot keep, or that press, and members for fake stock, are refused', async () => {
  const whole = sampleCampaign('SHANLAN-WEEKLY');
  const rules = (change: object) => ({ ...whole, rules: { ...whole.rules, ...change } });
  for (const [campaign, rule] of [
    [{ ...whole, title: '免费领咖啡' }, 'C4'],
    [{ ...whole, title: '100% 必中' }, 'C4'],
    [rules({ quota: '最后机会，手慢无' }), 'C4'],
    [rules({ extra: ['立即抢'] }), 'C4'],
    [{ ...whole, title: '最後機會' }, 'C4'],
    [{ ...whole, title: '只剩3张' }, 'C4'],
    [{ ...whole, title: '0元领取' }, 'C4'],
    [{ ...whole, title: 'Everyone wins' }, 'C4'],
    [{ ...whole, title: 'You are sure to win' }, 'C4'],
    ...[
      '保证领到咖啡',
      '名额有无 保证领到',
      '保證領到',
      '稳拿好礼',
      '最后100份',
      '剩余20张',
      '免費領',
      'Last 5 coupons',
      'A guarantee',
    ].map((title) => [{ ...whole, title }, 'C4'] as const),
    [rules({ extra: ['开卡意愿已预先勾选'] }), 'C7'],
    ...[
      '点击领取即表示您同意开通短信提醒',
      '领取即代表同意',
      '領取即視為您同意',
      '領取即訂閱',
      '自動續費',
      'By claiming, you agree to a card',
      'By claiming you also consent',
      'You are automatically enrolled',
    ].map((line) => [rules({ extra: [line] }), 'C7'] as const),
    [{ ...whole, coupon: { ...whole.coupon, tiers: [{ name: '免费金卡', faceValueFen: 2600 }] } }, 'C4'],
    [{ ...whole, coupon: { ...whole.coupon, tiers: [{ name: '保本金卡', faceValueFen: 2600 }] } }, 'W7'],
    [{ ...whole, remaining: 38 }, 'C4'],
    [{ ...whole, countdownTo: at('12-01T00:00:00') }, 'C4'],
    [{ ...whole, consentPreTicked: true }, 'C7'],
    [{ ...whole, openCardWithClaim: true }, 'C7'],
  ] as const) {
    const { events } = await coupon({
      campaign: 'SHANLAN-WEEKLY',
      script: (fake) => fake.answer('/v1/campaigns', { items: [campaign] }),
    });
    const [name, detail] = events[0] as [string, { rules: string[] }];
    assert.deepEqual([name, detail.rules], ['inlay-empty', [rule]]);
  }
});

test('C4 C6 C7 what only denies, and what is only not included, is shown', async () => {
  const whole = sampleCampaign('SHANLAN-WEEKLY');
  for (const line of [
    '数量有限，不保证领到',
    '數量有限，並非免費',
    'Supply is limited and not guaranteed',
    '无需存款',
    '不含购买理财的客户',
    'No deposit needed',
    '新核卡客户消费满99元',
    '卡号最后4位',
    '领取即可使用',
  ]) {
    const rules = { ...whole.rules, who: line, scope: '不可用于购买理财' };
    const { model } = await coupon({
      campaign: 'SHANLAN-WEEKLY',
      script: (fake) => fake.answer('/v1/campaigns', { items: [{ ...whole, rules }] }),
    });
    assert.equal(model.getState().status, 'ready', line);
  }
});

test('C6 a coupon whose own words ask for a deposit or an investment is refused, whatever its trigger says', async () => {
  const whole = sampleCampaign('SHANLAN-WELCOME');
  for (const change of [
    { title: '存入5万元送咖啡' },
    { coupon: { ...whole.coupon, name: '存款礼券' } },
    { rules: { ...whole.rules, who: '购买理财满1万元的客户' } },
    { rules: { ...whole.rules, who: 'Customers who deposit' } },
  ]) {
    const { model } = await coupon({
      script: (fake) => fake.answer('/v1/campaigns', { items: [{ ...whole, ...change }] }),
    });
    assert.deepEqual(model.getState(), { status: 'empty', reason: 'wrong_campaign_kind' }, JSON.stringify(change));
  }
});

test('C6 a campaign for a deposit or for buying a financial product is refused', async () => {
  for (const trigger of ['deposit', 'wealth', 'wealth_purchase', 'fund', 'insurance', 'asset_increase']) {
    const { model, events } = await coupon({
      script: (fake) => fake.answer('/v1/campaigns', { items: [{ ...sampleCampaign('SHANLAN-WELCOME'), trigger }] }),
    });
    assert.deepEqual(model.getState(), { status: 'empty', reason: 'wrong_campaign_kind' }, trigger);
    assert.ok((events[0]![1] as { rules: string[] }).rules.includes('C6'));
  }
});

test('C8 amounts that are no whole fen, and times without the offset of Shanghai, are refused', async () => {
  const whole = sampleCampaign('SHANLAN-WELCOME');
  for (const campaign of [
    { ...whole, coupon: { ...whole.coupon, faceValueFen: 26.5 } },
    { ...whole, coupon: { ...whole.coupon, faceValueFen: -2600 } },
    { ...whole, coupon: { ...whole.coupon, faceValueFen: '2600' } },
    { ...whole, window: { from: '2026-11-01T00:00:00Z', until: at('12-01T00:00:00') } },
    { ...whole, window: { from: at('12-01T00:00:00'), until: at('11-01T00:00:00') } },
    { ...whole, coupon: { ...whole.coupon, kind: 'discount', rate: '12' } },
    { ...whole, stock: -1 },
  ]) {
    const { model } = await coupon({ script: (fake) => fake.answer('/v1/campaigns', { items: [campaign] }) });
    assert.equal((model.getState() as { code?: string }).code, 'bad_response', JSON.stringify(campaign).slice(0, 80));
  }
});

test('C8 a rate is a rate in each language, and whole yuan have no noughts', async () => {
  const zh = await coupon({ campaign: 'INSTALMENT-88' });
  const english = await coupon({ campaign: 'INSTALMENT-88', locale: 'en' });
  assert.deepEqual([zh.view().face.amount, zh.view().face.unit], ['8.8', '折']);
  assert.deepEqual([english.view().face.amount, english.view().face.unit], ['12', '%']);
  assert.equal((await coupon({ campaign: 'CASHBACK-5' })).view().face.amount, '5.50');
});

test('C1 a value that depends on the card is shown with all its steps, to the customer as his own', async () => {
  const whole = sampleCampaign('SHANLAN-WEEKLY');
  const tiers = [
    { name: '金卡', faceValueFen: 2600 },
    { name: '白金卡', faceValueFen: 2900 },
  ];
  const campaign = { ...whole, coupon: { ...whole.coupon, tiers } };
  const mount = (says: object) =>
    coupon({
      campaign: 'SHANLAN-WEEKLY',
      script(fake, bank) {
        bank.says['SHANLAN-WEEKLY'] = says;
        fake.answer('/v1/campaigns', { items: [campaign] });
      },
    });
  const { view } = await mount({});
  assert.deepEqual([view().face.amount, view().face.unit], ['26', '起']);
  assert.equal(view().facts[0]!.value, '金卡 26.00元 / 白金卡 29.00元');
  const platinum = await mount({ faceValueFen: 2900 });
  assert.deepEqual([platinum.view().face.amount, platinum.view().face.unit], ['29', '']);
});
