import { setTimeout as wait } from 'node:timers/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Problem, problemBody, problemCodes, type ProblemCode } from './problem.ts';

/** A fault to play to requests whose path begins with `prefix`; sandbox only. */
export interface Fault {
  prefix: string;
  method?: string | undefined;
  /** Only for pages of this origin; without it, for all. */
  origin?: string | undefined;
  /** Answers with this status as a problem (or an empty body when no problem has it). */
  status?: number | undefined;
  /** Answers with the problem of this code; its status goes with it. */
  code?: ProblemCode | undefined;
  /** Share of the requests it plays to, 0 to 1; all without it. */
  chance?: number | undefined;
  /** Seconds of `Retry-After`. */
  retryAfter?: number | undefined;
  delayMs?: number | undefined;
  /** How many requests it plays to; without it, all until the switch is cleared. */
  count?: number | undefined;
  /** Answers 200 with JSON that breaks off. */
  malformed?: boolean | undefined;
  /** Ends the connection without an answer: `before` the request was handled, or `after`. */
  drop?: 'before' | 'after' | undefined;
}

/** The fault switch. */
export interface Faults {
  list(): Fault[];
  set(faults: Fault[]): void;
  /** Plays the first fault that fits; true when the request is thereby finished. */
  play(req: IncomingMessage, res: ServerResponse, traceId: string): Promise<boolean>;
}

/** Makes a switch with no fault set. */
export function createFaults(): Faults {
  let faults: Fault[] = [];
  const take = (path: string, method: string, origin: string | undefined): Fault | undefined => {
    const fault = faults.find(
      (one) =>
        path.startsWith(one.prefix) &&
        (one.method ?? method) === method &&
        (one.origin ?? origin) === origin &&
        (one.chance === undefined || Math.random() < one.chance),
    );
    if (fault?.count !== undefined && --fault.count <= 0) faults = faults.filter((one) => one !== fault);
    return fault;
  };
  return {
    list: () => faults,
    set(next) {
      faults = next.map((fault) => ({ ...fault })).filter((fault) => fault.count === undefined || fault.count > 0);
    },
    async play(req, res, traceId) {
      const path = req.url ?? '/';
      if (!faults.length || path.startsWith('/sandbox/')) return false;
      const fault = take(path, req.method ?? 'GET', req.headers.origin);
      if (!fault) return false;
      if (fault.delayMs) await wait(fault.delayMs);
      if (fault.drop === 'before') {
        req.socket.destroy();
        return true;
      }
      if (fault.drop === 'after') {
        // The work is done and the answer lost: what a client must be able to repeat.
        res.end = () => {
          req.socket.destroy();
          return res;
        };
        return false;
      }
      if (fault.malformed) {
        res.writeHead(200, { 'content-type': 'application/json' }).end('{"id":"FN30D02A","kind":');
        return true;
      }
      if (!fault.status && !fault.code) return false;
      refuse(res, fault, path.split('?')[0] ?? path, traceId);
      return true;
    },
  };
}

function refuse(res: ServerResponse, fault: Fault, path: string, traceId: string): void {
  const codes = Object.keys(problemCodes) as ProblemCode[];
  const code = fault.code ?? codes.find((one) => problemCodes[one][0] === fault.status);
  const status = code ? problemCodes[code][0] : (fault.status ?? 500);
  if (fault.retryAfter !== undefined) res.setHeader('retry-after', String(fault.retryAfter));
  res.writeHead(status, { 'content-type': 'application/problem+json', 'cache-control': 'no-store' });
  res.end(code ? JSON.stringify(problemBody(new Problem(code, 'A fault of the sandbox'), path, traceId)) : '');
}
