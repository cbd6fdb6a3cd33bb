import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import type { RunningBank } from '../../bank/start.ts';
import { listen } from '../../bank/server.ts';
import { createDocsSite, type DocsSite } from '../../docs-site.ts';
import { integrityNames, readPage } from '../../partners/backend-pages.ts';
import type { RunningPartner } from '../../partners/backend.ts';
import { originOf, type PartnerId, places } from '../../ports.ts';
import { failures } from '../failures/list.ts';
import { findState } from '../gallery/states.ts';
import { createAttributionDesk } from './attribution.ts';
import { createBankStates } from './at-bank.ts';
import { claimBefore, forgetClaimsOf } from './before.ts';
import { addSamples } from './samples.ts';
import { stagePage, stagePolicy } from './stage-page.ts';

/** How to start the playground. */
export interface PlaygroundOptions {
  bank: RunningBank;
  partners: Record<PartnerId, RunningPartner>;
  /** 0 for any free port; a taken port is replaced by a free one. */
  port?: number;
  /** Folder of the SDK's built files. */
  dist?: string;
}

/** The playground as it runs. */
export interface RunningPlayground {
  /** As browsers see it, such as `http://playground.localhost:8790`. */
  origin: string;
  port: number;
  moved: boolean;
  /** The documentation, under `/docs` of the playground. */
  docs: DocsSite;
  /** Address of the page with one widget in one state; `query` as in {@link stagePage}. */
  stage(widget: string, state: string, query?: Record<string, string>): string;
  stop(): Promise<void>;
}

const here = fileURLToPath(new URL('..', import.meta.url));
const root = fileURLToPath(new URL('../../..', import.meta.url));
const text = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' };

