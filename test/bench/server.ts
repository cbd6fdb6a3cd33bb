import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, constants } from 'node:zlib';
import { policyJson, productIds, productJson } from './product.ts';

/** One thing a server hands out, compressed once. */
interface Asset {
  type: string;
  bytes: Buffer;
}

/** A running local server. */
export interface Server {
  origin: string;
  close(): Promise<void>;
}

/** Takes what a tracker posts; returns the status to answer with. */
export type Collect = (request: IncomingMessage, body: Buffer) => number;

const types: Record<string, string> = {
  html: 'text/html',
  js: 'text/javascript',
  css: 'text/css',
  json: 'application/json',
};

/** Brotli at the highest quality, as a CDN would keep it. */
export function brotli(text: string | Buffer): Buffer {
  return brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
}

/** The partner's site and CDN: files by path, brotli, never cached. */
export async function servePages(files: ReadonlyMap<string, string | Buffer>): Promise<Server> {
  const assets = new Map([...files].map(([path, text]) => [path, asset(path.split('.').pop() ?? '', text)]));
  return listen((request, response) => {
    const found = assets.get(new URL(request.url ?? '/', 'http://x').pathname);
    send(request, response, found);
  });
}

/** The bank's gateway on an origin of its own: product and policy for every page, the collector, and more JSON by path. */
export async function serveGateway(collect: Collect, more: Readonly<Record<string, string>> = {}): Promise<Server> {
  const products = new Map(productIds.map((id, n) => [`/v1/products/${id}`, asset('json', productJson(n))]));
  const policy = asset('json', policyJson());
  const others = new Map(Object.entries(more).map(([path, json]) => [path, asset('json', json)]));
  return listen((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://x');
    if (request.method === 'OPTIONS') return void response.writeHead(204, cors(request)).end();
    if (pathname === '/v1/channel-policy') return send(request, response, policy);
    if (pathname.startsWith('/v1/products/')) return send(request, response, products.get(pathname));
    if (others.has(pathname)) return send(request, response, others.get(pathname));
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const status = collect(request, Buffer.concat(chunks));
      const type = { 'content-type': 'application/json' };
      response.writeHead(status, { ...cors(request), ...type }).end(status < 300 ? '{"rejected":[]}' : '{}');
    });
  });
}

async function listen(handle: (request: IncomingMessage, response: ServerResponse) => void): Promise<Server> {
  const server = createServer(handle);
  // Longer than any pause between two runs, so that no run pays for a socket the server closed.
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

function asset(ending: string, text: string | Buffer): Asset {
  return { type: `${types[ending] ?? 'application/octet-stream'}; charset=utf-8`, bytes: brotli(text) };
}

function send(request: IncomingMessage, response: ServerResponse, found: Asset | undefined): void {
  if (!found) return void response.writeHead(404, cors(request)).end();
  response.writeHead(200, {
    ...cors(request),
    'content-type': found.type,
    'content-encoding': 'br',
    'content-length': found.bytes.length,
    'cache-control': 'no-store',
  });
  response.end(request.method === 'HEAD' ? undefined : found.bytes);
}

function cors(request: IncomingMessage): Record<string, string> {
  return {
    'access-control-allow-origin': request.headers.origin ?? '*',
    'access-control-allow-credentials': 'true',
    'access-control-allow-headers': request.headers['access-control-request-headers'] ?? '*',
    'access-control-allow-methods': 'GET, POST',
    'access-control-expose-headers': 'Date, X-Trace-Id, Retry-After',
    'access-control-max-age': '600',
    vary: 'Origin',
    'x-trace-id': 'bench',
  };
}
