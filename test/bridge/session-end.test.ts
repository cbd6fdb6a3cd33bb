import 'fake-indexeddb/auto';
import { json, net, problem, until } from './net.ts';
import { page } from './page.ts';
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { createStorage } from '../../src/bridge/storage.ts';
import { createBank, type BankDouble } from './bank-double.ts';
import { createDevice, settle, type FakeDevice } from './device.ts';
import { clearRigs, createRig } from './rig.ts';

let device: FakeDevice;
let bank: BankDouble;

function open(options: Parameters<typeof createRig>[0] = {}) {
  return createRig({ device, getTicket: () => bank.getTicket(), ...options });
}

const mine = { path: '/v1/session?partner=lvtu', auth: true };

beforeEach(() => {
  page.reset();
  device = createDevice();
  bank = createBank(device);
});
afterEach(clearRigs);

describe('logout', () => {
  it('ends the token at the bank, removes the key, and leaves nothing of the user', async () => {
    const rig = open({ database: 'logout' });
    await rig.is('active', 'partner');
    await rig.auth.logout();
    assert.deepEqual(rig.state(), {
      status: 'signed_out',
      level: 'anonymous',
      surface: 'partner',
      user: '',
      expiresAt: 0,
    });
    assert.equal(bank.tokens.size, 0);
    assert.equal(bank.calls('/v1/session/logout?partner=lvtu')[0]?.request.keepalive, true);
    assert.equal(await createStorage('logout').get('proof'), undefined);
    assert.equal(rig.usersLeft, 1);
    assert.equal(rig.tracks.at(-1), 'session_ended logout');
    await assert.rejects(rig.http.request(mine), { code: 'signed_out' });
    await device.advance(3_600_000);
    assert.deepEqual([bank.ticketCalls, device.pending], [1, 0]);
  });

  it('holds even when the bank cannot be told, and says so', async () => {
    const rig = open();
    await rig.is('active', 'partner');
    bank.instead = () => problem(404, 'not_found');
    await rig.auth.logout();
    assert.equal(rig.state().status, 'signed_out');
    assert.deepEqual(
      rig.errors.map((error) => error.code),
      ['not_found'],
    );
  });

  it('throws away the token that was under way', async () => {
    let release = () => {};
    const gate = new Promise<void>((resolve) => (release = resolve));
    const rig = open({ getTicket: () => gate.then(() => bank.getTicket()) });
    await rig.auth.logout();
    release();
    await until(() => bank.tokens.size === 1, 'the late token');
    await settle();
    assert.equal(rig.state().status, 'signed_out');
  });

  it('ends all tabs, without another word to the bank', async () => {
    const tabs = [open(), open(), open()];
    for (const tab of tabs) await tab.is('active', 'partner');
    await tabs[0]?.auth.logout();
    for (const tab of tabs) await tab.is('signed_out');
    assert.deepEqual(
      tabs.map((tab) => tab.usersLeft),
      [1, 1, 1],
    );
    assert.equal(bank.calls('/v1/session/logout').length, 1);
  });

  it('does not reach the tabs of another partner', async () => {
    const [tab, other] = [open(), open({ partner: 'other', getTicket: undefined })];
    await tab.is('active', 'partner');
    await tab.auth.logout();
    await settle();
    assert.equal(other.state().status, 'active');
  });

  it('of nobody changes nothing', async () => {
    const rig = createRig({ device });
    await rig.auth.logout();
    assert.deepEqual([rig.state().status, net.calls.length], ['active', 0]);
  });

  it('lasts until the page brings a ticket source again, be it the same', async () => {
    const getTicket = () => bank.getTicket();
    const rig = open({ getTicket });
    await rig.is('active', 'partner');
    await rig.auth.logout();
    page.dispatch('window', 'pageshow', { persisted: true });
    await settle();
    assert.equal(rig.state().status, 'signed_out');
    rig.adopt(getTicket);
    await rig.is('active', 'partner');
  });

  it('works where there is no BroadcastChannel', async () => {
    const native = globalThis.BroadcastChannel;
    delete (globalThis as { BroadcastChannel?: unknown }).BroadcastChannel;
    try {
      const rig = open();
      await rig.is('active', 'partner');
      await rig.auth.logout();
      assert.equal(rig.state().status, 'signed_out');
    } finally {
      globalThis.BroadcastChannel = native;
    }
  });
});

