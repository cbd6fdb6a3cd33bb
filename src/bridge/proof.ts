import { InlayError } from '../core/errors.ts';
import type { Clock } from '../core/ports.ts';
import type { Vault } from './storage.ts';
import { encode, encodeBytes, randomWord } from './base64.ts';
import type { Proof } from './exchange.ts';

export type { Proof };

const { crypto, TextEncoder } = globalThis;
const curve = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/** Makes the prover; its key is not extractable and is kept under `name`, or in memory where a page may not store. */
export function createProof(name: string, vault: Vault, clock: Clock): Proof {
  let ready: Promise<{ key: CryptoKey; header: string }> | undefined;
  let nonce = '';

  async function load() {
    if (!crypto?.subtle) {
      throw new InlayError('unsupported_environment', 'Signing in needs WebCrypto: serve the page over https');
    }
    let pair = await vault.get<CryptoKeyPair>(name);
    // One that can be read out was put there by somebody who may have a copy (T18).
    if (pair?.privateKey?.extractable !== false) {
      pair = await crypto.subtle.generateKey(curve, false, ['sign']);
      await vault.set(name, pair);
    }
    const { x, y } = await crypto.subtle.exportKey('jwk', pair.publicKey);
    // Written by hand, here and below: JSON.stringify obeys any toJSON that a page puts on a prototype.
    const jwk = `{"kty":"EC","crv":"P-256","x":"${x}","y":"${y}"}`;
    return { key: pair.privateKey, header: encode(`{"typ":"dpop+jwt","alg":"ES256","jwk":${jwk}}`) };
  }

  function prepare() {
    ready =
      ready ??
      load().catch(async (failure: unknown) => {
        // What was stored may be no key; the next call makes one.
        ready = undefined;
        await vault.remove(name);
        throw failure;
      });
    return ready;
  }

  return {
    prepare,
    async sign(method, url, token) {
      const bytes = new TextEncoder();
      const { key, header } = await prepare();
      const ath = token && encodeBytes(await crypto.subtle.digest('SHA-256', bytes.encode(token)));
      const iat = Math.floor(clock.now() / 1000);
      const claims =
        `{"jti":"${randomWord()}","htm":"${method}","htu":"${url.split(/[?#]/)[0]}","iat":${iat}` +
        `${ath ? `,"ath":"${ath}"` : ''}${nonce && `,"nonce":"${nonce}"`}}`;
      const body = `${header}.${encode(claims)}`;
      return `${body}.${encodeBytes(await crypto.subtle.sign(curve, key, bytes.encode(body)))}`;
    },
    learn(value) {
      // The characters that RFC 9449 allows need no escaping.
      if (/^[\x21\x23-\x5b\x5d-\x7e]{1,256}$/.test(value)) nonce = value;
    },
    forget() {
      ready = undefined;
      return vault.remove(name);
    },
  };
}
