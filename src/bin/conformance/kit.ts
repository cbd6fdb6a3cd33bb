import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { Failure, Skip } from './check.ts';
import type { Answer, Call, Client } from './client.ts';
import type { Contract } from './contract.ts';
import { type Claims, createPageKey, type Signer } from './keys.ts';
import type { Options } from './options.ts';
import { createVisitor, type Swap, type Visitor } from './visitor.ts';

/** How a request for a ticket departs from the right one. */
export interface Ask {
  user?: string;
  /** Signs instead of the partner. */
  signer?: Signer;
  /** Changed members of both assertions and of their header. */
  claims?: Claims;
  header?: Claims;
  /** Changed members of the client's assertion alone. */
  client?: Claims;
  /** Changed members of the form; an empty one is left out. */
  form?: Record<string, string>;
  what?: string;
}

/** What of the bank's a run may be given. */
export interface Secrets {
  /** The key of the bank's own systems. */
  operationsKey?: string | undefined;
  /** A test customer's session at the bank, as `name=value`. */
  bankCookie?: string | undefined;
}

/** What every check works with. */
export interface Kit extends Secrets {
  options: Options;
  contract: Contract;
  /** The bank's public origin. */
  gateway: string;
  /** Every answer of this run. */
  log: Answer[];
  /** What no answer, and no report, may hold: tickets, tokens, assertions. */
  secrets: Set<string>;
  /** The product, given or the first listed. */
  product: string | undefined;
  /** The bank's time in milliseconds. */
  now(): number;
  /** Lets time go by at the bank. */
  pass(seconds: number): Promise<void>;
  /** Puts the bank's clock back where it was. */
  restore(): Promise<void>;
  /** A call as a page of the partner makes it; another `origin` may be given. `partner=` is added to the calls of /v1 that name none. */
  call(path: string, init?: Partial<Call>): Promise<Answer>;
  /** A call as a page of the bank's own makes it, with the test customer's cookie. */
  atBank(path: string, init?: Partial<Call>): Promise<Answer>;
  /** Asks for a ticket as the partner's backend does. */
  ask(ask?: Ask): Promise<Answer>;
  ticket(ask?: Ask): Promise<string>;
  /** Swaps a ticket for a token, as a page does. */
  swap(swap: Swap): Promise<Answer>;
  /** The user of that name, signed in once for the whole run. */
  visitor(name?: string): Promise<Visitor>;
  /** The partner's own id of the user of that name. */
  userOf(name: string): string;
  fresh(): string;
}

const jwt = 'urn:ietf:params:oauth:token-type:jwt';
const form = { 'content-type': 'application/x-www-form-urlencoded' };

/** What is found out before the first check. */
export interface Found {
  issuer: string;
  /** The bank's time when `Date.now()` was `at`. */
  date: number;
  at: number;
  product: string | undefined;
}

