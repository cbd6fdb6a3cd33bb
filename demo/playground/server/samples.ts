import { registerCampaign } from '../../bank/campaigns/register.ts';
import { switchPlacement } from '../../bank/channels.ts';
import { addDays } from '../../bank/clock.ts';
import type { Bank } from '../../bank/context.ts';
import { earn, findAccount, openAccount } from '../../bank/points/ledger.ts';
import { draftOf, runOf } from '../../bank/seed/campaign-words.ts';
import { travelSamples } from '../../bank/seed/campaigns-travel.ts';

/** Whose points the gallery spends where a state is one of the bank's own page. */
export const galleryCustomer = 'qh-c-1003';

/**
 * What the gallery needs of the bank beside its samples: a campaign that has not begun, one that is over, one whose stock is
 * gone, all of the travel partner; a placement that the bank has stopped; and points of a customer.
 */
export async function addSamples(bank: Bank): Promise<void> {
  const stay = travelSamples.find(({ id }) => id === 'LVTU-STAY')!;
  const today = bank.clock.today();
  const run = runOf(today);
  const at = (days: number) => `${addDays(today, days)}T00:00:00+08:00`;
  const drafts = [
    draftOf({ ...stay, id: 'GALLERY-SOON', group: 'gallery' }, { ...run, startsAt: at(3) }),
    draftOf({ ...stay, id: 'GALLERY-OVER', group: 'gallery' }, { ...run, endsAt: at(0) }),
    draftOf({ ...stay, id: 'GALLERY-OUT', group: 'gallery' }, run),
  ];
  await bank.db.transaction().execute(async (trx) => {
    for (const [position, draft] of drafts.entries()) {
      await trx.deleteFrom('coupon_template').where('campaign_id', '=', draft.id).execute();
      await trx.deleteFrom('campaign_rules').where('campaign_id', '=', draft.id).execute();
      await trx.deleteFrom('campaign').where('id', '=', draft.id).execute();
      await registerCampaign(trx, draft, 100 + position);
    }
    await trx
      .insertInto('campaign_stock')
      .values({ campaign_id: 'GALLERY-OUT', slot: '*', remaining: 0 })
      .onConflict((conflict) => conflict.columns(['campaign_id', 'slot']).doUpdateSet({ remaining: 0 }))
      .execute();
  });
  await switchPlacement(bank, 'lvtu', 'gallery-stopped', true);
  await bank.db.transaction().execute(async (trx) => {
    if (await findAccount(trx, galleryCustomer)) return;
    const account = await openAccount(trx, galleryCustomer);
    const now = bank.clock.now();
    await earn(trx, {
      account,
      points: 26_000,
      expiresAt: Date.parse(at(400)),
      key: `gallery:${galleryCustomer}`,
      at: now,
    });
  });
}
