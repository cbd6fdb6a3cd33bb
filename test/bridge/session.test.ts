import 'fake-indexeddb/auto';
import { json, net, problem, until } from './net.ts';
import { page } from './page.ts';
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { createBank, type BankDouble } from './bank-double.ts';
import { createDevice, settle, type FakeDevice } from './device.ts';
import { clearRigs, createRig } from './rig.ts';

let device: FakeDevice;
let bank: BankDouble;

function start(skew = 0): void {
  device = createDevice(skew);
  bank = createBank(device);
}

/** A partner's page with a signed-in user. */
function open(options: Parameters<typeof createRig>[0] = {}) {
  return createRig({ device, getTicket: () => bank.getTicket(), ...options });
}

const mine = { path: '/v1/session?partner=lvtu', auth: true };

beforeEach(() => {
  page.reset();
  start();
});
afterEach(clearRigs);

describe('without a ticket source', () => {
  it('the session is anonymous at once and asks nobody', async () => {
    const rig = createRig({ device });
    const state = { status: 'active', level: 'anonymous', surface: 'partner', user: '', expiresAt: 0 };
    assert.deepEqual(rig.state(), state);
    await rig.http.request({ path: '/v1/session' }).catch(() => {});
    assert.equal(net.calls[0]?.headers.get('authorization'), null);
    assert.equal(net.calls.length, 1);
  });
});

describe('with a ticket source', () => {
  it('a ticket becomes a token, and the session says who but never how', async () => {
    const rig = open();
    assert.equal(rig.state().status, 'starting');
    await rig.is('active', 'partner');
    const { user, surface, expiresAt } = rig.state();
    assert.deepEqual([user, surface], ['user-a', 'partner']);
    assert.ok(Math.abs(expiresAt - device.truth() - 600_000) < 1000);
    assert.deepEqual(rig.tracks, ['session_started partner,partner']);
    assert.equal(((await rig.http.request(mine)) as { session: string }).session, 'user-a');
  });

  it('T1 nothing a widget or the page can reach holds the token', async () => {
    const rig = open();
    await rig.is('active', 'partner');
    const [token] = [...bank.tokens.keys()];
    const seen = new Set<unknown>();
    const walk = (value: unknown): void => {
      if (typeof value === 'string') assert.ok(!value.includes(token!), 'the token is within reach');
      if ((typeof value !== 'object' && typeof value !== 'function') || !value || seen.has(value)) return;
      seen.add(value);
      for (const key of Reflect.ownKeys(value)) walk(Reflect.get(value, key));
    };
    walk([rig.auth, rig.states, rig.errors, rig.tracks, page.storage, [...page.storage.values]]);
    assert.deepEqual(Object.keys(rig.auth).sort(), [
      'getState',
      'leave',
      'logout',
      'signIn',
      'subscribe',
      'takeIntent',
    ]);
  });

  it('an answer that claims the bank’s level gives the partner’s', async () => {
    // The bank double claims level and surface "bank" with every token.
    const rig = open();
    await rig.is('active');
    assert.deepEqual([rig.state().level, rig.state().surface], ['partner', 'partner']);
  });

  it('T24 fifty widgets make one ticket call and one token call', async () => {
    const rig = open();
    const answers = await Promise.all(Array.from({ length: 50 }, () => rig.http.request<{ session: string }>(mine)));
    assert.ok(answers.every((answer) => answer.session === 'user-a'));
    assert.deepEqual([bank.ticketCalls, bank.tokenCalls], [1, 1]);
  });

  it('public calls do not wait for it', async () => {
    let release = (_: string) => {};
    const rig = open({ getTicket: () => new Promise((resolve) => (release = resolve)) });
    bank.instead = (call) => (call.path.startsWith('/v1/products') ? json({ id: 'X' }) : undefined);
    assert.deepEqual(await rig.http.request({ path: '/v1/products/X' }), { id: 'X' });
    assert.equal(rig.state().status, 'starting');
    release(await bank.getTicket());
    await rig.is('active', 'partner');
  });
});

