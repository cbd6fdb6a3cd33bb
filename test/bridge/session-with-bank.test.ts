// The genuine session of `init` against the genuine sandbox bank and the travel partner's backend, over HTTP.
import 'fake-indexeddb/auto';
import { net, until } from './net.ts';
import { page } from './page.ts';
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { InlayError } from '../../src/core/errors.ts';
import type { Inlay, InlayConfig } from '../../src/core/inlay.ts';
import { init } from '../../src/init.ts';
import { startBankProcess, type BankProcess } from './bank-process.ts';

let bank: BankProcess;
let inlay: Inlay | undefined;
let sent: { path: string; headers: Headers; body: string; status: number }[] = [];
let errors: InlayError[] = [];

/** Opens the partner's page with its signed-in user. */
function open(config: Partial<InlayConfig> = {}): Inlay {
  inlay = init(
    {
      partner: 'lvtu',
      gateway: bank.gateway,
      getTicket: () => bank.ticket('mei'),
      onError: (error) => errors.push(error),
      ...config,
    },
    () => import('../../src/bridge/after-paint.ts'),
  );
  return inlay;
}

async function signedIn(config?: Partial<InlayConfig>): Promise<Inlay> {
  const opened = open(config);
  await until(() => opened.session.getState().level === 'partner', `a session; ${errors.join()}`);
  return opened;
}

interface Session {
  level: string;
  surface: string;
  session: string;
}

const ask = (opened: Inlay) => opened.ports.http.request<Session>({ path: '/v1/session?partner=lvtu', auth: true });
const sentTo = (path: string) => sent.filter((call) => call.path.startsWith(path));

/** Sends a recorded call again, byte for byte. */
async function replay(call: (typeof sent)[0], change: { origin?: string; headers?: Record<string, string> } = {}) {
  const headers = {
    ...Object.fromEntries(call.headers),
    origin: change.origin ?? bank.origin,
    ...change.headers,
  };
  const response = await net.native(bank.gateway + call.path, {
    method: call.body ? 'POST' : 'GET',
    headers,
    body: call.body || undefined,
  });
  return { status: response.status, code: ((await response.json()) as { code: string }).code };
}

before(async () => {
  bank = await startBankProcess();
});
after(() => bank.stop());

beforeEach(async () => {
  sent = [];
  errors = [];
  page.reset(`${bank.origin}/hotel`);
  await bank.setClock(0);
  // What a browser adds: the page's origin.
  net.reset(async (call) => {
    const headers = new Headers(call.headers);
    headers.set('origin', bank.origin);
    const response = await net.native(call.url, { method: call.method, headers, body: call.body || undefined });
    sent.push({ path: call.path, headers: call.headers, body: call.body, status: response.status });
    return response;
  });
});
afterEach(() => inlay?.destroy());

describe('the session with the sandbox bank', () => {
  it('goes from ticket to token to an answered call', async () => {
    const opened = await signedIn();
    const { level, surface, session } = await ask(opened);
    assert.deepEqual([level, surface], ['partner', 'partner']);
    assert.equal(session, opened.session.getState().user);
    assert.ok(Math.abs(opened.session.getState().expiresAt - opened.ports.clock.now() - 600_000) < 5000);
    assert.deepEqual(errors, []);
  });

  it('knows the user again by the bank’s opaque id, and another one by another', async () => {
    const users: string[] = [];
    for (const user of ['mei', 'mei', 'lin']) {
      users.push((await signedIn({ getTicket: () => bank.ticket(user) })).session.getState().user);
      inlay?.destroy();
    }
    assert.equal(users[0], users[1]);
    assert.notEqual(users[0], users[2]);
    assert.doesNotMatch(users.join(), /mei|lin/);
  });

  it('T21 survives a device ten minutes off, either way, with one ticket', async () => {
    for (const offsetMs of [-600_000, 600_000]) {
      await bank.setClock(offsetMs);
      let tickets = 0;
      const opened = await signedIn({ getTicket: () => (tickets++, bank.ticket('mei')) });
      await ask(opened);
      assert.equal(tickets, 1);
      inlay?.destroy();
    }
  });

  it('is renewed when its end is near and the customer comes back', async () => {
    const opened = await signedIn();
    const { expiresAt } = opened.session.getState();
    await bank.setClock(560_000);
    await ask(opened);
    assert.equal(sentTo('/oidc/token').length, 1);
    page.dispatch('window', 'focus');
    await until(() => opened.session.getState().expiresAt > expiresAt, 'the renewal');
    assert.equal(sentTo('/oidc/token').length, 2);
    await ask(opened);
  });

  it('is renewed by itself when the bank says that it has ended', async () => {
    const opened = await signedIn();
    await bank.setClock(3_600_000);
    assert.equal((await ask(opened)).level, 'partner');
    assert.equal(opened.session.getState().status, 'active');
  });

  it('T18 is worth nothing to someone who recorded it', async () => {
    const opened = await signedIn();
    await ask(opened);
    const [swap] = sentTo('/oidc/token');
    const [call] = sentTo('/v1/session');
    assert.deepEqual(await replay(swap!), { status: 400, code: 'proof_replayed' });
    assert.deepEqual(await replay(call!), { status: 401, code: 'proof_replayed' });
    assert.equal((await replay(call!, { headers: { dpop: '' } })).code, 'proof_invalid');
    assert.equal((await replay(call!, { origin: 'https://evil.example' })).code, 'origin_refused');
    const bearer = call!.headers.get('authorization')!.replace('DPoP', 'Bearer');
    assert.equal((await replay(call!, { headers: { authorization: bearer } })).code, 'token_invalid');
  });

  it('T18 does not come from a ticket that was used, or was made for another page', async () => {
    const used = await bank.ticket('mei');
    await signedIn({ getTicket: async () => used });
    inlay?.destroy();
    const again = open({ getTicket: async () => used });
    await until(() => errors.length, 'the refusal');
    assert.deepEqual([errors[0]?.code, errors[0]?.reason], ['ticket_rejected', 'ticket_used']);
    assert.equal(again.session.getState().level, 'anonymous');
    inlay?.destroy();

    errors = [];
    await bank.allow('https://other.example');
    open({ getTicket: () => bank.ticket('mei', 'https://other.example') });
    await until(() => errors.length, 'the refusal');
    assert.equal(errors[0]?.reason, 'ticket_origin_mismatch');
    assert.match(errors[0]?.traceId ?? '', /^\w{16,}$/);
  });

  it('ends with logout, at the bank as well', async () => {
    const opened = await signedIn();
    await ask(opened);
    await opened.logout();
    assert.equal(opened.session.getState().status, 'signed_out');
    assert.deepEqual(
      sentTo('/v1/session/logout').map((call) => call.status),
      [204],
    );
    assert.equal((await replay(sentTo('/v1/session?')[0]!)).code, 'token_invalid');
    await assert.rejects(ask(opened), { code: 'signed_out' });
    assert.deepEqual(errors, []);
  });

  it('keeps its token out of everything the page can read', async () => {
    const opened = await signedIn();
    await ask(opened);
    const token = sentTo('/v1/session')[0]?.headers.get('authorization')?.slice(5) ?? '';
    assert.match(token, /^[\w-]{20,}$/);
    const readable = JSON.stringify([
      opened,
      opened.session.getState(),
      opened.ledger(),
      [...page.storage.values],
      page.href,
    ]);
    assert.ok(!readable.includes(token));
  });
});
