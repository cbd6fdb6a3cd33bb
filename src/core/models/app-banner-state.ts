import type { Code, LaunchTarget } from '../ports.ts';
import type { Locale } from '../text.ts';
import type { CardModel, CardOutcome, CardState, Seen } from './card-state.ts';

/** The widget's name in events. */
export const widget = 'app-banner';

/** What an app banner is asked to show. */
export interface AppBannerParams {
  /** Id of the campaign: what a customer closed stays closed for it. */
  campaign: string;
  placement: string;
  /** `inline`, `bar` or `link`. */
  form: string;
  /** The class and the verb that the channel policy is asked about. */
  about: string;
  verb: string;
  /** Id of a product whose page is to be opened. */
  product: string;
  /** True where the page says that the placement is paid; the bank's word counts as well (R9). */
  paid: boolean;
  /** Overrides the page's mode: in `elder` it is a plain link, and no advertisement (X2). */
  mode?: string | undefined;
  /** Overrides the page's language. */
  locale?: Locale;
}

/** Everything an app banner shows, as ready-made text. */
export interface AppBannerView {
  form: 'inline' | 'bar' | 'link';
  /** Where it leads; empty when there is only a notice. */
  name: string;
  /** "将离开旅途，进入青禾银行App" (R4). */
  hint: string;
  /** On a change of this channel that is coming or has come. */
  notice: string;
  /** The one button; absent when there is only a notice. */
  action: { label: string; enabled: boolean } | undefined;
  /** Name of the close button; empty where nothing can be closed. */
  close: string;
  /** What came of an attempt to open it; empty before and after a success. */
  result: string;
  /** Label of the way to the store; empty when there is none to offer. */
  download: string;
  /** What the host's own button for apps needs; empty where there is none, or it cannot open this place. */
  appParameter: string;
  /** For the phone's camera, on a desktop. */
  code: (Code & { label: string }) | undefined;
}

/** What an app banner is doing. */
export type AppBannerState = CardState<AppBannerView>;

/** What a banner comes to at this moment. */
export interface AppBannerOutcome extends CardOutcome<AppBannerView> {
  target: LaunchTarget | undefined;
  /** The policy rule behind it. */
  verdict: string;
}

/** The headless app banner. */
export interface AppBannerModel extends CardModel<AppBannerView> {
  /** What it comes to now: for a view whose host has a button of its own for the place. */
  now(): AppBannerOutcome | undefined;
  /** The customer tapped the button; `trusted` is false for a tap made by a script, which does nothing (R1). */
  open(seen: Seen, trusted: boolean): void;
  /** The customer tapped the way to the store. */
  download(seen: Seen, trusted: boolean): void;
  /** The customer closed it: it stays closed for its campaign, on every page of this origin. */
  close(): void;
}
