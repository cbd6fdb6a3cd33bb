import * as afterPaint from '../../src/core/after-paint.ts';
import { bringLate, setLateLoader } from '../../src/core/late.ts';

// A test of a model begins on a page on which the late parts are there.
setLateLoader(() => Promise.resolve(afterPaint));
await bringLate();
