import { isDate, parseInstant } from './date.ts';
import { InlayError } from './errors.ts';
import { isDecimal } from './money.ts';

/** Reads one value of an answer, empty when absent; throws an InlayError `bad_response` that names a malformed place. */
export type Reader<T> = (value: unknown, path: string) => T;

const own = Object.prototype.hasOwnProperty;
// Control, zero-width and direction characters could make one text read as another; piled-up marks leave their line (T30).
const unseen = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+/g;
const marks = /(\p{M}{3})\p{M}+/gu;

/** Refuses an answer. */
export function refuse(path: string): never {
  throw new InlayError('bad_response', `The bank's answer is malformed at "${path}"`);
}

/** Reads a text of up to `limit` UTF-16 units, absent as ''; `form` says what else it must be when it is there. */
export const text =
  (limit: number, form?: (value: string) => unknown): Reader<string> =>
  (value, path) =>
    value == null
      ? ''
      : typeof value === 'string' && value.length <= limit && (!form || form(value))
        ? value.replace(unseen, ' ').replace(marks, '$1')
        : refuse(path);

/** Reads one of the words in `words`, parted by `|`. */
export const oneOf = (words: string): Reader<string> => text(32, (value) => words.split('|').includes(value));

/** Reads a whole number from 0, absent as `NaN`. */
export const count: Reader<number> = (value, path) =>
  value == null ? NaN : Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : refuse(path);

/** Reads true or false, absent as false. */
export const flag: Reader<boolean> = (value, path) =>
  value == null ? false : typeof value === 'boolean' ? value : refuse(path);

/** Reads a short name or code. */
export const id = text(64);
/** Reads a day that exists. */
export const date = text(10, isDate);
/** Reads an RFC 3339 instant. */
export const instant = text(40, parseInstant);
/** Reads an instant of the bank's, always with the offset of Shanghai (C8). */
export const bankTime = text(40, (value) => parseInstant(value) && value.endsWith('+08:00'));
/** Reads a decimal number as text. */
export const decimal = text(24, isDecimal);

/** Reads an array of up to `limit` of the same, absent as empty. */
export const list =
  <T>(limit: number, read: Reader<T>): Reader<T[]> =>
  (value, path) =>
    value == null
      ? []
      : Array.isArray(value) && value.length <= limit
        ? value.map((item) => read(item, path))
        : refuse(path);

/** The keys of an object; refuses what is none, and the keys by which JSON pollutes prototypes (T3). */
function keysOf(value: unknown, path: string): string[] {
  if (typeof value !== 'object' || !value || Array.isArray(value)) return refuse(path);
  const keys = Object.keys(value);
  for (const key of keys) if (/^(__proto__|constructor|prototype)$/.test(key)) refuse(key);
  return keys;
}

/**
 * Reads an object into a fresh one that owns every member named, whether it was there or not, so that nothing a page put
 * on `Object.prototype` shows through; an absent object is read as an empty one.
 */
export const object =
  <T>(members: { [K in keyof T]: Reader<T[K]> }): Reader<T> =>
  (value, path) => {
    const given = value == null ? {} : value;
    keysOf(given, path);
    const fresh = {} as T;
    for (const key of Object.keys(members) as (keyof T & string)[]) {
      fresh[key] = members[key](own.call(given, key) ? (given as T)[key] : undefined, key);
    }
    return fresh;
  };

/** Reads an object of free names into a map, absent as empty. */
export const map =
  <T>(limit: number, read: Reader<T>): Reader<Map<string, T>> =>
  (value, path) => {
    const keys = value == null ? [] : keysOf(value, path);
    if (keys.length > limit) refuse(path);
    return new Map(keys.map((key) => [key, read((value as Record<string, unknown>)[key], key)]));
  };
