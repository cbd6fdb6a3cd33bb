import { createHash } from 'node:crypto';
import type { Selectable } from 'kysely';
import { freshDays, publishedOn } from '../calendar.ts';
import type { Bank } from '../context.ts';
import type { Localised, Tables } from '../db/schema.ts';
import { lawfulIntervals, type NavPoint, thin } from '../performance.ts';
import type { ProductFacts } from '../seed/sample.ts';
import { disclosureOrder, type DisclosureTexts, type Locale, type ProductTexts, textVersion } from '../seed/texts.ts';
import type { ProductBody } from './schema.ts';

type Row = Selectable<Tables['product']>;

/** The newest day whose values are published to the public on the bank's date. */
export function dataDateOf(row: Row, today: string): string {
  const published = publishedOn(today);
  return row.nav_until && row.nav_until < published ? publishedOn(nextDay(row.nav_until)) : published;
}

const nextDay = (day: string) => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);

/** The published history of a product, oldest day first. */
export async function historyOf(bank: Bank, row: Row, until: string): Promise<(NavPoint & CashPoint)[]> {
  const rows = await bank.db
    .selectFrom('product_nav')
    .select(['nav_date', 'unit_nav', 'benchmark', 'seven_day', 'per_ten_thousand'])
    .where('product_id', '=', row.id)
    .where('nav_date', '<=', until)
    .orderBy('nav_date')
    .execute();
  return rows.map((one) => ({
    date: one.nav_date,
    value: one.unit_nav,
    benchmark: one.benchmark,
    sevenDay: one.seven_day,
    perTenThousand: one.per_ten_thousand,
  }));
}

interface CashPoint {
  sevenDay: string | null;
  perTenThousand: string | null;
}

/** The public facts of a row that a list may show. */
export function headOf(bank: Bank, row: Row, locale: Locale) {
  const facts = row.facts as ProductFacts;
  const texts = (row.texts as Localised<ProductTexts>)[locale];
  return {
    id: row.id,
    kind: row.kind,
    revision: row.revision,
    status: row.status,
    ...(facts.opensAt ? { opensAt: facts.opensAt } : {}),
    fullName: texts.fullName,
    issuerName: texts.issuerName,
    distributorName: texts.distributorName,
    category: facts.category,
    risk: facts.risk,
    term: facts.term,
    detailUrl: `${bank.origin}/h5/products/${row.id}`,
  };
}

/** The whole product on the bank's date, in a language. */
export async function assembleProduct(bank: Bank, row: Row, locale: Locale): Promise<ProductBody> {
  const facts = row.facts as ProductFacts;
  const texts = (row.texts as Localised<ProductTexts>)[locale];
  const today = bank.clock.today();
  const dataDate = dataDateOf(row, today);
  const history = await historyOf(bank, row, dataDate);
  const head = headOf(bank, row, locale);
  const benchmark = benchmarkOf(facts, texts);
  return {
    ...head,
    ...(facts.registrationCode ? { registrationCode: facts.registrationCode } : {}),
    ...(facts.fundCode ? { fundCode: facts.fundCode } : {}),
    currency: row.currency,
    minAmountFen: Number(row.min_amount_fen),
    ...(facts.cutOffTime ? { cutOffTime: facts.cutOffTime } : {}),
    inceptionDate: row.inception_date,
    dataDate,
    staleAfterDays: freshDays(dataDate),
    ...(benchmark ? { benchmark } : {}),
    ...performanceOf(row, facts, texts.source, today, history),
    fees: { summary: texts.feesSummary, url: `${head.detailUrl}#fees` },
    disclosure: disclosureOf(texts.disclosure),
    ...(facts.regions ? { regions: facts.regions } : {}),
  };
}

function benchmarkOf(facts: ProductFacts, texts: ProductTexts): ProductBody['benchmark'] {
  if (facts.benchmark)
    return { ...facts.benchmark, ...(texts.benchmarkMethod ? { method: texts.benchmarkMethod } : {}) };
  return texts.benchmarkName ? { annualised: false, name: texts.benchmarkName } : undefined;
}

function performanceOf(
  row: Row,
  facts: ProductFacts,
  source: string,
  today: string,
  history: (NavPoint & CashPoint)[],
): Pick<ProductBody, 'performance' | 'cash'> {
  const last = history.at(-1);
  if (facts.cash) {
    if (!last?.sevenDay || !last.perTenThousand) return {};
    return { cash: { date: last.date, sevenDay: last.sevenDay, perTenThousand: last.perTenThousand } };
  }
  // The sandbox's unlawful sample answers as if it were two months older than it is.
  const age = facts.early ? '1900-01-01' : row.inception_date;
  const intervals = facts.early
    ? lawfulIntervals('wealth', age, today, history).filter((one) => one.kind === 'since_inception')
    : lawfulIntervals(row.kind, row.inception_date, today, history);
  if (!intervals.length || !last) return {};
  const lawful = intervals.map((one) => (facts.early ? { ...one, from: row.inception_date } : one));
  const series = { from: row.inception_date, to: last.date, points: thin(history) };
  return { performance: { source, intervals: lawful, series } };
}

/** The fixed texts with their version and the digest a disclosure receipt quotes. */
export function disclosureOf(texts: DisclosureTexts): ProductBody['disclosure'] {
  const present = disclosureOrder.flatMap((key) => texts[key] ?? []);
  const digest = createHash('sha256').update(present.join('\n')).digest('hex');
  return { version: textVersion, digest, ...texts };
}
