import type { Inlay } from './inlay.ts';
import type { Surface } from './ports.ts';

/** Whose page this is, by the bank's word; the session and the policy may each be late. */
export function surfaceOf(inlay: Inlay): Surface {
  return inlay.policy.getState().surface === 'bank' || inlay.session.getState().surface === 'bank' ? 'bank' : 'partner';
}
