import { tongue } from './say.ts';

/** Where the playground is: everything it shows follows from its address. */
export interface Route {
  /** Without slashes: `gallery`, `wealth-card`, `ready`. */
  parts: readonly string[];
  query: URLSearchParams;
}

/** Reads an address. */
export function readRoute({ pathname, search }: Pick<URL, 'pathname' | 'search'> = location): Route {
  return { parts: pathname.split('/').filter(Boolean).map(decodeURIComponent), query: new URLSearchParams(search) };
}

/** The address of a place in the playground; the language goes along, and empty values are left out. */
export function hrefOf(path: string, query: Iterable<[string, string]> = []): string {
  const kept = new URLSearchParams([...query].filter(([name, value]) => value !== '' && name !== 'lang'));
  if (tongue === 'en') kept.set('lang', 'en');
  const text = String(kept);
  return path + (text && `?${text}`);
}

/** The same place with other values; an empty one is taken out. */
export function hrefWith(change: Record<string, string>, route: Route = readRoute()): string {
  const query = new URLSearchParams(route.query);
  for (const [name, value] of Object.entries(change)) query.set(name, value);
  return hrefOf(`/${route.parts.map(encodeURIComponent).join('/')}`, query);
}

/** Goes to an address without loading the page anew; `stay` keeps one entry in the history for a value that is being dragged. */
export function go(href: string, stay = false): void {
  if (stay) history.replaceState(null, '', href);
  else history.pushState(null, '', href);
  dispatchEvent(new PopStateEvent('popstate'));
}

/** Calls back on every change of address; plain links are followed without a load. */
export function followRoutes(changed: (route: Route) => void): () => void {
  const popped = () => changed(readRoute());
  const clicked = (event: MouseEvent) => {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
      return;
    const link = event.composedPath().find((one): one is HTMLAnchorElement => one instanceof HTMLAnchorElement);
    if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin) return;
    // Another language, or a page of the documentation, is another document.
    const there = new URL(link.href);
    if ((there.searchParams.get('lang') ?? '') !== (new URLSearchParams(location.search).get('lang') ?? '')) return;
    if (there.hash || there.pathname.startsWith('/docs')) return;
    event.preventDefault();
    if (there.href !== location.href) go(link.href);
  };
  addEventListener('popstate', popped);
  document.addEventListener('click', clicked);
  return () => {
    removeEventListener('popstate', popped);
    document.removeEventListener('click', clicked);
  };
}
