import { shanghaiDate, shanghaiMinute } from '../date.ts';
import { act, dress } from './points-dress.ts';
import type { Counter } from './points-sheet.ts';
import type { PointsRedeemView } from './points-state.ts';

/** Milliseconds after which a balance is called old (P6). */
export const STALE = 300_000;

/** Phases that are an end. */
export const settled = /^(confirmed|released|cancelled)$/;

/** Adds to the view what stands on the bank's own page alone: the balance, the code, and what the quote lets the buttons do. */
export function dressQuote(counter: Counter, item: PointsRedeemView): PointsRedeemView {
  const { say } = counter;
  const { phase, quote, balance, barred, codeError } = counter.sheet();
  const view = dress(counter, item);
  const ended = settled.test(phase);
  const waits = /^(checking|stuck|away)$/.test(phase);
  const short = quote && balance ? quote.points - balance.points : 0;
  if (short > 0 && !ended && !/^(checking|stuck)$/.test(phase)) {
    view.notices.push(say('pointsShort', { points: counter.group(short) }));
  }
  // All is said, or what could not be read cannot be confirmed.
  const confirm = ended ? undefined : act(say('pointsConfirm'), !!balance && short <= 0 && !barred);
  const other = quote ? confirm : phase === 'unread' ? act(say('retry')) : view.action;
  return {
    ...view,
    balance: quote && !ended ? balanceOf(counter) : undefined,
    code:
      phase === 'code'
        ? { label: say('pointsCode'), hint: say('pointsCodeHint'), error: codeError && say(codeError) }
        : undefined,
    action: waits ? view.action : other,
    second: phase === 'code' ? say('pointsCodeAgain') : '',
  };
}

function balanceOf({ inlay, sheet, say, group }: Counter): PointsRedeemView['balance'] {
  const { balance, balanceLate } = sheet();
  const label = say('pointsBalance');
  if (!balance) return { label, value: say('pointsUnknown'), notes: [] };
  const { points, asOf, expiring } = balance;
  const at = Date.parse(asOf);
  const old = balanceLate || inlay.ports.clock.now() - at > STALE;
  const notes = [say(old ? 'pointsStale' : 'pointsAsOf', { at: shanghaiMinute(at) })];
  if (expiring.points > 0 && expiring.at) {
    const end = shanghaiDate(Date.parse(expiring.at));
    notes.push(say('pointsExpiring', { points: group(expiring.points), at: end }));
  }
  return { label, value: say('pointsAmount', { points: group(points) }), notes };
}
