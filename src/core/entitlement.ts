import { shanghaiDate, shanghaiMinute } from './date.ts';
import { bankTime, count, flag, id, list, object, oneOf, refuse, text } from './read.ts';
import { t, type Locale, type TextKey } from './text.ts';

/** One coupon the customer has. */
export interface HeldCoupon {
  id: string;
  state: string;
  faceValueFen: number;
  activeFrom: string;
  validUntil: string;
  /** When a cash-back is paid. */
  paidFrom: string;
}

/** A claim the bank has granted. */
export interface Claim {
  id: string;
  campaign: string;
  key: string;
  claimedAt: string;
  coupons: HeldCoupon[];
  /** It had been granted before, under another key. */
  already: boolean;
}

/** What the bank says this customer may do with a campaign, and has done. All of it is the bank's: nothing is reckoned here. */
export interface Entitlement {
  campaign: string;
  state: string;
  reason: string;
  reasonText: string;
  next: { text: string; url: string };
  claimFrom: string;
  claimUntil: string;
  claimable: number;
  /** What this customer's coupon is worth, where that depends on his card. */
  faceValueFen: number;
  progress: { done: number; needed: number; from: string; until: string };
  quota: { period: string; limit: number; used: number; resetsAt: string };
  claims: Claim[];
}

const words = text(500);
const readClaim = object<Claim>({
  id,
  campaign: id,
  key: id,
  claimedAt: bankTime,
  coupons: list(
    60,
    object<HeldCoupon>({
      id,
      state: oneOf('active|waiting|used|expired|pending|paid'),
      faceValueFen: count,
      activeFrom: bankTime,
      validUntil: bankTime,
      paidFrom: bankTime,
    }),
  ),
  already: flag,
});

/** Checks a claim's form; what is no claim of this campaign is none at all. */
export function parseClaim(value: unknown, campaign: string): Claim {
  const claim = readClaim(value, 'claim');
  return claim.id && claim.coupons.length && claim.campaign === campaign ? claim : refuse('claim');
}

const readEntitlement = object<Entitlement>({
  campaign: id,
  state: oneOf(
    'not_started|claimable|not_eligible|waiting_batch|quota_reached|sold_out|closed|claimed|used|expired|bank_identity_required',
  ),
  reason: id,
  reasonText: words,
  next: object({ text: words, url: text(1000) }),
  claimFrom: bankTime,
  claimUntil: bankTime,
  claimable: count,
  faceValueFen: count,
  progress: object({ done: count, needed: count, from: bankTime, until: bankTime }),
  quota: object({ period: oneOf('day|week|month|year'), limit: count, used: count, resetsAt: bankTime }),
  claims: list(60, readClaim),
});

/** Checks the form of an entitlement that came at an instant; with `sold_out` only a window still ahead is the next one. */
export function parseEntitlement(value: unknown, now = NaN): Entitlement {
  const read = readEntitlement(value, 'entitlement');
  return read.state === 'sold_out' && at(read.claimFrom, 0) <= now ? { ...read, claimFrom: '' } : read;
}

/** Milliseconds of an instant, or `none` when there is none. */
export const at = (instant: string, none: number): number => (instant ? Date.parse(instant) : none);

/** A day in words (`12月1日`), with the weekday and the minute when they say something: `12月8日（周二）10:00`. */
export function dayText(instant: string, locale: Locale, now: number): string {
  const ms = Date.parse(instant);
  const [year, month, day] = shanghaiDate(ms).split('-').map(Number) as [number, number, number];
  const time = shanghaiMinute(ms).slice(11);
  const monthName = t(locale, 'months').split(' ')[month - 1]!;
  const weekday = t(locale, 'weekdays').split(' ')[new Date(Date.UTC(year, month - 1, day)).getUTCDay()]!;
  const other = +shanghaiDate(now).slice(0, 4) !== year;
  const near = Math.abs(ms - now) < 8 * 864e5;
  return (
    t(locale, other ? 'dayOfYear' : 'dayOfMonth', { year, month: monthName, day }) +
    (near ? t(locale, 'onWeekday', { weekday }) : '') +
    (time === '00:00' ? '' : ` ${time}`)
  );
}

