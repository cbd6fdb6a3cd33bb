import { addDays, addMonths, midnight } from '../clock.ts';
import type { Db } from '../idempotency.ts';
import { bind, pairwise } from '../person.ts';
import { periodOf } from '../campaigns/periods.ts';
import type { Bank } from '../context.ts';

/**
 * Which users of the partners are which customers of the bank. `lvtu-u-1003` and `weishi-u-2002` are bound to nobody;
 * `weishi-u-2001` is the same person as `lvtu-u-1001`, and `chengwei-u-3001` as `lvtu-u-1002`.
 */
const bound: readonly [partner: string, user: string, customer: string][] = [
  ['lvtu', 'lvtu-u-1001', 'qh-c-1001'],
  ['lvtu', 'lvtu-u-1002', 'qh-c-1002'],
  ['lvtu', 'lvtu-u-1004', 'qh-c-1004'],
  ['lvtu', 'lvtu-u-1005', 'qh-c-1005'],
  ['lvtu', 'lvtu-u-1006', 'qh-c-1003'],
  ['weishi', 'weishi-u-2001', 'qh-c-1001'],
  ['chengwei', 'chengwei-u-3001', 'qh-c-1002'],
];

/** Records the bindings; the pairwise ids differ with the bank's key. */
export async function seedBindings(bank: Pick<Bank, 'db' | 'pairwiseKey'>): Promise<void> {
  for (const [partner, user, customer] of bound) {
    await bind(bank, partner, pairwise(bank.pairwiseKey, partner, user), customer);
  }
}

interface Holder {
  customer: string;
  product: string;
  tier: string;
  /** Day on which the card was approved. */
  approved: string;
  /** Spends: days before today, fen. */
  spends: [daysAgo: number, fen: number][];
  /** Spends on the Monday of the present natural week, fen. */
  thisWeek: number[];
  /** Weekly coupons already claimed this year. */
  weekly?: number;
}

/**
 * 1001 is new and has qualified for everything; 1002 has long held a gold card and two of three spends this week; 1003 holds
 * another card; 1004 has used up the year's weekly coupons; 1005 is new and has spent nothing.
 */
const holders = (today: string): Holder[] => [
  {
    customer: 'qh-c-1001',
    product: 'SHANLAN',
    tier: 'platinum',
    approved: addDays(today, -20),
    spends: [[10, 128_00]],
    thisWeek: [18_00, 21_50, 25_00],
  },
  {
    customer: 'qh-c-1002',
    product: 'SHANLAN',
    tier: 'gold',
    approved: addMonths(today, -26),
    spends: [],
    thisWeek: [260_00, 21_50],
  },
  {
    customer: 'qh-c-1003',
    product: 'QINGHE',
    tier: 'standard',
    approved: addMonths(today, -14),
    spends: [[2, 36_00]],
    thisWeek: [],
  },
  {
    customer: 'qh-c-1004',
    product: 'SHANLAN',
    tier: 'gold',
    approved: addMonths(today, -30),
    spends: [],
    thisWeek: [18_00, 21_50, 25_00],
    weekly: 52,
  },
  {
    customer: 'qh-c-1005',
    product: 'SHANLAN',
    tier: 'platinum',
    approved: addDays(today, -5),
    spends: [],
    thisWeek: [],
  },
];

const minute = 60_000;

/** Fills cards, spends and past claims as of a day. */
export async function seedCustomers(trx: Db, today: string): Promise<void> {
  await trx.deleteFrom('card_spend').execute();
  await trx.deleteFrom('customer_card').execute();
  const noon = (day: string) => midnight(day) + 12 * 60 * minute;
  const monday = periodOf('week', midnight(today)).from;
  for (const holder of holders(today)) {
    const { customer } = holder;
    const card = { id: `card-${customer}`, customer, product: holder.product, tier: holder.tier, main: true };
    await trx
      .insertInto('customer_card')
      .values({ ...card, approved_at: noon(holder.approved) })
      .execute();
    const spends = [
      ...holder.spends.map(([daysAgo, fen]) => ({ amount_fen: fen, at: noon(addDays(today, -daysAgo)) })),
      // In the first half hour of Monday, so that they lie in the past on every day of the week.
      ...holder.thisWeek.map((fen, index) => ({ amount_fen: fen, at: monday + (index + 1) * 10 * minute })),
    ];
    const rows = spends.map((spend, index) => ({
      id: `spend-${customer}-${index}`,
      customer,
      card_id: card.id,
      ...spend,
    }));
    if (rows.length)
      await trx
        .insertInto('card_spend')
        .values(rows.map((row) => ({ ...row, refunded_at: null })))
        .execute();
    await claimedBefore(trx, holder, today);
  }
}

/** Claims of the weekly campaign since 1 January, all their coupons used. */
async function claimedBefore(trx: Db, { customer, weekly = 0 }: Holder, today: string): Promise<void> {
  if (!weekly) return;
  const year = periodOf('year', midnight(today)).from;
  const step = Math.floor((midnight(today) - year) / (weekly + 1));
  const past = Array.from({ length: weekly }, (_, index) => ({
    campaign_id: 'SHANLAN-WEEKLY',
    person: `c:${customer}`,
    claim_id: `past-${customer}-${index}`,
    at: year + (index + 1) * step,
  }));
  const about = { partner_id: 'lvtu', digest: '', placement: '', attribution: null };
  const claims = past.map(({ at, ...claim }, index) => ({
    ...claim,
    ...about,
    nth: `past-${index}`,
    idem_key: claim.claim_id,
    claimed_at: at,
  }));
  await trx.insertInto('coupon_claim').values(claims).execute();
  const plain = { position: 0, kind: 'voucher', face_value_fen: 26_00, valid_until: null, paid_from: null };
  const coupons = past.map(({ at, ...claim }) => ({
    ...claim,
    ...plain,
    id: `${claim.claim_id}-0`,
    active_from: at,
    used_at: at,
  }));
  await trx.insertInto('coupon').values(coupons).execute();
}
