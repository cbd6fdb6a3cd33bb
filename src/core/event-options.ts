import type { InlayEvents } from './events.ts';

/** What the page is told, and what it may stop. */
const told = { bubbles: true, cancelable: false } as const;
const asked = { bubbles: true, cancelable: true } as const;

/** Names of the public events with what a view must know to dispatch them. */
export const inlayEvents = {
  'inlay-ready': { bubbles: false, cancelable: false },
  'inlay-empty': told,
  'inlay-error': told,
  'inlay-product-open': asked,
  'inlay-claim-intent': asked,
  'inlay-coupon-claimed': told,
  'inlay-app-open': asked,
  'inlay-app-result': told,
  'inlay-points-open': asked,
  'inlay-points-redeemed': told,
  'inlay-points-released': told,
} as const satisfies Record<keyof InlayEvents, { bubbles: boolean; cancelable: boolean }>;
