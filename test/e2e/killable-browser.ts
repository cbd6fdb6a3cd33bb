import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext } from 'playwright-core';
import { chromiumPath, flags } from '../support/chromium.ts';

/** A Chromium on a profile of its own that a test may kill and start again. */
export interface KillableBrowser {
  context: BrowserContext;
  /** SIGKILL to the browser process, as a system out of memory does it; nothing is flushed. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

/** Makes an empty profile; `remove` when no browser uses it any more. */
export async function makeProfile(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'inlay-profile-'));
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }) };
}

/** Starts Chromium on a profile. Not through playwright's launcher, whose process we could not kill without its help. */
export async function startKillable(profile: string): Promise<KillableBrowser> {
  const note = join(profile, 'DevToolsActivePort');
  await rm(note, { force: true });
  const child = spawn(
    chromiumPath(),
    [...flags, `--user-data-dir=${profile}`, '--remote-debugging-port=0', 'about:blank'],
    { stdio: 'ignore' },
  );
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  const browser = await connect(note, child);
  const [context] = browser.contexts();
  return {
    context: context!,
    async kill() {
      child.kill('SIGKILL');
      await ended;
      await browser.close().catch(() => undefined);
    },
    async close() {
      // The order matters: playwright only lets go of a browser it has connected to.
      const session = await browser.newBrowserCDPSession();
      await session.send('Browser.close').catch(() => undefined);
      await ended;
    },
  };
}

async function connect(note: string, child: ChildProcess): Promise<Browser> {
  for (let turn = 0; turn < 150; turn++) {
    if (child.exitCode !== null) throw new Error(`Chromium ended with ${child.exitCode}`);
    const port = existsSync(note) ? (await readFile(note, 'utf8')).split('\n')[0] : '';
    if (port) return chromium.connectOverCDP(`http://127.0.0.1:${port}`);
    await new Promise((done) => setTimeout(done, 100));
  }
  child.kill('SIGKILL');
  throw new Error('Chromium did not start within 15 s');
}
