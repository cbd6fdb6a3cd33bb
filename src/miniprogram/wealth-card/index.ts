import type { WealthCardModel, WealthCardView } from '../../core/models/wealth-card.ts';
import { card, createWealthCard, modelOf, tap } from '../shared.ts';
import { drawChart, pointAt } from './chart.ts';

const behavior = card({
  widget: 'wealth-card',
  params: { product: '', placement: '' },
  make: createWealthCard,
  dress: (view: WealthCardView) => ({ chart: view.performance?.chart ? drawChart(view.performance.chart) : '' }),
});

Component({
  behaviors: [behavior],
  options: { styleIsolation: 'isolated', multipleSlots: true },
  externalClasses: ['inlay-class'],
  properties: {
    /** `compact` for a row without past performance. */
    layout: String,
  },
  data: { point: '' },
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
        .select('.chart')
        .boundingClientRect(({ left, width }) =>
          this.setData({ point: pointAt(chart, (touch.clientX - left) / width) }),
        )
        .exec();
    },
  },
});
