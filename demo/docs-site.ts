import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { binOf, run } from '../scripts/run.ts';
import { newest } from './newest.ts';

/** What the documentation's site needs to know. */
export interface DocsOptions {
  /** The bank's gateway, for the live examples. */
  gateway: string;
  /** The partner whose record names the origin this site stands on. */
  partner: string;
  /** Hands out a ticket of that partner's for a sample user; the examples are anonymous without it. */
  ticket?: () => Promise<string>;
  /** Folder of the built site; `docs/.vitepress/dist` by default, built when a source is newer. */
  folder?: string;
}

/** The documentation as part of any server. */
export interface DocsSite {
  /** Builds the site when a source is newer than what was built; requests wait for it. */
  build(): Promise<void>;
  /** Answers what lies under `/docs`; false when the request is not for it. */
  answer(req: IncomingMessage, res: ServerResponse): Promise<boolean>;
}

const root = fileURLToPath(new URL('..', import.meta.url));
const built = `${root}docs/.vitepress/dist`;

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/** Makes the site; nothing is built before the first request or `build()`. */
export function createDocsSite(options: DocsOptions): DocsSite {
  const folder = options.folder ?? built;
  let ready: Promise<void> | undefined;
  const build = () =>
    (ready ??= (options.folder ? Promise.resolve() : buildDocsIfStale()).catch((error: unknown) => {
      // The next request tries again.
      ready = undefined;
      throw error;
    }));

  /** Scripts of the page's own by their hashes, our files, the bank: nobody else. Highlighted code has style attributes. */
  const policy = (html: string) => {
    const hashes = [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([^]*?)<\/script>/g)].map(
      ([, text]) => `'sha256-${createHash('sha256').update(text!).digest('base64')}'`,
    );
    return [
      "default-src 'none'",
      `script-src 'self' ${options.gateway} ${hashes.join(' ')}`,
      `style-src 'self' 'unsafe-inline' ${options.gateway}`,
      `connect-src 'self' ${options.gateway}`,
      `img-src 'self' data: ${options.gateway}`,
      "font-src 'self'",
      `frame-src ${options.gateway}`,
      "base-uri 'none'",
      "frame-ancestors 'self'",
    ].join('; ');
  };

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<boolean> {
    const { pathname } = new URL(req.url ?? '/', 'http://site');
    if (pathname === '/docs') return (res.writeHead(308, { location: '/docs/' }).end(), true);
    if (!pathname.startsWith('/docs/')) return false;
    const path = pathname.slice('/docs'.length);
    if (path === '/demo.json') return send(res, 200, '.json', JSON.stringify(demo(options)));
    if (path === '/ticket') {
      const ticket = req.headers['sec-fetch-site'] === 'same-origin' ? await options.ticket?.() : undefined;
      return send(res, ticket ? 200 : 401, '.txt', ticket ?? 'signed out');
    }
    await build();
    const name = normalize(path.endsWith('/') ? `${path}index.html` : extname(path) in types ? path : `${path}.html`);
    const bytes = name.includes('..') ? undefined : await readFile(folder + name).catch(() => undefined);
    const page = bytes ?? (await readFile(`${folder}/404.html`).catch(() => Buffer.from('Not found')));
    const type = bytes ? extname(name) : '.html';
    if (type === '.html') res.setHeader('Content-Security-Policy', policy(page.toString()));
    return send(res, bytes ? 200 : 404, type, page, path.startsWith('/assets/'));
  }

  return { build, answer };
}

const demo = ({ gateway, partner }: DocsOptions) => ({ gateway, partner });

function send(res: ServerResponse, status: number, type: string, body: string | Buffer, hashed = false): true {
  res.writeHead(status, {
    'content-type': types[type] ?? 'text/plain; charset=utf-8',
    'cache-control': hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
    'x-content-type-options': 'nosniff',
  });
  res.end(body);
  return true;
}

/** Builds the site when a page, or code that its tables are made of, is newer than what was built. */
export async function buildDocsIfStale(): Promise<void> {
  const sources = ['docs', 'src', 'demo/bank', 'test', 'custom-elements.json'].map((path) => newest(root + path));
  if ((await newest(built)) > Math.max(...(await Promise.all(sources)))) return;
  const { code, output } = await run(process.execPath, [binOf('vitepress'), 'build', 'docs'], false, {}, root);
  if (code) throw new Error(`The documentation did not build:\n${output}`);
}
