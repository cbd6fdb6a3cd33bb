import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** What a command said and how it ended. */
export interface Ran {
  code: number;
  output: string;
}

/** Runs a program and keeps what it prints; with `show` it goes to the terminal as well. */
export function run(command: string, args: readonly string[], show = false, env: NodeJS.ProcessEnv = {}): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const take = (data: Buffer): void => {
      output += data.toString();
      if (show) process.stdout.write(data);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', (error) => resolve({ code: 127, output: `${output}${error.message}\n` }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** Runs a Node program of an installed package, by the name of its `bin`. */
export function runBin(pkg: string, args: readonly string[], show = false, bin = pkg): Promise<Ran> {
  const manifest = require.resolve(`${pkg}/package.json`);
  const { bin: bins } = require(manifest) as { bin: string | Record<string, string> };
  const file = typeof bins === 'string' ? bins : bins[bin]!;
  return run(process.execPath, [join(dirname(manifest), file), ...args], show);
}
