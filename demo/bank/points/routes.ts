import type { App, Bank } from '../context.ts';
import { admit } from '../partners.ts';
import { type Person, personOf } from '../person.ts';
import { etagOf, matches, toLocale } from '../products/routes.ts';
import { quotasOf } from './caps.ts';
import { itemRoute, outcomeRoute, quotaRoute, quoteRoute } from './contract.ts';
import { findItem, itemBody } from './items.ts';
import { makeQuote } from './quote.ts';
import { redemptionBody } from './redeem.ts';

const noStore = { 'cache-control': 'no-store' };

/** Adds what a partner's page may ask about points: items, caps, a price, the outcome; nothing from which a balance follows. */
export function addPointsRoutes(app: App, bank: Bank): void {
  app.openapi(itemRoute, async (c) => {
    const query = c.req.valid('query');
    await admit(bank, c, query.partner);
    const chosen = toLocale(query.locale);
    const body = itemBody(await findItem(bank.db, c.req.valid('param').id), chosen);
    const etag = etagOf(body);
    // Whether it is sold out must be true, so it is asked for anew each time.
    const headers = { 'cache-control': 'no-cache', etag, 'content-language': chosen };
    return matches(c.req.header('if-none-match'), etag) ? c.body(null, 304, headers) : c.json(body, 200, headers);
  });

  app.openapi(quotaRoute, async (c) => {
    const person = await personOf(bank, c, c.req.valid('query').partner);
    const item = await findItem(bank.db, c.req.valid('param').id);
    return c.json({ quotas: await quotasOf(bank.db, item, person.customer, bank.clock.now()) }, 200, noStore);
  });

  app.openapi(quoteRoute, async (c) => {
    const person = await personOf(bank, c, c.req.valid('query').partner);
    return c.json(await makeQuote(bank, person, c.req.valid('json')), 201, noStore);
  });

  app.openapi(outcomeRoute, async (c) => {
    const query = c.req.valid('query');
    const person = await personOf(bank, c, query.partner);
    return c.json({ items: (await outcomesOf(bank, person, query.quote)).map(redemptionBody) }, 200, noStore);
  });
}

/** What became of a quote: told to whom it was given, at the partner where it was given, and to the customer who redeemed it. */
async function outcomesOf(bank: Bank, person: Person, quote: string) {
  return bank.db
    .selectFrom('redemption')
    .innerJoin('points_quote', 'points_quote.id', 'redemption.quote_id')
    .selectAll('redemption')
    .where((row) => row.or([row('first_quote_id', '=', quote), row('quote_id', '=', quote)]))
    .where('partner_id', '=', person.partner)
    .where((row) => row.or([row('person', '=', person.id), row('redemption.customer', '=', person.customer ?? '')]))
    .orderBy('redemption.at')
    .orderBy('redemption.id')
    .execute();
}
