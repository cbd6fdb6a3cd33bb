import { createClock } from '../bridge/clock.ts';
import { createExchange } from '../bridge/exchange.ts';
import { allowedBy } from '../bridge/hosts/address.ts';
import { createHttp } from '../bridge/http.ts';
import { createSession, type Session } from '../bridge/session.ts';
import * as afterPaint from '../core/after-paint.ts';
import { checkConfig } from '../core/config.ts';
import * as couponLate from '../core/coupon-late.ts';
import { InlayError, lineOf } from '../core/errors.ts';
import { createInlay, type Inlay, type InlayConfig } from '../core/inlay.ts';
import { setLateLoader } from '../core/late.ts';
import { lookOf } from '../core/link.ts';
import { createLeaving } from '../core/models/points-leave.ts';
import type { Intent } from '../core/ports.ts';
import { fillSlot, pageSlot, VERSION } from '../core/slot.ts';
import { resolveTarget } from '../core/target.ts';
import { pointsZhCNLate } from '../core/text-points.zh-cn.late.ts';
import { setTextLoader } from '../core/text.ts';
import { createBankPage, type BankPage } from './bank-page.ts';
import { createHost } from './host.ts';
import { createIntents } from './intents.ts';
import { createKeys } from './keys.ts';
import { createLauncher } from './launch.ts';
import { on } from './on.ts';
import { createProof, type Curve } from './proof.ts';
import { randomWord } from './random.ts';
import { createSend } from './send.ts';
import { createTracker } from './tracker.ts';

/** Options of `init` in a mini-program. */
export interface AppConfig extends Omit<InlayConfig, 'host'> {
  /** The page of this mini-program that holds the `web-view` component; `/pages/bank/index` by default. */
  bankPage?: string;
  /**
   * Brings `curve.js` of this package, what a session signs with, from wherever it was put: a sub-package by
   * `require.async`. Without it the one beside `index.js` is taken.
   */
  loadCurve?: () => Promise<unknown>;
}

/** What only this package's own components may have. */
export interface Runtime {
  page: BankPage;
  /** WeChat's own button for apps has answered. */
  launched: ReturnType<typeof createLauncher>['answered'];
  /** A page with one of our components came to the top. */
  comeBack(): void;
}

const late: Readonly<Record<string, object>> = {
  'after-paint': afterPaint,
  'claim-late': couponLate,
  // The step of confirming stands on the bank's own page or in its own mini-program: there is one way here, out.
  'points-late': { zhCNLate: pointsZhCNLate, createWay: createLeaving },
};

/** The runtime of the Inlay that `init` made. */
export let runtime: Runtime | undefined;

/**
 * Starts Inlay in this mini-program, once, in `App({ onLaunch })`, and returns at once. A second call for the same partner
 * and gateway returns the first Inlay and takes over its functions and settings. The only thing of the SDK that throws,
 * always an InlayError: `invalid_config`, `already_initialized` or `unsupported_environment`.
 */
