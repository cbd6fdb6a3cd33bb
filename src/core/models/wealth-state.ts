import type { Verb } from '../ports.ts';
import type { Locale } from '../text.ts';
import type { CardModel, CardState, Seen } from './card-state.ts';

/** The widget's name in events and intents. */
export const widget = 'wealth-card';

/** One label and its value, ready to print. */
export interface Fact {
  label: string;
  value: string;
}

/** A figure that went up or down: sign and arrow stand in the text, never colour alone (X3). */
export interface Change {
  label: string;
  /** With its sign: `+3.42%`. */
  value: string;
  direction: 'up' | 'down' | 'flat';
  /** `▲`, `▼` or empty. */
  arrow: string;
}

/** The NAV line, in numbers a view can draw and words it can speak; both empty until they come after the first paint. */
export interface Chart {
  /** Points from left to right; `x` and `y` from 0 to 1, `y` 0 at the lowest value; `label` speaks date and value. */
  points: { x: number; y: number; label: string }[];
  from: string;
  to: string;
  /** First, last, lowest and highest value with their dates: the text alternative. */
  summary: string;
}

/** Everything a wealth card shows, in the order it is shown, as ready-made text. */
export interface WealthCardView {
  /** Who sells and who issues. */
  seller: string;
  name: string;
  /** Risk grade first, then category and term. */
  chips: { text: string; risk: boolean }[];
  /** Absent when the data are stale (W15) or the product has none. */
  benchmark:
    | {
        label: string;
        value: string;
        /** False for the name of an index. */
        figure: boolean;
        why: string;
        warning: string;
      }
    | undefined;
  /** 万份收益 and 7日年化 of cash management products; absent otherwise. */
  cash: { facts: Fact[]; note: string } | undefined;
  performance:
    | {
        label: string;
        latest: string;
        changes: (Change & { period: string; benchmark: string })[];
        source: string;
        chart: Chart | undefined;
      }
    | undefined;
  facts: Fact[];
  /** Fixed warnings, never folded away (X4). */
  warnings: string[];
  /** `title` says whose page the link opens (R4). */
  fees: { text: string; url: string; title: string };
  /** Words on a coming or past change of this channel, or on stale data. */
  notices: string[];
  action: {
    label: string;
    verb: Verb;
    /** "将离开旅途，进入青禾银行": where the button leads (R4). */
    hint: string;
    enabled: boolean;
  };
  /** Product status in words when it is not on sale. */
  status: string;
  /** Headings and spoken names the view needs. */
  words: { chart: string; facts: string; fees: string; lookUp: string };
}

/** What a wealth card is doing. */
export type WealthCardState = CardState<WealthCardView>;

/** What a wealth card is asked to show. */
export interface WealthCardParams {
  product: string;
  placement: string;
  /** Overrides the page's language for this card. */
  locale?: Locale;
  /** Overrides the page's mode: in `elder` no advertisement may stand (X2). */
  mode?: string | undefined;
}

/** The headless wealth card. */
export interface WealthCardModel extends CardModel<WealthCardView> {
  /** The customer tapped the button; `trusted` is false for a tap made by a script, which does nothing (R1). */
  open(seen: Seen, trusted: boolean): Promise<void>;
  /** The customer moved along the chart. */
  chartRead(): void;
}
