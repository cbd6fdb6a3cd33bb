import { claimFor, writeClaims } from '../campaigns/grant.ts';
import { factsOf, findCampaigns } from '../campaigns/store.ts';
import type { Bank } from '../context.ts';
import type { Trx } from './ledger.ts';
import type { Work } from './targets.ts';

/** The key of the claims that a redemption made. */
export const claimKey = (redemption: string): string => `points-${redemption}`;

/** Coupons for points are claims on a campaign like all others: the customer finds them where his other coupons are. */
export function couponWork(bank: Pick<Bank, 'clock'>): Work {
  return {
    async give(trx, { id, partner, customer, facts, quantity }) {
      const [campaign] = facts.campaign ? await findCampaigns(trx, { ids: [facts.campaign], partner }) : [];
      const now = bank.clock.now();
      if (campaign?.rule.trigger !== 'points') return 'no_such_coupon';
      if (now < campaign.startsAt || now >= campaign.endsAt) return 'campaign_over';
      const grant = {
        campaign,
        person: `c:${customer}`,
        partner,
        key: claimKey(id),
        digest: campaign.digests[0] ?? '',
        placement: '',
        attribution: null,
        facts: await factsOf(trx, customer, now),
        now,
      };
      const claims = Array.from({ length: quantity }, (_, at) => claimFor({ ...grant, nth: `${id}.${at + 1}` }));
      await writeClaims(trx, claims);
      return undefined;
    },
    async take(trx, { redemption_id: id, customer, quantity }) {
      const claims = await claimsOf(trx, id, customer);
      const coupons = claims.length ? await couponsOf(trx, claims) : [];
      // One that was used cannot come back, and so none of them does.
      if (claims.length < quantity || coupons.some((coupon) => coupon.used_at !== null)) return false;
      await trx.deleteFrom('coupon').where('claim_id', 'in', claims).execute();
      await trx.deleteFrom('coupon_claim').where('claim_id', 'in', claims).execute();
      return true;
    },
  };
}

async function claimsOf(trx: Trx, redemption: string, customer: string): Promise<string[]> {
  const rows = trx.selectFrom('coupon_claim').select('claim_id').where('person', '=', `c:${customer}`);
  return (await rows.where('idem_key', '=', claimKey(redemption)).execute()).map((row) => row.claim_id);
}

// Locked, so that none is used while it is taken back.
const couponsOf = (trx: Trx, claims: string[]) =>
  trx.selectFrom('coupon').select('used_at').where('claim_id', 'in', claims).forUpdate().execute();
