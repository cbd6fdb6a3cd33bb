import { dayOf } from '../clock.ts';
import { endOfDays, nextWindow, type Period, periodOf, type Span, within } from './periods.ts';
import type { Campaign, Template } from './rule.ts';
import type { EntitlementState, Reason } from './schema.ts';

/** What the bank knows of a customer that campaigns ask for; instants in milliseconds, money in fen. */
export interface Facts {
  cards: { product: string; tier: string; main: boolean; approvedAt: number }[];
  /** Spends that count (not refunded), with the card's product, oldest first. */
  spends: { product: string; amountFen: number; at: number }[];
}

/** Whom a standing is for. */
export interface Claimant {
  level: 'partner' | 'bank';
  /** Undefined for a partner's user whom the bank does not know. */
  facts: Facts | undefined;
  /** The claims made on this campaign. */
  claims: { nth: string; claimedAt: number }[];
}

/** A claim one may make: `nth` says which one, the span when. */
export interface Right extends Span {
  nth: string;
}

/** How a person stands with a campaign at an instant. */
export interface Standing {
  state: EntitlementState;
  /** The right a claim would use up; with `claimable`, and where something else than the right is in the way. */
  right?: Right;
  reason?: Reason;
  claim?: Span;
  progress?: Span & { done: number; needed: number };
  quota?: { period: Period; limit: number; used: number; resetsAt: number };
  /** The claims that `claimed` is about. */
  held?: string[];
}

/** The stock a claim with this right is taken from. */
export const slotOf = (campaign: Campaign, now: number): string =>
  campaign.rule.schedule ? dayOf(windowOf(campaign, now).from) : '*';

/** The claim window that is open or comes next; the whole campaign's when no other is left. */
export function windowOf(campaign: Campaign, now: number): Span {
  return recurring(campaign, now) ?? { from: campaign.startsAt, until: campaign.endsAt };
}

/** The window of a recurring day that is open or comes next, as long as one is left. */
function recurring({ startsAt, endsAt, rule }: Campaign, now: number): Span | undefined {
  if (!rule.schedule) return undefined;
  const window = nextWindow(rule.schedule, Math.max(now, startsAt));
  if (window.from >= endsAt) return undefined;
  return { from: Math.max(window.from, startsAt), until: Math.min(window.until, endsAt) };
}

/**
 * How a person stands with a campaign. `left` is what the present window has in stock, null for no end. Everything is
 * computed from facts and claims at `now`, so the same question has the same answer wherever it is asked.
 */
export function standingOf(campaign: Campaign, claimant: Claimant, left: number | null, now: number): Standing {
  const { rule } = campaign;
  if (rule.trigger === 'points') return { state: 'not_eligible', reason: 'points_only' };
  const window = windowOf(campaign, now);
  if (now < campaign.startsAt) return { state: 'not_started', claim: window };
  if (rule.identity === 'bank' && claimant.level !== 'bank') return standingFromAfar(campaign, claimant, left, now);
  const made = new Set(claimant.claims.map((claim) => claim.nth));
  const rights = rightsOf(campaign, claimant, now);
  const progress = progressOf(campaign, claimant.facts, now);
  const more = progress ? { progress } : {};
  const open = rights.filter((right) => within(right, now)).sort((a, b) => a.until - b.until);

  const right = open.find((one) => !made.has(one.nth));
  if (right) {
    const found = { right, claim: { from: right.from, until: right.until }, ...more };
    const quota = fullQuota(campaign, claimant, now);
    const held = claimant.claims.filter((claim) => within(right, claim.claimedAt)).map((claim) => claim.nth);
    if (quota?.limit === 1 && held.length) return { ...found, state: 'claimed', held, quota };
    if (quota) return { ...found, state: 'quota_reached', quota };
    if (left !== null && left <= 0) return { ...found, state: 'sold_out', ...nextOf(campaign, right) };
    return { ...found, state: 'claimable' };
  }
  const held = oneOff(campaign) ? [...made] : open.map(({ nth }) => nth);
  if (held.length) return { state: 'claimed', held, ...more };
  if (rule.schedule && (!rule.card || cardsOf(campaign, claimant.facts).length)) {
    return { state: recurring(campaign, now) ? 'waiting_batch' : 'closed', claim: window };
  }
  return { ...whyNot(campaign, claimant, rights, now), ...more };
}

/**
 * What a partner's page may know of a campaign that is claimed at the bank: what is public, and claims that were made. Whether
 * its user qualifies, and by what, stays at the bank.
 */
function standingFromAfar(campaign: Campaign, { claims }: Claimant, left: number | null, now: number): Standing {
  const { rule, endsAt } = campaign;
  const window = windowOf(campaign, now);
  const kind = rule.qualify?.within;
  const present = kind === 'week' || kind === 'month' ? periodOf(kind, now) : window;
  const held = claims.filter((one) => oneOff(campaign) || within(present, one.claimedAt)).map(({ nth }) => nth);
  if (held.length) return { state: 'claimed', held };
  if (now >= endsAt) return { state: 'closed', claim: window };
  if (now < window.from) return { state: 'waiting_batch', claim: window };
  return { state: left !== null && left <= 0 ? 'sold_out' : 'bank_identity_required', claim: window };
}

/** The window after the one of a right, when there is another. */
function nextOf(campaign: Campaign, right: Right): { claim?: Span } {
  const next = recurring(campaign, right.until);
  return next ? { claim: next } : {};
}

/** Whether a campaign gives each person one claim and no more. */
const oneOff = ({ rule }: Campaign): boolean =>
  !rule.schedule && rule.qualify?.within !== 'week' && rule.qualify?.within !== 'month';