/** Puts together what the checks work with. */
export function createKit(
  options: Options,
  parts: { client: Client; contract: Contract; key: Signer; found: Found } & Secrets,
): Kit {
  const { client, key, found } = parts;
  const { partner, users } = options;
  const prefix = `conformance-${randomBytes(4).toString('hex')}`;
  const names: string[] = [];
  const signedIn = new Map<string, Promise<Visitor>>();
  let offset = found.date - found.at;
  /** Milliseconds by which the sandbox's clock was off before it was moved. */
  let stood: number | undefined;
  const now = () => Date.now() + offset;

  const clock = async (change?: { offsetMs: number }): Promise<number> => {
    const set = change ? { method: 'POST', body: JSON.stringify(change) } : { method: 'GET' };
    const answer = await client.send({ ...set, path: '/sandbox/clock' });
    const { offsetMs } = (answer.json ?? {}) as { offsetMs?: unknown };
    if (typeof offsetMs !== 'number') throw new Skip('the gateway has no /sandbox/clock; use --wait');
    return offsetMs;
  };
  const move = async (seconds: number) => {
    const before = await clock();
    stood ??= before;
    await clock({ offsetMs: before + seconds * 1000 });
    offset += seconds * 1000;
  };

  const named = (path: string) =>
    !path.startsWith('/v1/') || /[?&](partner|k)=/.test(path)
      ? path
      : `${path}${path.includes('?') ? '&' : '?'}partner=${encodeURIComponent(partner)}`;

  const kit: Kit = {
    options,
    contract: parts.contract,
    gateway: options.gateway.origin,
    operationsKey: parts.operationsKey,
    bankCookie: parts.bankCookie,
    log: client.log,
    secrets: new Set(parts.bankCookie ? [parts.bankCookie.split('=').slice(1).join('=')] : []),
    product: options.product ?? found.product,
    now,
    pass: (seconds) => (options.time === 'clock' ? move(seconds) : wait(seconds * 1000)),
    restore: async () => void (stood !== undefined && (await clock({ offsetMs: stood }))),
    call: (path, init = {}) =>
      client.send({
        method: init.body === undefined ? 'GET' : 'POST',
        origin: options.origin,
        ...init,
        path: named(path),
      }),
    atBank: (path, init = {}) =>
      client.send({
        method: init.body === undefined ? 'GET' : 'POST',
        origin: options.bankOrigin,
        ...init,
        headers: { 'sec-fetch-site': 'same-origin', cookie: parts.bankCookie ?? '', ...init.headers },
        path,
      }),
    async ask(ask = {}) {
      const { user = kit.userOf('a'), signer = key, header = {} } = ask;
      const iat = Math.floor(now() / 1000);
      const claims = { iss: partner, aud: found.issuer, iat, exp: iat + 55, ...ask.claims };
      const fields: Record<string, string> = {
        grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
        client_id: partner,
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: signer.sign(header, { sub: partner, jti: randomUUID(), ...claims, ...ask.client }),
        subject_token: signer.sign(header, { sub: user, jti: randomUUID(), ...claims }),
        subject_token_type: jwt,
        requested_token_type: 'urn:inlay:token-type:ticket',
        origin: options.origin,
        scope: 'partner',
        ...ask.form,
      };
      for (const secret of [fields['client_assertion'], fields['subject_token']]) if (secret) kit.secrets.add(secret);
      const sent = Object.entries(fields).filter(([, value]) => value);
      const body = new URLSearchParams(sent).toString();
      const what = ask.what ?? 'the partner’s backend asks for a ticket';
      const answer = await client.send({ method: 'POST', path: '/oidc/token', headers: form, body, what });
      const ticket = (answer.json as { access_token?: unknown } | undefined)?.access_token;
      if (typeof ticket === 'string') kit.secrets.add(ticket);
      return answer;
    },
    async ticket(ask) {
      const answer = await kit.ask(ask);
      const ticket = (answer.json as { access_token?: unknown } | undefined)?.access_token;
      if (answer.status !== 200 || typeof ticket !== 'string')
        throw new Failure('a ticket for a right request', answer);
      return ticket;
    },
    async swap(swap) {
      const { key: page = createPageKey(), claims, header, proof } = swap;
      const shown = proof ?? page.proof('POST', `${kit.gateway}/oidc/token`, now(), claims, header);
      const answer = await client.send({
        method: 'POST',
        path: '/oidc/token',
        origin: swap.origin ?? options.origin,
        headers: { ...form, ...(shown ? { dpop: shown } : {}) },
        body: new URLSearchParams({
          grant_type: 'urn:inlay:grant-type:ticket',
          client_id: partner,
          ticket: swap.ticket,
        }).toString(),
        what: swap.what ?? 'the page swaps its ticket',
      });
      const token = (answer.json as { access_token?: unknown } | undefined)?.access_token;
      if (typeof token === 'string') kit.secrets.add(token);
      return answer;
    },
    visitor(name = 'a') {
      const known = signedIn.get(name);
      if (known) return known;
      const made = createVisitor(kit, kit.userOf(name)).catch((error: unknown) => {
        throw error instanceof Failure ? new Skip(`nobody could be signed in: wanted ${error.message}`) : error;
      });
      signedIn.set(name, made);
      return made;
    },
    userOf(name) {
      if (!names.includes(name)) names.push(name);
      if (!users.length) return `${prefix}-${name}`;
      const user = users[names.indexOf(name)];
      if (!user) throw new Skip(`it needs one more of the partner’s users in --users`);
      return user;
    },
    fresh: () => randomBytes(12).toString('base64url'),
  };
  return kit;
}
