import type { Inlay } from './inlay.ts';
import type { Policy, Verdict } from './policy.ts';
import type { Surface } from './ports.ts';
import { t, type Locale, wordsIn } from './text.ts';

/** Whose page this is, by the bank's word; the session and the policy may each be late. */
export function surfaceOf(inlay: Inlay): Surface {
  return inlay.policy.getState().surface === 'bank' || inlay.session.getState().surface === 'bank' ? 'bank' : 'partner';
}

/** The origins a button may lead to (R2): the gateway's and those of the bank's places. */
export function originsOf(gateway: string, policy: Pick<Policy, 'targets'>): string[] {
  const origins = [gateway];
  policy.targets().forEach((target) => origins.push(target.origin));
  return origins;
}

/** Where a tap leads by the policy's word on its act (R4), else the bank's page; without a name of it, the `issuer`'s. */
export function placeOf(policy: Policy, locale: Locale, act: Verdict | undefined, issuer: string): string {
  const target = act && act.verdict === 'redirect' ? act.target : 'bank_page';
  return wordsIn(policy.targets().get(target)?.name, locale) || issuer;
}

/** "将离开旅途，进入青禾银行" (R4); a partner without a name is "this page". */
export function leavingText(locale: Locale, partner: string, bank: string): string {
  return t(locale, partner ? 'leave' : 'leavePage', { partner, bank });
}
