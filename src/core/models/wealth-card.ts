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
  const { tracker } = inlay.ports;
  const { product, placement, locale } = params;
  const place = isPlacement(placement) ? placement : '';
  const about = { product: product || 'none', placement: place || 'none' };
  const card = createCard<ParsedProduct, WealthCardView, Outcome, Opening>(inlay, emit, {
    widget,
    attribute: 'product',
    id: product,
    missing: 'no_product',
    placement,
    locale,
    loading: 'loading',
    load: (id, locale) => loadProduct(inlay, id, locale),
    present: (thing, locale) => presentProduct(inlay, thing, locale),
    button: (card) => lateParts()!.createOpening({ inlay, product, placement: place, about, emit, card }),
    ready: ({ verdict, version }) =>
      tracker.track('wealth_card_ready', { ...about, verdict: verdict.rule, disclosure: version }),
    empty: (reason) => tracker.track('wealth_card_empty', { ...about, reason }),
    failed: (code) => tracker.track('wealth_card_failed', { ...about, code }),
  });
  return {
    ...card,
    async open(seen, trusted) {
      card.withButton((button) => void button.open(seen, trusted));
    },
    exposed(ratio) {
      if (card.now()?.view && card.first('exposed')) tracker.track('wealth_card_exposed', { ...about, ratio });
    },
    chartRead() {
      if (card.first('chart')) tracker.track('wealth_card_chart_read', about);
    },
  };
}
