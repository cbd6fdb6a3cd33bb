import { type Sample, template } from './campaign-words.ts';
import { say } from './texts.ts';

const brand = say('山岚咖啡', '山嵐咖啡', 'Shanlan Coffee');
const drink = say('山岚咖啡饮品券', '山嵐咖啡飲品券', 'Shanlan Coffee drink coupon');
const scope = say(
  '山岚咖啡中国内地门店任一现制饮品，不含外送平台订单。',
  '山嵐咖啡中國內地門店任何一款現製飲品，不包括外送平台訂單。',
  'Any freshly made drink in Shanlan Coffee shops in mainland China; not for orders through delivery platforms.',
);
const validity = say(
  '每张自生效日起30日内有效（含生效当日）。',
  '每張自生效日起30日內有效（包括生效當日）。',
  'Each coupon is valid for 30 days from the day it becomes active, that day included.',
);
const refundSpend = say(
  '消费发生退款或撤销的，该笔不计入达标；已领取的券不受影响。用券订单退款的，在有效期内退回原券。',
  '消費發生退款或取消者，該筆不計入達標；已領取的券不受影響。用券訂單退款者，於有效期內退回原券。',
  'A payment that is refunded or cancelled does not count. Coupons already claimed stay. When an order paid with a coupon is refunded, the coupon comes back while it is still valid.',
);
const refundOrder = say(
  '用券订单退款的，在有效期内退回原券；逾期不退。',
  '用券訂單退款者，於有效期內退回原券；逾期不退。',
  'When an order paid with a coupon is refunded, the coupon comes back while it is still valid, and not after.',
);

const welcome: Sample = {
  id: 'SHANLAN-WELCOME',
  group: 'shanlan',
  rule: {
    trigger: 'card_spend',
    identity: 'partner',
    card: { product: 'SHANLAN', newMain: true },
    qualify: { within: 'approval', days: 60, count: 1, minFen: 99_00 },
    claimDays: 30,
    stock: null,
    quotas: [],
    activePerMonth: 3,
  },
  coupons: [template({ kind: 'voucher', faceValueFen: 26_00, count: 6, validDays: 30 })],
  title: say('山岚咖啡迎新礼', '山嵐咖啡迎新禮', 'Shanlan Coffee welcome gift'),
  brand,
  coupon: drink,
  scope,
  who: say(
    '活动期内首次获批山岚咖啡联名信用卡主卡、且此前未持有青禾银行信用卡主卡的客户；自获批之日起60日内（含当日）单笔消费满99元。',
    '活動期內首次獲批山嵐咖啡聯名信用卡主卡、且此前未持有青禾銀行信用卡主卡的客戶；自獲批當日起60日內（包括當日）單筆消費滿99元人民幣。',
    'Customers whose first main credit card at Qinghe Bank is the Shanlan Coffee card, approved during the campaign, with one payment of at least CNY 99 within 60 days of approval, the day of approval included.',
  ),
  quota: say(
    '每位客户1份，每份6张，每张26元。',
    '每位客戶1份，每份6張，每張人民幣26元。',
    'One set of 6 coupons per customer, CNY 26 each.',
  ),
  claimWindow: say(
    '自达标消费之日起30日内（含当日）领取。',
    '自達標消費當日起30日內（包括當日）領取。',
    'To be claimed within 30 days of the qualifying payment, that day included.',
  ),
  validity: say(
    '每个自然月最多3张生效：领取当日生效3张，其余于次月1日生效。每张自生效日起30日内有效（含生效当日）。',
    '每個曆月最多3張生效：領取當日3張生效，其餘於翌月1日生效。每張自生效日起30日內有效（包括生效當日）。',
    'At most 3 become active in a calendar month: 3 on the day of claiming, the others on the 1st of the next month. Each is valid for 30 days from the day it becomes active, that day included.',
  ),
  refund: refundSpend,
};

