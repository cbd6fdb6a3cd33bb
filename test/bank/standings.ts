import { rfc3339 } from '../../demo/bank/clock.ts';
import type { Campaign, Rule } from '../../demo/bank/campaigns/rule.ts';
import { type Claimant, type Facts, type Standing, standingOf } from '../../demo/bank/campaigns/standing.ts';
import { draftOf, runOf } from '../../demo/bank/seed/campaign-words.ts';
import { shanlanSamples } from '../../demo/bank/seed/campaigns-shanlan.ts';
import { travelSamples } from '../../demo/bank/seed/campaigns-travel.ts';

/** An instant of bank time, from its day and minute. */
export const at = (text: string) => Date.parse(`${text.replace(' ', 'T')}:00.000+08:00`);
/** An instant to the minute, in bank time. */
export const tell = (instant: number | undefined) =>
  instant === undefined ? '' : rfc3339(instant).slice(0, 16).replace('T', ' ');

/** The sample campaigns from 2026-09-01 up to 2027-11-01, or elsewhere with `today`. */
export function campaign(id: string, change: Partial<Rule> = {}, today = '2026-11-22'): Campaign {
  const sample = [...shanlanSamples, ...travelSamples].find((one) => one.id === id);
  const draft = draftOf(sample!, runOf(today));
  return {
    id,
    revision: 1,
    startsAt: Date.parse(draft.startsAt),
    endsAt: Date.parse(draft.endsAt),
    rule: { ...draft.rule, ...change },
    words: draft.words,
    templates: draft.coupons,
  };
}

export const card = (approved: string, more: Partial<Facts['cards'][0]> = {}) => ({
  product: 'SHANLAN',
  tier: 'gold',
  main: true,
  approvedAt: at(approved),
  ...more,
});
export const spend = (day: string, fen = 128_00, product = 'SHANLAN') => ({ product, amountFen: fen, at: at(day) });
export const claim = (nth: string, day: string) => ({ nth, claimedAt: at(day) });

export type Who = {
  cards?: Facts['cards'];
  spends?: Facts['spends'];
  claims?: Claimant['claims'];
  level?: 'partner' | 'bank';
};
export function stand(
  one: Campaign,
  now: string,
  who: Who | undefined,
  left: number | null = one.rule.stock,
): Standing {
  const facts = who && { cards: who.cards ?? [], spends: who.spends ?? [] };
  return standingOf(one, { level: who?.level ?? 'partner', facts, claims: who?.claims ?? [] }, left, at(now));
}
/** The parts of a standing that are there, on one line. */
export const short = ({ state, reason, claim: span, quota }: Standing) =>
  [state, reason, tell(span?.from), tell(span?.until), quota?.period, tell(quota?.resetsAt)]
    .filter(Boolean)
    .join(' · ');
