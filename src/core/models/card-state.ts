import type { ErrorCode, InlayError } from '../errors.ts';
import type { EmptyReason } from '../events.ts';
import type { Readable } from '../store.ts';
import type { Locale, TextKey } from '../text.ts';

/** What a card is doing, whatever it shows. */
export type CardState<View> =
  | { status: 'loading'; words: { loading: string } }
  /** `ad` is the mark of a paid placement (R9), else empty. */
  | { status: 'ready' | 'busy'; view: View; ad?: string }
  | { status: 'empty'; reason: EmptyReason }
  | { status: 'error'; code: ErrorCode; text: string; trace: string; retry: string | undefined };

/** What the view measured at the moment of the tap. */
export interface Seen {
  /** Milliseconds for which at least half of the card was on screen. */
  dwell: number;
  /** Largest part on screen at once, 0 to 1. */
  ratio: number;
  /** False when the host hid, covered, clipped, scaled or filtered the card. */
  visible: boolean;
}

/** The model of any card. */
export interface CardModel<View> extends Readable<CardState<View>> {
  /** Loads again after an error. */
  retry(): void;
  /** At least half of the card was on screen for a second. */
  exposed(ratio: number): void;
  destroy(): void;
}

/** What a thing of the bank comes to on this page at this moment: a view, or the reason why there is none. */
export interface CardOutcome<View> {
  view: View | undefined;
  reason: EmptyReason | undefined;
  /** Rules not met, also those that only hide a part. */
  rules: string[];
}

/** The button of a card, which comes after the first paint. */
export interface CardButton {
  busy(): boolean;
  /** Runs after every outcome with a view: takes up what a sign-in interrupted. */
  resume(): void;
  destroy(): void;
}

/** How one kind of card differs from the others. */
export interface CardKind<Thing, View, Outcome, Button> {
  /** The widget's name in events and intents. */
  widget: string;
  /** The attribute that names the thing, such as `product`, what it says, and the reason for nothing when it is empty. */
  attribute: string;
  id: string;
  missing: EmptyReason;
  placement: string;
  /** The card's own word for it; what is not one leaves it to the page. In elder mode no advertisement may stand (X2). */
  mode: string | undefined;
  /** True where the page itself says that the placement is paid. */
  paid?: boolean;
  locale: Locale | undefined;
  /** Said while it loads. */
  loading: TextKey;
  /** Said when the bank has no such thing, where it is no product. */
  unknown?: TextKey;
  load(id: string, locale: Locale): Promise<Thing>;
  /** `undefined` while it cannot be said yet whether the thing may be shown. */
  present(thing: Thing, locale: Locale): Outcome | undefined;
  /** Makes the button, from the late parts. */
  button(card: Card<View, Outcome, Button>): Button;
  /** Its name in tracking events, and what all of them say: which thing, and where. */
  event: 'wealth_card' | 'coupon' | 'app_banner' | 'points';
  about: Readonly<Record<string, string>>;
  /** What the event of being ready says besides; told again when it changes, for the log wants each version shown (T11). */
  ready(outcome: Outcome): Readonly<Record<string, string>>;
}

/** The life of a card as its model sees it. */
export interface Card<View, Outcome, Button> extends Readable<CardState<View>> {
  /** What it shows now. */
  now(): Outcome | undefined;
  /** Says a mistake in the embedding, with the tag. */
  debug(line: string): void;
  /** True the first time it is asked for a word. */
  first(what: string): boolean;
  /** At least half of it was on screen for a second. */
  exposed(ratio: number): void;
  /** Tells tracker and page of a failure. */
  report(error: InlayError): void;
  /** The button became busy or free. */
  changed(): void;
  /** Presents the thing anew: what is shown of it follows from more than the card itself follows. */
  again(): void;
  /** Loads the thing anew and goes on showing it meanwhile. */
  reload(): void;
  /** Hands over the button, at once if it is here. */
  withButton(act: (button: Button) => void): void;
  retry(): void;
  destroy(): void;
}
