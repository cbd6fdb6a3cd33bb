import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { dayOf, rfc3339 } from '../../demo/bank/clock.ts';
import { periodOf } from '../../demo/bank/campaigns/periods.ts';
import { capBroken } from '../../demo/bank/points/caps.ts';
import { costOf, type ItemRow, registerItem, type RewardItem } from '../../demo/bank/points/items.ts';
import { unlawful } from '../../demo/bank/points/lawful.ts';
import { rewardItems, unlawfulItems } from '../../demo/bank/seed/points.ts';
import { each } from '../../demo/bank/seed/texts.ts';
import { engines, type Rig, startRig } from './rig.ts';

const sample = (id: string) => structuredClone(rewardItems.find((item) => item.id === id)) as RewardItem;
const described = (text: string): RewardItem => {
  const item = sample('LATTE-26');
  item.texts = each((locale) => ({ ...item.texts[locale], description: text }));
  return item;
};

describe('An item that is registered', () => {
  it('P4 is lawful when it is one of the samples, in all three languages', () => {
    for (const item of rewardItems) assert.deepEqual(unlawful(item), [], item.id);
  });

  const offers = [
    '积分可提现到银行卡',
    '積分可提現',
    '积分变现，立即到账',
    '用积分兑换现金',
    '可转让给亲友',
    '可轉贈好友',
    '支持转账',
    '积分回收，高价收购',
    '兑换后可出售',
    'Cash out your points',
    'Swap points for cash',
    'Withdraw at any time',
    'Transfer points to a friend',
    'Good for resale',
    '不限次数提现',
    '不收手续费，可提现',
  ];
  for (const text of offers) {
    it(`P4 may not say “${text}”`, () => assert.notDeepEqual(unlawful(described(text)), []));
  }

  const denials = [
    '积分不可提现、不可转让。',
    '積分不得提現或轉讓。',
    '积分禁止转售。',
    '本券不可转赠，不兑现金。',
    'Points cannot be cashed out or transferred.',
    'Coupons may not be resold.',
  ];
  for (const text of denials) {
    it(`P4 may say “${text}”`, () => assert.deepEqual(unlawful(described(text)), []));
  }

  it('P4 may not be or name a deposit, a wealth product, a fund, insurance, or a better rate for one', () => {
    for (const name of [
      '定期存款',
      '理财加息券',
      '理財體驗金',
      '基金申购费券',
      '意外保险',
      'Wealth voucher',
      'A deposit',
    ]) {
      const item = sample('LATTE-26');
      item.texts = each((locale) => ({ ...item.texts[locale], name }));
      assert.notDeepEqual(unlawful(item), [], name);
    }
    for (const target of ['deposit', 'wealth', 'fund', 'transfer', 'cash']) {
      assert.match(unlawful({ ...sample('LATTE-26'), target: target as 'coupon' }).join(), /cannot be spent on/);
    }
  });

  it('P4 is judged in the rules as well, and in each language by itself', () => {
    for (const locale of ['zh-CN', 'zh-HK', 'en'] as const) {
      const item = sample('SHANLAN-MUG');
      item.texts[locale].rules.refund = locale === 'en' ? 'Points can be withdrawn' : '积分可提现';
      assert.match(unlawful(item).join(), new RegExp(`^${locale} speaks of`));
    }
  });

  it('P1, P4 is each of the unlawful samples for its one fault', () => {
    const why = unlawfulItems().map((one) => [one.id, unlawful(one)[0]]);
    assert.deepEqual(why, [
      ['POINTS-CASH', 'zh-CN speaks of “变现”'],
      ['POINTS-WEALTH', 'zh-CN names a financial product, “理财”'],
      ['POINTS-NORULE', 'zh-CN says nothing of refund'],
    ]);
  });

  it('is priced in whole points and whole fen and has its caps, or is not registered', () => {
    const prices: [string, object][] = [
      ['LATTE-26', { price: { kind: 'points', points: 0.5 } }],
      ['LATTE-26', { price: { kind: 'points', points: 0 } }],
      ['SHANLAN-MUG', { price: { kind: 'points_and_money', points: 3000, moneyFen: 29.5 } }],
      ['BILL-DEDUCT', { price: { kind: 'variable', step: 100, min: 500, max: 400, pointsPerYuan: 100 } }],
      ['BILL-DEDUCT', { price: { kind: 'variable', step: 100, min: 550, max: 20000, pointsPerYuan: 100 } }],
      ['BILL-DEDUCT', { price: { kind: 'variable', step: 1, min: 5, max: 500, pointsPerYuan: 300 } }],
      ['BILL-DEDUCT', { price: { kind: 'points', points: 100 } }],
      ['BILL-DEDUCT', { maxQuantity: 2 }],
      ['LATTE-26', { caps: {} }],
      ['LATTE-26', { caps: { month: 0, year: 36 } }],
      ['LATTE-26', { caps: { month: 37, year: 36 } }],
      ['LATTE-26', { price: { kind: 'variable', step: 100, min: 500, max: 900, pointsPerYuan: 100 } }],
    ];
    for (const [id, change] of prices) {
      assert.notDeepEqual(unlawful({ ...sample(id), ...change }), [], JSON.stringify(change));
    }
  });

  it('costs whole points and fen, and takes off what they are worth, for every amount it may be sold in', () => {
    const steps = fc.record({
      step: fc.integer({ min: 1, max: 500 }),
      low: fc.nat(40),
      more: fc.nat(400),
      rate: fc.integer({ min: 1, max: 1_000 }),
    });
    fc.assert(
      fc.property(steps, fc.nat(300_000), ({ step, low, more, rate }, points) => {
        const min = (low + 1) * step;
        const price = { kind: 'variable' as const, step, min, max: min + more * step, pointsPerYuan: rate };
        const item = { ...sample('BILL-DEDUCT'), price };
        fc.pre(unlawful(item).length === 0);
        const cost = costOf({ ...item, max_quantity: 1 } as unknown as ItemRow, 1, points);
        const allowed = points >= price.min && points <= price.max && points % step === 0;
        assert.equal(cost !== undefined, allowed);
        if (cost) assert.ok(Number.isSafeInteger(cost.valueFen) && cost.valueFen! * rate === points * 100);
      }),
    );
  });
});

