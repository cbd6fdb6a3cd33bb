import assert from 'node:assert/strict';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { earn, openAccount } from '../../demo/bank/points/ledger.ts';
import { bind } from '../../demo/bank/person.ts';
import { hash } from '../../demo/bank/proof.ts';
import { type Answer, type Call, call, type Engine, pageKey, type Rig, startRig } from './rig.ts';

/** A bank with what the tests of points do again and again. */
export interface PointsRig extends Rig {
  /** A call as the bank's own page makes it, with the cookie of a signed-in customer. */
  own(customer: string, path: string, body?: object, headers?: Record<string, string>): Promise<Answer>;
  /** That cookie, for a call that brings another beside it. */
  cookie(customer: string): Promise<string>;
  /** Signs a user of the travel partner in; each call of what it returns has a proof of its own. */
  visitor(user: string): Promise<Visitor>;
  /** A customer nobody knew before, with points that end in so many milliseconds (a year). */
  customer(points: number, lastsMs?: number): Promise<string>;
  /** The digest of an item's rules as a page reads it. */
  digest(item: string): Promise<string>;
  balance(customer: string): Promise<number>;
  codes(customer: string): Promise<string[]>;
  targets(...faults: object[]): Promise<void>;
  /** Moves the bank's time on. */
  tick(milliseconds: number): void;
}

export interface Visitor {
  session: string;
  call(path: string, body?: object, init?: Call): Promise<Answer>;
}

/** What of operations the rig's bank is told. */
export const operationsKey = randomBytes(16).toString('hex');

const year = 365 * 86_400_000;

export async function startPointsRig(engine: Engine): Promise<PointsRig> {
  const rig = await startRig(engine, { operationsKey });
  const { bank } = rig.bank;
  const cookies = new Map<string, string>();

  async function cookieOf(customer: string): Promise<string> {
    const known = cookies.get(customer);
    if (known) return known;
    const cookie = randomBytes(32).toString('base64url');
    const row = { hash: hash(cookie), customer, expires_at: bank.clock.now() + year, ended_at: null };
    await bank.db.insertInto('bank_session').values(row).execute();
    cookies.set(customer, cookie);
    return cookie;
  }

  const cookieLine = async (customer: string) => `inlay_bank_session=${await cookieOf(customer)}`;
  const own: PointsRig['own'] = async (customer, path, body, headers = {}) => {
    const cookie = await cookieLine(customer);
    const from: Record<string, string> = body
      ? { origin: rig.bank.origin, 'content-type': 'application/json' }
      : { 'sec-fetch-site': 'same-origin' };
    return call(rig.bank.internal + path, {
      headers: { cookie, ...from, ...headers },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  };

  async function visitor(user: string): Promise<Visitor> {
    const page = await pageKey();
    const url = `${rig.bank.origin}/oidc/token`;
    const answer = await rig.call('/oidc/token', {
      headers: { dpop: await page.proof('POST', url, bank.clock.now()) },
      body: new URLSearchParams({
        grant_type: 'urn:inlay:grant-type:ticket',
        client_id: 'lvtu',
        ticket: await rig.partner.ticket(user),
      }),
    });
    const { access_token: token, session } = answer.json as { access_token: string; session: string };
    return {
      session,
      async call(path, body, init = {}) {
        const method = body ? 'POST' : 'GET';
        const ath = createHash('sha256').update(token).digest('base64url');
        const htu = rig.bank.origin + (path.split('?')[0] ?? path);
        return rig.call(path, {
          ...init,
          headers: {
            authorization: `DPoP ${token}`,
            dpop: await page.proof(method, htu, bank.clock.now(), { ath }),
            ...(body ? { 'content-type': 'application/json' } : {}),
            ...init.headers,
          },
          ...(body ? { body: JSON.stringify(body) } : {}),
        });
      },
    };
  }

  return {
    ...rig,
    own,
    cookie: cookieLine,
    visitor,
    async customer(points, lastsMs = year) {
      const customer = `t-${randomUUID()}`;
      const at = bank.clock.now();
      await bank.db.transaction().execute(async (trx) => {
        const account = await openAccount(trx, customer);
        if (points) await earn(trx, { account, points, expiresAt: at + lastsMs, key: randomUUID(), at });
      });
      return customer;
    },
    digest: async (item) => (await rig.call(`/v1/reward-items/${item}?partner=lvtu`)).json.rules.digest as string,
    balance: async (customer) => (await own(customer, '/v1/points/balance')).json.points as number,
    codes: async (customer) =>
      (await rig.call(`/sandbox/codes?customer=${customer}`)).json.items.map((one: { code: string }) => one.code),
    tick(milliseconds) {
      bank.clock.set({ offsetMs: bank.clock.state().offsetMs + milliseconds });
    },
    async targets(...faults) {
      await rig.call('/sandbox/targets', { body: JSON.stringify(faults) });
    },
  };
}

/** Binds a partner's user to a customer, as the bank's operations would. */
export async function bindVisitor(rig: PointsRig, visitor: Visitor, customer: string): Promise<void> {
  await bind(rig.bank.bank, 'lvtu', visitor.session, customer);
}

/** The steps of a redemption as a partner's page and a customer take them; `visitor` is whose page it is. */
export function redeeming(rig: PointsRig, visitor: () => Visitor) {
  const redemptions = '/v1/points/redemptions';
  return {
    async quote(item: string, more: object = {}, from = visitor()): Promise<{ quote: string; id: string }> {
      const body = { item, digest: await rig.digest(item), placement: 'hotel', ...more };
      const answer = await from.call('/v1/points/quotes?partner=lvtu', body);
      assert.equal(answer.status, 201, answer.text);
      return answer.json;
    },
    redeem: (who: string, quote: string, more: object = {}, key: string = randomUUID()) =>
      rig.own(who, redemptions, { quote, ...more }, { 'idempotency-key': key }),
    outcome: async (id: string, from = visitor()) =>
      (await from.call(`${redemptions}?partner=lvtu&quote=${id}`)).json.items,
  };
}
