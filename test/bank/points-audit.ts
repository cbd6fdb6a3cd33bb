import assert from 'node:assert/strict';
import { sql } from 'kysely';
import { periodOf } from '../../demo/bank/campaigns/periods.ts';
import { claimKey } from '../../demo/bank/points/coupons.ts';
import { house } from '../../demo/bank/points/ledger.ts';
import type { Bank } from '../../demo/bank/context.ts';

/** What an audit was told of the items: how many there were to begin with, and their caps. */
export interface Audited {
  items: { id: string; stock: number; caps: { month?: number; year?: number } }[];
}

/**
 * Looks at everything the bank keeps about points and fails at the first thing that does not fit: entries, balances, lots,
 * redemptions, targets, stock, caps. `settled`: nothing may be pending any more.
 */
export async function audit(bank: Pick<Bank, 'db'>, { items }: Audited, settled: boolean): Promise<void> {
  const all = await look(bank);
  assert.equal(all.summed[0]?.sum, 0, 'all entries sum to zero');
  const linesOf = group(all.entries, (entry) => entry.txn_id);
  for (const txn of all.txns) {
    const lines = linesOf.get(txn.id) ?? [];
    assert.ok(lines.length >= 2, `${txn.kind} has two lines or more`);
    assert.equal(total(lines), 0, `${txn.kind} sums to zero`);
  }
  assert.equal(linesOf.size, all.txns.length, 'no entry without its transaction');

  const ofAccount = group(all.entries, (entry) => entry.account_id);
  const lotsOf = group(all.lots, (lot) => lot.account_id);
  for (const { account_id: account, balance } of all.balances) {
    assert.ok(balance >= 0, 'no balance is negative');
    assert.equal(balance, total(ofAccount.get(account) ?? []), 'a balance is the sum of its entries');
    const lots = lotsOf.get(account) ?? [];
    assert.equal(
      balance,
      lots.reduce((sum, lot) => sum + lot.remaining, 0),
      'a balance is the sum of its lots',
    );
  }
  const ofLot = group(all.entries, (entry) => entry.lot_id ?? '');
  for (const lot of all.lots)
    assert.equal(lot.remaining, total(ofLot.get(lot.id) ?? []), 'a lot is the sum of its entries');

  checkRedemptions(all, settled);
  const live = all.redemptions.filter((one) => one.status === 'pending' || one.status === 'confirmed');
  const held = total(ofAccount.get(house.held) ?? []);
  assert.equal(
    held,
    sumOf(
      live.filter((one) => one.status === 'pending'),
      'points',
    ),
    'what is held is what is pending',
  );
  const spent = total(ofAccount.get(house.spent) ?? []);
  assert.equal(
    spent,
    sumOf(
      live.filter((one) => one.status === 'confirmed'),
      'points',
    ),
    'what is spent is what is confirmed',
  );

  for (const { id, stock, caps } of items) {
    const taken = live.filter((one) => one.item_id === id);
    const left = all.stock.find((row) => row.item_id === id)?.remaining;
    assert.equal(left, stock - sumOf(taken, 'quantity'), `the stock of ${id} is what was not taken`);
    for (const period of ['month', 'year'] as const) {
      const spans = group(taken, (one) => `${one.customer} ${periodOf(period, one.at).from}`);
      for (const [who, used] of spans) {
        assert.ok(sumOf(used, 'quantity') <= (caps[period] ?? Infinity), `${who} keeps to the cap of a ${period}`);
      }
    }
  }
}

/** Everything at one instant: the tables are compared with each other. */
function look(bank: Pick<Bank, 'db'>) {
  return bank.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (trx) => ({
      txns: await trx.selectFrom('points_txn').selectAll().execute(),
      entries: await trx.selectFrom('points_entry').selectAll().execute(),
      balances: await trx.selectFrom('points_balance').selectAll().execute(),
      lots: await trx.selectFrom('points_lot').selectAll().execute(),
      redemptions: await trx.selectFrom('redemption').selectAll().execute(),
      quotes: await trx.selectFrom('points_quote').selectAll().execute(),
      orders: await trx.selectFrom('spend_order').selectAll().execute(),
      claims: await trx.selectFrom('coupon_claim').selectAll().where('idem_key', 'like', 'points-%').execute(),
      deductions: await trx.selectFrom('partner_order_deduction').selectAll().execute(),
      stock: await trx.selectFrom('reward_stock').selectAll().execute(),
      summed: (await sum.execute(trx)).rows,
    }));
}