describe('The caps of an item', () => {
  const at = (text: string) => Date.parse(text);
  const until = (period: 'month' | 'year', text: string) => rfc3339(periodOf(period, at(text)).until);

  it('begin anew at midnight in Shanghai on the first of the month and of the year', () => {
    const months: [string, string][] = [
      ['2026-11-22T10:00:00+08:00', '2026-12-01T00:00:00+08:00'],
      ['2026-11-30T23:59:59+08:00', '2026-12-01T00:00:00+08:00'],
      ['2026-12-01T00:00:00+08:00', '2027-01-01T00:00:00+08:00'],
      ['2026-11-30T15:59:59Z', '2026-12-01T00:00:00+08:00'],
      ['2026-11-30T16:00:00Z', '2027-01-01T00:00:00+08:00'],
      ['2028-02-29T12:00:00+08:00', '2028-03-01T00:00:00+08:00'],
      ['2027-01-31T12:00:00+08:00', '2027-02-01T00:00:00+08:00'],
    ];
    for (const [now, next] of months) assert.equal(until('month', now), next, now);
    assert.equal(until('year', '2026-12-31T23:59:59+08:00'), '2027-01-01T00:00:00+08:00');
    assert.equal(until('year', '2026-12-31T16:00:00Z'), '2028-01-01T00:00:00+08:00');
  });

  it('cover every instant by exactly one period, whose days are of one month or year', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: at('2020-01-01'), max: at('2040-01-01') }),
        fc.constantFrom('month', 'year'),
        (now, period) => {
          const { from, until: end } = periodOf(period, now);
          assert.ok(from <= now && now < end);
          const length = period === 'month' ? 7 : 4;
          assert.equal(dayOf(from).slice(0, length), dayOf(end - 1).slice(0, length));
          assert.equal(periodOf(period, end).from, end);
          assert.equal(periodOf(period, from - 1).until, from);
        },
      ),
    );
  });

  it('are broken by the first that leaves too little', () => {
    const quota = (period: 'month' | 'year', limit: number, used?: number) => ({
      period,
      limit,
      resetsAt: '',
      ...(used === undefined ? {} : { used }),
    });
    assert.equal(capBroken([quota('month', 3, 2)], 1), undefined);
    assert.equal(capBroken([quota('month', 3, 2), quota('year', 36, 35)], 2)?.period, 'month');
    assert.equal(capBroken([quota('month', 3, 0), quota('year', 36, 36)], 1)?.period, 'year');
    assert.equal(capBroken([quota('month', 3)], 4)?.period, 'month');
    assert.equal(capBroken([], 99), undefined);
  });
});

