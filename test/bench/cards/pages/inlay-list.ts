import { elementList, plainList } from './list.ts';

declare const EAGER: boolean;

// Inlay's own element, as a partner would put it in; with `loading="eager"` where every card shall be shown.
window.cards = EAGER
  ? plainList(
      (product) => {
        const card = document.createElement('inlay-wealth-card');
        card.setAttribute('loading', 'eager');
        card.setAttribute('product', product);
        return card;
      },
      (card, product) => card.setAttribute('product', product),
    )
  : elementList('inlay-wealth-card');
