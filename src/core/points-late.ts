import { createConfirming } from './models/points-confirm.ts';
import { createLeaving } from './models/points-leave.ts';
import type { Counter, Way } from './models/points-sheet.ts';

// What a points redemption needs only after its first paint; a chunk of its own in builds that have chunks.
export { pointsZhCNLate as zhCNLate } from './text-points.zh-cn.late.ts';

/** Makes the way of this page. */
export function createWay(counter: Counter): Way {
  return (counter.sheet().atBank ? createConfirming : createLeaving)(counter);
}
