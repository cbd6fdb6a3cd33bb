import { type Sample, template } from './campaign-words.ts';
import { say } from './texts.ts';

const claimWindow = say('活动期内领取。', '活動期內領取。', 'To be claimed during the campaign.');
const refund = say(
  '用券订单退款的，在有效期内退回原券；逾期不退。',
  '用券訂單退款者，於有效期內退回原券；逾期不退。',
  'When an order paid with a coupon is refunded, the coupon comes back while it is still valid, and not after.',
);
const validDays = (days: number) =>
  say(
    `自领取之日起${days}日内有效（含当日）。`,
    `自領取當日起${days}日內有效（包括當日）。`,
    `Valid for ${days} days from the day of claiming, that day included.`,
  );

const meal: Sample = {
  id: 'WEISHI-MEAL',
  group: 'food',
  partners: ['weishi'],
  rule: {
    trigger: 'none',
    identity: 'partner',
    stock: 20_000,
    quotas: [
      { period: 'week', limit: 1 },
      { period: 'month', limit: 3 },
    ],
  },
  coupons: [template({ kind: 'cash', faceValueFen: 8_00, thresholdFen: 35_00, validDays: 7 })],
  title: say('味食下一餐满减', '味食下一餐滿減', 'Weishi: off your next meal'),
  brand: say('味食', '味食', 'Weishi Food'),
  coupon: say('外卖满减券', '外賣滿減券', 'Meal money-off coupon'),
  scope: say(
    '味食平台外卖订单，满35元减8元，须以青禾银行卡支付；配送费不计入门槛。',
    '味食平台外賣訂單，滿人民幣35元減8元，須以青禾銀行卡支付；配送費不計入門檻。',
    'CNY 8 off a delivery order of CNY 35 or more on Weishi, delivery fee not counted, paid with a Qinghe Bank card.',
  ),
  who: say('味食的登录用户。', '味食的登入用戶。', 'Signed-in users of Weishi.'),
  quota: say(
    '每人每个自然周1张、每个自然月最多3张，先到先得。',
    '每人每個自然週1張、每個曆月最多3張，先到先得。',
    'One per person and natural week, at most 3 per calendar month, first come, first served.',
  ),
  claimWindow,
  validity: validDays(7),
  number: say('共20000张，领完即止。', '共20000張，領完即止。', '20,000 coupons, while they last.'),
  refund,
};

const latte: Sample = {
  id: 'CHENGWEI-LATTE',
  group: 'article',
  partners: ['chengwei'],
  rule: { trigger: 'none', identity: 'partner', stock: 2_000, quotas: [] },
  coupons: [template({ kind: 'cash', faceValueFen: 10_00, thresholdFen: 28_00, validDays: 15 })],
  title: say('城味读者咖啡券', '城味讀者咖啡券', 'City Bites coffee coupon for readers'),
  brand: say('山岚咖啡', '山嵐咖啡', 'Shanlan Coffee'),
  coupon: say('山岚咖啡满减券', '山嵐咖啡滿減券', 'Shanlan Coffee money-off coupon'),
  scope: say(
    '山岚咖啡中国内地门店，订单满28元减10元，不含外送平台订单。',
    '山嵐咖啡中國內地門店，訂單滿人民幣28元減10元，不包括外送平台訂單。',
    'CNY 10 off an order of CNY 28 or more in Shanlan Coffee shops in mainland China; not for delivery platforms.',
  ),
  who: say('城味周刊的登录读者。', '城味週刊的登入讀者。', 'Signed-in readers of City Bites Weekly.'),
  quota: say('每人1张，先到先得。', '每人1張，先到先得。', 'One per person, first come, first served.'),
  claimWindow,
  validity: validDays(15),
  number: say('共2000张，领完即止。', '共2000張，領完即止。', '2,000 coupons, while they last.'),
  refund,
};

/** The campaigns on the food partner's pages and in the weekly's articles. */
export const placeSamples: readonly Sample[] = [meal, latte];
