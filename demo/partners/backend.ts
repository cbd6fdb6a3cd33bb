import type { IncomingMessage, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import type { Localised } from '../bank/db/schema.ts';
import type { Partner } from '../bank/partners.ts';
import { listen } from '../bank/server.ts';
import { sceneFile, sceneOf } from '../hosts/scene.ts';
import { originOf, type PartnerId, places } from '../ports.ts';
import { loadPartnerKey } from './backend-key.ts';
import { giveMiniTicket } from './backend-mini.ts';
import { fill, integrityNames, type Page, partNames, readPage, strictPolicy } from './backend-pages.ts';
import { type BankAddress, createTicketDesk, TicketRefused } from './backend-ticket.ts';
import { createVisitors } from './backend-visitors.ts';
import { partners } from './partners.ts';

/** How to start a partner's server. */
export interface PartnerOptions {
  id: PartnerId;
  /** The running bank, which learns the partner's origin and public key. */
  bank: BankAddress & { register(partner: Partner): Promise<void> };
  /** 0 for any free port; a taken port is replaced by a free one. */
  port?: number;
  /** Further origins in its record at the bank. */
  origins?: readonly string[];
  /** Folder of the private keys, or `memory`; `demo/.data/partners` by default. */
  keys?: string;
  /** Folder of the SDK's built files, for `{{integrity:…}}`. */
  dist?: string;
  /** Origin of the playground, once it runs: it alone may frame the pages and listen to them. */
  playground?: () => string;
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
  /** The origins of its contracts for pages of another kind, by their ids. */
  contracts: Readonly<Record<string, string>>;
  /** A ticket as its backend would get it; the origin is the partner's own unless another is given. `frame`: the SDK's word for one frame. */
  ticket(user: string, origin?: string, frame?: string): Promise<string>;
  /** Adds an origin to the partner's record at the bank, for a test's own site. */
  allow(origin: string): Promise<void>;
  /** Serves a page made by a test; the policy is the strict one unless given, `''` means none. `{{bank}}` and the like are filled in. */
  page(path: string, html: string, csp?: string): void;
  stop(): Promise<void>;
}

/** One of the sites that the server is: the partner's own, or one of another contract. */
interface Site {
  id: string;
  name: Localised;
  origin: string;
  desk: ReturnType<typeof createTicketDesk>;
}

const here = fileURLToPath(new URL('.', import.meta.url));

/** Starts a partner's server: its pages, its signed-in user, its ticket desk. */
export async function startPartner(options: PartnerOptions): Promise<RunningPartner> {
  const { id, bank } = options;
  const key = await loadPartnerKey(id, options.keys ?? `${here}../.data/partners`);
  const { name, contracts = [] } = partners[id];
  const desk = createTicketDesk(id, key, bank);
  const visitors = createVisitors(id);
  const made = new Map<string, Page>();
  const dist = options.dist ?? `${here}../../dist`;
  // A page's own files, what it shares with the other partners', what was bundled for it, and its mini-program as drawn.
  const folders = [here + id, `${here}common`, `${here}../.dist/${id}`, `${here}../.dist/mini`];
  const parts = await partNames(`${here}parts`);

  const listening = await listen((req, res) => {
    void answer(req, res).catch((error: unknown) => {
      console.error(`[${id}]`, error instanceof Error ? error.message : error);
      if (!res.headersSent) res.writeHead(502, { 'content-type': 'text/plain' });
      res.end();
    });
  }, options.port ?? places[id].port);
  const origin = originOf(places[id].host, listening.port);
  const fixed = { ...parts, bank: bank.origin };
  const origins = [origin, ...(options.origins ?? [])];
  const jwks = { keys: [key.publicJwk] };
  const record = () => bank.register({ id, name, origins, jwks, returnUrl: `${origin}/`, status: 'active' });
  const main: Site = { id, name, origin, desk };
  const sites = contracts.map(({ host, ...contract }): Site => {
    return { ...contract, origin: originOf(host, listening.port), desk: createTicketDesk(contract.id, key, bank) };
  });
  /** The site that a request is for; a test's own names are the main one's. */
  const siteOf = ({ headers }: IncomingMessage) =>
    sites.find((site) => site.origin === `http://${headers.host}`) ?? main;
  await record();
  for (const { desk: _desk, ...site } of sites)
    await bank.register({ ...site, origins: [site.origin], jwks, returnUrl: `${site.origin}/`, status: 'active' });

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const site = siteOf(req);
    const url = new URL(req.url ?? '/', site.origin);
    res.setHeader('X-Content-Type-Options', 'nosniff');
    if (url.pathname === '/bank-ticket' && req.method === 'GET') return giveTicket(url, req, res);
    if (url.pathname === '/mini-ticket' && req.method === 'POST')
      return giveMiniTicket({ partner: id, origin, allow, ticket: desk, userOf: visitors.userOf }, req, res);
    if (req.method === 'POST') return visitors.change(url, req, res);
    if (url.pathname === '/favicon.ico') return void res.writeHead(204).end();
    const left = visitors.returns(url, req);
    if (left) return void res.writeHead(303, { location: left }).end();
    const scene = sceneOf(url, options.playground?.());
    const names = { self: site.origin, partner: site.id, name: site.name['zh-CN'], keep: scene.keep };
    const filled = { ...fixed, ...names, ...visitors.namesOf(url, req), ...(await integrityNames(dist)) };
    const page: Page | undefined =
      made.get(url.pathname) ?? (await sceneFile(url)) ?? (await readPage([here + site.id, ...folders], url.pathname));
    if (!page) return void res.writeHead(404, { 'content-type': 'text/plain' }).end('Not found');
    if (page.csp) res.setHeader('Content-Security-Policy', scene.policy(fill(page.csp, filled)));
    if (page.html) {
      visitors.welcome(url, req, res);
      visitors.stays(url, req, res);
    }
    res.writeHead(200, { 'content-type': page.type, 'cache-control': 'no-cache' });
    res.end(page.html === undefined ? page.bytes : fill(scene.markup(page.html), filled));
  }

  async function allow(another: string): Promise<void> {
    if (origins.includes(another)) return;
    origins.push(another);
    await record();
  }

  async function giveTicket(url: URL, req: IncomingMessage, res: ServerResponse): Promise<void> {
    const user = visitors.userOf(req);
    const site = req.headers['sec-fetch-site'];
    const head = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' };
    // A ticket is for this partner's own pages: another site could not read it, but need not cause one either.
    if (!user || (site !== undefined && site !== 'same-origin')) return void res.writeHead(401, head).end('signed out');
    const frame = url.searchParams.get('frame') ?? undefined;
    const { desk: ask, origin: forOrigin } = siteOf(req);
    const ticket = await ask(user, forOrigin, frame).catch((error: unknown) => {
      if (error instanceof TicketRefused) return undefined;
      throw error;
    });
    res.writeHead(ticket ? 200 : 502, head).end(ticket ?? 'refused');
  }

  return {
    id,
    origin,
    internal: `http://127.0.0.1:${listening.port}`,
    port: listening.port,
    moved: listening.moved,
    contracts: Object.fromEntries(sites.map((site) => [site.id, site.origin])),
    ticket: (user, forOrigin = origin, frame) => desk(user, forOrigin, frame),
    allow,
    page(path, html, csp = strictPolicy) {
      made.set(path, { html, type: 'text/html; charset=utf-8', csp });
    },
    stop: listening.stop,
  };
}
