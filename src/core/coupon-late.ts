// What of a coupon only a customer's own state, a tap or the rules need; it comes after the first paint.
export { createActing } from './models/coupon-act.ts';
export { couponZhCNLate as zhCNLate } from './text-coupon.zh-cn.late.ts';
