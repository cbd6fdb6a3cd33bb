import type { Context } from 'hono';
import type { Env } from '../context.ts';
import type { Locale } from '../seed/texts.ts';
import { type BankText, bankTexts } from './texts.ts';

/** A word as a language; anything else is the bank's own. */
export const toLocale = (word: string | undefined): Locale => (word === 'zh-HK' || word === 'en' ? word : 'zh-CN');

/** The language of the partner's page, which the SDK hands on in the address. */
export const localeOf = (c: Context<Env>): Locale => toLocale(c.req.query('locale'));

/** What an address must carry on, so that the next page speaks the same: nothing in the bank's own language. */
export const spoken = (locale: Locale): { locale?: Locale } => (locale === 'zh-CN' ? {} : { locale });

/** Says the bank's texts in a language. */
export function sayer(locale: Locale): (text: BankText, values?: Record<string, string>) => string {
  const texts = bankTexts[locale];
  return (text, values = {}) => texts[text].replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}
