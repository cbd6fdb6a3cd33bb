import type { InlayEvents } from './core/events.ts';
import type { Inlay, InlayConfig } from './core/inlay.ts';
import { bringLate, setLateLoader } from './core/late.ts';
import { setTextLoader } from './core/text.ts';
import { init as start } from './init.ts';

/** Your bundler makes a chunk of each. */
const late: Readonly<Record<string, () => Promise<object>>> = {
  'after-paint': () => import('./after-paint.ts'),
  'claim-late': () => import('./coupon-late.ts'),
  'points-late': () => import('./points-late.ts'),
};

/**
 * Starts Inlay on this page and returns at once. A second call for the same partner and gateway returns the first
 * Inlay and takes over its functions and settings. Throws an {@link InlayError} when the configuration is wrong, and
 * nothing in the SDK throws after that.
 */
export function init(config: InlayConfig): Inlay {
  // Your bundler makes a chunk of each language; a page loads the one it asks for.
  setTextLoader(async (locale) =>
    locale === 'en' ? (await import('./core/text.en.ts')).en : (await import('./core/text.zh-hk.ts')).zhHK,
  );
  setLateLoader((chunk) => (late[chunk] ?? late['after-paint']!)());
  return start(config, () => bringLate(), { draw: async (text) => (await import('./qr.ts')).draw(text) });
}

export { errorCodes, type ErrorCode } from './core/error-codes.ts';
export { InlayError } from './core/errors.ts';
export type {
  ClaimIntentDetail,
  CouponClaimedDetail,
  AppOpenDetail,
  AppResultDetail,
  DisclosureReceipt,
  EmptyDetail,
  EmptyReason,
  ErrorDetail,
  InlayEvents,
  PointsOpenDetail,
  PointsRedeemedDetail,
  PointsReleasedDetail,
  ProductOpenDetail,
  ReadyDetail,
} from './core/events.ts';
export type { Inlay, InlayConfig, Settings } from './core/inlay.ts';
export type {
  Consent,
  ConsentState,
  Code,
  HostName,
  Intent,
  LaunchParams,
  LaunchResult,
  LaunchTarget,
  Ledger,
  Purpose,
  SessionLevel,
  SessionState,
  Surface,
  Verb,
} from './core/ports.ts';
export { VERSION } from './core/slot.ts';
export type { Locale } from './core/text.ts';
export { InlayCouponClaim } from './widgets/coupon-claim/coupon-claim.ts';
export { InlayCouponList } from './widgets/coupon-list/coupon-list.ts';
export { InlayAppBanner } from './widgets/app-banner/app-banner.ts';
export { InlayPointsRedeem } from './widgets/points-redeem/points-redeem.ts';
export { InlayWealthCard } from './widgets/wealth-card/wealth-card.ts';

type PageEvents = { [N in keyof InlayEvents]: CustomEvent<InlayEvents[N]> };

declare global {
  // So that addEventListener on an element knows what `detail` holds.
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type
  interface HTMLElementEventMap extends PageEvents {}
}
