import { after } from 'node:test';
import { chromium, type Browser, type BrowserContext, type CDPSession, type Frame, type Page } from 'playwright-core';
import { chromiumPath, flags } from './chromium.ts';

const exposeSession = `globalThis.sessionOf = () =>
  globalThis[Symbol.for('inlay')]?.inlay?.session.getState() ?? { status: 'none', level: 'none', user: '' };`;

let running: Promise<Browser> | undefined;

/** The test process's one Chromium; it closes when the last test of the file is done. */
export function browser(): Promise<Browser> {
  running ??= launch();
  return running;
}

async function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath(),
    headless: true,
    args: [...flags, '--js-flags=--expose-gc'],
    // Playwright switches the back/forward cache off; customers have it on.
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  });
}

after(async () => {
  await (await running)?.close();
});

/** What went wrong on a page: nothing, on a good day. */
export interface Problems {
  /** Uncaught errors and unhandled rejections. */
  uncaught: string[];
  /** Console errors and warnings, with the browser's own words. */
  console: string[];
  /** Content-Security-Policy and Trusted Types violations, seen by DevTools. */
  violations: string[];
  /** Requests that left the machine's two or three known origins. */
  strangers: string[];
}

/** A page with its problems and its DevTools line. */
export interface Watched {
  page: Page;
  context: BrowserContext;
  problems: Problems;
  cdp: CDPSession;
}

/** How a page is opened. */
export interface Opening {
  width?: number;
  height?: number;
  dark?: boolean;
  /** Runs in every document before anything else. */
  first?: string;
  /** A context with a bank session in it, say; a fresh one otherwise. */
  context?: BrowserContext;
  serviceWorkers?: 'allow' | 'block';
}

/** Opens a fresh page that notes everything that goes wrong on it. */
export async function openPage(opening: Opening = {}): Promise<Watched> {
  const context =
    opening.context ??
    (await (
      await browser()
    ).newContext({
      viewport: { width: opening.width ?? 375, height: opening.height ?? 800 },
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      hasTouch: true,
      colorScheme: opening.dark ? 'dark' : 'light',
      serviceWorkers: opening.serviceWorkers ?? 'block',
    }));
  // The session's public face; nothing else of the tests is put into a page.
  await context.addInitScript(exposeSession);
  if (opening.first) await context.addInitScript(opening.first);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const problems: Problems = { uncaught: [], console: [], violations: [], strangers: [] };
  page.on('pageerror', (error) => problems.uncaught.push(String(error)));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.console.push(`${message.type()}: ${message.text()}`);
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (/^https?:$/.test(url.protocol) && !/(^|\.)localhost$/.test(url.hostname))
      problems.strangers.push(request.url());
  });
  const cdp = await context.newCDPSession(page);
  cdp.on('Audits.issueAdded', ({ issue }) => {
    const csp = issue.details.contentSecurityPolicyIssueDetails;
    if (csp) problems.violations.push(`${csp.violatedDirective} ${csp.blockedURL ?? ''}`.trim());
  });
  await cdp.send('Audits.enable');
  return { page, context, problems, cdp };
}

/** Runs one look at a page and closes its context, whatever happens. */
export async function onPage<T>(opening: Opening, look: (watched: Watched) => Promise<T>): Promise<T> {
  const watched = await openPage(opening);
  try {
    return await look(watched);
  } finally {
    await watched.context.close();
  }
}

/** Layout shift of a page since it began, by Chromium's own sum; shifts after input are left out. */
export interface Shift {
  /** Of the page's own elements: what a card must never cause. */
  page: number;
  /** Wholly inside our shadow roots, whose nodes the page is not told. */
  inside: number;
}

/** Reads the layout shift of a page. */
export function layoutShift(page: Page | Frame): Promise<Shift> {
  return page.evaluate(
    () =>
      new Promise<Shift>((resolve) => {
        const shift = { page: 0, inside: 0 };
        type Entry = PerformanceEntry & { value: number; sources: { node: Node | null }[] };
        new PerformanceObserver((list) => {
          for (const { value, sources } of list.getEntries() as Entry[]) {
            shift[sources.length && sources.every(({ node }) => !node) ? 'inside' : 'page'] += value;
          }
        }).observe({ type: 'layout-shift', buffered: true });
        requestAnimationFrame(() => setTimeout(() => resolve(shift), 100));
      }),
  );
}

/** Bytes of live JavaScript after a forced collection, and the number of event listeners Chromium counts. */
export async function weigh(cdp: CDPSession): Promise<{ heap: number; listeners: number; nodes: number }> {
  await cdp.send('Performance.enable');
  await cdp.send('HeapProfiler.enable');
  await cdp.send('HeapProfiler.collectGarbage');
  await cdp.send('HeapProfiler.collectGarbage');
  const { metrics } = await cdp.send('Performance.getMetrics');
  const read = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? 0;
  return { heap: read('JSHeapUsedSize'), listeners: read('JSEventListeners'), nodes: read('Nodes') };
}

/** Goes back as a customer does; Playwright's own `goBack` waits for a load that the back/forward cache never fires. */
export async function goBack(page: Page, url: string | RegExp): Promise<void> {
  // The call ends with its document; what matters is where we are afterwards.
  void page.evaluate(() => history.back()).catch(() => undefined);
  await until(async () => {
    const here = await page.evaluate(() => location.href).catch(() => '');
    return typeof url === 'string' ? here === url : url.test(here);
  });
}

/** Waits until the question is answered with yes, asking ten times a second for up to so many seconds. */
export async function until(ask: () => Promise<boolean> | boolean, seconds = 10): Promise<boolean> {
  for (let i = 0; i < seconds * 10; i++) {
    if (await ask()) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}
