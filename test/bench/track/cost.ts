import type { Browser } from 'playwright-core';
import { closeTab, CPU_THROTTLE, mainThread, openTab, throttleCpu, type Tab } from '../browser.ts';
import { quantile } from '../statistics.ts';
import type { TrackerRun } from './bench.ts';
import { eventId } from './collector.ts';
import { visit } from './loss.ts';

const BURST = 1000;
const STEADY = 100;

/** What one burst cost, in microseconds per event at the CPU throttle. */
export interface Cost {
  /** Inside `track()` itself. */
  call: number;
  /** All of the main thread until it was quiet again: storing, encoding and sending included. */
  all: number;
}

/** A burst of 1,000 events in one task, and the main-thread time it cost until the page was quiet. */
export async function burstCost(browser: Browser, run: TrackerRun): Promise<Cost> {
  const tab = await openTab(browser);
  await visit(tab.page, run);
  await throttleCpu(tab, CPU_THROTTLE);
  const before = await quietTaskTime(tab);
  const call = await tab.page.evaluate(
    ([ids]) => {
      const from = performance.now();
      for (const id of ids) window.tracker.track(id);
      return performance.now() - from;
    },
    [Array.from({ length: BURST }, (_, n) => eventId(n))] as const,
  );
  const after = await quietTaskTime(tab);
  await closeTab(tab);
  run.collector.clear();
  return { call: (call * 1000) / BURST, all: ((after - before) * 1000) / BURST };
}

/**
 * Milliseconds from `track()` to the commit of the IndexedDB transaction that holds the event, one event every 50 ms at the CPU
 * throttle; Infinity for an event that was never committed. Seen from outside, by watching IndexedDB.
 */
export async function durableTimes(browser: Browser, run: TrackerRun): Promise<{ p50: number; p95: number }> {
  const tab = await openTab(browser);
  await tab.page.addInitScript(watchCommits);
  await visit(tab.page, run);
  await throttleCpu(tab, CPU_THROTTLE);
  const times = await tab.page.evaluate(
    async ([ids]) => {
      const tracked = new Map<string, number>();
      for (const id of ids) {
        tracked.set(id, performance.now());
        window.tracker.track(id);
        await new Promise((done) => setTimeout(done, 50));
      }
      await new Promise((done) => setTimeout(done, 1000));
      const committed = (window as unknown as { committed: Map<string, number> }).committed;
      return [...tracked].map(([id, at]) => (committed.get(id) ?? Infinity) - at);
    },
    [Array.from({ length: STEADY }, (_, n) => eventId(n))] as const,
  );
  await closeTab(tab);
  run.collector.clear();
  // JSON has no Infinity: DevTools hands it over as it is, but be sure.
  const known = times.map((time) => time ?? Infinity);
  return { p50: quantile(known, 0.5), p95: quantile(known, 0.95) };
}

/** Main-thread task time, read when less than 5 ms of work were done in each of four quarter seconds. */
async function quietTaskTime(tab: Tab): Promise<number> {
  let last = (await mainThread(tab)).task;
  for (let quiet = 0, turns = 0; quiet < 4 && turns < 120; turns++) {
    await new Promise((done) => setTimeout(done, 250));
    const now = (await mainThread(tab)).task;
    quiet = now - last < 5 ? quiet + 1 : 0;
    last = now;
  }
  return last;
}

/** Runs in the page before any script: notes when the transaction that wrote an event's id was committed. */
function watchCommits(): void {
  const committed = new Map<string, number>();
  (window as unknown as { committed: Map<string, number> }).committed = committed;
  const watch = (name: 'add' | 'put') => {
    const native = IDBObjectStore.prototype[name];
    IDBObjectStore.prototype[name] = function (value: unknown, key?: IDBValidKey) {
      const ids = JSON.stringify(value)?.match(/bench-\d{5}/g) ?? [];
      this.transaction.addEventListener('complete', () => {
        for (const id of ids) if (!committed.has(id)) committed.set(id, performance.now());
      });
      return key === undefined ? native.call(this, value) : native.call(this, value, key);
    };
  };
  watch('add');
  watch('put');
}
