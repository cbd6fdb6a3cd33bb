import { InlayError } from '../core/errors.ts';
import type { BankClock } from './clock.ts';
import type { Answer, Send } from './send.ts';

/** What {@link createFetch} needs. */
export interface FetchParts {
  /** Origin of the gateway, without a slash at the end. */
  gateway: string;
  clock: BankClock;
  /** Sends cookies, which is right on the gateway's own origin only. */
  cookies: boolean;
  /** Told the nonce that the bank wants in proofs, if it wants one. */
  onNonce(nonce: string): void;
  /** Reads by their address that the loader sent while this code was on its way; each is taken once. */
  ahead?: Map<string, Sent> | undefined;
}

/** A call that is under way. */
export interface Sent {
  /** Steady time of the device when it left. */
  at: number;
  response: Promise<Response>;
}

// Taken at load, so that what the page does to its globals later cannot break a call. This keeps no secret.
const { fetch, AbortController, Promise } = globalThis;

/** Makes calls to the gateway. */
export function createFetch({ gateway, clock, cookies, onNonce, ahead }: FetchParts): Send {
  async function call(what: string, path: string, init: RequestInit): Promise<Answer> {
    const url = gateway + path;
    const early = init.method === 'GET' && !init.headers ? ahead?.get(url) : undefined;
    if (early) ahead!.delete(url);
    const sent = early ? early.at : clock.steady();
    // Without body and headers this stays a simple request, which needs no preflight.
    const response = await (early
      ? early.response
      : fetch(url, {
          // What a page adds to Object.prototype must not become an option of the call.
          __proto__: null,
          credentials: cookies ? 'same-origin' : 'omit',
          redirect: 'error',
          referrerPolicy: 'strict-origin',
          ...init,
        } as RequestInit));
    const { status, ok } = response;
    const header = (name: string) => response.headers.get(name) ?? '';
    // A cached answer carries the date at which it was stored.
    clock.learn(header('date'), sent, init.method !== 'GET' || /no-(cache|store)/.test(header('cache-control')));
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
    return { what, status, ok, data, broken, header };
  }

  return async (path, init, timeout = 10_000) => {
    // Anything else could turn the gateway's name into the beginning of another one.
    if (path[0] !== '/') throw new InlayError('internal', 'A path must start with a slash');
    const what = `${init.method} ${path.split('?')[0]}`;
    const abort = new AbortController();
    let cancel = () => {};
    const late = new Promise<never>((_, reject) => {
      cancel = clock.after(timeout, () => {
        reject(new InlayError('timeout', `${what} took longer than ${timeout} ms`));
        abort.abort();
      });
    });
    try {
      return await Promise.race([call(what, path, { ...init, signal: abort.signal }), late]);
    } catch (cause) {
      throw cause instanceof InlayError ? cause : new InlayError('network', `${what} had no answer`, { cause });
    } finally {
      cancel();
    }
  };
}
