import { randomInt } from 'node:crypto';
import type { Bank } from '../context.ts';
import { retrying } from '../db/retry.ts';
import type { Db } from '../idempotency.ts';
import { Problem } from '../problem.ts';
import { findItem, moveStock } from './items.ts';
import { findAccount, house, lockAccount, post, returnLines, type Trx } from './ledger.ts';
import type { RedemptionRow } from './redeem.ts';
import type { Outcome, SpendOrder } from './targets.ts';

/** Milliseconds a call waits for a target, and so the reconciler for the call. */
export const patience = 3_000;
/** Milliseconds a target may go on saying that it saw nothing, and between two looks at most. */
const deadline = 600_000;
const longestPause = 60_000;

/** What decides a redemption. */
type Settling = Exclude<Outcome, { state: 'unseen' }>;

/** Asks the target of a new redemption, and settles by what it says. */
export async function advance(bank: Bank, row: RedemptionRow): Promise<RedemptionRow> {
  // The look is put off before the target is asked: whoever comes meanwhile does not ask as well.
  const mine = await claimLook(bank, row);
  if (!mine) return read(bank.db, row.id);
  const order = await orderOf(bank.db, mine);
  const outcome = await answerOf(() => bank.targets.targets[order.target].spend(order));
  return outcome ? settle(bank, row.id, outcome) : read(bank.db, row.id);
}

/** Finds out what became of redemptions whose target did not answer; returns how many it settled. */
export async function reconcile(bank: Bank, at = Date.now()): Promise<number> {
  const due = await bank.db
    .selectFrom('redemption')
    .selectAll()
    .where('status', '=', 'pending')
    .where('next_try_at', '<=', at)
    .orderBy('next_try_at')
    .limit(50)
    .execute();
  let settled = 0;
  for (const row of due) {
    const mine = await claimLook(bank, row);
    if (mine && (await look(bank, mine)).status !== 'pending') settled++;
  }
  return settled;
}

/** Asks first, and only then, when the target says that it saw nothing, again; after the deadline it is withdrawn instead. */
async function look(bank: Bank, row: RedemptionRow): Promise<RedemptionRow> {
  const order = await orderOf(bank.db, row);
  const target = bank.targets.targets[order.target];
  const late = bank.clock.now() - row.at >= deadline;
  const outcome = await answerOf(async () => {
    const found = await target.query(row.id);
    if (found.state !== 'unseen') return found;
    if (!late) return target.spend(order);
    // A question that is still on its way finds the id taken.
    await target.undo(order);
    return target.query(row.id);
  });
  return outcome ? settle(bank, row.id, outcome) : read(bank.db, row.id);
}

