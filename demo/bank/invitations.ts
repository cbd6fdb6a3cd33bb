import { randomBytes } from 'node:crypto';
import type { App, Bank } from './context.ts';
import { startSession } from './h5/sign-in.ts';

/** Makes an address that brings a sample customer to one of the bank's pages, signed in; it works once. */
export type Invite = (customer: string, path: string) => string;

/** Invitations that nobody has followed; the oldest go first. */
const most = 200;

/**
 * Adds the way by which the playground shows pages that want a signed-in customer, in its frame as well; sandbox only. Who may
 * invite runs in this process: no page and no partner can.
 */
export function addInvitations(app: App, bank: Bank): Invite {
  const open = new Map<string, { customer: string; path: string }>();
  app.get('/sandbox/visit', async (c) => {
    const word = c.req.query('word') ?? '';
    const invited = open.get(word);
    open.delete(word);
    if (!invited) return c.notFound();
    await startSession(bank, c, invited.customer, c.req.header('sec-fetch-dest') === 'iframe');
    return c.redirect(invited.path, 303);
  });
  return (customer, path) => {
    const word = randomBytes(16).toString('base64url');
    open.set(word, { customer, path });
    for (const old of open.keys()) if (open.size > most) open.delete(old);
    return `${bank.origin}/sandbox/visit?word=${word}`;
  };
}