const sum = sql<{ sum: number }>`select coalesce(sum(amount), 0)::bigint as sum from points_entry`;
type All = Awaited<ReturnType<typeof look>>;

/** Which transactions a redemption has, and what its target may have done, by where it stands. */
const lawful = {
  pending: { kinds: 'reserve', orders: [undefined, 'done', 'refused', 'undone'] },
  confirmed: { kinds: 'confirm reserve', orders: ['done'] },
  released: { kinds: 'release reserve', orders: [undefined, 'refused', 'undone'] },
  cancelled: { kinds: 'confirm reserve reversal', orders: ['undone'] },
} as const;

function checkRedemptions(all: All, settled: boolean): void {
  const txnsOf = group(
    all.txns.filter((txn) => ['reserve', 'settle', 'reversal'].includes(txn.scope)),
    (txn) => txn.key,
  );
  const orderOf = new Map(all.orders.map((order) => [order.redemption_id, order.status]));
  const quoteOf = new Map(all.quotes.map((quote) => [quote.id, quote]));
  for (const one of all.redemptions) {
    const { kinds, orders } = lawful[one.status];
    const txns = txnsOf.get(one.id) ?? [];
    assert.equal(
      txns
        .map((txn) => txn.kind)
        .sort()
        .join(' '),
      kinds,
      `a ${one.status} redemption has its transactions`,
    );
    for (const txn of txns)
      assert.ok(!txn.reverses || txn.reverses === one.reserve_txn, 'it takes back its own reserve');
    const order = orderOf.get(one.id);
    assert.ok(
      (orders as readonly unknown[]).includes(order),
      `a ${one.status} redemption with a target that says ${order}`,
    );
    if (settled) assert.notEqual(one.status, 'pending', 'nothing stays pending');
    assert.equal(
      one.receipt !== null,
      one.status === 'confirmed' || one.status === 'cancelled',
      'a receipt tells of success',
    );
    const quote = quoteOf.get(one.quote_id);
    assert.deepEqual([one.points, one.money_fen, one.quantity], [quote?.points, quote?.money_fen, quote?.quantity]);
    assert.ok(
      quote && (quote.customer ?? one.customer) === one.customer,
      'a quote was redeemed by whom it was made for',
    );
    assert.ok(one.at < quote.expires_at, 'a quote was redeemed while it held');
  }
  assert.equal(txnsOf.size, all.redemptions.length, 'no transaction without its redemption');
  assert.equal(
    new Set(all.redemptions.map((one) => one.quote_id)).size,
    all.redemptions.length,
    'a quote is redeemed once',
  );
  const wishes = all.redemptions.filter((one) => one.status !== 'released').map((one) => one.first_quote_id);
  assert.equal(new Set(wishes).size, wishes.length, 'a wish comes true once, however often its quote was renewed');
  checkGoods(all, orderOf);
}

function checkGoods(all: All, orderOf: Map<string, string>): void {
  const claimsOf = group(all.claims, (claim) => claim.idem_key);
  for (const { redemption_id: id, target, status, quantity } of all.orders) {
    if (target !== 'coupon') continue;
    const granted = status === 'done' ? quantity : 0;
    assert.equal(claimsOf.get(claimKey(id))?.length ?? 0, granted, `a ${status} order stands for its coupons`);
  }
  for (const one of all.deductions)
    assert.equal(orderOf.get(one.redemption_id), 'done', 'a deduction stands for an order');
}

function group<T>(list: readonly T[], key: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list) groups.set(key(one), [...(groups.get(key(one)) ?? []), one]);
  return groups;
}

const total = (entries: readonly { amount: number }[]) => entries.reduce((sum, entry) => sum + entry.amount, 0);
const sumOf = <K extends string>(list: readonly Record<K, number>[], key: K) =>
  list.reduce((sum, one) => sum + one[key], 0);
