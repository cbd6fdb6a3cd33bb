import { tradingDays } from '../calendar.ts';

/** How a product's sample values move: yearly drift and volatility in per cent. */
export interface Motion {
  drift: number;
  volatility: number;
  /** Drift of the benchmark index (funds); its days follow the fund's with some noise. */
  benchmarkDrift?: number;
  /** Cash management: yearly yield in per cent around which the daily income moves; the unit value stays 1. */
  cashYield?: number;
}

/** One day of a product's history, in the precision in which it is published (four decimals). */
export interface NavRow {
  product_id: string;
  nav_date: string;
  unit_nav: string;
  benchmark: string | null;
  seven_day: string | null;
  per_ten_thousand: string | null;
}

const daysPerYear = 243;

/** A history from inception to a day, the same for the same id, inception and motion. */
export function walk(id: string, inception: string, until: string, motion: Motion): NavRow[] {
  const random = randomOf(`${id} ${inception}`);
  let value = 1;
  let benchmark = 1000;
  const incomes: number[] = [];
  return tradingDays(inception, until).map((day, index) => {
    if (index > 0) {
      const noise = normal(random);
      const wave = motion.volatility / 100 / Math.sqrt(daysPerYear);
      value *= 1 + motion.drift / 100 / daysPerYear + wave * noise;
      const follow = 0.92 * noise + 0.25 * normal(random);
      benchmark *= 1 + (motion.benchmarkDrift ?? 0) / 100 / daysPerYear + wave * follow;
    }
    if (motion.cashYield !== undefined) {
      incomes.push((motion.cashYield * 100) / 365 + 0.012 * normal(random) + 0.03 * Math.sin(index / 55));
    }
    const week = incomes.slice(-7);
    const mean = week.reduce((sum, income) => sum + income, 0) / (week.length || 1);
    return {
      product_id: id,
      nav_date: day,
      unit_nav: motion.cashYield === undefined ? value.toFixed(4) : '1.0000',
      benchmark: motion.benchmarkDrift === undefined ? null : benchmark.toFixed(4),
      seven_day: week.length ? ((mean * 365) / 100).toFixed(4) : null,
      per_ten_thousand: week.length ? (week.at(-1) ?? 0).toFixed(4) : null,
    };
  });
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** A small seeded generator (mulberry32 over an FNV-1a hash): same seed, same numbers on every machine. */
function randomOf(seed: string): () => number {
  let state = 0x811c9dc5;
  for (const char of seed) state = Math.imul(state ^ char.charCodeAt(0), 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
