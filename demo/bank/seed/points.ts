import { addDays, addMonths, midnight } from '../clock.ts';
import type { Localised } from '../db/schema.ts';
import { type RewardItem, registerItem, type RewardTexts } from '../points/items.ts';
import { earn, findAccount, openAccount, type Trx } from '../points/ledger.ts';
import { each, type Locale, say } from './texts.ts';

/** Version of the rules below; a changed letter is a new version. */
const rulesVersion = '2026-11-01';

const contact = say(
  '青禾银行客服 955-000-00，每日 8:00 至 20:00。',
  '青禾銀行客服 955-000-00，每日 8:00 至 20:00。',
  'Qinghe Bank customer service 955-000-00, 8:00 to 20:00 every day.',
);
const pointsBack = say(
  '兑换未成功时，积分立即退回。退回的积分有效期不变；原有效期已过的，自退回之日起30天内有效。积分不可提现、不可转让。',
  '兌換未成功時，積分立即退回。退回的積分有效期不變；原有效期已過的，自退回之日起30天內有效。積分不可提現、不可轉讓。',
  'If the redemption does not succeed, the points come back at once with their own expiry, or for 30 days if that has passed. Points cannot be cashed out or transferred.',
);

type Words = Localised<Omit<RewardTexts, 'rules'> & Omit<RewardTexts['rules'], 'version' | 'contact' | 'refund'>>;

/** One language's words: name, description, price, delivery, validity, and a sentence on refunds before the common one. */
const words = (name: string, description: string, price: string, delivery: string, validity: string) => ({
  name,
  description,
  price,
  delivery,
  validity,
});

function texts(own: Words, refund: Localised): Localised<RewardTexts> {
  return each((locale: Locale) => {
    const { name, description, price, delivery, validity } = own[locale];
    const rules = { version: rulesVersion, price, delivery, refund: refund[locale] + pointsBack[locale], validity };
    return { name, description, rules: { ...rules, contact: contact[locale] } };
  });
}

const coupon: RewardItem = {
  id: 'LATTE-26',
  revision: 2,
  target: 'coupon',
  status: 'on_sale',
  price: { kind: 'points', points: 2_600 },
  caps: { month: 3, year: 36 },
  maxQuantity: 3,
  stepUpPoints: 5_000,
  stock: 5_000,
  facts: { campaign: 'SHANLAN-EXCHANGE' },
  texts: texts(
    {
      'zh-CN': words(
        '山岚咖啡饮品券',
        '优惠兑：用积分兑换一张26元饮品券，全国门店任选饮品。',
        '每张2,600积分，无需另付现金。每人每月最多3张，每年最多36张，按自然月、自然年计算。',
        '兑换成功后立即发放至您的青禾银行卡券包。',
        '饮品券自发放之日起30天（含当日）内有效。',
      ),
      'zh-HK': words(
        '山嵐咖啡飲品券',
        '優惠兌：用積分兌換一張26元飲品券，全國門店任選飲品。',
        '每張2,600積分，無需另付現金。每人每月最多3張，每年最多36張，按自然月、自然年計算。',
        '兌換成功後立即發放至您的青禾銀行卡券包。',
        '飲品券自發放之日起30天（含當日）內有效。',
      ),
      en: words(
        'Shanlan Coffee drink coupon',
        'A coupon of 26 yuan for any drink in every Shanlan Coffee shop.',
        '2,600 points each, no money besides. At most 3 in a calendar month and 36 in a calendar year.',
        'Put into your Qinghe Bank wallet as soon as the redemption is confirmed.',
        'Valid for 30 days from the day of issue, that day included.',
      ),
    },
    say('已发放的饮品券不退不换。', '已發放的飲品券不退不換。', 'An issued coupon is not taken back. '),
  ),
};

const mug: RewardItem = {
  id: 'SHANLAN-MUG',
  revision: 1,
  target: 'mall_item',
  status: 'on_sale',
  price: { kind: 'points_and_money', points: 3_000, moneyFen: 2_900 },
  caps: { year: 2 },
  maxQuantity: 2,
  stepUpPoints: 5_000,
  stock: 200,
  facts: {},
  texts: texts(
    {
      'zh-CN': words(
        '山岚咖啡陶瓷杯',
        '容量 350 毫升，青瓷釉，附杯盖。',
        '每件3,000积分另付29.00元。每人每年最多2件。',
        '下单后3个工作日内寄出，免运费。',
        '商品为现货，兑完为止。',
      ),
      'zh-HK': words(
        '山嵐咖啡陶瓷杯',
        '容量 350 毫升，青瓷釉，附杯蓋。',
        '每件3,000積分另付29.00元。每人每年最多2件。',
        '下單後3個工作日內寄出，免運費。',
        '商品為現貨，兌完為止。',
      ),
      en: words(
        'Shanlan Coffee mug',
        '350 ml, celadon glaze, with a lid.',
        '3,000 points and 29.00 yuan each. At most 2 in a calendar year.',
        'Sent within 3 working days, free of charge.',
        'From stock, while it lasts.',
      ),
    },
    say(
      '签收后7天内可退，积分与现金原路退回。',
      '簽收後7天內可退，積分與現金原路退回。',
      'May be returned within 7 days of receipt; points and money come back the way they were paid. ',
    ),
  ),
};

