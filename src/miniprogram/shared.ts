// All the code that components share, in one file of the package (`scripts/miniprogram.ts`).
export { createAppBanner } from '../core/models/app-banner.ts';
export { createCouponClaim } from '../core/models/coupon-claim.ts';
export { createPointsRedeem } from '../core/models/points-redeem.ts';
export { createWealthCard } from '../core/models/wealth-card.ts';
export { card, modelOf, tap } from './behavior.ts';
export { init } from './init.ts';
