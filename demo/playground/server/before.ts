import { claimFor, writeClaims } from '../../bank/campaigns/grant.ts';
import { findCampaigns } from '../../bank/campaigns/store.ts';
import type { Bank } from '../../bank/context.ts';
import { pairwise } from '../../bank/person.ts';
import type { PartnerId } from '../../ports.ts';
import type { Before } from '../gallery/states.ts';

const day = 86_400_000;

const personOf = (bank: Bank, partner: PartnerId, user: string) =>
  `p:${partner}:${pairwise(bank.pairwiseKey, partner, user)}`;

/** Has the bank forget what a partner's user has claimed, so that a state that ends with a claim can be had again. */
export async function forgetClaimsOf(bank: Bank, partner: PartnerId, user: string): Promise<void> {
  const person = personOf(bank, partner, user);
  await bank.db.deleteFrom('coupon').where('person', '=', person).execute();
  await bank.db.deleteFrom('coupon_claim').where('person', '=', person).execute();
}

/** Lets the bank have a claim of a partner's user, as if he had made it on an earlier day; once. */
export async function claimBefore(bank: Bank, partner: PartnerId, user: string, before: Before): Promise<void> {
  const [campaign] = await findCampaigns(bank.db, { ids: [before.campaign] });
  if (!campaign) throw new Error(`There is no campaign ${before.campaign}`);
  const person = personOf(bank, partner, user);
  const made = await bank.db
    .selectFrom('coupon_claim')
    .select('claim_id')
    .where('campaign_id', '=', campaign.id)
    .where('person', '=', person)
    .executeTakeFirst();
  if (made) return;
  const now = bank.clock.now() - (before.daysAgo ?? 0) * day;
  const grant = { campaign, person, partner, nth: '1', digest: '', placement: 'gallery', attribution: null };
  const claim = claimFor({ ...grant, key: `gallery-${user}`, facts: undefined, now });
  await bank.db.transaction().execute((trx) => writeClaims(trx, [claim]));
  if (before.used) {
    await bank.db.updateTable('coupon').set({ used_at: now }).where('claim_id', '=', claim.claim_id).execute();
  }
}
