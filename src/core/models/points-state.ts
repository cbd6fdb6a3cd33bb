import type { Locale } from '../text.ts';
import type { CardModel, CardState, Seen } from './card-state.ts';
import type { Fact } from './wealth-state.ts';

/** The widget's name in events and intents. */
export const widget = 'points-redeem';

/** Everything a points redemption shows, in the order it is shown, as ready-made text. */
export interface PointsRedeemView {
  /** Who provides the item. */
  by: string;
  name: string;
  description: string;
  /** Of one piece: `2,600` `积分` `+ 9.90元`; of a variable amount its range and its rate. */
  price: { points: string; unit: string; more: string };
  /** What can be chosen here; absent where nothing can. */
  choice: Choosing | undefined;
  /** What the choice comes to. */
  total: Fact[];
  /** Caps with the day on which they begin anew. */
  caps: string[];
  /** On the bank's own page only, always with its time (P5, P6). */
  balance: { label: string; value: string; notes: string[] } | undefined;
  /** Price, delivery, refund, validity, contact: never folded away (P1). */
  rules: { title: string; facts: Fact[] };
  /** What the customer must know now. */
  notices: string[];
  /** What came of it, or that this is not known yet (P3). */
  outcome: { kind: 'done' | 'checking' | 'refused'; title: string; text: string; facts: Fact[] } | undefined;
  /** The one-time code, on the bank's own page only (P2). */
  code: { label: string; hint: string; error: string } | undefined;
  /** The one act; absent when there is nothing left to do. */
  action: { label: string; hint: string; enabled: boolean } | undefined;
  /** A second thought beside it. */
  second: string;
}

/** A number that can be raised and lowered. */
export interface Choosing {
  label: string;
  value: number;
  least: number;
  most: number;
  step: number;
  /** `1`, or with a variable price `500`. */
  text: string;
  /** Spoken: `2份`, `500积分，抵扣 5.00元`. */
  spoken: string;
  less: string;
  more: string;
}

/** What a points redemption is doing. */
export type PointsRedeemState = CardState<PointsRedeemView>;

/** What a points redemption is asked to show. */
export interface PointsRedeemParams {
  /** Id of the item at the bank. */
  item: string;
  placement: string;
  /** The signed quote to confirm; heeded on the bank's own page only. */
  quote: string;
  /** The partner's order from which points are to be taken off, with its amount in fen as digits. */
  order: string;
  amount: string;
  /** Overrides the page's language. */
  locale?: Locale;
  /** Overrides the page's mode: in `elder` no advertisement may stand (X2). */
  mode?: string | undefined;
}

/** The headless points redemption. */
export interface PointsRedeemModel extends CardModel<PointsRedeemView> {
  /** The one button; `trusted` is false for a tap made by a script, which does nothing (R1). */
  act(seen: Seen, trusted: boolean): void;
  /** The second button: asks for another code. */
  turn(trusted: boolean): void;
  /** Chooses a number; the nearest that can be had is taken. */
  choose(value: number): void;
  /** The code as far as it is typed. */
  type(code: string): void;
}
