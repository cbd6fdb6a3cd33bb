import { randomInt } from 'node:crypto';
import type { Selectable } from 'kysely';
import { dayOf } from '../clock.ts';
import type { Bank } from '../context.ts';
import { retrying } from '../db/retry.ts';
import type { Tables } from '../db/schema.ts';
import type { Db } from '../idempotency.ts';
import { couponWork } from './coupons.ts';
import type { ItemFacts } from './items.ts';
import type { Trx } from './ledger.ts';
import type { TargetName } from './tables.ts';

/** What a target is asked for; the redemption's id makes it happen once. */
export interface SpendOrder {
  id: string;
  target: TargetName;
  partner: string;
  customer: string;
  item: string;
  facts: ItemFacts;
  quantity: number;
  moneyFen: number;
  valueFen: number | null;
  order: { id: string; amountFen: number } | null;
}

/** What a target says. `unseen`: it was never asked, or the question is still on its way. */
export type Outcome = { state: 'done'; ref: string } | { state: 'refused'; reason: string } | { state: 'unseen' };

/**
 * Where points go. A target may fail or not answer at all (a rejected promise: nobody knows what it did), but it does the
 * same id once, and it keeps what it did.
 */
export interface SpendTarget {
  spend(order: SpendOrder): Promise<Outcome>;
  /** What became of an id. */
  query(id: string): Promise<Outcome>;
  /** Takes it back, or sees to it that it never happens; false when it cannot be taken back any more. */
  undo(order: SpendOrder): Promise<boolean>;
}

export type Targets = Record<TargetName, SpendTarget>;

export type OrderRow = Selectable<Tables['spend_order']>;

/** What differs from target to target; both run in the transaction that keeps the order. */
export interface Work {
  /** Returns why not, or nothing. */
  give?(trx: Trx, order: SpendOrder): Promise<string | undefined>;
  /** Returns whether it could be taken back. */
  take?(trx: Trx, order: OrderRow): Promise<boolean>;
}

/** The sandbox's four systems behind points: they share its database, but know nothing of the ledger, nor it of them. */
export function createTargets(bank: Pick<Bank, 'db' | 'clock'>): Targets {
  return {
    mall_item: createTarget(bank, 'G', {}),
    coupon: createTarget(bank, 'C', couponWork(bank)),
    bill_deduction: createTarget(bank, 'B', {}),
    partner_order: createTarget(bank, 'P', {
      async give(trx, { id, partner, order, valueFen }) {
        if (!order || (valueFen ?? 0) > order.amountFen) return 'amount_mismatch';
        const made = await trx
          .insertInto('partner_order_deduction')
          .values({ partner_id: partner, order_id: order.id, redemption_id: id })
          .onConflict((conflict) => conflict.columns(['partner_id', 'order_id']).doNothing())
          .returning('redemption_id')
          .executeTakeFirst();
        return made ? undefined : 'order_deducted_before';
      },
      async take(trx, { redemption_id: id }) {
        await trx.deleteFrom('partner_order_deduction').where('redemption_id', '=', id).execute();
        return true;
      },
    }),
  };
}

function createTarget(bank: Pick<Bank, 'db' | 'clock'>, letter: string, work: Work): SpendTarget {
  const transaction = <T>(part: (trx: Trx) => Promise<T>) => retrying(() => bank.db.transaction().execute(part));
  const find = (db: Db, id: string) =>
    db.selectFrom('spend_order').selectAll().where('redemption_id', '=', id).executeTakeFirst();
  /** Puts a row for the id; undefined when there is one. */
  const open = (trx: Trx, order: SpendOrder, status: OrderRow['status']) =>
    trx
      .insertInto('spend_order')
      .values({
        redemption_id: order.id,
        target: order.target,
        status,
        reason: status === 'undone' ? 'withdrawn' : null,
        ref: null,
        partner_id: order.partner,
        customer: order.customer,
        item_id: order.item,
        quantity: order.quantity,
        money_fen: order.moneyFen,
        value_fen: order.valueFen,
        order_id: order.order?.id ?? null,
        at: bank.clock.now(),
      })
      .onConflict((conflict) => conflict.column('redemption_id').doNothing())
      .returning('redemption_id')
      .executeTakeFirst();
  const change = (trx: Trx, id: string, set: Partial<OrderRow>) =>
    trx.updateTable('spend_order').set(set).where('redemption_id', '=', id).execute();

  return {
    spend: (order) =>
      transaction(async (trx) => {
        if (!(await open(trx, order, 'done'))) return outcomeOf(await find(trx, order.id));
        const reason = await work.give?.(trx, order);
        const ref = `${letter}${dayOf(bank.clock.now()).replaceAll('-', '')}${randomInt(1e9, 1e10)}`;
        await change(trx, order.id, reason ? { status: 'refused', reason } : { ref });
        return reason ? { state: 'refused', reason } : { state: 'done', ref };
      }),
    query: async (id) => outcomeOf(await find(bank.db, id)),
    undo: (order) =>
      transaction(async (trx) => {
        if (await open(trx, order, 'undone')) return true;
        const lock = trx.selectFrom('spend_order').selectAll().where('redemption_id', '=', order.id).forUpdate();
        const row = await lock.executeTakeFirstOrThrow();
        if (row.status !== 'done') return true;
        if (work.take && !(await work.take(trx, row))) return false;
        await change(trx, order.id, { status: 'undone', reason: 'withdrawn' });
        return true;
      }),
  };
}

function outcomeOf(row: OrderRow | undefined): Outcome {
  if (!row) return { state: 'unseen' };
  if (row.status === 'done') return { state: 'done', ref: row.ref ?? '' };
  return { state: 'refused', reason: row.reason ?? 'refused' };
}
