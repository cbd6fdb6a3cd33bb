import { createHmac } from 'node:crypto';
import type { Context } from 'hono';
import type { Bank, Env } from './context.ts';
import { frameVisitor } from './frame/session.ts';
import { admit } from './partners.ts';
import { Problem } from './problem.ts';
import { findSession } from './session.ts';

/** The natural person behind a call, as far as the bank knows him. Nothing of this may reach a partner's page. */
export interface Person {
  /** `c:<customer>` for a customer of the bank, whatever way he came; else `p:<partner>:<session>`. */
  id: string;
  partner: string;
  /** The customer's id: of a bank session, or of a partner's user who is bound to one. */
  customer: string | undefined;
  /** `bank` when the bank itself saw him sign in; `frame` in the bank's frame, which may claim and no more. */
  level: 'partner' | 'frame' | 'bank';
}

/**
 * The pairwise id of a partner's user: the same for the same user at one partner, of no use at another, and not to be traced
 * back to the partner's own number without the bank's key.
 */
export function pairwise(key: Uint8Array, partner: string, subject: string): string {
  return createHmac('sha256', key).update(`${partner}\n${subject}`).digest('base64url').slice(0, 22);
}

/** Who calls: checks partner, origin and session. Throws `token_invalid` when nobody is signed in. */
export async function personOf(bank: Bank, c: Context<Env>, partnerId: string): Promise<Person> {
  const { partner, surface } = await admit(bank, c, partnerId);
  const visitor = surface === 'bank' ? await frameVisitor(bank, c, partner.id) : undefined;
  if (visitor) return { id: `c:${visitor.customer}`, partner: partner.id, customer: visitor.customer, level: 'frame' };
  const found = await findSession(bank, c, partner.id, surface);
  if (!found) throw new Problem('token_invalid', 'Nobody is signed in at the bank');
  const { level, session, customer } = found;
  return { id: customer ? `c:${customer}` : `p:${partner.id}:${session}`, partner: partner.id, customer, level };
}

/** As {@link personOf}, for what only the customer himself may do on the bank's own surface. */
export async function customerOf(
  bank: Bank,
  c: Context<Env>,
  partnerId: string,
): Promise<Person & { customer: string }> {
  const person = await personOf(bank, c, partnerId).catch((error: unknown) => {
    // On the bank's own pages the next step is the sign-in, not a new ticket.
    const own = error instanceof Problem && error.code === 'token_invalid' && !c.req.header('authorization');
    throw own ? new Problem('bank_identity_required', 'Nobody is signed in at the bank') : error;
  });
  const { customer } = person;
  if (person.level !== 'bank' || !customer) {
    throw new Problem('bank_identity_required', 'Only the customer himself may do this, on the bank’s own page');
  }
  return { ...person, customer };
}

/**
 * Records that a partner's user is a customer of the bank's. What he claimed as nobody in particular is the customer's from
 * now on and counts as his (C2). A right that both had used stays with both, for it was granted in good faith; the second
 * use counts against every quota from now on.
 */
export async function bind(bank: Pick<Bank, 'db'>, partner: string, session: string, customer: string): Promise<void> {
  const [nobody, person] = [`p:${partner}:${session}`, `c:${customer}`];
  await bank.db.transaction().execute(async (trx) => {
    await trx
      .insertInto('customer_binding')
      .values({ partner_id: partner, session, customer })
      .onConflict((conflict) => conflict.columns(['partner_id', 'session']).doUpdateSet({ customer }))
      .execute();
    const claims = trx.selectFrom('coupon_claim').select(['campaign_id', 'nth', 'claim_id']);
    const own = new Set((await claims.where('person', '=', person).execute()).map(rightOf));
    for (const claim of await claims.where('person', '=', nobody).execute()) {
      const nth = own.has(rightOf(claim)) ? `${claim.nth}+${claim.claim_id}` : claim.nth;
      await trx.updateTable('coupon_claim').set({ person, nth }).where('claim_id', '=', claim.claim_id).execute();
      await trx.updateTable('coupon').set({ person }).where('claim_id', '=', claim.claim_id).execute();
    }
  });
}

const rightOf = ({ campaign_id, nth }: { campaign_id: string; nth: string }) => `${campaign_id} ${nth}`;

/** The customer whom the bank knows behind a partner's user. */
export async function boundTo(bank: Bank, partner: string, session: string): Promise<string | undefined> {
  const row = await bank.db
    .selectFrom('customer_binding')
    .select('customer')
    .where('partner_id', '=', partner)
    .where('session', '=', session)
    .executeTakeFirst();
  return row?.customer;
}
