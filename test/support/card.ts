import * as afterPaint from '../../src/after-paint.ts';
import { setLateLoader } from '../../src/core/late.ts';
import type { Inlay } from '../../src/core/inlay.ts';
import { en } from '../../src/core/text.en.ts';
import { addTexts } from '../../src/core/text.ts';
import { zhHK } from '../../src/core/text.zh-hk.ts';
import { InlayWealthCard } from '../../src/widgets/wealth-card/wealth-card.ts';
import { createFakeInlay, type FakeInlay, type FakeOptions } from './fake-inlay.ts';

setLateLoader(() => Promise.resolve(afterPaint));
addTexts('en', en);
addTexts('zh-HK', zhHK);
if (!customElements.get('inlay-wealth-card')) customElements.define('inlay-wealth-card', InlayWealthCard);

/** A card on the test page with the fake Inlay behind it. */
export interface Card {
  element: InlayWealthCard;
  fake: FakeInlay;
  holder: HTMLElement;
  /** The first match inside the card. */
  find<E extends Element = HTMLElement>(selector: string): E;
  /** All matches inside the card. */
  all<E extends Element = HTMLElement>(selector: string): E[];
  /** All text a customer can read in the card. */
  text(): string;
}

const holders: HTMLElement[] = [];

/** What a card shall be: its attributes, its Inlay, and what is done before it goes onto the page. */
export interface MountOptions extends FakeOptions {
  inlay?: Inlay;
  before?: (fake: FakeInlay, element: InlayWealthCard) => void;
  /** Width of the box around the card, px. */
  width?: number;
  /** Does not wait for the card to have drawn its product. */
  early?: boolean;
}

/** Waits until a condition holds; fails by name after 5 s. */
export async function until(what: string, holds: () => unknown): Promise<void> {
  const end = Date.now() + 5000;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`Waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Two frames: everything asked for is drawn, and every observer has spoken. */
export async function drawn(): Promise<void> {
  for (let frame = 0; frame < 2; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
  await new Promise((resolve) => setTimeout(resolve));
}

/** Puts one card onto the page and waits until it has settled. */
export async function mount(attributes: Record<string, string> = {}, options: MountOptions = {}): Promise<Card> {
  const { before, width = 343, early, inlay, ...rest } = options;
  const fake = createFakeInlay(rest);
  const element = document.createElement('inlay-wealth-card');
  const given = { product: 'FN30D02A', placement: 'test', loading: 'eager', theme: 'light', ...attributes };
  for (const [name, value] of Object.entries(given)) element.setAttribute(name, value);
  element.inlay = inlay ?? fake.inlay;
  before?.(fake, element);
  const holder = document.createElement('div');
  holder.style.width = `${width}px`;
  holder.append(element);
  document.body.append(holder);
  holders.push(holder);
  const root = () => element.renderRoot as ShadowRoot;
  const card: Card = {
    element,
    fake,
    holder,
    find: <E extends Element>(selector: string) => root().querySelector<E>(selector)!,
    all: <E extends Element>(selector: string) => [...root().querySelectorAll<E>(selector)],
    text: () => root().querySelector<HTMLElement>('.base')!.innerText,
  };
  if (!early) await until('the card', () => !card.find('.skeleton'));
  await drawn();
  return card;
}

/** Takes every card off the page again. */
export function clear(): void {
  holders.splice(0).forEach((holder) => holder.remove());
}
