import * as afterPaint from '../../src/core/after-paint.ts';
import * as couponLate from '../../src/core/coupon-late.ts';
import * as pointsLate from '../../src/core/points-late.ts';
import { bringLate, setLateLoader } from '../../src/core/late.ts';

const late: Readonly<Record<string, object>> = { 'claim-late': couponLate, 'points-late': pointsLate };
// A test of a model begins on a page on which the late parts are there.
setLateLoader((chunk) => Promise.resolve(late[chunk] ?? afterPaint));
await bringLate();
await bringLate('claim-late');
