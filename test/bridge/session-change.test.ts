import 'fake-indexeddb/auto';
import { problem, until } from './net.ts';
import { page } from './page.ts';
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { createBank, type BankDouble } from './bank-double.ts';
import { createDevice, settle, type FakeDevice } from './device.ts';
import { clearRigs, createRig } from './rig.ts';

let device: FakeDevice;
let bank: BankDouble;

function open(options: Parameters<typeof createRig>[0] = {}) {
  return createRig({ device, getTicket: () => bank.getTicket(), ...options });
}

beforeEach(() => {
  page.reset();
  device = createDevice();
  bank = createBank(device);
});
afterEach(clearRigs);

describe('another user', () => {
  it('finds nothing of the one before him', async () => {
    const rig = open();
    await rig.is('active', 'partner');
    const before = rig.states.length;
    bank.user = 'user-b';
    await device.advance(541_000);
    await until(() => rig.state().user === 'user-b', 'the other user');
    assert.deepEqual(
      rig.states.slice(before).map(({ status, level, user }) => `${status} ${level} ${user}`),
      ['starting anonymous ', 'active partner user-b'],
    );
    assert.equal(rig.usersLeft, 1);
  });

  it('in another tab makes this tab follow, once', async () => {
    const rig = open();
    await rig.is('active', 'partner');
    bank.user = 'user-b';
    const other = open();
    await other.is('active', 'partner');
    await until(() => rig.state().user === 'user-b', 'the first tab to follow');
    await settle(50);
    assert.equal(bank.ticketCalls, 3);
    assert.equal(rig.usersLeft, 1);
  });

  for (const [name, answer] of [
    ['brings the one who has left', () => undefined],
    ['fails', () => problem(400, 'ticket_invalid')],
  ] as const) {
    it(`told of by another tab is asked for anew when the renewal in flight ${name}`, async () => {
      let hear = (_user: string) => {};
      const tabs = { listen: (heard: typeof hear) => void (hear = heard), tell() {}, close() {} };
      const rig = open({ tabs });
      await rig.is('active', 'partner');
      const before = rig.states.length;
      let release = () => {};
      const held = new Promise<void>((resolve) => (release = resolve));
      bank.instead = () => {
        bank.instead = undefined;
        return held.then(answer);
      };
      await device.advanceUntil(() => !bank.instead, 541_000);
      bank.user = 'user-b';
      hear('user-b');
      release();
      await until(() => rig.state().user === 'user-b', 'the other user');
      assert.deepEqual(
        rig.states.slice(before).map(({ status, level, user }) => `${status} ${level} ${user}`),
        ['starting anonymous ', 'active partner user-b'],
      );
      assert.deepEqual([bank.ticketCalls, rig.usersLeft, rig.errors.length], [3, 1, 0]);
    });
  }

  it('told of by another tab is asked for once when the ticket in flight is his', async () => {
    let hear = (_user: string) => {};
    const told: string[] = [];
    const tabs = {
      listen: (heard: typeof hear) => void (hear = heard),
      tell: (user: string) => void told.push(user),
      close() {},
    };
    const rig = open({ tabs });
    hear('user-a');
    await rig.is('active', 'partner');
    await settle();
    assert.deepEqual([bank.ticketCalls, told], [1, []]);
    // Of the next one the others hear again.
    bank.user = 'user-b';
    await device.advance(541_000);
    await until(() => rig.state().user === 'user-b', 'the other user');
    assert.deepEqual(told, ['user-b']);
  });

  it('T17 gets no call that the one before him began, neither at the first try nor at a later one', async () => {
    const rig = open();
    await rig.is('active', 'partner');
    const claim = { method: 'POST', path: '/v1/x', auth: true, idempotencyKey: 'k' } as const;
    bank.user = 'user-b';
    await device.advance(541_000);
    await until(() => rig.state().user === 'user-b', 'the other user');
    await assert.rejects(rig.http.request({ ...claim, user: 'user-a' }), { code: 'signed_out' });
    assert.equal(bank.calls('/v1/x').length, 0);

    // Under way when the token dies and another user's ticket brings the next one.
    bank.user = 'user-c';
    bank.tokens.clear();
    await assert.rejects(rig.http.request({ ...claim, user: 'user-b' }), { code: 'signed_out' });
    assert.equal(rig.state().user, 'user-c');
    assert.equal(bank.calls('/v1/x').length, 1, 'only the try with the dead token went out');
    await rig.http.request({ ...claim, user: 'user-c' });
    assert.equal(bank.calls('/v1/x').length, 2);
  });

  it('per ticket, against the contract, still makes no loop between tabs', async () => {
    let n = 0;
    const restless = () => ((bank.user = `user-${n++}`), bank.getTicket());
    const tabs = [open({ getTicket: restless }), open({ getTicket: restless })];
    for (const tab of tabs) await tab.is('active', 'partner');
    await settle(100);
    assert.ok(bank.ticketCalls <= 5, `${bank.ticketCalls} tickets`);
  });

  it('after a session that could not be renewed is noticed too', async () => {
    bank.life = 100;
    const rig = open();
    await rig.is('active', 'partner');
    bank.instead = () => problem(400, 'ticket_invalid');
    await device.advanceUntil(() => rig.state().status === 'signed_out', 101_000);
    await rig.is('signed_out');
    assert.equal(rig.usersLeft, 0);
    bank.instead = undefined;
    bank.user = 'user-b';
    await device.advance(61_000);
    page.dispatch('window', 'focus');
    await rig.is('active', 'partner');
    assert.equal(rig.usersLeft, 1);
  });
});

describe('another ticket source', () => {
  it('starts the session of a page that had none', async () => {
    const rig = createRig({ device });
    rig.adopt(() => bank.getTicket());
    assert.equal(rig.state().status, 'starting');
    await rig.is('active', 'partner');
  });

  it('that comes while the first is being asked is kept for the case that the first fails', async () => {
    let asked = 0;
    const second = () => (asked++, bank.getTicket());
    const rig = open();
    rig.adopt(second);
    await rig.is('active', 'partner');
    assert.deepEqual([bank.ticketCalls, asked], [1, 0]);

    const failing = open({ getTicket: () => Promise.reject(new Error('nobody is signed in')) });
    failing.adopt(second);
    await failing.is('active', 'partner');
    assert.equal(asked, 1);
  });

  it('is just kept while a session stands', async () => {
    const rig = open();
    await rig.is('active', 'partner');
    let asked = 0;
    rig.adopt(() => (asked++, bank.getTicket()));
    await settle();
    assert.equal(asked, 0);
    await device.advance(541_000);
    await until(() => asked === 1, 'the renewal');
  });

  it('that is the same is not asked again after it failed', async () => {
    let asked = 0;
    const getTicket = () => (asked++, Promise.reject(new Error('nobody is signed in')));
    const rig = open({ getTicket });
    await rig.is('active', 'anonymous');
    for (let n = 0; n < 5; n++) rig.adopt(getTicket);
    await settle();
    assert.equal(asked, 1);
  });
});
