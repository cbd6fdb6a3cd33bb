import type { Localised } from '../db/schema.ts';
import { type CampaignDraft, draftSchema } from './draft.ts';
import type { RuleTexts, Words } from './rule.ts';

/** What is wrong with a campaign, with the rule's id in the compliance list. */
export interface Fault {
  rule: 'C1' | 'C4' | 'C5' | 'C6' | 'C7' | 'C8';
  detail: string;
}

/*
 * Words are looked for in texts without spaces, in one width and case. What only denies a promise is taken out first:
 * "数量有限，不保证领到" must pass.
 */
const denials = /不保证|不保證|并非免费|並非免費|not?guarantee[ds]?|nopurchase/g;
const promises =
  /免费|免費|白送|必得|必中|必领|必領|人人有份|人人可得|稳拿|穩拿|保证|保證|百分百|百分之百|100%|free(?!dom|ze)|guarantee|everyonewins/;
/** A number of what is left, or a countdown, in a fixed text cannot be true for long. */
const scarcity = /仅剩|僅剩|最后\d+|最後\d+|剩余\d+|剩餘\d+|倒计时|倒計時|only\d+left|last\d+(coupon|piece|item)/;
const bundling =
  /默认(勾选|同意|开通)|默認(勾選|同意|開通)|视为同意|視為同意|自动(开通|订阅|续费|办卡)|自動(開通|訂閱|續費|辦卡)|领取即(开通|办理|订阅)|領取即(開通|辦理|訂閱)|pre-?ticked|automatically(enrol|subscrib|open|renew)|byclaimingyou(agree|consent)/;

const fold = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s/g, '');

/** Everything that forbids a campaign: C1, C4, C6, C7 and C8. C5 is asked when its texts change. */
export function faultsOf(draft: CampaignDraft): Fault[] {
  const faults = shapeFaults(draft);
  // What is not well formed cannot be read further.
  if (faults.length) return faults;
  for (const [locale, text] of allTexts(draft)) {
    const folded = fold(text).replace(denials, '');
    const limited = draft.rule.stock !== null || draft.rule.quotas.length > 0;
    const promise = limited && promises.exec(folded)?.[0];
    const scarce = scarcity.exec(folded)?.[0];
    const bundle = bundling.exec(folded)?.[0];
    if (promise) faults.push({ rule: 'C4', detail: `“${promise}” (${locale}) promises what a stock or quota limits` });
    if (scarce)
      faults.push({ rule: 'C4', detail: `“${scarce}” (${locale}) is a count that no clock and no stock stands for` });
    if (bundle) faults.push({ rule: 'C7', detail: `“${bundle}” (${locale}) ties consent or an opening to the claim` });
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

/** Every text a customer could read, with its language. */
function allTexts(draft: CampaignDraft): [string, string][] {
  const parts: Localised<Words | RuleTexts>[] = [draft.words, draft.rules.texts];
  return parts.flatMap((part) =>
    Object.entries(part).flatMap(([locale, texts]) =>
      Object.values(texts as Record<string, string | string[] | Record<string, string> | undefined>)
        .flatMap((value) => (typeof value === 'string' ? [value] : Object.values(value ?? {})))
        .map((text): [string, string] => [locale, text]),
    ),
  );
}
