/** A readable value that tells its listeners when it changes. */
export interface Readable<T> {
  getState(): T;
  /** Calls `listener` on every change until the returned function is called. */
  subscribe(listener: () => void): () => void;
}

/** A {@link Readable} its owner may set. */
export interface Store<T> extends Readable<T> {
  set(next: T): void;
}

/**
 * Makes a store. `start` runs when the first listener arrives, what it returns runs when the last one leaves,
 * so that timers and listeners live only while somebody looks.
 */
export function createStore<T>(initial: T, start?: () => () => void): Store<T> {
  let state = initial;
  let stop: (() => void) | undefined;
  const listeners = new Set<() => void>();
  return {
    getState: () => state,
    set(next) {
      if (next === state) return;
      state = next;
      for (const listener of [...listeners]) listener();
    },
    subscribe(listener) {
      // A wrapper of its own, so that one function subscribed twice counts as two listeners.
      const entry = () => listener();
      listeners.add(entry);
      if (listeners.size === 1) stop = start?.();
      return () => {
        if (!listeners.delete(entry) || listeners.size > 0) return;
        stop?.();
        stop = undefined;
      };
    },
  };
}
