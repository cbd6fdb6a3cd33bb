import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';

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

/** Every chunk of the loader with its hash, by name: SHA-256, the shortest that `integrity` takes, because hashes do not compress. */
export function chunkHashes(): Record<string, string> {
  const hashes: Record<string, string> = {};
  for (const file of readdirSync('dist/chunks').sort()) {
    const hash = createHash('sha256').update(readFileSync(`dist/chunks/${file}`));
    hashes[file.replace(/\.js$/, '')] = `sha256-${hash.digest('base64')}`;
  }
  return hashes;
}

/** Writes `dist/integrity.json`: every file a page may load, so that a partner or a CDN can check them. */
export function writeIntegrity(): void {
  const files = readdirSync('dist').filter((file) => /^inlay\b.*\.(js|css)$/.test(file));
  const chunks = readdirSync('dist/chunks').map((file) => `chunks/${file}`);
  const entries = [...files, ...chunks].sort().map(entryOf);
  writeFileSync('dist/integrity.json', `${JSON.stringify(entries, undefined, 2)}\n`);
}
