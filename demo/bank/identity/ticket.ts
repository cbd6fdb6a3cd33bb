import { randomBytes } from 'node:crypto';
import type { Bank } from '../context.ts';
import { retrying } from '../db/retry.ts';
import { hash } from '../proof.ts';

/** Seconds a ticket lives. */
export const ticketLife = 60;

/** What a ticket may be swapped for: a token of the partner's own level, or a session in the bank's own frame. */
export type TicketScope = 'partner' | 'frame';

/** Whom a ticket is for and what it is bound to. */
export interface TicketFor {
  partner: string;
  /** Origin of the page that will use it. */
  origin: string;
  scope: TicketScope;
  /** With scope `frame`: the word the SDK made for this one frame. */
  nonce: string | null;
}

/** Why a ticket was refused. */
export type TicketFault =
  'ticket_invalid' | 'ticket_used' | 'ticket_expired' | 'ticket_origin_mismatch' | 'ticket_nonce_mismatch';

/** What each refusal of a ticket means to whoever reads it. */
export const ticketFaults: Record<TicketFault, string> = {
  ticket_invalid: 'No such ticket for this partner and purpose',
  ticket_used: 'This ticket was used before',
  ticket_expired: 'This ticket has expired',
  ticket_origin_mismatch: 'This ticket was asked for another origin',
  ticket_nonce_mismatch: 'This ticket was asked for another frame',
};
/** The form of the word an SDK makes for one frame: 128 bits in base64url. */
export const nonceForm = /^[\w-]{22}$/;

/** Makes a one-use ticket for a partner's user; the bank keeps its hash alone. */
export async function issueTicket(bank: Bank, wanted: TicketFor, subject: string): Promise<string> {
  const ticket = randomBytes(32).toString('base64url');
  const { partner, origin, scope, nonce } = wanted;
  await bank.db
    .insertInto('ticket')
    .values({
      hash: hash(ticket),
      partner_id: partner,
      subject,
      origin,
      scope,
      nonce,
      expires_at: bank.clock.now() + ticketLife * 1000,
      consumed_at: null,
    })
    .execute();
  return ticket;
}

/** Takes a ticket out of the world, whatever comes of it: one that turned up at the wrong place was stolen. */
export async function consumeTicket(
  bank: Bank,
  ticket: string,
  wanted: Omit<TicketFor, 'origin'> & { origin: string | ((origin: string) => boolean) },
): Promise<{ subject: string } | { fault: TicketFault }> {
  const now = bank.clock.now();
  const key = hash(ticket);
  const consume = bank.db
    .updateTable('ticket')
    .set({ consumed_at: now })
    .where('hash', '=', key)
    .where('consumed_at', 'is', null)
    .returningAll();
  const [row] = await retrying(() => consume.execute());
  if (!row) {
    const known = await bank.db.selectFrom('ticket').select('hash').where('hash', '=', key).executeTakeFirst();
    return { fault: known ? 'ticket_used' : 'ticket_invalid' };
  }
  if (row.partner_id !== wanted.partner || row.scope !== wanted.scope) return { fault: 'ticket_invalid' };
  if (row.expires_at <= now) return { fault: 'ticket_expired' };
  const { origin } = wanted;
  if (typeof origin === 'string' ? row.origin !== origin : !origin(row.origin))
    return { fault: 'ticket_origin_mismatch' };
  if (row.nonce !== wanted.nonce) return { fault: 'ticket_nonce_mismatch' };
  return { subject: row.subject };
}
