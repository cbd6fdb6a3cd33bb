// What a points redemption needs only after its first paint; a chunk of its own in builds that have chunks.
export * from './core/points-late.ts';
export * from './widgets/points-redeem/points-late.ts';
