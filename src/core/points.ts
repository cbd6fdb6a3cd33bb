import type { Price, Quota, RewardItem } from './reward.ts';

/** Points and money together; whole numbers, money in fen. `offFen` is what a deduction takes off. */
export interface Cost {
  points: number;
  moneyFen: number;
  offFen: number;
}

/** What a customer has chosen: a number of pieces, or with a variable price a number of points. */
export interface Choice {
  least: number;
  most: number;
  step: number;
}

const whole = (value: number) => Number.isSafeInteger(value) && value > 0;

/** Points as customers read them: `2,600`. Throws on anything but a whole, safe number from 0. */
export function formatPoints(points: number): string {
  if (!Number.isSafeInteger(points) || points < 0) throw new RangeError('points are whole numbers from 0');
  return `${points}`.replace(/\B(?=(\d{3})+$)/g, ',');
}

/** True when every cost that the price allows comes out in whole points and whole fen. */
export function isExact({ kind, points, moneyFen, step, min, max, pointsPerYuan }: Price, pieces: number): boolean {
  if (kind !== 'variable') {
    const money = kind === 'points' ? !(moneyFen > 0) : whole(moneyFen * pieces);
    return whole(points) && whole(pieces) && whole(points * pieces) && money;
  }
  return (
    [step, min, pointsPerYuan, max * 100].every(whole) &&
    max >= min &&
    min % step === 0 &&
    max % step === 0 &&
    (step * 100) % pointsPerYuan === 0
  );
}

/**
 * What can be chosen: pieces up to what the item and each cap leave, or points in steps up to what the order (fen, `NaN`
 * without one) comes to. `most` is below `least` when nothing can.
 */
export function choiceOf({ price, maxQuantity }: RewardItem, quotas: readonly Quota[], orderFen: number): Choice {
  const { kind, step, min, max, pointsPerYuan } = price;
  const left = quotas.map(({ limit, used }) => limit - (used || 0));
  if (kind !== 'variable') return { least: 1, most: Math.min(maxQuantity, ...left), step: 1 };
  if (left.some((times) => times < 1)) return { least: min, most: 0, step };
  // Steps of an order's worth, counted in whole fen per step: nothing is divided that does not come out even.
  const worth = (step * 100) / pointsPerYuan;
  const most = orderFen >= 0 ? Math.min(max, ((orderFen - (orderFen % worth)) / worth) * step) : max;
  return { least: min, most, step };
}

/** The nearest thing to a wish that can be chosen. */
export function fit(wish: number, { least, most, step }: Choice): number {
  const bounded = Math.max(least, Math.min(most, wish));
  return bounded - ((bounded - least) % step);
}

/** What a choice costs; the bank's quote has the last word. */
export function costOf({ kind, points, moneyFen, pointsPerYuan }: Price, chosen: number): Cost {
  if (kind === 'variable') return { points: chosen, moneyFen: 0, offFen: (chosen * 100) / pointsPerYuan };
  return { points: points * chosen, moneyFen: kind === 'points' ? 0 : moneyFen * chosen, offFen: 0 };
}
