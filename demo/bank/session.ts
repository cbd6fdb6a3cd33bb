import { createRoute, z } from '@hono/zod-openapi';
import { getCookie } from 'hono/cookie';
import type { Context } from 'hono';
import { rfc3339 } from './clock.ts';
import type { App, Bank, Env } from './context.ts';
import { admit } from './partners.ts';
import { Problem, problemSchema } from './problem.ts';
import { hash, ProofError, verifyProof } from './proof.ts';

/** The bank's own session cookie. `__Host-` needs `Secure`, which plain http in the sandbox cannot give. */
export const sessionCookie = 'inlay_bank_session';

const sessionSchema = z
  .object({
    level: z.enum(['anonymous', 'partner', 'bank']),
    surface: z.enum(['partner', 'bank']),
    scope: z.string(),
    session: z.string(),
    expiresAt: z.string().optional(),
  })
  .openapi('Session');

const query = z.object({ partner: z.string().min(1).max(64) });
const problems = {
  default: { description: 'A problem', content: { 'application/problem+json': { schema: problemSchema } } },
};
const security: Record<string, string[]>[] = [{ dpop: [] }, {}];
const readRoute = createRoute({
  method: 'get',
  path: '/v1/session',
  security,
  request: { query },
  responses: {
    200: { description: 'The session', content: { 'application/json': { schema: sessionSchema } } },
    ...problems,
  },
});
const logoutRoute = createRoute({
  method: 'post',
  path: '/v1/session/logout',
  security,
  request: { query },
  responses: { 204: { description: 'The token is dead' }, ...problems },
});

/** The answer to a page of the bank on which nobody has signed in. */
const nobody = { level: 'anonymous', surface: 'bank', scope: '', session: '' } as const;

/** A session that holds; `customer` is who signed in at the bank, or whom a partner's user is bound to. */
export interface Found {
  level: 'partner' | 'bank';
  customer?: string;
  scope: string;
  session: string;
  expiresAt: number;
  end(): Promise<void>;
}

/** Adds the session routes. */
export function addSessionRoutes(app: App, bank: Bank): void {
  app.openapi(readRoute, async (c) => {
    const caller = await admit(bank, c, c.req.valid('query').partner);
    const found = await findSession(bank, c, caller.partner.id, caller.surface);
    if (!found) return c.json(nobody, 200, { 'cache-control': 'no-store' });
    const { level, scope, session, expiresAt } = found;
    const body = { level, surface: caller.surface, scope, session, expiresAt: rfc3339(expiresAt) };
    return c.json(body, 200, { 'cache-control': 'no-store' });
  });
  app.openapi(logoutRoute, async (c) => {
    const caller = await admit(bank, c, c.req.valid('query').partner);
    const found = await findSession(bank, c, caller.partner.id, caller.surface);
    await found?.end();
    return c.body(null, 204);
  });
}

/** The session of a call: a token with its proof, or the bank's cookie on the bank's own origin (none there is no error). */
export async function findSession(
  bank: Bank,
  c: Context<Env>,
  partner: string,
  surface: string,
): Promise<Found | undefined> {
  const authorization = c.req.header('authorization');
  if (authorization) return findToken(bank, c, partner, authorization);
  // Only a page of the bank's own origin is seen by its cookie, and there nobody signed in is no error.
  if (surface !== 'bank') throw new Problem('token_invalid', 'There is no session');
  const cookie = getCookie(c, sessionCookie);
  return cookie ? findBankSession(bank, cookie) : undefined;
}

async function findToken(bank: Bank, c: Context<Env>, partner: string, authorization: string): Promise<Found> {
  const token = /^DPoP ([\w-]{20,200})$/.exec(authorization)?.[1];
  if (!token) throw new Problem('token_invalid', 'The token must come as DPoP, with its proof');
  const key = hash(token);
  const row = await bank.db
    .selectFrom('access_token')
    .leftJoin('customer_binding', (join) =>
      join
        .onRef('customer_binding.partner_id', '=', 'access_token.partner_id')
        .onRef('customer_binding.session', '=', 'access_token.session'),
    )
    .selectAll('access_token')
    .select('customer')
    .where('hash', '=', key)
    .executeTakeFirst();
  const now = bank.clock.now();
  if (!row || row.partner_id !== partner || row.ended_at !== null || row.expires_at <= now) {
    throw new Problem('token_invalid', 'The token is unknown, ended or expired');
  }
  if (c.req.header('origin') !== row.origin)
    throw new Problem('origin_refused', 'The token was given to another origin');
  const wanted = { proof: c.req.header('dpop'), method: c.req.method, path: c.req.path, token };
  const jkt = await verifyProof(bank, wanted).catch((error: unknown) => {
    throw error instanceof ProofError ? new Problem(error.code, error.message) : error;
  });
  if (jkt !== row.jkt) throw new Problem('proof_invalid', 'The proof is signed with another key');
  const end = async () => {
    await bank.db.updateTable('access_token').set({ ended_at: now }).where('hash', '=', key).execute();
  };
  const { scope, session, customer } = row;
  return { level: 'partner', scope, session, expiresAt: row.expires_at, end, ...(customer ? { customer } : {}) };
}

/** The bank session a cookie stands for, while it lasts. */
export async function findBankSession(bank: Bank, cookie: string): Promise<(Found & { customer: string }) | undefined> {
  const key = hash(cookie);
  const now = bank.clock.now();
  const row = await bank.db
    .selectFrom('bank_session')
    .selectAll()
    .where('hash', '=', key)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  if (!row) return undefined;
  const end = async () => {
    await bank.db.updateTable('bank_session').set({ ended_at: now }).where('hash', '=', key).execute();
  };
  const session = key.slice(0, 22);
  return { level: 'bank', scope: 'bank', session, expiresAt: row.expires_at, customer: row.customer, end };
}
