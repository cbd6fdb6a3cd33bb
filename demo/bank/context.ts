import type { HttpBindings } from '@hono/node-server';
import { OpenAPIHono } from '@hono/zod-openapi';
import type { Kysely } from 'kysely';
import type { BankClock } from './clock.ts';
import type { Tables } from './db/schema.ts';
import type { Faults } from './faults.ts';
import type { CodeSender } from './points/step-up.ts';
import type { FaultyTargets } from './points/target-faults.ts';
import { Problem } from './problem.ts';

/** What every part of the bank works with. */
export interface Bank {
  db: Kysely<Tables>;
  clock: BankClock;
  faults: Faults;
  /** The origin browsers see, such as `http://bank.localhost:8787`. */
  origin: string;
  /** The same server for calls from this machine, such as `http://127.0.0.1:8787`. */
  internal: string;
  /** True when the sandbox's own switches (clock, faults, events) are on. */
  sandbox: boolean;
  /** Folder of the SDK's built files, served under `/inlay/`. */
  dist: string;
  /** Key of the pairwise session ids. */
  pairwiseKey: Uint8Array;
  /** Where points can be spent. */
  targets: FaultyTargets;
  /** How one-time codes reach a customer. */
  codes: CodeSender;
  /** What the bank's own systems show: for attribution, conversions and reversals. */
  operationsKey: string;
}

/** The router's surroundings: Node's own request and answer. */
export interface Env {
  Bindings: HttpBindings;
}

/** The id the front gave a request. */
export function traceOf(request: object | undefined): string {
  return (request as { traceId?: string } | undefined)?.traceId ?? '';
}

/** A router whose validation failures are problems. */
export type App = OpenAPIHono<Env>;

/** Makes a router; a failed validation names each wrong member. */
export function createRouter(): App {
  return new OpenAPIHono<Env>({
    defaultHook: (result) => {
      if (result.success) return;
      const errors = result.error.issues.map((issue) => ({
        pointer: `/${issue.path.map(String).join('/')}`,
        detail: issue.message,
      }));
      throw new Problem('invalid_request', 'Some members are missing or malformed', errors);
    },
  });
}
