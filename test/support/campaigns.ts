import type { Campaign } from '../../src/core/campaign.ts';
import type { OnWire } from '../../src/core/api.ts';
import type { Locale } from '../../src/core/text.ts';
import { bank, pick, say, type Say } from './product-texts.ts';

export type SampleCampaign = OnWire<Campaign>;

const brand = say('山岚咖啡', '山嵐咖啡', 'Shanlan Coffee');
const digest = '4f6c1f0c2b7be1b8f4ac0f6f3f4e6e2a9d1b7a55c1e2d3f4a5b6c7d8e9f00112';

const common = (id: string, locale: Locale, title: Say, name: Say): SampleCampaign => ({
  id,
  revision: 3,
  title: pick(locale, title),
  brand: pick(locale, brand),
  issuerName: pick(locale, bank),
  coupon: { kind: 'voucher', name: pick(locale, name), faceValueFen: 2600, thresholdFen: 0, count: 1 },
  trigger: 'card_spend',
  identity: 'partner',
  startsAt: '2026-11-01T00:00:00+08:00',
  endsAt: '2027-01-01T00:00:00+08:00',
  window: { from: '2026-11-01T00:00:00+08:00', until: '2027-01-01T00:00:00+08:00' },
  stock: 'available',
  rules: {
    version: '2026-11-01',
    digest,
    scope: pick(
      locale,
      say('全国山岚咖啡门店，指定饮品', '全國山嵐咖啡門店，指定飲品', 'Named drinks in all Shanlan Coffee shops'),
    ),
    who: pick(
      locale,
      say(
        '新核卡主卡客户，核卡60天（含）内消费满99元',
        '新核卡主卡客戶，核卡60天（含）內消費滿99元',
        'New main cardholders who spend CNY 99 within 60 days (inclusive) of approval',
      ),
    ),
    quota: pick(locale, say('每人限领一次，共6张', '每人限領一次，共6張', 'Once per person, six coupons')),
    claimWindow: pick(
      locale,
      say('达标后30天（含）内', '達標後30天（含）內', 'Within 30 days (inclusive) of qualifying'),
    ),
    validity: pick(
      locale,
      say(
        '每月最多生效3张，其余次月1日生效；每张自生效起30天（含）有效',
        '每月最多生效3張，其餘次月1日生效；每張自生效起30天（含）有效',
        'At most three become active in a month, the rest on the 1st of the next; each is valid for 30 days (inclusive)',
      ),
    ),
    stacking: pick(
      locale,
      say('每单限用1张，不与其他优惠叠加', '每單限用1張，不與其他優惠疊加', 'One per order, not with other offers'),
    ),
    refund: pick(
      locale,
      say(
        '订单全额退款后退回，过期不退',
        '訂單全額退款後退回，過期不退',
        'Given back after a full refund, not after its end',
      ),
    ),
    contact: pick(locale, say('青禾银行客服 95000', '青禾銀行客服 95000', 'Qinghe Bank, 95000')),
    organiser: pick(locale, say('青禾银行股份有限公司', '青禾銀行股份有限公司', 'Qinghe Bank Co., Ltd.')),
    extra: [
      pick(
        locale,
        say('活动名额共10万份，领完为止，不设抽奖', '活動名額共10萬份，領完為止，不設抽獎', '100,000 in all, no draw'),
      ),
      pick(
        locale,
        say('领取后即时发放至银行卡券包', '領取後即時發放至銀行卡券包', 'Delivered to the bank’s wallet at once'),
      ),
      pick(locale, say('逾期未领取视为放弃', '逾期未領取視為放棄', 'Not claimed in time means given up')),
    ],
  },
  useUrl: `https://open.bank.example/h5/coupons/${id}`,
  detailUrl: `https://open.bank.example/h5/campaigns/${id}`,
});

const drink = say('山岚咖啡饮品券', '山嵐咖啡飲品券', 'Shanlan Coffee drink coupon');

const samples: Record<string, (locale: Locale) => SampleCampaign> = {
  'SHANLAN-WELCOME': (locale) => {
    const made = common('SHANLAN-WELCOME', locale, say('迎新礼', '迎新禮', 'Welcome gift'), drink);
    return { ...made, coupon: { ...made.coupon, count: 6 } };
  },
  'SHANLAN-WEEKLY': (locale) => ({
    ...common('SHANLAN-WEEKLY', locale, say('周周送', '週週送', 'Every week'), drink),
    trigger: 'natural_week_spend',
  }),
  'FLASH-8TH': (locale) => ({
    ...common('FLASH-8TH', locale, say('每月8日', '每月8日', 'Every 8th'), drink),
    trigger: 'flash_sale',
    window: { from: '2026-12-08T10:00:00+08:00', until: '2026-12-09T00:00:00+08:00' },
  }),
  'CASHBACK-5': (locale) => {
    const made = common(
      'CASHBACK-5',
      locale,
      say('笔笔返现', '筆筆回贈', 'Cash back'),
      say('返现5元', '回贈5元', 'Five yuan back'),
    );
    const smallPrint = pick(
      locale,
      say(
        '返现于次月15日前入账至原卡，销卡不补发。',
        '回贈於次月15日前入賬至原卡，銷卡不補發。',
        'Paid to the same card by the 15th of the next month; not after the card is closed.',
      ),
    );
    return {
      ...made,
      coupon: { ...made.coupon, kind: 'cash_back', faceValueFen: 550, thresholdFen: 5000 },
      rules: { ...made.rules, smallPrint },
    };
  },
  'INSTALMENT-88': (locale) => {
    const made = common(
      'INSTALMENT-88',
      locale,
      say('分期礼遇', '分期禮遇', 'Instalments'),
      say('分期手续费折扣券', '分期手續費折扣券', 'Instalment fee coupon'),
    );
    const { faceValueFen: _none, ...coupon } = made.coupon!;
    const smallPrint = pick(
      locale,
      say(
        '折扣适用于分期手续费，折后近似折算年化利率以分期页面为准。',
        '折扣適用於分期手續費，折後近似折算年化利率以分期頁面為準。',
        'Applies to the instalment fee; the annual rate after it is shown with the instalment.',
      ),
    );
    return {
      ...made,
      identity: 'bank',
      coupon: { ...coupon, kind: 'instalment_rate', rate: '8.8' },
      rules: { ...made.rules, smallPrint },
    };
  },
};

/** Ids of the sample campaigns. */
export const sampleCampaigns = Object.keys(samples);

/** A sample campaign as the gateway sends it. */
export function sampleCampaign(id: string, locale: Locale = 'zh-CN'): SampleCampaign {
  return samples[id]!(locale);
}

/** Channel rules that let a coupon be shown, claimed and used on this page. */
export const couponRules = [
  { id: 'coupon', host: '*', productClass: 'coupon', verb: '*', verdict: 'allow', target: 'bank_page' },
];
