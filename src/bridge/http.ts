import { errorCodes, type ErrorCode } from '../core/error-codes.ts';
import { InlayError, toInlayError } from '../core/errors.ts';
import { withQuery } from '../core/link.ts';
import type { Http, HttpRequest } from '../core/ports.ts';
import type { BankClock } from './clock.ts';
import type { Answer, Send } from './send.ts';

/** What lets one authorised call through; made anew for every call. */
export interface Pass {
  /** Headers for the next try. */
  headers(): Promise<Record<string, string>>;
  /** Told of each refusal: true when another try has a chance. Must say no in the end. */
  refused(error: InlayError): Promise<boolean>;
}

/** What {@link createHttp} needs. */
export interface HttpParts {
  clock: BankClock;
  /** Gives the pass for an authorised call, or nothing when the session is anonymous. */
  authorize(method: string, path: string, user?: string): Promise<Pass | undefined>;
}

/** A call as the session makes it. */
export interface BridgeRequest extends HttpRequest {
  /** Sent as a form, in place of `body`. */
  form?: Record<string, string>;
  /** A pass of its own, in place of the session's; the call may then be repeated like a GET. */
  pass?: Pass;
  /** The call outlives the page. */
  keepalive?: boolean;
}

/** {@link Http} for the bridge itself. */
export interface BridgeHttp extends Http {
  /** `first` is a first try of this call that was made already. */
  request<T>(request: BridgeRequest, first?: Promise<Answer>): Promise<T>;
}

const { Promise } = globalThis;
const { stringify } = JSON;
const { isArray } = Array;
const random = Math.random;
const retries = 2;
// A longer wait than this (seconds) is for the caller to decide on.
const longestPause = 12;

/** Writes JSON from plain data, whatever `toJSON` a page has put on the built-in prototypes. */
export function writeJson(value: unknown): string {
  if (isArray(value)) return `[${value.map(writeJson).join()}]`;
  if (!value || typeof value !== 'object') return stringify(value) ?? 'null';
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return `{${fields.map(([name, field]) => `${stringify(name)}:${writeJson(field)}`).join()}}`;
}

function codeFor(status: number, reason: string): ErrorCode {
  // What the bank refuses by its own rules has the same name here.
  if ([403, 409, 422].includes(status) && errorCodes.includes(reason as ErrorCode)) return reason as ErrorCode;
  if (/^(ticket|assertion)_/.test(reason)) return 'ticket_rejected';
  if (status === 401 || /^(token|proof)_/.test(reason)) return 'token_rejected';
  if (status === 403) return 'origin_refused';
  if (status === 404) return 'not_found';
  if (status === 429) return 'rate_limited';
  return status >= 500 ? 'service_unavailable' : 'internal';
}

/** A short word the bank gave, or nothing; an answer is not trusted to be what it says. */
function word(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\w.-]{1,64}$/.test(value) ? value : undefined;
}

/** What an answer says; throws what it refuses. */
function understand({ what, status, ok, data, broken, header }: Answer): unknown {
  if (ok && !broken) return data;
  const traceId = word(data?.traceId) ?? word(header('x-trace-id'));
  if (ok) {
    const code = (broken as Error).name === 'SyntaxError' ? 'bad_response' : 'network';
    throw new InlayError(code, `${what} was not answered in JSON`, { status, traceId, cause: broken });
  }
  const reason = word(data?.code) ?? word(data?.error);
  // And up to half as long again: who was sent away together does not come back together (T24).
  const pause = parseInt(header('retry-after'), 10) * (1 + random() / 2);
  const retryAfter = pause >= 0 ? pause : undefined;
  const code = codeFor(status, reason ?? '');
  const more = code === 'ticket_rejected' ? '; see docs/session.md, "When it is refused"' : '';
  throw new InlayError(code, `${what} was answered ${status} ${reason ?? ''}${more}`, {
    status,
    reason,
    traceId,
    retryAfter,
  });
}

/** Makes the whole way to the gateway: with passes, bodies and retries. */
export function createHttp({ clock, authorize }: HttpParts, send: Send): BridgeHttp {
  /** One try. */
  async function attempt(method: string, request: BridgeRequest, passes: object): Promise<Answer> {
    const { path, form, body, idempotencyKey, keepalive, timeout } = request;
    const headers: Record<string, string> = { ...passes };
    if (idempotencyKey) headers['Idempotency-Key'] = idempotencyKey;
    if (form) headers['Content-Type'] = 'application/x-www-form-urlencoded';
    else if (body !== undefined) headers['Content-Type'] = 'application/json';
    // By hand: a mini-program has no URLSearchParams.
    const content = form ? withQuery('', form).slice(1) : body === undefined ? undefined : writeJson(body);
    return send(path, { method, headers, body: content, keepalive }, timeout);
  }

  return {
    async request<T>(given: BridgeRequest, first?: Promise<Answer>) {
      const request: BridgeRequest = { __proto__: null, ...given } as BridgeRequest;
      const method = request.method ?? 'GET';
      const pass = request.pass ?? (request.auth ? await authorize(method, request.path, request.user) : undefined);
      const repeatable = method === 'GET' || request.idempotencyKey || request.pass;
      for (let failures = 0; ;) {
        try {
          const answer = first ?? attempt(method, request, pass ? await pass.headers() : {});
          first = undefined;
          return understand(await answer) as T;
        } catch (thrown) {
          const error = toInlayError(thrown);
          if (error.status && pass && (await pass.refused(error))) continue;
          const { code, retryable, retryAfter = 0 } = error;
          const hopeless = code === 'timeout' || !retryable || retryAfter > longestPause;
          if (!repeatable || hopeless || failures >= retries) throw error;
          failures += 1;
          // Full jitter: clients that failed together do not come back together.
          const wait = retryAfter * 1000 + random() * 400 * 2 ** failures;
          await new Promise<void>((resolve) => clock.after(wait, resolve));
        }
      }
    },
  };
}
