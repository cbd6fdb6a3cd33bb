import type { Browser } from 'playwright-core';
import { closeTab, CPU_THROTTLE, mainThread, openTab, throttleCpu, type Tab } from '../browser.ts';
import { productIds, productName } from '../product.ts';
import type { CardPage } from './variants.ts';

/** One act on a whole list of cards. */
export interface Act {
  /** Main-thread milliseconds until the page is quiet: script, style, layout, paint. */
  task: number;
  /** Milliseconds until the first card is painted anew. */
  wall: number;
}

/** Life of a list: all cards put in, all given another product, all taken out. */
export interface ManyCards {
  mount: Act;
  update: Act;
  remove: Act;
}

/** Mounts `count` cards, gives each another product, takes them out; at the CPU throttle, without network emulation. */
export async function manyCards(browser: Browser, variant: CardPage, count: number): Promise<ManyCards> {
  const tab = await openTab(browser);
  await tab.page.goto(variant.many, { waitUntil: 'load' });
  await tab.page.waitForFunction(() => window.cards);
  // One card of each product first: scripts, styles and data are there before the clock runs; cold-start.ts measures those.
  await act(tab, 'mount', productIds.length, productName(0));
  await act(tab, 'remove', productIds.length, '');
  await throttleCpu(tab, CPU_THROTTLE);

  const mount = await act(tab, 'mount', count, productName(0));
  const update = await act(tab, 'update', count, productName(1));
  await checkLast(tab, productName(count % productIds.length));
  const remove = await act(tab, 'remove', count, '');
  await closeTab(tab);
  return { mount, update, remove };
}

/** Calls the page's `cards` and waits for the paint, then for a quiet main thread. */
export async function act(tab: Tab, name: 'mount' | 'update' | 'remove', count: number, shows: string): Promise<Act> {
  const before = await quietTask(tab);
  const wall = await tab.page.evaluate(
    async ([method, size, text]) => {
      const from = performance.now();
      window.cards[method](size);
      if (method === 'remove') await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      else await window.paintedWith(text);
      return performance.now() - from;
    },
    [name, count, shows] as const,
  );
  return { task: (await quietTask(tab)) - before, wall };
}

/** A list that shows nothing below the fold has cheated: the last card must be right when it is scrolled to. */
async function checkLast(tab: Tab, text: string): Promise<void> {
  await tab.page.evaluate(() => window.cards.last()?.scrollIntoView());
  await tab.page.waitForFunction((name) => {
    const card = window.cards.last();
    return (card?.shadowRoot ?? card)?.textContent?.includes(name);
  }, text);
  await tab.page.evaluate(() => scrollTo(0, 0));
}

/** Main-thread task time, read when less than 3 ms of work were done in each of three tenths of a second. */
async function quietTask(tab: Tab): Promise<number> {
  let last = (await mainThread(tab)).task;
  for (let quiet = 0, turns = 0; quiet < 3 && turns < 300; turns++) {
    await new Promise((done) => setTimeout(done, 100));
    const now = (await mainThread(tab)).task;
    quiet = now - last < 3 ? quiet + 1 : 0;
    last = now;
  }
  return last;
}
