import type { Inlay } from '../inlay.ts';
import {
  parseBalance,
  parseOpenQuote,
  parseQuote,
  parseRedemption,
  type Balance,
  type OpenQuote,
  type Redemption,
} from '../reward-answers.ts';
import type { Reader } from '../read.ts';
import type { RewardItem } from '../reward.ts';
import type { Locale } from '../text.ts';
import type { Phase } from './points-sheet.ts';

/** Nobody is signed in at the bank any more, in the words of the gateway and of the bridge. */
export const gone = /^(signed_out|token_rejected|bank_identity_required)$/;
/** Nothing was made, and nothing will be until something changes. */
export const barring = /^(sold_out|quota_reached|item_closed|not_eligible|not_found)$/;
/** Price or rules are others than those the customer read. */
export const repricing = /^(quote_expired|price_changed|rules_changed)$/;

/** What the bank answers its own page about one quote. Every call rejects with an InlayError. */
export interface Desk {
  /** The quote with everything as it is now. */
  read(locale: Locale): Promise<OpenQuote>;
  /** A quote that holds: one that ended or costs something else now is swapped for one of the same wish at today's price. */
  current(locale: Locale, user: string): Promise<[now: OpenQuote, before?: OpenQuote]>;
  confirm(key: string, code: string, user: string): Promise<Redemption>;
  balance(): Promise<Balance>;
}

/** How far a quote is. */
export function phaseOf({ redemption }: OpenQuote): Phase {
  const status = redemption ? redemption.status : 'idle';
  return status === 'pending' ? 'checking' : (status as Phase);
}

/** Makes the calls for a quote. */
export function createDesk({ ports: { http } }: Inlay, quote: string, item: Reader<RewardItem>): Desk {
  let token = quote;
  // For the customer who tapped and nobody else.
  const post = (path: string, user: string, body?: object, idempotencyKey?: string) =>
    http.request<unknown>({ method: 'POST', path: `/v1/points/${path}`, body, idempotencyKey, auth: true, user });
  const read = async (locale: Locale) => {
    const path = `/v1/points/quotes/${token}?locale=${locale}`;
    return parseOpenQuote(await http.request({ path, auth: true }), item);
  };
  return {
    read,
    async current(locale, user) {
      const first = await read(locale);
      if (phaseOf(first) !== 'idle' || (first.state === 'open' && !first.changed)) return [first];
      token = parseQuote(await post(`quotes/${token}/renewal`, user)).quote;
      return [await read(locale), first];
    },
    async confirm(key, code, user) {
      const body = { quote: token, code: code || undefined };
      return parseRedemption(await post('redemptions', user, body, key));
    },
    async balance() {
      return parseBalance(await http.request({ path: '/v1/points/balance', auth: true }), 'balance');
    },
  };
}
