import type { GetTicket } from '../exchange.ts';
import type { Answer } from './profile.ts';

/**
 * Redeems the one-use ticket that a mini-program put into the fragment of its web-view's address, then asks the page. Only
 * a page that surely stands in a mini-program may: anyone can make a link for other places, and so sign a customer in as
 * somebody else (T19).
 */
export function handOver(ticket: string, inside: () => Promise<Answer>, next: GetTicket | undefined): GetTicket {
  let handed: string | undefined = ticket;
  return async () => {
    const mine = handed;
    handed = undefined;
    if (mine && (await inside()) === 'yes') return mine;
    if (!next) throw new Error('no ticket but the one that was handed over');
    return next();
  };
}
