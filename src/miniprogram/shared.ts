// All the code that components share, in one file of the package (`scripts/miniprogram.ts`).
import { runtime } from './init.ts';

export { errorCodes } from '../core/error-codes.ts';
export { InlayError } from '../core/errors.ts';
export { originOf } from '../core/link.ts';
export { createAppBanner } from '../core/models/app-banner.ts';
export { createCouponClaim } from '../core/models/coupon-claim.ts';
export { createPointsRedeem } from '../core/models/points-redeem.ts';
export { createWealthCard } from '../core/models/wealth-card.ts';
export { VERSION } from '../core/slot.ts';
export { card, modelOf, tap } from './behavior.ts';
export { init } from './init.ts';
export { ticketFrom } from './ticket.ts';

/** The bank's page that is open, or about to be. */
export const bankPage = () => runtime?.page;
