import { shanghaiDate, shanghaiMinute } from '../date.ts';
import type { Inlay } from '../inlay.ts';
import { formatFen } from '../money.ts';
import { choiceOf, costOf, formatPoints, type Choice } from '../points.ts';
import type { Balance, OpenQuote, Quota, Redemption, RewardItem } from '../reward.ts';
import { t, type Locale, type TextKey } from '../text.ts';
import type { PointsRedeemView } from './points-state.ts';
import type { Fact } from './wealth-state.ts';
import { surfaceOf } from '../surface.ts';

/** How far a redemption is. `open`: a quote is out and nothing came of it yet; `stuck`: asked for long enough without an answer. */
export type Phase = 'idle' | 'open' | 'checking' | 'stuck' | 'code' | 'confirmed' | 'released' | 'cancelled';

/** All that is known on this page; the view is a function of it. */
export interface Sheet {
  item: RewardItem;
  quotas: Quota[];
  /** Pieces, or points with a variable price. */
  chosen: number;
  /** What the partner's order comes to, in fen; `NaN` without one. */
  orderFen: number;
  phase: Phase;
  /** The outcome, with the phases that have one. */
  outcome: Redemption | undefined;
  notices: string[];
  /** The quote to confirm and what the customer has: on the bank's own page only. */
  quote: OpenQuote | undefined;
  balance: Balance | undefined;
  /** The balance could not be asked for anew. */
  balanceLate: boolean;
  /** The bank has refused this quote for good. */
  barred: boolean;
  codeError: TextKey | '';
  /** Nobody is signed in on this page. */
  visitor: boolean;
}

/** Milliseconds after which a balance is called old (P6). */
export const STALE = 300_000;

/** Points and the money beside them, as text. */
export function amount(locale: Locale, points: number, fen: number): string {
  const text = t(locale, 'pointsAmount', { points: formatPoints(points) });
  return fen > 0 ? `${text} ${t(locale, 'pointsPlus', { money: formatFen(fen, locale) })}` : text;
}

/** Makes the view of everything known. */
export function present(inlay: Inlay, locale: Locale, sheet: Sheet): PointsRedeemView {
  const say = (key: TextKey, params?: Record<string, string | number>) => t(locale, key, params);
  const { item, quotas, chosen, orderFen, phase, quote, outcome } = sheet;
  const { price, caps, rules } = item;
  const { partnerName: partner } = inlay.policy.getState();
  const leaves = surfaceOf(inlay) === 'partner';
  const place = inlay.policy.targets().get('bank_page')?.name;
  const bank = (place && (place[locale] || place['zh-CN'])) || item.issuerName;
  const variable = price.kind === 'variable';
  const settled = /^(confirmed|released|cancelled)$/.test(phase);
  const asking = phase === 'checking' || phase === 'stuck';

  const choice = choiceOf(item, quotas, orderFen);
  const cost = costOf(price, chosen);
  const on = item.status === 'on_sale';
  const can = on && choice.most >= choice.least && !sheet.visitor;
  const choosing = !quote && !asking && can && choice.most > choice.least;
  const spent = quote ? amount(locale, quote.points, quote.moneyFen) : amount(locale, cost.points, cost.moneyFen);
  const off = quote ? quote.valueFen : cost.offFen;
  const count = quote && !variable ? say('pointsPieces', { count: quote.quantity }) : '';
  const total = [
    count && { label: say('pointsQuantity'), value: count },
    (quote || variable || chosen > 1) && { label: say('pointsTotal'), value: spent },
    off > 0 && { label: say('pointsOrder'), value: formatFen(off, locale) },
  ].filter((fact): fact is Fact => !!fact);

  const notices = sheet.notices.slice();
  if (!on) notices.push(say(item.status === 'closed' ? 'pointsClosed' : 'pointsSoldOut'));
  else if (quotas.some(({ limit, used }) => used >= limit)) notices.push(say('pointsQuotaOver'));
  if (sheet.visitor) notices.push(say('pointsVisitor'));
  if (phase === 'open') notices.push(say('pointsOpen', { bank }));

  const limits = quotas.length
    ? quotas
    : (['month', 'year'] as const).map((period) => ({ period, limit: caps[period], used: NaN, resetsAt: '' }));
  const short = quote && sheet.balance ? quote.points - sheet.balance.points : 0;
  if (short > 0 && !settled && !asking) notices.push(say('pointsShort', { points: formatPoints(short) }));

  return {
    by: say('pointsBy', { bank: item.issuerName }),
    name: item.name,
    description: item.description,
    price: variable
      ? {
          points: `${formatPoints(price.min)}–${formatPoints(price.max)}`,
          unit: say('pointsUnit'),
          more: say('pointsRate', { points: formatPoints(price.pointsPerYuan) }),
        }
      : {
          points: formatPoints(price.points),
          unit: say('pointsUnit'),
          more: price.moneyFen > 0 ? say('pointsPlus', { money: formatFen(price.moneyFen, locale) }) : '',
        },
    choice: choosing
      ? choosable(
          say,
          choice,
          chosen,
          variable ? say('pointsOff', { amount: spent, money: formatFen(cost.offFen, locale) }) : '',
        )
      : undefined,
    total,
    caps: limits
      .filter(({ limit }) => limit > 0)
      .map(({ period, limit, used, resetsAt }) =>
        used >= 0
          ? say(`pointsLeft_${period}` as TextKey, {
              left: Math.max(0, limit - used),
              limit,
              at: shanghaiDate(Date.parse(resetsAt)),
            })
          : say(`pointsCap_${period}` as TextKey, { limit }),
      ),
    balance: quote && !settled ? balanceOf(inlay, locale, sheet) : undefined,
    rules: {
      title: say('pointsRules'),
      facts: (['price', 'delivery', 'refund', 'validity', 'contact'] as const).map((rule) => ({
        label: say(`pointsRule_${rule}`),
        value: rules[rule],
      })),
    },
    notices,
    outcome: outcomeOf(locale, phase, outcome),
    code:
      phase === 'code'
        ? { label: say('pointsCode'), hint: say('pointsCodeHint'), error: sheet.codeError && say(sheet.codeError) }
        : undefined,
    action: asking
      ? { label: say('pointsAsk'), hint: '', enabled: true }
      : quote
        ? settled
          ? undefined
          : { label: say('pointsConfirm'), hint: '', enabled: !!sheet.balance && short <= 0 && !sheet.barred }
        : {
            label: say(phase === 'open' ? 'pointsGoOn' : 'pointsGo', { bank }),
            hint: leaves
              ? `${say(partner ? 'leave' : 'leavePage', { partner, bank })} · ${say('pointsHint', { bank })}`
              : '',
            enabled: can,
          },
    second: phase === 'code' ? say('pointsCodeAgain') : quote && phase === 'idle' ? say('pointsCancel') : '',
  };
}

