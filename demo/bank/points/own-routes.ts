import { timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { sql } from 'kysely';
import { rfc3339 } from '../clock.ts';
import type { App, Bank, Env } from '../context.ts';
import { findPartner, fromOwnOrigin } from '../partners.ts';
import { Problem } from '../problem.ts';
import { toLocale } from '../products/routes.ts';
import { findBankSession, sessionCookie } from '../session.ts';
import { quotasOf } from './caps.ts';
import { balanceRoute, entriesRoute, openQuoteRoute, redeemRoute, renewalRoute, reversalRoute } from './contract.ts';
import { findItem, itemBody, rulesDigest } from './items.ts';
import { balanceAt, findAccount } from './ledger.ts';
import { costNow, quoteBody, type QuoteRow, readQuote, renewQuote } from './quote.ts';
import { anothers, confirm, redemptionBody, redemptionOf } from './redeem.ts';
import { reverse } from './settle.ts';
import { needsStepUp } from './step-up.ts';

const noStore = { 'cache-control': 'no-store' };
const pageSize = 50;

/** Adds what only the customer himself sees and does, on the bank's own origin (P2, P5), and the reversal of operations. */
export function addOwnPointsRoutes(app: App, bank: Bank): void {
  app.openapi(balanceRoute, async (c) => {
    const account = await findAccount(bank.db, await customerHere(bank, c));
    const now = bank.clock.now();
    const { points, expiring } = account ? await balanceAt(bank.db, account.id, now) : { points: 0 };
    const next = expiring && { expiring: { points: expiring.points, at: rfc3339(expiring.at) } };
    return c.json({ points, asOf: rfc3339(now), ...next }, 200, noStore);
  });

  app.openapi(entriesRoute, async (c) => {
    const account = await findAccount(bank.db, await customerHere(bank, c));
    const rows = account ? await entriesOf(bank, account.id, c.req.valid('query').cursor) : [];
    const items = rows.slice(0, pageSize).map((row) => ({ ...row, at: rfc3339(row.at) }));
    const last = rows[pageSize - 1];
    return c.json({ items, next: rows.length > pageSize && last ? `${last.at}_${last.id}` : null }, 200, noStore);
  });

  app.openapi(openQuoteRoute, async (c) => {
    const customer = await customerHere(bank, c);
    const quote = await ownQuote(bank, customer, c.req.valid('param').quote);
    const locale = toLocale(c.req.valid('query').locale);
    const item = await findItem(bank.db, quote.item_id);
    const redemption = await redemptionOf(bank.db, quote);
    if (redemption && redemption.customer !== customer) throw anothers();
    const now = costNow(item, quote);
    const same = now?.points === quote.points && now.moneyFen === quote.money_fen && rulesDigest(item) === quote.digest;
    const expired = quote.expires_at <= bank.clock.now();
    const body = {
      ...quoteBody(bank, quote),
      state: redemption ? ('redeemed' as const) : expired ? ('expired' as const) : ('open' as const),
      partner: quote.partner_id,
      partnerName: (await findPartner(bank, quote.partner_id))?.name[locale] ?? '',
      item: itemBody(item, locale),
      quantity: quote.quantity,
      ...(quote.order_id === null ? {} : { order: { id: quote.order_id, amountFen: quote.order_fen ?? 0 } }),
      ...(now ? { now: { points: now.points, moneyFen: now.moneyFen } } : {}),
      changed: !same,
      quotas: await quotasOf(bank.db, item, customer, bank.clock.now()),
      stepUp: needsStepUp(item, quote),
      ...(redemption ? { redemption: redemptionBody(redemption) } : {}),
    };
    return c.json(body, 200, noStore);
  });

  app.openapi(renewalRoute, async (c) => {
    const customer = await customerHere(bank, c);
    const quote = await ownQuote(bank, customer, c.req.valid('param').quote);
    const redemption = await redemptionOf(bank.db, quote);
    if (redemption && redemption.status !== 'released') {
      throw new Problem('quote_redeemed', 'What this quote was for was redeemed before');
    }
    return c.json(await renewQuote(bank, customer, quote), 201, noStore);
  });

  app.openapi(redeemRoute, async (c) => {
    const customer = await customerHere(bank, c);
    const { quote: token, code } = c.req.valid('json');
    const key = c.req.valid('header')['idempotency-key'];
    const { row, found } = await confirm(bank, { customer, quote: await readQuote(bank, token), key, code });
    const body = redemptionBody(row);
    if (found === 'again') return c.json(body, 200, { ...noStore, 'idempotency-replayed': 'true' });
    if (found === 'already') return c.json({ ...body, already: true }, 200, noStore);
    return row.status === 'pending' ? c.json(body, 202, noStore) : c.json(body, 201, noStore);
  });

  app.openapi(reversalRoute, async (c) => {
    const shown = Buffer.from(c.req.header('authorization') ?? '');
    const wanted = Buffer.from(`Bearer ${bank.operationsKey}`);
    if (shown.length !== wanted.length || !timingSafeEqual(shown, wanted)) {
      throw new Problem('token_invalid', 'Only the bank’s operations take a redemption back');
    }
    const { row, replayed } = await reverse(bank, c.req.valid('param').id, c.req.valid('json').reason);
    const headers = replayed ? { ...noStore, 'idempotency-replayed': 'true' } : noStore;
    return c.json(redemptionBody(row), 200, headers);
  });
}

/** The customer signed in at the bank, seen by the bank's cookie on its own origin; no token of a partner serves here. */
async function customerHere(bank: Bank, c: Context<Env>): Promise<string> {
  const cookie = c.req.header('authorization') === undefined && fromOwnOrigin(bank, c) && getCookie(c, sessionCookie);
  const session = cookie ? await findBankSession(bank, cookie) : undefined;
  if (!session) {
    throw new Problem('bank_identity_required', 'Only the customer himself may do this, on the bank’s own page');
  }
  return session.customer;
}

async function ownQuote(bank: Bank, customer: string, token: string): Promise<QuoteRow> {
  const quote = await readQuote(bank, token);
  if (quote.customer !== null && quote.customer !== customer) throw anothers();
  return quote;
}

/** One more than a page of what moved in an account, the newest first. */
async function entriesOf(bank: Bank, account: string, cursor: string | undefined) {
  const [at = '', id = ''] = cursor?.split('_') ?? [];
  let select = bank.db
    .selectFrom('points_entry')
    .innerJoin('points_txn', 'points_txn.id', 'points_entry.txn_id')
    .where('account_id', '=', account)
    .groupBy(['points_txn.id', 'kind', 'at'])
    .select(['points_txn.id', 'kind', 'at', sql<number>`sum(amount)::bigint`.as('points')]);
  if (cursor) {
    select = select.where((row) =>
      row.or([row('at', '<', Number(at)), row.and([row('at', '=', Number(at)), row('points_txn.id', '<', id)])]),
    );
  }
  return select
    .orderBy('at', 'desc')
    .orderBy('points_txn.id', 'desc')
    .limit(pageSize + 1)
    .execute();
}
