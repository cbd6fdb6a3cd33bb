import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';

/** A private PostgreSQL on the loopback. */
export interface PostgresServer {
  /** Address of its first database, for `DATABASE_URL`. */
  url: string;
  stop(): Promise<void>;
}

const home = '/usr/lib/postgresql';

/**
 * Starts a PostgreSQL cluster of its own from Debian's package on a free loopback port; undefined when the package is not
 * installed. Root may not run PostgreSQL, so it runs as the package's user `postgres` then.
 */
export async function startPostgres(): Promise<PostgresServer | undefined> {
  const versions = existsSync(home) ? readdirSync(home).sort((a, b) => Number(b) - Number(a)) : [];
  const bin = versions.map((version) => `${home}/${version}/bin`).find((path) => existsSync(`${path}/initdb`));
  if (!bin) return undefined;
  const user = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};
  const folder = mkdtempSync(`${tmpdir()}/inlay-postgres-`);
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid);
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const data = `${folder}/data`;
    const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
    const init = ['-D', data, '-U', 'inlay', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'];
    execFileSync(`${bin}/initdb`, init, { ...user, env, cwd: '/', stdio: 'ignore' });
    const port = await freePort();
    const run = ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', folder, '-F'];
    const server = spawn(`${bin}/postgres`, run, { ...user, env, cwd: '/', stdio: 'ignore' });
    const url = `postgres://inlay@127.0.0.1:${port}/postgres`;
    // A test run that breaks off leaves no server behind.
    const kill = () => server.kill('SIGQUIT');
    process.once('exit', kill);
    await ready(bin, port, server);
    const stop = async () => {
      process.off('exit', kill);
      const gone = new Promise((resolve) => server.once('exit', resolve));
      // Fast shutdown: connections are ended, the data directory is left whole.
      server.kill('SIGINT');
      await gone;
      remove();
    };
    return { url, stop };
  } catch (error) {
    remove();
    throw error;
  }
}

function idOf(flag: '-u' | '-g'): number {
  return Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }).trim());
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

async function ready(bin: string, port: number, server: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (server.exitCode !== null) throw new Error(`PostgreSQL ended with code ${server.exitCode}`);
    try {
      execFileSync(`${bin}/pg_isready`, ['-h', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
      return;
    } catch {
      await wait(100);
    }
  }
  throw new Error('PostgreSQL did not become ready in 30 s');
}
