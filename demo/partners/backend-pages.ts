import { readdir, readFile } from 'node:fs/promises';
import { basename, extname, normalize } from 'node:path';

/** A page or file the backend serves. */
export interface Page {
  /** A page's text before its names are filled in; absent for other files. */
  html?: string;
  bytes?: Uint8Array;
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
  "img-src 'self' {{bank}} data:",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

/** Puts the names in, those of a part's own text as well; an unknown one stays as it is, so that a typing error is seen. */
export function fill(text: string, names: Names): string {
  const whole = text.replace(/<!-- (part:[\w-]+) -->/g, (mark, name: string) => names[name] ?? mark);
  return whole.replace(/\{\{([\w:.-]+)\}\}/g, (whole, name: string) => names[name] ?? whole);
}

/**
 * Reads a file from the first of a partner's folders that has it. A page's policy stands in the first folder's `csp.json`
 * (`{"/index.html": "…", "*": "…"}`); without an entry it is the strict one, and an empty entry means none.
 */
export async function readPage(folders: readonly string[], path: string): Promise<Page | undefined> {
  const name = normalize(path.endsWith('/') ? `${path}index.html` : path);
  const type = types[extname(name)];
  if (!type || name.includes('..') || name === '/csp.json' || /\/\.|private/.test(name)) return undefined;
  for (const folder of folders) {
    const bytes = await readFile(folder + name).catch(() => undefined);
    if (!bytes) continue;
    if (!type.startsWith('text/html')) return { bytes, type };
    const policies = JSON.parse(await readFile(`${folders[0]}/csp.json`, 'utf8').catch(() => '{}')) as Names;
    return { html: bytes.toString(), type, csp: policies[name] ?? policies['*'] ?? strictPolicy };
  }
  return undefined;
}

/** `<!-- part:inlay -->` and so on: what the pages of all partners have in common. */
export async function partNames(folder: string): Promise<Names> {
  const names: Names = {};
  for (const file of await readdir(folder)) {
    names[`part:${basename(file, '.html')}`] = await readFile(`${folder}/${file}`, 'utf8');
  }
  return names;
}

/** `{{integrity:inlay.js}}` and so on, from the build's list of files. */
export async function integrityNames(dist: string): Promise<Names> {
  const text = await readFile(`${dist}/integrity.json`, 'utf8').catch(() => '[]');
  const list = JSON.parse(text) as { file: string; sha384: string }[];
  return Object.fromEntries(list.map(({ file, sha384 }) => [`integrity:${file}`, sha384]));
}
