import { createHash } from 'node:crypto';
import { type Kysely, type Selectable, sql } from 'kysely';
import type { Localised, Tables } from '../db/schema.ts';
import { Problem } from '../problem.ts';
import { bankName, type Locale, locales } from '../seed/texts.ts';
import { unlawful } from './lawful.ts';
import type { ItemBody } from './schema.ts';
import type { TargetName } from './tables.ts';

/** What an item costs; deductions are `variable`: `pointsPerYuan` points take one yuan off. */
export type Price =
  | { kind: 'points'; points: number }
  | { kind: 'points_and_money'; points: number; moneyFen: number }
  | { kind: 'variable'; step: number; min: number; max: number; pointsPerYuan: number };

/** What a target needs to know. */
export interface ItemFacts {
  /** The campaign (of trigger `points`) whose coupon is granted. */
  campaign?: string;
}

/** An item's words in one language. */
export interface RewardTexts {
  name: string;
  description: string;
  rules: { version: string; price: string; delivery: string; refund: string; validity: string; contact: string };
}

/** An item as the bank's operations hand it in. */
export interface RewardItem {
  id: string;
  revision: number;
  target: TargetName;
  status: 'on_sale' | 'closed';
  price: Price;
  caps: { month?: number; year?: number };
  maxQuantity: number;
  stepUpPoints: number | null;
  /** Left out: never sold out. */
  stock?: number;
  facts: ItemFacts;
  texts: Localised<RewardTexts>;
}

/** A row with its stock; `remaining` is null for an item that is never sold out. */
export type ItemRow = Selectable<Tables['reward_item']> & { remaining: number | null };

/** Thrown when an item breaks P1 or P4 or cannot be priced. */
export class UnlawfulItemError extends Error {
  constructor(id: string, why: string[]) {
    super(`${id} may not be offered for points: ${why.join('; ')}`);
    this.name = 'UnlawfulItemError';
  }
}

/** Records an item or changes its record (an act of the bank's operations, never an HTTP call). Stock that is there stays.
 * `unchecked` is for samples of what must be refused. */
export async function registerItem(
  db: Kysely<Tables>,
  item: RewardItem,
  options: { unchecked?: boolean } = {},
): Promise<void> {
  const why = unlawful(item);
  if (why.length && !options.unchecked) throw new UnlawfulItemError(item.id, why);
  const row = {
    revision: item.revision,
    target: item.target,
    status: item.status,
    price: JSON.stringify(item.price),
    caps: JSON.stringify(item.caps),
    max_quantity: item.maxQuantity,
    step_up_points: item.stepUpPoints,
    facts: JSON.stringify(item.facts),
    texts: JSON.stringify(item.texts),
  };
  await db
    .insertInto('reward_item')
    .values({ id: item.id, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
  if (item.stock === undefined) return;
  await db
    .insertInto('reward_stock')
    .values({ item_id: item.id, remaining: item.stock })
    .onConflict((conflict) => conflict.column('item_id').doNothing())
    .execute();
}

/** The item of an id with its stock. */
export async function findItem(db: Kysely<Tables>, id: string): Promise<ItemRow> {
  const row = await db
    .selectFrom('reward_item')
    .leftJoin('reward_stock', 'reward_stock.item_id', 'reward_item.id')
    .selectAll('reward_item')
    .select('reward_stock.remaining')
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw new Problem('not_found', 'There is no item of this id');
  return row;
}

/** The item in a language, as everybody may know it (P1). */
export function itemBody(row: ItemRow, locale: Locale): ItemBody {
  const { name, description, rules } = row.texts[locale];
  const { version, price, delivery, refund, validity, contact } = rules;
  return {
    id: row.id,
    revision: row.revision,
    name,
    description,
    target: row.target,
    issuerName: bankName[locale],
    price: row.price,
    caps: row.caps,
    maxQuantity: row.max_quantity,
    status: row.status === 'on_sale' && row.remaining === 0 ? 'sold_out' : row.status,
    // In the order of the digest, which the database does not keep.
    rules: { version, digest: digestOf(rules), price, delivery, refund, validity, contact },
  };
}

function digestOf({ price, delivery, refund, validity, contact }: RewardTexts['rules']): string {
  return createHash('sha256').update([price, delivery, refund, validity, contact].join('\n')).digest('hex');
}

/** Whether the digest is that of the item's rules in one of the languages. */
export function knowsDigest(row: ItemRow, digest: string): boolean {
  return locales.some((locale) => digestOf(row.texts[locale].rules) === digest);
}

/** The digest of the rules in all languages: whether they are still those of a quote, whatever its language was. */
export function rulesDigest(row: ItemRow): string {
  const all = locales.map((locale) => digestOf(row.texts[locale].rules));
  return createHash('sha256').update(all.join('\n')).digest('hex');
}

/** What so many of an item cost: points, money besides, and what a deduction takes off. */
export interface Cost {
  points: number;
  moneyFen: number;
  valueFen?: number;
}

/** Reckons a cost in whole numbers; undefined when the item is not sold like that. */
export function costOf(row: ItemRow, quantity: number, points?: number): Cost | undefined {
  const { price } = row;
  if (quantity > row.max_quantity) return undefined;
  if (price.kind !== 'variable') {
    if (points !== undefined) return undefined;
    const moneyFen = price.kind === 'points_and_money' ? price.moneyFen * quantity : 0;
    return { points: price.points * quantity, moneyFen };
  }
  if (points === undefined || points < price.min || points > price.max || points % price.step) return undefined;
  return { points, moneyFen: 0, valueFen: (points * 100) / price.pointsPerYuan };
}

/** Takes from the stock, or gives back; false when there is too little. The hottest row: to be touched last. */
export async function moveStock(trx: Kysely<Tables>, item: string, quantity: number): Promise<boolean> {
  const row = await trx
    .updateTable('reward_stock')
    .set({ remaining: sql`remaining + ${quantity}` })
    .where('item_id', '=', item)
    .where(sql<boolean>`remaining + ${quantity} >= 0`)
    .returning('remaining')
    .executeTakeFirst();
  if (row) return true;
  return !(await trx.selectFrom('reward_stock').select('item_id').where('item_id', '=', item).executeTakeFirst());
}
