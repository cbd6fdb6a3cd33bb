import { type Kysely, sql } from 'kysely';
import { addDays } from '../clock.ts';
import { publishChannels } from '../channels.ts';
import type { Tables } from '../db/schema.ts';
import { seedCampaigns } from './campaigns.ts';
import { channels } from './channels.ts';
import { fundSamples } from './funds.ts';
import { seedPoints } from './points.ts';
import type { Sample } from './sample.ts';
import { unlawfulSamples } from './unlawful.ts';
import { walk } from './walk.ts';
import { wealthSamples } from './wealth.ts';

/** Raise it when sample data changes, so that an old folder is filled anew. */
const seedVersion = 6;
/** Days of history beyond today, so that a moved clock still finds values published. */
const ahead = 400;

/** Fills the sample data for a day, unless it is there already; says whether anything was written. */
export async function seed(db: Kysely<Tables>, today: string): Promise<boolean> {
  const mark = JSON.stringify({ version: seedVersion, day: today });
  const done = await db.selectFrom('bank_setting').select('value').where('key', '=', 'seed').executeTakeFirst();
  if (done && JSON.stringify(sorted(done.value)) === JSON.stringify(sorted(JSON.parse(mark)))) return false;
  const samples = [...wealthSamples(today), ...fundSamples(today), ...unlawfulSamples(today)];
  await db.transaction().execute(async (trx) => {
    await trx.deleteFrom('product_nav').execute();
    await trx.deleteFrom('product').execute();
    await trx.deleteFrom('channel_policy').execute();
    await trx.deleteFrom('bank_setting').where('key', '=', 'seed').execute();
    await trx.insertInto('product').values(samples.map(productRow)).execute();
    for (const sample of samples) {
      const rows = walk(sample.id, sample.inception, sample.navUntil ?? addDays(today, ahead), sample.motion);
      await sql`insert into product_nav (product_id, nav_date, unit_nav, benchmark, seven_day, per_ten_thousand)
        select product_id, nav_date, unit_nav, benchmark, seven_day, per_ten_thousand
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(product_id text, nav_date date, unit_nav numeric,
          benchmark numeric, seven_day numeric, per_ten_thousand numeric)`.execute(trx);
    }
    for (const [partner, entry] of Object.entries(channels)) await publishChannels(trx, partner, entry);
    await seedCampaigns(trx, today);
    await seedPoints(trx, today);
    await trx.insertInto('bank_setting').values({ key: 'seed', value: mark }).execute();
  });
  return true;
}

function productRow(sample: Sample, position: number) {
  return {
    id: sample.id,
    position,
    listed: sample.listed,
    kind: sample.kind,
    status: sample.status,
    revision: 7,
    currency: 'CNY',
    min_amount_fen: sample.minAmountFen,
    inception_date: sample.inception,
    nav_until: sample.navUntil ?? null,
    facts: JSON.stringify(sample.facts),
    texts: JSON.stringify(sample.texts),
  };
}

// jsonb does not keep the order of keys.
const sorted = (value: unknown) => Object.entries(value as object).sort(([a], [b]) => (a < b ? -1 : 1));
