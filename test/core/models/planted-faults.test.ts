import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { InlayEvents } from '../../../src/core/events.ts';
import { sampleCampaign, sampleCampaigns } from '../../support/campaigns.ts';
import { coupon, seen } from '../../support/mount-coupon.ts';
import { open } from '../../support/points-model.ts';
import { mixedItem, orderItem, sampleItem } from '../../support/rewards.ts';

/** What a bank sends with one fault in it, and what must come of it: the rule's id, or `form` where it cannot be read. */
type Fault = [what: string, rule: string, change: (thing: Fields) => unknown, id?: string];
type Fields = Record<string, unknown>;

const at = (time: string) => `${time}+08:00`;
const part = (thing: Fields, name: string) => thing[name] as Fields;
/** Leaves a member out, or puts something in its place. */
const put =
  (path: string, value?: unknown) =>
  (thing: Fields): void => {
    const names = path.split('.');
    const last = names.pop()!;
    const holder = names.reduce(part, thing);
    if (value === undefined) delete holder[last];
    else holder[last] = value;
  };
const each = (paths: string, rule: string, value?: unknown): Fault[] =>
  paths
    .split(' ')
    .map((path) => [
      `${value === undefined ? 'without' : `with ${JSON.stringify(value)} as`} ${path}`,
      rule,
      put(path, value),
    ]);
const says = (rule: string, path: string, ...texts: string[]): Fault[] =>
  texts.map((text) => [`that says “${text}” as ${path}`, rule, put(path, text)]);

const huge = 2 ** 53;
const coupons: Fault[] = [
  // Order 32, Art. 13 and 14: what is published before the start.
  ...each('title issuerName trigger stock identity rules coupon', 'C1'),
  ...each('coupon.name coupon.kind coupon.faceValueFen coupon.thresholdFen coupon.count', 'C1'),
  ...each('rules.scope rules.who rules.quota rules.claimWindow rules.validity rules.stacking rules.refund', 'C1'),
  ...each('rules.contact rules.organiser rules.version rules.digest', 'C1'),
  ...each('rules.scope rules.quota rules.organiser title', 'C1', ''),
  ['without its own small print', 'C1', put('rules.smallPrint'), 'CASHBACK-5'],
  ['without its own small print', 'C1', put('rules.smallPrint'), 'INSTALMENT-88'],
  ['without a rate', 'C1', put('coupon.rate'), 'INSTALMENT-88'],
  ['without a beginning', 'C1', (thing) => [put('window.from')(thing), put('startsAt')(thing)]],
  ['without an end', 'C1', (thing) => [put('window.until')(thing), put('endsAt')(thing)]],
  ['of a kind of its own', 'C1', put('coupon.kind', 'lottery')],
  // Numbers that nobody can have meant.
  ...each('coupon.faceValueFen coupon.count', 'C1', 0),
  ...each('coupon.faceValueFen coupon.thresholdFen', 'C1', 1e9),
  ['of 61 coupons at once', 'C1', put('coupon.count', 61)],
  ['with a card that gets nothing', 'C1', put('coupon.tiers', [{ name: '金卡' }])],
  ['with a card that has no name', 'C1', put('coupon.tiers', [{ name: '', faceValueFen: 2600 }])],
  ['with a card that gets less than the least', 'C1', put('coupon.tiers', [{ name: '金卡', faceValueFen: 100 }])],
  ...each('coupon.faceValueFen coupon.thresholdFen coupon.count revision', 'form', -1),
  ...each('coupon.faceValueFen coupon.count', 'form', 26.5),
  ...each('coupon.faceValueFen coupon.count', 'form', '2600'),
  ...each('coupon.faceValueFen coupon.thresholdFen', 'form', huge),
  ...(['0', '10', '-1', '8.8折', '1e1'] as const).map((rate): Fault => [
    `with a rate of ${rate}`,
    'form',
    put('coupon.rate', rate),
    'INSTALMENT-88',
  ]),
  // C8: the bank's own times, the right way round.
  ...each('startsAt endsAt window.from window.until', 'form', '2026-11-20T00:00:00Z'),
  ...each('startsAt endsAt window.from window.until', 'form', '2026-02-30T00:00:00+08:00'),
  ['that ends before it begins', 'form', (thing) => put('endsAt', thing['startsAt'])(thing)],
  [
    'with a window that ends before it begins',
    'form',
    (thing) => put('window.until', part(thing, 'window')['from'])(thing),
  ],
  [
    'with a window before its begin',
    'form',
    put('window', { from: at('2026-10-01T00:00:00'), until: at('2026-10-02T00:00:00') }),
  ],
  [
    'with a window after its end',
    'form',
    put('window', { from: at('2027-02-01T00:00:00'), until: at('2027-02-02T00:00:00') }),
  ],
  ['with a window that ends before the campaign begins', 'form', put('window', { until: at('2026-10-02T00:00:00') })],
  // C4: no promise, no pressure, no number of what is left.
  ...says(
    'C4',
    'title',
    '免费领咖啡',
    '免 费领咖啡',
    '免費咖啡',
    '１００％中',
    '必得好礼',
    '必领',
    '人人可得',
    '最后机会',
  ),
  ...says('C4', 'coupon.name', '仅剩12张', '倒计时抢券', '手慢无', 'Free coffee', 'Guaranteed coupon', 'Hurry'),
  ...says('C4', 'rules.quota', 'Only 9 left', '立即抢', '百分百领到'),
  ...says('C4', 'rules.smallPrint', '白送'),
  ['with such a word among its further rules', 'C4', put('rules.extra', ['每人一次', '人人有份'])],
  ...each('remaining countdownTo stockLeft', 'C4', 38),
  // C6: no gift for a deposit or a financial product.
  ...(['deposit', 'deposit_new', 'wealth', 'fund_purchase', 'insurance', 'asset_increase'] as const).map(
    (trigger): Fault => [`for ${trigger}`, 'C6', put('trigger', trigger)],
  ),
  // C7: nothing that comes along with the claim.
  ...each('consentPreTicked subscribe openCard openAccountWithClaim autoRenew agreed', 'C7', true),
  ...says(
    'C7',
    'rules.who',
    '领取即开通分期',
    '默认勾选同意书',
    '視為同意訂閱',
    '自动续费',
    'By claiming you agree to a card',
  ),
  ...says('W7', 'rules.scope', '保本高收益', '稳赚不赔'),
  // What is no campaign at all.
  ['with texts that are numbers', 'form', put('rules.scope', 1)],
  ['with a list for its rules', 'form', put('rules', [])],
  ['with a text without an end', 'form', put('rules.scope', '门'.repeat(2001))],
  ['with a stock that is a number', 'form', put('stock', 38)],
  ['with an identity of its own', 'form', put('identity', 'nobody')],
];

