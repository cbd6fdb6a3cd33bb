import { createHmac, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import type { Partner } from '../bank/partners.ts';
import { listen } from '../bank/server.ts';
import { originOf, type PartnerId, places } from '../ports.ts';
import { loadPartnerKey } from './backend-key.ts';
import { fill, integrityNames, type Page, readPage, strictPolicy } from './backend-pages.ts';
import { type BankAddress, createTicketDesk, TicketRefused } from './backend-ticket.ts';

/** How to start a partner's server. */
export interface PartnerOptions {
  id: PartnerId;
  /** The running bank, which learns the partner's origin and public key. */
  bank: BankAddress & { register(partner: Partner): Promise<void> };
  /** 0 for any free port; a taken port is replaced by a free one. */
  port?: number;
  /** Folder of the private keys, or `memory`; `demo/.data/partners` by default. */
  keys?: string;
  /** Folder of the SDK's built files, for `{{integrity:…}}`. */
  dist?: string;
}

/** A partner's server that runs. */
export interface RunningPartner {
  id: PartnerId;
  /** As browsers see it, such as `http://hotel.localhost:8788`. */
  origin: string;
  /** For calls from this machine. */
  internal: string;
  port: number;
  moved: boolean;
  /** A ticket as its backend would get it; the origin is the partner's own unless another is given. */
  ticket(user: string, origin?: string): Promise<string>;
  /** Serves a page made by a test; the policy is the strict one unless given, `''` means none. `{{bank}}` and the like are filled in. */
  page(path: string, html: string, csp?: string): void;
  stop(): Promise<void>;
}

const names: Record<PartnerId, Partner['name']> = {
  lvtu: { 'zh-CN': '旅途', 'zh-HK': '旅途', en: 'Lvtu Travel' },
  weishi: { 'zh-CN': '味食', 'zh-HK': '味食', en: 'Weishi Food' },
};

/** The partner's sample users; the first is signed in from the start. */
export const sampleUsers: Record<PartnerId, readonly string[]> = {
  lvtu: ['lvtu-u-1001', 'lvtu-u-1002'],
  weishi: ['weishi-u-2001', 'weishi-u-2002'],
};

const here = fileURLToPath(new URL('.', import.meta.url));

/** Starts a partner's server: its pages, its signed-in user, its ticket desk. */
export async function startPartner(options: PartnerOptions): Promise<RunningPartner> {
  const { id, bank } = options;
  const key = await loadPartnerKey(id, options.keys ?? `${here}../.data/partners`);
  const desk = createTicketDesk(id, key, bank);
  const made = new Map<string, Page>();
  const cookieKey = randomBytes(32);
  let filled: Record<string, string> = {};

  const listening = await listen((req, res) => {
    void answer(req, res).catch((error: unknown) => {
      console.error(`[${id}]`, error instanceof Error ? error.message : error);
      if (!res.headersSent) res.writeHead(502, { 'content-type': 'text/plain' });
      res.end();
    });
  }, options.port ?? places[id].port);
  const origin = originOf(places[id].host, listening.port);
  const dist = options.dist ?? `${here}../../dist`;
  filled = { bank: bank.origin, self: origin, partner: id, ...(await integrityNames(dist)) };
  await bank.register({
    id,
    name: names[id],
    origins: [origin],
    jwks: { keys: [key.publicJwk] },
    returnUrl: `${origin}/`,
    status: 'active',
  });

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const path = new URL(req.url ?? '/', origin).pathname;
    res.setHeader('X-Content-Type-Options', 'nosniff');
    if (path === '/bank-ticket' && req.method === 'GET') return giveTicket(req, res);
    if (path === '/user' && req.method === 'POST') return changeUser(req, res);
    if (path === '/favicon.ico') return void res.writeHead(204).end();
    const page = made.get(path) ?? (await readPage(here + id, path, filled));
    if (!page) return void res.writeHead(404, { 'content-type': 'text/plain' }).end('Not found');
    if (page.csp) res.setHeader('Content-Security-Policy', page.csp);
    if (page.type.startsWith('text/html') && userOf(req) === undefined) signIn(res, sampleUsers[id][0] as string);
    res.writeHead(200, { 'content-type': page.type, 'cache-control': 'no-cache' }).end(page.body);
  }

  async function giveTicket(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const user = userOf(req);
    const site = req.headers['sec-fetch-site'];
    const head = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' };
    // A ticket is for this partner's own pages: another site could not read it, but need not cause one either.
    if (!user || (site !== undefined && site !== 'same-origin')) return void res.writeHead(401, head).end('signed out');
    const ticket = await desk(user, origin).catch((error: unknown) => {
      if (error instanceof TicketRefused) return undefined;
      throw error;
    });
    res.writeHead(ticket ? 200 : 502, head).end(ticket ?? 'refused');
  }

  /** `POST /user?to=1` signs the second sample user in, `POST /user?to=` signs out. */
  function changeUser(req: IncomingMessage, res: ServerResponse): void {
    const to = new URL(req.url ?? '/', origin).searchParams.get('to') ?? '';
    signIn(res, to === '' ? 'none' : (sampleUsers[id][Number(to)] ?? 'none'));
    res.writeHead(204).end();
  }

  const seal = (user: string) => createHmac('sha256', cookieKey).update(user).digest('base64url');

  function signIn(res: ServerResponse, user: string): void {
    res.setHeader('Set-Cookie', `partner_user=${user}.${seal(user)}; Path=/; HttpOnly; SameSite=Lax`);
  }

  /** The signed-in user; empty when signed out, undefined for a visitor who never was here. */
  function userOf(req: IncomingMessage): string | undefined {
    const [, user, mark] = /(?:^|;\s*)partner_user=([\w-]+)\.([\w-]+)/.exec(req.headers.cookie ?? '') ?? [];
    if (!user || mark !== seal(user)) return undefined;
    return user === 'none' ? '' : user;
  }

  return {
    id,
    origin,
    internal: `http://127.0.0.1:${listening.port}`,
    port: listening.port,
    moved: listening.moved,
    ticket: (user, forOrigin = origin) => desk(user, forOrigin),
    page(path, html, csp = strictPolicy) {
      const type = 'text/html; charset=utf-8';
      made.set(path, { body: fill(html, filled), type, csp: fill(csp, filled) || undefined });
    },
    stop: listening.stop,
  };
}
