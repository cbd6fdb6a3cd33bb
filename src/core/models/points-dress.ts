import { shanghaiDate, shanghaiMinute } from '../date.ts';
import type { Counter } from './points-sheet.ts';
import type { PointsRedeemView } from './points-state.ts';

/** Adds to the view how far the redemption is: caps as used, outcome, and what the button does now. */
export function dress(counter: Counter, view: PointsRedeemView): PointsRedeemView {
  const { say } = counter;
  const { notices: told, phase, quotas } = counter.sheet();
  const asking = phase === 'checking' || phase === 'stuck';

  const notices = told.concat(view.notices);
  if (!view.notices.length && quotas.some(({ limit, used }) => used >= limit)) notices.push(say('pointsQuotaOver'));
  if (phase === 'away' && view.action?.hint) notices.push(say('pointsVisitor'));
  if (phase === 'open') notices.push(say('pointsOpen', { bank: counter.bank() }));

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
    notices,
    outcome: outcomeOf(counter),
    action: actionOf(counter, view.action),
  };
}

/** The button with another label. */
export const act = (label: string, enabled = true) => ({ label, hint: '', enabled });

function actionOf({ sheet, say, bank }: Counter, action: PointsRedeemView['action']): PointsRedeemView['action'] {
  const { phase } = sheet();
  if (phase === 'checking' || phase === 'stuck') return act(say('pointsAsk'));
  // A partner's page signs its visitors in itself.
  if (phase === 'away') return action?.hint ? { ...action, enabled: false } : act(say('pointsSignIn'));
  return phase === 'open' && action ? { ...action, label: say('pointsGoOn', { bank: bank() }) } : action;
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
