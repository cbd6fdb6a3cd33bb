// What of core only a tap, a failure or the chart needs; it comes after the first paint.
export { buildChart } from './chart.ts';
export { createGuide } from './models/guide.ts';
export { createTap } from './models/tap.ts';
export { createOpening } from './models/wealth-open.ts';
export { resolveTarget } from './target.ts';
export { zhCNLate } from './text.zh-cn.late.ts';
