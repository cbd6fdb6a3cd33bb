import { on } from './hosts/web.ts';
import { createQueue } from './queue.ts';
import { createTracking, type TimedTracker, type TrackingOptions } from './tracking.ts';

export type { TimedTracker };

/** What a page's tracker is made of. Everything but the first is the platform's own unless a test says otherwise. */
export interface TrackerOptions extends Omit<TrackingOptions, 'queue' | 'watch'> {
  indexedDB?: IDBFactory;
  /** Tells of `pagehide`, `pageshow` and `online`. */
  page?: EventTarget;
  /** Tells of `visibilitychange`. */
  document?: EventTarget & { visibilityState?: string };
}

/** Each of these may throw by being looked at: a sandboxed frame, storage that is switched off. */
function look<T>(get: () => T): T | undefined {
  try {
    return get();
  } catch {
    return undefined;
  }
}

/** The platform as it was when this file was loaded, before the page had more time to change it. */
const natives = {
  fetch: look(() => fetch.bind(globalThis)),
  sendBeacon: look(() => navigator.sendBeacon.bind(navigator)),
  locks: look(() => navigator.locks),
  indexedDB: look(() => indexedDB),
  page: look(() => window),
  document: look(() => document),
};

/** Makes the one tracker of a page. */
export function createTracker(given: TrackerOptions): TimedTracker {
  const options = { ...natives, ...given };
  const { clock, partner, page, document, locks, indexedDB: factory } = options;
  return createTracking({
    ...options,
    queue: (consent, ledger) =>
      createQueue({ name: `inlay-${partner}`, factory, clock, consent, ledger, locked: !!locks }),
    watch({ flush, interrupt, leave }) {
      const listeners: [EventTarget | undefined, string, (event: Event) => unknown][] = [
        // A page that waits for a lock or an answer is not kept for the back button.
        [page, 'pagehide', () => leave() && interrupt()],
        [page, 'pageshow', (event) => (event as PageTransitionEvent).persisted && flush()],
        [page, 'online', flush],
        // Not `=== 'hidden'`: an element with that name would shadow the property.
        [document, 'visibilitychange', () => document!.visibilityState !== 'visible' && leave()],
      ];
      const offs = listeners.map(([target, type, listener]) => (target ? on(target, type, listener) : () => {}));
      return () => offs.forEach((off) => off());
    },
  });
}
