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

/**
 * The ratios are fair only while the hand-made cards draw what Inlay's card draws: the same texts in the same order, in as many
 * elements. A twentieth more or less is let through, so that a new wrapper in Inlay's card does not stop the bench.
 */
export async function sameMarkup(browser: Browser, bench: CardBench): Promise<Check> {
  const inlay = await drawn(browser, bench, 'inlay');
  const size = inlay.elements.length;
  const said: string[] = [];
  let ok = true;
  for (const id of ['hand', 'lit']) {
    const other = await drawn(browser, bench, id);
    const same = other.text === inlay.text;
    ok &&= same && Math.abs(other.elements.length - size) <= size / 20;
    const at = inlay.elements.findIndex((element, n) => element !== other.elements[n]);
    const first = at < 0 ? '' : `, first difference: ${other.elements[at]} where Inlay has ${inlay.elements[at]}`;
    said.push(`${id}: ${other.elements.length}, ${same ? 'same' : 'OTHER'} texts${first}`);
  }
  return {
    what: 'hand-made cards draw what Inlay’s card draws',
    limit: `${size} elements ± 5 %`,
    measured: said.join('; '),
    ok,
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
