import { createClock } from './bridge/clock.ts';
import { createEarlyBridge, type EarlyBridge } from './bridge/early.ts';
import type { Sent } from './bridge/fetch.ts';
import { createFirstHttp } from './bridge/first.ts';
import type { DrawCode } from './bridge/hosts/launch.ts';
import { createWebHost } from './bridge/hosts/web.ts';
import { takeState, takeTicket } from './bridge/returned.ts';
import { attributionIn } from './core/attribution.ts';
import { InlayError, lineOf } from './core/errors.ts';
import { checkConfig } from './core/config.ts';
import { createInlay, type Inlay, type InlayConfig } from './core/inlay.ts';
import { retryLate } from './core/late.ts';
import { PROTOCOL, VERSION, fillSlot, pageSlot } from './core/slot.ts';

/** Brings what of the bridge comes after the first paint. */
export type LoadLate = () => Promise<typeof import('./bridge/after-paint.ts')>;

/** What only some builds can give. */
export interface Extras {
  /** Draws a code for the phone; its code comes when one is wanted. */
  draw?: DrawCode | undefined;
  /** Reads that the loader sent while this code was on its way. */
  ahead?: Map<string, Sent> | undefined;
}

const { console } = globalThis;

/**
 * Starts Inlay on this page and returns at once; everything it needs is fetched in parallel. A second call for the same
 * partner and gateway returns the first Inlay and takes over the new functions and settings. The only thing of the SDK
 * that throws, always an InlayError: `invalid_config`, `already_initialized` or `unsupported_environment`.
 */
export function init(given: InlayConfig, load: LoadLate, { draw, ahead }: Extras = {}): Inlay {
  if (typeof window === 'undefined' || typeof document === 'undefined') {
    throw new InlayError('unsupported_environment', 'init needs a page: call it in the browser');
  }
  const config = checkConfig(given);
  const slot = pageSlot(VERSION);
  if (!slot) {
    throw new InlayError(
      'already_initialized',
      `Another protocol than ${PROTOCOL} of Inlay is on this page: load one version only`,
    );
  }
  const { partner, gateway } = config;
  const first = slot.inlay;
  if (first) {
    if (first.partner !== partner || first.gateway !== gateway) {
      throw new InlayError(
        'already_initialized',
        `This page runs Inlay for ${first.partner} at ${first.gateway}; a page has one`,
      );
    }
    slot.adopt?.(config);
    return first;
  }

  const home = location.origin === gateway;
  const clock = createClock();
  const host = createWebHost(config.host);
  const address = location.href;
  // At once, before anything else on the page reads the address.
  const returned = takeState();
  const ticket = takeTicket();
  let bridge: EarlyBridge;
  const parts = {
    gateway,
    clock,
    cookies: home,
    authorize: (...call: Parameters<EarlyBridge['authorize']>) => bridge.authorize(...call),
    onNonce: (nonce: string) => bridge.learnNonce(nonce),
    ahead,
  };
  const http = createFirstHttp(parts, load);
  const stop = host.onReturn(retryLate);
  bridge = createEarlyBridge(load, config, {
    home,
    clock,
    host,
    http,
    returned,
    attribution: () => inlay.attribution.token(),
    // A link into any other place could sign the customer in as somebody else (T19).
    ticket: /^wechat/.test(host.name) ? ticket : '',
    draw,
    policy: () => inlay.policy,
    debug: (line) => inlay.debug(line),
    settings: () => inlay.settings.getState(),
    onError(error) {
      inlay.debug(lineOf(error));
      try {
        config.onError?.(error);
      } catch (thrown) {
        inlay.debug(`onError threw ${thrown}`);
      }
    },
  });
  const inlay = createInlay(
    config,
    {
      http,
      auth: bridge.auth,
      tracker: bridge.tracker,
      host: Object.assign(host, { launch: bridge.launch }),
      clock,
      keys: bridge.keys,
    },
    (line) => console?.warn(`[inlay] ${line}`),
    () => {
      stop();
      bridge.destroy();
      if (slot.inlay === inlay) slot.inlay = slot.adopt = undefined;
    },
  );
  // In the order in which the customer met them: before he left to sign in, by the link he came by, on this page.
  const carried = returned?.slice(returned.indexOf('.') + 1 || returned.length);
  for (const token of [carried, attributionIn(address), config.attribution]) inlay.attribution.take(token);
  slot.adopt = (next) => {
    Object.assign(config, next);
    const { locale, mode, theme } = { ...inlay.settings.getState(), ...next };
    inlay.update({ locale, mode, theme });
    if (next.consent) inlay.consent(next.consent);
    inlay.attribution.take(next.attribution);
    bridge.adopt(next.getTicket);
  };
  fillSlot(slot, inlay);
  return inlay;
}