/** The last day of a window in words: windows are half-open, so one that ends at midnight ends the day before. */
export function lastText(end: string, locale: Locale, now: number): string {
  const last = lastDay(end);
  return shanghaiMinute(Date.parse(end)).endsWith('00:00')
    ? dayText(`${last}T00:00:00+08:00`, locale, now)
    : dayText(end, locale, now);
}

const lastDay = (end: string) => shanghaiDate(Date.parse(end) - 1000);

/** One stretch of the activation calendar. */
export interface Batch {
  label: string;
  count: string;
  on: boolean;
}

/** What the customer's coupons come to. */
export interface Holding {
  /** Of all coupons the state that matters most to the customer now. */
  state: 'active' | 'waiting' | 'pending' | 'paid' | 'used' | 'expired';
  /** `3 张可用，3 张 12月1日 生效`. */
  text: string;
  batches: Batch[];
  total: number;
}

const order = ['active', 'waiting', 'pending', 'paid', 'used', 'expired'] as const;
const most = 4;

/** Puts the customer's coupons into words; `undefined` when there are none. */
export function presentCoupons(coupons: HeldCoupon[], locale: Locale, now: number): Holding | undefined {
  const say = (key: TextKey, params?: Record<string, string | number>) => t(locale, key, params);
  // A coupon becomes active, or ends, at the bank's own instant while the page stays open.
  const present = coupons.map((coupon) => {
    const passed = (instant: string) => now >= at(instant, Infinity);
    let { state } = coupon;
    if (state === 'waiting' && passed(coupon.activeFrom)) state = 'active';
    if (state === 'active' && passed(coupon.validUntil)) state = 'expired';
    if (state === 'pending' && passed(coupon.paidFrom)) state = 'paid';
    return { ...coupon, state };
  });
  const state = order.find((one) => present.some((coupon) => coupon.state === one));
  if (!state) return undefined;
  const groups = new Map<string, { state: string; date: string; count: number; until: string }>();
  for (const { state, activeFrom, validUntil, paidFrom } of present) {
    const date = state === 'waiting' ? activeFrom : state === 'pending' ? paidFrom : '';
    const key = state + date;
    const group = groups.get(key) ?? { state, date, count: 0, until: '' };
    group.count++;
    // Of several ends the first one is what the customer must know.
    if (!group.until || at(validUntil, Infinity) < at(group.until, Infinity)) group.until = validUntil;
    groups.set(key, group);
  }
  const rank = ({ state, date }: { state: string; date: string }) =>
    order.indexOf(state as Holding['state']) * 1e15 + at(date, 0);
  const sorted = [...groups.values()].sort((a, b) => rank(a) - rank(b));
  const day = (instant: string) => dayText(instant, locale, now);
  const short = (instant: string) => shanghaiDate(Date.parse(instant)).slice(5);
  const parts = sorted.map(({ state, date, count }) =>
    say(`coupons_${state}` as TextKey, { count, date: date && day(date) }),
  );
  const batches = sorted.map(({ state, date, count }) => ({
    label: state === 'waiting' && date ? short(date) : say(`coupon_${state}` as TextKey),
    count: say('pieces', { count }),
    on: state === 'active' || state === 'paid',
  }));
  const running = sorted.find((group) => group.state === 'active' && group.until);
  if (running) batches.push({ label: lastDay(running.until).slice(5), count: say('expires'), on: false });
  const due = sorted.find((group) => group.state === 'pending' && group.date);
  if (due) batches.push({ label: short(due.date), count: say('pays'), on: false });
  return { state, text: parts.join(say('comma')), batches: batches.slice(0, most), total: coupons.length };
}

/** The time left until an instant, in the two largest units that matter; seconds only in the last hour. */
export function timeLeft(milliseconds: number, locale: Locale): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  const [days, hours, minutes] = [
    Math.floor(seconds / 86400),
    Math.floor(seconds / 3600) % 24,
    Math.floor(seconds / 60) % 60,
  ];
  const unit = (key: TextKey, count: number) => t(locale, key, { count });
  if (days) return unit('days', days) + (hours ? unit('hours', hours) : '');
  if (hours) return unit('hours', hours) + (minutes ? unit('minutes', minutes) : '');
  const rest = seconds % 60;
  return (minutes ? unit('minutes', minutes) : '') + (rest || !minutes ? unit('seconds', rest) : '');
}
