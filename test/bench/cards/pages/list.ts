/** What every page with a list of cards offers as `window.cards`; card `n` shows product `n` modulo 20. */
export interface Cards {
  mount(count: number): void;
  /** Gives every card the product after its own. */
  update(count: number): void;
  remove(count?: number): void;
  /** The last card in the list. */
  last(): Element | undefined;
}

declare global {
  interface Window {
    cards: Cards;
  }
}

declare const PRODUCTS: string[];

/** Product of card `n` before (`turn` 0) or after (`turn` 1) the update. */
export function productOf(n: number, turn: number): string {
  return PRODUCTS[(n + turn) % PRODUCTS.length] ?? '';
}

/** A list in plain DOM: one fragment in, one attribute each, all out at once. */
export function plainList(
  create: (product: string) => Element,
  change: (card: Element, product: string) => void,
): Cards {
  const home = () => document.querySelector('main') ?? document.body;
  return {
    mount(count) {
      const all = document.createDocumentFragment();
      for (let n = 0; n < count; n++) all.append(create(productOf(n, 0)));
      all.firstElementChild?.setAttribute('data-card', '');
      home().append(all);
    },
    update() {
      [...home().children].forEach((card, n) => change(card, productOf(n, 1)));
    },
    remove: () => home().replaceChildren(),
    last: () => home().lastElementChild ?? undefined,
  };
}

/** A list of custom elements with a `product` attribute. */
export function elementList(tag: string): Cards {
  return plainList(
    (product) => {
      const card = document.createElement(tag);
      card.setAttribute('product', product);
      return card;
    },
    (card, product) => card.setAttribute('product', product),
  );
}
