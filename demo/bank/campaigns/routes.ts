import type { App, Bank } from '../context.ts';
import { intentionOf } from '../idempotency.ts';
import { admit } from '../partners.ts';
import { type Person, personOf } from '../person.ts';
import { Problem } from '../problem.ts';
import { etagOf, matches, toLocale } from '../products/routes.ts';
import type { Locale } from '../seed/texts.ts';
import { assembleCampaign, assembleEntitlement, slotsOf } from './assemble.ts';
import { createDesk } from './claim.ts';
import {
  campaignRoute,
  campaignsRoute,
  claimRoute,
  claimRouteName,
  claimsRoute,
  entitlementsRoute,
} from './contract.ts';
import { claimBody } from './grant.ts';
import type { Campaign } from './rule.ts';
import type { Facts } from './standing.ts';
import { claimsOf, factsOf, findCampaigns, rulesInForce, stockLeft } from './store.ts';

const ownOnly = { 'cache-control': 'no-store' };

/** Adds the routes of campaigns, entitlements and claims. */
export function addCampaignRoutes(app: App, bank: Bank): void {
  const desk = createDesk(bank);

  const bodiesOf = async (campaigns: Campaign[], locale: Locale) => {
    const rules = await rulesInForce(
      bank.db,
      campaigns.map((campaign) => campaign.id),
    );
    const left = await stockLeft(bank.db, slotsOf(campaigns, bank.clock.now()));
    return campaigns.flatMap((campaign) => {
      const texts = rules.get(campaign.id);
      return texts ? [assembleCampaign(bank, campaign, texts, left.get(campaign.id), locale)] : [];
    });
  };
  const theOne = async (id: string, partner: string): Promise<Campaign> => {
    const [campaign] = await findCampaigns(bank.db, { ids: [id], partner });
    if (!campaign) throw new Problem('not_found', 'There is no campaign of this id');
    return campaign;
  };
  // How a campaign works never changes, so a rush of claims does not ask for it each time.
  const campaigns = new Map<string, Campaign>();
  const known = async (id: string, partner: string): Promise<Campaign> => {
    const place = `${partner} ${id}`;
    const campaign = campaigns.get(place) ?? (await theOne(id, partner));
    campaigns.set(place, campaign);
    return campaign;
  };
  // Only a campaign about cards asks for what the bank knows of the customer.
  const factsFor = async (person: Person, campaigns: Campaign[]): Promise<Facts | undefined> => {
    if (!person.customer) return undefined;
    const asked = campaigns.some(({ rule }) => rule.card ?? rule.qualify);
    return asked ? factsOf(bank.db, person.customer, bank.clock.now()) : { cards: [], spends: [] };
  };

  app.openapi(campaignRoute, async (c) => {
    const query = c.req.valid('query');
    const { partner } = await admit(bank, c, query.partner);
    const locale = toLocale(query.locale);
    const [body] = await bodiesOf([await theOne(c.req.valid('param').id, partner.id)], locale);
    if (!body) throw new Problem('not_found', 'There is no campaign of this id');
    const etag = etagOf(body);
    const headers = { 'cache-control': 'no-cache', etag, 'content-language': locale };
    return matches(c.req.header('if-none-match'), etag) ? c.body(null, 304, headers) : c.json(body, 200, headers);
  });

  app.openapi(campaignsRoute, async (c) => {
    const { partner: name, locale: wanted, ids: list, group } = c.req.valid('query');
    const { partner } = await admit(bank, c, name);
    const locale = toLocale(wanted);
    const ids = list?.split(',');
    if (!ids && !group) throw new Problem('invalid_request', 'Ask for ids or for a group');
    const bodies = await bodiesOf(await findCampaigns(bank.db, { ids, group, partner: partner.id }), locale);
    const missing = (id: string) => ({ id, error: 'not_found' as const });
    const items = ids ? ids.map((id) => bodies.find((body) => body.id === id) ?? missing(id)) : bodies;
    const etag = etagOf(items);
    const headers = { 'cache-control': 'no-cache', etag, 'content-language': locale };
    return matches(c.req.header('if-none-match'), etag) ? c.body(null, 304, headers) : c.json({ items }, 200, headers);
  });

  app.openapi(entitlementsRoute, async (c) => {
    const query = c.req.valid('query');
    const person = await personOf(bank, c, query.partner);
    const ids = query.campaigns.split(',');
    const campaigns = await findCampaigns(bank.db, { ids, partner: person.partner });
    const claims = await claimsOf(bank.db, person.id, { campaigns: ids });
    const facts = await factsFor(person, campaigns);
    const left = await stockLeft(bank.db, slotsOf(campaigns, bank.clock.now()));
    const items = ids.map((id) => {
      const campaign = campaigns.find((one) => one.id === id);
      if (!campaign) return { campaign: id, error: 'not_found' as const };
      const who = { level: person.level, facts, claims: claims.filter((claim) => claim.campaign_id === id) };
      return assembleEntitlement(bank, campaign, who, left.get(id), toLocale(query.locale));
    });
    return c.json({ items }, 200, ownOnly);
  });

  app.openapi(claimRoute, async (c) => {
    const query = c.req.valid('query');
    const body = c.req.valid('json');
    const now = bank.clock.now();
    const person = await personOf(bank, c, query.partner);
    const campaign = await known(c.req.valid('param').id, person.partner);
    // What is wished for is the campaign's coupon. What the customer read and where he tapped only goes with it: a retry may
    // come from another page, or after the language was changed.
    const wish = { campaign: campaign.id };
    const key = c.req.valid('header')['idempotency-key'];
    const granted = await desk({
      campaign,
      person,
      facts: await factsFor(person, [campaign]),
      intention: intentionOf(person, claimRouteName, key, wish),
      body,
      locale: toLocale(query.locale),
      now,
    });
    if (granted.replayed) return c.json(granted.body, 200, { ...ownOnly, 'idempotency-replayed': 'true' });
    return granted.status === 201 ? c.json(granted.body, 201, ownOnly) : c.json(granted.body, 200, ownOnly);
  });

  app.openapi(claimsRoute, async (c) => {
    const { partner, key, campaign } = c.req.valid('query');
    const person = await personOf(bank, c, partner);
    const claims = await claimsOf(bank.db, person.id, { key, campaigns: campaign ? [campaign] : undefined });
    const now = bank.clock.now();
    return c.json({ items: claims.slice(0, mostClaims).map((claim) => claimBody(claim, now)) }, 200, ownOnly);
  });
}

/** Most claims of one answer, the newest ones. */
const mostClaims = 200;
