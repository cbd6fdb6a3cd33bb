import { spawn } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { DataLockedError } from './bank/db/open.ts';
import { type BankOptions, type RunningBank, startBank } from './bank/start.ts';
import { newest } from './newest.ts';
import { type RunningPartner, startPartner } from './partners/backend.ts';
import { type RunningPlayground, startPlayground } from './playground/server/start.ts';
import { ownPages, type PartnerId, partnerIds } from './ports.ts';

/** How to start the demo; everything has a default. */
export interface DemoOptions extends Omit<BankOptions, 'port' | 'partners'> {
  /** True: any free ports, for tests that run beside each other. */
  anyPorts?: boolean;
  /** Folder of the partners' private keys, or `memory`. */
  keys?: string;
}

/** The demo as it runs. */
export interface RunningDemo {
  /** The page to open first: the playground's. */
  url: string;
  bank: RunningBank;
  partners: Record<PartnerId, RunningPartner>;
  playground: RunningPlayground;
  stop(): Promise<void>;
}

const root = fileURLToPath(new URL('..', import.meta.url));

/** Starts the sandbox bank and the partners' servers; it builds nothing. */
export async function startDemo(options: DemoOptions = {}): Promise<RunningDemo> {
  const { anyPorts, keys, ...rest } = options;
  const port = anyPorts ? { port: 0 } : {};
  let playground: RunningPlayground | undefined;
  const watched = { playground: () => playground?.origin ?? '' };
  const bank = await startBank({ sandbox: true, ...watched, ...rest, ...port });
  const partners: Partial<Record<PartnerId, RunningPartner>> = {};
  const stop = async () => {
    await playground?.stop();
    await Promise.all(Object.values(partners).map((partner) => partner.stop()));
    await bank.stop();
  };
  try {
    for (const id of partnerIds) {
      partners[id] = await startPartner({
        id,
        bank,
        ...port,
        ...watched,
        ...(id === 'lvtu' && !anyPorts ? { origins: ownPages } : {}),
        ...(keys ? { keys } : {}),
        ...(rest.dist ? { dist: rest.dist } : {}),
      });
    }
    const all = partners as Record<PartnerId, RunningPartner>;
    playground = await startPlayground({ bank, partners: all, ...port, ...(rest.dist ? { dist: rest.dist } : {}) });
    return { url: `${playground.origin}/`, bank, partners: all, playground, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Builds the SDK and the partners' bundles when a source is newer than what was built, and the playground in any case. */
export async function buildIfStale(): Promise<boolean> {
  const built = await stat(`${root}dist/integrity.json`).then(
    (found) => found.mtimeMs,
    () => 0,
  );
  const sources = await Promise.all(
    ['src', 'scripts', 'vite.config.ts', 'package-lock.json'].map((path) => newest(root + path)),
  );
  const stale = built < Math.max(...sources);
  if (stale) {
    await run('scripts/build.ts');
    await run('demo/partners/build.ts');
  }
  // In milliseconds, so that the playground is always what its sources say.
  await run('demo/playground/build.ts');
  return stale;
}

function run(script: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${script} failed`))));
  });
}

async function main(): Promise<void> {
  let demo: RunningDemo | undefined;
  let ending = false;
  const end = () => {
    if (ending) return;
    ending = true;
    // Whatever hangs, an end is an end.
    setTimeout(() => process.exit(1), 5_000).unref();
    void Promise.resolve(demo?.stop()).finally(() => process.exit(0));
  };
  process.on('SIGINT', end).on('SIGTERM', end);
  if (await buildIfStale()) console.log('Built the SDK.');
  demo = await startDemo();
  for (const { name, server } of [
    { name: 'the bank', server: demo.bank },
    ...Object.values(demo.partners).map((server) => ({ name: server.id, server })),
    { name: 'the playground', server: demo.playground },
  ]) {
    if (server.moved) console.log(`The port of ${name} is taken; it listens on ${server.port} instead.`);
  }
  console.log(`Ready: ${demo.url}`);
  // Beside the first page; who asks for the documentation meanwhile waits for it.
  await demo.playground.docs.build().then(
    () => console.log(`Documentation: ${demo?.playground.origin}/docs/`),
    (error: unknown) => console.error(error),
  );
}

if (import.meta.main) {
  await main().catch((error: unknown) => {
    console.error(error instanceof DataLockedError ? error.message : error);
    process.exit(1);
  });
}
