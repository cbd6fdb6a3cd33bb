import { createClock } from '../../src/bridge/clock.ts';
import { createTracker, type TrackerOptions } from '../../src/bridge/tracker.ts';
import type { Consent, Ledger } from '../../src/core/ports.ts';

/** What the test may do in its page; nothing happens before `begin`. */
export interface TrackedPage {
  /** Makes the page's tracker. */
  begin(gateway: string, consent: Partial<Consent>, more?: Partial<TrackerOptions>): void;
  /** Tracks so many events, numbered from `from`. */
  burst(from: number, count: number): void;
  ledger(): Ledger;
}

declare global {
  interface Window {
    tracked: TrackedPage;
  }
}

let tracker: ReturnType<typeof createTracker>;

window.tracked = {
  begin(gateway, consent, more) {
    tracker = createTracker({ partner: 'lvtu', gateway, clock: createClock(), consent, ...more });
  },
  burst(from, count) {
    for (let i = from; i < from + count; i++) {
      tracker.track('wealth_card_exposed', { product: `P${i}`, placement: 'test', ratio: 1 });
    }
  },
  ledger: () => tracker.ledger(),
};
