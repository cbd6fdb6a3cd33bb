import type { TrackName } from '../../src/core/events.ts';
import { createInlay, type Inlay, type InlayConfig } from '../../src/core/inlay.ts';
import { InlayError, type ErrorCode, type ErrorFacts } from '../../src/core/errors.ts';
import type {
  Consent,
  HostName,
  HttpRequest,
  Intent,
  Kept,
  Ports,
  SessionState,
  WatchedClock,
} from '../../src/core/ports.ts';
import { createStore, type Store } from '../../src/core/store.ts';
import type { Locale } from '../../src/core/text.ts';
import { sampleIds, sampleNow, samplePolicy, sampleProduct } from './products.ts';

/** What a scripted request answers: a value, an InlayError, or a function of the request that gives either. */
export type Answer = unknown | InlayError | ((request: HttpRequest) => unknown);

/** A clock that moves only when told. */
export interface FakeClock extends WatchedClock {
  /** Moves time on and runs what falls due, in order, letting promises settle between. */
  advance(milliseconds: number): Promise<void>;
  /** Jumps without running anything, as for a machine that sleeps: timers stand still meanwhile. */
  sleep(milliseconds: number): void;
  /** The same where the steady clock stands still as well: `now()` stays behind until {@link FakeClock.learn}. */
  doze(milliseconds: number): void;
  /** The bank has answered. */
  learn(): void;
  /** Timers that wait. */
  readonly pending: number;
}

/** An Inlay over fake ports, with everything that left it on record. */
export interface FakeInlay {
  inlay: Inlay;
  ports: Ports;
  clock: FakeClock;
  session: Store<SessionState>;
  requests: HttpRequest[];
  tracks: { name: TrackName; data: Record<string, unknown> }[];
  navigations: string[];
  /** What the host keeps for the page's origin. */
  words: Map<string, string>;
  signIns: (Intent | undefined)[];
  /** Acts under way, as this device keeps them; by name and user. */
  kept: Map<string, Kept>;
  lines: string[];
  /** Scripts all requests whose path starts with `path`; the script told last wins. */
  answer(path: string, answer: Answer): void;
  /** Makes all requests whose path starts with `path` wait; the returned function lets them go. */
  hold(path: string): () => void;
  /** What the bank sends the customer back with; taken once. */
  returned: Intent | undefined;
  /** The customer comes back to the page. */
  comeBack(): void;
}

/** Options of {@link createFakeInlay}. */
export interface FakeOptions extends Partial<InlayConfig> {
  now?: number;
  hostName?: HostName;
  session?: Partial<SessionState>;
  /** Shared by two pages of one origin. */
  words?: Map<string, string>;
}

