import type { Interval, ParsedProduct } from './api.ts';
import { addDays, addMonths, daysBetween } from './date.ts';

/** True when a warning denies something in one breath: to name it alone may as well promise it. */
export const denies = (warning: string, what: string): boolean =>
  new RegExp(`(不|非|[无無]|\\bno[tr]?\\b)[^。；;.!?]{0,60}(${what})`, 'i').test(warning);

/** What the past does not tell, and is not; in our three languages. */
export const future = '未[来來]表[现現]|future performance';
export const actual = '[实實][际際]收益|actual (return|yield)';

/** W4, W8, W9, W17: what of the past may be shown; anything unlawful takes the rest with it unless it can be left out. */
export function checkPerformance(
  product: ParsedProduct,
  today: string,
  hidden: Set<string>,
): { intervals: Interval[]; series: boolean } {
  const { performance, disclosure, inceptionDate: inception, dataDate } = product;
  const { intervals, series: line } = performance;
  const fund = product.kind === 'fund';
  const none = { intervals: [], series: false };
  if (!intervals.length && !line.points.length) return none;
  const no = (rule: string) => {
    hidden.add(rule);
    return none;
  };
  if (!inception || today < addMonths(inception, fund ? 6 : 1)) return no('W8');
  const warning = fund ? disclosure.fund : disclosure.pastPerformance;
  if (!denies(warning, future) || (!fund && !denies(warning, actual))) return no('W4');
  if (fund && !(performance.source && disclosure.fundOthers && product.benchmark.name)) return no('W17');

  const young = today < addMonths(inception, 12);
  const old = today >= addMonths(inception, fund ? 60 : 72);
  const lawful = intervals.filter((interval) => {
    const { kind, from, to, rate, annualised, year, benchmarkRate } = interval;
    const whole = from && to && rate && from < to && to <= (kind === 'year' ? `${year}-12-31` : dataDate);
    const start = inception > `${year}-01-01` ? inception : `${year}-01-01`;
    const mandated =
      kind === 'since_inception'
        ? from === inception && to === dataDate
        : kind === 'year' && from === start && to === `${year}-12-31`;
    if (!whole || !mandated || year >= +today.slice(0, 4)) return !hidden.add('W9');
    if (fund && to <= addMonths(from, 6)) return !hidden.add('W8');
    const days = daysBetween(from, to);
    if (annualised && (days < 30 || (days < 365 && (fund || kind === 'year')))) return !hidden.add('W4');
    return !fund || !!benchmarkRate || !hidden.add('W17');
  });
  const has = (year: number) => lawful.some((interval) => interval.kind === 'year' && interval.year === year);
  const since = lawful.some((interval) => interval.kind === 'since_inception');
  const firstYear = +inception.slice(0, 4);
  // The first year counts as complete only when it began on its first day; else the stretch since inception covers it.
  const firstFull = inception.slice(5) === '01-01' ? firstYear : firstYear + 1;
  // A year is over with its last trading day's value, which is up to ten days before its end; then both answers are right.
  const lastOver = Math.min(+addDays(dataDate, 10).slice(0, 4), +today.slice(0, 4)) - 1;
  const covered = (last: number) => {
    for (let year = old ? Math.max(firstFull, last - 4) : firstFull; year <= last; year++) if (!has(year)) return false;
    return old || since || has(firstYear);
  };
  const complete = young ? since : covered(lastOver) || (dataDate < `${lastOver}-12-31` && covered(lastOver - 1));
  if (!complete) return no('W9');

  const { from, to, points } = line;
  const start = old && inception < `${lastOver - 4}-01-01` ? `${lastOver - 4}-01-01` : inception;
  const series =
    points.length > 1 &&
    points.every(([date, value], at) => +value > 0 && (!at || points[at - 1]![0] < date)) &&
    points[0]![0] === from &&
    points[points.length - 1]![0] === to &&
    to === dataDate &&
    from >= inception &&
    // The first value comes with the first trading day, at most ten days after the stretch began.
    daysBetween(start, from) <= 10;
  if (points.length && !series) hidden.add('W9');
  return { intervals: lawful, series };
}
