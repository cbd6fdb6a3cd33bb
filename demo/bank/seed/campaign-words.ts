import { addDays, addMonths } from '../clock.ts';
import type { CampaignDraft } from '../campaigns/draft.ts';
import type { Rule, RuleTexts, Template } from '../campaigns/rule.ts';
import type { Localised } from '../db/schema.ts';
import { each, type Locale, say } from './texts.ts';

/** When the sample campaigns run: from two months before the seeded day's month, for fourteen months. */
export interface Run {
  startsAt: string;
  endsAt: string;
  /** The last day, written out. */
  lastDay: Localised;
  firstDay: Localised;
  version: string;
}

const months = 'January February March April May June July August September October November December'.split(' ');

/** A day as each language writes it. */
export function written(day: string): Localised {
  const [year, month = 1, date] = day.split('-').map(Number);
  const chinese = `${year}年${month}月${date}日`;
  return say(chinese, chinese, `${date} ${months[month - 1]} ${year}`);
}

/** The run of the sample campaigns as of a day. */
export function runOf(today: string): Run {
  const first = addMonths(`${today.slice(0, 7)}-01`, -2);
  const end = addMonths(first, 14);
  return {
    startsAt: `${first}T00:00:00+08:00`,
    endsAt: `${end}T00:00:00+08:00`,
    firstDay: written(first),
    lastDay: written(addDays(end, -1)),
    version: first,
  };
}

/** What a sample campaign says of itself; the rest of what Order 32 asks for is the same for all and stands below. */
export interface Sample {
  id: string;
  group: string;
  partners?: string[];
  rule: Rule;
  coupons: Template[];
  title: Localised;
  brand: Localised;
  coupon: Localised;
  tiers?: Localised<Record<string, string>>;
  scope: Localised;
  who: Localised;
  quota: Localised;
  claimWindow: Localised;
  validity: Localised;
  refund: Localised;
  /** How many there are, where there is an end. */
  number?: Localised;
  smallPrint?: Localised;
}

const stacking = say(
  '每笔订单限用1张，不与其他优惠券同时使用，不找零、不兑现金、不可转让。',
  '每筆訂單限用1張，不與其他優惠券同時使用，不設找贖、不可兌換現金、不可轉讓。',
  'One coupon per order. Not combinable with other coupons. No change is given; not exchangeable for cash and not transferable.',
);
const contact = say(
  '青禾银行客服 400-000-0000（沙盒示例号码）',
  '青禾銀行客服 400-000-0000（沙盒示例號碼）',
  'Qinghe Bank service line 400-000-0000 (a sample number of the sandbox)',
);
const organiser = say('青禾银行股份有限公司', '青禾銀行股份有限公司', 'Qinghe Bank Co., Ltd.');
const delivery = say(
  '领取成功后，优惠券直接存入青禾银行“我的卡券”，不邮寄。',
  '領取成功後，優惠券直接存入青禾銀行「我的卡券」，不設郵寄。',
  'Once claimed, coupons are placed in “My coupons” at Qinghe Bank. Nothing is sent by post.',
);
const forfeiture = say(
  '逾期未领取或未使用的，不补发、不折现。',
  '逾期未領取或未使用者，不予補發、不可折現。',
  'Coupons not claimed or used in time are not issued again and not paid out.',
);
const noDraw = say('本活动不设抽签。', '本活動不設抽籤。', 'There is no draw in this campaign.');
const dayRule = say(
  '所有日期均为北京时间；“N日内”含起算当日；自然周为周一0时至周日24时。',
  '所有日期均為北京時間；「N日內」包括起計當日；自然週為週一0時至週日24時。',
  'All dates are Beijing time. “Within N days” includes the first day. A natural week runs from Monday 00:00 to Sunday 24:00.',
);

/** Makes a sample a draft of the bank's operations, with its rule texts in every language. */
export function draftOf(sample: Sample, run: Run): CampaignDraft {
  const texts = (locale: Locale): RuleTexts => ({
    scope: sample.scope[locale],
    who: sample.who[locale],
    quota: sample.quota[locale],
    claimWindow: sample.claimWindow[locale],
    validity: sample.validity[locale],
    stacking: stacking[locale],
    refund: sample.refund[locale],
    contact: contact[locale],
    organiser: organiser[locale],
    extra: [
      spanOf(run)[locale],
      ...(sample.number ? [sample.number[locale]] : []),
      noDraw[locale],
      delivery[locale],
      forfeiture[locale],
      dayRule[locale],
    ],
    ...(sample.smallPrint ? { smallPrint: sample.smallPrint[locale] } : {}),
  });
  return {
    id: sample.id,
    group: sample.group,
    ...(sample.partners ? { partners: sample.partners } : {}),
    startsAt: run.startsAt,
    endsAt: run.endsAt,
    rule: sample.rule,
    coupons: sample.coupons,
    words: each((locale) => ({
      title: sample.title[locale],
      brand: sample.brand[locale],
      couponName: sample.coupon[locale],
      ...(sample.tiers ? { tiers: sample.tiers[locale] } : {}),
    })),
    rules: { version: `${run.version}.1`, texts: each(texts) },
  };
}

const spanOf = ({ firstDay, lastDay }: Run): Localised =>
  say(
    `活动时间：${firstDay['zh-CN']}至${lastDay['zh-CN']}（含）。`,
    `活動時間：${firstDay['zh-HK']}至${lastDay['zh-HK']}（包括首尾兩日）。`,
    `Campaign: ${firstDay.en} to ${lastDay.en}, both days included.`,
  );

/** A coupon for everybody; the numbers given replace the plainest ones. */
export function template(change: Partial<Template>): Template {
  return {
    tier: '*',
    kind: 'voucher',
    faceValueFen: 0,
    thresholdFen: 0,
    rate: null,
    count: 1,
    validDays: 30,
    ...change,
  };
}
