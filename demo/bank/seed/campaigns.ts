import type { CampaignDraft } from '../campaigns/draft.ts';
import { claimRouteName } from '../campaigns/contract.ts';
import { registerCampaign } from '../campaigns/register.ts';
import type { RuleTexts } from '../campaigns/rule.ts';
import type { Db } from '../idempotency.ts';
import { draftOf, runOf } from './campaign-words.ts';
import { placeSamples } from './campaigns-places.ts';
import { shanlanSamples } from './campaigns-shanlan.ts';
import { travelSamples } from './campaigns-travel.ts';
import { seedCustomers } from './customers.ts';
import { each, say } from './texts.ts';

/** Puts back the sample campaigns, cards and spends as of a day; every claim of before is forgotten. */
export async function seedCampaigns(trx: Db, today: string): Promise<void> {
  await forgetClaims(trx);
  await trx.deleteFrom('coupon_template').execute();
  await trx.deleteFrom('campaign_rules').execute();
  await trx.deleteFrom('campaign').execute();
  const run = runOf(today);
  const drafts = [...shanlanSamples, ...travelSamples, ...placeSamples].map((sample) => draftOf(sample, run));
  for (const [position, draft] of drafts.entries()) await registerCampaign(trx, draft, position);
  for (const draft of unlawful(drafts[0] as CampaignDraft)) {
    await registerCampaign(trx, draft, drafts.length, { unchecked: true });
  }
  await seedCustomers(trx, today);
}

/** Forgets every claim with its coupons and kept answers, and fills the stocks again. */
export async function forgetClaims(db: Db): Promise<void> {
  await db.deleteFrom('coupon').execute();
  await db.deleteFrom('coupon_claim').execute();
  await db.deleteFrom('campaign_stock').execute();
  await db.deleteFrom('idempotency').where('scope', 'like', `% ${claimRouteName}`).execute();
}

/**
 * Campaigns that must never be shown, one fault each, for tests of refusal: reachable by id, in no group. `GIFT-DEPOSIT` is set
 * off by a deposit (C6), `GIFT-WORDS` promises what a quota limits (C4), `GIFT-NORULE` does not tell its quota (C1).
 */
function unlawful(model: CampaignDraft): CampaignDraft[] {
  const { group: _none, ...rest } = structuredClone(model);
  const named = (id: string): CampaignDraft => ({ ...structuredClone(rest), id });
  const words = named('GIFT-WORDS');
  const title = say('免费咖啡，人人必得', '免費咖啡，人人必得', 'Free coffee, guaranteed');
  words.words = each((locale) => ({ ...words.words[locale], title: title[locale] }));
  words.rule.quotas = [{ period: 'month', limit: 1 }];
  const silent = named('GIFT-NORULE');
  silent.rules.texts = each((locale) => {
    const { quota: _left, ...texts } = silent.rules.texts[locale];
    return texts as RuleTexts;
  });
  const deposit = named('GIFT-DEPOSIT');
  deposit.rule.trigger = 'deposit' as 'none';
  return [deposit, words, silent];
}
