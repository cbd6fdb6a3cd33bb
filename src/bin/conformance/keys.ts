import { createHash, createPrivateKey, generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto';

/** The claims or the header of a JWT. */
export type Claims = Record<string, unknown>;

/** A key that signs JWTs; `header` adds to, or spoils, what it would put into theirs. */
export interface Signer {
  sign(header: Claims, claims: Claims): string;
}

/** A page's key, as the SDK would hold it: makes DPoP proofs (RFC 9449). */
export interface PageKey {
  /** A proof for a call at bank time `now` (milliseconds); `claims` and `header` spoil it. */
  proof(method: string, url: string, now: number, claims?: Claims, header?: Claims): string;
}

const part = (value: Claims) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Signs with ES256, unless the header says `none`. */
function signer(key: KeyObject): Signer {
  return {
    sign(header, claims) {
      const head = { alg: 'ES256', ...header };
      const body = `${part(head)}.${part(claims)}`;
      if (head.alg === 'none') return `${body}.`;
      return `${body}.${sign('sha256', Buffer.from(body), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
    },
  };
}

/**
 * Reads a partner's private key: a JWK, a set with one private key in it, or PEM (PKCS 8 or SEC 1). Throws what is wrong with it.
 * The key id is the JWK's own unless given.
 */
export function readPartnerKey(text: string, keyId?: string): Signer {
  const given = /^\s*\{/.test(text) ? (JSON.parse(text) as Claims & { keys?: Claims[] }) : undefined;
  const jwk = given?.keys ? given.keys.find((one) => 'd' in one) : given;
  if (given && !jwk?.['d']) throw new Error('there is no private key in it');
  const key = jwk ? createPrivateKey({ key: jwk, format: 'jwk' }) : createPrivateKey(text);
  const curve = key.asymmetricKeyDetails?.namedCurve;
  if (curve !== 'prime256v1')
    throw new Error(`it is ${curve ?? key.asymmetricKeyType}, the contract asks for ES256 (P-256)`);
  const kid = keyId ?? (jwk?.['kid'] as string | undefined);
  const own = signer(key);
  return { sign: (header, claims) => own.sign({ ...(kid ? { kid } : {}), ...header }, claims) };
}

/** A key that nobody knows: what it signs must be refused. */
export const strangersKey = (): Signer => signer(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey);

/** Makes a page's key. */
export function createPageKey(): PageKey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { kty, crv, x, y } = publicKey.export({ format: 'jwk' });
  const own = signer(privateKey);
  return {
    proof: (method, url, now, claims = {}, header = {}) =>
      own.sign(
        { typ: 'dpop+jwt', jwk: { kty, crv, x, y }, ...header },
        { htm: method, htu: url, jti: randomUUID(), iat: Math.floor(now / 1000), ...claims },
      ),
  };
}

/** What binds a proof to its token. */
export const thumbOf = (token: string): string => createHash('sha256').update(token).digest('base64url');

/** SHA-256 in hex of texts, joined by line feeds: how every digest of the contract is made. */
export const digestOf = (texts: readonly string[]): string =>
  createHash('sha256').update(texts.join('\n')).digest('hex');
