import { randomBytes } from 'node:crypto';
import { createLocalJWKSet, type JSONWebKeySet, type JWTPayload, jwtVerify } from 'jose';
import type { KoaContextWithOIDC } from 'oidc-provider';
import type { Bank } from '../context.ts';
import { retrying } from '../db/retry.ts';
import { findPartner, type Partner } from '../partners.ts';
import { pairwise } from '../person.ts';
import { hash, once, ProofError, verifyProof } from '../proof.ts';
import { refuse } from './refusal.ts';

export const exchangeGrant = 'urn:ietf:params:oauth:grant-type:token-exchange';
export const ticketGrant = 'urn:inlay:grant-type:ticket';
const jwtType = 'urn:ietf:params:oauth:token-type:jwt';
const ticketType = 'urn:inlay:token-type:ticket';
const bearerAssertion = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** Seconds a ticket and a partner-level token live. */
export const ticketLife = 60;
export const tokenLife = 600;
/** Seconds a partner's clock may differ from the bank's. */
const skew = 10;

type Body = Record<string, string | string[] | undefined>;

const one = (body: Body, name: string): string => {
  const value = body[name];
  if (typeof value !== 'string' || !value) throw refuse('invalid_request', `${name} is missing or given twice`);
  return value;
};

async function activePartner(bank: Bank, id: string): Promise<Partner> {
  const partner = await findPartner(bank, id);
  if (!partner) throw refuse('assertion_invalid', 'No partner of this id is known');
  if (partner.status === 'disabled') throw refuse('partner_disabled', 'This partner is switched off');
  return partner;
}

/**
 * The partner's backend asks for a ticket for one of its users (RFC 8693). Client and subject assertion are checked here,
 * not by the provider: by the bank's clock, with codes of their own, and because the page, which swaps the ticket under
 * the same client id, holds no key.
 */
export async function exchange(bank: Bank, ctx: KoaContextWithOIDC): Promise<void> {
  const body = ctx.oidc.body as Body;
  const partner = await activePartner(bank, one(body, 'client_id'));
  if (one(body, 'client_assertion_type') !== bearerAssertion)
    throw refuse('invalid_request', 'Unknown client_assertion_type');
  if (one(body, 'subject_token_type') !== jwtType) throw refuse('invalid_request', 'Unknown subject_token_type');
  if (one(body, 'requested_token_type') !== ticketType) throw refuse('invalid_request', 'Only tickets are issued here');
  if (one(body, 'scope') !== 'partner') throw refuse('invalid_request', 'The only scope is partner');
  const client = await readAssertion(bank, partner, one(body, 'client_assertion'));
  if (client.sub !== partner.id) throw refuse('assertion_invalid', 'sub of the client assertion is not the client');
  const subject = await readAssertion(bank, partner, one(body, 'subject_token'));
  if (!subject.sub) throw refuse('assertion_invalid', 'The subject token names no user');
  const origin = one(body, 'origin');
  if (!partner.origins.includes(origin)) throw refuse('origin_refused', 'This origin is not in the partner’s list');
  for (const claims of [client, subject]) {
    const until = ((claims.exp ?? 0) + skew) * 1000;
    if (!(await once(bank, `assertion ${partner.id} ${claims.jti}`, until))) {
      throw refuse('assertion_replayed', 'This assertion was used before');
    }
  }
  const ticket = randomBytes(32).toString('base64url');
  const row = { hash: hash(ticket), partner_id: partner.id, subject: subject.sub, origin, scope: 'partner' };
  const times = { expires_at: bank.clock.now() + ticketLife * 1000, consumed_at: null };
  await bank.db
    .insertInto('ticket')
    .values({ ...row, ...times })
    .execute();
  ctx.body = { access_token: ticket, issued_token_type: ticketType, token_type: 'N_A', expires_in: ticketLife };
}

async function readAssertion(bank: Bank, partner: Partner, jwt: string): Promise<JWTPayload> {
  try {
    const keys = createLocalJWKSet(partner.jwks as JSONWebKeySet);
    const { payload } = await jwtVerify(jwt, keys, {
      algorithms: ['ES256'],
      issuer: partner.id,
      audience: [`${bank.origin}/oidc`, `${bank.origin}/oidc/token`],
      requiredClaims: ['jti', 'iat', 'exp', 'sub'],
      currentDate: new Date(bank.clock.now()),
      clockTolerance: skew,
      maxTokenAge: ticketLife,
    });
    if ((payload.exp ?? 0) - (payload.iat ?? 0) > ticketLife) throw new Error('lives too long');
    return payload;
  } catch (error) {
    const why = error instanceof Error ? error.message : 'malformed';
    throw refuse('assertion_invalid', `The assertion does not hold: ${why}`);
  }
}

/** The page swaps its ticket and a proof of its own key for a short token bound to that key (RFC 9449). */
export async function swap(bank: Bank, ctx: KoaContextWithOIDC): Promise<void> {
  const body = ctx.oidc.body as Body;
  const partner = await activePartner(bank, one(body, 'client_id'));
  const ticket = one(body, 'ticket');
  const origin = ctx.get('Origin');
  const own = origin === bank.origin;
  if (!own && !partner.origins.includes(origin))
    throw refuse('origin_refused', 'This origin is not in the partner’s list');
  // The proof comes first: a page whose clock is wrong may try again with the same ticket.
  const jkt = await verifyProof(bank, {
    proof: ctx.get('DPoP') || undefined,
    method: 'POST',
    path: '/oidc/token',
  }).catch((error: unknown) => {
    throw error instanceof ProofError ? refuse(error.code, error.message) : error;
  });
  const subject = await consumeTicket(bank, partner, ticket, origin);
  const session = pairwise(bank.pairwiseKey, partner.id, subject);
  const token = randomBytes(32).toString('base64url');
  const row = { hash: hash(token), partner_id: partner.id, session, origin, scope: 'partner', jkt };
  const times = { expires_at: bank.clock.now() + tokenLife * 1000, ended_at: null };
  await bank.db
    .insertInto('access_token')
    .values({ ...row, ...times })
    .execute();
  ctx.body = {
    access_token: token,
    token_type: 'DPoP',
    expires_in: tokenLife,
    scope: 'partner',
    level: 'partner',
    surface: own ? 'bank' : 'partner',
    session,
  };
}

/** Takes a ticket out of the world, whatever comes of it: one that turned up at the wrong place was stolen. */
async function consumeTicket(bank: Bank, partner: Partner, ticket: string, origin: string): Promise<string> {
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
    throw known ? refuse('ticket_used', 'This ticket was used before') : refuse('ticket_invalid', 'No such ticket');
  }
  if (row.partner_id !== partner.id) throw refuse('ticket_invalid', 'This ticket is another partner’s');
  if (row.expires_at <= now) throw refuse('ticket_expired', 'This ticket has expired');
  if (row.origin !== origin) throw refuse('ticket_origin_mismatch', 'This ticket was asked for another origin');
  return row.subject;
}
