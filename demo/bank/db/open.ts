import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect, PostgresDialect } from 'kysely';
import pg from 'pg';
import lockfile from 'proper-lockfile';
import { migrate } from './migrations.ts';
import type { Tables } from './schema.ts';

/** The bank's database with its engine's name. */
export interface Database {
  db: Kysely<Tables>;
  engine: 'pglite' | 'postgres';
  /** Names of the migrations this opening ran. */
  migrated: string[];
  /** The whole of it as a tarball; PGlite alone. */
  dump?(): Promise<Blob>;
  close(): Promise<void>;
}

/** Thrown when another process has the data folder open. */
export class DataLockedError extends Error {
  constructor(folder: string, pid: number | undefined) {
    super(`${folder} is in use by another sandbox bank${pid ? ` (process ${pid})` : ''}; stop it first`);
    this.name = 'DataLockedError';
  }
}

// The drivers disagree: pg reads int8 as text and a date as local midnight, PGlite as number and as UTC midnight.
const readInt8 = (text: string): number | bigint => {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : BigInt(text);
};
const readText = (text: string): string => text;
const oid = { int8: 20, date: 1082 };
const parsers: Record<number, (text: string) => unknown> = { [oid.int8]: readInt8, [oid.date]: readText };

/**
 * Opens PostgreSQL when given an address, else a PGlite folder, or `memory` for a database that ends with the process; `image` is
 * what such a one begins with. The folder is locked: two openers of one PGlite folder silently lose rows.
 */
export async function openDatabase(options: {
  url?: string | undefined;
  folder: string;
  image?: Blob | undefined;
}): Promise<Database> {
  const opened = options.url ? openPostgres(options.url) : await openPglite(options.folder, options.image);
  try {
    return { ...opened, migrated: await migrate(opened.db) };
  } catch (error) {
    await opened.close();
    throw error;
  }
}

function openPostgres(url: string): Omit<Database, 'migrated'> {
  const types = {
    getTypeParser: (id: number, format?: 'text' | 'binary') =>
      parsers[id] ?? pg.types.getTypeParser(id, format as 'text'),
  };
  const pool = new pg.Pool({ connectionString: url, max: 10, types: types as pg.CustomTypesConfig });
  // A broken idle connection is reported here; without a listener it would end the process.
  pool.on('error', () => undefined);
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return { db, engine: 'postgres', close: () => db.destroy() };
}

async function openPglite(folder: string, image?: Blob): Promise<Omit<Database, 'migrated'>> {
  const memory = folder === 'memory';
  const unlock = memory ? async () => undefined : await lockFolder(resolve(folder));
  try {
    const pglite = new PGlite({
      ...(memory ? (image ? { loadDataDir: image } : {}) : { dataDir: resolve(folder) }),
      parsers: parsers as Record<number, (text: string) => string>,
      // 128 MB of shared buffers by default; the sandbox needs an eighth of it.
      startParams: [...PGlite.defaultStartParams, '-c', 'shared_buffers=16MB'],
    });
    await pglite.waitReady;
    const db = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite }) });
    const close = async () => {
      await pglite.close();
      await unlock();
    };
    return { db, engine: 'pglite', dump: () => pglite.dumpDataDir('none'), close };
  } catch (error) {
    await unlock();
    throw error;
  }
}

async function lockFolder(folder: string): Promise<() => Promise<void>> {
  await mkdir(dirname(folder), { recursive: true });
  const lockfilePath = `${folder}.lock`;
  const owner = `${folder}.pid`;
  const take = () => lockfile.lock(folder, { lockfilePath, realpath: false, stale: 10_000, update: 3_000 });
  const pid = Number(await readFile(owner, 'utf8').catch(() => '')) || undefined;
  let release: () => Promise<void>;
  try {
    release = await take();
  } catch (error) {
    if ((error as { code?: string }).code !== 'ELOCKED') throw error;
    // A killed process leaves its lock for ten seconds; its number tells at once that it is gone.
    if (!pid || isAlive(pid)) throw new DataLockedError(folder, pid);
    await rm(lockfilePath, { recursive: true, force: true });
    release = await take();
  }
  await writeFile(owner, String(process.pid));
  return async () => {
    await rm(owner, { force: true });
    await release();
  };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM';
  }
}
