import { errorCodes } from '../core/error-codes.ts';
import type { InlayError } from '../core/errors.ts';
import type { InlayConfig, Settings } from '../core/inlay.ts';
import { bringLate } from '../core/late.ts';
import { lookOf } from '../core/link.ts';
import type { Policy } from '../core/policy.ts';
import type { Auth, Consent, Host, Keys } from '../core/ports.ts';
import { randomWord } from './base64.ts';
import type { BankClock } from './clock.ts';
import { createExchange } from './exchange.ts';
import type { FrameClaims } from './frame-claim.ts';
import { allowedBy } from './hosts/address.ts';
import { returnAddress } from './hosts/way-back.ts';
import { handOver } from './hosts/handed-ticket.ts';
import { createLauncher, type LauncherParts } from './hosts/launch.ts';
import { inMiniProgram } from './hosts/mini-program.ts';
import { profileOf } from './hosts/profile.ts';
import { systemOf } from './hosts/system.ts';
import type { WebHost } from './hosts/web.ts';
import type { BridgeHttp } from './http.ts';
import { createIntents } from './intents.ts';
import { createKeys } from './keys.ts';
import { createProof } from './proof.ts';
import { createSession, type Session } from './session.ts';
import { createStorage } from './storage.ts';
import { createTabs } from './tabs.ts';
import { createTracker, type TimedTracker } from './tracker.ts';
import { createVisit } from './visit.ts';

/** What session and tracker are made of. */
export interface BridgeParts extends Pick<LauncherParts, 'draw' | 'debug'> {
  /** The page's configuration, which a second `init` may change. */
  config: InlayConfig;
  /** True on the gateway's own origin. */
  home: boolean;
  clock: BankClock;
  host: WebHost;
  http: BridgeHttp;
  policy(): Policy;
  /** The state a customer came back with, as taken out of the address. */
  returned: string | undefined;
  /** What a mini-program handed over; empty when nothing. */
  ticket: string;
  /** Language and look as they are now. */
  settings(): Settings;
  /** Consent as it is now. */
  consent: Partial<Consent>;
  onError(error: InlayError): void;
  /** The attribution token that counts now, or an empty text. */
  attribution(): string;
}

/** Session and tracker of a page. */
export interface Bridge extends Pick<Session, 'authorize' | 'adopt'> {
  auth: Auth;
  keys: Keys;
  tracker: TimedTracker;
  /** Takes the nonce the bank asks for in the next proof. */
  learnNonce(nonce: string): void;
  launch: NonNullable<Host['launch']>;
  destroy(): void;
}

const forget = () => {};
const options =
  /^(partner|gateway|getTicket|host|account|attribution|consent|on(Track|Error)|debug|locale|mode|theme)$/;

/** Makes session and tracker and starts them. */
export function createBridge({ config, home, consent, clock, returned, ...parts }: BridgeParts): Bridge {
  const { partner, gateway, host } = config;
  const { ticket } = parts;
  for (const name of Object.keys(config)) if (!options.test(name)) parts.debug(`init has no option "${name}"`);
  const inside = async () => (host === 'wechat-webview' ? 'yes' : host ? 'no' : inMiniProgram(clock));
  const getTicket = ticket ? handOver(ticket, inside, config.getTicket) : config.getTicket;
  const storage = createStorage('inlay');
  const proof = createProof(`proof ${gateway}`, storage, clock);
  const tabs = createTabs(`inlay ${gateway} ${partner}`, (purpose) => tracker.consent({ [purpose]: 'denied' }));
  const tracker = createTracker({
    partner,
    gateway,
    clock,
    consent,
    onTrack: (event) => config.onTrack?.(event),
    attribution: parts.attribution,
    debug: parts.debug,
    silent: () => parts.policy().getState().profile === 'minor',
    onRefused: tabs.tell,
  });
  const intents = createIntents(returned, parts.attribution);
  let frames: FrameClaims | undefined;
  /** The frame's code comes with what else a claim needs. */
  async function bringFrames(): Promise<FrameClaims> {
    const { createFrameClaims } = await bringLate<typeof import('./frame-claim.ts')>('claim-late');
    return (frames ??= createFrameClaims({
      ...parts,
      ...{ partner, gateway, clock, word: randomWord, codes: errorCodes, getTicket: () => config.getTicket },
      allowed:
        !home && profileOf(parts.host.name, systemOf(navigator.userAgent, navigator.maxTouchPoints)).frames === 'yes',
    }));
  }
  const session = createSession({
    ...parts,
    partner,
    gateway,
    home,
    getTicket,
    clock,
    proof,
    intents,
    tabs,
    here: () => location.pathname + location.search,
    exchange: createExchange(partner, gateway, parts.http, proof, clock),
    visit: createVisit(partner, parts.http, clock),
    track: tracker.track,
    onUserLeft() {
      frames?.close();
      tracker.reset();
    },
  });
  const allowed = () => allowedBy(gateway, parts.policy());
  const journey = randomWord();
  const along = () => ({ journey, return: returnAddress(), ...lookOf(parts.settings()) });
  const launcher = createLauncher({ ...parts, partner, clock, allowed, along });
  session.start();
  return {
    auth: {
      ...session.auth,
      claimAtBank: async (request) => (await bringFrames()).claimAtBank(request),
      prepareClaim: (campaign) => void bringFrames().then(({ prepareClaim }) => prepareClaim(campaign), forget),
    },
    authorize: session.authorize,
    adopt: session.adopt,
    keys: createKeys(`${gateway}\n${partner}`, storage, clock),
    tracker,
    learnNonce: proof.learn,
    launch: launcher.launch,
    destroy() {
      launcher.destroy();
      frames?.close();
      session.destroy();
      tracker.destroy();
      storage.close();
    },
  };
}