const points: Fault[] = [
  ...each('name issuerName status price rules caps maxQuantity', 'P1'),
  ...each('rules.price rules.delivery rules.refund rules.validity rules.contact rules.version rules.digest', 'P1'),
  ...each('rules.price rules.delivery rules.refund name', 'P1', ''),
  ...each('price.kind price.points', 'P1'),
  ['without its money', 'P1', put('price.moneyFen'), 'mixed'],
  ['with money of nought', 'P1', put('price.moneyFen', 0), 'mixed'],
  ...(['step', 'min', 'max', 'pointsPerYuan'] as const).flatMap((name): Fault[] => [
    [`without ${name}`, 'P1', put(`price.${name}`), 'order'],
    [`with ${name} of nought`, 'P1', put(`price.${name}`, 0), 'order'],
    [`with ${name} of -1`, 'form', put(`price.${name}`, -1), 'order'],
  ]),
  ['of more than its most', 'P1', put('price.min', 20_100), 'order'],
  ['with steps that do not come out even', 'P1', put('price.step', 300), 'order'],
  ['with a rate that does not come out in whole fen', 'P1', put('price.pointsPerYuan', 300), 'order'],
  ['of a fixed price taken off an order', 'P1', put('price', { kind: 'points', points: 100 }), 'order'],
  ['of a variable price that is no deduction', 'P1', put('target', 'coupon'), 'order'],
  // Numbers that nobody can have meant.
  ...each('price.points maxQuantity', 'P1', 0),
  ['of a price beyond nine digits', 'P1', put('price.points', 1e9)],
  ['of so many that the price is beyond nine digits', 'P1', put('maxQuantity', 1e6)],
  ['of money beyond nine digits', 'P1', put('price.moneyFen', 1e9), 'mixed'],
  ['of a deduction beyond nine digits', 'P1', put('price.max', 1e9), 'order'],
  ...each('price.points maxQuantity caps.month caps.year revision', 'form', -1),
  ...each('price.points maxQuantity caps.month', 'form', 0.5),
  ...each('price.points maxQuantity', 'form', '2600'),
  ...each('price.points caps.year', 'form', huge),
  // Caps: told, and no empty word.
  ['without an end to it', 'P1', put('caps', {})],
  ...each('caps.month caps.year', 'P1', 0),
  ['with more in a month than in a year', 'P1', put('caps', { month: 37, year: 36 })],
  // P4: no money, no passing on, nothing of saving.
  ...says(
    'P4',
    'name',
    '积分提现',
    '積分套現',
    '换现金券包',
    'Points for cash',
    '存款加息券',
    '基金申购费抵扣',
    'Wealth voucher',
  ),
  ...says('P4', 'description', '可转让给好友', 'resell it', '理财体验', 'Insurance for a month'),
  ...says('P4', 'rules.delivery', '到账后可提现'),
  ...says('P4', 'rules.refund', '可转卖'),
  ...each('target', 'P4'),
  ...each('target', 'P4', 'transfer'),
  ['of a kind of price of its own', 'form', put('price.kind', 'cash')],
  ['with a status of its own', 'form', put('status', 'hurry')],
  ['with a list for its price', 'form', put('price', [])],
  ['that is another', 'form', put('id', 'OTHER')],
];
const items: Record<string, () => Fields> = { plain: sampleItem, mixed: mixedItem, order: orderItem };

