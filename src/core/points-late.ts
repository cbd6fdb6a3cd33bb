import { createConfirming } from './models/points-confirm.ts';
import { createLeaving } from './models/points-leave.ts';
import type { Counter, Way } from './models/points-sheet.ts';
import { pointsZhCNBank } from './text-points-bank.zh-cn.late.ts';
import { pointsZhCNLate } from './text-points.zh-cn.late.ts';

// What of core a points redemption needs only after its first paint.
export const zhCNLate = { ...pointsZhCNLate, ...pointsZhCNBank };

/** Makes the way of this page. */
export function createWay(counter: Counter): Way {
  return (counter.sheet().atBank ? createConfirming : createLeaving)(counter);
}
