import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Bridge, BridgeParts } from '../../src/bridge/bridge.ts';
import { createEarlyBridge, type EarlyBridge } from '../../src/bridge/early.ts';
import type { InlayConfig } from '../../src/core/inlay.ts';
import type { Intent, SessionState } from '../../src/core/ports.ts';
import { createStore } from '../../src/core/store.ts';

const intent: Intent = { widget: 'wealth-card', key: 'A', verb: 'buy' };
const anonymous: SessionState = { status: 'active', level: 'anonymous', surface: 'partner', user: '', expiresAt: 0 };

/** A page whose bridge comes when the test says so. */
function rig(more: Partial<InlayConfig> = {}, returned?: string) {
  const config: InlayConfig = { partner: 'lvtu', gateway: 'https://open.bank.example', ...more };
  const calls: unknown[][] = [];
  const errors: string[] = [];
  const timers: (() => void)[] = [];
  const session = createStore(anonymous);
  let now = 1000;
  let given: BridgeParts | undefined;
  let deliver: (() => void) | undefined;
  let lose: ((error: Error) => void) | undefined;
  let loads = 0;
  const note =
    (name: string) =>
    (...args: unknown[]) =>
      void calls.push([name, ...args]);
  const bridge = {
    auth: {
      ...session,
      takeIntent: () => (returned ? intent : undefined),
      signIn: async (to?: unknown) => note('signIn')(to),
      logout: async () => note('logout')(),
      prepareClaim: note('prepareClaim'),
      claimAtBank: async (request: unknown) => (note('claimAtBank')(request), { id: 'c-1' }),
    },
    tracker: {
      track: note('track'),
      consent: note('consent'),
      ledger: () => ({ sent: 7 }),
      reset: note('reset'),
      destroy: note('end'),
    },
    authorize: async () => ({ headers: async () => ({ DPoP: 'proof' }), refused: async () => false }),
    keys: { find: async () => undefined, hold: async () => ({ key: 'k' }), free: async () => {} },
    adopt: note('adopt'),
    learnNonce: note('nonce'),
    launch: async (...args: unknown[]) => (note('launch')(...args), { outcome: 'opened', evidence: 'hidden' }),
    destroy: note('destroy'),
  } as unknown as Bridge;
  const early: EarlyBridge = createEarlyBridge(
    () =>
      new Promise((resolve, reject) => {
        loads++;
        lose = reject;
        deliver = () => resolve({ createBridge: (parts) => ((given = parts), bridge) });
      }),
    config,
    {
      home: false,
      clock: {
        now: () => now,
        after: (_: number, run: () => void) => (timers.push(run), () => void timers.splice(timers.indexOf(run), 1)),
      },
      returned,
      onError: (error: Error & { code: string }) => errors.push(error.code),
    } as never,
  );
  const settle = () => new Promise((done) => setImmediate(done));
  return {
    early,
    calls,
    errors,
    timers,
    session,
    loads: () => loads,
    given: () => given,
    tick: (milliseconds: number) => (now += milliseconds),
    arrive: async () => (deliver!(), await settle()),
    fail: async () => (lose!(new Error('offline')), await settle()),
    settle,
  };
}