/** All claims a person has or had a right to by now, whether made or not. */
function rightsOf(campaign: Campaign, { facts, claims }: Claimant, now: number): Right[] {
  const { rule, startsAt, endsAt } = campaign;
  if (rule.card && !cardsOf(campaign, facts).length) return [];
  if (rule.schedule) {
    const window = recurring(campaign, now);
    if (!window || !within(window, now)) return [];
    // As many as the quotas allow: each claim of a window bears the next number.
    const number = claims.filter((claim) => within(window, claim.claimedAt)).length + 1;
    return [{ ...window, nth: `${dayOf(window.from)}.${number}` }];
  }
  if (!rule.qualify) return [{ from: startsAt, until: endsAt, nth: '1' }];
  return qualifyingSpans(campaign, facts, now).flatMap((span) => {
    const last = countedSpends(campaign, facts, span, now)[(rule.qualify?.count ?? 1) - 1];
    if (!last) return [];
    const until = rule.claimDays ? endOfDays(last.at, rule.claimDays) : endsAt;
    return [{ from: last.at, until, nth: oneOff(campaign) ? '1' : dayOf(span.from) }];
  });
}

/** The card (one that fits) a claim's tier is read from. */
function cardsOf({ rule, startsAt, endsAt }: Campaign, facts: Facts | undefined): Facts['cards'] {
  const cards = facts?.cards.filter((card) => card.product === rule.card?.product) ?? [];
  if (!rule.card?.newMain) return cards;
  const firstMain = facts?.cards.filter((card) => card.main).sort((a, b) => a.approvedAt - b.approvedAt)[0];
  return cards.filter((card) => card === firstMain && within({ from: startsAt, until: endsAt }, card.approvedAt));
}

/** The stretches in which spends are counted, each for itself: those that hold a spend. */
function qualifyingSpans(campaign: Campaign, facts: Facts | undefined, now: number): Span[] {
  const { rule, startsAt, endsAt } = campaign;
  const { within: kind = 'campaign', days = 1 } = rule.qualify ?? {};
  if (kind === 'campaign') return [{ from: startsAt, until: endsAt }];
  if (kind === 'approval') {
    return cardsOf(campaign, facts).map(({ approvedAt: from }) => ({ from, until: endOfDays(from, days) }));
  }
  const spans = new Map<number, Span>();
  for (const { at } of countedSpends(campaign, facts, { from: startsAt, until: Math.min(endsAt, now + 1) }, now)) {
    const span = periodOf(kind, at);
    spans.set(span.from, span);
  }
  return [...spans.values()];
}

function countedSpends({ rule, startsAt, endsAt }: Campaign, facts: Facts | undefined, span: Span, now: number) {
  return (facts?.spends ?? []).filter(
    (spend) =>
      (!rule.card || spend.product === rule.card.product) &&
      spend.amountFen >= (rule.qualify?.minFen ?? 0) &&
      within(span, spend.at) &&
      within({ from: startsAt, until: endsAt }, spend.at) &&
      spend.at <= now,
  );
}

/** How far the present stretch has come. */
function progressOf(campaign: Campaign, facts: Facts | undefined, now: number): Standing['progress'] {
  const { qualify } = campaign.rule;
  if (!qualify || !facts || now >= campaign.endsAt || (campaign.rule.card && !cardsOf(campaign, facts).length))
    return undefined;
  const present =
    qualify.within === 'week' || qualify.within === 'month'
      ? periodOf(qualify.within, now)
      : qualifyingSpans(campaign, facts, now).find((span) => within(span, now));
  if (!present) return undefined;
  const done = Math.min(countedSpends(campaign, facts, present, now).length, qualify.count);
  return { ...present, done, needed: qualify.count };
}

/** The first quota that is used up. */
function fullQuota(campaign: Campaign, { claims }: Claimant, now: number): Standing['quota'] {
  for (const { period, limit } of campaign.rule.quotas) {
    const span = periodOf(period, now);
    const used = claims.filter((claim) => within(span, claim.claimedAt)).length;
    if (used >= limit) return { period, limit, used, resetsAt: span.until };
  }
  return undefined;
}

function whyNot(campaign: Campaign, { facts }: Claimant, rights: Right[], now: number): Standing {
  const { rule, endsAt } = campaign;
  const missed = rights.at(-1);
  // A right that ran out unused closes a campaign that gives only one.
  if (missed && oneOff(campaign)) return { state: 'closed', claim: missed };
  if (now >= endsAt) return { state: 'closed', claim: windowOf(campaign, now) };
  const refuse = (reason: Reason): Standing => ({ state: 'not_eligible', reason });
  if (!facts) return refuse('unbound');
  if (rule.card && !facts.cards.some((card) => card.product === rule.card?.product)) return refuse('wrong_card');
  if (rule.card && !cardsOf(campaign, facts).length) return refuse('already_customer');
  const over =
    rule.qualify?.within === 'approval' && !qualifyingSpans(campaign, facts, now).some((span) => now < span.until);
  return refuse(over ? 'qualifying_over' : 'no_qualifying_spend');
}

/** What a claim grants a person: the template of his card's tier, the richest when he has several. */
export function templateFor(campaign: Campaign, facts: Facts | undefined): Template {
  const tiers = cardsOf(campaign, facts).map((card) => card.tier);
  const fitting = campaign.templates.filter((template) => template.tier === '*' || tiers.includes(template.tier));
  const byValue = (fitting.length ? fitting : [...campaign.templates]).sort((a, b) => a.faceValueFen - b.faceValueFen);
  const best = fitting.length ? byValue.at(-1) : byValue[0];
  if (!best) throw new Error(`Campaign ${campaign.id} has no coupon`);
  return best;
}
