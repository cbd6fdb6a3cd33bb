import type { ErrorCode } from './errors.ts';
import type { LaunchResult, LaunchTarget, Purpose, Verb } from './ports.ts';

/** Why a widget shows nothing. */
export type EmptyReason =
  | 'no_product'
  | 'disclosure_incomplete'
  | 'wrong_product_kind'
  | 'hidden_by_policy'
  | 'region_not_served'
  | 'no_campaign'
  | 'wrong_campaign_kind'
  | 'nothing_to_open'
  | 'dismissed';

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

/** Detail of `inlay-app-open`: the customer tapped and a place of the bank's is about to be opened. Cancelable. */
export interface AppOpenDetail {
  widget: string;
  campaign: string;
  placement: string;
  /** The place's name in the channel policy. */
  target: string;
  kind: LaunchTarget['kind'];
  /** `download` for its page in the store. */
  way: 'open' | 'download';
}

/** Detail of `inlay-app-result`: what can honestly be said after the attempt. */
export interface AppResultDetail extends Omit<AppOpenDetail, 'way'> {
  outcome: LaunchResult['outcome'];
  /** A word for what was seen, such as `hidden` or `timeout`. */
  evidence: string;
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

/** Detail of `inlay-claim-intent`: the customer tapped and the claim is about to be made. Cancelable. */
export interface ClaimIntentDetail {
  widget: string;
  campaign: string;
  placement: string;
  /**
   * Holds the claim back until the promise settles, for a check of the page's own: a rejection, or the value `false`,
   * stops it. Only during the event; half a minute at the most, five seconds where the page is left for the claim (R1).
   */
  waitUntil(check: Promise<unknown>): void;
}

/** Detail of `inlay-coupon-claimed`: the bank has granted a claim that was begun here. */
export interface CouponClaimedDetail {
  widget: string;
  campaign: string;
  placement: string;
  /** The bank's id of the claim. */
  claim: string;
  /** How many coupons it brought. */
  coupons: number;
  /** The customer had claimed before, in another place: nothing new was granted. */
  already: boolean;
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
  'inlay-claim-intent': ClaimIntentDetail;
  'inlay-coupon-claimed': CouponClaimedDetail;
  'inlay-app-open': AppOpenDetail;
  'inlay-app-result': AppResultDetail;
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

/**
 * One row of the table: version 1 of an event of this purpose. A raised version, when a field is added, removed or means
 * something else, is a second argument.
 */
const rowOf =
  <P extends Purpose>(purpose: P) =>
  <const F extends Readonly<Record<string, FieldType>>>(fields: F) => ({ version: 1, purpose, fields });

const service = rowOf('service');
const marketing = rowOf('marketing');
const experience = rowOf('experience');
/** What a widget shows, and where on the page. */
const product = { product: 'id', placement: 'id' } as const;
const campaign = { campaign: 'id', placement: 'id' } as const;
const item = { item: 'id', placement: 'id' } as const;

/** The one table of tracking events; what each field is for stands in `inventory.ts`. */
export const trackSchemas = {
  session_started: service({ level: 'id', surface: 'id' }),
  session_ended: service({ cause: 'id' }),
  wealth_card_ready: service({ ...product, verdict: 'id', disclosure: 'id' }),
  wealth_card_empty: service({ ...product, reason: 'id' }),
  wealth_card_failed: service({ ...product, code: 'id' }),
  wealth_card_exposed: marketing({ ...product, ratio: 'ratio' }),
  wealth_card_opened: marketing({
    ...product,
    verb: 'id',
    disclosure: 'id',
    dwell: 'count',
    ratio: 'ratio',
    visible: 'flag',
  }),
  wealth_card_chart_read: experience(product),
  coupon_ready: service({ ...campaign, rules: 'id' }),
  coupon_empty: service({ ...campaign, reason: 'id' }),
  coupon_failed: service({ ...campaign, code: 'id' }),
  coupon_exposed: marketing({ ...campaign, ratio: 'ratio' }),
  coupon_claim_begun: marketing({ ...campaign, rules: 'id' }),
  coupon_claimed: marketing({ ...campaign, coupons: 'count', already: 'flag' }),
  coupon_refused: service({ ...campaign, code: 'id' }),
  coupon_use_opened: marketing(campaign),
  coupon_rules_read: experience({ ...campaign, rules: 'id' }),
  app_banner_ready: service({ ...campaign, verdict: 'id' }),
  app_banner_empty: service({ ...campaign, reason: 'id' }),
  app_banner_failed: service({ ...campaign, code: 'id' }),
  app_banner_exposed: marketing({ ...campaign, ratio: 'ratio' }),
  app_banner_opened: marketing({ ...campaign, target: 'id', way: 'id', visible: 'flag' }),
  app_banner_result: service({ ...campaign, target: 'id', outcome: 'id', evidence: 'id' }),
  app_banner_closed: experience(campaign),
  points_ready: service({ ...item, rules: 'id' }),
  points_empty: service({ ...item, reason: 'id' }),
  points_failed: service({ ...item, code: 'id' }),
  points_exposed: marketing({ ...item, ratio: 'ratio' }),
  points_opened: marketing({
    ...item,
    act: 'id',
    rules: 'id',
    dwell: 'count',
    ratio: 'ratio',
    visible: 'flag',
  }),
  points_settled: service({ ...item, status: 'id' }),
};

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
