import type { InlayEvents } from './events.ts';

/** Names of the public events with what a view must know to dispatch them. */
export const inlayEvents = {
  'inlay-ready': { bubbles: false, cancelable: false },
  'inlay-empty': { bubbles: true, cancelable: false },
  'inlay-error': { bubbles: true, cancelable: false },
  'inlay-product-open': { bubbles: true, cancelable: true },
  'inlay-claim-intent': { bubbles: true, cancelable: true },
  'inlay-coupon-claimed': { bubbles: true, cancelable: false },
  'inlay-app-open': { bubbles: true, cancelable: true },
  'inlay-app-result': { bubbles: true, cancelable: false },
  'inlay-points-open': { bubbles: true, cancelable: true },
  'inlay-points-redeemed': { bubbles: true, cancelable: false },
  'inlay-points-released': { bubbles: true, cancelable: false },
} as const satisfies Record<keyof InlayEvents, { bubbles: boolean; cancelable: boolean }>;
