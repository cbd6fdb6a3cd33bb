import type { InlayError } from '../errors.ts';
import type { Emit } from '../events.ts';
import type { Inlay } from '../inlay.ts';
import type { Redemption } from '../reward.ts';
import type { Locale, TextKey } from '../text.ts';
import type { PointsRedeemParams } from './points-state.ts';
import type { Sheet } from './points-view.ts';

/** The widget's name in events and intents. */
export const widget = 'points-redeem';

/** What the two ways of a redemption, leaving for the bank and confirming there, need of their card. */
export interface Card {
  inlay: Inlay;
  params: PointsRedeemParams;
  placement: string;
  emit: Emit;
  /** What is known; only after it has loaded. */
  sheet(): Sheet;
  /** Takes in what has become known and shows it. */
  change(part: Partial<Sheet>): void;
  say(key: TextKey, params?: Record<string, string | number>): string;
  /** Tells of a failure, and says it to the customer. */
  refuse(error: InlayError, words?: string): void;
  /** Shows a failure in place of everything else. */
  fail(error: InlayError): void;
  /** Tells the page what came of a redemption, once. */
  settled(outcome: Redemption): void;
  /** Loads everything anew. */
  reload(): Promise<void>;
}

/** One of the two ways. */
export interface Way {
  /** Brings what the sheet begins with; rejects with an InlayError. */
  load(locale: Locale): Promise<Pick<Sheet, 'item'> & Partial<Sheet>>;
  /** Looks again: the sheet was loaded, the session changed, or the customer came back. */
  refresh(): void;
  /** A tap on the one button that passed every check. True when the page is being left. */
  act(): Promise<boolean>;
  /** A tap on the second button. */
  turn(): Promise<void>;
  type(code: string): void;
  destroy(): void;
}

/** What a sheet begins with. */
export const blank: Omit<Sheet, 'item' | 'orderFen'> = {
  quotas: [],
  chosen: 0,
  phase: 'idle',
  outcome: undefined,
  notices: [],
  quote: undefined,
  balance: undefined,
  balanceLate: false,
  barred: false,
  codeError: '',
  visitor: false,
};

/** Pauses between questions for an outcome, in ms; then the customer is asked to ask. */
export const pauses = [1000, 2000, 4000, 8000, 16_000, 30_000];
