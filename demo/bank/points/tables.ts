import type { Json, Localised } from '../db/schema.ts';
import type { ItemFacts, Price, RewardTexts } from './items.ts';

/** What a customer gets for points. */
export type TargetName = 'mall_item' | 'coupon' | 'bill_deduction' | 'partner_order';

/** Where a redemption stands: `cancelled` is one that the bank took back after it had been confirmed. */
export type RedemptionStatus = 'pending' | 'confirmed' | 'released' | 'cancelled';

/** The tables of points. Every number is a whole one: points, fen, or milliseconds of bank time. */
export interface PointsTables {
  points_account: { id: string; owner_kind: 'customer' | 'house'; owner: string; status: 'active' | 'frozen' };
  /** Of customers only: a house account is summed, or it would be the one row that everybody waits for. */
  points_balance: { account_id: string; balance: number; version: number };
  /** Points of one customer that end at the same instant. */
  points_lot: { id: string; account_id: string; expires_at: number; remaining: number };
  points_txn: {
    id: string;
    kind: 'earn' | 'reserve' | 'confirm' | 'release' | 'reversal' | 'expire';
    scope: string;
    key: string;
    request_hash: string;
    reverses: string | null;
    note: string | null;
    at: number;
  };
  points_entry: { txn_id: string; line: number; account_id: string; lot_id: string | null; amount: number };
  reward_item: {
    id: string;
    revision: number;
    target: TargetName;
    status: 'on_sale' | 'closed';
    price: Json<Price>;
    caps: Json<{ month?: number; year?: number }>;
    max_quantity: number;
    /** From so many points on a one-time code is asked for; null for never. */
    step_up_points: number | null;
    facts: Json<ItemFacts>;
    texts: Json<Localised<RewardTexts>>;
  };
  /** A row by itself, because it is hot; an item without one is never sold out. */
  reward_stock: { item_id: string; remaining: number };
  /** Never changed once it is written: its signature covers the row. */
  points_quote: {
    id: string;
    /** The quote this one renews, or itself: what the partner's page knows. */
    first_id: string;
    partner_id: string;
    /** Who asked for it: a customer, or a partner's user by his pairwise id. */
    person: string;
    /** The customer, when the bank knew him; null: whoever signs in first. */
    customer: string | null;
    item_id: string;
    revision: number;
    quantity: number;
    points: number;
    money_fen: number;
    value_fen: number | null;
    order_id: string | null;
    order_fen: number | null;
    digest: string;
    placement: string;
    attribution: string | null;
    at: number;
    expires_at: number;
  };
  redemption: {
    id: string;
    quote_id: string;
    first_quote_id: string;
    customer: string;
    key: string;
    request_hash: string;
    item_id: string;
    quantity: number;
    points: number;
    money_fen: number;
    status: RedemptionStatus;
    reason: string | null;
    receipt: string | null;
    reserve_txn: string;
    tries: number;
    /** Real time at which the reconciler looks at it again; null when there is nothing left to find out. */
    next_try_at: number | null;
    at: number;
    settled_at: number | null;
  };
  step_up: {
    id: string;
    quote_id: string;
    customer: string;
    code_hash: string;
    attempts: number;
    at: number;
    expires_at: number;
    passed_at: number | null;
  };
  /** What the four systems behind points keep of each redemption they were asked for. */
  spend_order: {
    redemption_id: string;
    target: TargetName;
    status: 'done' | 'refused' | 'undone';
    reason: string | null;
    ref: string | null;
    partner_id: string;
    customer: string;
    item_id: string;
    quantity: number;
    money_fen: number;
    value_fen: number | null;
    order_id: string | null;
    at: number;
  };
  /** An order of a partner from which points were taken off; each but once. */
  partner_order_deduction: { partner_id: string; order_id: string; redemption_id: string };
}
