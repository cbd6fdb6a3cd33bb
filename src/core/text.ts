import type { ErrorCode } from './errors.ts';
import type { couponZhCNLate } from './text-coupon.zh-cn.late.ts';
import type { couponZhCN } from './text-coupon.zh-cn.ts';
import type { zhCNBanner } from './text.zh-cn.banner.ts';
import type { pointsZhCNBank } from './text-points-bank.zh-cn.late.ts';
import type { pointsZhCNLate } from './text-points.zh-cn.late.ts';
import type { pointsZhCN } from './text-points.zh-cn.ts';
import type { zhCNLate } from './text.zh-cn.late.ts';
import { zhCN } from './text.zh-cn.ts';
import type { zhCNWealth } from './text.zh-cn.wealth.ts';

/** A language the widgets speak completely. */
export type Locale = 'zh-CN' | 'zh-HK' | 'en';
/** Name of one of our own sentences; error codes are among them. */
export type TextKey =
  | keyof typeof zhCN
  | keyof typeof zhCNLate
  | keyof typeof zhCNBanner
  | keyof typeof zhCNWealth
  | keyof typeof couponZhCN
  | keyof typeof couponZhCNLate
  | keyof typeof pointsZhCN
  | keyof typeof pointsZhCNLate
  | keyof typeof pointsZhCNBank;
/** A complete table of sentences; `{name}` marks what is filled in. */
export type Texts = Record<TextKey | ErrorCode, string>;

const tables: Partial<Record<Locale, Partial<Texts>>> = { 'zh-CN': zhCN };
const loading: Partial<Record<Locale, Promise<void>>> = {};
let load: (locale: Locale) => Promise<Texts> = () => Promise.reject(new Error('No loader for texts'));

/** True for one of the three languages. */
export function isLocale(value: unknown): value is Locale {
  return value === 'zh-CN' || value === 'zh-HK' || value === 'en';
}

/** Puts a table in, or the rest of one: for builds that carry more than one language. */
export function addTexts(locale: Locale, table: Partial<Texts>): void {
  tables[locale] = { ...tables[locale], ...table };
}

/** True when a language's table is there. */
export function hasTexts(locale: Locale): boolean {
  return !!tables[locale];
}

/** Says where further languages come from; the composition root knows how its build can load them. */
export function setTextLoader(loader: (locale: Locale) => Promise<Texts>): void {
  load = loader;
}

/** Fetches a language's table, once for the page; resolves in any case, and a failed fetch is tried again when next asked. */
export function loadTexts(locale: Locale): Promise<void> {
  if (tables[locale]) return Promise.resolve();
  // A loader that throws at once counts as one that failed.
  return (loading[locale] ??= new Promise<Texts>((resolve) => resolve(load(locale)))
    .then(
      (table) => addTexts(locale, table),
      () => {},
    )
    .then(() => delete loading[locale])
    .then(() => {}));
}

/** The bank's own words in a language, or in zh-CN; empty where there are none. */
export function wordsIn(words: Readonly<Record<string, string>> | undefined, locale: Locale): string {
  return (words && (words[locale] || words['zh-CN'])) || '';
}

/** A sentence in a language, or in zh-CN while that language is not there; fills in `{name}` from `params`. */
export function t(locale: Locale, key: TextKey, params: Readonly<Record<string, string | number>> = {}): string {
  const text = (tables[locale] ?? tables['zh-CN']!)[key] ?? zhCN.internal;
  return text.replace(/\{(\w+)\}/g, (_, name: string) => `${params[name]}`);
}
