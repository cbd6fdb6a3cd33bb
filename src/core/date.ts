const day = 864e5;
// Shanghai has had no summer time since 1991; Intl's answers differ between old web-views, eight hours do not.
const shanghai = 8 * 36e5;
const pad = (value: number) => (value < 10 ? '0' : '') + value;
const lengthOf = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** True for a day that exists, as `YYYY-MM-DD`. */
export function isDate(text: string): boolean {
  const [, year, month, dayOfMonth] = /^([12]\d{3})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  return !!year && +month! > 0 && +month! < 13 && +dayOfMonth! > 0 && +dayOfMonth! <= lengthOf(+year, +month!);
}

/** The pieces of a text: every second one is a date, which browsers would break at its hyphens and a view keeps together. */
export const pieces = (text: string): string[] => text.split(/(\d+-\d+-\d+)/);

/** Milliseconds since 1970 of an RFC 3339 instant with its offset; `NaN` for anything else. */
export function parseInstant(text: string): number {
  const shape = /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/.exec(text);
  return shape && isDate(shape[1]!) ? Date.parse(text) : NaN;
}

/** The day it is in Shanghai at an instant, as `YYYY-MM-DD`. */
export function shanghaiDate(instant: number): string {
  return new Date(instant + shanghai).toISOString().slice(0, 10);
}

/** Day and minute in Shanghai at an instant, as `YYYY-MM-DD HH:mm`. */
export function shanghaiMinute(instant: number): string {
  return new Date(instant + shanghai).toISOString().slice(0, 16).replace('T', ' ');
}

/** The first instant of the next day in Shanghai. */
export function nextMidnight(instant: number): number {
  return (Math.floor((instant + shanghai) / day) + 1) * day - shanghai;
}

/** Whole days from one date to another; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / day;
}

/** The same day so many months later, or that month's last day when it has no such day. */
export function addMonths(date: string, months: number): string {
  const total = +date.slice(0, 4) * 12 + +date.slice(5, 7) - 1 + months;
  const year = Math.floor(total / 12);
  const month = (total % 12) + 1;
  return `${year}-${pad(month)}-${pad(Math.min(+date.slice(8), lengthOf(year, month)))}`;
}

/** The date so many days later. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * day).toISOString().slice(0, 10);
}