const bill: RewardItem = {
  id: 'BILL-DEDUCT',
  revision: 1,
  target: 'bill_deduction',
  status: 'on_sale',
  price: { kind: 'variable', step: 100, min: 500, max: 20_000, pointsPerYuan: 100 },
  caps: { month: 10 },
  maxQuantity: 1,
  stepUpPoints: 5_000,
  facts: {},
  texts: texts(
    {
      'zh-CN': words(
        '积分抵扣信用卡账单',
        '用积分抵扣本期信用卡账单。',
        '100积分抵1元，每次500至20,000积分，以100积分为单位。每人每月最多10次。',
        '抵扣成功后即时计入本期账单。',
        '抵扣仅用于本人名下的信用卡。',
      ),
      'zh-HK': words(
        '積分抵扣信用卡賬單',
        '用積分抵扣本期信用卡賬單。',
        '100積分抵1元，每次500至20,000積分，以100積分為單位。每人每月最多10次。',
        '抵扣成功後即時計入本期賬單。',
        '抵扣僅用於本人名下的信用卡。',
      ),
      en: words(
        'Points off your card bill',
        'Use points to lower this period’s credit card bill.',
        '100 points take 1 yuan off; 500 to 20,000 points at a time, in steps of 100. At most 10 times a calendar month.',
        'Taken off this period’s bill at once.',
        'For credit cards in your own name only.',
      ),
    },
    say('抵扣成功后不可撤销。', '抵扣成功後不可撤銷。', 'A deduction that was made stays. '),
  ),
};

const order: RewardItem = {
  id: 'ORDER-DEDUCT',
  revision: 1,
  target: 'partner_order',
  status: 'on_sale',
  price: { kind: 'variable', step: 100, min: 100, max: 50_000, pointsPerYuan: 100 },
  caps: { month: 10 },
  maxQuantity: 1,
  stepUpPoints: 5_000,
  facts: {},
  texts: texts(
    {
      'zh-CN': words(
        '积分抵扣订单',
        '用积分抵扣这笔订单的一部分金额。',
        '100积分抵1元，每笔订单100至50,000积分，以100积分为单位，不超过订单金额。每人每月最多10笔。',
        '抵扣成功后即时从订单应付金额中减去。',
        '每笔订单抵扣一次。',
      ),
      'zh-HK': words(
        '積分抵扣訂單',
        '用積分抵扣這筆訂單的一部分金額。',
        '100積分抵1元，每筆訂單100至50,000積分，以100積分為單位，不超過訂單金額。每人每月最多10筆。',
        '抵扣成功後即時從訂單應付金額中減去。',
        '每筆訂單抵扣一次。',
      ),
      en: words(
        'Points off this order',
        'Use points to pay a part of this order.',
        '100 points take 1 yuan off; 100 to 50,000 points for an order, in steps of 100, never more than it comes to. At most 10 orders a calendar month.',
        'Taken off what is to be paid for the order at once.',
        'Once for each order.',
      ),
    },
    say(
      '订单退款时，抵扣的积分一并退回。',
      '訂單退款時，抵扣的積分一併退回。',
      'When the order is refunded, the points come back with it. ',
    ),
  ),
};

/** Like the mug, but none is left; and one that is not offered any more. */
const soldOut: RewardItem = { ...mug, id: 'SHANLAN-MUG-OUT', stock: 0 };
const closed: RewardItem = { ...mug, id: 'SHANLAN-MUG-OLD', status: 'closed' };

export const rewardItems: readonly RewardItem[] = [coupon, mug, bill, order, soldOut, closed];

/**
 * Items that must never be shown, one fault each, for tests of refusal: `POINTS-CASH` offers cash and `POINTS-WEALTH` a wealth
 * product (P4), `POINTS-NORULE` does not tell how it is given back (P1).
 */
export function unlawfulItems(): RewardItem[] {
  const named = (id: string, change: (texts: RewardTexts) => void): RewardItem => {
    const item: RewardItem = { ...structuredClone(coupon), id };
    for (const one of Object.values(item.texts)) change(one);
    return item;
  };
  return [
    named('POINTS-CASH', (one) => (one.name = '积分变现，秒提现')),
    named('POINTS-WEALTH', (one) => (one.name = '青禾理财体验金')),
    named('POINTS-NORULE', (one) => (one.rules.refund = '')),
  ];
}

/** What the sample customers have: points, and for how many months after this one they last. */
const earned: Record<string, [points: number, months: number][]> = {
  'qh-c-1001': [
    [9_437, 12],
    [3_200, 1],
  ],
  'qh-c-1002': [
    [1_500, 12],
    [300, 0],
  ],
};

/** Registers the items anew, and gives the sample customers their points once, whenever that was. */
export async function seedPoints(trx: Trx, today: string): Promise<void> {
  for (const item of rewardItems) await registerItem(trx, item);
  for (const item of unlawfulItems()) await registerItem(trx, item, { unchecked: true });
  for (const [customer, lots] of Object.entries(earned)) {
    if (await findAccount(trx, customer)) continue;
    const account = await openAccount(trx, customer);
    for (const [points, months] of lots) {
      // Until the end of the month: its last day counts.
      const end = addMonths(`${today.slice(0, 7)}-01`, months + 1);
      const key = `seed:${customer}:${months}`;
      await earn(trx, { account, points, expiresAt: midnight(end), key, at: midnight(addDays(today, -30)) });
    }
  }
}
