import { randomUUID } from 'node:crypto';
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { Bank, Env } from '../context.ts';
import { acceptAttribution } from './token.ts';

/** What a customer did that counts for whoever brought him. */
export type ConversionKind = 'visit' | 'app_open' | 'sign_in' | 'claim' | 'redemption' | 'purchase';

/** One deed; the same token, kind and subject count once. */
export interface Deed {
  partner: string;
  kind: ConversionKind;
  /** Id of what was seen, claimed, redeemed, bought. */
  subject: string;
}

/** Counts a deed for whoever the token stands for; nothing happens, but for an event, when it does not count. */
export async function convert(bank: Bank, token: string | undefined, deed: Deed): Promise<boolean> {
  const accepted = await acceptAttribution(bank, token, deed.partner, deed.kind);
  if (!accepted) return false;
  const { partner, ...claims } = accepted.claims;
  await bank.db
    .insertInto('conversion')
    .values({
      ...claims,
      id: randomUUID(),
      token_id: accepted.id,
      partner_id: partner,
      kind: deed.kind,
      subject: deed.subject,
      at: bank.clock.now(),
    })
    .onConflict((conflict) => conflict.columns(['token_id', 'kind', 'subject']).doNothing())
    .execute();
  return true;
}

/** How the bank's own pages remember, for half an hour, who brought the customer: `<partner> <token>`, out of scripts' reach. */
const cookie = 'inlay_bank_attribution';
const halfHour = 1800;

/** Takes the token a customer arrives with at a page of the bank, or remembers the one he arrived with before, and counts the deed. */
export async function arrive(bank: Bank, c: Context<Env>, kind: ConversionKind, subject: string): Promise<void> {
  const { at, pt } = c.req.query();
  const [knownPartner, knownToken] = (getCookie(c, cookie) ?? '').split(' ');
  const [partner, token] = at && pt ? [pt, at] : [knownPartner, knownToken];
  if (!partner || !token || !(await convert(bank, token, { partner, kind, subject }))) return;
  const options = { httpOnly: true, sameSite: 'Lax', path: '/', maxAge: halfHour } as const;
  setCookie(c, cookie, `${partner} ${token}`, options);
}
