// What of core only a tap, a failure or the chart needs; it comes after the first paint.
export { buildChart } from './chart.ts';
export { createOpening } from './models/wealth-open.ts';
export { zhCNLate } from './text.zh-cn.late.ts';