for (const engine of engines) {
  describe(`Items on ${engine}`, () => {
    let rig: Rig;
    before(async () => void (rig = await startRig(engine)));
    after(() => rig.stop());

    const item = async (id: string, more = '') => (await rig.call(`/v1/reward-items/${id}?partner=lvtu${more}`)).json;

    it('P1 tell price, money besides, caps, delivery, refund, validity and contact to everybody, in three languages', async () => {
      for (const { id, price, caps, maxQuantity } of rewardItems) {
        for (const locale of ['zh-CN', 'zh-HK', 'en']) {
          const body = await item(id, `&locale=${locale}`);
          assert.deepEqual([body.price, body.caps, body.maxQuantity], [price, caps, maxQuantity]);
          const { version, digest, ...texts } = body.rules as Record<string, string>;
          assert.deepEqual(Object.keys(texts), ['price', 'delivery', 'refund', 'validity', 'contact']);
          for (const text of Object.values(texts)) assert.ok(text.length > 5);
          assert.equal(digest, createHash('sha256').update(Object.values(texts).join('\n')).digest('hex'));
          assert.equal(version, '2026-11-01');
          assert.ok(body.issuerName && body.name && body.description);
        }
      }
    });

    it('are on sale, sold out or closed, and asked for anew each time', async () => {
      assert.equal((await item('LATTE-26')).status, 'on_sale');
      assert.equal((await item('SHANLAN-MUG-OUT')).status, 'sold_out');
      assert.equal((await item('SHANLAN-MUG-OLD')).status, 'closed');
      assert.equal((await item('NOTHING')).code, 'not_found');
      const first = await rig.call('/v1/reward-items/LATTE-26?partner=lvtu');
      assert.equal(first.headers.get('cache-control'), 'no-cache');
      const headers = { 'if-none-match': first.headers.get('etag') ?? '' };
      assert.equal((await rig.call('/v1/reward-items/LATTE-26?partner=lvtu', { headers })).status, 304);
    });

    it('P4 are not registered when they may not be offered, and keep their stock when they are registered again', async () => {
      const { db } = rig.bank.bank;
      const cash = { ...described('积分可提现'), id: 'CASH' };
      await assert.rejects(registerItem(db, cash), /CASH may not be offered for points: zh-CN speaks of “提现”/);
      assert.equal((await item('CASH')).code, 'not_found');
      await db.updateTable('reward_stock').set({ remaining: 7 }).where('item_id', '=', 'LATTE-26').execute();
      await registerItem(db, sample('LATTE-26'));
      const rows = db.selectFrom('reward_stock').select('remaining').where('item_id', '=', 'LATTE-26');
      assert.equal((await rows.executeTakeFirst())?.remaining, 7);
    });
  });
}
