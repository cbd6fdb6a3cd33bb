import { InlayError } from '../core/errors.ts';
import type { InlayConfig } from '../core/inlay.ts';
import type { Consent, SessionState } from '../core/ports.ts';
import { createStore } from '../core/store.ts';
import type { Bridge, BridgeParts, createBridge } from './bridge.ts';
import { blankLedger } from './ledger.ts';

/** Brings the code of session and tracker. */
export type LoadBridge = () => Promise<{ createBridge: typeof createBridge }>;

/** The bridge as the composition root sees it, before and after its code is here. */
export type EarlyBridge = Bridge;

/** Milliseconds after which session and tracker are sent for even when no widget has shown anything yet. */
const PATIENCE = 1000;

/**
 * Stands in for session and tracker, whose code comes after the first paint: keeps what is asked of them until they are
 * here. The first event of a widget, or whoever needs the session, sends for them.
 */
export function createEarlyBridge(
  load: LoadBridge,
  config: InlayConfig,
  parts: Omit<BridgeParts, 'config' | 'consent'>,
): EarlyBridge {
  const { clock, home, returned, onError, ticket } = parts;
  const start: SessionState = {
    status: home || ticket || config.getTicket || returned ? 'starting' : 'active',
    level: 'anonymous',
    surface: home ? 'bank' : 'partner',
    user: '',
    expiresAt: 0,
  };
  const session = createStore(start);
  const consent: Partial<Consent> = { ...config.consent };
  let events: (() => void)[] = [];
  let bridge: Bridge | undefined;
  let coming: Promise<Bridge | undefined> | undefined;
  let ended = false;

  async function bring(): Promise<Bridge | undefined> {
    try {
      const code = await load();
      if (ended) return undefined;
      const made = (bridge = code.createBridge({ ...parts, config, consent }));
      const follow = () => session.set(made.auth.getState());
      made.auth.subscribe(follow);
      follow();
      for (const event of events) event();
      events = [];
    } catch (cause) {
      // The widgets go on without a session; the next who needs one tries again.
      coming = undefined;
      session.set({ ...start, status: 'active' });
      onError(new InlayError('network', 'The code of the session could not be loaded', { cause }));
    }
    return bridge;
  }
  const need = () => (coming = coming ?? bring());
  const cancel = clock.after(PATIENCE, () => void need());

  return {
    auth: {
      getState: session.getState,
      subscribe: session.subscribe,
      takeIntent: (widget, key) => bridge?.auth.takeIntent(widget, key),
      signIn: async (intent) => (await need())?.auth.signIn(intent),
      logout: async () => (await need())?.auth.logout(),
      leave: async (path, intent) => (await need())?.auth.leave(path, intent),
      async claimAtBank(request) {
        const there = await need();
        if (!there) throw new InlayError('network', 'The code of the session could not be loaded');
        return there.auth.claimAtBank!(request);
      },
      prepareClaim: (campaign) => void need().then((there) => there?.auth.prepareClaim!(campaign)),
    },
    keys: {
      find: async (name, user) => (await need())?.keys.find(name, user),
      async hold(name, user, body) {
        const there = await need();
        // Without its code nothing can be kept, and what is not kept must not leave.
        if (!there) throw new InlayError('network', 'The code that keeps keys could not be loaded');
        return there.keys.hold(name, user, body);
      },
      free: async (name, user, key) => (await need())?.keys.free(name, user, key),
    },
    authorize: async (...call) => (home || ticket || config.getTicket ? (await need())?.authorize(...call) : undefined),
    adopt(getTicket) {
      if (bridge) bridge.adopt(getTicket);
      else if (getTicket) {
        session.set({ ...session.getState(), status: 'starting' });
        void need();
      }
    },
    learnNonce: (nonce) => bridge?.learnNonce(nonce),
    // In the task of the tap wherever the code is here, and it is once anything has been painted.
    launch(target, params, way) {
      if (bridge) return bridge.launch(target, params, way);
      return need().then((made) => made?.launch(target, params, way) ?? { outcome: 'unknown', evidence: 'not_loaded' });
    },
    tracker: {
      track(name, data) {
        if (bridge) return bridge.tracker.track(name, data);
        if (ended) return;
        const time = clock.now();
        const then = { ...consent };
        events.push(() => bridge?.tracker.track(name, data, time, then));
        void need();
      },
      consent(change) {
        Object.assign(consent, change);
        bridge?.tracker.consent(change);
      },
      ledger: () => bridge?.tracker.ledger() ?? { ...blankLedger(), waiting: events.length },
      reset() {
        events = [];
        bridge?.tracker.reset();
      },
      destroy: () => bridge?.tracker.destroy(),
    },
    destroy() {
      ended = true;
      cancel();
      bridge?.destroy();
    },
  };
}
