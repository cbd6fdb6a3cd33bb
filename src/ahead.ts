import type { Sent } from './bridge/fetch.ts';
import type { TagData } from './page.ts';

const plain = /^https?:\/\/[^/]+\/v1\/[\w/-]*[\w-]\?partner=[\w-]+(&locale=[\w-]+)?$/;

/** Reads that were sent ahead of the code that asks for them, by their address. */
export const sent = new Map<string, Sent>();

/**
 * Sends what a widget will ask first while its code is still on its way: one round trip less until it is painted.
 * `{name}` in the path is an attribute of the element; where a word is missing or odd nothing is sent.
 */
export function askAhead(path: string, element: Element, data: TagData): void {
  const url =
    data.gateway +
    path.replace(
      /{(\w+)}/g,
      (_, name: string) => element.getAttribute(name) || data[name] || (name === 'locale' ? 'zh-CN' : ''),
    );
  if (sent.has(url) || !plain.test(url)) return;
  try {
    const response = fetch(url, { __proto__: null, redirect: 'error', referrerPolicy: 'strict-origin' } as RequestInit);
    // Whoever takes it hears of a failure; nobody else shall.
    response.catch(() => {});
    sent.set(url, { at: performance.now(), response });
  } catch {
    // A page without fetch: the widget will say so.
  }
}
