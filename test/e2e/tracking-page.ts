import { createClock } from '../../src/bridge/clock.ts';
import { createTracker, type TrackerOptions } from '../../src/bridge/tracker.ts';
import type { Consent, Tracker } from '../../src/core/ports.ts';

declare global {
  interface Window {
    tracker: Tracker;
    /** Makes the page's tracker. */
    begin(gateway: string, consent: Partial<Consent>, more?: Partial<TrackerOptions>): void;
    /** Tracks so many events, numbered from `from`. */
    burst(from: number, count: number): void;
  }
}

// Script of the test's page: nothing happens until the test calls begin().
window.begin = (gateway, consent, more) => {
  window.tracker = createTracker({ partner: 'lvtu', gateway, clock: createClock(), consent, ...more });
};
window.burst = (from, count) => {
  for (let i = from; i < from + count; i++) {
    window.tracker.track('wealth_card_exposed', { product: `P${i}`, placement: 'test', ratio: 1 });
  }
};
