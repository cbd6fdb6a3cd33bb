import type { Browser } from 'playwright-core';
import { closeTab, openTab } from '../browser.ts';
import { productName } from '../product.ts';
import type { Check } from '../section.ts';
import type { CardBench } from './variants.ts';

/** What a card drew: every element with its classes, in order, and every text. */
interface Drawn {
  elements: string[];
  text: string;
}

/** The ratios are fair only while the hand-made cards draw what Inlay's card draws. */
export async function sameMarkup(browser: Browser, bench: CardBench): Promise<Check> {
  const inlay = await drawn(browser, bench, 'inlay');
  const differs: string[] = [];
  for (const id of ['hand', 'lit']) {
    const other = await drawn(browser, bench, id);
    const at = inlay.elements.findIndex((element, n) => element !== other.elements[n]);
    if (at >= 0) differs.push(`${id}: ${other.elements[at]} where Inlay has ${inlay.elements[at]}`);
    else if (other.elements.length > inlay.elements.length) differs.push(`${id}: more elements than Inlay`);
    else if (other.text !== inlay.text) differs.push(`${id}: other texts`);
  }
  return {
    what: 'hand-made cards have Inlay’s markup and texts',
    limit: `${inlay.elements.length} elements`,
    measured: differs.join('; ') || 'the same',
    ok: differs.length === 0,
  };
}

async function drawn(browser: Browser, bench: CardBench, id: string): Promise<Drawn> {
  const tab = await openTab(browser);
  await tab.page.goto(bench.pages.find((page) => page.id === id)!.one);
  await tab.page.evaluate((name) => window.paintedWith(name), productName(0));
  // What the channel policy adds comes a moment later.
  await new Promise((done) => setTimeout(done, 1000));
  const found = await tab.page.evaluate(() => {
    const root = document.querySelector('[data-card]')!.shadowRoot!;
    const classes = (element: Element) => [...element.classList].map((name) => `.${name}`).join('');
    return {
      elements: [...root.querySelectorAll('*')].map((element) => element.localName + classes(element)),
      text: (root.textContent ?? '').replace(/\s+/g, ''),
    };
  });
  await closeTab(tab);
  return found;
}
