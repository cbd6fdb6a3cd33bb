import { execFileSync } from 'node:child_process';
import { cpus, loadavg, release, totalmem } from 'node:os';
import { chromiumPath } from '../support/chromium.ts';

/** Where and when a run took place: figures mean nothing without it. */
export function describeMachine(): string {
  const [cpu] = cpus();
  const chromium = execFileSync(chromiumPath(), ['--version'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
  return [
    new Date().toISOString().slice(0, 10),
    `${cpus().length} × ${cpu?.model.trim() ?? 'unknown processor'}`,
    `${(totalmem() / 2 ** 30).toFixed(0)} GiB`,
    `Linux ${release()}`,
    chromium,
    `Node ${process.versions.node}`,
    `load ${loadavg()[0]?.toFixed(1)} at the start`,
  ].join(', ');
}
