import { rfc3339 } from '../clock.ts';
import type { Bank } from '../context.ts';
import type { Localised } from '../db/schema.ts';
import { bankName, type Locale } from '../seed/texts.ts';
import { digestOf } from './register.ts';
import { claimBody } from './grant.ts';
import type { Span } from './periods.ts';
import { explain } from './refusal.ts';
import type { Campaign, RuleTexts, Template } from './rule.ts';
import type { CampaignBody, EntitlementBody } from './schema.ts';
import { type Claimant, type Facts, slotOf, standingOf, type Standing, templateFor, windowOf } from './standing.ts';
import type { WholeClaim } from './store.ts';

const spanBody = (span: Span) => ({ from: rfc3339(span.from), until: rfc3339(span.until) });

/** The public campaign at the bank's time, in a language. `left` is what the stock of the present window holds. */
export function assembleCampaign(
  bank: Bank,
  campaign: Campaign,
  rules: { version: string; texts: Localised<RuleTexts> },
  left: number | null | undefined,
  locale: Locale,
): CampaignBody {
  const now = bank.clock.now();
  const { rule } = campaign;
  const words = campaign.words[locale];
  const texts = rules.texts[locale];
  const page = `${bank.origin}/h5/campaigns/${campaign.id}`;
  return {
    id: campaign.id,
    revision: campaign.revision,
    title: words.title,
    brand: words.brand,
    issuerName: bankName[locale],
    coupon: { name: words.couponName, ...couponBody(campaign.templates, words.tiers) },
    trigger: rule.trigger,
    identity: rule.identity,
    startsAt: rfc3339(campaign.startsAt),
    endsAt: rfc3339(campaign.endsAt),
    window: spanBody(windowOf(campaign, now)),
    stock: rule.stock === null ? 'unlimited' : left === 0 ? 'sold_out' : 'available',
    rules: { version: rules.version, digest: digestOf(texts), ...texts },
    // Not `#use`: the SDK takes no address with a fragment for the bank's (R2).
    useUrl: `${page}?part=use`,
    detailUrl: page,
  };
}

function couponBody(templates: Template[], tiers: Record<string, string> = {}) {
  const [lowest] = templates;
  if (!lowest) throw new Error('A campaign without a coupon');
  const { kind, faceValueFen, thresholdFen, rate, count } = lowest;
  return {
    kind,
    faceValueFen,
    thresholdFen,
    ...(rate === null ? {} : { rate }),
    count,
    ...(templates.length > 1
      ? { tiers: templates.map((one) => ({ name: tiers[one.tier] ?? one.tier, faceValueFen: one.faceValueFen })) }
      : {}),
  };
}

/** How a person stands with a campaign, as the contract has it. */
export function assembleEntitlement(
  bank: Bank,
  campaign: Campaign,
  who: { level: Claimant['level']; facts: Facts | undefined; claims: WholeClaim[] },
  left: number | null | undefined,
  locale: Locale,
): EntitlementBody {
  const now = bank.clock.now();
  const claims = who.claims.map((claim) => ({ nth: claim.nth, claimedAt: claim.claimed_at }));
  const stock = left === undefined ? campaign.rule.stock : left;
  const standing = standingOf(campaign, { ...who, claims }, stock, now);
  const template = templateFor(campaign, who.facts);
  const bodies = who.claims.map((claim) => claimBody(claim, now));
  const { claim, progress, quota } = standing;
  return {
    campaign: campaign.id,
    state: settledState(standing, who.claims, bodies),
    ...explain(bank, campaign, standing, locale),
    ...(claim ? { claimFrom: rfc3339(claim.from), claimUntil: rfc3339(claim.until) } : {}),
    claimable: template.count,
    faceValueFen: template.faceValueFen,
    ...(progress ? { progress: { done: progress.done, needed: progress.needed, ...spanBody(progress) } } : {}),
    ...(quota ? { quota: { ...quota, resetsAt: rfc3339(quota.resetsAt) } } : {}),
    claims: bodies,
  };
}

/** A claim that was made is `used` when all of its coupons are, `expired` when none can be used any more. */
function settledState(
  { state, held = [] }: Standing,
  claims: WholeClaim[],
  bodies: EntitlementBody['claims'],
): EntitlementBody['state'] {
  if (state !== 'claimed') return state;
  const states = bodies
    .filter((_, index) => held.includes(claims[index]?.nth ?? ''))
    .flatMap((body) => body.coupons.map((coupon) => coupon.state));
  if (states.every((one) => one === 'used')) return 'used';
  return states.every((one) => one === 'used' || one === 'expired') ? 'expired' : 'claimed';
}

/** The stock rows the present windows of campaigns are taken from. */
export function slotsOf(campaigns: Campaign[], now: number): { id: string; slot: string }[] {
  return campaigns.filter(({ rule }) => rule.stock !== null).map((one) => ({ id: one.id, slot: slotOf(one, now) }));
}
