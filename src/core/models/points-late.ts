import { addTexts } from '../text.ts';
import { pointsLateZhCN } from '../text-points.late.zh-cn.ts';
import { createConfirming } from './points-confirm.ts';
import { createLeaving } from './points-leave.ts';
import type { Counter, Way } from './points-sheet.ts';

/** Makes the way of this page. */
export function createWay(counter: Counter): Way {
  addTexts('zh-CN', pointsLateZhCN);
  return (counter.sheet().atBank ? createConfirming : createLeaving)(counter);
}
