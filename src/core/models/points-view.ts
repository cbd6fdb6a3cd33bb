import type { Inlay } from '../inlay.ts';
import { formatFen } from '../money.ts';
import { choiceOf, costOf, formatPoints } from '../points.ts';
import { leavingText, placeOf, surfaceOf } from '../surface.ts';
import { t, type Locale, type TextKey, wordsIn } from '../text.ts';
import type { Sheet } from './points-sheet.ts';
import type { PointsRedeemView } from './points-state.ts';
import type { Fact } from './wealth-state.ts';

/** Points and the money beside them, as text. */
export function amount(locale: Locale, points: number, fen: number): string {
  const text = t(locale, 'pointsAmount', { points: formatPoints(points) });
  return fen > 0 ? `${text} ${t(locale, 'pointsPlus', { money: formatFen(fen, locale) })}` : text;
}

/** What the policy says of a redemption. */
export const verdictOf = ({ policy }: Inlay) => policy.verdict({ productClass: 'points', verb: 'redeem' });

/** The place of the bank's a redemption leads to, as its customers know it (R4). */
export function bankOf(inlay: Inlay, locale: Locale, { item }: Sheet): string {
  return placeOf(inlay.policy, locale, verdictOf(inlay), item.issuerName);
}

/** Makes the view of an item with what is chosen of it; what came of it is added by the way. */
export function present(inlay: Inlay, locale: Locale, sheet: Sheet): PointsRedeemView {
  const say = (key: TextKey, params?: Record<string, string | number>) => t(locale, key, params);
  const { item, quotas, chosen, orderFen, quote, atBank } = sheet;
  const { price, caps, rules } = item;
  const partner = wordsIn(inlay.policy.getState().partnerName, locale);
  const bank = bankOf(inlay, locale, sheet);
  const variable = price.kind === 'variable';
  const choice = choiceOf(item, quotas, orderFen);
  const cost = costOf(price, chosen);
  const spent = quote ? amount(locale, quote.points, quote.moneyFen) : amount(locale, cost.points, cost.moneyFen);
  const off = quote ? quote.valueFen : atBank ? NaN : cost.offFen;
  const count = quote && !variable ? say('pointsPieces', { count: quote.quantity }) : '';
  const total = [
    count && { label: say('pointsQuantity'), value: count },
    (quote || (!atBank && (variable || chosen > 1))) && { label: say('pointsTotal'), value: spent },
    off > 0 && { label: say('pointsOrder'), value: formatFen(off, locale) },
  ];
  const can = item.status === 'on_sale' && choice.most >= choice.least;
  return {
    by: say('pointsBy', { bank: item.issuerName }),
    name: item.name,
    description: item.description,
    price: {
      points: variable ? `${formatPoints(price.min)}–${formatPoints(price.max)}` : formatPoints(price.points),
      unit: say('pointsUnit'),
      more: variable
        ? say('pointsRate', { points: formatPoints(price.pointsPerYuan) })
        : price.moneyFen > 0
          ? say('pointsPlus', { money: formatFen(price.moneyFen, locale) })
          : '',
    },
    choice:
      can && !atBank && choice.most > choice.least
        ? {
            ...choice,
            label: say(variable ? 'pointsSpend' : 'pointsQuantity'),
            value: chosen,
            text: formatPoints(chosen),
            spoken: variable
              ? say('pointsOff', { amount: spent, money: formatFen(off, locale) })
              : say('pointsPieces', { count: chosen }),
            less: say('pointsLess'),
            more: say('pointsMore'),
          }
        : undefined,
    total: total.filter((fact): fact is Fact => !!fact),
    caps: (['month', 'year'] as const)
      .filter((period) => caps[period] > 0)
      .map((period) => say(`pointsCap_${period}`, { limit: caps[period] })),
    balance: undefined,
    rules: {
      title: say('pointsRules'),
      facts: (['price', 'delivery', 'refund', 'validity', 'contact'] as const).map((rule) => ({
        label: say(`pointsRule_${rule}`),
        value: rules[rule],
      })),
    },
    notices: item.status === 'on_sale' ? [] : [say(item.status === 'closed' ? 'pointsClosed' : 'pointsSoldOut')],
    outcome: undefined,
    code: undefined,
    action: {
      label: say(atBank ? 'pointsConfirm' : 'pointsGo', { bank }),
      hint:
        surfaceOf(inlay) === 'partner' ? `${leavingText(locale, partner, bank)} · ${say('pointsHint', { bank })}` : '',
      enabled: can && !atBank && verdictOf(inlay).verdict !== 'hide',
    },
    second: '',
  };
}
