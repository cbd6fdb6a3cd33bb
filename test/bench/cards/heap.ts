import type { Browser } from 'playwright-core';
import { closeTab, heapUsed, openTab, type Tab } from '../browser.ts';
import { productIds, productName } from '../product.ts';
import { spread } from '../statistics.ts';
import type { CardPage } from './variants.ts';

const COUNT = 100;
const ROUNDS = 20;
/** Readings on the way. */
const READINGS = 4;

/** JavaScript heap of cards, after forced collections, in bytes. */
export interface Heap {
  /** Per card, of 100 cards that all are on screen and show their product. */
  shown: number;
  /** Per card, of 1,000 cards as they come, most of them below the fold. */
  listed: number;
  /**
   * Kept after 20 rounds of mounting and unmounting 100 shown cards: four times the median of what five rounds keep. What leaks
   * does so in each of them; what V8 allots to itself once, a few kB at any moment, is in one.
   */
  kept: number;
}

/** Measures the heap at the machine's own speed. */
export async function heapOfCards(browser: Browser, variant: CardPage): Promise<Heap> {
  const tab = await openTab(browser);
  await tab.page.goto(variant.pile, { waitUntil: 'load' });
  await tab.page.waitForFunction(() => window.cards);
  // Products, compiled code and inline caches are there before the first reading.
  for (let round = 0; round < 5; round++) await mountAndRemove(tab);

  const empty = await heapUsed(tab);
  await mount(tab, COUNT, true);
  const shown = ((await heapUsed(tab)) - empty) / COUNT;
  await remove(tab);

  const kept = (await growth(tab)) * READINGS;
  await closeTab(tab);

  const list = await openTab(browser);
  await list.page.goto(variant.many, { waitUntil: 'load' });
  await list.page.waitForFunction(() => window.cards);
  await mount(list, COUNT, false);
  await remove(list);
  const base = await heapUsed(list);
  await mount(list, 10 * COUNT, false);
  const listed = ((await heapUsed(list)) - base) / (10 * COUNT);
  await closeTab(list);
  return { shown, listed, kept };
}

/** The median of what the heap grows by from one reading to the next. */
async function growth(tab: Tab): Promise<number> {
  const steps: number[] = [];
  let before = await heapUsed(tab);
  for (let reading = 0; reading < READINGS; reading++) {
    for (let round = 0; round < ROUNDS / READINGS; round++) await mountAndRemove(tab);
    const now = await heapUsed(tab);
    steps.push(now - before);
    before = now;
  }
  return spread(steps).median;
}

async function mountAndRemove(tab: Tab): Promise<void> {
  await mount(tab, COUNT, true);
  await remove(tab);
}

/** With `whole` the last card must show its product too before anything is read. */
async function mount(tab: Tab, count: number, whole: boolean): Promise<void> {
  await tab.page.evaluate(
    async ([size, text]) => {
      window.cards.mount(size);
      await window.paintedWith(text);
    },
    [count, productName(0)] as const,
  );
  if (!whole) return;
  await tab.page.waitForFunction(
    (name) => {
      const card = window.cards.last();
      return (card?.shadowRoot ?? card)?.textContent?.includes(name);
    },
    productName((count - 1) % productIds.length),
  );
}

async function remove(tab: Tab): Promise<void> {
  await tab.page.evaluate(async () => {
    window.cards.remove();
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  });
}
