import type { Browser, BrowserContext, Page } from 'playwright-core';
import { closePage, openTab } from '../browser.ts';
import type { TrackBench, TrackerRun } from './bench.ts';
import { eventId } from './collector.ts';

/** What became of the events of one fault. */
export interface Loss {
  events: number;
  /** Missing when the fault was over and nothing more came. */
  atOnce: number;
  /** Still missing after one return visit. */
  forGood: number;
  duplicates: number;
}

/** One way to lose events. */
export interface Fault {
  name: string;
  /** Tracks the events, with the fault; leaves the page open or not. */
  act(page: Page, ids: string[], run: TrackerRun, bench: TrackBench): Promise<void>;
  /** The fault comes as soon as the page may track, not two seconds later. */
  early?: boolean;
  /** The page's storage throws, as in a frame without storage access. */
  noStorage?: boolean;
  /** Milliseconds without an arrival after which nothing more is expected. */
  patience: number;
}

const trackAll = (page: Page, ids: string[]) =>
  page.evaluate(
    ([all]) => {
      for (const id of all) window.tracker.track(id);
    },
    [ids] as const,
  );

async function leaveAtOnce(page: Page, ids: string[], _run: TrackerRun, { away }: TrackBench): Promise<void> {
  // A burst of 1,000 keeps some trackers busy for half a minute before the page can leave.
  const left = page.waitForURL(away, { waitUntil: 'commit', timeout: 180_000 });
  // Not waited for: a page that is gone may never answer.
  page
    .evaluate(
      ([all, url]) => {
        for (const id of all) window.tracker.track(id);
        location.href = url;
      },
      [ids, away] as const,
    )
    .catch(() => undefined);
  await left;
}

/** The faults of the issue, in its order; SIGKILL is in `kill.ts`. */
export const faults: readonly Fault[] = [
  { name: 'navigation in the same task', patience: 3000, act: leaveAtOnce },
  { name: 'the same, as soon as the page may track', patience: 3000, early: true, act: leaveAtOnce },
  {
    name: 'tab closed',
    patience: 3000,
    async act(page, ids) {
      await trackAll(page, ids);
      await page.close();
    },
  },
  {
    name: '5 s offline',
    patience: 10_000,
    async act(page, ids) {
      await page.context().setOffline(true);
      await trackAll(page, ids);
      await wait(5000);
      await page.context().setOffline(false);
    },
  },
  {
    name: 'three 500s',
    patience: 10_000,
    async act(page, ids, run) {
      run.collector.failNext(3);
      await trackAll(page, ids);
    },
  },
  {
    name: 'storage denied',
    patience: 10_000,
    noStorage: true,
    act: trackAll,
  },
];

/** Puts one tracker through one fault in a fresh context, then comes back once. */
export async function lossOf(
  browser: Browser,
  bench: TrackBench,
  run: TrackerRun,
  fault: Fault,
  events: number,
): Promise<Loss> {
  const { context, page } = await openTab(browser);
  if (fault.noStorage) await context.addInitScript(denyStorage);
  run.collector.clear();
  const ids = Array.from({ length: events }, (_, n) => eventId(n));
  await visit(page, run, fault.early ? 0 : undefined);
  await fault.act(page, ids, run, bench);
  const missing = () => events - run.collector.arrived.size;
  await settle(missing, fault.patience);
  const atOnce = missing();
  if (!page.isClosed()) await closePage(page);
  if (atOnce > 0) await returnVisit(context, run, missing);
  const loss = { events, atOnce, forGood: missing(), duplicates: run.collector.duplicates() };
  await context.close();
  run.collector.clear();
  return loss;
}

/** Opens the tracker's page again, as a customer who comes back, and waits for what is still to come. */
export async function returnVisit(context: BrowserContext, run: TrackerRun, missing: () => number): Promise<void> {
  const page = await context.newPage();
  run.collector.failNext(0);
  await visit(page, run);
  // A visit is never silent: some trackers send what they kept only with the next event.
  await page.evaluate(() => window.tracker.track('return-visit'));
  // Sensors sends what an earlier page left after 12 s at the soonest.
  await settle(missing, 20_000);
  await page.close();
}

/** Opens the tracker's page; after two seconds its first acts (loading more code, opening a database, a page view) are done. */
export async function visit(page: Page, run: TrackerRun, settled = 2000): Promise<void> {
  await page.goto(run.url, { waitUntil: 'load' });
  await page.evaluate(() =>
    Promise.race([
      window.tracker.ready,
      new Promise((_, fail) => setTimeout(() => fail(new Error('the tracker did not start within 20 s')), 20_000)),
    ]),
  );
  await wait(settled);
}

/** Waits until nothing is missing, or nothing came for `patience` milliseconds. */
export async function settle(missing: () => number, patience: number): Promise<void> {
  let seen = NaN;
  let since = Date.now();
  while (missing() > 0 && Date.now() - since < patience) {
    if (missing() !== seen) {
      seen = missing();
      since = Date.now();
    }
    await wait(50);
  }
}

const wait = (milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds));

/** Runs in the page before any script: every storage throws, as browsers do when the user blocks it. */
function denyStorage(): void {
  const deny = () => {
    throw new DOMException('Access is denied for this document.', 'SecurityError');
  };
  for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get: deny });
  IDBFactory.prototype.open = deny;
  Object.defineProperty(Document.prototype, 'cookie', { get: () => '', set: () => undefined });
}
