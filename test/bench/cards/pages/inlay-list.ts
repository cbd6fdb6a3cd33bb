import { elementList } from './list.ts';

// Inlay's own element, as a partner would put it in.
window.cards = elementList('inlay-wealth-card');
