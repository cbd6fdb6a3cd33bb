import { isDate } from './date.ts';
import type { Inlay } from './inlay.ts';
import { isDecimal } from './money.ts';
import { count, date, decimal, flag, id, instant, list, object, oneOf, refuse, text } from './read.ts';
import type { Locale } from './text.ts';

/** One stretch of past performance; `rate` and `benchmarkRate` in per cent, dates `YYYY-MM-DD`. */
export interface Interval {
  kind: string;
  year: number;
  from: string;
  to: string;
  rate: string;
  annualised: boolean;
  benchmarkRate: string;
}

/**
 * A product as the gateway gives it (`docs/contract.md`), every field checked for form. What is absent is
 * empty ('', `NaN`, no member in a list); whether it may be is for `disclosure.ts` to judge, by rule. Texts hold no control
 * characters and have a length limit.
 */
export interface Product {
  id: string;
  kind: string;
  revision: number;
  status: string;
  opensAt: string;
  fullName: string;
  issuerName: string;
  distributorName: string;
  category: string;
  registrationCode: string;
  fundCode: string;
  risk: { issuer: number; distributor: number };
  term: { kind: string; days: number; nextOpenDate: string; maturityDate: string };
  currency: string;
  minAmountFen: number;
  cutOffTime: string;
  inceptionDate: string;
  dataDate: string;
  staleAfterDays: number;
  benchmark: { low: string; high: string; annualised: boolean; method: string; name: string };
  performance: {
    source: string;
    intervals: Interval[];
    series: { from: string; to: string; points: [date: string, value: string][] };
  };
  cash: { date: string; sevenDay: string; perTenThousand: string };
  fees: { summary: string; url: string };
  disclosure: {
    version: string;
    digest: string;
    risk: string;
    benchmark: string;
    pastPerformance: string;
    agency: string;
    fund: string;
    fundOthers: string;
  };
  regions: string[];
  detailUrl: string;
}

/** Anything as it travels: whatever is no text, number or flag may lack members. */
export type OnWire<T> = T extends (infer I)[] ? OnWire<I>[] : T extends object ? { [K in keyof T]?: OnWire<T[K]> } : T;

/** A product as parsed: with the names of the members that are no part of the contract, for W13 and W14. */
export interface ParsedProduct extends Product {
  unknown: string[];
}

const name = text(200);
const words = text(2000);
const url = text(1000);

const readProduct = object<Product>({
  id,
  kind: id,
  revision: count,
  status: oneOf('soon|on_sale|sold_out|closed'),
  opensAt: instant,
  fullName: name,
  issuerName: name,
  distributorName: name,
  category: id,
  registrationCode: id,
  fundCode: id,
  risk: object({ issuer: count, distributor: count }),
  term: object({ kind: id, days: count, nextOpenDate: date, maturityDate: date }),
  currency: id,
  minAmountFen: count,
  cutOffTime: text(5, (value) => /^([01]\d|2[0-3]):[0-5]\d$/.test(value)),
  inceptionDate: date,
  dataDate: date,
  staleAfterDays: count,
  benchmark: object({ low: decimal, high: decimal, annualised: flag, method: words, name: words }),
  performance: object({
    source: name,
    intervals: list(
      40,
      object<Interval>({
        kind: id,
        year: count,
        from: date,
        to: date,
        rate: decimal,
        annualised: flag,
        benchmarkRate: decimal,
      }),
    ),
    series: object({
      from: date,
      to: date,
      points: list(120, (value, path) => {
        const pair = list(2, text(24))(value, path);
        return pair.length === 2 && isDate(pair[0]!) && isDecimal(pair[1]!) ? (pair as [string, string]) : refuse(path);
      }),
    }),
  }),
  cash: object({ date, sevenDay: decimal, perTenThousand: decimal }),
  fees: object({ summary: words, url }),
  disclosure: object({
    version: id,
    digest: id,
    risk: words,
    benchmark: words,
    pastPerformance: words,
    agency: words,
    fund: words,
    fundOthers: words,
  }),
  regions: list(60, id),
  detailUrl: url,
});

/** Checks a product's form; throws an InlayError `bad_response` on a wrong type, form or length. */
export function parseProduct(value: unknown): ParsedProduct {
  if (value == null) refuse('product');
  const product = readProduct(value, 'product');
  if (!product.id) refuse('id');
  return { ...product, unknown: Object.keys(value as object).filter((key) => !(key in product)) };
}

const loaded = new WeakMap<Inlay, Map<string, Promise<ParsedProduct>>>();

/**
 * The product in a language: one request per product and language for the whole page, whoever asks. A failed request is
 * forgotten, so that the next call tries again. Rejects with an InlayError.
 */
export function loadProduct(inlay: Inlay, product: string, locale: Locale): Promise<ParsedProduct> {
  let page = loaded.get(inlay);
  if (!page) loaded.set(inlay, (page = new Map()));
  const path = `/v1/products/${encodeURIComponent(product)}?partner=${inlay.partner}&locale=${locale}`;
  const known = page.get(path);
  if (known) return known;
  const promise = inlay.ports.http.request<unknown>({ path }).then((answer) => {
    const read = parseProduct(answer);
    return read.id === product ? read : refuse('id');
  });
  page.set(path, promise);
  promise.catch(() => page.delete(path));
  return promise;
}
