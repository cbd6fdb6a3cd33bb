import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Bank } from '../context.ts';
import { hash } from '../proof.ts';

/** Whose work it was that a customer came; what does not apply is empty. */
export interface AttributionClaims {
  partner: string;
  placement: string;
  campaign: string;
  /** The poster, link or page the customer followed. */
  material: string;
  employee: string;
  /** From the top down, parted by `/`. */
  organisation: string;
  /** The customer who invited, by a code of the bank's that is not his number (I5). */
  inviter: string;
  journey: string;
}

/** Why a token does not count. */
export type Refusal = 'malformed' | 'tampered' | 'expired' | 'unknown' | 'foreign';

const form = /^([\w-]{22})\.([0-9a-z]{6,7})\.([\w-]{32})$/;

/** 192 bits of an HMAC with a key of its own, derived from the bank's. */
function sign(bank: Bank, body: string): Buffer {
  const key = createHmac('sha256', bank.pairwiseKey).update('attribution token 1').digest();
  return createHmac('sha256', key).update(body).digest().subarray(0, 24);
}

/**
 * Makes a token: a random id, the second at which it ends, and the bank's signature, 62 characters in all. What it stands
 * for stays at the bank, so that no address a customer sees or shares names an employee.
 */
export async function mintAttribution(
  bank: Bank,
  claims: AttributionClaims,
  expiresAt: number,
): Promise<{ id: string; token: string }> {
  const id = randomBytes(16).toString('base64url');
  const seconds = Math.floor(expiresAt / 1000);
  const body = `${id}.${seconds.toString(36)}`;
  const row = { id, claims: JSON.stringify(claims), issued_at: bank.clock.now(), expires_at: seconds * 1000 };
  await bank.db.insertInto('attribution_token').values(row).execute();
  return { id, token: `${body}.${sign(bank, body).toString('base64url')}` };
}

/** Reads a token that came by way of a partner. */
export async function readAttribution(
  bank: Bank,
  token: string,
  partner: string,
): Promise<{ id: string; claims: AttributionClaims } | Refusal> {
  const [, id = '', seconds = '', mac = ''] = form.exec(token) ?? [];
  if (!id) return 'malformed';
  const given = Buffer.from(mac, 'base64url');
  if (!timingSafeEqual(given, sign(bank, `${id}.${seconds}`))) return 'tampered';
  if (parseInt(seconds, 36) * 1000 <= bank.clock.now()) return 'expired';
  const row = await bank.db.selectFrom('attribution_token').select('claims').where('id', '=', id).executeTakeFirst();
  if (!row) return 'unknown';
  const claims = row.claims as AttributionClaims;
  return claims.partner === partner ? { id, claims } : 'foreign';
}

/**
 * Reads a token, or drops it with one event in the bank's log per token and place: a bad token costs the customer nothing.
 */
export async function acceptAttribution(
  bank: Bank,
  token: string | undefined,
  partner: string,
  where: string,
): Promise<{ id: string; claims: AttributionClaims } | undefined> {
  if (!token) return undefined;
  const read = await readAttribution(bank, token, partner);
  if (typeof read !== 'string') return read;
  await bank.db
    .insertInto('event_log')
    .values({
      source: 'urn:bank:attribution',
      id: hash(`${where} ${partner} ${token}`),
      type: 'bank.attribution_dropped.v1',
      time: null,
      subject: null,
      partner_id: partner,
      data: JSON.stringify({ reason: read, where }),
      attribution: null,
      received_at: bank.clock.now(),
    })
    .onConflict((conflict) => conflict.columns(['source', 'id']).doNothing())
    .execute();
  return undefined;
}
