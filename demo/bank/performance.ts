import { publishedOn } from './calendar.ts';
import { addMonths } from './clock.ts';

/** A published day: date, unit value, level of the benchmark index. */
export interface NavPoint {
  date: string;
  value: string;
  benchmark: string | null;
}

/** One lawful interval; rates are per cent of the whole interval with two decimals, never annualised. */
export interface Interval {
  kind: 'since_inception' | 'year';
  year?: number;
  from: string;
  to: string;
  rate: string;
  annualised: false;
  benchmarkRate?: string;
}

/** At most so many points of a line. */
export const maxPoints = 120;

/**
 * The intervals the rules ask for at that age, the mandated ones first (W8, W9); none at all when the product is too young.
 * Wealth: 1 month, 1 year, 6 years; funds: 6 months, 1 year, 5 years, and no interval of six months or less.
 */
export function lawfulIntervals(kind: string, inception: string, today: string, history: NavPoint[]): Interval[] {
  const fund = kind === 'fund';
  const first = history[0];
  const last = history.at(-1);
  if (!first || !last || history.length < 2 || today < addMonths(inception, fund ? 6 : 1)) return [];
  const since = between('since_inception', first, last, inception);
  const long = (interval: Interval) => !fund || interval.to > addMonths(interval.from, 6);
  if (today < addMonths(inception, 12)) return [since].filter(long);
  const firstYear = Number(inception.slice(0, 4));
  const lastYear = Number(today.slice(0, 4)) - 1;
  const old = today >= addMonths(inception, fund ? 60 : 72);
  const years: Interval[] = [];
  for (let year = Math.max(firstYear, old ? lastYear - 4 : 0); year <= lastYear; year++) {
    const interval = yearOf(year, inception, history);
    if (interval && long(interval)) years.push(interval);
  }
  return [...years, since];
}

function yearOf(year: number, inception: string, history: NavPoint[]): Interval | undefined {
  const last = history.at(-1);
  // A year is complete when the value of its last trading day is there, which a stopped history may lack.
  if (!last || last.date < publishedOn(`${year + 1}-01-01`)) return undefined;
  const end = lastOnOrBefore(history, `${year}-12-31`);
  const start = lastOnOrBefore(history, `${year - 1}-12-31`) ?? history[0];
  if (!start || !end || end.date <= start.date) return undefined;
  const january = `${year}-01-01`;
  return { ...between('year', start, end, inception > january ? inception : january), year, to: `${year}-12-31` };
}

function between(kind: Interval['kind'], start: NavPoint, end: NavPoint, from: string): Interval {
  const interval: Interval = { kind, from, to: end.date, rate: growth(start.value, end.value), annualised: false };
  if (start.benchmark && end.benchmark) interval.benchmarkRate = growth(start.benchmark, end.benchmark);
  return interval;
}

function growth(from: string, to: string): string {
  const rate = ((Number(to) / Number(from) - 1) * 100).toFixed(2);
  return rate === '-0.00' ? '0.00' : rate;
}

function lastOnOrBefore(history: NavPoint[], day: string): NavPoint | undefined {
  let low = 0;
  let high = history.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((history[middle] as NavPoint).date <= day) low = middle + 1;
    else high = middle;
  }
  return history[low - 1];
}

/** The line of a history in at most 120 points; the first, last, lowest and highest day are always among them. */
export function thin(history: NavPoint[]): [string, string][] {
  if (history.length <= maxPoints) return history.map(pair);
  let lowest = 0;
  let highest = 0;
  history.forEach((point, index) => {
    if (Number(point.value) < Number((history[lowest] as NavPoint).value)) lowest = index;
    if (Number(point.value) > Number((history[highest] as NavPoint).value)) highest = index;
  });
  const kept = new Set([lowest, highest]);
  const steps = maxPoints - 3;
  for (let step = 0; step <= steps; step++) kept.add(Math.round((step * (history.length - 1)) / steps));
  return [...kept].sort((a, b) => a - b).map((index) => pair(history[index] as NavPoint));
}

const pair = (point: NavPoint): [string, string] => [point.date, point.value];
