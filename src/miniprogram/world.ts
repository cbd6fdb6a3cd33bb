/** Breaks off what was begun with its signal: that one thing leaves word how. */
class Abort {
  signal: { aborted: boolean; end?: () => void } = { aborted: false };
  abort(): void {
    this.signal.aborted = true;
    this.signal.end?.();
  }
}

/**
 * What stands for `globalThis` in this build (`scripts/miniprogram.ts`): a mini-program hands its files an `undefined` of
 * that name, and has none of a browser's globals. What is not here is not there for the shared code either.
 */
export const world = {
  Promise,
  setTimeout,
  clearTimeout,
  console,
  AbortController: Abort,
  queueMicrotask: (callback: () => void): void => void Promise.resolve().then(callback),
};
