import type { Proof } from '../bridge/exchange.ts';
import { InlayError } from '../core/errors.ts';
import type { Clock } from '../core/ports.ts';
import { bytesOf, encode, encodeBytes, randomBytes, randomWord } from './random.ts';

/** What signs, in a file of its own. */
export type Curve = typeof import('./curve.ts');

/**
 * Makes the prover (DPoP, RFC 9449) over an implementation in plain JavaScript: WeChat's runtime has no WebCrypto. The key
 * lives in memory alone, so that every start of the mini-program has another.
 */
export function createProof(load: () => Promise<Curve>, clock: Clock): Proof {
  let ready: Promise<{ sign(bytes: Uint8Array): Uint8Array; header: string; hash: Curve['sha256'] }> | undefined;
  let nonce = '';

  async function begin() {
    try {
      const [{ createKey, sha256 }, random] = await Promise.all([load(), randomBytes(48)]);
      const { x, y, sign } = createKey(random);
      const jwk = `{"kty":"EC","crv":"P-256","x":"${encodeBytes(x)}","y":"${encodeBytes(y)}"}`;
      return { sign, hash: sha256, header: encode(`{"typ":"dpop+jwt","alg":"ES256","jwk":${jwk}}`) };
    } catch (cause) {
      ready = undefined;
      // No big integers (iOS before 14), or no random numbers (base library before 2.15).
      throw new InlayError('unsupported_environment', 'Signing in needs iOS 14 and base library 2.15', { cause });
    }
  }
  const prepare = () => (ready = ready ?? begin());

  return {
    prepare,
    async sign(method, url, token) {
      const { sign, hash, header } = await prepare();
      const ath = token ? `,"ath":"${encodeBytes(hash(bytesOf(token)))}"` : '';
      const claims =
        `{"jti":"${await randomWord()}","htm":"${method}","htu":"${url.split(/[?#]/)[0]}",` +
        `"iat":${Math.floor(clock.now() / 1000)}${ath}${nonce && `,"nonce":"${nonce}"`}}`;
      const body = `${header}.${encode(claims)}`;
      return `${body}.${encodeBytes(sign(bytesOf(body)))}`;
    },
    learn(value) {
      // The characters that RFC 9449 allows need no escaping.
      if (/^[\x21\x23-\x5b\x5d-\x7e]{1,256}$/.test(value)) nonce = value;
    },
    async forget() {
      ready = undefined;
    },
  };
}
