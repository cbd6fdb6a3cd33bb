import type { Inlay } from '../inlay.ts';
import {
  parseBalance,
  parseOpenQuote,
  parseQuote,
  parseRedemption,
  type Balance,
  type OpenQuote,
  type Redemption,
} from '../reward.ts';
import type { Locale } from '../text.ts';
import type { Phase } from './points-view.ts';

/** What the bank answers its own page about one quote. Every call rejects with an InlayError. */
export interface Counter {
  /** The quote with everything as it is now. */
  read(locale: Locale): Promise<OpenQuote>;
  /** A quote that holds: one that ended or costs something else now is swapped for one of the same wish at today's price. */
  current(locale: Locale): Promise<[now: OpenQuote, before?: OpenQuote]>;
  confirm(key: string, code: string): Promise<Redemption>;
  cancel(): Promise<void>;
  balance(): Promise<Balance>;
}

/** How far a quote is. */
export function phaseOf({ redemption, state }: OpenQuote): Phase {
  const status = redemption?.status ?? (state === 'cancelled' ? state : 'idle');
  return status === 'pending' ? 'checking' : (status as Phase);
}

/** Makes the calls for a quote. */
export function createCounter({ ports: { http, auth }, partner }: Inlay, quote: string): Counter {
  let token = quote;
  const post = (path: string, body?: object, idempotencyKey?: string) => {
    const { user } = auth.getState();
    return http.request<unknown>({
      method: 'POST',
      path: `/v1/points/${path}`,
      body,
      idempotencyKey,
      auth: true,
      user,
    });
  };
  const read = async (locale: Locale) => {
    const path = `/v1/points/quotes/${token}?partner=${partner}&locale=${locale}`;
    return parseOpenQuote(await http.request({ path, auth: true }));
  };
  return {
    read,
    async current(locale) {
      const first = await read(locale);
      if (phaseOf(first) !== 'idle' || (first.state === 'open' && !first.changed)) return [first];
      token = parseQuote(await post(`quotes/${token}/renewal`)).quote;
      return [await read(locale), first];
    },
    async confirm(key, code) {
      return parseRedemption(await post('redemptions', code ? { quote: token, code } : { quote: token }, key));
    },
    async cancel() {
      await post(`quotes/${token}/cancel`);
    },
    async balance() {
      return parseBalance(await http.request({ path: '/v1/points/balance', auth: true }), 'balance');
    },
  };
}
