import 'fake-indexeddb/auto';
import { json, net, problem, until } from './net.ts';
import { page } from './page.ts';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { InlayError } from '../../src/core/errors.ts';
import type { Inlay, InlayConfig } from '../../src/core/inlay.ts';
import { pageSlot, whenInlay } from '../../src/core/slot.ts';
import { init } from '../../src/init.ts';

const config: InlayConfig = { partner: 'lvtu', gateway: 'https://open.bank.example' };
let started: Inlay[] = [];

function begin(more: Partial<InlayConfig> = {}): Inlay {
  const inlay = init({ ...config, ...more }, () => import('../../src/bridge/after-paint.ts'));
  started.push(inlay);
  return inlay;
}

const calls = (path: string) => net.calls.filter((call) => call.path.startsWith(path));

beforeEach(() => {
  page.reset();
  net.reset((call) => {
    if (call.path !== '/oidc/token') return problem(404, 'not_found');
    return json({ access_token: 'token-1', token_type: 'DPoP', expires_in: 600, level: 'partner', session: 'user-a' });
  });
});
afterEach(() => {
  for (const inlay of started) inlay.destroy();
  started = [];
});

describe('init', () => {
  it('gives the page’s Inlay at once and tells the elements that came before it', () => {
    let told: Inlay | undefined;
    whenInlay(pageSlot('test')!, (inlay) => (told = inlay));
    const inlay = begin();
    assert.equal(told, inlay);
    assert.equal(pageSlot('test')?.inlay, inlay);
    assert.equal(inlay.session.getState().status, 'active');
  });

  it('starts the session by itself', async () => {
    const inlay = begin({ getTicket: async () => 'ticket' });
    assert.equal(inlay.session.getState().status, 'starting');
    await until(() => inlay.session.getState().level === 'partner', 'the session');
    assert.match(calls('/oidc/token')[0]?.body ?? '', /client_id=lvtu&ticket=ticket/);
  });

  it('T1 hands out nothing that could be asked for the token', async () => {
    const inlay = begin({ getTicket: async () => 'ticket' });
    await until(() => inlay.session.getState().level === 'partner', 'the session');
    assert.deepEqual(Object.keys(inlay.ports.auth).sort(), [
      ...['claimAtBank', 'getState', 'leave', 'logout', 'prepareClaim', 'signIn', 'subscribe', 'takeIntent'],
    ]);
    assert.deepEqual(Object.keys(inlay.ports.http), ['request']);
    await assert.rejects(inlay.ports.http.request({ path: '.evil.example/', auth: true }), { code: 'internal' });
    assert.equal(
      calls('/').every((call) => call.url.startsWith('https://open.bank.example/')),
      true,
    );
  });

  it('takes the state of a returning customer out of the address before anything else can read it', () => {
    page.href = 'https://travel.example/hotel?id=7&inlay_state=abc';
    begin();
    assert.equal(page.href, 'https://travel.example/hotel?id=7');
  });

  it('resumes what the customer left for', async () => {
    const intent = { widget: 'wealth-card', key: 'FN30D02A', verb: 'buy' } as const;
    await begin().signIn(intent);
    const [url] = page.navigations.map((href) => new URL(href));
    assert.equal(`${url?.origin}${url?.pathname}`, 'https://open.bank.example/h5/sign-in');
    assert.equal(url?.searchParams.get('partner'), 'lvtu');
    for (const inlay of started) inlay.destroy();
    page.href = `https://travel.example/hotel?id=7&inlay_state=${url?.searchParams.get('state')}`;
    const back = begin();
    // At once, whatever else has not come yet.
    assert.equal(page.href, 'https://travel.example/hotel?id=7');
    assert.equal(back.session.getState().status, 'starting');
    await until(() => back.session.getState().status === 'active', 'the session');
    assert.deepEqual(back.ports.auth.takeIntent('wealth-card', 'FN30D02A'), intent);
  });

  it('X2 takes language and size along to the bank’s pages, where they are not the usual ones', async () => {
    const inlay = begin({ mode: 'elder', locale: 'zh-HK' });
    await inlay.signIn();
    await inlay.ports.auth.leave('/h5/redeem?quote=q', { widget: 'points-redeem', key: 'q', verb: 'redeem' });
    for (const href of page.navigations) assert.match(href, /[?&]state=[\w.~-]+&mode=elder&locale=zh-HK$/);
    assert.equal(page.navigations.length, 2);
  });

  it('on the bank’s own origin the way back is the page itself', async () => {
    page.reset('https://open.bank.example/h5/products/X?a=1&inlay_state=old#c');
    net.answer = () => json({ level: 'anonymous', surface: 'bank', session: '' });
    await begin().signIn({ widget: 'wealth-card', key: 'X', verb: 'buy' });
    const url = new URL(page.navigations[0]!);
    assert.equal(url.searchParams.get('next'), '/h5/products/X?a=1');
    assert.match(url.searchParams.get('state')!, /^[\w-]{20,}$/);
  });

  it('on a partner’s page no way back is sent: the bank has it on record', async () => {
    await begin().signIn();
    assert.equal(new URL(page.navigations[0]!).searchParams.get('next'), null);
  });

  it('carries the attribution token from the address through the sign-in and back', async () => {
    const [byLink, byPage] = ['AAAAAAAAAAAAAAAAAAAAAA.t0abc1.LINK', 'CCCCCCCCCCCCCCCCCCCCCC.t0abc1.PAGE'];
    page.href = `https://travel.example/hotel?id=7&inlay_at=${byLink}`;
    const inlay = begin();
    assert.equal(inlay.attribution.token(), byLink);
    assert.equal(page.href, `https://travel.example/hotel?id=7&inlay_at=${byLink}`, 'the address stays as it is');
    await inlay.signIn({ widget: 'wealth-card', key: 'FN30D02A', verb: 'buy' });
    const state = new URL(page.navigations[0]!).searchParams.get('state');
    for (const one of started) one.destroy();
    page.href = `https://travel.example/hotel?id=7&inlay_state=${state}`;
    const back = begin();
    assert.equal(back.attribution.token(), byLink);
    assert.equal(page.href, 'https://travel.example/hotel?id=7');
    for (const one of started) one.destroy();
    page.href = `https://travel.example/hotel#/x?inlay_at=${byLink}`;
    const both = begin({ attribution: byPage });
    assert.equal(both.attribution.token(), byPage, 'the page’s own material is met last');
    begin({ attribution: byLink });
    assert.equal(both.attribution.token(), byLink);
  });

  it('asks the bank’s cookie on the bank’s own origin only', async () => {
    begin();
    assert.equal(calls('/v1/session').length, 0);
    for (const inlay of started) inlay.destroy();
    page.reset('https://open.bank.example/h5/products/X');
    net.answer = () => json({ level: 'bank', surface: 'bank', session: 's' });
    const inlay = begin();
    await until(() => inlay.session.getState().level === 'bank', 'the bank’s session');
  });
});

