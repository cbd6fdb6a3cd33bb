import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { chromiumPath, flags } from '../../support/chromium.ts';
import type { TrackerRun } from './bench.ts';
import { eventId } from './collector.ts';
import { returnVisit, settle, visit } from './loss.ts';

/** What one killed browser lost. */
export interface Killed {
  events: number;
  /** Not at the collector shortly after the kill. */
  atOnce: number;
  /** Still missing after one return visit on the same profile. */
  forGood: number;
  /** Age in milliseconds, at the kill, of the oldest event that is missing for good; 0 when none is. */
  oldest: number;
  /** How many of the missing are the very last event. */
  last: number;
}

/** A Chromium of our own with a profile of its own, so that it can be killed and come back. */
interface OwnChromium {
  process: ChildProcess;
  browser: Browser;
}

/** A browser that is dead, and what its return visit will say. */
export interface Kill {
  returned: Promise<Killed>;
}

/** Events every 50 ms, and SIGKILL to the browser at a random moment between 1 and 4 s; `first` is the number of the first event. */
export function killAtRandom(run: TrackerRun, first: number): Promise<Kill> {
  return killed(run, async (page, tracked, kill) => {
    const moment = 1000 + Math.random() * 3000;
    trackEvery50(page, first, 100);
    await new Promise((done) => setTimeout(done, moment));
    kill();
    return tracked;
  });
}

/** Ten events, one every 50 ms, and SIGKILL as soon as the last `track()` has returned. */
export function killAfterLast(run: TrackerRun, first: number): Promise<Kill> {
  return killed(run, async (page, tracked, kill) => {
    const done = new Promise<void>((heard) => (tracked.onSize = (size) => size === 10 && (kill(), heard())));
    trackEvery50(page, first, 10);
    await done;
    return tracked;
  });
}

/** Has the page track events and say so, one every 50 ms. */
function trackEvery50(page: Page, first: number, count: number): void {
  page
    .evaluate(
      ([ids]) => {
        ids.forEach((id, n) =>
          setTimeout(() => {
            window.tracker.track(id);
            (window as unknown as { tracked(note: string): void }).tracked(`${id} ${Date.now()}`);
          }, n * 50),
        );
      },
      [Array.from({ length: count }, (_, n) => eventId(first + n))] as const,
    )
    .catch(() => undefined);
}

/** Events the page says it has tracked, with the instant of each. */
class Tracked {
  readonly at = new Map<string, number>();
  onSize: (size: number) => unknown = () => undefined;

  note(text: string): void {
    const [id, at] = text.split(' ');
    if (id) this.at.set(id, Number(at));
    this.onSize(this.at.size);
  }
}

type Act = (page: Page, tracked: Tracked, kill: () => void) => Promise<Tracked>;

async function killed(run: TrackerRun, act: Act): Promise<Kill> {
  const profile = await mkdtemp(join(tmpdir(), 'inlay-bench-'));
  const first = await start(profile);
  const tracked = new Tracked();
  let at = 0;
  try {
    const page = await open(first);
    // A DevTools binding, not a request: its notes survive a kill that comes a moment later.
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Runtime.enable');
    await cdp.send('Runtime.addBinding', { name: 'tracked' });
    cdp.on('Runtime.bindingCalled', ({ payload }) => tracked.note(payload));
    await visit(page, run);
    await act(page, tracked, () => {
      at = Date.now();
      killTree(first.process);
    });
  } finally {
    killTree(first.process);
    await ended(first.process);
  }
  return { returned: comeBack(profile, run, tracked, at) };
}

/** Counts what is missing, opens the same profile once more, and counts again. */
async function comeBack(profile: string, run: TrackerRun, tracked: Tracked, at: number): Promise<Killed> {
  const ids = [...tracked.at.keys()];
  const missing = () => ids.filter((id) => !run.collector.arrived.has(id));
  await settle(() => missing().length, 1000);
  const atOnce = missing().length;
  if (atOnce > 0) {
    const second = await start(profile);
    try {
      await returnVisit((await open(second)).context(), run, () => missing().length);
    } finally {
      await stop(second);
    }
  }
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  const lost = missing();
  return {
    events: ids.length,
    atOnce,
    forGood: lost.length,
    oldest: Math.max(0, ...lost.map((id) => at - (tracked.at.get(id) ?? at))),
    last: lost.includes(ids[ids.length - 1] ?? '') ? 1 : 0,
  };
}

async function start(profile: string): Promise<OwnChromium> {
  await rm(join(profile, 'DevToolsActivePort'), { force: true });
  const args = ['--remote-debugging-port=0', `--user-data-dir=${profile}`, ...flags, 'about:blank'];
  // A process group of its own, so that the kill reaches this Chromium's processes and no other's.
  const child = spawn(chromiumPath(), args, { stdio: 'ignore', detached: true });
  for (let tries = 0; tries < 200; tries++) {
    const port = await readFile(join(profile, 'DevToolsActivePort'), 'utf8').catch(() => '');
    const [number, path] = port.split('\n');
    if (number && path) return { process: child, browser: await chromium.connectOverCDP(`http://127.0.0.1:${number}`) };
    await new Promise((done) => setTimeout(done, 50));
  }
  killTree(child);
  throw new Error('Chromium did not open its DevTools port within 10 s');
}

async function open({ browser }: OwnChromium): Promise<Page> {
  const context = browser.contexts()[0];
  if (!context) throw new Error('Chromium has no default context');
  return context.pages()[0] ?? context.newPage();
}

function killTree(child: ChildProcess): void {
  try {
    process.kill(-child.pid!, 'SIGKILL');
  } catch {
    // Dead already.
  }
}

async function stop({ process: child, browser }: OwnChromium): Promise<void> {
  const session = await browser.newBrowserCDPSession();
  await session.send('Browser.close').catch(() => undefined);
  await Promise.race([ended(child), new Promise((done) => setTimeout(done, 5000))]);
  killTree(child);
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((done) => child.once('exit', () => done()));
}
