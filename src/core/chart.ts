import type { Chart } from './models/wealth-state.ts';
import { type Locale, t } from './text.ts';

/** The net value line, drawn from 0 to 1, and spoken; `points` are dates in order with their values as decimal text. */
export function buildChart(points: readonly (readonly [date: string, value: string])[], locale: Locale): Chart {
  // Numbers place the points; what is read or spoken stays the bank's own text.
  const values = points.map(([, value]) => +value);
  const lowest = values.indexOf(Math.min(...values));
  const highest = values.indexOf(Math.max(...values));
  const span = values[highest]! - values[lowest]!;
  const start = Date.parse(points[0]![0]);
  const last = points[points.length - 1]!;
  const days = Date.parse(last[0]) - start;
  return {
    points: points.map(([date, value], at) => ({
      x: days ? (Date.parse(date) - start) / days : 0,
      // A line that never moved runs through the middle.
      y: span ? (values[at]! - values[lowest]!) / span : 0.5,
      label: t(locale, 'point', { date, value }),
    })),
    from: points[0]![0],
    to: last[0],
    summary: t(locale, 'summary', {
      from: points[0]![0],
      first: points[0]![1],
      to: last[0],
      last: last[1],
      lowestDate: points[lowest]![0],
      lowest: points[lowest]![1],
      highestDate: points[highest]![0],
      highest: points[highest]![1],
    }),
  };
}
