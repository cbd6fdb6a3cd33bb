import { readFile } from 'node:fs/promises';
import { extname, normalize } from 'node:path';

/** A page or file the backend serves. */
export interface Page {
  body: string | Uint8Array<ArrayBuffer>;
  type: string;
  csp?: string | undefined;
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
};

/** What a page's `{{names}}` become: the bank's origin, the partner's own origin, and the like. */
export type Names = Record<string, string>;

/** The policy of a careful partner: only the bank's files run, and nothing is written into the page as text. */
export const strictPolicy = [
  "default-src 'none'",
  'script-src {{bank}}',
  "style-src 'self' {{bank}}",
  "connect-src 'self' {{bank}}",
  "img-src 'self' {{bank}}",
  "base-uri 'none'",
  "form-action 'self' {{bank}}",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

/** Puts the names in; an unknown one stays as it is, so that a typing error is seen. */
export function fill(text: string, names: Names): string {
  return text.replace(/\{\{([\w:.-]+)\}\}/g, (whole, name: string) => names[name] ?? whole);
}

/**
 * Reads a file of a partner's folder. A page's policy stands in the folder's `csp.json` (`{"/index.html": "…", "*": "…"}`);
 * without an entry it is the strict one, and an empty entry means none.
 */
export async function readPage(folder: string, path: string, names: Names): Promise<Page | undefined> {
  const name = normalize(path.endsWith('/') ? `${path}index.html` : path);
  const type = types[extname(name)];
  if (!type || name.includes('..') || name === '/csp.json' || /\/\.|\.private\./.test(name)) return undefined;
  const bytes = await readFile(folder + name).catch(() => undefined);
  if (!bytes) return undefined;
  if (!type.startsWith('text/html')) return { body: new Uint8Array(bytes), type };
  const policies = JSON.parse(await readFile(`${folder}/csp.json`, 'utf8').catch(() => '{}')) as Names;
  const policy = policies[name] ?? policies['*'] ?? strictPolicy;
  return { body: fill(bytes.toString(), names), type, csp: fill(policy, names) || undefined };
}

/** `{{integrity:inlay.js}}` and so on, from the build's list of files (`[{file, sha384}]` or `{file: {sha384}}`). */
export async function integrityNames(dist: string): Promise<Names> {
  const text = await readFile(`${dist}/integrity.json`, 'utf8').catch(() => '{}');
  const list = JSON.parse(text) as { files?: unknown } | Record<string, unknown>;
  const entries = Object.entries('files' in list && list.files ? (list.files as object) : list);
  const names: Names = {};
  for (const [key, value] of entries as [string, { file?: string; sha384?: string; integrity?: string }][]) {
    const hash = value?.integrity ?? value?.sha384;
    if (hash) names[`integrity:${value.file ?? key}`] = hash.startsWith('sha384-') ? hash : `sha384-${hash}`;
  }
  return names;
}
