import type { InlayError } from '../core/errors.ts';
import type { InlayConfig, Settings } from '../core/inlay.ts';
import type { Auth, Consent, Keys } from '../core/ports.ts';
import { bringLate } from '../core/late.ts';
import { randomWord } from './base64.ts';
import type { BankClock } from './clock.ts';
import { createExchange } from './exchange.ts';
import type { FrameClaims } from './frame-claim.ts';
import type { WebHost } from './hosts/web.ts';
import type { BridgeHttp } from './http.ts';
import { createIntents } from './intents.ts';
import { createKeys } from './keys.ts';
import { createProof } from './proof.ts';
import { createSession, type Session } from './session.ts';
import { createStorage } from './storage.ts';
import { createTracker, type TimedTracker } from './tracker.ts';

/** What session and tracker are made of. */
export interface BridgeParts {
  /** The page's configuration, which a second `init` may change. */
  config: InlayConfig;
  /** True on the gateway's own origin. */
  home: boolean;
  clock: BankClock;
  host: WebHost;
  http: BridgeHttp;
  /** The state a customer came back with, as taken out of the address. */
  returned: string | undefined;
  /** Language and look as they are now. */
  settings(): Settings;
  /** Consent as it is now. */
  consent: Partial<Consent>;
  onError(error: InlayError): void;
}

/** Session and tracker of a page. */
export interface Bridge extends Pick<Session, 'authorize' | 'adopt'> {
  auth: Auth;
  keys: Keys;
  tracker: TimedTracker;
  /** Takes the nonce the bank asks for in the next proof. */
  learnNonce(nonce: string): void;
  destroy(): void;
}

const forget = () => {};

/** Makes session and tracker and starts them. */
export function createBridge({ config, home, consent, clock, returned, ...parts }: BridgeParts): Bridge {
  const { partner, gateway, getTicket } = config;
  const storage = createStorage('inlay');
  const proof = createProof(`proof ${gateway}`, storage, clock);
  const tracker = createTracker({
    partner,
    gateway,
    clock,
    consent,
    onTrack: (event) => config.onTrack?.(event),
  });
  const intents = createIntents(returned);
  let frames: FrameClaims | undefined;
  /** The frame's code comes with what else a claim needs. */
  async function bringFrames(): Promise<FrameClaims> {
    const { createFrameClaims } = await bringLate<typeof import('./frame-claim.ts')>('coupon-late');
    return (frames ??= createFrameClaims({
      ...parts,
      ...{ partner, gateway, home, clock, host: parts.host.name, word: randomWord, getTicket: () => config.getTicket },
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
    exchange: createExchange(partner, gateway, parts.http, proof, clock),
    track: tracker.track,
    onUserLeft() {
      frames?.close();
      tracker.reset();
    },
  });
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
    destroy() {
      frames?.close();
      session.destroy();
      tracker.destroy();
      storage.close();
    },
  };
}
