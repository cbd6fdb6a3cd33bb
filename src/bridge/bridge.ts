import type { InlayError } from '../core/errors.ts';
import type { InlayConfig } from '../core/inlay.ts';
import type { Policy } from '../core/policy.ts';
import type { Auth, Consent, Host } from '../core/ports.ts';
import type { BankClock } from './clock.ts';
import { createExchange } from './exchange.ts';
import { allowedBy } from './hosts/address.ts';
import { handOver } from './hosts/handed-ticket.ts';
import { createLauncher, type LauncherParts } from './hosts/launch.ts';
import { inMiniProgram } from './hosts/mini-program.ts';
import type { WebHost } from './hosts/web.ts';
import type { BridgeHttp } from './http.ts';
import type { Intents } from './intents.ts';
import { createProof } from './proof.ts';
import { createSession, type Session } from './session.ts';
import { createStorage } from './storage.ts';
import { createTracker, type TimedTracker } from './tracker.ts';

/** What session and tracker are made of. */
export interface BridgeParts extends Pick<LauncherParts, 'draw' | 'debug'> {
  /** The page's configuration, which a second `init` may change. */
  config: InlayConfig;
  /** True on the gateway's own origin. */
  home: boolean;
  clock: BankClock;
  host: WebHost;
  http: BridgeHttp;
  intents: Intents;
  policy(): Policy;
  /** What a mini-program handed over; empty when nothing. */
  ticket: string;
  /** Consent as it is now. */
  consent: Partial<Consent>;
  onError(error: InlayError): void;
}

/** Session and tracker of a page. */
export interface Bridge extends Pick<Session, 'authorize' | 'adopt'> {
  auth: Auth;
  tracker: TimedTracker;
  /** Takes the nonce the bank asks for in the next proof. */
  learnNonce(nonce: string): void;
  launch: NonNullable<Host['launch']>;
  destroy(): void;
}

/** Makes session and tracker and starts them. */
export function createBridge({ config, home, consent, clock, ...parts }: BridgeParts): Bridge {
  const { partner, gateway, host } = config;
  const { ticket } = parts;
  const inside = async () => (host === 'wechat-webview' ? 'yes' : host ? 'no' : inMiniProgram(clock));
  const getTicket = ticket ? handOver(ticket, inside, config.getTicket) : config.getTicket;
  const storage = createStorage('inlay');
  const proof = createProof(`proof ${gateway}`, storage, clock);
  const tracker = createTracker({
    partner,
    gateway,
    clock,
    consent,
    onTrack: (event) => config.onTrack?.(event),
  });
  const session = createSession({
    ...parts,
    partner,
    gateway,
    home,
    getTicket,
    clock,
    proof,
    exchange: createExchange(partner, gateway, parts.http, proof, clock),
    track: tracker.track,
    onUserLeft: tracker.reset,
  });
  const allowed = () => allowedBy(gateway, parts.policy());
  const launcher = createLauncher({ ...parts, partner, clock, allowed });
  session.start();
  return {
    auth: session.auth,
    authorize: session.authorize,
    adopt: session.adopt,
    tracker,
    learnNonce: proof.learn,
    launch: launcher.launch,
    destroy() {
      launcher.destroy();
      session.destroy();
      tracker.destroy();
      storage.close();
    },
  };
}
