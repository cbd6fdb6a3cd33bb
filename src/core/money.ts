import { InlayError } from './errors.ts';
import type { Locale } from './text.ts';

/** True for a decimal number as text: a sign, up to nine digits, up to eight decimals; no exponent, no grouping. */
export function isDecimal(text: string): boolean {
  return /^-?\d{1,9}(\.\d{1,8})?$/.test(text);
}

/**
 * An amount in fen as customers read it: `1.00元`, `12,345.67元`, and whole multiples of 10,000 yuan as `5万元` or `1亿元`.
 * Nothing is ever rounded. Throws on anything but a whole, safe number from 0.
 */
export function formatFen(fen: number, locale: Locale): string {
  if (!Number.isSafeInteger(fen) || fen < 0)
    throw new InlayError('internal', 'An amount is a whole number of fen from 0');
  const digits = `${fen}`.padStart(3, '0');
  const group = (whole: string) => whole.replace(/\B(?=(\d{3})+$)/g, ',');
  if (locale === 'en') return `CNY ${group(digits.slice(0, -2))}.${digits.slice(-2)}`;
  const [wan, yi] = locale === 'zh-HK' ? ['萬', '億'] : ['万', '亿'];
  // Cutting zeros off the text keeps floating point out of it.
  if (fen && fen % 1e10 === 0) return `${group(digits.slice(0, -10))}${yi}元`;
  if (fen && fen % 1e6 === 0) return `${group(digits.slice(0, -6))}${wan}元`;
  return `${group(digits.slice(0, -2))}.${digits.slice(-2)}元`;
}

/** An amount in fen as a bare number of yuan, without noughts behind the point: `26`, `5.50`. */
export function yuanText(fen: number): string {
  return formatFen(fen, 'en').slice(4).replace('.00', '');
}

/** A decimal string as a percentage with the precision it came with: `3.42%`. */
export function percent(decimal: string): string {
  return decimal.replace('-', '−') + '%';
}

/** Which way a decimal string went; `-0.00` went nowhere. */
export function direction(decimal: string): 'up' | 'down' | 'flat' {
  if (!/[1-9]/.test(decimal)) return 'flat';
  return decimal[0] === '-' ? 'down' : 'up';
}

/** A decimal string as a change in per cent, always with its sign unless it is nought: `+3.42%`, `−1.20%`, `0.00%`. */
export function signedPercent(decimal: string): string {
  const way = direction(decimal);
  return way === 'flat' ? percent(decimal.replace('-', '')) : (way === 'up' ? '+' : '') + percent(decimal);
}