describe('on the bank’s own origin', () => {
  const home = () => createRig({ device, home: true });
  const asked = { level: 'bank', surface: 'bank', session: 's-1', expiresAt: '2026-11-22T12:00:00+08:00' };

  it('the bank’s cookie is the session', async () => {
    bank.instead = () => json(asked);
    const rig = home();
    await rig.is('active', 'bank');
    assert.deepEqual([rig.state().surface, rig.state().user], ['bank', 's-1']);
    assert.equal(Math.abs(rig.state().expiresAt - Date.parse(asked.expiresAt)) < 5, true);
    assert.equal(net.calls[0]?.request.credentials, 'same-origin');
    assert.equal(net.calls[0]?.headers.get('authorization'), null);
  });

  it('no cookie is no mistake', async () => {
    bank.instead = () => problem(401, 'token_invalid');
    const rig = home();
    await rig.is('active', 'anonymous');
    assert.deepEqual([rig.state().surface, rig.errors.length], ['bank', 0]);
  });

  it('a call that is refused asks again who is there, and ends the session if nobody is', async () => {
    bank.instead = () => json(asked);
    const rig = home();
    await rig.is('active', 'bank');
    bank.instead = () => problem(401, 'token_invalid');
    await assert.rejects(rig.http.request(mine), { code: 'token_rejected' });
    assert.equal(rig.state().status, 'signed_out');
    assert.equal(net.calls.length, 3);
  });

  it('a failing bank does not end the session', async () => {
    bank.instead = () => json(asked);
    const rig = home();
    await rig.is('active', 'bank');
    bank.instead = () => problem(404, 'not_found');
    await device.advance(61_000);
    page.dispatch('window', 'focus');
    await until(() => net.calls.length === 2, 'the question');
    await settle();
    assert.equal(rig.state().level, 'bank');
  });

  it('logout ends the cookie’s session', async () => {
    bank.instead = (call) => (call.method === 'POST' ? new Response(null, { status: 204 }) : json(asked));
    const rig = home();
    await rig.is('active', 'bank');
    await rig.auth.logout();
    assert.equal(bank.calls('/v1/session/logout').length, 1);
    assert.deepEqual([rig.state().status, rig.state().surface], ['signed_out', 'bank']);
  });
});

it('T13 a document whose methods are hidden by a named form does no harm', async () => {
  Object.assign(page.document, { addEventListener: {}, removeEventListener: {} });
  try {
    const rig = open();
    await rig.is('active', 'partner');
    rig.destroy();
    assert.deepEqual(page.listeners(), []);
  } finally {
    for (const key of ['addEventListener', 'removeEventListener']) Reflect.deleteProperty(page.document, key);
  }
});

describe('destroy', () => {
  it('leaves no listener, no timer and no channel', async () => {
    const rig = open();
    await rig.is('active', 'partner');
    assert.notDeepEqual(page.listeners(), []);
    rig.destroy();
    assert.deepEqual(page.listeners(), []);
    assert.equal(device.pending, 0);
    const other = open();
    await other.is('active', 'partner');
    await other.auth.logout();
    await settle();
    assert.equal(rig.state().status, 'active');
  });

  it('T25 the channel is closed while the page is away, which keeps it fit for the back-forward cache', async () => {
    const [rig, other] = [open(), open()];
    await rig.is('active', 'partner');
    await other.is('active', 'partner');
    page.dispatch('window', 'pagehide');
    await other.auth.logout();
    await settle();
    assert.equal(rig.state().status, 'active');
  });
});
