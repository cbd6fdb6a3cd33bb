import { InlayPointsRedeem } from './widgets/points-redeem/points-redeem.ts';
import { InlayWealthCard } from './widgets/wealth-card/wealth-card.ts';

/** Every element of the SDK by its tag; the loader's table in `scripts/widgets.ts` names the same ones. */
export const elements: Readonly<Record<`inlay-${string}`, CustomElementConstructor>> = {
  'inlay-wealth-card': InlayWealthCard,
  'inlay-points-redeem': InlayPointsRedeem,
};