const weekly: Sample = {
  id: 'SHANLAN-WEEKLY',
  group: 'shanlan',
  rule: {
    trigger: 'natural_week_spend',
    identity: 'partner',
    card: { product: 'SHANLAN' },
    qualify: { within: 'week', count: 3, minFen: 0 },
    claimDays: 7,
    stock: null,
    quotas: [{ period: 'year', limit: 52 }],
  },
  coupons: [
    template({ tier: 'gold', kind: 'voucher', faceValueFen: 26_00 }),
    template({ tier: 'platinum', kind: 'voucher', faceValueFen: 29_00 }),
  ],
  title: say('山岚咖啡周周送', '山嵐咖啡週週送', 'Shanlan Coffee every week'),
  brand,
  coupon: drink,
  tiers: {
    'zh-CN': { gold: '金卡', platinum: '白金卡' },
    'zh-HK': { gold: '金卡', platinum: '白金卡' },
    en: { gold: 'Gold', platinum: 'Platinum' },
  },
  scope,
  who: say(
    '山岚咖啡联名信用卡持卡人，一个自然周（周一至周日）内消费满3笔，金额不限。',
    '山嵐咖啡聯名信用卡持卡人，一個自然週（週一至週日）內消費滿3筆，金額不限。',
    'Holders of the Shanlan Coffee card with three payments of any amount in one natural week (Monday to Sunday).',
  ),
  quota: say(
    '每个自然周1张，金卡26元、白金卡29元；按领取日计，每个自然年最多52张。',
    '每個自然週1張，金卡人民幣26元、白金卡人民幣29元；按領取日計，每個曆年最多52張。',
    'One coupon per natural week, CNY 26 for gold and CNY 29 for platinum cards; at most 52 per calendar year, by the day of claiming.',
  ),
  claimWindow: say(
    '自第3笔消费之日起7日内（含当日）领取。',
    '自第3筆消費當日起7日內（包括當日）領取。',
    'To be claimed within 7 days of the third payment, that day included.',
  ),
  validity,
  refund: refundSpend,
};

const exchange: Sample = {
  id: 'SHANLAN-EXCHANGE',
  group: 'shanlan',
  rule: {
    trigger: 'points',
    identity: 'bank',
    stock: null,
    quotas: [
      { period: 'month', limit: 3 },
      { period: 'year', limit: 36 },
    ],
  },
  coupons: [template({ kind: 'exchange', faceValueFen: 26_00 })],
  title: say('山岚咖啡优惠兑', '山嵐咖啡優惠兌', 'Shanlan Coffee for points'),
  brand,
  coupon: drink,
  scope,
  who: say(
    '持有信用卡积分的青禾银行客户。',
    '持有信用卡積分的青禾銀行客戶。',
    'Customers of Qinghe Bank with credit card points.',
  ),
  quota: say(
    '每位客户每个自然月最多3张、每个自然年最多36张。',
    '每位客戶每個曆月最多3張、每個曆年最多36張。',
    'At most 3 per customer and calendar month, and 36 per calendar year.',
  ),
  claimWindow: say('活动期内用积分兑换。', '活動期內以積分兌換。', 'To be redeemed with points during the campaign.'),
  validity,
  refund: say(
    '兑换后不支持退回积分；用券订单退款的，在有效期内退回原券。',
    '兌換後積分不設退回；用券訂單退款者，於有效期內退回原券。',
    'Points are not returned after redemption. When an order paid with a coupon is refunded, the coupon comes back while it is still valid.',
  ),
};

const friday: Sample = {
  id: 'SHANLAN-FRIDAY',
  group: 'shanlan',
  rule: {
    trigger: 'flash_sale',
    identity: 'partner',
    schedule: { every: 'week', on: 5, from: '10:00', until: '24:00' },
    stock: 500,
    quotas: [
      { period: 'day', limit: 2 },
      { period: 'month', limit: 4 },
    ],
  },
  coupons: [template({ kind: 'cash', faceValueFen: 12_00, thresholdFen: 30_00, validDays: 7 })],
  title: say('山岚咖啡周五抢', '山嵐咖啡週五搶', 'Shanlan Coffee Friday'),
  brand,
  coupon: say('山岚咖啡满减券', '山嵐咖啡滿減券', 'Shanlan Coffee money-off coupon'),
  scope: say(
    '山岚咖啡中国内地门店，订单满30元减12元。',
    '山嵐咖啡中國內地門店，訂單滿人民幣30元減12元。',
    'CNY 12 off an order of CNY 30 or more in Shanlan Coffee shops in mainland China.',
  ),
  who: say('合作平台的登录用户。', '合作平台的登入用戶。', 'Signed-in users of the partner platform.'),
  quota: say(
    '每人每期最多2张、每个自然月最多4张，先到先得。',
    '每人每期最多2張、每個曆月最多4張，先到先得。',
    'At most 2 per person each Friday and 4 per calendar month, first come, first served.',
  ),
  claimWindow: say(
    '每周五10:00至24:00，以青禾银行时间为准。',
    '每週五10:00至24:00，以青禾銀行時間為準。',
    'Every Friday from 10:00 to 24:00, by the bank’s clock.',
  ),
  validity: say(
    '自领取之日起7日内有效（含当日）。',
    '自領取當日起7日內有效（包括當日）。',
    'Valid for 7 days from the day of claiming, that day included.',
  ),
  number: say('每期500张，领完即止。', '每期500張，領完即止。', '500 coupons each Friday, while they last.'),
  refund: refundOrder,
};

/** The campaigns of the coffee brand. */
export const shanlanSamples: readonly Sample[] = [welcome, weekly, exchange, friday];
