import { randomUUID } from 'node:crypto';
import { z } from '@hono/zod-openapi';
import { rfc3339 } from '../clock.ts';
import type { App, Bank } from '../context.ts';
import type { Localised } from '../db/schema.ts';
import { bind, pairwise } from '../person.ts';
import { Problem } from '../problem.ts';
import { bodyOf, parse } from '../sandbox.ts';
import { forgetClaims } from '../seed/campaigns.ts';
import { each, locales } from '../seed/texts.ts';
import { CampaignRefused, changeRules } from './register.ts';
import type { RuleTexts } from './rule.ts';
import { claimBody, claimFor, writeClaims } from './grant.ts';
import { standingOf } from './standing.ts';
import { claimsOf, factsOf, findCampaigns, rulesInForce, type WholeClaim } from './store.ts';

const id = z.string().min(1).max(64);
const instant = z.iso.datetime({ offset: true }).optional();

const spendSwitch = z.strictObject({ customer: id, amountFen: z.int().positive(), at: instant });
const rulesSwitch = z.strictObject({
  member: z.enum(['scope', 'who', 'quota', 'claimWindow', 'validity', 'stacking', 'refund', 'contact', 'organiser']),
  /** One text for every language. */
  text: z.string().min(1).max(2_000),
  favourable: z.boolean(),
});
const stockSwitch = z.strictObject({ slot: z.string().default('*'), remaining: z.int().min(0).nullable() });
const bindingSwitch = z.strictObject({ partner: id, user: id, customer: id.nullable() });
const couponSwitch = z.strictObject({ used: z.boolean() });

const claimSwitch = z.strictObject({ customer: id, campaign: id, partner: id.default('lvtu') });

/** Claims for a customer as if he had tapped, by the same judgement as a claim of his own. */
async function claimAs(bank: Bank, customer: string, wanted: string, partner: string): Promise<WholeClaim> {
  const { db, clock } = bank;
  const now = clock.now();
  const [campaign] = await findCampaigns(db, { ids: [wanted], partner });
  if (!campaign) throw new Problem('not_found', 'There is no campaign of this id');
  const person = `c:${customer}`;
  const facts = await factsOf(db, customer, now);
  const made = await claimsOf(db, person, { campaigns: [campaign.id] });
  const claims = made.map(({ nth, claimed_at }) => ({ nth, claimedAt: claimed_at }));
  const { state, right } = standingOf(campaign, { level: 'partner', facts, claims }, campaign.rule.stock, now);
  if (state !== 'claimable' || !right) throw new Problem('not_eligible', `It cannot be claimed: ${state}`);
  const about = { campaign, person, partner, nth: right.nth, key: randomUUID(), digest: '', placement: 'sandbox' };
  const claim = claimFor({ ...about, attribution: null, facts, now });
  await db.transaction().execute((trx) => writeClaims(trx, [claim]));
  return claim;
}

/** Adds the sandbox's switches for campaigns: what a customer or the bank's operations would do elsewhere. */
export function addCampaignSwitches(app: App, bank: Bank): void {
  const { db, clock } = bank;

  app.post('/sandbox/spends', async (c) => {
    const { customer, amountFen, at } = parse(spendSwitch, await bodyOf(c));
    const card = await db.selectFrom('customer_card').select('id').where('customer', '=', customer).executeTakeFirst();
    if (!card) throw new Problem('not_found', 'This customer has no card');
    const spend = { id: randomUUID(), customer, card_id: card.id, at: at ? Date.parse(at) : clock.now() };
    await db
      .insertInto('card_spend')
      .values({ ...spend, amount_fen: amountFen, refunded_at: null })
      .execute();
    return c.json({ id: spend.id, at: rfc3339(spend.at) }, 201);
  });
  app.post('/sandbox/spends/:id/refund', async (c) => {
    const refund = db.updateTable('card_spend').set({ refunded_at: clock.now() }).where('id', '=', c.req.param('id'));
    const { numUpdatedRows } = await refund.executeTakeFirst();
    if (!numUpdatedRows) throw new Problem('not_found', 'There is no spend of this id');
    return c.body(null, 204);
  });

  app.post('/sandbox/campaigns/:id/rules', async (c) => {
    const campaign = c.req.param('id');
    const { member, text, favourable } = parse(rulesSwitch, await bodyOf(c));
    const rules = (await rulesInForce(db, [campaign])).get(campaign);
    if (!rules) throw new Problem('not_found', 'There is no campaign of this id');
    const texts: Localised<RuleTexts> = each((locale) => ({ ...rules.texts[locale], [member]: text }));
    const [name = '', number = '0'] = rules.version.split('.');
    const change = { version: `${name}.${Number(number) + 1}`, texts, favourable };
    await changeRules(db, campaign, change, clock.now(), { force: true }).catch((error: unknown) => {
      throw error instanceof CampaignRefused ? new Problem('invalid_request', error.message) : error;
    });
    return c.json({ version: change.version, locales });
  });
  app.post('/sandbox/campaigns/:id/stock', async (c) => {
    const { slot, remaining } = parse(stockSwitch, await bodyOf(c));
    await db
      .insertInto('campaign_stock')
      .values({ campaign_id: c.req.param('id'), slot, remaining })
      .onConflict((conflict) => conflict.columns(['campaign_id', 'slot']).doUpdateSet({ remaining }))
      .execute();
    return c.json({ slot, remaining });
  });

  app.post('/sandbox/bindings', async (c) => {
    const { partner, user, customer } = parse(bindingSwitch, await bodyOf(c));
    const session = pairwise(bank.pairwiseKey, partner, user);
    if (customer) await bind(bank, partner, session, customer);
    else await db.deleteFrom('customer_binding').where('session', '=', session).execute();
    return c.json({ session, customer });
  });

  app.get('/sandbox/claims', async (c) => {
    const { campaign, person } = c.req.query();
    if (person) return c.json({ items: await claimsOf(db, person, { campaigns: campaign ? [campaign] : undefined }) });
    let select = db.selectFrom('coupon_claim').selectAll().orderBy('claimed_at');
    if (campaign) select = select.where('campaign_id', '=', campaign);
    const items = await select.limit(5_000).execute();
    return c.json({ count: items.length, items });
  });
  app.post('/sandbox/claims', async (c) => {
    const { customer, campaign: wanted, partner } = parse(claimSwitch, await bodyOf(c));
    const claim = await claimAs(bank, customer, wanted, partner);
    return c.json(claimBody(claim, clock.now()), 201);
  });
  app.post('/sandbox/claims/forget', async (c) => {
    await forgetClaims(db);
    return c.body(null, 204);
  });
  app.post('/sandbox/coupons/:id', async (c) => {
    const { used } = parse(couponSwitch, await bodyOf(c));
    const set = { used_at: used ? clock.now() : null };
    const update = db.updateTable('coupon').set(set).where('id', '=', c.req.param('id'));
    const { numUpdatedRows } = await update.executeTakeFirst();
    if (!numUpdatedRows) throw new Problem('not_found', 'There is no coupon of this id');
    return c.body(null, 204);
  });
}
