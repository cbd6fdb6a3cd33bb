import * as afterPaint from '../../src/core/after-paint.ts';
import * as couponLate from '../../src/core/coupon-late.ts';
import { bringLate, setLateLoader } from '../../src/core/late.ts';

// A test of a model begins on a page on which the late parts are there.
setLateLoader((chunk) => Promise.resolve(chunk === 'coupon-late' ? couponLate : afterPaint));
await bringLate();
await bringLate('coupon-late');
