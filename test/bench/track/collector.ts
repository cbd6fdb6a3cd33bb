import type { IncomingMessage } from 'node:http';
import { serveGateway, type Server } from '../server.ts';

/** A gateway that counts which of the bench's events arrived, whatever the tracker's wire format. */
export interface Collector {
  readonly server: Server;
  /** Ids of the events that arrived, each once. */
  readonly arrived: ReadonlySet<string>;
  /** Events that arrived again. */
  duplicates(): number;
  /** Answers the next `requests` requests with 500 and counts nothing in them. */
  failNext(requests: number): void;
  /** Forgets everything. */
  clear(): void;
}

/** Id of event number `n`; every tracker carries it as a plain field. */
export function eventId(n: number): string {
  return `bench-${String(n).padStart(5, '0')}`;
}

/** Starts a collector on an origin of its own. */
export async function startCollector(): Promise<Collector> {
  const arrived = new Set<string>();
  let duplicates = 0;
  let failing = 0;
  const server = await serveGateway((request, body) => {
    const ids = idsIn(request, body);
    if (ids.size > 0 && failing > 0) {
      failing--;
      return 500;
    }
    for (const id of ids) {
      if (arrived.has(id)) duplicates++;
      arrived.add(id);
    }
    return 200;
  });
  return {
    server,
    arrived,
    duplicates: () => duplicates,
    failNext(requests) {
      failing = requests;
    },
    clear() {
      arrived.clear();
      duplicates = 0;
      failing = 0;
    },
  };
}

/**
 * Ids in a request. Inlay sends CloudEvents, Snowplow JSON with the event in base64url (`ue_px`), Sensors
 * base64 in a form, in multipart or in a query: so look at the text and at whatever in it may be base64.
 */
function idsIn(request: IncomingMessage, body: Buffer): Set<string> {
  const text = decodeForm(`${request.url ?? ''}\n${body.toString('utf8')}`);
  const decoded = (text.match(/[A-Za-z0-9+/_-]{40,}/g) ?? []).map((token) =>
    Buffer.from(token, 'base64').toString('latin1'),
  );
  return new Set([text, ...decoded].flatMap((each) => each.match(/bench-\d{5}/g) ?? []));
}

// Sensors encodes twice in places; a stray percent sign must not lose a request.
function decodeForm(text: string): string {
  return text.replace(/%25/g, '%').replace(/%(2[BbFf]|3[Dd])/g, (code) => decodeURIComponent(code));
}
