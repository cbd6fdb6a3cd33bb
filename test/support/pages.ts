import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One answer of a test site. */
export interface Answer {
  body: string | Buffer;
  type?: string;
  status?: number;
  headers?: Record<string, string>;
}

/** How a site answers a request. */
type Answering = (headers: IncomingHttpHeaders, body: string, query: URLSearchParams) => Promise<Answer> | Answer;

/** A site of its own origin whose pages a test writes. */
export interface Site {
  /** Such as `http://hotel.localhost:41234`; each name is another site to a browser. */
  origin: string;
  /** Puts a page (or anything else) at a path and gives its address. */
  put(path: string, answer: Answer | string): string;
  /** Answers a path by function; the request's headers, body and query come along. */
  on(path: string, answer: Answering): void;
  /** Paths asked for, with the method, since the site began. */
  asked: string[];
  close(): Promise<void>;
}

/** Starts a site on a free port of the loopback. */
export async function startSite(name: string): Promise<Site> {
  const answers = new Map<string, Answering>();
  const asked: string[] = [];
  const server = createServer((req, res) => {
    const { pathname: path, searchParams } = new URL(req.url ?? '/', 'http://site');
    asked.push(`${req.method} ${path}`);
    const nothing: Answer = { body: '', status: path === '/favicon.ico' ? 204 : 404 };
    const find = answers.get(path) ?? (() => nothing);
    let body = '';
    req.on('data', (piece: Buffer) => (body += piece.toString()));
    req.on('end', () => {
      void Promise.resolve(find(req.headers, body, searchParams)).then(
        (answer) =>
          res
            .writeHead(answer.status ?? 200, {
              'content-type': answer.type ?? 'text/html; charset=utf-8',
              ...answer.headers,
            })
            .end(answer.body),
        (error: unknown) => res.writeHead(500).end(String(error)),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://${name}.localhost:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    asked,
    put(path, answer) {
      answers.set(path, () => (typeof answer === 'string' ? { body: answer } : answer));
      return origin + path;
    },
    on: (path, answer) => void answers.set(path, answer),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** The parts of a partner's page; every part is optional. */
export interface PageParts {
  /** Script text that runs in the head before ours. */
  before?: string;
  /** Markup in the head, after `before`. */
  head?: string;
  /** Our script tags; `module()` or `classic()` make them. */
  scripts?: string;
  /** Markup in the body, ahead of the card. */
  body?: string;
  /** The card or cards. */
  cards?: string;
  /** Markup after the cards. */
  tail?: string;
  /** A nonce for the page's own inline scripts. */
  nonce?: string;
  /** Leaves the doctype out. */
  quirks?: boolean;
}

/** The card as the snippet has it, with its light-DOM way out. */
export function card(bank: string, attributes = 'product="FN30D02A" placement="test"'): string {
  return `<inlay-wealth-card ${attributes}><a href="${bank}/h5/products/FN30D02A">在青禾银行查看理财产品</a></inlay-wealth-card>`;
}

/** A partner's page, written out. */
export function partnerPage(parts: PageParts): string {
  const nonce = parts.nonce ? ` nonce="${parts.nonce}"` : '';
  return `${parts.quirks ? '' : '<!doctype html>\n'}<html lang="zh-CN"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>伙伴页面</title>
${parts.before ? `<script${nonce}>${parts.before}</script>` : ''}${parts.head ?? ''}
${parts.scripts ?? ''}</head><body>${parts.body ?? ''}<main>
${parts.cards ?? ''}</main>${parts.tail ?? ''}</body></html>`;
}

/** Attributes of our script tag beside `src`. */
export interface ScriptTag {
  bank: string;
  file?: 'inlay.js' | 'inlay.iife.js';
  partner?: string;
  /** Where the page's own site hands out tickets; none: the session stays anonymous. */
  ticket?: string;
  consent?: string;
  debug?: boolean;
  integrity?: string;
  more?: string;
}

/** Our script tag: the loader as a module, or the one-file build as a classic script. */
export function scriptTag(tag: ScriptTag): string {
  const file = tag.file ?? 'inlay.js';
  const attributes = [
    file === 'inlay.js' ? 'type="module"' : '',
    `src="${tag.bank}/inlay/${file}"`,
    'crossorigin',
    tag.integrity ? `integrity="${tag.integrity}"` : '',
    `data-partner="${tag.partner ?? 'lvtu'}"`,
    `data-gateway="${tag.bank}"`,
    tag.ticket ? `data-ticket="${tag.ticket}"` : '',
    tag.consent === undefined ? '' : `data-consent="${tag.consent}"`,
    tag.debug ? 'data-debug' : '',
    tag.more ?? '',
  ];
  return `<script ${attributes.filter(Boolean).join(' ')}></script>`;
}