/** One event and one record say why; there is no view, so no button, and nothing to try again. */
function refused(
  rule: string,
  state: Fields,
  events: [keyof InlayEvents, unknown][],
  tracks: { name: string }[],
): void {
  const [[name, detail] = []] = events;
  const { rules = [], code, reason } = detail as { rules?: string[]; code?: string; reason?: string };
  assert.equal(events.length, 1, JSON.stringify(events));
  assert.ok(!('view' in state) && !state['retry'], JSON.stringify(state));
  if (rule === 'form') assert.deepEqual([name, code, state['status']], ['inlay-error', 'bad_response', 'error']);
  else {
    assert.deepEqual([name, state['status'], state['reason']], ['inlay-empty', 'empty', reason]);
    assert.equal(reason, rule === 'C6' ? 'wrong_campaign_kind' : 'disclosure_incomplete');
    assert.ok(rules.includes(rule), `${rule} in ${rules.join()}`);
  }
  assert.deepEqual(
    tracks.map((one) => one.name.split('_')[1]).filter((word) => word !== 'started'),
    [rule === 'form' ? 'failed' : 'empty'],
  );
}

test('what the plants are planted in is shown', async () => {
  for (const campaign of sampleCampaigns) assert.ok((await coupon({ campaign })).view().action);
  for (const make of Object.values(items)) {
    const item = make();
    const order = item['target'] === 'partner_order' ? { order: 'o-1', amount: '9900' } : {};
    const { view } = await open({ params: order, script: (bank) => (bank.item = item) });
    assert.ok(view().action);
  }
});

test('C4 to say that nothing is free or sure is no promise', async () => {
  for (const text of ['Supply is limited and not guaranteed', '并非免费，需先消费', 'It is not free']) {
    const campaign = structuredClone(sampleCampaign('SHANLAN-WEEKLY')) as Fields;
    put('rules.quota', text)(campaign);
    const { view } = await coupon({
      campaign: 'SHANLAN-WEEKLY',
      script: (fake) => fake.answer('/v1/campaigns', { items: [campaign] }),
    });
    assert.ok(view().action, text);
  }
});

for (const [what, rule, change, id = 'SHANLAN-WEEKLY'] of coupons)
  test(`${rule === 'form' ? 'C8' : rule} no button for a campaign ${what} (${id})`, async () => {
    const campaign = structuredClone(sampleCampaign(id)) as Fields;
    change(campaign);
    const { model, events, fake } = await coupon({
      campaign: id,
      script: (fake) => fake.answer('/v1/campaigns', { items: [campaign] }),
    });
    await model.act(seen, true);
    refused(rule, model.getState() as Fields, events, fake.tracks);
    assert.deepEqual(
      fake.requests.filter(({ method }) => method === 'POST'),
      [],
    );
  });

for (const [what, rule, change, id = 'plain'] of points)
  test(`${rule === 'form' ? 'P1' : rule} no button for an item ${what} (${id})`, async () => {
    const item = structuredClone(items[id]!());
    const params = { item: String(item['id']) };
    change(item);
    if (item['target'] === 'partner_order') Object.assign(params, { order: 'o-1', amount: '9900' });
    const { model, events, fake, tap } = await open({ params, script: (bank) => (bank.item = item) });
    await tap();
    refused(rule, model.getState() as Fields, events, fake.tracks);
    assert.deepEqual(
      fake.requests.filter(({ method }) => method === 'POST'),
      [],
    );
  });
