import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import { rfc3339 } from '../clock.ts';
import type { Bank } from '../context.ts';
import { retrying } from '../db/retry.ts';
import type { Tables } from '../db/schema.ts';
import type { Db } from '../idempotency.ts';
import { Problem } from '../problem.ts';
import { capBroken, quotasOf } from './caps.ts';
import { findItem, type ItemRow, moveStock, rulesDigest } from './items.ts';
import { expireDue, findAccount, house, type Line, lockAccount, post, takeLines, type Trx } from './ledger.ts';
import { capProblem, costNow, frozen, type QuoteRow } from './quote.ts';
import type { RedemptionBody } from './schema.ts';
import { advance, patience } from './settle.ts';
import { needsStepUp, stepUp, type StepUp } from './step-up.ts';

export type RedemptionRow = Selectable<Tables['redemption']>;

/** What a customer confirms: a quote, under a key made once per intention, with the code he was sent when one was asked for. */
export interface Confirmation {
  customer: string;
  quote: QuoteRow;
  key: string;
  code?: string | undefined;
}

/** A redemption and how the call came by it. */
export interface Confirmed {
  row: RedemptionRow;
  /** `again`: the same key; `already`: the quote was redeemed under another key. */
  found: 'new' | 'again' | 'already';
}

/**
 * Reserves the points, asks the target, and confirms or releases. Everything that may refuse is judged in one transaction
 * under the lock of the customer's account; the target is asked after it, because it may be slow and must not be undone
 * by a rollback. What it left open the reconciler finds out.
 *
 * The key is a column of the redemption and not an answer kept aside: key and effect come to be in one insert, and a
 * replay tells how things stand now. The code is no part of the wish, so that the same key goes through the step-up.
 */
export async function confirm(bank: Bank, wish: Confirmation): Promise<Confirmed> {
  const done = await retrying(() => bank.db.transaction().execute((trx) => reserve(bank, trx, wish)));
  if ('state' in done) {
    if (done.state === 'failed') {
      const { attemptsLeft } = done;
      throw new Problem('step_up_failed', 'The code is not the one that was sent', undefined, { attemptsLeft });
    }
    if (done.message) bank.codes.send(done.message);
    throw new Problem('step_up_required', 'A one-time code was sent', undefined, { challenge: done.challenge });
  }
  // A replay does not ask the target: the first call does, or the reconciler when that broke off.
  return done.found === 'new' ? { ...done, row: await advance(bank, done.row) } : done;
}

async function reserve(
  bank: Bank,
  trx: Trx,
  wish: Confirmation,
): Promise<Confirmed | Exclude<StepUp, { state: 'passed' }>> {
  const { customer, quote } = wish;
  const now = bank.clock.now();
  const account = await findAccount(trx, customer);
  if (account) await lockAccount(trx, account.id);
  const known = await recall(trx, wish);
  if (known) return known;
  if (quote.customer !== null && quote.customer !== customer) throw anothers();
  if (quote.expires_at <= now) throw new Problem('quote_expired', 'The price held until now; ask for another');
  const item = await findItem(trx, quote.item_id);
  checkItem(item, quote);
  if (account?.status === 'frozen') throw frozen();
  const broken = capBroken(await quotasOf(trx, item, customer, now), quote.quantity);
  if (broken) throw capProblem(broken);
  if (account) await expireDue(trx, account.id, now);
  const lines = account && (await takeLines(trx, account.id, quote.points, now));
  if (!lines) throw new Problem('insufficient_points', 'There are too few points');
  if (item.remaining !== null && item.remaining < quote.quantity) throw soldOut();
  if (needsStepUp(item, quote)) {
    const answer = await stepUp(bank, trx, quote, customer, wish.code);
    // Returned, not thrown: the try counts and the challenge stands.
    if (answer.state !== 'passed') return answer;
  }
  const row = await write(trx, wish, lines, now);
  if (!row) throw anothers();
  if (!(await moveStock(trx, item.id, -quote.quantity))) throw soldOut();
  return { row, found: 'new' };
}

