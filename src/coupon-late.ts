// What a coupon needs only after its first paint; a chunk of its own in builds that have chunks.
export * from './core/coupon-late.ts';
export { createFrameClaims } from './bridge/frame-claim.ts';
export * from './widgets/coupon-claim/coupon-late.ts';
