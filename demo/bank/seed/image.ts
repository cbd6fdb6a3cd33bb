import { createHash } from 'node:crypto';
import { glob, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '../db/open.ts';
import { seed } from './run.ts';

const bank = fileURLToPath(new URL('..', import.meta.url));
const root = fileURLToPath(new URL('../../..', import.meta.url));
const folder = `${root}.cache/bank`;

/**
 * A PGlite database with the bank's tables and a day's sample data, and no secret, as a tarball for banks in memory: loading it
 * takes a fraction of the time that making it does. Kept until a source of the bank or a version of a package changes.
 */
export async function seededImage(day: string): Promise<Blob> {
  const sources = await digestOfSources();
  const path = `${folder}/${sources}-${day}.tar`;
  const kept = await readFile(path).catch(() => undefined);
  if (kept) return new Blob([new Uint8Array(kept)]);
  const image = await make(day);
  await mkdir(folder, { recursive: true });
  for (const file of await readdir(folder))
    if (!file.startsWith(sources)) await rm(`${folder}/${file}`, { force: true });
  // Written aside and moved: another process may be reading or making it at the same moment.
  await writeFile(`${path}.${process.pid}`, new Uint8Array(await image.arrayBuffer()));
  await rename(`${path}.${process.pid}`, path);
  return image;
}

async function make(day: string): Promise<Blob> {
  const { db, dump, close } = await openDatabase({ folder: 'memory' });
  await seed(db, day);
  const image = await dump!();
  await close();
  return image;
}

async function digestOfSources(): Promise<string> {
  const files = [`${root}package-lock.json`];
  for await (const file of glob('**/*.{ts,json}', { cwd: bank })) files.push(bank + file);
  const digest = createHash('sha256');
  for (const file of files.sort()) digest.update(await readFile(file));
  return digest.digest('hex').slice(0, 16);
}
