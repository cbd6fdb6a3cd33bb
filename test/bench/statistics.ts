/** Median and quartiles of one figure over the rounds of a run. */
export interface Spread {
  median: number;
  low: number;
  high: number;
  rounds: number;
}

/** Quantile `q` (0 to 1) by linear interpolation; NaN for no values. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * q;
  const below = sorted[Math.floor(at)];
  const above = sorted[Math.ceil(at)];
  if (below === undefined || above === undefined) return NaN;
  return below + (above - below) * (at - Math.floor(at));
}

/** Median with the quartiles p25 and p75. */
export function spread(values: readonly number[]): Spread {
  return {
    median: quantile(values, 0.5),
    low: quantile(values, 0.25),
    high: quantile(values, 0.75),
    rounds: values.length,
  };
}

/**
 * Ratio of two interleaved series, round by round: what the machine did to a whole round falls out.
 * Both series must be in the order in which the rounds ran.
 */
export function ratio(values: readonly number[], base: readonly number[]): Spread {
  return spread(values.map((value, round) => value / (base[round] ?? NaN)));
}
