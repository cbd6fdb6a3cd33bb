import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import type { SessionState } from '../../src/core/ports.ts';
import type { Watched } from './browser.ts';

/** The n-th card of a page. */
export const cardOf = (page: Page, n = 0): Locator => page.locator('inlay-wealth-card').nth(n);

/** The card's one button. */
export const openButton = (page: Page, n = 0): Locator => cardOf(page, n).locator('.foot button');

/** Waits until the n-th card shows its product; later ones are scrolled to, because a card is drawn only near the viewport. */
export async function isReady(page: Page, n = 0): Promise<void> {
  if (n) await cardOf(page, n).evaluate((card) => card.scrollIntoView());
  await cardOf(page, n).locator('h3').waitFor({ state: 'attached', timeout: 15_000 });
}

/** How a card's place on the page looks to a customer. */
export interface Look {
  /** The card shows a product and its button. */
  card: boolean;
  /** The page's own link in the tag can be seen, or the card says in words why there is nothing. */
  wayOut: boolean;
  text: string;
}

/** Looks at the first card whatever its root is; closed roots are looked into through DevTools' own tree. */
export async function lookAt(watched: Watched): Promise<Look> {
  const { cdp, page } = watched;
  const [frame] = page.mainFrame().childFrames();
  if (frame) return frame.evaluate(lookFromInside);
  const { root } = await cdp.send('DOM.getDocument', { depth: -1, pierce: true });
  const host = find(root, (node) => node.localName === 'inlay-wealth-card');
  if (!host) return { card: false, wayOut: false, text: '' };
  const shadow = host.shadowRoots?.[0];
  const text = shadow ? textOf(shadow).replace(/\s+/g, ' ').trim() : '';
  const button = shadow && find(shadow, (node) => node.localName === 'button');
  const link = find(host, (node) => node.localName === 'a', false);
  const linkSeen = link ? await hasBox(watched, link.nodeId) : false;
  const card =
    !!shadow && !!find(shadow, (node) => node.localName === 'h3') && !!button && (await hasBox(watched, button.nodeId));
  return { card, wayOut: linkSeen || /无法显示|失败|不可用|重试/.test(text), text };
}

/** The same look for a page in a frame, which has a DevTools target of its own. */
function lookFromInside(): Look {
  const host = document.querySelector('inlay-wealth-card');
  const root = host?.shadowRoot;
  const text = root?.querySelector('article')?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
  const link = host?.querySelector('a')?.getBoundingClientRect();
  const wayOut = !!link && link.width > 0 && link.height > 0;
  return { card: !!root?.querySelector('h3'), wayOut: wayOut || /无法显示|失败|不可用|重试/.test(text), text };
}

interface DomNode {
  nodeId: number;
  nodeType: number;
  localName: string;
  nodeValue: string;
  children?: DomNode[];
  shadowRoots?: DomNode[];
}

function find(node: DomNode, fits: (node: DomNode) => boolean, pierce = true): DomNode | undefined {
  if (fits(node)) return node;
  for (const child of [...(pierce ? (node.shadowRoots ?? []) : []), ...(node.children ?? [])]) {
    const found = find(child, fits, pierce);
    if (found) return found;
  }
  return undefined;
}

function textOf(node: DomNode): string {
  if (node.nodeType === 3) return node.nodeValue;
  if (node.localName === 'style') return '';
  return (node.children ?? []).map(textOf).join(' ');
}

async function hasBox({ cdp }: Watched, nodeId: number): Promise<boolean> {
  const model = await cdp.send('DOM.getBoxModel', { nodeId }).catch(() => undefined);
  return !!model && model.model.width > 0 && model.model.height > 0;
}

/** Nothing went wrong on the page. */
export function clean({ problems }: Watched): void {
  assert.deepEqual(problems, { uncaught: [], console: [], violations: [], strangers: [] });
}

declare global {
  /** The session's public face; `openPage` puts this into every page. */
  function sessionOf(): SessionState;
}
