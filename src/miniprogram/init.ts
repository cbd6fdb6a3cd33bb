import { createClock } from '../bridge/clock.ts';
import { createHttp } from '../bridge/http.ts';
import { blankLedger } from '../bridge/ledger.ts';
import { checkConfig } from '../core/config.ts';
import * as afterPaint from '../core/after-paint.ts';
import * as couponLate from '../core/coupon-late.ts';
import * as pointsLate from '../core/points-late.ts';
import { InlayError } from '../core/errors.ts';
import { createInlay, type Inlay, type InlayConfig } from '../core/inlay.ts';
import { setLateLoader } from '../core/late.ts';
import { fillSlot, pageSlot, VERSION } from '../core/slot.ts';
import { createStore } from '../core/store.ts';
import { setTextLoader } from '../core/text.ts';
import type { SessionState } from '../core/ports.ts';
import { createHost } from './host.ts';
import { createSend } from './send.ts';

const late: Readonly<Record<string, object>> = {
  'after-paint': afterPaint,
  'claim-late': couponLate,
  'points-late': pointsLate,
};

/**
 * Starts Inlay in this mini-program, once, in `App({ onLaunch })`, and returns at once. A second call for the same partner
 * and gateway returns the first Inlay. The only thing of the SDK that throws, always an InlayError: `invalid_config`,
 * `already_initialized` or `unsupported_environment`.
 */
export function init(given: InlayConfig): Inlay {
  if (typeof wx === 'undefined' || !wx.request) {
    throw new InlayError('unsupported_environment', 'init needs a mini-program: call it in its App');
  }
  const config = checkConfig(given);
  const slot = pageSlot(VERSION)!;
  const { partner, gateway } = config;
  if (slot.inlay) {
    const { inlay: first } = slot;
    if (first.partner === partner && first.gateway === gateway) return first;
    throw new InlayError('already_initialized', `Inlay runs for ${first.partner} at ${first.gateway} already`);
  }
  // Everything is in the package; what is said apart is run when it is wanted.
  setLateLoader(async (chunk) => late[chunk]!);
  setTextLoader(async (locale) =>
    locale === 'en' ? (await import('../core/text.en.ts')).en : (await import('../core/text.zh-hk.ts')).zhHK,
  );
  const clock = createClock();
  const host = createHost(() => {});
  const http = createHttp({ clock, authorize: async () => undefined }, createSend({ gateway, clock, onNonce() {} }));
  const session = createStore<SessionState>({
    ...{ status: 'active', level: 'anonymous', surface: 'partner', user: '', expiresAt: 0 },
  });
  const nothing = async () => {};
  const inlay: Inlay = createInlay(
    config,
    {
      http,
      clock,
      host,
      auth: { ...session, signIn: nothing, logout: nothing, leave: nothing, takeIntent: () => undefined },
      tracker: { track() {}, consent() {}, ledger: blankLedger, reset() {}, destroy() {} },
      keys: {
        find: async () => undefined,
        hold: async () => {
          throw new InlayError('unsupported_environment', 'not yet');
        },
        free: nothing,
      },
    },
    (line) => console.warn(`[inlay] ${line}`),
    () => {
      host.destroy();
      if (slot.inlay === inlay) slot.inlay = undefined;
    },
  );
  fillSlot(slot, inlay);
  return inlay;
}