/** The redemption of this key, or of this quote under another key. */
async function recall(trx: Trx, { customer, key, quote }: Confirmation): Promise<Confirmed | undefined> {
  const rows = trx.selectFrom('redemption').selectAll();
  const again = await rows.where('customer', '=', customer).where('key', '=', key).executeTakeFirst();
  if (again && again.request_hash !== quote.id) {
    throw new Problem('idempotency_key_reused', 'This Idempotency-Key belongs to another redemption');
  }
  if (again) return { row: again, found: 'again' };
  // The quotes of one wish are redeemed one after the other, whoever redeems them.
  const first = trx.selectFrom('points_quote').select('id').where('id', '=', quote.first_id).forUpdate();
  await first.execute();
  const already = await redemptionOf(trx, quote);
  if (already && already.customer !== customer) throw anothers();
  return already && { row: already, found: 'already' };
}

/**
 * What became of a quote: a wish comes true once, so the redemption of any quote that was renewed from the same first one
 * counts, except one that was released, which closes its own quote alone.
 */
export async function redemptionOf(db: Db, quote: QuoteRow): Promise<RedemptionRow | undefined> {
  const all = db.selectFrom('redemption').selectAll().where('first_quote_id', '=', quote.first_id);
  const rows = await all.execute();
  return rows.find((row) => row.status !== 'released') ?? rows.find((row) => row.quote_id === quote.id);
}

/** The price holds for as long as the quote does; but nobody pays more than the item costs now. */
function checkItem(item: ItemRow, quote: QuoteRow): void {
  if (item.status !== 'on_sale') throw new Problem('item_closed', 'The item is not offered any more');
  const cost = costNow(item, quote);
  if (cost && (cost.points < quote.points || cost.moneyFen < quote.money_fen)) {
    throw new Problem('price_changed', 'The item costs less now; ask for another quote');
  }
  if (rulesDigest(item) !== quote.digest) throw new Problem('rules_changed', 'The rules are not those that were read');
}

const soldOut = () => new Problem('sold_out', 'The stock is too small');

/** What a quote answers to a customer for whom it was not made. */
export const anothers = () =>
  new Problem('not_eligible', 'This quote was made for somebody else', undefined, {
    reason: 'other_customer',
    reasonText: '这份兑换属于另一位客户，请从合作方页面重新发起。',
  });

async function write(trx: Trx, { quote, customer, key }: Confirmation, lines: Line[], at: number) {
  const id = randomUUID();
  const reserveTxn = await post(trx, {
    kind: 'reserve',
    scope: 'reserve',
    key: id,
    at,
    lines: [...lines, { account: house.held, amount: quote.points }],
  });
  return (
    trx
      .insertInto('redemption')
      .values({
        id,
        quote_id: quote.id,
        first_quote_id: quote.first_id,
        customer,
        key,
        request_hash: quote.id,
        item_id: quote.item_id,
        quantity: quote.quantity,
        points: quote.points,
        money_fen: quote.money_fen,
        status: 'pending',
        reason: null,
        receipt: null,
        reserve_txn: reserveTxn,
        tries: 0,
        // Not at once: the call itself asks the target first.
        next_try_at: Date.now() + patience,
        at,
        settled_at: null,
      })
      // Another customer may have taken an unbound quote at this very moment.
      .onConflict((conflict) => conflict.column('quote_id').doNothing())
      .returningAll()
      .executeTakeFirst()
  );
}

/** The outcome as anybody who may know it reads it: no balance, no name. */
export function redemptionBody(row: RedemptionRow): RedemptionBody {
  return {
    id: row.id,
    quote: row.first_quote_id,
    status: row.status,
    ...(row.reason ? { reason: row.reason } : {}),
    ...(row.receipt ? { receipt: row.receipt } : {}),
    points: row.points,
    moneyFen: row.money_fen,
    item: row.item_id,
    quantity: row.quantity,
    at: rfc3339(row.at),
  };
}