describe('a mistake in init', () => {
  const mistakes: [string, object, RegExp][] = [
    ['no configuration', { partner: undefined, gateway: undefined }, /partner must be the id/],
    ['no partner', { partner: '' }, /partner must be the id/],
    ['a partner that is no id', { partner: 'Lv Tu' }, /partner must be the id/],
    ['a partner that would break out of a URL', { partner: 'a&b' }, /partner must be the id/],
    ['an account that is no id', { account: 'a b' }, /account is an id/],
    ['no gateway', { gateway: undefined }, /such as https:/],
    ['plain http', { gateway: 'http://open.bank.example' }, /such as https:/],
    ['http on a name that only looks local', { gateway: 'http://localhost.evil.example' }, /such as https:/],
    ['a gateway with a path', { gateway: 'https://open.bank.example/v1' }, /such as https:/],
    ['a gateway with a user', { gateway: 'https://bank@evil.example' }, /such as https:/],
    ['another scheme', { gateway: 'javascript:alert(1)' }, /such as https:/],
    ['a ticket in place of a function', { getTicket: 'abc' }, /getTicket must be a function/],
    ['an unknown locale', { locale: 'zh' }, /locale must be one of zh-CN, zh-HK, en/],
    ['an unknown mode', { mode: 'large' }, /mode must be one of/],
    ['an unknown theme', { theme: 'blue' }, /theme must be one of/],
    ['an unknown host', { host: 'facebook' }, /host must be one of/],
  ];
  for (const [name, change, fix] of mistakes) {
    it(`is thrown with the fix: ${name}`, () => {
      assert.throws(
        () => begin(change),
        (error) => error instanceof InlayError && error.code === 'invalid_config' && fix.test(error.message),
      );
      assert.equal(pageSlot('test')?.inlay, undefined);
      assert.deepEqual(page.listeners(), []);
    });
  }

  for (const gateway of [
    'https://open.bank.example/',
    'https://OPEN.bank.example',
    'https://open.bank.example:8443',
    'http://localhost:8787',
    'http://bank.localhost:8787',
    'http://127.0.0.1:8787',
  ]) {
    it(`is not: gateway ${gateway}`, () => {
      assert.equal(begin({ gateway }).gateway, gateway.toLowerCase().replace(/\/$/, ''));
    });
  }

  it('is thrown on a server, where there is no page', () => {
    const { document } = globalThis;
    Object.defineProperty(globalThis, 'document', { value: undefined, configurable: true, writable: true });
    try {
      assert.throws(() => begin(), { code: 'unsupported_environment' });
    } finally {
      Object.defineProperty(globalThis, 'document', { value: document, configurable: true, writable: true });
    }
  });

  it('is thrown when another protocol is on the page', () => {
    Object.defineProperty(globalThis, Symbol.for('inlay'), { value: { protocol: 99 }, configurable: true });
    assert.throws(() => begin(), { code: 'already_initialized' });
  });
});