/** What a target says in time; undefined when nobody knows. */
async function answerOf(ask: () => Promise<Outcome>): Promise<Settling | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<undefined>((resolve) => (timer = setTimeout(() => resolve(undefined), patience)));
  try {
    const outcome = await Promise.race([ask(), tooLate]);
    return outcome?.state === 'unseen' ? undefined : outcome;
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

/** Puts the next look off, by real time, for the sandbox may have stopped the bank's; undefined when another worker did so first. */
async function claimLook(bank: Bank, row: RedemptionRow): Promise<RedemptionRow | undefined> {
  const pause = Math.min(patience * 2 ** row.tries, longestPause);
  const update = bank.db
    .updateTable('redemption')
    .set({ tries: row.tries + 1, next_try_at: Date.now() + pause })
    .where('id', '=', row.id)
    .where('status', '=', 'pending')
    .where('tries', '=', row.tries)
    .returningAll();
  return retrying(() => update.executeTakeFirst());
}

/** Confirms or releases what is pending, once: the ledger knows one settlement of a redemption. */
async function settle(bank: Bank, id: string, outcome: Settling): Promise<RedemptionRow> {
  const done = outcome.state === 'done';
  const reason = outcome.state === 'refused' ? outcome.reason : null;
  return retrying(() =>
    bank.db.transaction().execute(async (trx) => {
      const now = bank.clock.now();
      const before = await read(trx, id);
      if (!done) await lockCustomer(trx, before.customer);
      const set = { status: done ? ('confirmed' as const) : ('released' as const), reason, settled_at: now };
      const row = await trx
        .updateTable('redemption')
        .set({ ...set, receipt: done ? receiptNumber(bank) : null, next_try_at: null })
        .where('id', '=', id)
        .where('status', '=', 'pending')
        .returningAll()
        .executeTakeFirst();
      if (!row) return read(trx, id);
      const out = { account: house.held, amount: -row.points };
      if (done) {
        const lines = [out, { account: house.spent, amount: row.points }];
        await post(trx, { kind: 'confirm', scope: 'settle', key: id, lines, at: now });
      } else {
        const lines = [out, ...(await returnLines(trx, row.reserve_txn, now))];
        await post(trx, { kind: 'release', scope: 'settle', key: id, lines, reverses: row.reserve_txn, at: now });
        await moveStock(trx, row.item_id, row.quantity);
      }
      return row;
    }),
  );
}

/**
 * Takes a confirmed redemption back (an act of the bank's operations): first at its target, then in the ledger. Returns
 * whether this call did it. A second call, also one after a crash between the two, does no harm.
 */
export async function reverse(
  bank: Bank,
  id: string,
  note: string,
): Promise<{ row: RedemptionRow; replayed: boolean }> {
  const before = await bank.db.selectFrom('redemption').selectAll().where('id', '=', id).executeTakeFirst();
  if (!before) throw new Problem('not_found', 'There is no redemption of this id');
  if (before.status === 'cancelled') return { row: before, replayed: true };
  if (before.status === 'pending') throw new Problem('in_progress', 'Its outcome is not known yet');
  if (before.status === 'released')
    throw new Problem('not_reversible', 'It was released; there is nothing to take back');
  const order = await orderOf(bank.db, before);
  const undone = await bank.targets.targets[order.target].undo(order).catch(() => {
    throw new Problem('unavailable', 'The target does not answer; try again');
  });
  if (!undone) throw new Problem('not_reversible', 'What was got for the points is used');
  return retrying(() =>
    bank.db.transaction().execute(async (trx) => {
      const now = bank.clock.now();
      await lockCustomer(trx, before.customer);
      const row = await trx
        .updateTable('redemption')
        .set({ status: 'cancelled', reason: 'reversed', settled_at: now })
        .where('id', '=', id)
        .where('status', '=', 'confirmed')
        .returningAll()
        .executeTakeFirst();
      if (!row) return { row: await read(trx, id), replayed: true };
      const lines = [{ account: house.spent, amount: -row.points }, ...(await returnLines(trx, row.reserve_txn, now))];
      const posting = { kind: 'reversal', scope: 'reversal', key: id, lines, at: now } as const;
      await post(trx, { ...posting, reverses: row.reserve_txn, note });
      await moveStock(trx, row.item_id, row.quantity);
      return { row, replayed: false };
    }),
  );
}

async function lockCustomer(trx: Trx, customer: string): Promise<void> {
  const account = await findAccount(trx, customer);
  if (account) await lockAccount(trx, account.id);
}

/** Tells the day and nothing else. */
function receiptNumber(bank: Bank): string {
  return `QH${bank.clock.today().replaceAll('-', '')}${randomInt(1e11, 1e12)}`;
}

const read = (db: Db, id: string) =>
  db.selectFrom('redemption').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

async function orderOf(db: Db, row: RedemptionRow): Promise<SpendOrder> {
  const item = await findItem(db, row.item_id);
  const quotes = db.selectFrom('points_quote').selectAll().where('id', '=', row.quote_id);
  const quote = await quotes.executeTakeFirstOrThrow();
  const { order_id: order, order_fen: amountFen } = quote;
  return {
    id: row.id,
    target: item.target,
    partner: quote.partner_id,
    customer: row.customer,
    item: row.item_id,
    facts: item.facts,
    quantity: row.quantity,
    moneyFen: row.money_fen,
    valueFen: quote.value_fen,
    order: order === null || amountFen === null ? null : { id: order, amountFen },
  };
}
