import { setTimeout as sleep } from 'node:timers/promises';
import { chromium, type Browser, type BrowserContext, type CDPSession, type Page } from 'playwright-core';
import { chromiumPath, flags } from '../support/chromium.ts';

/** Network of a run; `none` is the bare loopback. */
export type Network = 'none' | 'slow 4G';

/** How slow the phone is: every figure of the bench is taken at this CPU throttle unless it says otherwise. */
export const CPU_THROTTLE = 4;

/** Starts the browser of the card and tracker runs. */
export function launch(...more: string[]): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath(), headless: true, args: [...flags, ...more] });
}

/** For heap readings: V8 makes no machine code, whose growth while a page runs looks like a leak. */
export const withoutJit = '--js-flags=--no-opt --no-maglev --no-sparkplug';

/** One page in a fresh context (nothing cached, nothing stored) with its DevTools session. */
export interface Tab {
  context: BrowserContext;
  page: Page;
  cdp: CDPSession;
  /** What went wrong in the page so far. */
  problems: string[];
}

/** Opens a phone-sized tab. */
export async function openTab(browser: Browser): Promise<Tab> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN' });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.stack ?? error.message));
  page.on('requestfailed', (request) => problems.push(`${request.url()}: ${request.failure()?.errorText}`));
  const cdp = await context.newCDPSession(page);
  // CPU time of the thread, throttle included: what other processes do to the machine does not count.
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  return { context, page, cdp, problems };
}

/** Closes a tab; a page with errors fails the run, because a broken page would look fast. */
export async function closeTab(tab: Tab): Promise<void> {
  const problems = tab.problems.splice(0);
  const url = tab.page.url();
  await tab.context.close();
  if (problems.length > 0) throw new Error(`${url}: ${problems.join('\n')}`);
}

/** Visits that had no end and were made again; the report names them. */
export const repeated: string[] = [];

/**
 * Makes a visit, and makes it again when it does not end: now and then a Chromium under this load draws no more frames, and
 * without a limit the whole run would wait for one of them.
 */
export async function ending<T>(browser: Browser, what: string, visit: () => Promise<T>, minutes = 3): Promise<T> {
  for (let tries = 1; ; tries++) {
    const limit = new AbortController();
    const end = visit().finally(() => limit.abort());
    const ended = () => true;
    if (
      await Promise.race([end.then(ended, ended), sleep(minutes * 60_000, false, { signal: limit.signal })]).catch(
        ended,
      )
    )
      return end;
    if (tries === 3) throw new Error(`${what}: three times no end in ${minutes} minutes`);
    repeated.push(what);
    console.error(`${what}: no end in ${minutes} minutes, once more`);
    await Promise.race([Promise.all(browser.contexts().map((context) => context.close())), sleep(10_000)]);
  }
}

/** Closes a page, and once more where it stays: now and then Chromium forgets to, right after the page went elsewhere. */
export async function closePage(page: Page): Promise<void> {
  const closed = page.close().then(() => true);
  while (!(await Promise.race([closed, sleep(3_000, false)]))) {
    const line = page.context().newCDPSession(page);
    // It may have gone this very moment.
    await line.then((one) => one.send('Page.close')).catch(() => undefined);
  }
}

/** Slows the tab's main thread; 1 is the machine's own speed. */
export async function throttleCpu(tab: Tab, rate: number): Promise<void> {
  await tab.cdp.send('Emulation.setCPUThrottlingRate', { rate });
}

/** Slow 4G as Lighthouse defines it: 150 ms, 1.6 Mbit/s down, 750 kbit/s up. */
export async function throttleNetwork(tab: Tab, network: Network): Promise<void> {
  if (network === 'none') return;
  await tab.cdp.send('Network.enable');
  await tab.cdp.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 150,
    downloadThroughput: (1.6 * 1024 * 1024) / 8,
    uploadThroughput: (750 * 1024) / 8,
  });
}

/** CPU time of the main thread since the page began, in milliseconds. */
export interface MainThread {
  /** JavaScript, compiling included. */
  script: number;
  /** Every task: script, style, layout, paint, parsing, collecting garbage. */
  task: number;
}

/** Reads the main thread's clocks. */
export async function mainThread(tab: Tab): Promise<MainThread> {
  const { metrics } = await tab.cdp.send('Performance.getMetrics');
  const seconds = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? 0;
  return {
    script: (seconds('ScriptDuration') + seconds('V8CompileDuration')) * 1000,
    task: seconds('TaskDuration') * 1000,
  };
}

/** Bytes of JavaScript heap in use after a forced collection. */
export async function heapUsed(tab: Tab): Promise<number> {
  // Twice: finalisers and weak references of the first collection free more in the second.
  await tab.cdp.send('HeapProfiler.collectGarbage');
  await tab.cdp.send('HeapProfiler.collectGarbage');
  return (await tab.cdp.send('Runtime.getHeapUsage')).usedSize;
}
