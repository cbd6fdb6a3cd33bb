import type { PointsRedeemModel } from '../../core/models/points-redeem.ts';
import { card, createPointsRedeem, modelOf, tap } from '../shared.ts';

const behavior = card({
  widget: 'points-redeem',
  params: { item: '', placement: '', order: '', amount: '', mode: '' },
  // What confirms a quote is the bank's own page, never a mini-program's (P2).
  make: (inlay, params, emit) => createPointsRedeem(inlay, { ...params, quote: '' }, emit),
});

/** Chooses so many steps more. */
function step(component: object, by: number): void {
  const model = modelOf<PointsRedeemModel>(component);
  const state = model?.getState();
  const choice = state && 'view' in state && state.view.choice;
  if (!choice) return;
  const { value, least, most, step } = choice;
  model!.choose(Math.max(least, Math.min(most, value + by * step)));
}

Component({
  behaviors: [behavior],
  options: { styleIsolation: 'isolated', multipleSlots: true },
  externalClasses: ['inlay-class'],
  methods: {
    /** The customer tapped the button. */
    act(event: WechatMiniprogram.TouchEvent) {
      tap(this, event, (seen, trusted) => modelOf<PointsRedeemModel>(this)?.act(seen, trusted));
    },
    less() {
      step(this, -1);
    },
    more() {
      step(this, 1);
    },
  },
});
