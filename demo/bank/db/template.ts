import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';

const folder = fileURLToPath(new URL('../../../.cache', import.meta.url));

/**
 * An empty cluster as a tarball, for databases in memory: making one anew takes seconds (initdb in WASM), loading it does not.
 * Kept in `.cache` by PGlite's version; it holds no schema and no data.
 */
export async function emptyCluster(): Promise<Blob> {
  const entry = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  const about = JSON.parse(await readFile(`${dirname(entry)}/../package.json`, 'utf8')) as { version: string };
  const path = `${folder}/pglite-${about.version}.tar.gz`;
  const kept = await readFile(path).catch(() => undefined);
  if (kept) return new Blob([new Uint8Array(kept)]);
  const pglite = await PGlite.create();
  const dump = await pglite.dumpDataDir('gzip');
  await pglite.close();
  await mkdir(folder, { recursive: true });
  // Written aside and moved: another process may be reading or making it at the same moment.
  await writeFile(`${path}.${process.pid}`, new Uint8Array(await dump.arrayBuffer()));
  await rename(`${path}.${process.pid}`, path);
  return dump;
}