/** Starts the playground's server: its own pages, and for each state of the gallery a partner's page of its own origin. */
export async function startPlayground(options: PlaygroundOptions): Promise<RunningPlayground> {
  const { bank, partners } = options;
  const dist = options.dist ?? `${root}dist`;
  await addSamples(bank.bank);
  const listening = await listen((req, res) => {
    void answer(req, res).catch((error: unknown) => {
      console.error('[playground]', error);
      if (!res.headersSent) res.writeHead(500, text);
      res.end();
    });
  }, options.port ?? places.playground.port);
  const { host } = places.playground;
  const origin = originOf(host, listening.port);
  const known = new Map<string, Promise<void>>();
  const docs = createDocsSite({
    gateway: bank.origin,
    partner: 'lvtu',
    ticket: () => partners.lvtu.ticket('lvtu-u-1001', origin),
  });
  // For the documentation's live examples, and for the bank's frame in a page that stands in ours.
  await partners.lvtu.allow(origin);
  const bankState = bank.invite && createBankStates(bank.bank, bank.invite);
  const inspectAttribution = createAttributionDesk(bank.bank);
  const today = bank.bank.clock.today();
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `connect-src 'self' ${bank.origin} ${Object.values(partners)
      .map((partner) => partner.origin)
      .join(' ')}`,
    `frame-src http://*.${host}:${listening.port} ${bank.origin} ${Object.values(partners)
      .map((partner) => partner.origin)
      .join(' ')}`,
    "img-src 'self' data:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const url = new URL(req.url ?? '/', `http://${req.headers.host}`);
    res.setHeader('X-Content-Type-Options', 'nosniff');
    res.setHeader('Referrer-Policy', 'no-referrer');
    if (req.method !== 'GET') return void res.writeHead(405, text).end();
    if (url.pathname === '/favicon.ico') return void res.writeHead(204).end();
    if (url.hostname === host && (await docs.answer(req, res))) return;
    const page = await readPage([here.slice(0, -1), `${root}demo/.dist/playground`], url.pathname);
    if (page?.bytes)
      return void res.writeHead(200, { 'content-type': page.type, 'cache-control': 'no-cache' }).end(page.bytes);
    if (url.hostname !== host) return stage(url, req, res);
    if (url.pathname === '/custom-elements.json') return manifest(res);
    if (url.pathname === '/where.json') return where(res);
    if (url.pathname === '/attribution.json') return attribution(url, res);
    res.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      'cache-control': 'no-cache',
    });
    res.end(await readFile(`${here}index.html`));
  }

  /** What the pages must know of this start. */
  async function where(res: ServerResponse): Promise<void> {
    const integrity = (await integrityNames(dist))['integrity:inlay.js'] ?? '';
    const origins: Record<string, string> = { today, bank: bank.origin, integrity };
    for (const { id, origin: site } of Object.values(partners)) origins[id] = site;
    res
      .writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' })
      .end(JSON.stringify(origins));
  }

  async function attribution(url: URL, res: ServerResponse): Promise<void> {
    const partner = partners[url.searchParams.get('partner') as PartnerId];
    if (!partner) return void res.writeHead(404, text).end('Not found');
    const found = await inspectAttribution(partner.id, url.searchParams.get('token') ?? '');
    res.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(JSON.stringify(found));
  }

  async function manifest(res: ServerResponse): Promise<void> {
    const bytes = await readFile(`${root}custom-elements.json`).catch(() => '{"modules":[]}');
    res.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-cache' }).end(bytes);
  }

  /**
   * `ready.wealth-card.playground.localhost`, with a failure `ready.wealth-card.offline.playground.localhost`: an origin of its own,
   * so that no state sees what another one has stored, nor meets its faults.
   */
  async function stage(url: URL, req: IncomingMessage, res: ServerResponse): Promise<void> {
    const [id = '', name = '', fail = ''] = url.hostname.slice(0, -host.length - 1).split('.');
    const found = findState(name, id);
    const failure = failures.find((one) => one.id === fail);
    if (!found || (fail && !failure)) return void res.writeHead(404, text).end('Not found');
    const { state, specimen } = found;
    const partner = partners[state.partner ?? 'lvtu'];
    const user = state.user ?? ['gallery', name, id, fail].filter(Boolean).join('-');
    if (url.pathname === '/bank-ticket') {
      const site = req.headers['sec-fetch-site'];
      if (!user || site !== 'same-origin') return void res.writeHead(401, text).end('signed out');
      return void res
        .writeHead(200, text)
        .end(await partner.ticket(user, url.origin, url.searchParams.get('frame') ?? undefined));
    }
    if (url.pathname !== '/') return void res.writeHead(404, text).end('Not found');
    if (state.atBank && bankState) {
      keepTime(state.clock);
      return void res
        .writeHead(303, { location: await bankState(id, state.atBank, url.searchParams), 'cache-control': 'no-store' })
        .end();
    }
    await prepare(url.origin, partner, user, state.before);
    keepTime(state.clock);
    play(url.origin, [...(failure?.faults ?? []), ...(state.faults ?? [])]);
    const integrity = (await integrityNames(dist))['integrity:inlay.js'];
    const csp = stagePolicy(bank.origin, origin);
    res.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': csp,
      'cache-control': 'no-store',
    });
    res.end(
      stagePage({
        bank: bank.origin,
        playground: origin,
        specimen,
        state,
        failure,
        integrity,
        query: url.searchParams,
      }),
    );
  }

  /** Tells the bank of a page's origin, and of what its user did before he came. */
  async function prepare(
    page: string,
    partner: RunningPartner,
    user: string,
    before: Parameters<typeof claimBefore>[3] | undefined,
  ): Promise<void> {
    let allowed = known.get(page);
    if (!allowed) known.set(page, (allowed = partner.allow(page)));
    await allowed;
    if (before) await claimBefore(bank.bank, partner.id, user, before);
    else await forgetClaimsOf(bank.bank, partner.id, user);
  }

  /** Holds the bank's time at a state's instant, and gives it back with the first page that needs none. */
  function keepTime(instant: string | undefined): void {
    const { clock } = bank.bank;
    if (instant) {
      left ??= clock.state();
      clock.set({ offsetMs: Date.parse(instant) - Date.now() });
    } else if (left) {
      clock.set({ offsetMs: left.offsetMs, ...(left.frozenAt === null ? {} : { frozenAt: left.frozenAt }) });
      left = undefined;
    }
  }
  let left: ReturnType<typeof bank.bank.clock.state> | undefined;

  /** Puts one page's faults in the place of those it had. */
  function play(page: string, faults: Parameters<typeof bank.bank.faults.set>[0]): void {
    const others = bank.bank.faults.list().filter((fault) => fault.origin !== page);
    bank.bank.faults.set([...others, ...faults.map((fault) => ({ ...fault, origin: page }))]);
  }

  return {
    origin,
    port: listening.port,
    moved: listening.moved,
    docs,
    stage: (widget, state, query = {}) =>
      `${originOf(`${state}.${widget}.${host}`, listening.port)}/?${new URLSearchParams(query)}`,
    stop: listening.stop,
  };
}
