import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import pg from 'pg';
import { type BankOptions, type RunningBank, startBank } from '../../demo/bank/start.ts';
import { type RunningPartner, startPartner } from '../../demo/partners/backend.ts';

/** The engines this run covers: PGlite always, PostgreSQL when there is an address. */
export const engines = process.env['DATABASE_URL'] ? (['pglite', 'postgres'] as const) : (['pglite'] as const);

export type Engine = 'pglite' | 'postgres' | 'serializable';

/** Also PostgreSQL at its strictest level, which stands in for the distributed engines: callers who meet must try again. */
export const allEngines: readonly Engine[] = engines.length > 1 ? [...engines, 'serializable'] : engines;

/** The instant at which test banks start: a Sunday, two days after the last trading day. */
export const testNow = '2026-11-22T10:00:00+08:00';

/** A bank with the travel partner, each on a free port, on an empty database of its own. */
export interface Rig {
  bank: RunningBank;
  partner: RunningPartner;
  /** A call as a page of the partner makes it. */
  call(path: string, init?: Call): Promise<Answer>;
  stop(): Promise<void>;
}

export interface Call {
  method?: string;
  headers?: Record<string, string>;
  body?: string | URLSearchParams;
  /** Origin of the page; the partner's own by default, `null` for none. */
  origin?: string | null;
}

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  // Tests read answers freely; a wrong shape fails their assertion.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  json: any;
}

/** Starts a bank on an engine, and the partner's server. */
export async function startRig(engine: Engine, options: BankOptions = {}): Promise<Rig> {
  const server = process.env['DATABASE_URL'] as string;
  const database = engine === 'pglite' ? undefined : await newDatabase(server, engine === 'serializable');
  const where = database ? { databaseUrl: database.url } : { data: 'memory' };
  const bank = await startBank({ ...where, port: 0, sandbox: true, now: testNow, ...options });
  const partner = await startPartner({ id: 'lvtu', bank, port: 0, keys: 'memory' });
  return {
    bank,
    partner,
    call: (path, init = {}) =>
      call(bank.internal + path, { ...init, origin: init.origin === undefined ? partner.origin : init.origin }),
    async stop() {
      await partner.stop();
      await bank.stop();
      await database?.drop();
    },
  };
}

/** One HTTP call with everything of its answer; never follows a redirect. */
export async function call(url: string, init: Call = {}): Promise<Answer> {
  const headers = { ...init.headers, ...(init.origin ? { origin: init.origin } : {}) };
  const response = await fetch(url, {
    method: init.method ?? (init.body === undefined ? 'GET' : 'POST'),
    headers,
    redirect: 'manual',
    ...(init.body === undefined ? {} : { body: init.body }),
  });
  const text = await response.text();
  const json: unknown = /json/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : undefined;
  return { status: response.status, headers: response.headers, text, json };
}

/** An empty database beside the server's own. */
export async function newDatabase(server: string, strict: boolean): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `bank_${randomUUID().replaceAll('-', '')}`;
  const admin = async (statement: string) => {
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  await admin(`create database ${name}`);
  if (strict) await admin(`alter database ${name} set default_transaction_isolation = 'serializable'`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => admin(`drop database ${name} with (force)`) };
}

/** A page's key as the SDK would hold it, with proofs by `jose`, which the SDK does not use. */
export async function pageKey() {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const jwk = await exportJWK(publicKey);
  return {
    jwk,
    /** A proof for a call at bank time `now` (milliseconds), with claims to spoil it. */
    proof: (method: string, url: string, now: number, claims: JWTPayload = {}, header: object = {}) =>
      new SignJWT({ htm: method, htu: url, jti: randomUUID(), iat: Math.floor(now / 1000), ...claims })
        .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk, ...header })
        .sign(privateKey),
  };
}

/** A browser in so far as a redirect flow needs one: names resolve to the loopback, cookies keep to host and path. */
export function createBrowser() {
  const jar: { host: string; name: string; value: string; path: string; line: string }[] = [];
  const go = (address: string, init: { form?: Record<string, string>; headers?: Record<string, string> } = {}) =>
    new Promise<Answer & { location: string | undefined }>((resolve, reject) => {
      const url = new URL(address);
      const cookie = jar
        .filter((one) => one.host === url.host && url.pathname.startsWith(one.path))
        .map((one) => `${one.name}=${one.value}`)
        .join('; ');
      const form = init.form && { 'content-type': 'application/x-www-form-urlencoded', origin: url.origin };
      const headers = { host: url.host, ...(cookie ? { cookie } : {}), ...form, ...init.headers };
      const path = url.pathname + url.search;
      const sent = request({ host: '127.0.0.1', port: url.port, path, method: init.form ? 'POST' : 'GET', headers });
      sent.once('error', reject).once('response', (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => (text += part));
        response.once('end', () => {
          for (const line of response.headers['set-cookie'] ?? []) keep(url.host, line);
          const location = response.headers.location && new URL(response.headers.location, url).href;
          const answerHeaders = new Headers();
          for (const [key, value] of Object.entries(response.headers)) answerHeaders.set(key, String(value));
          resolve({ status: response.statusCode ?? 0, headers: answerHeaders, text, json: undefined, location });
        });
      });
      sent.end(init.form ? new URLSearchParams(init.form).toString() : undefined);
    });

  function keep(host: string, line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    const path = /;\s*path=([^;]+)/i.exec(line)?.[1] ?? '/';
    const at = jar.findIndex((one) => one.host === host && one.name === name && one.path === path);
    if (at >= 0) jar.splice(at, 1);
    if (value && !/max-age=0|1970/i.test(line)) jar.push({ host, name, value, path, line });
  }

  return { go, jar };
}
