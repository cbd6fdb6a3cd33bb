import { sheetStyles } from '../base/sheet.styles.ts';
import { standingStyles } from './standing.ts';

export { sheet, showSheet } from '../base/sheet.ts';
export { standing } from './standing.ts';
/** The look of what comes late. */
export const couponLateStyles = [standingStyles, sheetStyles];