type Say = (key: TextKey, params?: Record<string, string | number>) => string;

function choosable(say: Say, choice: Choice, chosen: number, spoken: string): PointsRedeemView['choice'] {
  return {
    ...choice,
    label: say(spoken ? 'pointsSpend' : 'pointsQuantity'),
    value: chosen,
    text: formatPoints(chosen),
    spoken: spoken || say('pointsPieces', { count: chosen }),
    less: say('pointsLess'),
    more: say('pointsMore'),
  };
}

function balanceOf(inlay: Inlay, locale: Locale, { balance, balanceLate }: Sheet): PointsRedeemView['balance'] {
  const label = t(locale, 'pointsBalance');
  if (!balance) return { label, value: t(locale, 'pointsUnknown'), notes: [] };
  const { points, asOf, expiring } = balance;
  const at = Date.parse(asOf);
  const old = balanceLate || inlay.ports.clock.now() - at > STALE;
  const notes = [t(locale, old ? 'pointsStale' : 'pointsAsOf', { at: shanghaiMinute(at) })];
  if (expiring.points > 0 && expiring.at) {
    const end = { points: formatPoints(expiring.points), at: shanghaiDate(Date.parse(expiring.at)) };
    notes.push(t(locale, 'pointsExpiring', end));
  }
  return { label, value: t(locale, 'pointsAmount', { points: formatPoints(points) }), notes };
}

function outcomeOf(locale: Locale, phase: Phase, outcome: Redemption | undefined): PointsRedeemView['outcome'] {
  const say = (key: TextKey) => t(locale, key);
  if (phase === 'checking')
    return { kind: 'checking', title: say('pointsChecking'), text: say('pointsCheckingText'), facts: [] };
  if (phase === 'stuck') return { kind: 'checking', title: say('pointsChecking'), text: say('pointsStuck'), facts: [] };
  if (phase === 'released' || phase === 'cancelled') {
    const key = phase === 'released' ? 'pointsReleased' : 'pointsCancelled';
    return { kind: 'refused', title: say(key), text: say(`${key}Text`), facts: [] };
  }
  if (phase !== 'confirmed' || !outcome) return undefined;
  const { receipt, points, moneyFen, at } = outcome;
  return {
    kind: 'done',
    title: say('pointsDone'),
    text: '',
    facts: [
      { label: say('pointsReceipt'), value: receipt },
      { label: say('pointsSpent'), value: amount(locale, points, moneyFen) },
      ...(at ? [{ label: say('pointsAt'), value: shanghaiMinute(Date.parse(at)) }] : []),
    ],
  };
}
