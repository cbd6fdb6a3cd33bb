import { InlayCouponClaim } from './widgets/coupon-claim/coupon-claim.ts';
import { InlayCouponList } from './widgets/coupon-list/coupon-list.ts';
import { InlayAppBanner } from './widgets/app-banner/app-banner.ts';
import { InlayPointsRedeem } from './widgets/points-redeem/points-redeem.ts';
import { InlayWealthCard } from './widgets/wealth-card/wealth-card.ts';

/** Every element of the SDK by its tag; the loader's table in `scripts/widgets.ts` names the same ones. */
export const elements: Readonly<Record<`inlay-${string}`, CustomElementConstructor>> = {
  'inlay-wealth-card': InlayWealthCard,
  'inlay-coupon-claim': InlayCouponClaim,
  'inlay-coupon-list': InlayCouponList,
  'inlay-app-banner': InlayAppBanner,
  'inlay-points-redeem': InlayPointsRedeem,
};
