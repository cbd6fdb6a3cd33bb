import type { Browser } from 'playwright-core';
import { closeTab, CPU_THROTTLE, mainThread, openTab, throttleCpu, throttleNetwork, type Network } from '../browser.ts';
import { productName } from '../product.ts';
import type { CardPage } from './variants.ts';

/** One cold start: nothing cached, nothing stored, a fresh browser context. */
export interface ColdStart {
  /** Milliseconds from navigation to the painted card. */
  painted: number;
  /** Main-thread milliseconds of script until 500 ms after the paint. */
  script: number;
  /** All main-thread milliseconds until then. */
  task: number;
  /** Sum of layout shifts until then. */
  shift: number;
  /** Requests of the page until the paint, the document not counted. */
  requests: number;
  /** Milliseconds from navigation to the first request for a product; the rest is waiting and drawing. */
  asked: number;
}

/** Opens a page with one card and measures it until 500 ms after the card is painted. */
export async function coldStart(browser: Browser, variant: CardPage, network: Network): Promise<ColdStart> {
  const tab = await openTab(browser);
  await throttleCpu(tab, CPU_THROTTLE);
  await throttleNetwork(tab, network);
  let requests = -1;
  let painting = true;
  tab.page.on('request', () => painting && requests++);
  await tab.page.goto(variant.one, { waitUntil: 'commit' });
  const painted = await tab.page.evaluate((name) => window.paintedWith(name), productName(0));
  painting = false;
  await new Promise((done) => setTimeout(done, 500));
  const { script, task } = await mainThread(tab);
  const { shift, asked } = await tab.page.evaluate(() => ({
    shift: window.layoutShift(),
    asked:
      performance.getEntriesByType('resource').find((entry) => entry.name.includes('/v1/products/'))?.startTime ?? NaN,
  }));
  await closeTab(tab);
  return { painted, script, task, shift, requests, asked };
}
