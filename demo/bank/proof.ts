import { createHash } from 'node:crypto';
import { calculateJwkThumbprint, EmbeddedJWK, jwtVerify } from 'jose';
import { createBatcher } from './batch.ts';
import type { Bank } from './context.ts';
import { retrying } from './db/retry.ts';
import type { Tables } from './db/schema.ts';

/** Seconds a proof may lie in the past and in the future. */
const past = 60;
const future = 30;

/** Why a proof was refused. */
export type ProofFault = 'proof_invalid' | 'proof_stale' | 'proof_replayed';

/** Thrown for a proof that does not hold. */
export class ProofError extends Error {
  readonly code: ProofFault;
  constructor(code: ProofFault, message: string) {
    super(message);
    this.code = code;
  }
}

/** What the proof is for. */
export interface ProofFor {
  proof: string | undefined;
  method: string;
  /** Path of the call; the proof's `htu` must name it on one of the bank's own origins. */
  path: string;
  /** The access token the proof must be bound to, when there is one already. */
  token?: string | undefined;
}

/** Verifies a DPoP proof (RFC 9449) against the bank's clock, once; returns the thumbprint of its key. */
export async function verifyProof(bank: Bank, wanted: ProofFor): Promise<string> {
  if (!wanted.proof) throw new ProofError('proof_invalid', 'The DPoP header is missing');
  let verified;
  try {
    verified = await jwtVerify(wanted.proof, EmbeddedJWK, {
      algorithms: ['ES256'],
      typ: 'dpop+jwt',
      // Age is judged below, with a code of its own.
      currentDate: new Date(0),
    });
  } catch {
    throw new ProofError('proof_invalid', 'The proof is malformed or wrongly signed');
  }
  const { payload, protectedHeader } = verified;
  const { jti, iat, htm, htu, ath } = payload;
  if (typeof jti !== 'string' || !jti || jti.length > 256 || typeof iat !== 'number') {
    throw new ProofError('proof_invalid', 'The proof lacks jti or iat');
  }
  if (htm !== wanted.method || !isOwn(bank, htu, wanted.path)) {
    throw new ProofError('proof_invalid', 'The proof is for another call');
  }
  if (wanted.token !== undefined && ath !== createHash('sha256').update(wanted.token).digest('base64url')) {
    throw new ProofError('proof_invalid', 'The proof is for another token');
  }
  const now = bank.clock.now() / 1000;
  if (iat < now - past || iat > now + future) {
    throw new ProofError('proof_stale', 'The proof is too old or from the future; take the time from the Date header');
  }
  const thumbprint = await calculateJwkThumbprint(protectedHeader.jwk as object);
  if (!(await once(bank, `dpop ${thumbprint} ${jti}`, (iat + past + future) * 1000))) {
    throw new ProofError('proof_replayed', 'The proof was used before');
  }
  return thumbprint;
}

function isOwn(bank: Bank, htu: unknown, path: string): boolean {
  if (typeof htu !== 'string' || !URL.canParse(htu)) return false;
  const url = new URL(htu);
  return (url.origin === bank.origin || url.origin === bank.internal) && url.pathname === path;
}

/** Remembers a one-time value until an instant of bank time; false when it was seen before. */
export async function once(bank: Pick<Bank, 'db'>, value: string, expiresAt: number): Promise<boolean> {
  const remember = remembering.get(bank.db) ?? createBatcher((rows: Seen[]) => insertNew(bank.db, rows));
  remembering.set(bank.db, remember);
  return remember('', { hash: hash(value), expires_at: Math.ceil(expiresAt) });
}

type Seen = Tables['seen_jti'];

/** Every proof of every call passes here, so those that come together are written together. */
const remembering = new WeakMap<Bank['db'], (key: string, row: Seen) => Promise<boolean>>();

async function insertNew(db: Bank['db'], rows: Seen[]): Promise<boolean[]> {
  const insert = db
    .insertInto('seen_jti')
    .values(rows)
    .onConflict((conflict) => conflict.column('hash').doNothing())
    .returning('hash');
  const inserted = await retrying(() => insert.execute());
  const fresh = new Set(inserted.map((row) => row.hash));
  // Of two equal ones in one batch the first is new.
  return rows.map((row) => fresh.delete(row.hash));
}

/** Forgets what has ended; run now and then. */
export async function purge(bank: Pick<Bank, 'db' | 'clock'>): Promise<void> {
  const now = bank.clock.now();
  await bank.db.deleteFrom('seen_jti').where('expires_at', '<', now).execute();
  await bank.db.deleteFrom('ticket').where('expires_at', '<', now).execute();
  await bank.db.deleteFrom('access_token').where('expires_at', '<', now).execute();
  await bank.db.deleteFrom('sign_in').where('expires_at', '<', now).execute();
  await bank.db.deleteFrom('idempotency').where('expires_at', '<', now).execute();
  await bank.db.deleteFrom('bank_session').where('expires_at', '<', now).execute();
  // The provider goes by real time.
  await bank.db.deleteFrom('oidc_payload').where('expires_at', '<', Date.now()).execute();
}

/** sha-256 in base64url: secrets are stored as their hash only. */
export function hash(value: string): string {
  return createHash('sha256').update(value).digest('base64url');
}
