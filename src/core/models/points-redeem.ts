import { InlayError } from '../errors.ts';
import type { Emit } from '../events.ts';
import type { Inlay } from '../inlay.ts';
import { bringLate, whenLate } from '../late.ts';
import { choiceOf, costOf, fit, formatPoints } from '../points.ts';
import { rewardRules } from '../reward-rules.ts';
import { parseItem, readItem, type RewardItem } from '../reward.ts';
import { surfaceOf } from '../surface.ts';
import { pointsZhCN } from '../text-points.zh-cn.ts';
import { addTexts, t, type Locale } from '../text.ts';
import type { CardButton, CardOutcome } from './card-state.ts';
import { createCard, isPlacement } from './card.ts';
import type { Counter, Sheet, Way } from './points-sheet.ts';
import { widget, type PointsRedeemModel, type PointsRedeemParams, type PointsRedeemView } from './points-state.ts';
import { amount, bankOf, present } from './points-view.ts';

export type * from './points-state.ts';

/** What a sheet begins with. */
const blank: Omit<Sheet, 'item' | 'orderFen' | 'atBank'> = {
  quotas: [],
  chosen: 0,
  phase: 'idle',
  outcome: undefined,
  notices: [],
  quote: undefined,
  balance: undefined,
  balanceLate: false,
  barred: false,
  codeError: '',
};

/** Makes the headless points redemption; it loads at once and lives until `destroy`. */
export function createPointsRedeem(inlay: Inlay, params: PointsRedeemParams, emit: Emit): PointsRedeemModel {
  const { http } = inlay.ports;
  addTexts('zh-CN', pointsZhCN);
  const { item, locale, order } = params;
  const placement = isPlacement(params.placement) ? params.placement : '';
  const about = { item: item || 'none', placement: placement || 'none' };
  const orderFen = /^\d{1,11}$/.test(params.amount) ? Number(params.amount) : NaN;
  // Only a page of the bank confirms; elsewhere a quote is what a page has no business with.
  const atBank = !!params.quote && surfaceOf(inlay) === 'bank';
  let sheet: Sheet | undefined;
  /** As it was read last: in another language it is another. */
  let last: RewardItem | undefined;
  let spoken: Locale = 'zh-CN';
  let wish = 0;
  let way: Way | undefined;
  let coming: Promise<Way> | undefined;
  let gone = false;

  async function load(id: string, spoken: Locale): Promise<RewardItem> {
    const path = `/v1/reward-items/${id}?partner=${inlay.partner}&locale=${spoken}`;
    const read = parseItem(await http.request({ path }), id);
    if ((read.target === 'partner_order') !== !!(order && orderFen >= 0) && !atBank) {
      const fix = 'order and amount (fen) go with a deduction from an order alone';
      throw new InlayError('invalid_attribute', fix);
    }
    return read;
  }

  function outcome(read: RewardItem, next: Locale): CardOutcome<PointsRedeemView> {
    spoken = next;
    // What the bank said of the quote is newer than what was read at first, and judged alike.
    if (!sheet || (read !== last && !atBank)) sheet = { ...blank, orderFen, atBank, ...sheet, item: read };
    last = read;
    const rules = rewardRules(sheet.item);
    const { verdict } = inlay.policy.verdict({ productClass: 'points', verb: 'show' });
    const reason = rules.length ? 'disclosure_incomplete' : verdict === 'hide' ? 'hidden_by_policy' : undefined;
    let view: PointsRedeemView | undefined;
    if (!reason) {
      sheet.chosen = fit(wish, choiceOf(sheet.item, sheet.quotas, orderFen));
      view = present(inlay, next, sheet);
      if (way) view = way.dress(view);
    }
    return { view, reason, rules };
  }

  function change(part: Partial<Sheet>): void {
    if (gone) return;
    sheet = { ...sheet!, ...part };
    card.again();
  }

  /** Sends for the way of this page; after a failure the next tap tries again. */
  function bring(): Promise<Way> {
    return (coming ??= bringLate<typeof import('../points-late.ts')>('points-late').then(
      ({ createWay }) => {
        way = createWay(counter);
        if (gone) way.destroy();
        else card.again();
        return way;
      },
      (error: unknown) => {
        coming = undefined;
        throw error;
      },
    ));
  }

  const act = (run: (way: Way) => unknown) => void bring().then(run, () => {});
  const card = createCard<RewardItem, PointsRedeemView, CardOutcome<PointsRedeemView>, CardButton>(inlay, emit, {
    widget,
    attribute: 'item',
    id: item,
    missing: 'no_product',
    placement: params.placement,
    mode: params.mode,
    locale,
    loading: 'pointsLoading',
    unknown: 'noItem',
    load,
    present: outcome,
    button() {
      // Not before the item is here, which after an error may be late: the item says which way it is.
      const send = () => whenLate(() => sheet && act(() => {}), 'points-late');
      send();
      return {
        busy: () => !!way?.busy(),
        resume: () => (way ? way.resume() : send()),
        destroy() {
          gone = true;
          way?.destroy();
        },
      };
    },
    event: 'points',
    about,
    ready: () => ({ rules: sheet!.item.rules.version }),
  });
  const counter: Counter = {
    ...{ inlay, params, placement, about, emit, card, change, widget, readItem },
    locale: () => spoken,
    sheet: () => sheet!,
    clear: (phase) => change({ ...blank, phase }),
    say: (key, values) => t(spoken, key, values),
    bank: () => bankOf(inlay, spoken, sheet!),
    amount: (points, fen) => amount(spoken, points, fen),
    group: formatPoints,
    cost: () => costOf(sheet!.item.price, sheet!.chosen),
  };
  return {
    ...card,
    act: (seen, trusted) => act((there) => there.act(seen, trusted)),
    turn: (trusted) => trusted && act((there) => there.turn()),
    type: (code) => act((there) => there.type(code)),
    choose(value) {
      wish = value;
      if (sheet) change({ notices: [] });
    },
  };
}
