import type { Kysely } from 'kysely';
import { periodOf } from '../campaigns/periods.ts';
import { rfc3339 } from '../clock.ts';
import type { Tables } from '../db/schema.ts';
import type { ItemRow } from './items.ts';
import type { QuotaBody } from './schema.ts';

/**
 * The item's caps with what the customer has used of them. What waits counts; what was released or taken back does not.
 * Without a customer nobody knows what is used.
 */
export async function quotasOf(
  db: Kysely<Tables>,
  item: ItemRow,
  customer: string | undefined,
  now: number,
): Promise<QuotaBody[]> {
  const quotas: QuotaBody[] = [];
  for (const period of ['month', 'year'] as const) {
    const limit = item.caps[period];
    if (limit === undefined) continue;
    const { from, until } = periodOf(period, now);
    const quota = { period, limit, resetsAt: rfc3339(until) };
    if (customer === undefined) quotas.push(quota);
    else quotas.push({ ...quota, used: await usedBetween(db, item.id, customer, from, until) });
  }
  return quotas;
}

async function usedBetween(db: Kysely<Tables>, item: string, customer: string, from: number, until: number) {
  const rows = await db
    .selectFrom('redemption')
    .select('quantity')
    .where('customer', '=', customer)
    .where('item_id', '=', item)
    .where('status', 'in', ['pending', 'confirmed'])
    .where('at', '>=', from)
    .where('at', '<', until)
    .execute();
  return rows.reduce((sum, row) => sum + row.quantity, 0);
}

/** The first cap that so many more would break. */
export function capBroken(quotas: QuotaBody[], quantity: number): QuotaBody | undefined {
  return quotas.find((quota) => (quota.used ?? 0) + quantity > quota.limit);
}
