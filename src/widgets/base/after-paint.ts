export { attend } from './attend.ts';
export { sheet, showSheet } from './sheet.ts';
export { sparkline } from './sparkline.ts';
export { applyTheme } from './theme.ts';
