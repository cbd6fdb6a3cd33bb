import { createHash, randomUUID } from 'node:crypto';
import { type Kysely, sql, type Transaction } from 'kysely';
import { addDays, dayOf, midnight } from '../clock.ts';
import type { Tables } from '../db/schema.ts';
import type { PointsTables } from './tables.ts';

/** An open transaction: what moves points never runs outside one. */
export type Trx = Transaction<Tables>;

/** Accounts of the bank itself: where points come from, wait, and go. */
export const house = { issued: 'house:issued', held: 'house:held', spent: 'house:spent', expired: 'house:expired' };

/** One line of a transaction; a customer's line names the lot it takes from or adds to, a house line has none. */
export interface Line {
  account: string;
  amount: number;
  lot?: string;
}

export interface Posting {
  kind: PointsTables['points_txn']['kind'];
  /** With the key, what makes the transaction happen once. */
  scope: string;
  key: string;
  lines: Line[];
  /** The transaction this one takes back; each can be taken back once. */
  reverses?: string;
  note?: string;
  at: number;
}

/** Days that points come back for when their own end has passed meanwhile. */
const graceDays = 30;

/**
 * Writes a transaction whose lines sum to zero, with lots and balances, and returns its id; the same scope, key and lines
 * again change nothing. Throws when a balance would fall below zero or the key stands for something else.
 */
export async function post(trx: Trx, posting: Posting): Promise<string> {
  const { kind, scope, key, lines, at } = posting;
  const sum = lines.reduce((total, line) => total + line.amount, 0);
  const whole = lines.every((line) => Number.isSafeInteger(line.amount) && line.amount !== 0);
  if (lines.length < 2 || sum !== 0 || !whole) throw new Error(`The lines of ${scope} ${key} do not balance`);
  const hash = createHash('sha256')
    .update(JSON.stringify([kind, posting.reverses, lines]))
    .digest('base64url');
  const row = {
    kind,
    scope,
    key,
    at,
    request_hash: hash,
    reverses: posting.reverses ?? null,
    note: posting.note ?? null,
  };
  const made = await trx
    .insertInto('points_txn')
    .values({ id: randomUUID(), ...row })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!made) return replayed(trx, posting, hash);
  const rows = lines.map((line, at) => ({
    txn_id: made.id,
    line: at,
    account_id: line.account,
    lot_id: line.lot ?? null,
    amount: line.amount,
  }));
  await trx.insertInto('points_entry').values(rows).execute();
  for (const line of lines) if (line.lot) await move(trx, line.account, line.lot, line.amount);
  return made.id;
}

async function replayed(trx: Trx, { scope, key }: Posting, hash: string): Promise<string> {
  const select = trx.selectFrom('points_txn').select(['id', 'request_hash']).where('scope', '=', scope);
  const known = await select.where('key', '=', key).executeTakeFirst();
  if (known?.request_hash !== hash) throw new Error(`${scope} ${key} was written before, as something else`);
  return known.id;
}

async function move(trx: Trx, account: string, lot: string, amount: number): Promise<void> {
  // The checks of both tables refuse a number below zero.
  await trx
    .updateTable('points_balance')
    .set({ balance: sql`balance + ${amount}`, version: sql`version + 1` })
    .where('account_id', '=', account)
    .execute();
  const moved = trx
    .updateTable('points_lot')
    .set({ remaining: sql`remaining + ${amount}` })
    .where('id', '=', lot);
  const [result] = await moved.where('account_id', '=', account).execute();
  if (result?.numUpdatedRows !== 1n) throw new Error(`Lot ${lot} is not one of account ${account}`);
}

/** A customer's account, if he has one. */
export async function findAccount(db: Kysely<Tables>, customer: string) {
  const select = db.selectFrom('points_account').selectAll().where('owner_kind', '=', 'customer');
  return select.where('owner', '=', customer).executeTakeFirst();
}

