// What a page needs only after its first paint; a chunk of its own in builds that have chunks.
export * from './bridge/after-paint.ts';
export * from './core/after-paint.ts';
export * from './widgets/base/after-paint.ts';
