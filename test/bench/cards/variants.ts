import { bundle } from '../bundle.ts';
import { firstPaintFiles, inlayFiles, inlayHead } from '../inlay-dist.ts';
import { productIds } from '../product.ts';
import { brotli, serveGateway, servePages } from '../server.ts';
import { readCardCss } from './card-css.ts';
import { installMarker } from './marker.ts';

/** One way to put the same card on a page, served and ready to be opened. */
export interface CardPage {
  id: string;
  /** Name in the tables. */
  label: string;
  /** Page with one card in its markup. */
  one: string;
  /** Page with an empty list and `window.cards`. */
  many: string;
  /** The same list with all cards in one pile at the top, so that every one is on screen and shows its product. */
  pile: string;
  /** Takes part in fewer rounds of long lists. */
  slow: boolean;
  /** Brotli bytes of scripts and style sheets that the page with one card needs. */
  bytes: number;
}

/** All variants on their servers. */
export interface CardBench {
  /** The hand-written element first: the base of every ratio. */
  pages: CardPage[];
  close(): Promise<void>;
}

interface Peer {
  id: string;
  label: string;
  entry: string;
  /** The card's place in a page. */
  card: string;
  define?: Record<string, unknown>;
  slow?: boolean;
}

const element = `<bench-card data-card product="${productIds[0]}"></bench-card>`;
const place = `<div data-card data-product="${productIds[0]}"></div>`;
const peers: readonly Peer[] = [
  {
    id: 'hand',
    label: '(a) hand-written element',
    entry: 'hand-written.ts',
    card: element,
    define: { SKIP_OFF_SCREEN: false },
  },
  {
    id: 'hand-cv',
    label: '(a2) the same, content-visibility',
    entry: 'hand-written.ts',
    card: element,
    define: { SKIP_OFF_SCREEN: true },
  },
  { id: 'lit', label: '(b) plain Lit', entry: 'lit.ts', card: element },
  { id: 'shoelace', label: '(c) Shoelace card + button', entry: 'shoelace.ts', card: place, slow: true },
  { id: 'vant', label: '(d) Vant', entry: 'vant.ts', card: place, slow: true },
];

/** Builds every variant's pages and serves them from one origin, with the bank's gateway on another. */
export async function openCardBench(): Promise<CardBench> {
  const gateway = await serveGateway(() => 202);
  const files = new Map<string, string | Buffer>([['/favicon.ico', '']]);
  const define = { GATEWAY: gateway.origin, PRODUCTS: productIds, ...(await readCardCss()) };

  for (const [path, text] of await inlayFiles()) files.set(path, text);
  files.set('/inlay-list.js', (await bundle('cards/pages/inlay-list.ts', define)).js);
  const head = await inlayHead(gateway.origin);
  const card = `<inlay-wealth-card data-card product="${productIds[0]}"></inlay-wealth-card>`;
  addPages(files, 'inlay', head, card, head + script('/inlay-list.js'));
  const needed = ['inlay.css', ...firstPaintFiles].map((name) => `/inlay/${name}`);
  const sizes = { inlay: needed.reduce((sum, path) => sum + brotli(files.get(path) ?? '').length, 0) } as Record<
    string,
    number
  >;

  for (const peer of peers) {
    const { js, css } = await bundle(`cards/pages/${peer.entry}`, { ...define, ...peer.define });
    files.set(`/${peer.id}.js`, js);
    if (css) files.set(`/${peer.id}.css`, css);
    const tags = `${css ? `<link rel="stylesheet" href="/${peer.id}.css">` : ''}${script(`/${peer.id}.js`)}`;
    addPages(files, peer.id, tags, peer.card, tags);
    sizes[peer.id] = brotli(js).length + (css ? brotli(css).length : 0);
  }

  const pages = await servePages(files);
  const page = (id: string, label: string, slow = false): CardPage => ({
    id,
    label,
    one: `${pages.origin}/${id}-one.html`,
    many: `${pages.origin}/${id}-many.html`,
    pile: `${pages.origin}/${id}-pile.html`,
    slow,
    bytes: sizes[id] ?? NaN,
  });
  return {
    pages: [...peers.map(({ id, label, slow }) => page(id, label, slow)), page('inlay', '(e) Inlay')],
    close: async () => {
      await Promise.all([gateway.close(), pages.close()]);
    },
  };
}

const script = (path: string) => `<script type="module" src="${path}"></script>`;

/** Three pages of a variant: one card in the markup, a list in the page's flow, a list in a pile. */
function addPages(files: Map<string, string | Buffer>, id: string, head: string, card: string, listHead: string): void {
  const after = '<p>酒店位于西湖边，步行三分钟可到。</p><p>早餐七点至十点。</p>';
  files.set(`/${id}-one.html`, html(head, card + after));
  files.set(`/${id}-many.html`, html(listHead, '<main></main>'));
  files.set(
    `/${id}-pile.html`,
    html(`${listHead}<style>main{display:grid}main>*{grid-area:1/1}</style>`, '<main></main>'),
  );
}

/** The partner's page: a heading, then the card with text after it that would shift if the card moved. */
function html(head: string, body: string): string {
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>bench</title><style>body{margin:0 12px;font:14px/1.45 sans-serif}</style>
<script>(${installMarker.toString()})()</script>
${head}</head>
<body><h1>湖畔酒店</h1>${body}</body></html>`;
}
