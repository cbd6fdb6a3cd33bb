import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** One call to the gateway. */
export interface Call {
  method: string;
  /** Path with query. */
  path: string;
  /** Origin of the page that calls; none for a backend. */
  origin?: string | undefined;
  headers?: Record<string, string>;
  body?: string;
  /** Takes a 429 as its answer, and does not come again. */
  hasty?: boolean;
  /** What is particular about it, for the report. */
  what?: string;
}

/** What came back. */
export interface Answer {
  call: Call;
  status: number;
  /** By names in lower case; several of one name are joined by commas. */
  headers: Record<string, string>;
  text: string;
  /** The body, where it says that it is JSON and is. */
  // Checks read answers freely; a wrong shape fails them.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  json: any;
}

/** Sends calls and keeps every answer. */
export interface Client {
  readonly log: Answer[];
  send(call: Call): Promise<Answer>;
  close(): void;
}

/** Thrown when there was no answer. */
export class NoAnswer extends Error {}

const patience = 30_000;
/** Seconds of `Retry-After` that are waited for. */
const longestRest = 30;
const rests = 3;

// Browsers know that every name under `localhost` is this machine; resolvers need not.
const loopback: LookupFunction = (_name, options, done) =>
  options.all ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4);

/** Makes a client for a gateway, such as `https://open.bank.example`. It follows no redirect. */
export function createClient(gateway: URL): Client {
  const secure = gateway.protocol === 'https:';
  const agent = new (secure ? HttpsAgent : HttpAgent)({ keepAlive: true });
  const local = gateway.hostname.endsWith('.localhost') ? { lookup: loopback } : {};
  const log: Answer[] = [];

  const once = (call: Call) =>
    new Promise<Answer>((resolve, reject) => {
      const { method, path, origin, body } = call;
      const headers = {
        accept: 'application/json',
        ...(origin === undefined ? {} : { origin, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' }),
        ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
        ...call.headers,
      };
      const fail = (error: Error) => reject(new NoAnswer(`${method} ${path}: ${error.message || error.name}`));
      const send = secure ? httpsRequest : httpRequest;
      const sent = send(new URL(path, gateway), { method, headers, agent, timeout: patience, ...local });
      sent.once('timeout', () => sent.destroy(new Error(`no answer within ${patience / 1000} s`)));
      sent.once('error', fail).once('response', (response) => {
        const parts: Buffer[] = [];
        response.on('data', (piece: Buffer) => parts.push(piece)).once('error', fail);
        response.once('end', () => {
          const text = Buffer.concat(parts).toString();
          const named = Object.entries(response.headers).map(([name, value]) => [name, [value].flat().join(', ')]);
          const answer = { call, status: response.statusCode ?? 0, headers: Object.fromEntries(named), text };
          resolve({ ...answer, json: jsonOf(answer.headers['content-type'], text) });
        });
      });
      sent.end(body);
    });

  return {
    log,
    async send(call) {
      for (let rest = 0; ; rest++) {
        const answer = await once(call).catch((error: unknown) => {
          // A connection that was kept open may have ended meanwhile; a key or a one-use value makes the second try harmless.
          if (call.method === 'GET' && rest === 0 && error instanceof NoAnswer) return undefined;
          throw error;
        });
        if (!answer) continue;
        log.push(answer);
        const seconds = Number(answer.headers['retry-after'] ?? 1);
        if (answer.status !== 429 || call.hasty || rest >= rests || !(seconds <= longestRest)) return answer;
        await wait(seconds * 1000);
      }
    },
    close: () => agent.destroy(),
  };
}

function jsonOf(type: string | undefined, text: string): unknown {
  if (!/[/+]json\b/.test(type ?? '')) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
