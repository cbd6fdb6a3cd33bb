import { isDate, parseInstant } from './date.ts';
import { InlayError } from './errors.ts';
import type { Inlay } from './inlay.ts';
import { isDecimal } from './money.ts';
import type { Locale } from './text.ts';

/** One stretch of past performance; `rate` and `benchmarkRate` in per cent, dates `YYYY-MM-DD`. */
export interface Interval {
  kind?: string;
  year?: number;
  from?: string;
  to?: string;
  rate?: string;
  annualised?: boolean;
  benchmarkRate?: string;
}

/**
 * A product as the gateway gives it (`docs/contract.md`), every field checked for form but none for presence: what is
 * missing is for `disclosure.ts` to judge, by rule. Texts hold no control characters and have a length limit.
 */
export interface Product {
  id: string;
  kind?: string;
  revision?: number;
  status?: string;
  opensAt?: string;
  fullName?: string;
  issuerName?: string;
  distributorName?: string;
  category?: string;
  registrationCode?: string;
  fundCode?: string;
  risk?: { issuer?: number; distributor?: number };
  term?: { kind?: string; days?: number; nextOpenDate?: string; maturityDate?: string };
  currency?: string;
  minAmountFen?: number;
  cutOffTime?: string;
  inceptionDate?: string;
  dataDate?: string;
  staleAfterDays?: number;
  benchmark?: { low?: string; high?: string; annualised?: boolean; method?: string; name?: string };
  performance?: {
    source?: string;
    intervals?: Interval[];
    series?: { from?: string; to?: string; points?: [date: string, value: string][] };
  };
  cash?: { date?: string; sevenDay?: string; perTenThousand?: string };
  fees?: { summary?: string; url?: string };
  disclosure?: {
    version?: string;
    digest?: string;
    risk?: string;
    benchmark?: string;
    pastPerformance?: string;
    agency?: string;
    fund?: string;
    fundOthers?: string;
  };
  regions?: string[];
  detailUrl?: string;
}

/** A product as parsed: with the names of the members that are no part of the contract, for W13 and W14. */
export interface ParsedProduct extends Product {
  unknown: string[];
}

type Reader<T> = (value: unknown, path: string) => T;

const own = Object.prototype.hasOwnProperty;
const bad = (path: string): never => {
  throw new InlayError('bad_response', `The bank's answer is malformed at "${path}"`);
};
// Written as escapes: control, zero-width and direction characters that could make a text read as another (T30).
const unseen = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+/g;
const marks = /(\p{M}{3})\p{M}+/gu;

/** Reads a text up to `limit` UTF-16 units; `form` says what else it must be. */
export const text =
  (limit: number, form?: (value: string) => unknown): Reader<string> =>
  (value, path) =>
    typeof value === 'string' && value.length <= limit && (!form || form(value))
      ? value.replace(unseen, ' ').replace(marks, '$1')
      : bad(path);
/** Reads a whole number from 0. */
export const count: Reader<number> = (value, path) =>
  Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : bad(path);
/** Reads true or false. */
export const flag: Reader<boolean> = (value, path) => (typeof value === 'boolean' ? value : bad(path));
/** Reads an array of up to `limit` of the same. */
export const list =
  <T>(limit: number, read: Reader<T>): Reader<T[]> =>
  (value, path) =>
    Array.isArray(value) && value.length <= limit ? value.map((item) => read(item, path)) : bad(path);
/** Reads an RFC 3339 instant. */
export const instant = text(40, parseInstant);

/**
 * Reads an object into a fresh one that owns every member named, absent ones as `undefined`, so that nothing a page put
 * on `Object.prototype` shows through. Refuses the keys by which JSON pollutes prototypes (T3).
 */
export const object =
  <T>(members: { [K in keyof T]-?: Reader<Exclude<T[K], undefined>> }): Reader<T> =>
  (value, path) => {
    if (typeof value !== 'object' || !value || Array.isArray(value)) return bad(path);
    for (const key of Object.keys(value)) if (/^(__proto__|constructor|prototype)$/.test(key)) bad(key);
    const fresh = {} as T;
    for (const key of Object.keys(members) as (keyof T & string)[]) {
      const member = own.call(value, key) ? (value as T)[key] : undefined;
      fresh[key] = (member == null ? undefined : members[key](member, key)) as T[typeof key];
    }
    return fresh;
  };

const id = text(64);
const name = text(200);
const words = text(2000);
const date = text(10, isDate);
const decimal = text(24, isDecimal);
const url = text(1000);

const readProduct = object<Product>({
  id,
  kind: id,
  revision: count,
  status: text(9, (value) => /^(soon|on_sale|sold_out|closed)$/.test(value)),
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
        return pair.length === 2 && isDate(pair[0]!) && isDecimal(pair[1]!) ? (pair as [string, string]) : bad(path);
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
  const product = readProduct(value, 'product');
  if (!product.id) bad('id');
  return { ...product, unknown: Object.keys(value as object).filter((key) => !own.call(product, key)) };
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
    return read.id === product ? read : bad('id');
  });
  page.set(path, promise);
  promise.catch(() => page.delete(path));
  return promise;
}
