import { InlayError, toInlayError } from '../core/errors.ts';
import type { Clock, SessionLevel, Surface } from '../core/ports.ts';
import type { BridgeHttp, Pass } from './http.ts';

/**
 * Gets a one-use ticket from the partner's backend, or an empty text when nobody is signed in there; with `frame`, the nonce
 * of the bank's frame it shall be good for.
 */
export type GetTicket = (wanted?: { frame: string }) => Promise<string>;

/** Proves to the bank that a call comes from the page that holds the key (DPoP, RFC 9449). */
export interface Proof {
  /** Gets the key ready; rejects with an InlayError where nothing can sign. */
  prepare(): Promise<unknown>;
  /** Signs a proof for one call, and for one token if there is one already. */
  sign(method: string, url: string, token?: string): Promise<string>;
  /** Keeps the nonce that the bank asks to see in the next proof. */
  learn(nonce: string): void;
  /** Removes the key, so that the next proof comes from a new one. */
  forget(): Promise<void>;
}

/** What the bank grants. */
export interface Grant {
  /** Empty where the bank's cookie is the session. */
  token: string;
  level: SessionLevel;
  surface: Surface;
  user: string;
  /** Milliseconds; 0 when unknown. */
  life: number;
}

/** The calls by which a session comes, is used and goes. */
export interface Exchange {
  /** Swaps a ticket for a token that is bound to this page's key. */
  redeem(getTicket: GetTicket): Promise<Grant>;
  /** Ends the token at the bank, or the cookie's session where there is no token. */
  end(token: string): Promise<void>;
  /** Headers for one call, made anew for each try; a proof refused for its time or its number gets one more. */
  pass(method: string, path: string, token?: string): Pass;
}

const { Promise } = globalThis;
const patience = 10_000;
const unsteady = /^proof_(stale|replayed)$|^use_dpop_nonce$/;
const printable = /^[\x21-\x7e]{1,4096}$/;

/** What is no text counts as none. */
export const text = (value: unknown) => (typeof value === 'string' ? value : '');

/** Makes the calls for one partner at one gateway. */
export function createExchange(
  partner: string,
  gateway: string,
  http: BridgeHttp,
  proof: Proof,
  clock: Clock,
): Exchange {
  const query = `?partner=${partner}`;

  function pass(method: string, path: string, token?: string): Pass {
    let again = true;
    return {
      async headers() {
        const headers: Record<string, string> = { DPoP: await proof.sign(method, gateway + path, token) };
        if (token) headers.Authorization = `DPoP ${token}`;
        return headers;
      },
      async refused({ reason }) {
        // The refusal's `Date` has just set the clock.
        const worth = again && unsteady.test(reason ?? '');
        again = false;
        return worth;
      },
    };
  }

  async function ask(getTicket: GetTicket): Promise<string> {
    let given: unknown;
    let cancel = () => {};
    const late = new Promise<never>((_, reject) => {
      cancel = clock.after(patience, () => reject(new Error(`no answer in ${patience} ms`)));
    });
    try {
      given = await Promise.race([getTicket(), late]);
    } catch (cause) {
      throw new InlayError('ticket_unavailable', `getTicket failed: ${(cause as Error)?.message ?? cause}`, { cause });
    } finally {
      cancel();
    }
    if (given === '') throw new InlayError('signed_out', 'getTicket has none: nobody is signed in');
    const ticket = text(given).trim();
    // A page to log in, or JSON around the ticket, would be refused by the bank without saying why.
    if (/^[<{["]/.test(ticket) || !printable.test(ticket)) {
      const what = ticket ? `${ticket[0]}…` : typeof given;
      throw new InlayError('ticket_unavailable', `getTicket must resolve to the ticket as a plain string, got ${what}`);
    }
    return ticket;
  }

  async function swap(ticket: string): Promise<Grant> {
    const path = '/oidc/token';
    const form = { grant_type: 'urn:inlay:grant-type:ticket', client_id: partner, ticket };
    const answer = await http.request<Record<string, unknown>>({
      method: 'POST',
      path,
      form,
      pass: pass('POST', path),
    });
    const token = text(answer.access_token);
    const life = Number(answer.expires_in) * 1000;
    if (!printable.test(token) || !/^dpop$/i.test(text(answer.token_type)) || !(life > 0)) {
      throw new InlayError('bad_response', 'The bank gave no token that is bound to the key');
    }
    // Whatever the answer says: a ticket never brings more than the partner himself may do.
    return { token, level: 'partner', surface: 'partner', user: text(answer.session), life };
  }

  return {
    pass,
    async redeem(getTicket) {
      for (let last = false; ; last = true) {
        const [ticket] = await Promise.all([ask(getTicket), proof.prepare()]);
        try {
          return await swap(ticket);
        } catch (thrown) {
          // An answer that got lost may have used the ticket up; a page that slept may have kept it too long.
          if (last || !/^ticket_(used|expired)$/.test(toInlayError(thrown).reason ?? '')) throw thrown;
        }
      }
    },
    async end(token) {
      const path = '/v1/session/logout';
      const way = token ? { pass: pass('POST', path, token) } : {};
      await http.request({ method: 'POST', path: path + query, keepalive: true, timeout: 5000, ...way });
    },
  };
}