describe('a second init', () => {
  it('for the same partner and gateway gives the first Inlay', () => {
    const first = begin();
    assert.equal(begin({ gateway: 'https://open.bank.example/' }), first);
  });

  it('takes over settings, ticket source, consent and callbacks', async () => {
    const first = begin({ locale: 'en' });
    const errors: string[] = [];
    const events: string[] = [];
    begin({
      mode: 'elder',
      getTicket: async () => 'not a ticket, as it has spaces',
      onError: (error) => errors.push(error.code),
      onTrack: (event) => events.push(event.name),
      consent: { service: 'granted' },
    });
    assert.deepEqual(first.settings.getState(), { locale: 'en', mode: 'elder', theme: 'auto' });
    await until(() => errors.length, 'the error');
    assert.deepEqual(errors, ['ticket_unavailable']);
    begin({ getTicket: async () => 'ticket' });
    await until(() => first.session.getState().level === 'partner', 'the session');
    await until(() => events.length, 'the event');
    assert.deepEqual(events, ['session_started']);
  });

  it('for another partner or gateway is a mistake', () => {
    begin();
    assert.throws(() => begin({ partner: 'other' }), { code: 'already_initialized' });
    assert.throws(() => begin({ gateway: 'https://test.bank.example' }), { code: 'already_initialized' });
  });

  it('after destroy makes a new one, and the first left no listener', async () => {
    const first = begin({ getTicket: async () => 'ticket' });
    await until(() => first.session.getState().level === 'partner', 'the session');
    assert.notDeepEqual(page.listeners(), []);
    first.destroy();
    assert.deepEqual(page.listeners(), []);
    assert.notEqual(begin({ partner: 'other' }), first);
  });
});

describe('a messy page', () => {
  it('T2 with values on Object.prototype gets its own settings', () => {
    const junk = { mode: 'no-cors', locale: 'xx', host: 'evil', getTicket: 5, consent: 5, onError: 5 };
    Object.assign(Object.prototype, junk);
    try {
      assert.deepEqual(begin().settings.getState(), { locale: 'zh-CN', mode: 'standard', theme: 'auto' });
    } finally {
      for (const key of Object.keys(junk)) delete (Object.prototype as Record<string, unknown>)[key];
    }
  });

  it('whose onError throws is not disturbed by it', async () => {
    let told = 0;
    const inlay = begin({
      getTicket: () => Promise.reject(new Error('no')),
      onError() {
        told++;
        throw new Error('the page’s own mistake');
      },
    });
    await until(() => told && inlay.session.getState().status === 'active', 'the anonymous session');
  });

  it('T13 without URL and with an odd document gets its Inlay', () => {
    const { URL } = globalThis;
    (globalThis as { URL?: unknown }).URL = undefined;
    try {
      Object.assign(page.document, { visibilityState: {} });
      assert.equal(begin().partner, 'lvtu');
    } finally {
      globalThis.URL = URL;
    }
  });
});

it('importing init in plain Node has no effect', () => {
  const code = `const before = Reflect.ownKeys(globalThis).length; await import('./src/init.ts');
    if (Reflect.ownKeys(globalThis).length !== before) throw new Error('a global was left');`;
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' });
  assert.deepEqual([run.status, run.stdout], [0, ''], run.stderr);
});
