import * as afterPaint from '../../src/after-paint.ts';
import { setLateLoader } from '../../src/core/late.ts';
import type { WealthCardView } from '../../src/core/models/wealth-state.ts';
import * as pointsLate from '../../src/points-late.ts';
import * as couponLate from '../../src/coupon-late.ts';
import { dress } from '../../src/miniprogram/wealth-card/chart.ts';
import { mountBanner } from './banner-element.ts';
import { bannerPolicy, movingRule } from './banner.ts';
import { mount as mountCard, until } from './card.ts';
import { couponStates } from './coupon-states.ts';
import { mountCoupon } from './coupon.ts';
import { mountPoints } from './points-widget.ts';
import { mixedItem } from './rewards.ts';

/** The widgets that have a native component. */
export type Twin = 'wealth-card' | 'coupon-claim' | 'points-redeem' | 'app-banner';

/** One thing to be drawn twice: by the web widget, and by the native component from the state of the same model. */
export interface Pair {
  widget: Twin;
  attributes?: Record<string, string>;
  /** One of the coupon's states, or something that happened before. */
  state?: string;
}

/** What the page gives its driver. */
export interface PairPage {
  /** Puts the web widget on the left and hands out its model's state. */
  web(pair: Pair): Promise<Record<string, unknown>>;
}

interface Drawn {
  element: HTMLElement;
}
type Modelled = { card: { model: { getState(): Record<string, unknown> } } };

const chunks: Record<string, object> = { 'claim-late': couponLate, 'points-late': pointsLate };
setLateLoader((chunk) => Promise.resolve(chunks[chunk] ?? afterPaint));

async function draw({ widget, attributes = {}, state }: Pair): Promise<Drawn> {
  if (widget === 'wealth-card') return mountCard(attributes);
  if (widget === 'app-banner') {
    const banner = await mountBanner(attributes, {
      policy: state === 'notice' ? bannerPolicy({ rules: [movingRule] }) : undefined,
      result: state ? { outcome: 'not_installed_likely', evidence: 'timeout' } : undefined,
    });
    return banner;
  }
  if (widget === 'points-redeem')
    return mountPoints(attributes, {
      script(bank) {
        if (state === 'mixed') bank.item = mixedItem();
        if (state === 'sold out') bank.item = { ...bank.item, status: 'sold_out' };
      },
    });
  const [, campaign, says] = couponStates.find(([name]) => name === state)!;
  return mountCoupon({ campaign, ...attributes }, { before: (_, bank) => (bank.says[campaign] = says) });
}

const page: PairPage = {
  async web(pair) {
    const { element } = await draw(pair);
    const { card } = element as unknown as Modelled;
    await until('the late parts', () => {
      const { view } = card.model.getState() as { view?: { performance?: { chart?: { summary: string } } } };
      return view && view.performance?.chart?.summary !== '';
    });
    const drawn = card.model.getState();
    document.querySelector('#web')!.append(element.parentElement!);
    await until('the widget in its place', () => 'view' in (card.model?.getState() ?? {}));
    const view = drawn.view as Partial<WealthCardView>;
    return { ...drawn, ...(view.chips && dress(view as WealthCardView)), feesUrl: view.fees?.url };
  },
};
(globalThis as unknown as { pairs: PairPage }).pairs = page;
