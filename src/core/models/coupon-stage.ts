import type { ParsedCampaign } from '../campaign.ts';
import type { ClaimState } from '../claims.ts';
import { at, dayText, type Holding } from '../entitlement.ts';
import { t, type Locale, type TextKey } from '../text.ts';
import type { CouponStage } from './coupon-state.ts';

/**
 * Where the customer stands: the bank's word, carried on by the bank's own instants while the page stays open; `from` and
 * `until` bound his claim window.
 */
export function stageOf(
  campaign: ParsedCampaign,
  { phase, entitlement }: ClaimState,
  held: Holding | undefined,
  now: number,
  from: string,
  until: string,
): CouponStage {
  if (phase === 'claiming' || phase === 'checking') return phase;
  let state = entitlement ? entitlement.state : campaign.stock === 'sold_out' ? 'sold_out' : 'claimable';
  if (/^(claimed|used|expired)$/.test(state)) {
    return held ? held.state : state === 'claimed' ? 'waiting' : (state as CouponStage);
  }
  const begun = now >= at(from, -Infinity);
  // A window that is sold out goes on with the next one, where the bank told the customer of it.
  const next = state === 'sold_out' ? entitlement?.claimFrom : /^(not_started|waiting_batch)$/.test(state) && from;
  if (next && begun) state = 'claimable';
  if (state === 'quota_reached' && now >= at(entitlement!.quota.resetsAt, Infinity)) state = 'claimable';
  if (!/^(claimable|bank_identity_required)$/.test(state)) return state as CouponStage;
  if (!begun) return 'not_started';
  if (now >= at(until, Infinity)) return 'closed';
  return phase === 'asking' ? 'asking' : (state as CouponStage);
}

/** The main line of a stage. */
export function lineOf(
  stage: CouponStage,
  campaign: ParsedCampaign,
  { entitlement, stuck }: ClaimState,
  held: Holding | undefined,
  { locale, now, from, bank }: { locale: Locale; now: number; from: string; bank: string },
): string {
  const say = (key: TextKey, params?: Record<string, string | number>) => t(locale, key, params);
  const both = (...parts: string[]) => parts.filter(Boolean).join(say('comma'));
  const date = from && dayText(from, locale, now);
  switch (stage) {
    case 'asking':
    case 'claimable':
    case 'claiming':
      return campaign.rules.who;
    case 'checking':
      return say(stuck ? 'stuck' : 'checking');
    case 'not_started':
      return say('startsOn', { date });
    case 'waiting_batch':
      return date ? say('nextBatch', { date }) : say('label_waiting_batch');
    case 'quota_reached': {
      const { period, used, limit, resetsAt } = entitlement!.quota;
      if (!period) return say('quota_reached');
      const resets = resetsAt && say('resetsOn', { date: dayText(resetsAt, locale, now) });
      return both(say(`quota_${period}` as TextKey, { used, limit }), resets);
    }
    case 'not_eligible':
      return entitlement!.reasonText || say('not_eligible');
    case 'sold_out':
      return both(say('line_sold_out'), entitlement?.claimFrom ? say('nextBatch', { date }) : '');
    case 'closed':
      return say('line_closed');
    case 'bank_identity_required':
      return say('line_bank', { bank });
    default:
      return held ? both(say('claimed', { count: held.total }), held.text) : say(`coupon_${stage}`);
  }
}
