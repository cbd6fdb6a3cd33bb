export { attend } from './attend.ts';
export { sparkline } from './sparkline.ts';
export { applyTheme } from './theme.ts';
