import type { DeviceTime } from '../../src/bridge/clock.ts';

/** A device whose time stands still until it is told to go on. */
export interface FakeDevice extends DeviceTime {
  /** Moves both clocks and runs what falls due, in order, letting promises settle between. */
  advance(milliseconds: number): Promise<void>;
  /** Lets up to so many milliseconds pass, second by second, until something holds. */
  advanceUntil(holds: () => unknown, limit: number): Promise<void>;
  /** Sets the wall clock forward or back without time passing. */
  setWall(by: number): void;
  /** Sleeps: the wall clock moves on, the steady clock and all timers stand. */
  sleep(milliseconds: number): void;
  /** True time: what a bank would say. */
  truth(): number;
  readonly pending: number;
}

const breath = () => new Promise((resolve) => setImmediate(resolve));

// WebCrypto works in other threads, so that no number of turns is enough to wait for it: count what is under way.
let signing = 0;
const subtle = SubtleCrypto.prototype as unknown as Record<string, (...given: unknown[]) => Promise<unknown>>;
for (const name of ['sign', 'verify', 'digest', 'generateKey', 'exportKey', 'importKey']) {
  const native = subtle[name]!;
  subtle[name] = function (...given) {
    signing++;
    return native.apply(this, given).finally(() => signing--);
  };
}

/** Lets promises settle, WebCrypto's and fake-indexeddb's included. */
export async function settle(turns = 20): Promise<void> {
  for (let turn = 0; turn < turns; turn++) {
    await breath();
    if (signing) turn = 0;
  }
}

/** Makes a device whose wall clock is wrong by `skew` milliseconds. */
export function createDevice(skew = 0, start = Date.UTC(2026, 10, 22, 2, 0, 0, 250)): FakeDevice {
  let wallTime = start + skew;
  let trueTime = start;
  let steadyTime = 1234.5;
  const timers = new Set<{ at: number; run: () => void }>();
  const device: FakeDevice = {
    wall: () => wallTime,
    steady: () => steadyTime,
    truth: () => trueTime,
    set(run, milliseconds) {
      const timer = { at: steadyTime + Math.max(0, milliseconds), run };
      timers.add(timer);
      return timer;
    },
    clear: (timer) => void timers.delete(timer as never),
    async advance(milliseconds) {
      const end = steadyTime + milliseconds;
      const to = (at: number) => {
        const by = at - steadyTime;
        steadyTime += by;
        wallTime += by;
        trueTime += by;
      };
      await settle();
      for (;;) {
        const due = [...timers].filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
        if (!due) break;
        timers.delete(due);
        to(Math.max(due.at, steadyTime));
        due.run();
        await settle();
      }
      to(end);
    },
    async advanceUntil(holds, limit) {
      for (const end = steadyTime + limit; !holds() && steadyTime < end;) await device.advance(1000);
    },
    setWall: (by) => void (wallTime += by),
    sleep(milliseconds) {
      wallTime += milliseconds;
      trueTime += milliseconds;
    },
    get pending() {
      return timers.size;
    },
  };
  return device;
}
