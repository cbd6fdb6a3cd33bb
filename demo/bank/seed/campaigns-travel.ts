import { type Sample, template } from './campaign-words.ts';
import { bankName, say } from './texts.ts';

const lvtu = say('旅途', '旅途', 'Lvtu Travel');
const signedIn = say('合作平台的登录用户。', '合作平台的登入用戶。', 'Signed-in users of the partner platform.');
const refund = say(
  '用券订单退款的，在有效期内退回原券；逾期不退。',
  '用券訂單退款者，於有效期內退回原券；逾期不退。',
  'When an order paid with a coupon is refunded, the coupon comes back while it is still valid, and not after.',
);

const stay: Sample = {
  id: 'LVTU-STAY',
  group: 'travel',
  partners: ['lvtu'],
  rule: { trigger: 'none', identity: 'partner', stock: 5_000, quotas: [] },
  coupons: [template({ kind: 'cash', faceValueFen: 50_00, thresholdFen: 500_00 })],
  title: say('旅途住宿满减', '旅途住宿滿減', 'Lvtu hotel discount'),
  brand: lvtu,
  coupon: say('住宿满减券', '住宿滿減券', 'Hotel money-off coupon'),
  scope: say(
    '旅途平台中国内地酒店订单，满500元减50元，须以青禾银行卡支付。',
    '旅途平台中國內地酒店訂單，滿人民幣500元減50元，須以青禾銀行卡支付。',
    'CNY 50 off a hotel order of CNY 500 or more in mainland China on Lvtu, paid with a Qinghe Bank card.',
  ),
  who: signedIn,
  quota: say('每人1张，先到先得。', '每人1張，先到先得。', 'One per person, first come, first served.'),
  claimWindow: say('活动期内领取。', '活動期內領取。', 'To be claimed during the campaign.'),
  validity: say(
    '自领取之日起30日内有效（含当日）。',
    '自領取當日起30日內有效（包括當日）。',
    'Valid for 30 days from the day of claiming, that day included.',
  ),
  number: say('共5000张，领完即止。', '共5000張，領完即止。', '5,000 coupons, while they last.'),
  refund,
};

const eighth: Sample = {
  id: 'QINGHE-EIGHTH',
  group: 'travel',
  rule: {
    trigger: 'flash_sale',
    identity: 'partner',
    schedule: { every: 'month', on: 8, from: '10:00', until: '22:00' },
    stock: 1_000,
    quotas: [{ period: 'day', limit: 1 }],
  },
  coupons: [template({ kind: 'discount', rate: '8.5', validDays: 15 })],
  title: say('青禾8日会员日', '青禾8日會員日', 'Qinghe day, the 8th'),
  brand: bankName,
  coupon: say('支付8.5折券', '支付8.5折券', '15 % off coupon'),
  scope: say(
    '以青禾银行信用卡支付时使用，最高优惠30元。',
    '以青禾銀行信用卡支付時使用，最高優惠人民幣30元。',
    'For payments with a Qinghe Bank credit card, up to CNY 30 off.',
  ),
  who: signedIn,
  quota: say(
    '每人每期1张，先到先得。',
    '每人每期1張，先到先得。',
    'One per person each time, first come, first served.',
  ),
  claimWindow: say(
    '每月8日10:00至22:00，以青禾银行时间为准。',
    '每月8日10:00至22:00，以青禾銀行時間為準。',
    'On the 8th of each month from 10:00 to 22:00, by the bank’s clock.',
  ),
  validity: say(
    '自领取之日起15日内有效（含当日）。',
    '自領取當日起15日內有效（包括當日）。',
    'Valid for 15 days from the day of claiming, that day included.',
  ),
  number: say('每期1000张，领完即止。', '每期1000張，領完即止。', '1,000 coupons each time, while they last.'),
  refund,
};

