import type { Bank } from '../../bank/context.ts';
import type { Invite } from '../../bank/invitations.ts';
import { findItem, itemBody } from '../../bank/points/items.ts';
import { makeQuote, quoteBody, readQuote } from '../../bank/points/quote.ts';
import { confirm } from '../../bank/points/redeem.ts';
import type { AtBank } from '../gallery/states.ts';
import { galleryCustomer } from './samples.ts';

/** Prepares states that exist on the bank's own page alone, and gives the way to that page. */
export function createBankStates(bank: Bank, invite: Invite) {
  const settled = new Map<string, Promise<string>>();

  /** A quote for one of the item, or several, as the partner's page would have asked for it. */
  async function quote({ item, quantity = 1 }: AtBank): Promise<string> {
    const person = {
      id: `c:${galleryCustomer}`,
      partner: 'lvtu',
      customer: galleryCustomer,
      level: 'partner',
    } as const;
    const { digest } = itemBody(await findItem(bank.db, item), 'zh-CN').rules;
    return (await makeQuote(bank, person, { item, quantity, digest, placement: 'gallery' })).quote;
  }

  /** A quote that was redeemed before, once and for all starts of the demo: caps and points are the customer's real ones. */
  async function settle(key: string, wish: AtBank): Promise<string> {
    const made = await bank.db.selectFrom('redemption').select('quote_id').where('key', '=', key).executeTakeFirst();
    if (made) {
      const rows = bank.db.selectFrom('points_quote').selectAll().where('id', '=', made.quote_id);
      return quoteBody(bank, await rows.executeTakeFirstOrThrow()).quote;
    }
    const token = await quote(wish);
    if (wish.done === 'released') {
      bank.targets.set([{ target: 'coupon', mode: 'refuse', count: 1 }, ...bank.targets.list()]);
    }
    await confirm(bank, { customer: galleryCustomer, quote: await readQuote(bank, token), key });
    return token;
  }

  return async (id: string, wish: AtBank, look: URLSearchParams): Promise<string> => {
    const key = `gallery-${id}`;
    // One after the other: the key is for one redemption.
    if (wish.done && !settled.has(key)) settled.set(key, settle(key, wish));
    const token = await (settled.get(key) ?? quote(wish));
    const query = new URLSearchParams(look);
    query.set('quote', token);
    query.set('watch', 'specimen');
    return invite(galleryCustomer, `/h5/redeem?${query}`);
  };
}