describe('renewal', () => {
  it('comes between 70 and 90 % of the life, with a new ticket', async () => {
    const rig = open();
    await rig.is('active', 'partner');
    const { expiresAt } = rig.state();
    await device.advance(419_000);
    assert.equal(bank.ticketCalls, 1);
    await device.advance(122_000);
    await until(() => bank.tokens.size === 2, 'the second token');
    assert.equal(bank.ticketCalls, 2);
    await until(() => rig.state().expiresAt > expiresAt + 419_000, 'the new end');
    assert.deepEqual([...new Set(rig.states.slice(1).map((state) => state.status))], ['active']);
  });

  it('comes as early in the life of a short token', async () => {
    bank.life = 40;
    const rig = open();
    await rig.is('active', 'partner');
    await device.advance(27_000);
    assert.equal(bank.ticketCalls, 1);
    await device.advance(10_000);
    await until(() => bank.tokens.size === 2, 'the second token');
  });

  it('is made up for when the customer comes back after sleep', async () => {
    const rig = open();
    await rig.is('active', 'partner');
    device.sleep(3_600_000);
    page.dispatch('document', 'visibilitychange');
    await until(() => bank.tokens.size === 2, 'the second token');
    await until(() => Math.abs(rig.state().expiresAt - device.truth() - 600_000) < 2000, 'the new end');
  });

  it('is not made when the customer just looks away and back', async () => {
    const rig = open();
    await rig.is('active', 'partner');
    for (const type of ['focus', 'focus', 'pageshow']) page.dispatch('window', type);
    await settle();
    assert.equal(bank.ticketCalls, 1);
  });

  it('T25 is made when the page comes back from the back-forward cache', async () => {
    const rig = open();
    await rig.is('active', 'partner');
    page.dispatch('window', 'pagehide');
    page.dispatch('window', 'pageshow', { persisted: true });
    await until(() => bank.tokens.size === 2, 'the second token');
  });

  it('ends with its token, though the bank is asked again only when it said so', async () => {
    const rig = open();
    await rig.is('active', 'partner');
    bank.instead = () => problem(503, 'unavailable', { 'retry-after': '3600' });
    await device.advanceUntil(() => rig.errors.length, 560_000);
    const { expiresAt } = rig.state();
    assert.equal(rig.state().status, 'active');
    bank.instead = () => assert.fail('asked too early');
    await device.advanceUntil(() => rig.state().status === 'signed_out', 500_000);
    assert.ok(device.truth() - expiresAt < 2000);
    assert.equal(rig.tracks.at(-1), 'session_ended expired');
    bank.instead = undefined;
    await device.advanceUntil(() => rig.state().level === 'partner', 6_000_000);
  });

  it('goes on trying while the bank fails, ends after the token, and comes back with the bank', async () => {
    const rig = open();
    await rig.is('active', 'partner');
    bank.instead = () => problem(503, 'unavailable');
    await device.advanceUntil(() => rig.errors.length, 560_000);
    assert.equal(rig.state().status, 'active');
    await device.advanceUntil(() => rig.state().status === 'signed_out', 500_000);
    assert.ok(device.truth() >= bank.tokens.values().next().value!.until);
    await rig.is('signed_out');
    assert.equal(rig.tracks.at(-1), 'session_ended expired');
    assert.deepEqual(
      rig.errors.map((error) => error.code),
      ['service_unavailable'],
    );
    bank.instead = undefined;
    await device.advanceUntil(() => rig.state().level === 'partner', 320_000);
    await rig.is('active', 'partner');
    assert.equal(rig.usersLeft, 0);
  });
});

describe('T21 a device clock that is wrong', () => {
  for (const skew of [-31_536_000_000, -600_000, -61_000, -20_000, 20_000, 61_000, 600_000, 86_400_000]) {
    it(`by ${skew / 1000} s is survived with one ticket`, async () => {
      start(skew);
      const rig = open();
      await rig.is('active', 'partner');
      assert.equal(bank.ticketCalls, 1);
      assert.ok(bank.tokenCalls <= 2);
      await rig.http.request(mine);
      assert.ok(Math.abs(rig.state().expiresAt - device.truth() - 600_000) < 1500);
      assert.deepEqual(rig.errors, []);
    });
  }

  it('at the bank in the middle of a session is survived without a renewal', async () => {
    const rig = open();
    await rig.is('active', 'partner');
    device.sleep(120_000);
    assert.ok(await rig.http.request(mine));
    assert.deepEqual(bank.refusals, ['proof_stale']);
    assert.equal(bank.ticketCalls, 1);
  });
});

describe('a refused call', () => {
  it('gets one renewal and one more try', async () => {
    const rig = open();
    await rig.is('active', 'partner');
    bank.tokens.clear();
    assert.ok(await rig.http.request(mine));
    assert.deepEqual([bank.ticketCalls, bank.calls('/v1/session').length], [2, 2]);
    assert.equal(rig.state().status, 'active');
  });

  it('T24 fifty of them get one renewal', async () => {
    const rig = open();
    await rig.is('active', 'partner');
    bank.tokens.clear();
    await Promise.all(Array.from({ length: 50 }, () => rig.http.request(mine)));
    assert.equal(bank.ticketCalls, 2);
  });

  it('then ends the session as a state, without a loop', async () => {
    const rig = open();
    await rig.is('active', 'partner');
    bank.instead = (call) => (call.path === '/oidc/token' ? undefined : problem(401, 'token_invalid'));
    const ends = await Promise.allSettled(Array.from({ length: 20 }, () => rig.http.request(mine)));
    assert.ok(ends.every((end) => end.status === 'rejected' && end.reason.code === 'token_rejected'));
    assert.deepEqual([rig.state().status, rig.state().level], ['signed_out', 'anonymous']);
    assert.equal(bank.ticketCalls, 2);
    await assert.rejects(rig.http.request(mine), { code: 'signed_out' });
    assert.ok(bank.calls('/v1/session').length <= 40);
  });

  it('whose proof was replayed by the network gets a new proof', async () => {
    const rig = open();
    await rig.is('active', 'partner');
    let first = true;
    bank.instead = (call) => {
      if (call.path === '/oidc/token' || !first) return undefined;
      first = false;
      return problem(401, 'proof_replayed');
    };
    assert.ok(await rig.http.request(mine));
    assert.equal(bank.ticketCalls, 1);
  });
});
