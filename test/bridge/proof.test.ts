import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import * as jose from 'jose';
import * as oauth from 'oauth4webapi';
import { randomWord } from '../../src/bridge/base64.ts';
import { createClock } from '../../src/bridge/clock.ts';
import { createProof } from '../../src/bridge/proof.ts';
import { createStorage, type Vault } from '../../src/bridge/storage.ts';
import { createDevice } from './device.ts';

const url = 'https://open.bank.example/v1/session';
let databases = 0;

function make(vault: Vault = createStorage(`proof-${databases++}`), skew = 0) {
  const device = createDevice(skew);
  return { vault, device, proof: createProof('proof a', vault, createClock(device)) };
}

/** Checks a proof as a server would; rejects if it does not hold. */
async function verify(jwt: string) {
  const { payload, protectedHeader } = await jose.jwtVerify(jwt, jose.EmbeddedJWK, {
    algorithms: ['ES256'],
    typ: 'dpop+jwt',
    currentDate: new Date(createDevice().truth()),
  });
  return { payload, header: protectedHeader, thumbprint: await jose.calculateJwkThumbprint(protectedHeader.jwk!) };
}

describe('a proof', () => {
  it('is a DPoP proof by jose’s reading, for method and URL without query', async () => {
    const { payload, header } = await verify(await make().proof.sign('GET', `${url}?partner=lvtu#x`));
    assert.deepEqual(Object.keys(header.jwk!).sort(), ['crv', 'kty', 'x', 'y']);
    assert.deepEqual([payload.htm, payload.htu, payload.ath], ['GET', url, undefined]);
    assert.equal(payload.iat, Math.floor(createDevice().truth() / 1000));
    assert.match(payload.jti!, /^[\w-]{22}$/);
  });

  it('is bound to the token when there is one', async () => {
    const { payload } = await verify(await make().proof.sign('POST', url, 'token-1'));
    assert.equal(payload.ath, createHash('sha256').update('token-1').digest('base64url'));
  });

  it('holds with oauth4webapi as the resource server', async () => {
    const issuer = 'https://open.bank.example';
    const { privateKey, publicKey } = await jose.generateKeyPair('ES256');
    const proof = createProof('proof a', make().vault, createClock());
    const { jwk } = jose.decodeProtectedHeader(await proof.sign('GET', url));
    const jkt = await jose.calculateJwkThumbprint(jwk!);
    const token = await new jose.SignJWT({ cnf: { jkt }, client_id: 'lvtu', sub: 'u', jti: 'j' })
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: 'k' })
      .setIssuer(issuer)
      .setAudience(issuer)
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(privateKey);
    const dpop = await proof.sign('GET', url, token);
    const request = new Request(url, { headers: { authorization: `DPoP ${token}`, dpop } });
    const keys = { keys: [{ ...(await jose.exportJWK(publicKey)), alg: 'ES256', kid: 'k', use: 'sig' }] };
    const claims = await oauth.validateJwtAccessToken({ issuer, jwks_uri: `${issuer}/jwks` }, request, issuer, {
      [oauth.customFetch]: async () => Response.json(keys),
    });
    assert.deepEqual(claims.cnf, { jkt });
  });

  it('is never the same twice', async () => {
    const { proof } = make();
    const numbers = new Set<unknown>();
    for (let n = 0; n < 50; n++) numbers.add((await verify(await proof.sign('GET', url))).payload.jti);
    assert.equal(numbers.size, 50);
  });

  it('goes by the bank’s clock', async () => {
    const device = createDevice(-600_000);
    const clock = createClock(device);
    clock.learn(new Date(device.truth()).toUTCString(), clock.steady(), true);
    const proof = createProof('proof a', createStorage(`proof-${databases++}`), clock);
    const { payload } = await verify(await proof.sign('GET', url));
    assert.ok(Math.abs(payload.iat! - device.truth() / 1000) <= 2);
  });

  it('carries the nonce once the bank has asked for one, and nothing that could break out of it', async () => {
    const { proof } = make();
    proof.learn('n-1');
    assert.equal((await verify(await proof.sign('GET', url))).payload.nonce, 'n-1');
    proof.learn('x","htm":"POST');
    assert.equal((await verify(await proof.sign('GET', url))).payload.nonce, 'n-1');
  });

  it('T2 is not changed by a toJSON or another JSON.stringify', async () => {
    const { stringify } = JSON;
    const prototype = Object.prototype as { toJSON?: unknown };
    prototype.toJSON = () => 'hijacked';
    JSON.stringify = () => '"hijacked"';
    let jwt: string;
    try {
      jwt = await make().proof.sign('GET', url);
    } finally {
      delete prototype.toJSON;
      JSON.stringify = stringify;
    }
    assert.equal((await verify(jwt)).payload.htu, url);
  });
});

describe('the key', () => {
  const thumbprint = async (proof: { sign(method: string, url: string): Promise<string> }) =>
    (await verify(await proof.sign('GET', url))).thumbprint;

  it('survives a reload, cannot be exported, and is gone when forgotten', async () => {
    const { proof, vault } = make();
    const before = await thumbprint(proof);
    const stored = await vault.get<CryptoKeyPair>('proof a');
    await assert.rejects(crypto.subtle.exportKey('jwk', stored!.privateKey), { name: 'InvalidAccessError' });
    assert.equal(await thumbprint(make(vault).proof), before);
    await proof.forget();
    assert.equal(await vault.get('proof a'), undefined);
    assert.notEqual(await thumbprint(proof), before);
  });

  it('is one for all who ask at once', async () => {
    const { proof } = make();
    const prints = await Promise.all([1, 2, 3, 4].map(() => thumbprint(proof)));
    assert.equal(new Set(prints).size, 1);
  });

  it('lives in memory where the page may not store', async () => {
    const denied: Vault = {
      get: async () => undefined,
      set: async () => {},
      change: async () => undefined,
      remove: async () => {},
      close() {},
    };
    const { proof } = make(denied);
    assert.equal(await thumbprint(proof), await thumbprint(proof));
  });

  it('T18 is made anew when what is stored can be exported: whoever put it there may have a copy', async () => {
    const vault = createStorage(`proof-${databases++}`);
    const planted = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign']);
    await vault.set('proof a', planted);
    const { x } = await crypto.subtle.exportKey('jwk', planted.publicKey);
    const { header } = await verify(await make(vault).proof.sign('GET', url));
    assert.notEqual(header.jwk!.x, x);
    const kept = await vault.get<CryptoKeyPair>('proof a');
    assert.equal(kept!.privateKey.extractable, false);
  });

  it('is made anew when what is stored is no key', async () => {
    const { vault, proof } = make();
    await vault.set('proof a', { privateKey: { extractable: false }, publicKey: 'y' });
    await assert.rejects(proof.sign('GET', url));
    assert.match(await thumbprint(proof), /./);
  });
});

it('a random word has 128 bits and fits into a URL', () => {
  const words = new Set(Array.from({ length: 100 }, randomWord));
  assert.equal(words.size, 100);
  for (const word of words) assert.match(word, /^[\w-]{22}$/);
});
