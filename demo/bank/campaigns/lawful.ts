import { wordsBreak } from '../../../src/core/campaign-rules.ts';
import type { Localised } from '../db/schema.ts';
import { type CampaignDraft, draftSchema } from './draft.ts';
import type { RuleTexts, Words } from './rule.ts';

/** What is wrong with a campaign, with the rule's id in the compliance list. */
export interface Fault {
  rule: 'C1' | 'C4' | 'C5' | 'C6' | 'C7' | 'C8' | 'W7';
  detail: string;
}

const breaches: Record<string, string> = {
  C4: 'promises what a stock or quota limits, or presses',
  C6: 'asks for a deposit or an investment',
  C7: 'ties consent or an opening to the claim',
  W7: 'holds a banned word',
};

/** Everything that forbids a campaign: C1, C4, C6, C7, C8 and W7, the words as the SDK judges them. C5 is asked when its texts change. */
export function faultsOf(draft: CampaignDraft): Fault[] {
  const faults = shapeFaults(draft);
  // What is not well formed cannot be read further.
  if (faults.length) return faults;
  for (const { locale, member, text } of allTexts(draft)) {
    for (const rule of wordsBreak(text, /^(title|couponName|who)$/.test(member)))
      faults.push({ rule: rule as Fault['rule'], detail: `“${text}” (${locale}, ${member}) ${breaches[rule]}` });
  }
  for (const { tier, kind, rate, faceValueFen } of draft.coupons) {
    const rated = kind === 'discount' || kind === 'instalment_rate';
    if (rated !== (rate !== null) || rated === faceValueFen > 0) {
      faults.push({
        rule: 'C1',
        detail: `the coupon for ${tier} needs ${rated ? 'a rate' : 'a face value'} and nothing else`,
      });
    }
    const printed = Object.values<RuleTexts>(draft.rules.texts as Localised<RuleTexts>).every(
      (texts) => texts.smallPrint,
    );
    if ((kind === 'cash_back' || kind === 'instalment_rate') && !printed) {
      faults.push({ rule: 'C1', detail: `a coupon of kind ${kind} needs its small print in every language` });
    }
  }
  if (!draft.rule.quotas.length && draft.rule.schedule) {
    faults.push({ rule: 'C1', detail: 'a recurring window needs a quota per person' });
  }
  return faults;
}

/** The schema's complaints, each under the rule it stands for. */
function shapeFaults(draft: CampaignDraft): Fault[] {
  const parsed = draftSchema.safeParse(draft);
  if (!parsed.success) {
    return parsed.error.issues.map((issue) => {
      const path = issue.path.join('.');
      const rule: Fault['rule'] =
        path === 'rule.trigger'
          ? 'C6'
          : // There is no place for a consent, an opening or a subscription in a campaign.
            issue.code === 'unrecognized_keys'
            ? 'C7'
            : /^(words|rules)\b/.test(path)
              ? 'C1'
              : 'C8';
      return { rule, detail: `${path || 'campaign'}: ${issue.message}` };
    });
  }
  const faults: Fault[] = [];
  for (const name of ['startsAt', 'endsAt'] as const) {
    if (!draft[name].endsWith('+08:00')) faults.push({ rule: 'C8', detail: `${name} is not in +08:00` });
  }
  if (Date.parse(draft.startsAt) >= Date.parse(draft.endsAt))
    faults.push({ rule: 'C8', detail: 'it ends before it starts' });
  const { schedule } = draft.rule;
  if (schedule && schedule.from >= schedule.until)
    faults.push({ rule: 'C8', detail: 'a window ends before it begins' });
  if (schedule?.every === 'week' && (schedule.on ?? 1) > 7)
    faults.push({ rule: 'C8', detail: 'a week has seven days' });
  return faults;
}

/** Every text a customer could read, with its language and the member it stands in. */
function allTexts(draft: CampaignDraft): { locale: string; member: string; text: string }[] {
  const parts: Localised<Words | RuleTexts>[] = [draft.words, draft.rules.texts];
  return parts.flatMap((part) =>
    Object.entries(part).flatMap(([locale, texts]) =>
      Object.entries(texts as Record<string, string | string[] | Record<string, string> | undefined>).flatMap(
        ([member, value]) =>
          (typeof value === 'string' ? [value] : Object.values(value ?? {})).map((text) => ({ locale, member, text })),
      ),
    ),
  );
}
