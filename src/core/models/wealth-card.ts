import { loadProduct, type ParsedProduct } from '../api.ts';
import type { Emit } from '../events.ts';
import type { Inlay } from '../inlay.ts';
import { lateParts } from '../late.ts';
import { createCard, isPlacement } from './card.ts';
import type { Opening } from './wealth-open.ts';
import { presentProduct, type Outcome } from './wealth-view.ts';
import { widget, type WealthCardModel, type WealthCardParams, type WealthCardView } from './wealth-state.ts';

export type * from './wealth-state.ts';

/** Makes the headless card: it loads at once and lives until `destroy`. */
export function createWealthCard(inlay: Inlay, params: WealthCardParams, emit: Emit): WealthCardModel {
  const { product, placement, locale } = params;
  const place = isPlacement(placement) ? placement : '';
  const about = { product: product || 'none', placement: place || 'none' };
  const card = createCard<ParsedProduct, WealthCardView, Outcome, Opening>(inlay, emit, {
    widget,
    attribute: 'product',
    id: product,
    missing: 'no_product',
    placement,
    mode: params.mode,
    locale,
    loading: 'loading',
    load: (id, locale) => loadProduct(inlay, id, locale),
    present: (thing, locale) => presentProduct(inlay, thing, locale),
    button: (card) => lateParts()!.createOpening({ inlay, product, placement: place, about, emit, card }),
    event: 'wealth_card',
    about,
    ready: ({ verdict, version }) => ({ verdict: verdict.rule, disclosure: version }),
  });
  return {
    ...card,
    async open(seen, trusted) {
      card.withButton((button) => void button.open(seen, trusted));
    },
    chartRead() {
      if (card.first('chart')) inlay.ports.tracker.track('wealth_card_chart_read', about);
    },
  };
}
