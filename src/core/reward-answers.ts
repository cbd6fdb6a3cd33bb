import type { Inlay } from './inlay.ts';
import { count, flag, id, instant, list, object, oneOf, refuse, text, type Reader } from './read.ts';
import type { Quota, RewardItem } from './reward.ts';

/** A price that holds until `expiresAt`. */
export interface Quote {
  /** Opaque and signed; names nobody (R6). */
  quote: string;
  id: string;
  points: number;
  moneyFen: number;
  /** What is taken off a bill or an order, in fen; `NaN` when nothing is. */
  valueFen: number;
  expiresAt: string;
}

/** What became of a quote; never a balance. */
export interface Redemption {
  quote: string;
  status: string;
  reason: string;
  receipt: string;
  points: number;
  moneyFen: number;
  at: string;
}

/** A quote with everything as it is now: for the bank's own page. */
export interface OpenQuote extends Quote {
  state: string;
  item: RewardItem;
  quantity: number;
  quotas: Quota[];
  changed: boolean;
  redemption: Redemption | undefined;
}

/** The customer's points at an instant: for the bank's own page. */
export interface Balance {
  points: number;
  asOf: string;
  expiring: { points: number; at: string };
}

const token = text(1500, (value) => /^[\w.~-]+$/.test(value));

const readRedemption = object<Redemption>({
  quote: id,
  status: oneOf('pending|confirmed|released|cancelled'),
  reason: id,
  receipt: id,
  points: count,
  moneyFen: count,
  at: instant,
});
const readMaybe: Reader<Redemption | undefined> = (value, path) =>
  value == null ? undefined : redemption(value, path);
const redemption: Reader<Redemption> = (value, path) => {
  const read = readRedemption(value, path);
  // A success without its number, or an amount nobody can read, is not the truth a customer is owed.
  const whole = read.status && read.points >= 0 && (read.status !== 'confirmed' || read.receipt);
  return whole ? read : refuse(path);
};
const quotas = list(4, object<Quota>({ period: oneOf('month|year'), limit: count, used: count, resetsAt: instant }));
const quote = { quote: token, id, points: count, moneyFen: count, valueFen: count, expiresAt: instant };
const readQuote = object<Quote>(quote);
const readOpen = (item: Reader<RewardItem>) =>
  object<OpenQuote>({
    ...quote,
    state: oneOf('open|expired|redeemed'),
    item,
    quantity: count,
    quotas,
    changed: flag,
    redemption: readMaybe,
  });
const readQuotas = object<{ quotas: Quota[] }>({ quotas });

/** Checks the form of a balance. */
export const parseBalance: Reader<Balance> = (value, path) => {
  const read = object<Balance>({ points: count, asOf: instant, expiring: object({ points: count, at: instant }) })(
    value,
    path,
  );
  return read.points >= 0 && read.asOf ? read : refuse(path);
};

/** Checks the form of the answer to a redemption. */
export const parseRedemption = (value: unknown): Redemption => redemption(value, 'redemption');

/** Checks the form of a quote. */
export function parseQuote(value: unknown): Quote {
  const read = readQuote(value, 'quote');
  return read.quote && read.id && read.points >= 0 && read.expiresAt ? read : refuse('quote');
}

/** Checks the form of a quote on the bank's own page. */
export function parseOpenQuote(value: unknown, item: Reader<RewardItem>): OpenQuote {
  const read = readOpen(item)(value, 'quote');
  return parseQuote(value) && read.item.id && read.quantity > 0 ? read : refuse('quote');
}

/** How much of its caps this customer has used. */
export async function loadQuotas(inlay: Inlay, item: string): Promise<Quota[]> {
  const path = `/v1/reward-items/${item}/quota?partner=${inlay.partner}`;
  return readQuotas(await inlay.ports.http.request({ path, auth: true }), 'quotas').quotas;
}

/** What became of a quote; `undefined` when nothing came of it so far. */
export async function loadOutcome(inlay: Inlay, quoteId: string, user: string): Promise<Redemption | undefined> {
  const path = `/v1/points/redemptions?partner=${inlay.partner}&quote=${quoteId}`;
  const answer = await inlay.ports.http.request({ path, auth: true, user });
  const { items } = object<{ items: Redemption[] }>({ items: list(5, redemption) })(answer, 'redemptions');
  return items[0];
}
