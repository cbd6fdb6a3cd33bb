/** A page of the bank a sign-in may return to, what of its query goes along, and where a customer is who broke off. */
interface OwnPage {
  path: RegExp;
  query: readonly string[];
  brokenOff?: (path: string) => string;
}

const pages: readonly OwnPage[] = [
  { path: /^\/h5\/products\/[A-Za-z0-9]{1,32}$/, query: [] },
  // Without a session it asks for a sign-in at once: who broke off would go round in a circle.
  { path: /^\/h5\/buy\/[A-Za-z0-9]{1,32}$/, query: [], brokenOff: (path) => path.replace('/buy/', '/products/') },
  { path: /^\/h5\/claim$/, query: ['partner', 'campaign', 'digest', 'placement', 'key', 'state', 'locale'] },
  // The same here: back to the partner, with the state, so that his page asks what came of it.
  { path: /^\/h5\/redeem$/, query: ['quote', 'state', 'locale'], brokenOff: (path) => `${path}/back` },
];

/** Where a sign-in leads on the bank's own origin. */
export interface OwnPath {
  done: string;
  brokenOff: string;
}

/**
 * Reads the `next` of a sign-in: a path of one of the pages above, with the members of its query that belong to it. Anything
 * else, an address above all, counts as absent: no open redirect (R2, T9).
 */
export function ownPath(next: string | undefined): OwnPath | undefined {
  const [, path = '', search = ''] = /^(\/h5\/[\w/-]{1,80})(\?[\w.~=&%-]{0,4000})?$/.exec(next ?? '') ?? [];
  const page = pages.find((one) => one.path.test(path));
  if (!page) return undefined;
  const given = new URLSearchParams(search);
  const kept = page.query
    .filter((name) => /^[\w.~-]{1,2000}$/.test(given.get(name) ?? ''))
    .map((name) => `${name}=${given.get(name)}`);
  const done = path + (kept.length ? `?${kept.join('&')}` : '');
  return { done, brokenOff: done.replace(path, page.brokenOff?.(path) ?? path) };
}
