import { createHmac } from 'node:crypto';
import type { Context } from 'hono';
import type { Bank, Env } from './context.ts';
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
  /** `bank` when the bank itself saw him sign in. */
  level: 'partner' | 'bank';
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

/** Records that a partner's user is a customer of the bank. */
export async function bind(bank: Pick<Bank, 'db'>, partner: string, session: string, customer: string): Promise<void> {
  await bank.db
    .insertInto('customer_binding')
    .values({ partner_id: partner, session, customer })
    .onConflict((conflict) => conflict.columns(['partner_id', 'session']).doUpdateSet({ customer }))
    .execute();
}
