import type { Settings } from './inlay.ts';

// Written by hand because core has no URL type and a mini-program has none at all; narrower than WHATWG on purpose (T9):
// ASCII, no user name, no escapes, no fragment, nothing in the query that could be another address.
const shape =
  /^(https:\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::\d{1,5})?|http:\/\/(?:(?:[a-z0-9-]+\.)*localhost|127\.0\.0\.1)(?::\d{1,5})?)(?:\/[\w.~/-]*)?(?:\?[\w.~=&-]*)?$/;

/** The origin of a plain https address (http on localhost only); `undefined` for anything else. */
export function originOf(url: string): string | undefined {
  return shape.exec(url)?.[1];
}

/** The address itself when its origin is one of `origins` (R2), else an empty text. */
export function allowedUrl(url: string, origins: readonly (string | undefined)[]): string {
  const origin = originOf(url);
  return origin && origins.includes(origin) ? url : '';
}

/** Adds a query; values are escaped, empty ones left out. */
export function withQuery(url: string, query: Readonly<Record<string, string | number>>): string {
  const pairs = Object.keys(query)
    .filter((name) => query[name] !== '')
    .map((name) => `${name}=${encodeURIComponent(query[name]!)}`);
  return url + (url.includes('?') ? '&' : '?') + pairs.join('&');
}

/** How this page is, for an address of the bank's, whose page takes it over; what is usual goes without saying. */
export function lookOf({ mode, locale }: Settings): { mode: string; locale: string } {
  return { mode: mode.replace('standard', ''), locale: locale.replace('zh-CN', '') };
}
