import type { Context } from 'hono';
import type { Bank, Env } from './context.ts';
import type { Localised } from './db/schema.ts';
import { Problem } from './problem.ts';

/** A partner as the bank records it. */
export interface Partner {
  id: string;
  name: Localised;
  /** Exact origins whose pages may name this partner. */
  origins: string[];
  /** Public keys only. */
  jwks: { keys: object[] };
  /** Where the bank's sign-in returns to; the page cannot choose. */
  returnUrl: string | null;
  status: 'active' | 'disabled';
}

/** Records a partner or changes its record (an act of the bank's operations, never an HTTP call). */
export async function registerPartner(bank: Pick<Bank, 'db'>, partner: Partner): Promise<void> {
  for (const key of partner.jwks.keys)
    if ('d' in key) throw new Error('A private key was offered for the partner record');
  const row = {
    name: JSON.stringify(partner.name),
    origins: JSON.stringify(partner.origins),
    jwks: JSON.stringify(partner.jwks),
    return_url: partner.returnUrl,
    status: partner.status,
  };
  await bank.db
    .insertInto('partner')
    .values({ id: partner.id, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
}

/** The partner's record, if there is one. */
export async function findPartner(bank: Pick<Bank, 'db'>, id: string): Promise<Partner | undefined> {
  const row = await bank.db.selectFrom('partner').selectAll().where('id', '=', id).executeTakeFirst();
  return row && { ...row, returnUrl: row.return_url };
}

/** All origins of all partners; the front needs them for CORS. */
export async function allOrigins(bank: Pick<Bank, 'db'>): Promise<Set<string>> {
  const rows = await bank.db.selectFrom('partner').select('origins').execute();
  return new Set(rows.flatMap((row) => row.origins));
}

/** Whether a page on the bank's own origin asks. Browsers send no `Origin` with a GET to their own. */
export function fromOwnOrigin(bank: Bank, c: Context<Env>): boolean {
  const origin = c.req.header('origin');
  return origin === undefined ? c.req.header('sec-fetch-site') === 'same-origin' : origin === bank.origin;
}

/** Who asks, as far as a browser's headers tell: the partner, the page's origin (`null` without one), the surface. */
export interface Caller {
  partner: Partner;
  origin: string | null;
  surface: 'partner' | 'bank';
}

/**
 * Checks the partner named in the query against the page's origin. A call without `Origin` is either a page of the bank
 * itself or no browser page at all; neither gains anything by it, for what these calls answer is public.
 */
export async function admit(
  bank: Bank,
  c: Context<Env>,
  partnerId: string,
  also: { disabled?: boolean } = {},
): Promise<Caller> {
  const origin = c.req.header('origin') ?? null;
  const partner = await findPartner(bank, partnerId);
  if (!partner) throw new Problem('origin_refused', 'No partner of this id is known');
  if (partner.status === 'disabled' && !also.disabled)
    throw new Problem('partner_disabled', 'This partner is switched off');
  const ownPage = fromOwnOrigin(bank, c);
  if (origin !== null && !ownPage && !partner.origins.includes(origin)) {
    throw new Problem('origin_refused', 'The page’s origin is not in the partner’s list');
  }
  return { partner, origin, surface: ownPage ? 'bank' : 'partner' };
}
