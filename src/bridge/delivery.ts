import type { Clock, Ledger } from '../core/ports.ts';
import { countOf, type Item, type Queue } from './rows.ts';

/** What of the platform delivery uses; whatever is missing is done without. */
export interface DeliveryNatives {
  fetch?: (url: string, init: never) => Promise<FetchedBatch>;
  /** True when the browser took the text. */
  sendBeacon?: (url: string, text: string) => boolean;
  locks?: { request(name: string, options: never, work: () => Promise<void>): Promise<unknown> };
}

/** What delivery reads of an answer. */
interface FetchedBatch {
  status: number;
  ok: boolean;
  headers: { get(name: string): string | null };
  json(): Promise<{ rejected: readonly unknown[] }>;
}

/** What delivery needs from outside. */
export interface DeliveryOptions extends DeliveryNatives {
  partner: string;
  /** Origin of the bank's gateway. */
  gateway: string;
  clock: Clock;
  queue: Queue;
  /** The tracker's counts, written in place. */
  ledger: Ledger;
}

/** Brings the queue to the bank. */
export interface Delivery {
  /** Something is waiting: send within two seconds, or at once when much is. */
  wake(): void;
  /** Send now, whatever was waited for. */
  flush(): void;
  /** The page may be gone in a moment: hand what is unacknowledged to the browser; true when it took everything. */
  leave(): boolean;
  /** Breaks off what is under way: consent was withdrawn, or the page goes. */
  interrupt(): void;
  stop(): void;
}

const MOST = 50;
const BATCH_BYTES = 3e4;
const FLUSH_MS = 2e3;
const TIMEOUT_MS = 1e4;
const LONGEST_MS = 3e5;
// The browser's own limit is 65,536 bytes in flight for the whole page, shared with keepalive requests.
const BEACON_BYTES = 6e4;
const KEEPALIVE_BYTES = 8e3;

const { AbortController, Promise } = globalThis;
const random = Math.random;

/** Makes the delivery of one queue; sends nothing by itself. */
export function createDelivery(options: DeliveryOptions): Delivery {
  const { clock, queue, ledger, fetch, sendBeacon, locks, partner } = options;
  // One address for both: EasyPrivacy blocks every URL with `/beacon?` in it.
  const url = `${options.gateway}/v1/events?k=${partner}`;
  let tries = 0;
  let running: AbortController | undefined;
  let cancel: (() => void) | undefined;
  let stopped = false;

  const ready = () => queue.next(MOST, BATCH_BYTES);
  const pack = (items: readonly Item[]) => `[${items.map((item) => item.text).join()}]`;

  function schedule(delay: number): void {
    if (!cancel && !running && !stopped) cancel = clock.after(delay, flush);
  }

  function flush(): void {
    if (cancel) cancel();
    cancel = undefined;
    if (!running && !stopped) void drain();
  }

  function interrupt(): void {
    if (running) running.abort();
  }

  /** One tab sends at a time; inside the lock it looks again at what is there. */
  async function drain(): Promise<void> {
    const { signal } = (running = new AbortController());
    const control = running;
    let begun = false;
    let wait = 0;
    const work = async () => {
      begun = true;
      wait = await sendAll(control);
    };
    try {
      // Without a database there is nothing that another tab could send.
      if (locks && queue.durable()) await locks.request(`inlay-${partner}`, { signal } as never, work);
    } catch {
      // Locks are refused in this context, or we were interrupted while waiting.
    }
    if (!begun) await work();
    running = undefined;
    if (wait || ready().length) schedule(wait || FLUSH_MS);
  }

  /** Sends batch after batch; answers how long to wait when the bank cannot take more now. */
  async function sendAll(control: AbortController): Promise<number> {
    await new Promise<void>((done) => {
      // Some WebKit versions never answer; what is in memory does not wait for them.
      const late = clock.after(FLUSH_MS, done);
      queue.load(() => {
        late();
        done();
      });
    });
    for (;;) {
      const batch = ready();
      if (!batch.length || control.signal.aborted) return 0;
      const count = countOf(batch);
      ledger.sent += count;
      const body = pack(batch);
      const late = clock.after(TIMEOUT_MS, () => control.abort());
      let status = 0;
      let refused = 0;
      let pause = 0;
      try {
        const response = await fetch!(url, {
          // A page may have put anything on Object.prototype, and fetch reads its options through it.
          __proto__: null,
          method: 'POST',
          body,
          headers: { 'content-type': 'application/cloudevents-batch+json' },
          credentials: 'omit',
          referrerPolicy: 'origin',
          keepalive: body.length < KEEPALIVE_BYTES,
          signal: control.signal,
        } as never);
        status = response.status;
        const after = response.headers.get('retry-after');
        // Seconds or a date; never more than an hour.
        if (after) pause = Math.max(0, Math.min(36e5, +after * 1e3 || Date.parse(after) - clock.now() || 0));
        if (response.ok) refused = Math.min(count, (await response.json()).rejected.length || 0);
      } catch {
        // No answer, or one without a list of refusals.
      }
      late();
      if (status > 399 && status < 500 && status !== 429) refused = count;
      else if (status < 200 || status > 299) {
        ledger.note = `collector: ${status || 'no answer'}`;
        // fetch may be broken for good by the page, a blocker or a proxy; a beacon goes another way.
        if (++tries === 3) leave();
        // Full jitter, on top of what the bank asked for and as wide: clients that failed together do not come back together.
        return 1 + pause + random() * Math.min(LONGEST_MS, Math.max(pause, 500 * 2 ** tries));
      }
      tries = 0;
      queue.remove(batch);
      ledger.rejected += refused;
      ledger.acknowledged += count - refused;
      if (refused) ledger.note = `collector: ${status}, ${refused} refused`;
    }
  }

  function leave(): boolean {
    // The page's own beacons may have used up most of the room.
    for (let size = BEACON_BYTES; size > 2e3; size /= 4) {
      const items = queue.next(1e4, size, true);
      if (!items.length) break;
      try {
        if (!sendBeacon!(url, pack(items))) continue;
      } catch {
        // Missing, or replaced by the page.
        break;
      }
      ledger.sent += countOf(items);
      for (const item of items) item.beaconed = true;
      break;
    }
    const rest = countOf(queue.next(1e4, 1e9, true));
    if (rest) ledger.note = `beacon: ${rest} wait in the queue`;
    return !rest;
  }

  return {
    flush,
    leave,
    wake() {
      if (!tries && queue.size() >= MOST) flush();
      else schedule(FLUSH_MS);
    },
    interrupt,
    stop() {
      stopped = true;
      if (cancel) cancel();
      interrupt();
    },
  };
}
