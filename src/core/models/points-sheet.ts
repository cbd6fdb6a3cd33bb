import type { Emit } from '../events.ts';
import type { Inlay } from '../inlay.ts';
import type { Balance, OpenQuote, Redemption } from '../reward-answers.ts';
import type { Cost } from '../points.ts';
import type { Reader } from '../read.ts';
import type { Quota, RewardItem } from '../reward.ts';
import type { Locale, TextKey } from '../text.ts';
import type { Card, CardButton, CardOutcome, Seen } from './card-state.ts';
import type { PointsRedeemParams, PointsRedeemView } from './points-state.ts';

/**
 * How far a redemption is. `away`: nobody is signed in where it matters; `open`: a quote is out and nothing came of it yet;
 * `stuck`: asked for long enough without an answer; `unread`: the quote to confirm could not be had.
 */
export type Phase =
  'idle' | 'away' | 'unread' | 'open' | 'checking' | 'stuck' | 'code' | 'confirmed' | 'released' | 'cancelled';

/** All that is known on this page; the view is a function of it. */
export interface Sheet {
  item: RewardItem;
  quotas: Quota[];
  /** Pieces, or points with a variable price. */
  chosen: number;
  /** What the partner's order comes to, in fen; `NaN` without one. */
  orderFen: number;
  phase: Phase;
  /** The outcome, with the phases that have one. */
  outcome: Redemption | undefined;
  notices: string[];
  /** The quote to confirm and what the customer has: on the bank's own page only. */
  quote: OpenQuote | undefined;
  balance: Balance | undefined;
  /** The balance could not be asked for anew. */
  balanceLate: boolean;
  /** The bank has refused this quote for good. */
  barred: boolean;
  codeError: TextKey | '';
  /** This is the bank's own page, and a quote was brought to it. */
  atBank: boolean;
}

/** One of the two ways of a redemption: leaving for the bank, and confirming there. Comes after the first paint. */
export interface Way extends CardButton {
  /** Adds to the view what only this way knows. */
  dress(view: PointsRedeemView): PointsRedeemView;
  act(seen: Seen, trusted: boolean): Promise<void>;
  turn(): Promise<void>;
  type(code: string): void;
}

/** The card of a redemption. */
export type PointsCard = Card<PointsRedeemView, CardOutcome<PointsRedeemView>, CardButton>;

/**
 * What a way needs. It gets what the card has as functions: a module that both chunks imported would move to the base, onto
 * every page.
 */
export interface Counter {
  widget: string;
  inlay: Inlay;
  params: PointsRedeemParams;
  placement: string;
  about: { item: string; placement: string };
  emit: Emit;
  card: PointsCard;
  locale(): Locale;
  sheet(): Sheet;
  /** Takes in what has become known and shows it. */
  change(part: Partial<Sheet>): void;
  /** Begins anew with the item alone. */
  clear(phase: Phase): void;
  say(key: TextKey, params?: Record<string, string | number>): string;
  /** The bank's name as its customers know it. */
  bank(): string;
  /** Points and the money beside them, as text. */
  amount(points: number, fen: number): string;
  group(points: number): string;
  cost(): Cost;
  readItem: Reader<RewardItem>;
}
