import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a command said and how it ended. */
export interface Ran {
  code: number;
  output: string;
}

/** Takes what a program prints, as it comes. */
export type Show = (text: Buffer | string) => void;

/** Runs a program and keeps what it prints; with `show` it goes to the terminal as well, or to whom it is given. */
export function run(
  command: string,
  args: readonly string[],
  show: boolean | Show = false,
  env: NodeJS.ProcessEnv = {},
  cwd?: string,
): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const take = (data: Buffer): void => {
      output += data.toString();
      if (show === true) process.stdout.write(data);
      else if (show) show(data);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', (error) => resolve({ code: 127, output: `${output}${error.message}\n` }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** The file of an installed package's program, by the name of its `bin`. */
export function binOf(pkg: string, bin = pkg): string {
  // Not through `exports`: few packages export their package file.
  const folder = new URL(`../node_modules/${pkg}/`, import.meta.url).pathname;
  const { bin: bins } = JSON.parse(readFileSync(`${folder}package.json`, 'utf8')) as {
    bin: string | Record<string, string>;
  };
  return join(folder, typeof bins === 'string' ? bins : bins[bin]!);
}

/** Runs a Node program of an installed package. */
export function runBin(pkg: string, args: readonly string[], show: boolean | Show = false, bin = pkg): Promise<Ran> {
  return run(process.execPath, [binOf(pkg, bin), ...args], show);
}
