import { count, id, object, oneOf, refuse, text } from './read.ts';

/** What an item costs; `variable`: `min` to `max` points in steps, `pointsPerYuan` of them for one yuan. */
export interface Price {
  kind: string;
  points: number;
  moneyFen: number;
  step: number;
  min: number;
  max: number;
  pointsPerYuan: number;
}

/** An item as the gateway gives it, every field checked for form; what is absent is empty ('' or `NaN`). */
export interface RewardItem {
  id: string;
  revision: number;
  name: string;
  description: string;
  target: string;
  issuerName: string;
  price: Price;
  caps: { month: number; year: number };
  maxQuantity: number;
  status: string;
  rules: {
    version: string;
    digest: string;
    price: string;
    delivery: string;
    refund: string;
    validity: string;
    contact: string;
  };
}

/** How much of a cap is used; `used` is `NaN` while the bank does not know which customer asks. */
export interface Quota {
  period: string;
  limit: number;
  used: number;
  resetsAt: string;
}

const words = text(500);

/** Reads the form of an item. */
export const readItem = object<RewardItem>({
  id,
  revision: count,
  name: text(200),
  description: words,
  target: id,
  issuerName: text(200),
  price: object<Price>({
    kind: oneOf('points|points_and_money|variable'),
    points: count,
    moneyFen: count,
    step: count,
    min: count,
    max: count,
    pointsPerYuan: count,
  }),
  caps: object({ month: count, year: count }),
  maxQuantity: count,
  status: oneOf('on_sale|sold_out|closed'),
  rules: object({
    version: id,
    digest: id,
    price: words,
    delivery: words,
    refund: words,
    validity: words,
    contact: words,
  }),
});

/** Checks the form of an item; it must be the one asked for. */
export function parseItem(value: unknown, wanted: string): RewardItem {
  const item = readItem(value, 'item');
  return item.id === wanted ? item : refuse('id');
}
