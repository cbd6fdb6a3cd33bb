import * as afterPaint from '../../src/core/after-paint.ts';
import * as pointsLate from '../../src/core/points-late.ts';
import { bringLate, setLateLoader } from '../../src/core/late.ts';

// A test of a model begins on a page on which the late parts are there.
setLateLoader((chunk) => Promise.resolve(chunk === 'points-late' ? pointsLate : afterPaint));
await bringLate();
