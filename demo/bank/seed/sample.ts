import type { Localised } from '../db/schema.ts';
import type { ProductTexts } from './texts.ts';
import type { Motion } from './walk.ts';

/** How and for how long money is bound. */
export type Term =
  | { kind: 'daily_open' }
  | { kind: 'cash_management' }
  | { kind: 'periodic_open'; nextOpenDate: string }
  | { kind: 'min_holding'; days: number }
  | { kind: 'closed'; maturityDate: string };

/** What a product is, apart from its words. */
export interface ProductFacts {
  category: string;
  registrationCode?: string;
  fundCode?: string;
  risk: { issuer: number; distributor: number };
  term: Term;
  cutOffTime?: string;
  /** RFC 3339; with status `soon`. */
  opensAt?: string;
  benchmark?: { low: string; high: string; annualised: boolean };
  /** Publishes 7-day yield and income per 10,000 shares instead of a net value line. */
  cash?: boolean;
  regions?: string[];
  /** Sandbox only: shows performance although the product is too young. */
  early?: boolean;
}

/** One sample product; its dates depend on the day it is seeded for. */
export interface Sample {
  id: string;
  kind: string;
  /** False: reachable by id, but in no list. */
  listed: boolean;
  status: 'soon' | 'on_sale' | 'sold_out' | 'closed';
  minAmountFen: number;
  inception: string;
  /** Publishing stopped after this day. */
  navUntil?: string;
  facts: ProductFacts;
  texts: Localised<ProductTexts>;
  motion: Motion;
}
