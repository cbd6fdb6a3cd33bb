import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';

/** A partner's signing key: the public half is the bank's to know, the private half never leaves this process. */
export interface PartnerKey {
  publicJwk: JWK;
  /** Signs claims as an assertion of the partner, valid for so many seconds from an instant (milliseconds). */
  sign(claims: { iss: string; sub: string; aud: string }, now: number, seconds?: number): Promise<string>;
}

/** Loads the partner's key from a folder, or makes it there at the first start; `memory` keeps none. */
export async function loadPartnerKey(id: string, folder: string): Promise<PartnerKey> {
  const path = `${folder}/${id}.private.jwk`;
  const text = folder === 'memory' ? undefined : await readFile(path, 'utf8').catch(() => undefined);
  const jwk = text ? (JSON.parse(text) as JWK) : await makeKey();
  if (!text && folder !== 'memory') {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(path, JSON.stringify(jwk), { mode: 0o600 });
  }
  const { d: _private, ...publicJwk } = jwk;
  const key = await importJWK(jwk, 'ES256');
  return {
    publicJwk,
    sign: (claims, now, seconds = 55) => {
      const iat = Math.floor(now / 1000);
      return new SignJWT({ ...claims, iat, exp: iat + seconds, jti: randomUUID() })
        .setProtectedHeader({ alg: 'ES256', ...(jwk.kid ? { kid: jwk.kid } : {}) })
        .sign(key);
    },
  };
}

async function makeKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  return { ...(await exportJWK(privateKey)), alg: 'ES256', use: 'sig', kid: randomBytes(8).toString('hex') };
}
