import { randomBytes } from 'node:crypto';
import { exportJWK, generateKeyPair } from 'jose';
import type { Kysely } from 'kysely';
import type { Tables } from './db/schema.ts';
import type { ProviderSecrets } from './identity/provider.ts';

interface Stored {
  jwks: ProviderSecrets['jwks'];
  cookieKeys: string[];
  pairwise: string;
}

/** Reads the bank's own keys, made at the first start. They live in the database only and reach no answer. */
export async function loadSecrets(db: Kysely<Tables>): Promise<ProviderSecrets & { pairwiseKey: Uint8Array }> {
  const found = await db.selectFrom('bank_setting').select('value').where('key', '=', 'secrets').executeTakeFirst();
  const stored = (found?.value as Stored | undefined) ?? (await makeSecrets(db));
  return {
    jwks: stored.jwks,
    cookieKeys: stored.cookieKeys,
    pairwiseKey: Buffer.from(stored.pairwise, 'base64url'),
    h5Secret: randomBytes(32).toString('base64url'),
  };
}

async function makeSecrets(db: Kysely<Tables>): Promise<Stored> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const key = { ...(await exportJWK(privateKey)), alg: 'ES256', use: 'sig', kid: randomBytes(8).toString('hex') };
  const stored: Stored = {
    jwks: { keys: [key] },
    cookieKeys: [randomBytes(32).toString('base64url')],
    pairwise: randomBytes(32).toString('base64url'),
  };
  await db
    .insertInto('bank_setting')
    .values({ key: 'secrets', value: JSON.stringify(stored) })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
  return stored;
}
