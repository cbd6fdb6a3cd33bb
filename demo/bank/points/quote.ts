import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Selectable } from 'kysely';
import { rfc3339 } from '../clock.ts';
import type { Bank } from '../context.ts';
import { retrying } from '../db/retry.ts';
import type { Tables } from '../db/schema.ts';
import { type Person } from '../person.ts';
import { Problem } from '../problem.ts';
import { capBroken, quotasOf } from './caps.ts';
import { type Cost, costOf, findItem, type ItemRow, knowsDigest, rulesDigest } from './items.ts';
import { findAccount } from './ledger.ts';
import type { QuoteBody, QuoteRequest } from './schema.ts';

/** Milliseconds a price holds. */
export const quoteLife = 600_000;

export type QuoteRow = Selectable<Tables['points_quote']>;

/** Fixes a price for some minutes. Refuses early what the redemption would refuse anyway, as far as the bank knows who asks. */
export async function makeQuote(bank: Bank, person: Person, wish: QuoteRequest): Promise<QuoteBody> {
  const item = await findItem(bank.db, wish.item);
  const cost = costOf(item, wish.quantity, wish.points);
  if (!cost) throw new Problem('invalid_request', 'The item is not sold in this quantity or for this many points');
  checkOrder(item, cost, wish.order);
  if (!knowsDigest(item, wish.digest)) throw new Problem('rules_changed', 'The rules are not those that were read');
  await checkBuyer(bank, item, person.customer, wish.quantity);
  const id = randomBytes(16).toString('base64url');
  return write(bank, {
    id,
    first_id: id,
    partner_id: person.partner,
    person: person.id,
    customer: person.customer ?? null,
    ...terms(item, cost),
    quantity: wish.quantity,
    order_id: wish.order?.id ?? null,
    order_fen: wish.order?.amountFen ?? null,
    placement: wish.placement,
    attribution: wish.attribution ?? null,
  });
}

/** A quote for the same wish at today's price; the partner's page still finds the outcome under the first quote. */
export async function renewQuote(bank: Bank, customer: string, old: QuoteRow): Promise<QuoteBody> {
  const item = await findItem(bank.db, old.item_id);
  const cost = costNow(item, old);
  if (!cost) throw new Problem('item_closed', 'The item is not sold like that any more');
  await checkBuyer(bank, item, customer, old.quantity);
  const id = randomBytes(16).toString('base64url');
  return write(bank, { ...old, ...terms(item, cost), id, customer });
}

/** What the quote's wish costs today; undefined when the item is not sold like that any more. */
export function costNow(item: ItemRow, quote: QuoteRow): Cost | undefined {
  const cost = costOf(item, quote.quantity, quote.value_fen === null ? undefined : quote.points);
  return quote.order_fen !== null && (cost?.valueFen ?? 0) > quote.order_fen ? undefined : cost;
}

const terms = (item: ItemRow, cost: Cost) => ({
  item_id: item.id,
  revision: item.revision,
  points: cost.points,
  money_fen: cost.moneyFen,
  value_fen: cost.valueFen ?? null,
  digest: rulesDigest(item),
});

function checkOrder(item: ItemRow, cost: Cost, order: QuoteRequest['order']): void {
  if ((item.target === 'partner_order') !== (order !== undefined)) {
    throw new Problem('invalid_request', 'An order belongs to a deduction from an order, and to nothing else');
  }
  if (order && (cost.valueFen ?? 0) > order.amountFen) {
    throw new Problem('invalid_request', 'More would be taken off than the order comes to');
  }
}

async function checkBuyer(bank: Bank, item: ItemRow, customer: string | undefined, quantity: number): Promise<void> {
  if (item.status !== 'on_sale') throw new Problem('item_closed', 'The item is not offered any more');
  if (item.remaining !== null && item.remaining < quantity) throw new Problem('sold_out', 'The stock is too small');
  if (customer === undefined) return;
  const account = await findAccount(bank.db, customer);
  if (account?.status === 'frozen') throw frozen();
  const broken = capBroken(await quotasOf(bank.db, item, customer, bank.clock.now()), quantity);
  if (broken) throw capProblem(broken);
}

/** In general words: what the bank saw is not told, where to ask is. */
export const frozen = () =>
  new Problem('not_eligible', 'The points account is not in use', undefined, {
    reason: 'account_restricted',
    reasonText: '您的积分账户暂不可用，请联系青禾银行客服。',
  });

/** The refusal of a cap that is used up, with the instant at which it begins anew. */
export const capProblem = (quota: {
  used?: number | undefined;
  limit: number;
  period: 'month' | 'year';
  resetsAt: string;
}) =>
  new Problem('quota_reached', `The ${quota.period}’s quota does not allow it`, undefined, {
    quota: { ...quota, used: quota.used ?? 0 },
  });

async function write(bank: Bank, quote: Omit<QuoteRow, 'at' | 'expires_at'>): Promise<QuoteBody> {
  const at = bank.clock.now();
  const row = { ...quote, at, expires_at: at + quoteLife };
  await retrying(() => bank.db.insertInto('points_quote').values(row).execute());
  return quoteBody(bank, row);
}

/** A quote as its owner gets it. */
export function quoteBody(bank: Bank, row: QuoteRow): QuoteBody {
  return {
    quote: `${row.id}.${sign(bank, row)}`,
    id: row.id,
    points: row.points,
    moneyFen: row.money_fen,
    ...(row.value_fen === null ? {} : { valueFen: row.value_fen }),
    expiresAt: rfc3339(row.expires_at),
  };
}

/**
 * Reads a quote back. The token is the row's id with a signature over the whole row: nothing about anybody stands in an
 * address, nobody can guess one, and a row that was changed fits its signature no longer.
 */
export async function readQuote(bank: Bank, token: string): Promise<QuoteRow> {
  const [, id, signature] = /^([\w-]{22})\.([\w-]{43})$/.exec(token) ?? [];
  const row = id && (await bank.db.selectFrom('points_quote').selectAll().where('id', '=', id).executeTakeFirst());
  if (!row || !signature || !timingSafeEqual(Buffer.from(signature), Buffer.from(sign(bank, row)))) {
    throw new Problem('not_found', 'There is no such quote');
  }
  return row;
}

function sign(bank: Bank, row: QuoteRow): string {
  const key = hkdfSync('sha256', bank.pairwiseKey, '', 'points quote', 32);
  const ordered = Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHmac('sha256', Buffer.from(key)).update(JSON.stringify(ordered)).digest('base64url');
}