/** Lets all promises that can settle do so. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

/** Makes a clock that stands at `now`. */
export function createFakeClock(now: number = sampleNow): FakeClock {
  let present = now;
  let late = 0;
  const timers = new Set<{ at: number; run: () => void }>();
  return {
    now: () => present,
    jumped: () => late > 0,
    doze: (milliseconds) => void (late += milliseconds),
    learn() {
      this.sleep(late);
      late = 0;
    },
    after(milliseconds, run) {
      const timer = { at: present + Math.max(0, milliseconds), run };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    async advance(milliseconds) {
      const end = present + milliseconds;
      for (;;) {
        const due = [...timers].filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
        if (!due) break;
        timers.delete(due);
        present = Math.max(present, due.at);
        due.run();
        await settle();
      }
      present = end;
      await settle();
    },
    sleep(milliseconds) {
      present += milliseconds;
      // A real timer stands still while the machine sleeps.
      for (const timer of timers) timer.at += milliseconds;
    },
    get pending() {
      return timers.size;
    },
  };
}

/** Makes an Inlay that answers the sample products and the sample policy, on the sample day. */
export function createFakeInlay(options: FakeOptions = {}): FakeInlay {
  const { now, hostName = 'browser', session: given, words: _words, ...config } = options;
  const clock = createFakeClock(now);
  const session = createStore<SessionState>({
    status: 'active',
    level: 'anonymous',
    surface: 'partner',
    user: '',
    expiresAt: 0,
    ...given,
  });
  const answers: { path: string; answer: Answer }[] = [];
  const gates: { path: string; open: Promise<void> }[] = [];
  const arrivals = new Set<() => void>();
  let keys = 0;
  const consent: Consent = { service: 'granted', marketing: 'granted', experience: 'granted' };
  const fake = {
    clock,
    session,
    requests: [] as HttpRequest[],
    tracks: [] as FakeInlay['tracks'],
    navigations: [] as string[],
    words: options.words ?? new Map<string, string>(),
    signIns: [] as (Intent | undefined)[],
    kept: new Map<string, Kept>(),
    lines: [] as string[],
    returned: undefined as Intent | undefined,
    answer: (path: string, answer: Answer) => void answers.unshift({ path, answer }),
    hold(path: string) {
      let release = () => {};
      const gate = { path, open: new Promise<void>((resolve) => (release = resolve)) };
      gates.push(gate);
      return () => {
        gates.splice(gates.indexOf(gate), 1);
        release();
      };
    },
    comeBack: () => [...arrivals].forEach((callback) => callback()),
  };
  const ports: Ports = {
    http: {
      async request<T>(request: HttpRequest): Promise<T> {
        fake.requests.push(request);
        await gates.find((gate) => request.path.startsWith(gate.path))?.open;
        const scripted = answers.find((entry) => request.path.startsWith(entry.path));
        const answer = scripted ? scripted.answer : byDefault(request.path);
        const value: unknown = typeof answer === 'function' ? (answer as (r: HttpRequest) => unknown)(request) : answer;
        if (!(value instanceof InlayError && value.code === 'network')) clock.learn();
        if (value instanceof InlayError) throw value;
        return value as T;
      },
    },
    auth: {
      ...session,
      async signIn(intent) {
        fake.signIns.push(intent);
      },
      async leave(path, intent) {
        fake.signIns.push(intent);
        fake.navigations.push(`https://open.bank.example${path}&state=state`);
      },
      async logout() {
        session.set({ ...session.getState(), status: 'signed_out', level: 'anonymous', user: '' });
      },
      takeIntent(widget, key) {
        const intent = fake.returned;
        if (intent?.widget !== widget || intent.key !== key) return undefined;
        fake.returned = undefined;
        return intent;
      },
    },
    tracker: {
      track: (name, data) => void fake.tracks.push({ name, data: { ...data } }),
      consent: (change) => void Object.assign(consent, change),
      ledger: () => ({
        queued: 0,
        sent: 0,
        acknowledged: 0,
        denied: 0,
        rejected: 0,
        waiting: 0,
        redacted: 0,
        storage: 'memory',
        note: 'fake',
      }),
      reset() {},
      destroy() {},
    },
    host: {
      name: hostName,
      navigate: (url) => void fake.navigations.push(url),
      recall: (name) => fake.words.get(name) ?? '',
      remember: (name, word) => void fake.words.set(name, word),
      onReturn(callback) {
        arrivals.add(callback);
        return () => void arrivals.delete(callback);
      },
    },
    clock,
    // A real storage hands out copies.
    keys: {
      find: async (name, user) => structuredClone(fake.kept.get(`${name} ${user}`)),
      async hold(name, user, body) {
        const place = `${name} ${user}`;
        if (!fake.kept.has(place)) fake.kept.set(place, { key: `key-${++keys}`, at: clock.now(), body });
        return structuredClone(fake.kept.get(place)!);
      },
      async free(name, user, key) {
        if (fake.kept.get(`${name} ${user}`)?.key === key) fake.kept.delete(`${name} ${user}`);
      },
    },
  };
  const inlay = createInlay(
    { partner: 'lvtu', gateway: 'https://open.bank.example', debug: true, ...config },
    ports,
    (line) => fake.lines.push(line),
    () => {},
  );
  return Object.assign(fake, { inlay, ports });
}

/** The error a gateway's refusal turns into. */
export function refusal(code: ErrorCode, facts: ErrorFacts = { traceId: '4bf92f3577b34da6' }): InlayError {
  return new InlayError(code, 'Scripted refusal', facts);
}

function byDefault(path: string): unknown {
  if (path.startsWith('/v1/channel-policy')) return samplePolicy();
  const [, id = '', locale = 'zh-CN'] = /^\/v1\/products\/([^?]+)\?.*locale=([\w-]+)/.exec(path) ?? [];
  return sampleIds.includes(id)
    ? sampleProduct(id, locale as Locale)
    : refusal('not_found', { status: 404, traceId: 't404' });
}
