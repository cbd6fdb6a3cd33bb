import { randomUUID } from 'node:crypto';
import { rfc3339 } from '../clock.ts';
import { Again } from '../db/retry.ts';
import type { Db } from '../idempotency.ts';
import { activations, endOfDays } from './periods.ts';
import type { Campaign } from './rule.ts';
import type { ClaimBody } from './schema.ts';
import { type Facts, templateFor } from './standing.ts';
import type { ClaimRow, CouponRow, WholeClaim } from './store.ts';

/** Who gets what, and by which request. */
export interface Grant {
  campaign: Campaign;
  person: string;
  partner: string;
  /** Which of the person's claims on the campaign. */
  nth: string;
  key: string;
  digest: string;
  placement: string;
  attribution: string | null;
  facts: Facts | undefined;
  /** Bank time in milliseconds. */
  now: number;
}

/** The claim of a grant with its coupons and their calendar; nothing is written yet. */
export function claimFor(grant: Grant): WholeClaim {
  const { campaign, person, now } = grant;
  const { rule } = campaign;
  const template = templateFor(campaign, grant.facts);
  const claim: ClaimRow = {
    campaign_id: campaign.id,
    person,
    nth: grant.nth,
    claim_id: randomUUID(),
    partner_id: grant.partner,
    idem_key: grant.key,
    digest: grant.digest,
    placement: grant.placement,
    attribution: grant.attribution,
    claimed_at: now,
  };
  const coupons = activations(now, template.count, rule.activePerMonth).map((activeFrom, position) => ({
    id: randomUUID(),
    claim_id: claim.claim_id,
    campaign_id: campaign.id,
    person,
    position,
    kind: template.kind,
    face_value_fen: template.faceValueFen,
    active_from: activeFrom,
    valid_until: template.validDays === null ? null : endOfDays(activeFrom, template.validDays),
    // Paid at the first instant of that day; the day of the claim is day 0.
    paid_from: rule.paidAfterDays === undefined ? null : endOfDays(now, rule.paidAfterDays),
    used_at: null,
  }));
  return { ...claim, coupons };
}

/** Writes claims with their coupons; the whole transaction runs again when one of them was made meanwhile. */
export async function writeClaims(trx: Db, claims: WholeClaim[]): Promise<void> {
  if (!claims.length) return;
  const inserted = await trx
    .insertInto('coupon_claim')
    .values(claims.map(({ coupons: _granted, ...claim }) => claim))
    .onConflict((conflict) => conflict.columns(['campaign_id', 'person', 'nth']).doNothing())
    .returning('claim_id')
    .execute();
  if (inserted.length < claims.length) throw new Again('A claim was made by another way');
  const coupons = claims.flatMap((claim) => claim.coupons);
  await trx.insertInto('coupon').values(coupons).execute();
}

/** The claim as the contract has it, at an instant. */
export function claimBody(claim: WholeClaim, now: number): ClaimBody {
  return {
    id: claim.claim_id,
    campaign: claim.campaign_id,
    key: claim.idem_key,
    status: 'granted',
    claimedAt: rfc3339(claim.claimed_at),
    coupons: claim.coupons.map((coupon) => ({
      id: coupon.id,
      state: couponState(coupon, now),
      faceValueFen: coupon.face_value_fen,
      activeFrom: rfc3339(coupon.active_from),
      ...(coupon.valid_until === null ? {} : { validUntil: rfc3339(coupon.valid_until) }),
      ...(coupon.paid_from === null ? {} : { paidFrom: rfc3339(coupon.paid_from) }),
    })),
  };
}

/** What a coupon is at an instant. */
export function couponState(coupon: CouponRow, now: number): ClaimBody['coupons'][number]['state'] {
  if (coupon.used_at !== null && coupon.used_at <= now) return 'used';
  if (coupon.paid_from !== null) return now < coupon.paid_from ? 'pending' : 'paid';
  if (now < coupon.active_from) return 'waiting';
  return coupon.valid_until !== null && now >= coupon.valid_until ? 'expired' : 'active';
}
