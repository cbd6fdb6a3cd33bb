import type { WealthCardModel, WealthCardView } from '../../core/models/wealth-card.ts';
import { card, createWealthCard, modelOf, originOf, tap } from '../shared.ts';
import { drawLine, nearest } from './chart.ts';

const behavior = card({
  widget: 'wealth-card',
  params: { product: '', placement: '', mode: '' },
  make: createWealthCard,
  dress: ({ performance, fees: { url } }: WealthCardView) => ({
    line: performance?.chart?.summary ? drawLine(performance.chart) : null,
    // The address comes from data: only a plain one of https becomes a link.
    feesUrl: originOf(url) ? url : '',
  }),
});

Component({
  behaviors: [behavior],
  options: { styleIsolation: 'isolated', multipleSlots: true },
  externalClasses: ['inlay-class'],
  properties: {
    /** `compact` for a row without past performance. */
    layout: String,
  },
  data: {
    /** The point the marker stands on; none below 0. */
    at: -1,
  },
  methods: {
    /** The customer tapped the button. */
    open(event: WechatMiniprogram.TouchEvent) {
      tap(this, event, (seen, trusted) => void modelOf<WealthCardModel>(this)?.open(seen, trusted));
    },
    /** The customer moves along the line. */
    trace({ touches: [touch] }: WechatMiniprogram.TouchEvent) {
      const model = modelOf<WealthCardModel>(this);
      const state = model?.getState();
      const chart = state && 'view' in state && state.view.performance?.chart;
      if (!chart || !touch) return;
      model?.chartRead();
      this.createSelectorQuery()
        .select('.frame')
        .boundingClientRect(({ left, width }) => this.setData({ at: nearest(chart, (touch.clientX - left) / width) }))
        .exec();
    },
  },
});
