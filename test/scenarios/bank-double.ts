import type { Answers, Recorded } from './bank-answers.ts';
import type { Scenario, ScenarioAnswer } from './format.ts';

/** A call as it leaves the device, whatever the device sends it with. */
export interface Call {
  method: string;
  /** Path with its query. */
  path: string;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  body: string;
}

/** What comes back: an answer, or why there is none. */
export type Reply = { status: number; headers: Record<string, string>; body: string } | 'offline' | 'silence';

/** The bank as one scenario has it. */
export interface BankDouble {
  answer(call: Call, now: number): Reply;
  /** From now on it answers otherwise. */
  change(answers: NonNullable<Scenario['bank']>): void;
  /** How often each request line was asked. */
  readonly asked: Record<string, number>;
  /** Tracking events that arrived, as name and data. */
  readonly events: { name: string; data: unknown }[];
  /** What it was asked and has no answer for: mistakes of the scenario. */
  readonly unanswered: string[];
}

type Json = Record<string, unknown>;

const personal =
  /^(GET \/v1\/(entitlements|claims|reward-items\/[^/]+\/quota|points\/)|POST \/v1\/(campaigns|points)\/)/;
const isObject = (value: unknown): value is Json => !!value && typeof value === 'object' && !Array.isArray(value);

/** A merge patch (RFC 7396). */
function patched(value: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const copy: Json = isObject(value) ? { ...value } : {};
  for (const [key, change] of Object.entries(patch)) {
    if (change === null) delete copy[key];
    else copy[key] = patched(copy[key], change);
  }
  return copy;
}

/** The things one call asks for, as request lines; several travel together in `items`. */
function linesOf(method: string, url: URL): { lines: string[]; together: boolean } {
  const list = (name: string) => (url.searchParams.get(name) ?? '').split(',').filter(Boolean);
  const { pathname } = url;
  if (pathname === '/v1/campaigns')
    return { lines: list('ids').map((id) => `GET /v1/campaigns/${id}`), together: true };
  if (pathname === '/v1/entitlements')
    return { lines: list('campaigns').map((id) => `GET /v1/entitlements ${id}`), together: true };
  return { lines: [`${method} ${pathname}`], together: false };
}

