import type { Table } from './table.ts';

/** What the command line asked for. */
export interface Options {
  /** Interleaved rounds of every timed figure. */
  rounds: number;
  /** Rounds that a library with seconds per run takes part in; the first ones, so that ratios still compare within a round. */
  slowRounds: number;
  /** Kills of each kind per tracker. */
  kills: number;
}

/** One budget of section 9 of the architecture, held against what was measured. */
export interface Check {
  what: string;
  limit: string;
  measured: string;
  ok: boolean;
}

/** One part of the report. */
export interface Section {
  tables: Table[];
  checks: Check[];
}

/** A check of a figure against its upper limit. */
export function atMost(what: string, measured: number, limit: number, print: (value: number) => string): Check {
  return { what, limit: `≤ ${print(limit)}`, measured: print(measured), ok: measured <= limit };
}

/** Says on stderr what is running, so that stdout holds the report alone. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Kilobytes of 1,000 bytes. */
export const kB = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;
/** Milliseconds. */
export const ms = (milliseconds: number) => `${milliseconds.toFixed(milliseconds < 10 ? 1 : 0)} ms`;
/** A ratio. */
export const times = (ratio: number) => `${ratio.toFixed(2)}×`;
