import { sql } from 'kysely';
import { addMonths, shanghaiDate } from '../../src/core/date.ts';
import { eventInventory } from '../../src/core/inventory-events.ts';
import type { Bank } from './context.ts';

const promised = Object.entries(eventInventory);
/** The months for which anything is kept, by the data inventory. */
const spans = [...new Set(promised.map(([, { months }]) => months))];
/** For what the inventory does not know, and for the bank's own entries. */
const least = Math.min(...spans);

/** The midnight in Shanghai of the same day so many months before, or of the last day of its month: nothing goes early. */
const before = (now: number, months: number) => Date.parse(`${addMonths(shanghaiDate(now), -months)}T00:00:00+08:00`);

/** Deletes the events whose time is up, on the bank's clock: by kind what the data inventory says, and not a day before (T3, T11). */
export async function forgetEvents({ db, clock }: Pick<Bank, 'db' | 'clock'>): Promise<void> {
  const now = clock.now();
  const name = sql<string>`split_part(type, '.', 2)`;
  const over = (months: number) => db.deleteFrom('event_log').where('received_at', '<', before(now, months));
  for (const span of spans) {
    const names = promised.filter(([, { months }]) => months === span).map(([event]) => event);
    await over(span).where(name, 'in', names).execute();
  }
  await over(least).where(name, 'not in', Object.keys(eventInventory)).execute();
}
