import { randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { z } from 'zod';
import type { App, Bank, Env } from '../context.ts';
import { consumeTicket, ticketFaults } from '../identity/ticket.ts';
import { findPartner } from '../partners.ts';
import { boundTo, pairwise } from '../person.ts';
import { Problem } from '../problem.ts';
import { hash } from '../proof.ts';
import { fromOwnPage } from './page.ts';
import { addScript } from './script.ts';

const visitCookie = 'inlay_bank_visit';
/** Milliseconds for which the bank knows who came, as long as a partner's token. */
const life = 600_000;
const scope = 'visit';

const body = z.object({ partner: z.string().min(1).max(64), ticket: z.string().min(1).max(200) });

/** A partner's user on a page of the bank, on his partner's word alone: no proof of who he is to the bank. */
export interface Visitor {
  /** The pairwise id that his partner's page has for him as well. */
  session: string;
  /** As quotes and claims name him: `c:<customer>` where he is bound to one. */
  person: string;
}

/**
 * Adds the call by which a page of the bank swaps the one-use ticket of a mini-program, which opened it, for the session
 * of the partner's user. He is known by a cookie that no script reads and that opens nothing: points and money ask for the
 * bank's own sign-in, and nobody is bound to a customer by it (a link could carry somebody else's ticket, T19).
 */
export function addVisits(app: App, bank: Bank): void {
  addScript(app, 'arrive.js', './arrive-page.ts', 'iife');

  app.post('/h5/visit', async (c) => {
    if (!fromOwnPage(bank, c) || !/^application\/json\b/.test(c.req.header('content-type') ?? ''))
      throw new Problem('origin_refused', 'Only the bank’s own page may call this');
    const parsed = body.safeParse(await c.req.json().catch(() => undefined));
    if (!parsed.success) throw new Problem('invalid_request', 'The page did not say what it must');
    const { partner: id, ticket } = parsed.data;
    const partner = await findPartner(bank, id);
    if (partner?.status !== 'active') throw new Problem('partner_disabled', 'This partner is unknown or switched off');
    // Only a mini-program opens a page of the bank with its user's ticket.
    const origin = (given: string) => given.startsWith('https://servicewechat.com/') && partner.origins.includes(given);
    const used = await consumeTicket(bank, ticket, { partner: id, origin, scope: 'partner', nonce: null });
    if ('fault' in used) throw new Problem(used.fault, ticketFaults[used.fault]);
    const session = pairwise(bank.pairwiseKey, id, used.subject);
    const cookie = randomBytes(32).toString('base64url');
    const times = { expires_at: bank.clock.now() + life, ended_at: null };
    await bank.db
      .insertInto('access_token')
      // Bound to no key: no proof fits it, so it is worth nothing as a token.
      .values({ hash: hash(cookie), partner_id: id, session, origin: bank.origin, scope, jkt: '', ...times })
      .execute();
    setCookie(c, visitCookie, cookie, { httpOnly: true, sameSite: 'Lax', path: '/h5', maxAge: life / 1000 });
    return c.json({ session }, 200, { 'cache-control': 'no-store' });
  });
}

/** The user of this partner who opened the page from its mini-program, while that is known. */
export async function visitorOf(bank: Bank, c: Context<Env>, partner: string): Promise<Visitor | undefined> {
  const row = await bank.db
    .selectFrom('access_token')
    .select('session')
    .where('hash', '=', hash(getCookie(c, visitCookie) ?? ''))
    .where('scope', '=', scope)
    .where('partner_id', '=', partner)
    .where('expires_at', '>', bank.clock.now())
    .executeTakeFirst();
  if (!row) return undefined;
  const customer = await boundTo(bank, partner, row.session);
  return { session: row.session, person: customer ? `c:${customer}` : `p:${partner}:${row.session}` };
}
