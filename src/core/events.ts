import type { ErrorCode } from './errors.ts';
import type { Purpose, Verb } from './ports.ts';

/** Why a widget shows nothing. */
export type EmptyReason =
  'no_product' | 'disclosure_incomplete' | 'wrong_product_kind' | 'hidden_by_policy' | 'region_not_served';

/** What the customer was shown before he tapped: goes to the bank with the tap. */
export interface DisclosureReceipt {
  /** Version of the bank's disclosure texts. */
  version: string;
  /** SHA-256 of those texts, hex, as the bank gave it. */
  digest: string;
  /** Milliseconds for which at least half of the card was on screen. */
  dwell: number;
  /** Largest part of the card that was on screen at once, 0 to 1. */
  ratio: number;
  /** False when the host page hid, covered, clipped, scaled or filtered the card at the moment of the tap. */
  visible: boolean;
}

/** Detail of `inlay-ready`: the widget shows its content. Does not bubble. */
export interface ReadyDetail {
  widget: string;
}

/** Detail of `inlay-empty`: the widget shows nothing, and why. */
export interface EmptyDetail {
  widget: string;
  reason: EmptyReason;
  /** Rules of `compliance.md` that were not met, such as `W5`. */
  rules: string[];
}

/** Detail of `inlay-error`: the widget could not do its work. */
export interface ErrorDetail {
  widget: string;
  code: ErrorCode;
  retryable: boolean;
  /** The bank's id for the failed call, for its operations desk. */
  traceId?: string;
}

/** Detail of `inlay-product-open`: the customer tapped and the page is about to leave for the bank. Cancelable. */
export interface ProductOpenDetail {
  widget: string;
  product: string;
  verb: Verb;
  placement: string;
  receipt: DisclosureReceipt;
}

/** Detail of `inlay-points-open`: the customer tapped and the page is about to leave for the bank to confirm. Cancelable. */
export interface PointsOpenDetail {
  widget: string;
  /** Id of the item at the bank. */
  item: string;
  quantity: number;
  points: number;
  /** Money besides the points, in fen. */
  moneyFen: number;
  placement: string;
}

/** What came of a redemption, as the bank says; never a balance. */
interface PointsOutcomeDetail {
  widget: string;
  item: string;
  points: number;
  /** Money besides the points, in fen. */
  moneyFen: number;
  placement: string;
}

/** Detail of `inlay-points-redeemed`: the bank has confirmed a redemption. */
export interface PointsRedeemedDetail extends PointsOutcomeDetail {
  /** Number of the bank's receipt. */
  receipt: string;
}

/** Detail of `inlay-points-released`: a redemption came to nothing, and no points were taken. */
export interface PointsReleasedDetail extends PointsOutcomeDetail {
  status: 'released' | 'cancelled';
}

/** The one table of public events. All are prefixed, composed and, but for `inlay-ready`, bubbling. */
export interface InlayEvents {
  'inlay-ready': ReadyDetail;
  'inlay-empty': EmptyDetail;
  'inlay-error': ErrorDetail;
  'inlay-product-open': ProductOpenDetail;
  'inlay-points-open': PointsOpenDetail;
  'inlay-points-redeemed': PointsRedeemedDetail;
  'inlay-points-released': PointsReleasedDetail;
}

/** How a model tells the page; false when the page stopped a cancelable event. */
export type Emit = <N extends keyof InlayEvents>(name: N, detail: InlayEvents[N]) => boolean;

/**
 * What a tracking field may hold: `id` is up to 64 of `A-Z a-z 0-9 . _ -`, `count` a whole number from 0,
 * `ratio` 0 to 1, `flag` true or false. There is no free text.
 */
export type FieldType = 'id' | 'count' | 'ratio' | 'flag';

interface TrackSchema {
  /** Raised when a field is added, removed or means something else. */
  version: number;
  purpose: Purpose;
  fields: Readonly<Record<string, FieldType>>;
}

/** The one table of tracking events; what each field is for stands in `inventory.ts`. */
export const trackSchemas = {
  session_started: { version: 1, purpose: 'service', fields: { level: 'id', surface: 'id' } },
  session_ended: { version: 1, purpose: 'service', fields: { cause: 'id' } },
  wealth_card_ready: {
    version: 1,
    purpose: 'service',
    fields: { product: 'id', placement: 'id', verdict: 'id', disclosure: 'id' },
  },
  wealth_card_empty: { version: 1, purpose: 'service', fields: { product: 'id', placement: 'id', reason: 'id' } },
  wealth_card_failed: { version: 1, purpose: 'service', fields: { product: 'id', placement: 'id', code: 'id' } },
  wealth_card_exposed: { version: 1, purpose: 'marketing', fields: { product: 'id', placement: 'id', ratio: 'ratio' } },
  wealth_card_opened: {
    version: 1,
    purpose: 'marketing',
    fields: {
      product: 'id',
      placement: 'id',
      verb: 'id',
      disclosure: 'id',
      dwell: 'count',
      ratio: 'ratio',
      visible: 'flag',
    },
  },
  wealth_card_chart_read: { version: 1, purpose: 'experience', fields: { product: 'id', placement: 'id' } },
  points_ready: { version: 1, purpose: 'service', fields: { item: 'id', placement: 'id', rules: 'id' } },
  points_empty: { version: 1, purpose: 'service', fields: { item: 'id', placement: 'id', reason: 'id' } },
  points_failed: { version: 1, purpose: 'service', fields: { item: 'id', placement: 'id', code: 'id' } },
  points_exposed: { version: 1, purpose: 'marketing', fields: { item: 'id', placement: 'id', ratio: 'ratio' } },
  points_opened: {
    version: 1,
    purpose: 'marketing',
    fields: { item: 'id', placement: 'id', act: 'id', rules: 'id', dwell: 'count', ratio: 'ratio', visible: 'flag' },
  },
  points_settled: { version: 1, purpose: 'service', fields: { item: 'id', placement: 'id', status: 'id' } },
} as const satisfies Record<string, TrackSchema>;

/** Name of a tracking event. */
export type TrackName = keyof typeof trackSchemas;

interface FieldValues {
  id: string;
  count: number;
  ratio: number;
  flag: boolean;
}

/** The data of one tracking event. */
export type TrackData<N extends TrackName> = {
  [F in keyof (typeof trackSchemas)[N]['fields']]: (typeof trackSchemas)[N]['fields'][F] extends FieldType
    ? FieldValues[(typeof trackSchemas)[N]['fields'][F]]
    : never;
};
