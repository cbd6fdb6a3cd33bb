import { errorCodes, InlayError, toInlayError, type ErrorCode } from '../core/errors.ts';
import type { Http, HttpRequest } from '../core/ports.ts';
import type { BankClock } from './clock.ts';

/** What lets one authorised call through; made anew for every call. */
export interface Pass {
  /** Headers for the next try. */
  headers(): Promise<Record<string, string>>;
  /** Told of each refusal: true when another try has a chance. Must say no in the end. */
  refused(error: InlayError): Promise<boolean>;
}

/** What {@link createHttp} needs. */
export interface HttpParts {
  /** Origin of the gateway, without a slash at the end. */
  gateway: string;
  clock: BankClock;
  /** Sends cookies, which is right on the gateway's own origin only. */
  cookies: boolean;
  /** Gives the pass for an authorised call, or nothing when the session is anonymous. */
  authorize(method: string, path: string, user?: string): Promise<Pass | undefined>;
  /** Told the nonce that the bank wants in proofs, if it wants one. */
  onNonce(nonce: string): void;
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
  request<T>(request: BridgeRequest): Promise<T>;
}

// Taken at load, so that what the page does to its globals later cannot break a call. This keeps no secret.
const { fetch, AbortController, Promise } = globalThis;
const { stringify } = JSON;
const { isArray } = Array;
const random = Math.random;
const retries = 2;
// A longer Retry-After than this (seconds) is for the caller to decide on.
const longestPause = 8;

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

/** Makes the way to the gateway. */
export function createHttp({ gateway, clock, cookies, authorize, onNonce }: HttpParts): BridgeHttp {
  /** One try. `what` names the call in messages, without its query. */
  async function attempt(what: string, method: string, request: BridgeRequest, passes: object, signal: AbortSignal) {
    const { path, form, body, idempotencyKey, keepalive } = request;
    // Without body and headers this stays a simple request, which needs no preflight. A form brings its own type.
    const headers: Record<string, string> = { ...passes };
    if (idempotencyKey) headers['Idempotency-Key'] = idempotencyKey;
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    const sent = clock.steady();
    const response = await fetch(gateway + path, {
      // What a page adds to Object.prototype must not become an option of the call.
      __proto__: null,
      method,
      headers,
      body: form ? new URLSearchParams(form) : body === undefined ? undefined : writeJson(body),
      credentials: cookies ? 'same-origin' : 'omit',
      redirect: 'error',
      referrerPolicy: 'strict-origin',
      signal,
      keepalive,
    } as RequestInit);
    const { status, ok } = response;
    const header = (name: string) => response.headers.get(name) ?? '';
    // A cached answer carries the date at which it was stored.
    clock.learn(header('date'), sent, method !== 'GET' || /no-(cache|store)/.test(header('cache-control')));
    const nonce = header('dpop-nonce');
    if (nonce) onNonce(nonce);
    let data: Record<string, unknown> | undefined;
    let broken: unknown;
    try {
      // Not JSON.parse: some pages replace it by one that makes dates.
      if (status !== 204) data = await response.json();
    } catch (thrown) {
      broken = thrown;
    }
    if (ok && !broken) return data;
    const traceId = word(data?.traceId) ?? word(header('x-trace-id'));
    if (ok) {
      const code = (broken as Error).name === 'SyntaxError' ? 'bad_response' : 'network';
      throw new InlayError(code, `${what} was not answered in JSON`, { status, traceId, cause: broken });
    }
    const reason = word(data?.code) ?? word(data?.error);
    const pause = parseInt(header('retry-after'), 10);
    const retryAfter = pause >= 0 ? pause : undefined;
    const message = `${what} was answered ${status} ${reason ?? ''}`;
    throw new InlayError(codeFor(status, reason ?? ''), message, { status, reason, traceId, retryAfter });
  }

  /** One try that ends in time and fails with an InlayError. */
  async function send(method: string, request: BridgeRequest, passes: object) {
    const { path, timeout = 10_000 } = request;
    const what = `${method} ${path.split('?')[0]}`;
    const abort = new AbortController();
    let cancel = () => {};
    const late = new Promise<never>((_, reject) => {
      cancel = clock.after(timeout, () => {
        reject(new InlayError('timeout', `${what} took longer than ${timeout} ms`));
        abort.abort();
      });
    });
    try {
      return await Promise.race([attempt(what, method, request, passes, abort.signal), late]);
    } catch (cause) {
      throw cause instanceof InlayError ? cause : new InlayError('network', `${what} had no answer`, { cause });
    } finally {
      cancel();
    }
  }

  return {
    async request<T>(given: BridgeRequest) {
      const request: BridgeRequest = { __proto__: null, ...given } as BridgeRequest;
      const method = request.method ?? 'GET';
      // Anything else could turn the gateway's name into the beginning of another one.
      if (request.path[0] !== '/') throw new InlayError('internal', 'A path must start with a slash');
      const pass = request.pass ?? (request.auth ? await authorize(method, request.path, request.user) : undefined);
      const repeatable = method === 'GET' || request.idempotencyKey || request.pass;
      for (let failures = 0; ;) {
        try {
          return (await send(method, request, pass ? await pass.headers() : {})) as T;
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
