import { createHash, randomBytes } from 'node:crypto';
import { hash } from '../../demo/bank/proof.ts';
import { sessionCookie } from '../../demo/bank/session.ts';
import { type Answer, call, pageKey, type Rig } from './rig.ts';

/** Somebody with a session, who calls as his page would. */
export interface Visitor {
  get(path: string): Promise<Answer>;
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
}

const body = (value: unknown) => (value === undefined ? {} : { body: JSON.stringify(value) });
const json = { 'content-type': 'application/json' };

/** A user of the travel partner, signed in by ticket and DPoP key. `partner=lvtu` is added to every address. */
export async function partnerUser(rig: Rig, user: string): Promise<Visitor> {
  const page = await pageKey();
  const now = () => rig.bank.bank.clock.now();
  const answer = await rig.call('/oidc/token', {
    headers: { dpop: await page.proof('POST', `${rig.bank.origin}/oidc/token`, now()) },
    body: new URLSearchParams({
      grant_type: 'urn:inlay:grant-type:ticket',
      client_id: 'lvtu',
      ticket: await rig.partner.ticket(user),
    }),
  });
  const token = (answer.json as { access_token: string }).access_token;
  const ath = createHash('sha256').update(token).digest('base64url');
  const send = async (method: string, path: string, init: { body?: string; headers?: Record<string, string> } = {}) => {
    const proof = await page.proof(method, rig.bank.origin + path.replace(/\?.*/, ''), now(), { ath });
    const headers = { ...init.headers, authorization: `DPoP ${token}`, dpop: proof };
    return rig.call(withPartner(path), { ...init, method, headers });
  };
  return {
    get: (path) => send('GET', path),
    post: (path, value, headers) => send('POST', path, { ...body(value), headers: { ...json, ...headers } }),
  };
}

/** A customer on the bank's own page. The sign-in itself has its own test; here its session is put into the database. */
export async function bankCustomer(rig: Rig, customer: string): Promise<Visitor> {
  const cookie = randomBytes(32).toString('base64url');
  const { db, clock, origin, internal } = rig.bank.bank;
  const row = { hash: hash(cookie), customer, expires_at: clock.now() + 900_000, ended_at: null };
  await db.insertInto('bank_session').values(row).execute();
  const headers = { cookie: `${sessionCookie}=${cookie}` };
  return {
    get: (path) => call(internal + withPartner(path), { headers, origin }),
    post: (path, value, more) =>
      call(internal + withPartner(path), {
        method: 'POST',
        ...body(value),
        headers: { ...json, ...headers, ...more },
        origin,
      }),
  };
}

const withPartner = (path: string) => `${path}${path.includes('?') ? '&' : '?'}partner=lvtu`;