/** Opens a customer's account, unless he has one; returns its id. */
export async function openAccount(trx: Trx, customer: string): Promise<string> {
  const row = { owner_kind: 'customer' as const, owner: customer, status: 'active' as const };
  const made = await trx
    .insertInto('points_account')
    .values({ id: randomUUID(), ...row })
    .onConflict((conflict) => conflict.columns(['owner_kind', 'owner']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!made) return ((await findAccount(trx, customer)) as { id: string }).id;
  await trx.insertInto('points_balance').values({ account_id: made.id, balance: 0, version: 0 }).execute();
  return made.id;
}

/**
 * Makes everybody else who moves this account's points wait for the end of the transaction. Every rule about a customer
 * is judged after it, so that two calls of one customer are judged one after the other.
 */
export async function lockAccount(trx: Trx, account: string): Promise<void> {
  const lock = trx.updateTable('points_balance').set({ version: sql`version + 1` });
  await lock.where('account_id', '=', account).execute();
}

/** Gives a customer points that end at an instant. */
export async function earn(
  trx: Trx,
  gift: { account: string; points: number; expiresAt: number; key: string; at: number },
): Promise<void> {
  const lot = { id: `earn:${gift.key}`, account_id: gift.account, expires_at: gift.expiresAt, remaining: 0 };
  const kept = trx
    .insertInto('points_lot')
    .values(lot)
    .onConflict((conflict) => conflict.column('id').doNothing());
  await kept.execute();
  await post(trx, {
    kind: 'earn',
    scope: 'earn',
    key: gift.key,
    at: gift.at,
    lines: [
      { account: house.issued, amount: -gift.points },
      { account: gift.account, lot: lot.id, amount: gift.points },
    ],
  });
}

/** Takes what has ended out of a locked account. */
export async function expireDue(trx: Trx, account: string, now: number): Promise<void> {
  const lots = trx.selectFrom('points_lot').selectAll().where('account_id', '=', account);
  for (const lot of await lots.where('expires_at', '<=', now).where('remaining', '>', 0).execute()) {
    const lines = [
      { account, lot: lot.id, amount: -lot.remaining },
      { account: house.expired, amount: lot.remaining },
    ];
    // Under the lock, what is left in the lot keeps it from ending twice; a moved clock may end it again.
    await post(trx, { kind: 'expire', scope: 'expire', key: randomUUID(), lines, at: now });
  }
}

/** The points a customer can use at an instant, and the part of them that ends next. */
export async function balanceAt(db: Kysely<Tables>, account: string, now: number) {
  const lots = await db
    .selectFrom('points_lot')
    .select(['expires_at', 'remaining'])
    .where('account_id', '=', account)
    .where('expires_at', '>', now)
    .where('remaining', '>', 0)
    .orderBy('expires_at')
    .execute();
  const sum = (list: typeof lots) => list.reduce((total, lot) => total + lot.remaining, 0);
  const at = lots[0]?.expires_at;
  const next = at === undefined ? undefined : { at, points: sum(lots.filter((lot) => lot.expires_at === at)) };
  return { points: sum(lots), expiring: next };
}

/** Lines that take points from a locked account, those that end first before the others; undefined when there are too few. */
export async function takeLines(trx: Trx, account: string, points: number, now: number): Promise<Line[] | undefined> {
  const lots = trx.selectFrom('points_lot').selectAll().where('account_id', '=', account);
  const live = lots.where('expires_at', '>', now).where('remaining', '>', 0).orderBy('expires_at').orderBy('id');
  let missing = points;
  const lines: Line[] = [];
  for (const lot of await live.execute()) {
    const amount = Math.min(lot.remaining, missing);
    if (amount) lines.push({ account, lot: lot.id, amount: -amount });
    missing -= amount;
  }
  return missing ? undefined : lines;
}

/** Lines that give a customer back what a transaction took: to the same lots, or with a grace when those have ended. */
export async function returnLines(trx: Trx, txn: string, now: number): Promise<Line[]> {
  const taken = await trx
    .selectFrom('points_entry')
    .innerJoin('points_lot', 'points_lot.id', 'points_entry.lot_id')
    .select(['points_entry.account_id', 'points_lot.id', 'points_entry.amount', 'points_lot.expires_at'])
    .where('txn_id', '=', txn)
    .orderBy('line')
    .execute();
  const lines: Line[] = [];
  for (const { account_id: account, id, amount, expires_at: end } of taken) {
    const lot = end > now ? id : `back:${txn}:${id}`;
    if (lot !== id) {
      const expires = midnight(addDays(dayOf(now), graceDays + 1));
      await trx
        .insertInto('points_lot')
        .values({ id: lot, account_id: account, expires_at: expires, remaining: 0 })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute();
    }
    lines.push({ account, lot, amount: -amount });
  }
  return lines;
}
