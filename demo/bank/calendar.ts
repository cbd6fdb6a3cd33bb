import { addDays } from './clock.ts';

/*
 * Weekdays on which the exchanges are closed, from the yearly notices of the State Council and the exchanges.
 * 2027 is our own estimate from the lunar calendar: its notice was not published when this was written.
 */
const closed: Record<string, string> = {
  2020: '0101 0124 0127-0131 0406 0501 0504 0505 0625 0626 1001 1002 1005-1008',
  2021: '0101 0211 0212 0215-0217 0405 0503-0505 0614 0920 0921 1001 1004-1007',
  2022: '0103 0131 0201-0204 0404 0405 0502-0504 0603 0912 1003-1007',
  2023: '0102 0123-0127 0405 0501-0503 0622 0623 0929 1002-1006',
  2024: '0101 0209 0212-0216 0404 0405 0501-0503 0610 0916 0917 1001-1004 1007',
  2025: '0101 0128-0131 0203 0204 0404 0501 0502 0505 0602 1001-1003 1006-1008',
  2026: '0101 0102 0216-0220 0223 0406 0501 0504 0505 0619 0925 1001 1002 1005-1007',
  2027: '0101 0205 0208-0211 0405 0503-0505 0609 0915 1001 1004-1007',
};
/** Without a notice only the fixed holidays are known. */
const fixed = '0101 0501 1001-1003';

const holidays = new Map<string, Set<string>>();

function holidaysOf(year: string): Set<string> {
  const known = holidays.get(year);
  if (known) return known;
  const days = new Set<string>();
  for (const span of (closed[year] ?? fixed).split(' ')) {
    const [from = '', to = from] = span.split('-');
    for (let day = Number(from); day <= Number(to); day++) days.add(String(day).padStart(4, '0'));
  }
  holidays.set(year, days);
  return days;
}

/** Whether net values are struck on that day: no weekend, no statutory holiday. */
export function isTradingDay(day: string): boolean {
  const weekday = new Date(day).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !holidaysOf(day.slice(0, 4)).has(day.slice(5, 7) + day.slice(8));
}

/** The first trading day on or after a day. */
export function tradingDayFrom(day: string): string {
  let at = day;
  while (!isTradingDay(at)) at = addDays(at, 1);
  return at;
}

/** The last trading day before a day: the newest one whose net value is published in the morning of that day. */
export function publishedOn(today: string): string {
  let at = addDays(today, -1);
  while (!isTradingDay(at)) at = addDays(at, -1);
  return at;
}

/** Every trading day of a span, both ends included. */
export function tradingDays(from: string, to: string): string[] {
  const days: string[] = [];
  for (let at = from; at <= to; at = addDays(at, 1)) if (isTradingDay(at)) days.push(at);
  return days;
}

/**
 * How many natural days a number of that day stays fresh: until three trading days later were missed, at least five,
 * so that a long holiday does not make every number stale.
 */
export function freshDays(dataDate: string): number {
  let at = dataDate;
  for (let missed = 0; missed < 3; missed++) at = tradingDayFrom(addDays(at, 1));
  return Math.max(5, Math.round((Date.parse(at) - Date.parse(dataDate)) / 86_400_000));
}
