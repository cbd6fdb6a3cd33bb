import type { WatchedClock } from '../core/ports.ts';

/** Where the time of this device comes from; a test brings its own. */
export interface DeviceTime {
  /** The device's own idea of the time, milliseconds since 1970. */
  wall(): number;
  /** Milliseconds since some start; never set back. */
  steady(): number;
  set(callback: () => void, milliseconds: number): unknown;
  clear(timer: unknown): void;
}

/** The bank's time, learned from the `Date` of its answers. */
export interface BankClock extends WatchedClock {
  /** Milliseconds of this device's steady clock: take it before a call for {@link BankClock.learn}. */
  steady(): number;
  /**
   * Learns from the `Date` of an answer that has just come to a call sent at `sent` (steady time).
   * `fresh` is false when a cache may have answered: such a date is a lower bound only.
   */
  learn(date: string, sent: number, fresh: boolean): void;
}

// Old engines and mini-programs have no steady clock.
const { performance } = globalThis as { performance?: { now(): number } };
const { setTimeout, clearTimeout } = globalThis;
const wall = Date.now;
const parse = Date.parse;
// The longest wait that setTimeout takes; a longer one would fire at once.
const longest = 0x7fffffff;

const device: DeviceTime = {
  wall: () => wall(),
  steady: () => (performance ? performance.now() : wall()),
  set: (callback, milliseconds) => setTimeout(callback, milliseconds),
  clear: (timer) => clearTimeout(timer as number),
};

/** Makes the clock; until the bank has answered it shows the device's time. */
export function createClock({ wall, steady, set, clear }: DeviceTime = device): BankClock {
  // Bank time minus steady time: the best guess, and the bounds that the samples leave for it.
  let offset = wall() - steady();
  let low = -Infinity;
  let high = Infinity;
  // Steady time at which the call left that told of the last jump.
  let since = -Infinity;
  let base = offset;
  return {
    now: () => offset + steady(),
    steady,
    jumped: () => Math.abs(wall() - steady() - base) > 30_000,
    learn(date, sent, fresh) {
      const at = parse(date);
      if (isNaN(at)) return;
      // `Date` has whole seconds and was written somewhere between sending and now, so the quickest answers say most.
      const least = at - steady();
      const most = fresh ? at + 1000 - sent : Infinity;
      if (least > high || most < low) {
        // It contradicts the earlier samples: the bank's clock was set, or this device slept. Begin again, but not with an
        // answer that was under way meanwhile: it would take the page back to the time before.
        if (sent < since) return;
        low = least;
        high = most;
        since = sent;
      } else {
        low = Math.max(low, least);
        high = Math.min(high, most);
      }
      if (fresh) base = wall() - steady();
      offset = high < Infinity ? (low + high) / 2 : Math.max(offset, low);
    },
    after(milliseconds, callback) {
      let timer: unknown;
      const wait = (rest: number) => {
        timer = set(() => (rest > longest ? wait(rest - longest) : callback()), Math.min(rest, longest));
      };
      wait(milliseconds);
      return () => clear(timer);
    },
  };
}