export function init(given: AppConfig): Inlay {
  if (typeof wx === 'undefined' || !wx.request) {
    throw new InlayError('unsupported_environment', 'init needs a mini-program: call it in its App');
  }
  const config = checkConfig(given) as InlayConfig & AppConfig;
  const slot = pageSlot(VERSION)!;
  const { partner, gateway } = config;
  const first = slot.inlay;
  if (first) {
    if (first.partner !== partner || first.gateway !== gateway) {
      throw new InlayError(
        'already_initialized',
        `This mini-program runs Inlay for ${first.partner} at ${first.gateway}; it has one`,
      );
    }
    slot.adopt?.(config);
    return first;
  }
  // Everything is in the package; what stands in a file of its own is run when it is wanted.
  setLateLoader(async (chunk) => late[chunk]!);
  setTextLoader(async (locale) =>
    locale === 'en' ? (await import('../core/text.en.ts')).en : (await import('../core/text.zh-hk.ts')).zhHK,
  );
  const loadCurve = (config.loadCurve ?? (() => import('./curve.ts'))) as () => Promise<Curve>;

  let session: Session;
  const debug = (line: string) => inlay.debug(line);
  const token = () => inlay.attribution.token();
  const onError = (error: InlayError) => {
    debug(lineOf(error));
    try {
      config.onError?.(error);
    } catch (thrown) {
      debug(`onError threw ${thrown}`);
    }
  };
  const clock = createClock();
  const proof = createProof(loadCurve, clock);
  const page = createBankPage({
    page: config.bankPage ?? '/pages/bank/index',
    gateway,
    debug,
    ticket: async () => (session.auth.getState().level === 'anonymous' ? '' : (await config.getTicket!()).trim()),
    onState: (state) => intents.accept(state),
    onClosed: () => host.comeBack(),
  });
  const host = createHost(page.show);
  const intents = createIntents(token);
  const http = createHttp(
    { clock, authorize: (...call) => session.authorize(...call) },
    createSend({ gateway, clock, onNonce: proof.learn }),
  );
  const tracker = createTracker({
    ...{ partner, gateway, clock, debug, attribution: token, consent: config.consent ?? {} },
    onTrack: (event) => config.onTrack?.(event),
    silent: () => inlay.policy.getState().profile === 'minor',
  });
  session = createSession({
    ...{ partner, gateway, home: false, getTicket: config.getTicket, proof, clock, host, intents, onError, debug },
    settings: () => inlay.settings.getState(),
    exchange: createExchange(partner, gateway, http, proof, clock),
    track: tracker.track,
    onUserLeft: tracker.reset,
  });
  let journey = '';
  void randomWord().then((word) => void (journey = word));
  const launcher = createLauncher({
    ...{ partner, clock, debug, show: page.show },
    along: () => ({ journey, ...lookOf(inlay.settings.getState()) }),
    allowed: () => allowedBy(gateway, inlay.policy),
  });

  /** Leaves for the bank's own mini-program where the policy says so, else for its page. */
  async function leave(path: string, intent: Intent): Promise<void> {
    const { policy, settings } = inlay;
    const asked = { productClass: intent.widget.split('-')[0]!, verb: intent.verb };
    const { verdict, target: name } = policy.verdict(asked);
    const target =
      verdict === 'redirect' ? resolveTarget(policy, name, settings.getState().locale, clock.now()) : undefined;
    const { id: appId, path: place } = target?.wechat ?? { id: '', path: '' };
    if (target?.kind !== 'mini-program' || !appId) return session.auth.leave(path, intent);
    const query = `${path.split('?')[1]}&state=${intents.keep(intent)}`;
    await new Promise<void>((resolve, reject) => {
      wx.navigateToMiniProgram({
        ...{ appId, path: `${place}?${query}` },
        success: () => resolve(),
        fail: ({ errMsg }) => reject(new InlayError('internal', `The bank's mini-program did not open: ${errMsg}`)),
      });
    });
  }

  const met = ({ query, referrerInfo }: Partial<WechatMiniprogram.LaunchOptionsApp> = {}) => {
    inlay.attribution.take(query?.inlay_at ?? (referrerInfo?.extraData as { inlay_at?: unknown })?.inlay_at);
    // The bank's own mini-program sends the customer back with what he left with.
    const { inlay_state: state } = Object(referrerInfo?.extraData) as { inlay_state?: unknown };
    if (typeof state === 'string') intents.accept(state);
  };
  const inlay: Inlay = createInlay(
    config,
    {
      ...{ http, clock, tracker, keys: createKeys(`${gateway}\n${partner}`, loadCurve, clock) },
      host: Object.assign(host, { launch: launcher.launch, appButton: launcher.appButton }),
      auth: { ...session.auth, leave },
    },
    (line) => console.warn(`[inlay] ${line}`),
    () => {
      unmeet();
      launcher.destroy();
      session.destroy();
      host.destroy();
      if (slot.inlay === inlay) slot.inlay = slot.adopt = runtime = undefined;
    },
  );
  runtime = { page, launched: launcher.answered, comeBack: host.comeBack };
  // In the order in which the customer met them: the link he came by, then the mini-program's own.
  if (wx.getLaunchOptionsSync) met(wx.getLaunchOptionsSync());
  const unmeet = on('AppShow', met);
  inlay.attribution.take(config.attribution);
  slot.adopt = (next) => {
    Object.assign(config, next);
    const { locale, mode, theme } = { ...inlay.settings.getState(), ...next };
    inlay.update({ locale, mode, theme });
    if (next.consent) inlay.consent(next.consent);
    inlay.attribution.take(next.attribution);
    session.adopt(next.getTicket);
  };
  session.start();
  fillSlot(slot, inlay);
  return inlay;
}
