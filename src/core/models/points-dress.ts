import { shanghaiDate, shanghaiMinute } from '../date.ts';
import type { TextKey } from '../text.ts';
import type { Counter, Sheet } from './points-sheet.ts';
import type { PointsRedeemView } from './points-state.ts';

/** Milliseconds after which a balance is called old (P6). */
export const STALE = 300_000;

/** Phases that are an end. */
export const settled = /^(confirmed|released|cancelled)$/;

/** Adds to the view how far the redemption is: caps as used, balance, code, outcome, and what the buttons do now. */
export function dress(counter: Counter, view: PointsRedeemView): PointsRedeemView {
  const { say } = counter;
  const now = counter.sheet();
  const { quotas, phase, quote, balance } = now;
  const bank = counter.bank();
  const asking = phase === 'checking' || phase === 'stuck';
  const short = quote && balance ? quote.points - balance.points : 0;

  const notices = now.notices.concat(view.notices);
  if (!view.notices.length && quotas.some(({ limit, used }) => used >= limit)) notices.push(say('pointsQuotaOver'));
  if (phase === 'away' && view.action?.hint) notices.push(say('pointsVisitor'));
  if (phase === 'open') notices.push(say('pointsOpen', { bank }));
  if (short > 0 && !settled.test(phase) && !asking) notices.push(say('pointsShort', { points: counter.group(short) }));

  return {
    ...view,
    choice: asking || phase === 'away' ? undefined : view.choice,
    caps: quotas.some(({ used }) => used >= 0)
      ? quotas.map(({ period, limit, used, resetsAt }) =>
          say(`pointsLeft_${period as 'month'}`, {
            left: Math.max(0, limit - used),
            limit,
            at: shanghaiDate(Date.parse(resetsAt)),
          }),
        )
      : view.caps,
    balance: quote && !settled.test(phase) ? balanceOf(counter) : undefined,
    notices,
    outcome: outcomeOf(counter),
    code:
      phase === 'code'
        ? { label: say('pointsCode'), hint: say('pointsCodeHint'), error: now.codeError && say(now.codeError) }
        : undefined,
    action: actionOf(view.action, now, short > 0, say, bank),
    second: phase === 'code' ? say('pointsCodeAgain') : '',
  };
}

type Say = Counter['say'];

/** What the one button does now; nothing once all is said. */
function actionOf(
  action: PointsRedeemView['action'],
  { phase, quote, balance, barred }: Sheet,
  short: boolean,
  say: Say,
  bank: string,
): PointsRedeemView['action'] {
  const act = (key: TextKey, enabled: boolean) => ({ label: say(key), hint: '', enabled });
  if (phase === 'checking' || phase === 'stuck') return act('pointsAsk', true);
  // A partner's page signs its visitors in itself.
  if (phase === 'away') return action?.hint ? { ...action, enabled: false } : act('pointsSignIn', true);
  if (quote) return settled.test(phase) ? undefined : act('pointsConfirm', !!balance && !short && !barred);
  // The quote could not be read: what is not known cannot be confirmed.
  if (phase === 'unread') return act('retry', true);
  return phase === 'open' && action ? { ...action, label: say('pointsGoOn', { bank }) } : action;
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

function outcomeOf({ sheet, say, amount }: Counter): PointsRedeemView['outcome'] {
  const { phase, outcome } = sheet();
  if (phase === 'checking' || phase === 'stuck') {
    const text = say(phase === 'stuck' ? 'pointsStuck' : 'pointsCheckingText');
    return { kind: 'checking', title: say('pointsChecking'), text, facts: [] };
  }
  if (phase === 'released' || phase === 'cancelled') {
    const key = phase === 'released' ? 'pointsReleased' : 'pointsCancelled';
    return { kind: 'refused', title: say(key), text: say(`${key}Text`), facts: [] };
  }
  if (phase !== 'confirmed' || !outcome) return undefined;
  const { receipt, points, moneyFen, at } = outcome;
  const facts = [
    { label: say('pointsReceipt'), value: receipt },
    { label: say('pointsSpent'), value: amount(points, moneyFen) },
  ];
  if (at) facts.push({ label: say('pointsAt'), value: shanghaiMinute(Date.parse(at)) });
  return { kind: 'done', title: say('pointsDone'), text: '', facts };
}