/** Makes the bank of a scenario out of recorded answers; what is neither recorded nor given is an error of the scenario. */
export function createBankDouble(recorded: Answers, given: Scenario['bank'] = {}): BankDouble {
  const changes = new Map<string, ScenarioAnswer[]>();
  const asked: Record<string, number> = {};
  const events: BankDouble['events'] = [];
  const known = new Set<string>();
  const unanswered: string[] = [];
  /** Claims it has granted here, by campaign. */
  const granted = new Map<string, Json>();

  function change(answers: NonNullable<Scenario['bank']>): void {
    for (const [line, answer] of Object.entries(answers))
      changes.set(line, Array.isArray(answer) ? [...answer] : [answer]);
  }
  change(given);

  /** The recorded answer of the most particular name. */
  function find(line: string, user: string, locale: string, call: Call): Recorded | undefined {
    const [, campaign = ''] = /^GET \/v1\/entitlements (.+)$/.exec(line) ?? [];
    let full = line;
    if (line === 'POST /v1/points/quotes') {
      const { item, quantity, points } = JSON.parse(call.body) as Record<string, string>;
      full = [line, item, quantity, points].filter(Boolean).join(' ');
    }
    const times = granted.has(campaign) ? ['after ', ''] : [''];
    for (const who of [`${user} `, '']) {
      for (const time of times) {
        for (const language of [` ${locale}`, ' zh-CN', '']) {
          const found = recorded[who + time + full + language];
          if (found) return found;
        }
      }
    }
    return undefined;
  }

  /** What the bank does of itself, beyond what was recorded. */
  function byItself(line: string, url: URL): Recorded | undefined {
    if (line === 'GET /v1/claims') {
      const key = url.searchParams.get('key');
      return { status: 200, body: { items: [...granted.values()].filter((claim) => claim.key === key) } };
    }
    if (line === 'GET /v1/points/redemptions') return { status: 200, body: { items: [] } };
    if (line === 'POST /v1/session/logout') return { status: 204, body: undefined };
    return undefined;
  }

  function wonder(what: string): 'offline' {
    unanswered.push(what);
    return 'offline';
  }

  function one(line: string, url: URL, call: Call, user: string): Recorded | 'offline' | 'silence' {
    const queue = changes.get(line) ?? ['recorded'];
    const answer = (queue.length > 1 ? queue.shift() : queue[0])!;
    if (answer === 'offline' || answer === 'silence') return answer;
    const other = typeof answer === 'object' ? answer : {};
    const named = other.use === undefined ? undefined : recorded[other.use];
    if (other.use !== undefined && !named) return wonder(other.use);
    const locale = url.searchParams.get('locale') ?? 'zh-CN';
    const base = named ?? find(line, user, locale, call) ?? byItself(line, url);
    if (!base && other.body === undefined) return wonder(`${line} (${user || 'nobody'})`);
    let body = other.body === undefined ? base?.body : other.body;
    if (other.change) body = patched(body, other.change);
    const status = other.status ?? (other.body === undefined ? base!.status : 200);
    const [, campaign] = /^POST \/v1\/campaigns\/(.+)\/claims$/.exec(line) ?? [];
    if (campaign && status < 300) {
      const claim = { ...(body as Json), key: call.headers['idempotency-key'] };
      // The same key brings the same claim.
      body = granted.get(campaign) ?? claim;
      granted.set(campaign, body as Json);
    }
    if (answer === 'lost') return 'offline';
    return { status, body, ...(base?.retryAfter ? { retryAfter: base.retryAfter } : {}) };
  }

  function token(call: Call): Json {
    const user = new URLSearchParams(call.body).get('ticket')!.replace('ticket-of-', '');
    return {
      ...(recorded['POST /oidc/token']!.body as Json),
      access_token: `token-of-${user}`,
      session: `session-of-${user}`,
    };
  }

  function reply({ status, retryAfter, body }: Recorded, now: number): Reply {
    const type = status < 400 ? 'application/json' : 'application/problem+json';
    const headers: Record<string, string> = {
      'content-type': type,
      date: new Date(now).toUTCString(),
      'cache-control': 'no-store',
      ...(retryAfter ? { 'retry-after': `${retryAfter}` } : {}),
    };
    return { status, headers, body: typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body) };
  }

  return {
    asked,
    events,
    unanswered,
    change,
    answer(call, now) {
      const url = new URL(call.path, 'https://open.bank.example');
      const { lines, together } = linesOf(call.method, url);
      for (const line of lines) asked[line] = (asked[line] ?? 0) + 1;
      const [first = ''] = lines;
      if (first === 'POST /v1/events' && !changes.has(first)) {
        const batch = JSON.parse(call.body) as Record<'id' | 'source' | 'time' | 'type', string>[];
        for (const { type, data, ...event } of batch as ((typeof batch)[number] & { data: unknown })[]) {
          // What comes twice, as a beacon and by itself, counts once.
          const name = `${event.source} ${event.id} ${event.time}`;
          if (known.has(name)) continue;
          known.add(name);
          events.push({ name: type.replace(/^inlay\.|\.v\d+$/g, ''), data });
        }
        return reply({ status: 202, body: { accepted: batch.length, rejected: [] } }, now);
      }
      if (first === 'POST /oidc/token' && !changes.has(first)) return reply({ status: 200, body: token(call) }, now);
      const [, user = ''] = /^DPoP token-of-(.+)$/.exec(call.headers.authorization ?? '') ?? [];
      if (personal.test(first) && !user) return reply(recorded.token_invalid!, now);
      const answers = lines.map((line) => one(line, url, call, user));
      const failed = answers.find((answer) => typeof answer === 'string' || answer.status >= 300);
      if (failed) return typeof failed === 'string' ? failed : reply(failed, now);
      if (!together) return reply(answers[0] as Recorded, now);
      return reply({ status: 200, body: { items: answers.map((answer) => (answer as Recorded).body) } }, now);
    },
  };
}