describe('before the code of session and tracker is here', () => {
  it('nothing is loaded until a widget has something to tell', async () => {
    const page = rig();
    assert.equal(page.loads(), 0);
    page.early.tracker.track('session_started', { level: 'anonymous', surface: 'partner' });
    page.early.tracker.track('session_started', { level: 'anonymous', surface: 'partner' });
    assert.equal(page.loads(), 1);
    assert.equal(page.early.tracker.ledger().waiting, 2);
  });

  it('a page without any widget gets them after a while', () => {
    const page = rig();
    page.timers[0]!();
    assert.equal(page.loads(), 1);
  });

  it('events keep the instant at which they happened, and their order', async () => {
    const page = rig();
    page.early.tracker.track('session_ended', { cause: 'one' });
    page.tick(250);
    page.early.tracker.track('session_ended', { cause: 'two' });
    page.tick(4000);
    await page.arrive();
    assert.deepEqual(page.calls, [
      ['track', 'session_ended', { cause: 'one' }, 1000, {}],
      ['track', 'session_ended', { cause: 'two' }, 1250, {}],
    ]);
    assert.equal(page.early.tracker.ledger().sent, 7);
  });

  it('T2 consent refused in the meantime is what the tracker starts with', async () => {
    const page = rig({ consent: { marketing: 'granted', service: 'granted' } });
    page.early.tracker.consent({ marketing: 'denied' });
    void page.early.auth.logout();
    await page.arrive();
    assert.deepEqual(page.given()?.consent, { marketing: 'denied', service: 'granted' });
  });

  it('T2 an event goes along with the consent there was when it happened', async () => {
    const page = rig();
    page.early.tracker.consent({ marketing: 'denied' });
    page.early.tracker.track('session_ended', { cause: 'refused' });
    page.early.tracker.consent({ marketing: 'granted' });
    await page.arrive();
    assert.deepEqual(page.calls, [['track', 'session_ended', { cause: 'refused' }, 1000, { marketing: 'denied' }]]);
  });

  it('the events of a user who left are dropped', async () => {
    const page = rig();
    page.early.tracker.track('session_ended', { cause: 'old' });
    page.early.tracker.reset();
    await page.arrive();
    assert.deepEqual(page.calls, []);
  });

  it('an anonymous call goes at once, one of a signed-in page waits for its proof', async () => {
    assert.equal(await rig().early.authorize('GET', '/v1/session'), undefined);
    const page = rig({ getTicket: async () => 'ticket' });
    const pass = page.early.authorize('GET', '/v1/session');
    await page.arrive();
    assert.deepEqual(await (await pass)!.headers(), { DPoP: 'proof' });
  });

  it('what is not kept must not leave: a key is held by the code that keeps it, or not at all', async () => {
    const page = rig();
    const lost = page.early.keys.hold('A', 'u', {});
    lost.catch(() => {});
    await page.fail();
    await assert.rejects(lost, { code: 'network' });
    const found = page.early.keys.find('A', 'u');
    const held = page.early.keys.hold('A', 'u', {});
    await page.arrive();
    assert.deepEqual([await found, await held], [undefined, { key: 'k' }]);
  });

  it('the intent a customer comes back with is waited for, on an anonymous page as well', async () => {
    const page = rig({}, 'state');
    assert.equal(page.early.auth.getState().status, 'starting');
    assert.equal(page.early.auth.takeIntent('wealth-card', 'A'), undefined);
    page.timers[0]!();
    await page.arrive();
    assert.equal(page.given()?.returned, 'state');
    assert.equal(page.early.auth.getState().status, 'active');
    assert.deepEqual(page.early.auth.takeIntent('wealth-card', 'A'), intent);
  });
});

describe('when it has come', () => {
  it('the session follows the real one', async () => {
    const page = rig({ getTicket: async () => 'ticket' });
    assert.equal(page.early.auth.getState().status, 'starting');
    page.timers[0]!();
    await page.arrive();
    page.session.set({ ...anonymous, level: 'partner', user: 'a' });
    assert.equal(page.early.auth.getState().level, 'partner');
  });

  it('R1 a place is opened in the task of the tap', async () => {
    const page = rig();
    page.timers[0]!();
    await page.arrive();
    void page.early.launch('place' as never, { journey: 'j' }, 'open');
    assert.deepEqual(page.calls, [['launch', 'place', { journey: 'j' }, 'open']]);
  });

  it('a page that is gone by then makes nothing', async () => {
    const page = rig();
    page.timers[0]!();
    page.early.destroy();
    await page.arrive();
    assert.equal(page.given(), undefined);
    assert.equal(page.timers.length, 0);
  });
});

it('a place that is to be opened sends for the code; without it nobody knows what came of it', async () => {
  const page = rig();
  const first = page.early.launch('place' as never, {});
  await page.fail();
  assert.deepEqual(await first, { outcome: 'unknown', evidence: 'not_loaded' });
  const second = page.early.launch('place' as never, {});
  await page.arrive();
  assert.deepEqual(await second, { outcome: 'opened', evidence: 'hidden' });
});

it('code that cannot be loaded leaves an anonymous page, one error, and another try', async () => {
  const page = rig({ getTicket: async () => 'ticket' });
  const signingIn = page.early.auth.signIn();
  await page.fail();
  await signingIn;
  assert.deepEqual(page.errors, ['network']);
  assert.deepEqual(page.early.auth.getState(), anonymous);
  void page.early.auth.signIn();
  assert.equal(page.loads(), 2);
  await page.arrive();
  assert.deepEqual(page.calls, [['signIn', undefined]]);
});

it('a claim at the bank waits for the code, and is not made without it', async () => {
  const order = { campaign: 'C', key: 'k', digest: 'd', placement: 'p' };
  const page = rig({ getTicket: async () => 'ticket' });
  const lost = assert.rejects(page.early.auth.claimAtBank!(order), { code: 'network' });
  await page.fail();
  await lost;
  page.early.auth.prepareClaim!('C');
  const claim = page.early.auth.claimAtBank!(order);
  await page.arrive();
  assert.deepEqual(await claim, { id: 'c-1' });
  assert.deepEqual(page.calls, [
    ['prepareClaim', 'C'],
    ['claimAtBank', order],
  ]);
});
