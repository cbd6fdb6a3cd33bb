export { measureExposure } from './exposure.ts';
export { sparkline } from './sparkline.ts';
export { applyTheme } from './theme.ts';
export { isSeen, trackOcclusion } from './visibility.ts';
