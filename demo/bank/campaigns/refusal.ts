import { rfc3339 } from '../clock.ts';
import type { Bank } from '../context.ts';
import { Problem, type ProblemCode } from '../problem.ts';
import { type Locale, say } from '../seed/texts.ts';
import type { Campaign } from './rule.ts';
import type { EntitlementBody, EntitlementState, Reason } from './schema.ts';
import type { Standing } from './standing.ts';

type Explained = Pick<EntitlementBody, 'reason' | 'reasonText' | 'next'>;

/** The bank's words for why somebody does not qualify, and what he can do about it. */
export function explain(bank: Bank, campaign: Campaign, standing: Standing, locale: Locale): Explained {
  const { reason } = standing;
  if (!reason) return {};
  const reasonText = reasonTexts[reason](campaign)[locale];
  const step = steps[reason]?.[locale];
  const url = `${bank.origin}/h5/campaigns/${campaign.id}`;
  return { reason, reasonText, ...(step ? { next: { text: step, url } } : {}) };
}

const yuan = (fen: number) => (fen % 100 ? (fen / 100).toFixed(2) : String(fen / 100));

const reasonTexts: Record<Reason, (campaign: Campaign) => Record<Locale, string>> = {
  unbound: () =>
    say(
      '需先在青禾银行确认您的身份。',
      '需先在青禾銀行確認您的身份。',
      'Please confirm who you are at Qinghe Bank first.',
    ),
  wrong_card: ({ words }) =>
    say(
      `本活动面向${words['zh-CN'].brand}联名卡持卡人。`,
      `本活動面向${words['zh-HK'].brand}聯名卡持卡人。`,
      `This campaign is for holders of the ${words.en.brand} co-branded card.`,
    ),
  already_customer: () =>
    say(
      '本活动仅限活动期内首次获批主卡的新客户。',
      '本活動僅限活動期內首次獲批主卡的新客戶。',
      'This campaign is for new customers whose first main card was approved during it.',
    ),
  no_qualifying_spend: ({ rule }) => {
    const { count = 1, minFen = 0 } = rule.qualify ?? {};
    const least = minFen
      ? [`单笔满${yuan(minFen)}元`, `單筆滿${yuan(minFen)}元`, ` of at least ¥${yuan(minFen)} each`]
      : ['', '', ''];
    return say(
      `${least[0]}消费满${count}笔后可领取。`,
      `${least[1]}消費滿${count}筆後可領取。`,
      `Claiming opens after ${count} card ${count === 1 ? 'payment' : 'payments'}${least[2]}.`,
    );
  },
  qualifying_over: () => say('达标期已过。', '達標期已過。', 'The time for qualifying is over.'),
  points_only: () =>
    say(
      '本券用积分兑换，不在此领取。',
      '本券以積分兌換，不在此領取。',
      'This coupon is redeemed with points, not claimed here.',
    ),
};

const steps: Partial<Record<Reason, Record<Locale, string>>> = {
  unbound: say('去青禾银行', '前往青禾銀行', 'Go to Qinghe Bank'),
  wrong_card: say('了解联名卡', '了解聯名卡', 'About the card'),
  no_qualifying_spend: say('查看达标方式', '查看達標方式', 'How to qualify'),
  points_only: say('去兑换', '前往兌換', 'Go to redemption'),
};

const codes: Partial<Record<EntitlementState, [ProblemCode, string]>> = {
  not_started: ['not_started', 'The campaign has not begun'],
  waiting_batch: ['not_started', 'The next claim window has not begun'],
  closed: ['claim_closed', 'The time for claiming is over'],
  quota_reached: ['quota_reached', 'The quota of this person is used up'],
  sold_out: ['sold_out', 'The stock of this claim window is used up'],
  not_eligible: ['not_eligible', 'This person does not qualify'],
  bank_identity_required: ['bank_identity_required', 'This campaign is claimed on the bank’s own page'],
};

/** The problem a claim is refused with when a person stands like this. */
export function refusalOf(
  bank: Bank,
  { campaign, locale }: { campaign: Campaign; locale: Locale },
  standing: Standing,
): Problem {
  const [code, detail] = codes[standing.state] ?? ['internal', `Nobody should stand like this: ${standing.state}`];
  const { reason, reasonText } = explain(bank, campaign, standing, locale);
  const quota = standing.quota && { ...standing.quota, resetsAt: rfc3339(standing.quota.resetsAt) };
  return new Problem(code, detail, undefined, {
    ...(reason && reasonText ? { reason, reasonText } : {}),
    ...(quota ? { quota } : {}),
  });
}
