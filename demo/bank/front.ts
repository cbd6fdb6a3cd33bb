import { randomUUID } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { BankClock } from './clock.ts';
import type { Faults } from './faults.ts';

/** What the front needs of the bank. */
export interface FrontOptions {
  clock: BankClock;
  faults: Faults;
  /** Origins that get their own name back instead of `*`. */
  knows(origin: string): boolean;
  oidc: RequestListener;
  app(req: IncomingMessage, res: ServerResponse): unknown;
}

const crossOrigin = [
  '/v1/',
  '/oidc/token',
  '/oidc/jwks',
  '/oidc/.well-known/',
  '/openapi.json',
  '/sandbox/',
  '/inlay/',
];

/**
 * The first thing each request meets, whichever half of the bank answers it: trace id, the bank's `Date`, CORS, faults.
 *
 * CORS is no access control here: a refusal must be readable by the page that is refused, so any origin may read. No
 * cookie is honoured across origins; only a listed origin gets `Allow-Credentials`, because `sendBeacon` of a type other
 * than text/plain is silently dropped without it.
 */
export function createFront(options: FrontOptions): RequestListener {
  return (req, res) => {
    void handle(options, req, res).catch((error) => {
      console.error('[bank]', error);
      if (!res.headersSent) res.writeHead(500);
      res.end();
    });
  };
}

async function handle(options: FrontOptions, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const path = req.url ?? '/';
  const traceId = randomUUID().replaceAll('-', '');
  Object.assign(req, { traceId });
  nameMiniProgram(req);
  res.setHeader('Date', new Date(options.clock.now()).toUTCString());
  res.setHeader('X-Trace-Id', traceId);
  res.setHeader('X-Content-Type-Options', 'nosniff');
  if (crossOrigin.some((prefix) => path.startsWith(prefix))) {
    allowReading(options, req, res);
    if (req.method === 'OPTIONS') {
      res.writeHead(204).end();
      return;
    }
  }
  if (await options.faults.play(req, res, traceId)) return;
  if (path.startsWith('/oidc/')) {
    // The provider builds its own addresses from the path that was cut off.
    Object.assign(req, { originalUrl: path, baseUrl: '/oidc', url: path.slice('/oidc'.length) });
    options.oidc(req, res);
    return;
  }
  await options.app(req, res);
}

/**
 * A mini-program has no origin: WeChat names it in a referer that its code cannot set. It stands for one on a partner's
 * list, as `https://servicewechat.com/<appid>`, and is worth as little as an origin from a caller that is no browser.
 */
function nameMiniProgram({ headers }: IncomingMessage): void {
  const named = /^https:\/\/servicewechat\.com\/wx[0-9a-f]{16}(?=\/)/.exec(headers.referer ?? '');
  if (named && headers.origin === undefined) headers.origin = named[0];
}

function allowReading(options: FrontOptions, req: IncomingMessage, res: ServerResponse): void {
  const origin = req.headers.origin;
  const known = origin !== undefined && options.knows(origin);
  res.setHeader('Access-Control-Allow-Origin', known ? origin : '*');
  res.setHeader('Vary', 'Origin');
  if (known && req.url?.startsWith('/v1/events')) res.setHeader('Access-Control-Allow-Credentials', 'true');
  res.setHeader(
    'Access-Control-Expose-Headers',
    'Date, X-Trace-Id, Retry-After, WWW-Authenticate, Idempotency-Replayed',
  );
  res.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
  if (req.method !== 'OPTIONS') return;
  res.setHeader('Access-Control-Allow-Methods', 'GET, POST');
  res.setHeader('Access-Control-Allow-Headers', 'Authorization, DPoP, Content-Type, Idempotency-Key');
  res.setHeader('Access-Control-Max-Age', '600');
}
