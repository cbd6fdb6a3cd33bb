import * as afterPaint from '../../src/core/after-paint.ts';
import * as couponLate from '../../src/core/coupon-late.ts';
import { setLateLoader } from '../../src/core/late.ts';
import { en } from '../../src/core/text.en.ts';
import { addTexts } from '../../src/core/text.ts';
import { zhHK } from '../../src/core/text.zh-hk.ts';

const late: Readonly<Record<string, object>> = { 'after-paint': afterPaint, 'claim-late': couponLate };

// Everything is in the one file: nothing has to come first.
setLateLoader(async (chunk) => late[chunk]!);
addTexts('en', en);
addTexts('zh-HK', zhHK);
