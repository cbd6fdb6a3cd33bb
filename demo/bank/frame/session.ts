import { randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { z } from 'zod';
import type { App, Bank, Env } from '../context.ts';
import { findCustomer } from '../h5/customers.ts';
import { consumeTicket, nonceForm, ticketFaults } from '../identity/ticket.ts';
import { findPartner } from '../partners.ts';
import { boundTo, pairwise } from '../person.ts';
import { Problem } from '../problem.ts';
import { hash } from '../proof.ts';

/**
 * The cookie of the frame's session. `Partitioned` keeps it to the bank's frame inside this one partner's site. Chromium
 * takes `Secure` and `__Host-` from http://*.localhost as well, because it holds such origins for trustworthy.
 */
export const frameCookie = '__Host-inlay_frame';
/** What a page of the bank can set on a call and a form cannot; holds the frame's token once there is a session. */
export const frameHeader = 'x-inlay-frame';
/** Milliseconds a frame's session lasts. */
const life = 600_000;

const body = z.object({
  partner: z.string().min(1).max(64),
  ticket: z.string().min(1).max(200),
  nonce: z.string().regex(nonceForm),
  /** Origin of the page around the frame, as the browser told the frame's script. */
  parent: z.string().max(200),
});

/** Adds the call by which the frame swaps its one-time ticket for a session of its own. */
export function addFrameSession(app: App, bank: Bank): void {
  app.post('/frame/session', async (c) => {
    mustBeOwnScript(bank, c);
    const parsed = body.safeParse(await c.req.json().catch(() => undefined));
    if (!parsed.success) throw new Problem('invalid_request', 'The frame did not say what it must');
    const { partner: id, ticket, nonce, parent } = parsed.data;
    const partner = await findPartner(bank, id);
    if (partner?.status !== 'active' || !partner.origins.includes(parent)) {
      throw new Problem('origin_refused', 'The page around the frame is not in the partner’s list');
    }
    const used = await consumeTicket(bank, ticket, { partner: id, origin: parent, scope: 'frame', nonce });
    if ('fault' in used) throw new Problem(used.fault, ticketFaults[used.fault]);
    const session = pairwise(bank.pairwiseKey, id, used.subject);
    const customer = findCustomer((await boundTo(bank, id, session)) ?? '');
    if (!customer) throw new Problem('bank_identity_required', 'The bank does not know who this partner’s user is');
    const cookie = random();
    const token = random();
    await bank.db
      .insertInto('frame_session')
      .values({
        hash: hash(cookie),
        token_hash: hash(token),
        partner_id: id,
        session,
        customer: customer.id,
        origin: parent,
        expires_at: bank.clock.now() + life,
      })
      .execute();
    setCookie(c, frameCookie, cookie, {
      path: '/',
      secure: true,
      httpOnly: true,
      sameSite: 'None',
      partitioned: true,
      maxAge: life / 1000,
    });
    const identity = `${maskName(customer.name)} ${maskPhone(customer.phone)}`;
    return c.json({ identity, token }, 200, { 'cache-control': 'no-store' });
  });
}

/** The customer behind a call from the frame: its cookie and its token belong to one session that lasts, of this partner. */
export async function frameVisitor(
  bank: Bank,
  c: Context<Env>,
  partner: string,
): Promise<{ customer: string; session: string } | undefined> {
  const token = c.req.header(frameHeader);
  const cookie = getCookie(c, frameCookie);
  if (!token || !cookie) return undefined;
  mustBeOwnScript(bank, c);
  return bank.db
    .selectFrom('frame_session')
    .select(['customer', 'session'])
    .where('hash', '=', hash(cookie))
    .where('token_hash', '=', hash(token))
    .where('partner_id', '=', partner)
    .where('expires_at', '>', bank.clock.now())
    .executeTakeFirst();
}

/** T16: only a script of the bank's own origin may call; a form, an image or another site's fetch may not. */
function mustBeOwnScript(bank: Bank, c: Context<Env>): void {
  const own =
    c.req.header('origin') === bank.origin &&
    c.req.header('sec-fetch-site') === 'same-origin' &&
    /^application\/json\b/.test(c.req.header('content-type') ?? '') &&
    c.req.header(frameHeader);
  if (!own) throw new Problem('origin_refused', 'Only the bank’s own page may call this');
}

const random = () => randomBytes(32).toString('base64url');

/** All but one character of a name hidden: 林**. */
export function maskName(name: string): string {
  return name.slice(0, 1) + '*'.repeat(Math.max(1, [...name].length - 1));
}

/** 3-4-4 with the middle hidden. */
export function maskPhone(phone: string): string {
  return `${phone.slice(0, 3)}****${phone.slice(-4)}`;
}
