// All the code that components share, in one file of the package (`scripts/miniprogram.ts`).
export { createWealthCard } from '../core/models/wealth-card.ts';
export { card, modelOf, tap } from './behavior.ts';
export { init } from './init.ts';
