// The built package's session against the genuine sandbox bank and the travel partner's backend, over HTTP.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import type { InlayError } from '../../src/core/errors.ts';
import type { Inlay } from '../../src/core/inlay.ts';
import { startBankProcess, type BankProcess } from '../bridge/bank-process.ts';
import { appOrigin, overHttp } from './over-http.ts';
import { mount, sdk, until } from './stage.ts';
import { createWx, type WxDouble } from './wx.ts';

const backend = 'https://api.lvtu.example/bank-ticket';
let bank: BankProcess;
let double: WxDouble;
let inlay: Inlay | undefined;
let errors: InlayError[] = [];
let user = 'mei';

before(async () => {
  bank = await startBankProcess();
  await bank.allow(appOrigin);
  await bank.setClock(0);
});
after(() => bank.stop());

beforeEach(() => {
  double = createWx();
  errors = [];
  user = 'mei';
  const codes = new Map<string, string>();
  let logins = 0;
  // WeChat gives a code that works once; the partner's backend redeems it and asks the bank for a ticket of its user.
  double.wx.login = ({ success }: { success(answer: object): void }) => {
    codes.set(`code-${++logins}`, user);
    success({ code: `code-${logins}`, errMsg: 'login:ok' });
  };
  double.bank = async (request) => {
    if (request.url !== backend) return overHttp(request);
    const { code } = request.data as { code: string };
    const who = codes.get(code);
    codes.delete(code);
    return who ? { data: await bank.ticket(who, appOrigin) } : { statusCode: 401, data: { error: 'code' } };
  };
});

afterEach(() => {
  inlay?.destroy();
  inlay = undefined;
});

function start(more: object = {}): Inlay {
  const getTicket = sdk().ticketFrom(backend);
  const onError = (error: InlayError) => errors.push(error);
  return (inlay = sdk().init({ partner: 'lvtu', gateway: bank.gateway, getTicket, onError, ...more }));
}

const isIn = (level = 'partner') =>
  until(() => inlay!.session.getState().level === level, `a session (${errors.map(String).join()})`);
const ask = <T>() => inlay!.ports.http.request<T>({ path: '/v1/session?partner=lvtu', auth: true });
const sentTo = (path: string) => double.requests.filter((call) => call.path.startsWith(path));

test('a code of wx.login becomes a session of the partner’s user, with a proof that the bank takes', async () => {
  start();
  await isIn();
  const { level, user: session, surface } = inlay!.session.getState();
  assert.equal(level, 'partner');
  assert.equal(surface, 'partner');
  assert.match(session, /^[\w-]{8,}$/);
  assert.deepEqual(await ask<{ session: string }>().then((answer) => answer.session), session);
  assert.deepEqual(errors, []);
});

test('who is nobody to the partner’s backend (401) is anonymous, which is no error', async () => {
  user = '';
  start();
  await until(() => inlay!.session.getState().status === 'active', 'the session');
  assert.equal(inlay!.session.getState().level, 'anonymous');
  assert.equal(double.requests.filter(({ url }) => url === backend).length, 1);
  assert.deepEqual(errors, []);
});

test('every proof is another, and the token stands in no storage', async () => {
  start();
  await isIn();
  await Promise.all([ask(), ask()]);
  const proofs = double.requests.map(({ header }) => header?.DPoP).filter(Boolean);
  assert.equal(proofs.length, 3);
  assert.equal(new Set(proofs).size, 3, 'no two are the same');
  const token = sentTo('/v1/session')[0]!.header.Authorization!.replace('DPoP ', '');
  assert.ok(token.length > 20);
  assert.doesNotMatch(JSON.stringify([...double.storage]), new RegExp(token));
});

test('calls made at once wait for one ticket', async () => {
  start();
  await Promise.all([ask(), ask(), ask()]);
  assert.equal(double.requests.filter(({ url }) => url === backend).length, 1);
  assert.equal(sentTo('/oidc/token').length, 1);
});

test('a token that the bank has ended is renewed once, with a new code, and the call goes through', async () => {
  start();
  await isIn();
  await bank.setClock(11 * 60_000);
  try {
    assert.equal((await ask<{ level: string }>()).level, 'partner');
    assert.equal(sentTo('/oidc/token').length, 2);
  } finally {
    await bank.setClock(0);
  }
});

test('a clock that is an hour off is the bank’s clock after the first answer', async () => {
  await bank.setClock(60 * 60_000);
  try {
    start();
    await isIn();
    assert.ok(Math.abs(inlay!.ports.clock.now() - Date.now() - 3_600_000) < 5000);
  } finally {
    await bank.setClock(0);
  }
});

test('logout ends the token at the bank; the next user gets a session of his own', async () => {
  start();
  await isIn();
  const first = inlay!.session.getState().user;
  const call = { ...sentTo('/oidc/token')[0] };
  assert.ok(call);
  await inlay!.logout();
  assert.equal(inlay!.session.getState().status, 'signed_out');
  await assert.rejects(ask(), { code: 'signed_out' });
  user = 'bo';
  assert.equal(start(), inlay);
  await isIn();
  assert.notEqual(inlay!.session.getState().user, first);
});

test('another user behind the same code source drops what belonged to the first', async () => {
  start();
  await isIn();
  const first = inlay!.session.getState().user;
  const users: string[] = [];
  inlay!.session.subscribe(() => users.push(inlay!.session.getState().user));
  user = 'bo';
  await bank.setClock(11 * 60_000);
  try {
    await ask();
    const second = inlay!.session.getState().user;
    assert.notEqual(second, first);
    // In between there was nobody.
    assert.deepEqual(
      users.filter((one, at) => one !== users[at - 1]),
      ['', second],
    );
  } finally {
    await bank.setClock(0);
  }
});

test('a mini-program that is not on the partner’s list gets no session and is told so', async () => {
  double.bank = async (request) =>
    request.url === backend ? { data: await bank.ticket('mei', bank.origin) } : overHttp(request);
  start();
  await until(() => errors.length, 'an error');
  assert.equal(errors[0]!.code, 'ticket_rejected');
  assert.equal(inlay!.session.getState().level, 'anonymous');
});

test('the bank’s page is opened with a one-use ticket in its fragment, another host’s page never', async () => {
  start();
  await isIn();
  await inlay!.ports.auth.leave('/h5/redeem?quote=q1', { widget: 'points-redeem', key: 'I1', verb: 'redeem' });
  const page = mount('web-view', {});
  const src = await until(() => page.data.src as string, 'an address');
  const [before, fragment] = src.split('#');
  assert.match(before!, /\/h5\/redeem\?quote=q1&state=[\w.~-]+$/);
  assert.match(fragment!, /^inlay_ticket=[\w.%-]{20,}$/);
  page.detach();
  inlay!.ports.host.navigate('https://h5.bank.example/h5/open');
  const other = mount('web-view', {});
  assert.equal(await until(() => other.data.src), 'https://h5.bank.example/h5/open');
  other.detach();
  // It is the bank's own, and good for one session alone.
  const ticket = decodeURIComponent(fragment!.slice('inlay_ticket='.length));
  await inlay!.logout();
  inlay!.destroy();
  start({ getTicket: async () => ticket });
  await isIn();
  assert.equal(sentTo('/oidc/token').length, 2);
});

test('an anonymous visitor leaves without a ticket', async () => {
  inlay = sdk().init({ partner: 'lvtu', gateway: bank.gateway });
  await inlay.signIn();
  const page = mount('web-view', {});
  const src = await until(() => page.data.src as string, 'an address');
  assert.match(src, /\/h5\/sign-in\?partner=lvtu&state=[\w.~-]+$/);
  page.detach();
});
