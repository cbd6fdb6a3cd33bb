import type { BankClock } from '../bridge/clock.ts';
import type { Send } from '../bridge/send.ts';
import { InlayError } from '../core/errors.ts';

/** What {@link createSend} needs. */
export interface SendParts {
  /** Origin of the gateway, without a slash at the end; on the mini-program's list of request domains. */
  gateway: string;
  clock: BankClock;
  /** Told the nonce that the bank wants in proofs, if it wants one. */
  onNonce(nonce: string): void;
}

/** Makes calls to the gateway over `wx.request`. */
export function createSend({ gateway, clock, onNonce }: SendParts): Send {
  return (path, { method, headers, body }, timeout = 10_000) => {
    const what = `${method} ${path.split('?')[0]}`;
    let cancel = () => {};
    return new Promise<Parameters<typeof answerOf>[1]>((resolve, reject) => {
      // Anything else could turn the gateway's name into the beginning of another one.
      if (path[0] !== '/') return reject(new InlayError('internal', 'A path must start with a slash'));
      const sent = clock.steady();
      const task = wx.request({
        url: gateway + path,
        method: method as 'GET' | 'POST',
        header: headers ?? {},
        ...(body === undefined ? {} : { data: body }),
        // A redirect is no answer of the gateway's (base library 3.2.2; older ones follow it).
        redirect: 'manual',
        success(answer) {
          const header = headerOf(answer.header);
          // A cached answer carries the date at which it was stored.
          clock.learn(header('date'), sent, method !== 'GET' || /no-(cache|store)/.test(header('cache-control')));
          if (header('dpop-nonce')) onNonce(header('dpop-nonce'));
          resolve(answer);
        },
        // Offline, a domain that is not on the list, or `interrupted`: five seconds in the background end every request.
        fail: ({ errMsg }) => reject(new InlayError('network', `${what} had no answer: ${errMsg}`)),
      });
      // By our clock: the request's own limit is a minute, and one for all.
      cancel = clock.after(timeout, () => {
        reject(new InlayError('timeout', `${what} took longer than ${timeout} ms`));
        task.abort();
      });
    })
      .then((answer) => answerOf(what, answer))
      .finally(() => cancel());
  };
}

function answerOf(what: string, { statusCode: status, data, header }: WechatMiniprogram.RequestSuccessCallbackResult) {
  // What is no JSON comes as text.
  const broken = status !== 204 && (typeof data !== 'object' || !data) ? new SyntaxError('no JSON') : undefined;
  return {
    what,
    status,
    ok: status >= 200 && status < 300,
    data: broken ? undefined : (data as Record<string, unknown>),
    broken,
    header: headerOf(header),
  };
}

/** Reads a header whatever the case of its name: it differs between systems. */
export function headerOf(given: Readonly<Record<string, unknown>> | undefined) {
  return (name: string): string => {
    const found = Object.keys(given ?? {}).find((key) => key.toLowerCase() === name);
    return found ? `${given![found]}` : '';
  };
}
