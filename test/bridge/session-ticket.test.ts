import 'fake-indexeddb/auto';
import { json, net } from './net.ts';
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

beforeEach(() => {
  page.reset();
  start();
});
afterEach(clearRigs);

describe('a ticket source that fails', () => {
  const sources: [string, () => Promise<string>, RegExp][] = [
    [
      'throws',
      () => {
        throw new Error('partner code');
      },
      /failed: partner code$/,
    ],
    ['rejects', () => Promise.reject(new Error('/bank-ticket answered 502')), /failed: \/bank-ticket answered 502$/],
    // As the documented one does, with the status.
    ['rejects with no error', () => Promise.reject(404 as never), /failed: 404$/],
    ['rejects with nothing', () => Promise.reject(undefined as never), /failed: undefined$/],
    ['gives a page to log in', async () => '<!doctype html><title>Log in</title>', /plain string, got <…$/],
    ['gives JSON', async () => '{"ticket":"x"}', /plain string, got {…$/],
    ['gives a text in quotes', async () => '"x"', /plain string, got "…$/],
    ['gives an object', async () => ({ ticket: 'x' }) as never, /plain string, got object$/],
    ['gives no promise', () => undefined as never, /plain string, got undefined$/],
    ['gives blanks', async () => ' \n', /plain string, got string$/],
    ['gives too much', async () => 'x'.repeat(5000), /plain string, got x…$/],
  ];
  for (const [name, getTicket, message] of sources) {
    it(`because it ${name} leaves an anonymous session and says so, with the cause, once`, async () => {
      const rig = open({ getTicket });
      await rig.is('active', 'anonymous');
      assert.deepEqual(
        rig.errors.map((error) => error.code),
        ['ticket_unavailable'],
      );
      assert.match(rig.errors[0]!.message, message);
      bank.instead = () => json({ fine: true });
      assert.deepEqual(await rig.http.request({ path: '/v1/products/X' }), { fine: true });
      await device.advance(3_600_000);
      assert.equal(net.calls.length, 1);
    });
  }

  it('tells the session nothing that is wrong when nobody is signed in at the partner’s, and is asked again later', async () => {
    let user = false;
    const rig = open({ getTicket: async () => (user ? bank.getTicket() : '') });
    await rig.is('active', 'anonymous');
    assert.deepEqual([rig.errors, net.calls], [[], []]);
    assert.deepEqual(rig.lines, ['getTicket has none: nobody is signed in']);
    await device.advance(61_000);
    page.dispatch('window', 'focus');
    await settle();
    assert.deepEqual(rig.errors, []);
    user = true;
    await device.advance(61_000);
    page.dispatch('window', 'focus');
    await rig.is('active', 'partner');
    user = false;
    await device.advanceUntil(() => rig.state().status === 'signed_out', 3_600_000);
    assert.deepEqual(rig.errors, []);
  });

  it('because it hangs leaves an anonymous session after ten seconds', async () => {
    const rig = open({ getTicket: () => new Promise(() => {}) });
    await device.advance(9_900);
    assert.equal(rig.state().status, 'starting');
    await device.advance(200);
    await rig.is('active', 'anonymous');
    assert.deepEqual(
      rig.errors.map((error) => error.code),
      ['ticket_unavailable'],
    );
  });

  it('is asked again when the customer comes back, but not more than once a minute', async () => {
    let asked = 0;
    const rig = open({ getTicket: () => (asked++ ? bank.getTicket() : Promise.reject(new Error('not yet'))) });
    await rig.is('active', 'anonymous');
    page.dispatch('window', 'focus');
    await settle();
    assert.equal(asked, 1);
    await device.advance(61_000);
    page.dispatch('window', 'focus');
    await rig.is('active', 'partner');
  });
});

describe('a ticket', () => {
  it('that the bank refuses leaves an anonymous session with the bank’s reason', async () => {
    bank.instead = () =>
      json({ error: 'invalid_grant', code: 'ticket_origin_mismatch', traceId: 't' }, { status: 400 });
    const rig = open();
    await rig.is('active', 'anonymous');
    const [error] = rig.errors;
    assert.deepEqual([error?.code, error?.reason, error?.traceId], ['ticket_rejected', 'ticket_origin_mismatch', 't']);
    assert.match(error!.message, /400 ticket_origin_mismatch; see docs\/session\.md, "When it is refused"$/);
    assert.equal(bank.ticketCalls, 1);
  });

  it('whose answer got lost is replaced by another, once', async () => {
    let lost = false;
    bank.instead = (call) => {
      if (lost || call.path !== '/oidc/token') return undefined;
      lost = true;
      bank.instead = undefined;
      return Promise.resolve(net.answer(call)).then(() => {
        throw new TypeError('connection reset');
      });
    };
    const rig = open();
    await device.advanceUntil(() => rig.state().level === 'partner', 10_000);
    await rig.is('active', 'partner');
    assert.deepEqual(bank.refusals, ['ticket_used']);
    assert.equal(bank.ticketCalls, 2);
  });

  it('T18 is worth nothing without a bound token in return', async () => {
    bank.instead = () => json({ access_token: 'abc', token_type: 'Bearer', expires_in: 600, session: 'x' });
    const rig = open();
    await rig.is('active', 'anonymous');
    assert.deepEqual(
      rig.errors.map((error) => error.code),
      ['bad_response'],
    );
  });
});

it('a page without WebCrypto stays anonymous and says what to do', async () => {
  Object.defineProperty(crypto, 'subtle', { value: undefined, configurable: true });
  try {
    const rig = open();
    await rig.is('active', 'anonymous');
    assert.equal(rig.errors[0]?.code, 'unsupported_environment');
    assert.match(rig.errors[0]?.message ?? '', /https/);
    await device.advance(120_000);
    page.dispatch('window', 'focus');
    await settle();
    assert.equal(bank.ticketCalls, 1);
  } finally {
    delete (crypto as { subtle?: unknown }).subtle;
  }
});
