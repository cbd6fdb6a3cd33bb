import type { Batch } from '../entitlement.ts';
import type { Verdict } from '../policy.ts';
import type { Readable } from '../store.ts';
import type { Locale } from '../text.ts';
import type { CardOutcome, CardState, Seen } from './card-state.ts';
import type { Fact } from './wealth-state.ts';

/** Where the customer stands with a coupon (C3). */
export type CouponStage =
  | 'asking'
  | 'claimable'
  | 'claiming'
  | 'checking'
  | 'not_started'
  | 'waiting_batch'
  | 'quota_reached'
  | 'not_eligible'
  | 'sold_out'
  | 'closed'
  | 'bank_identity_required'
  | 'active'
  | 'waiting'
  | 'pending'
  | 'paid'
  | 'used'
  | 'expired';

/** Everything a coupon shows, as ready-made text. */
export interface CouponView {
  stage: CouponStage;
  /** Who issues it, and the brand. */
  by: string;
  /** The left part: `¥` `26` `×6`, or `8.8` `折`; `off` when there is nothing to be had any more. */
  face: { sign: string; amount: string; unit: string; kind: string; off: boolean };
  name: string;
  /** The main line: who may claim, when it goes on, or what the customer has. */
  line: string;
  /** `2 of 3 done`; `ratio` from 0 to 1. */
  progress: { text: string; ratio: number } | undefined;
  /** The activation calendar. */
  batches: Batch[];
  /** Beside the button: until when, how long still, where the button leads. */
  side: string;
  /** What a screen reader says when it changes: the stage, and of a countdown its last hour, ten minutes and minute. */
  spoken: string;
  /** What went wrong with the last claim, with the trace id. */
  trouble: string;
  action: {
    label: string;
    act: 'claim' | 'use' | 'next' | 'check' | 'none';
    enabled: boolean;
    busy: boolean;
    /** A second thought rather than the main act. */
    quiet: boolean;
  };
  /** The coupon is the customer's: the page's own next step may stand here. */
  next: boolean;
  /** What must stand there before a claim (C1). */
  facts: Fact[];
  /** Required words of this kind of coupon; may be empty. */
  smallPrint: string;
  /** All of the rules; `undefined` in elder mode, where they stand in the card and nothing pops up (X2). */
  rules: { title: string; close: string; lines: Fact[]; more: { text: string; url: string } } | undefined;
  words: { terms: string };
}

/** What a coupon is doing. */
export type CouponState = CardState<CouponView>;

/** What a campaign comes to for this customer at this moment. */
export interface CouponOutcome extends CardOutcome<CouponView> {
  /** The claim is made on the bank's own origin. */
  atBank: boolean;
  /** The customer must sign in first. */
  signIn: boolean;
  /** Where `use` and `next` lead. */
  url: string;
  /** What the policy says of what the button does. */
  verdict: Verdict | undefined;
  /** Bank time at which something changes by itself; `Infinity` when nothing does. */
  changes: number;
  /** Version and digest of the rules that are shown. */
  version: string;
  digest: string;
}

/** What a coupon is asked to show. */
export interface CouponParams {
  campaign: string;
  placement: string;
  /** Overrides the page's language for this coupon. */
  locale?: Locale;
  /** The campaign in this language, as the bank sent it, when a list has it already. */
  data?: unknown;
  /** Overrides the page's mode: in `elder` text is large and nothing presses the customer, no countdown, no dialog (X2). */
  mode?: string | undefined;
}

/** The headless coupon. */
export interface CouponModel extends Readable<CouponState> {
  /** The customer tapped the button; `trusted` is false for a tap made by a script, which does nothing (R1). */
  act(seen: Seen, trusted: boolean): Promise<void>;
  /** The customer is about to tap: what a claim at the bank needs may come ahead. */
  prepare(): void;
  /** Loads again after an error. */
  retry(): void;
  /** At least half of the coupon was on screen for a second. */
  exposed(ratio: number): void;
  /** The customer opened the rules. */
  rulesRead(): void;
  destroy(): void;
}