const cashBack: Sample = {
  id: 'LVTU-CASHBACK',
  group: 'travel',
  partners: ['lvtu'],
  rule: {
    trigger: 'card_spend',
    identity: 'bank',
    qualify: { within: 'month', count: 1, minFen: 200_00 },
    claimDays: 15,
    stock: null,
    quotas: [{ period: 'month', limit: 1 }],
    paidAfterDays: 3,
  },
  coupons: [template({ kind: 'cash_back', faceValueFen: 20_00, thresholdFen: 200_00, validDays: null })],
  title: say('旅途刷卡返现', '旅途刷卡返現', 'Lvtu cash-back'),
  brand: lvtu,
  coupon: say('返现20元', '返現20元', 'CNY 20 cash-back'),
  scope: say(
    '以青禾银行卡单笔消费满200元，返现20元。',
    '以青禾銀行卡單筆消費滿人民幣200元，返現20元。',
    'CNY 20 back on one payment of CNY 200 or more with a Qinghe Bank card.',
  ),
  who: say(
    '青禾银行客户，一个自然月内单笔消费满200元。',
    '青禾銀行客戶，一個曆月內單筆消費滿人民幣200元。',
    'Customers of Qinghe Bank with one payment of CNY 200 or more in a calendar month.',
  ),
  quota: say('每人每个自然月1次。', '每人每個曆月1次。', 'Once per person and calendar month.'),
  claimWindow: say(
    '自达标消费之日起15日内（含当日）领取。',
    '自達標消費當日起15日內（包括當日）領取。',
    'To be claimed within 15 days of the qualifying payment, that day included.',
  ),
  validity: say('到账后无使用期限。', '到賬後無使用期限。', 'Once paid it does not run out.'),
  refund: say(
    '达标消费退款的，尚未入账的返现取消，已入账的从账户扣回。',
    '達標消費退款者，尚未入賬的返現取消，已入賬者從賬戶扣回。',
    'When the qualifying payment is refunded, cash-back not yet paid is cancelled and cash-back already paid is taken back.',
  ),
  smallPrint: say(
    '返现于领取后第3日入账至消费所用卡片，入账前状态为“待入账”；返现不计积分，不可转让。',
    '返現於領取後第3日入賬至消費所用卡片，入賬前狀態為「待入賬」；返現不計積分，不可轉讓。',
    'Cash-back is credited to the card used on the 3rd day after claiming and is “pending” until then. It earns no points and is not transferable.',
  ),
};

const instalment: Sample = {
  id: 'QINGHE-INSTALMENT',
  group: 'travel',
  rule: { trigger: 'none', identity: 'bank', stock: null, quotas: [] },
  coupons: [template({ kind: 'instalment_rate', rate: '7.5', thresholdFen: 1_000_00 })],
  title: say('账单分期利率优惠', '賬單分期利率優惠', 'Lower rate for bill instalments'),
  brand: bankName,
  coupon: say('分期利率7.5折券', '分期利率7.5折券', 'Instalment rate coupon, 75 % of the rate'),
  scope: say(
    '青禾银行信用卡账单分期，单笔1000元起，限12期。',
    '青禾銀行信用卡賬單分期，單筆人民幣1000元起，限12期。',
    'Bill instalments of CNY 1,000 or more on a Qinghe Bank credit card, over 12 months.',
  ),
  who: say('青禾银行信用卡持卡人。', '青禾銀行信用卡持卡人。', 'Holders of a Qinghe Bank credit card.'),
  quota: say('每位客户1张。', '每位客戶1張。', 'One per customer.'),
  claimWindow: say('活动期内领取。', '活動期內領取。', 'To be claimed during the campaign.'),
  validity: say(
    '自领取之日起30日内有效（含当日）。',
    '自領取當日起30日內有效（包括當日）。',
    'Valid for 30 days from the day of claiming, that day included.',
  ),
  refund: say(
    '分期提前结清的，已优惠的利息不补收，券不退回。',
    '分期提前清還者，已優惠的利息不補收，券不退回。',
    'When an instalment plan is settled early, the interest saved is not charged and the coupon is not returned.',
  ),
  smallPrint: say(
    '分期原利率为年化（单利）15.60%，用券后为年化（单利）11.70%。领取本券不等于办理分期，分期须另行申请并经审批。请根据自身还款能力合理借贷，逾期将影响个人征信。',
    '分期原利率為年化（單利）15.60%，用券後為年化（單利）11.70%。領取本券不等於辦理分期，分期須另行申請並經審批。請按自身還款能力合理借貸，逾期將影響個人信貸記錄。',
    'The rate without the coupon is 15.60 % a year (simple interest), with it 11.70 % a year (simple interest). Claiming this coupon is not taking an instalment plan, which needs its own application and approval. Borrow within your means; late payment affects your credit record.',
  ),
};

/** The campaigns on the travel partner's pages, and the bank's own. */
export const travelSamples: readonly Sample[] = [stay, eighth, cashBack, instalment];
