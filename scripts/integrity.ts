import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { chunkHash, lateNames } from './late-hashes.ts';

/** One file a page may load. */
export interface Entry {
  /** Path below `dist`. */
  file: string;
  bytes: number;
  /** In the form the `integrity` attribute takes: `sha384-…`. */
  sha384: string;
}

/** Bytes and hash of one file below `dist`. */
export function entryOf(file: string): Entry {
  const content = readFileSync(`dist/${file}`);
  return { file, bytes: content.length, sha384: `sha384-${createHash('sha384').update(content).digest('base64')}` };
}

/** Every chunk that the loader itself asks for with its hash, by name. */
export function chunkHashes(): Record<string, string> {
  const names = readdirSync('dist/chunks').map((file) => file.replace(/\.js$/, ''));
  const first = names.filter((name) => !lateNames.includes(name)).sort();
  return Object.fromEntries(first.map((name) => [name, chunkHash(readFileSync(`dist/chunks/${name}.js`))]));
}

/** Writes `dist/integrity.json`: every file a page may load, so that a partner or a CDN can check them. */
export function writeIntegrity(): void {
  const files = readdirSync('dist').filter((file) => /^inlay\b.*\.(js|css)$/.test(file));
  const chunks = readdirSync('dist/chunks').map((file) => `chunks/${file}`);
  const entries = [...files, ...chunks].sort().map(entryOf);
  writeFileSync('dist/integrity.json', `${JSON.stringify(entries, undefined, 2)}\n`);
}
