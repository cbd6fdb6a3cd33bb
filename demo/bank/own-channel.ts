import type { Partner } from './partners.ts';
import { bankName } from './seed/texts.ts';

/** The id under which the bank's own pages run the SDK: a channel like any partner's, with the bank's origin alone. */
export const ownChannel = 'qinghe-h5';

/** The record of the bank's own channel. It has no key, so nobody gets a ticket for it, and no place to return to. */
export function pagesRecord(origin: string): Partner {
  return { id: ownChannel, name: bankName, origins: [origin], jwks: { keys: [] }, returnUrl: null, status: 'active' };
}
