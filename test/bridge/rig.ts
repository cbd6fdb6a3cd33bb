import { createClock } from '../../src/bridge/clock.ts';
import { createExchange } from '../../src/bridge/exchange.ts';
import { createFetch } from '../../src/bridge/fetch.ts';
import { createWebHost } from '../../src/bridge/hosts/web.ts';
import { createHttp } from '../../src/bridge/http.ts';
import { createIntents } from '../../src/bridge/intents.ts';
import { createProof } from '../../src/bridge/proof.ts';
import { createSession, type Session, type SessionParts } from '../../src/bridge/session.ts';
import { createVisit } from '../../src/bridge/visit.ts';
import { createStorage } from '../../src/bridge/storage.ts';
import { createTabs } from '../../src/bridge/tabs.ts';
import type { InlayError } from '../../src/core/errors.ts';
import type { SessionState } from '../../src/core/ports.ts';
import { createDevice, type FakeDevice } from './device.ts';
import { until } from './net.ts';

/** The genuine session over a fake device. */
export interface Rig extends Session {
  device: FakeDevice;
  http: ReturnType<typeof createHttp>;
  /** Every state that subscribers saw. */
  states: SessionState[];
  errors: InlayError[];
  /** What is said in debug mode alone. */
  lines: string[];
  tracks: string[];
  usersLeft: number;
  state(): SessionState;
  /** Waits until the session has the status. */
  is(status: SessionState['status'], level?: SessionState['level']): Promise<void>;
}

/** How a rig differs from a page of the partner `lvtu`. */
export interface RigOptions extends Partial<SessionParts> {
  device?: FakeDevice;
  database?: string;
}

let rigs = 0;
const standing = new Set<Rig>();

/** Ends every rig of a test. */
export function clearRigs(): void {
  for (const rig of standing) rig.destroy();
  standing.clear();
}

/** Puts a session together as `init` does and starts it. */
export function createRig(options: RigOptions = {}): Rig {
  const { device = createDevice(), database = `rig-${rigs++}`, ...parts } = options;
  const { partner = 'lvtu', gateway = 'https://open.bank.example', home = false } = parts;
  const clock = createClock(device);
  const proof = createProof('proof', createStorage(database), clock);
  const http = createHttp(
    { clock, authorize: (...call) => session.authorize(...call) },
    createFetch({ gateway, clock, cookies: home, onNonce: proof.learn }),
  );
  const session = createSession({
    partner,
    gateway,
    home,
    getTicket: undefined,
    exchange: createExchange(partner, gateway, http, proof, clock),
    visit: createVisit(partner, http, clock),
    proof,
    clock,
    host: createWebHost('browser'),
    intents: createIntents(),
    settings: () => ({ locale: 'zh-CN', mode: 'standard', theme: 'auto' }),
    tabs: createTabs(`inlay ${gateway} ${partner}`),
    here: () => location.pathname + location.search,
    track: (name, data) => void rig.tracks.push(`${name} ${Object.values(data).join()}`),
    onError: (error) => void rig.errors.push(error),
    debug: (line) => void rig.lines.push(line),
    onUserLeft: () => void rig.usersLeft++,
    ...parts,
  });
  const rig: Rig = {
    ...session,
    device,
    http,
    states: [],
    errors: [],
    lines: [],
    tracks: [],
    usersLeft: 0,
    state: session.auth.getState,
    async is(status, level) {
      const fits = () => rig.state().status === status && (!level || rig.state().level === level);
      await until(fits, `${status} ${level ?? ''}, is ${JSON.stringify(rig.state())}`);
    },
  };
  session.auth.subscribe(() => rig.states.push(rig.state()));
  standing.add(rig);
  session.start();
  return rig;
}
