// What a page needs only after its first paint; a chunk of its own in builds that have chunks.
export { createBridge } from './bridge/bridge.ts';
export * from './widgets/base/after-paint.ts';
