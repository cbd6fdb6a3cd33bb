import { createBatcher } from '../batch.ts';
import type { Bank } from '../context.ts';
import { Again, mayPass, retrying } from '../db/retry.ts';
import { type Answer, type Db, type Intention, keep, recallMany } from '../idempotency.ts';
import type { Person } from '../person.ts';
import { Problem } from '../problem.ts';
import { claimBody, claimFor, writeClaims } from './grant.ts';
import { refusalOf } from './refusal.ts';
import type { Campaign } from './rule.ts';
import type { ClaimBody } from './schema.ts';
import { type Facts, slotOf, standingOf } from './standing.ts';
import { type ClaimRow, digestsThatHold, type WholeClaim, withCoupons } from './store.ts';
import type { Locale } from '../seed/texts.ts';

/** One request to claim, with everything that is known before the stock is asked. */
export interface Claim {
  campaign: Campaign;
  person: Person;
  facts: Facts | undefined;
  intention: Intention;
  body: { digest: string; placement: string; attribution?: string | undefined };
  locale: Locale;
  /** Bank time at which it arrived. */
  now: number;
}

/** What a granted claim answers. */
export type Granted = Answer<ClaimBody & { already?: true }> & { replayed: boolean };

/**
 * The desk that grants claims: exactly as many as are in stock, one per person and right, the same answer to every retry.
 * Claims on one stock go through a micro-batcher; see {@link grantAll} for what makes them exact.
 */
export function createDesk(bank: Bank): (claim: Claim) => Promise<Granted> {
  const batched = createBatcher<Claim, Granted | Problem>((claims) =>
    retrying(() => bank.db.transaction().execute((trx) => grantAll(trx, bank, claims))).catch((error: unknown) => {
      if (!mayPass(error)) throw error;
      // Others were always faster. Nothing was done, and the same keys may come again.
      return claims.map(() => new Problem('unavailable', 'Too many claims at this moment'));
    }),
  );
  return async (claim) => {
    const { campaign, now } = claim;
    const outcome = await batched(`${campaign.id} ${slotOf(campaign, now)}`, claim);
    if (outcome instanceof Problem) throw outcome;
    return outcome;
  };
}

/**
 * One transaction for many claims on one stock. The lock on the stock's row puts batches of all processes one behind the
 * other; what was claimed is read after it, so a decision rests on nothing that may still change. Answers are kept in the
 * same transaction: either all of a claim is there, its answer too, or nothing.
 */
async function grantAll(trx: Db, bank: Bank, claims: Claim[]): Promise<(Granted | Problem)[]> {
  const { campaign, now } = claims[0] as Claim;
  const slot = slotOf(campaign, now);
  const stock = await lockStock(trx, campaign, slot);
  const earlier = await recallMany(
    trx,
    claims.map((claim) => claim.intention),
  );
  const holding = await digestsThatHold(trx, campaign.id, [...new Set(claims.map((claim) => claim.body.digest))]);
  const made = await claimsOn(trx, campaign.id, [...new Set(claims.map((claim) => claim.person.id))]);

  let left = stock;
  const granted: WholeClaim[] = [];
  const answers = new Map<string, { intention: Intention; answer: Granted }>();
  const outcomes = claims.map((claim): Granted | Problem | ClaimRow => {
    const { intention, person, facts } = claim;
    const key = `${intention.scope} ${intention.key}`;
    try {
      const before = earlier(intention) ?? answers.get(key)?.answer;
      if (before) return { ...(before as Granted), replayed: true };
    } catch (error) {
      if (error instanceof Problem) return error;
      throw error;
    }
    const own = made.get(person.id) ?? [];
    const standing = standingOf(
      claim.campaign,
      { level: person.level, facts, claims: own.map((row) => ({ nth: row.nth, claimedAt: row.claimed_at })) },
      left,
      claim.now,
    );
    const held = own.find((row) => standing.held?.includes(row.nth));
    if (held) return held;
    if (standing.state !== 'claimable' || !standing.right) return refusalOf(bank, claim, standing);
    if (!holding.has(claim.body.digest)) {
      return new Problem('rules_changed', 'The rules changed to the customer’s loss after they were read');
    }
    const whole = claimFor({
      campaign: claim.campaign,
      person: person.id,
      partner: person.partner,
      nth: standing.right.nth,
      key: intention.key,
      digest: claim.body.digest,
      placement: claim.body.placement,
      attribution: claim.body.attribution ?? null,
      facts,
      now: claim.now,
    });
    granted.push(whole);
    made.set(person.id, [...own, whole]);
    if (left !== null) left--;
    const answer: Granted = { status: 201, body: claimBody(whole, claim.now), replayed: false };
    answers.set(key, { intention, answer });
    return answer;
  });

  await writeClaims(trx, granted);
  if (stock !== null && granted.length) {
    const take = trx.updateTable('campaign_stock').set((row) => ({ remaining: row('remaining', '-', granted.length) }));
    await take.where('campaign_id', '=', campaign.id).where('slot', '=', slot).execute();
  }
  const settled = await answerHeld(trx, claims, outcomes, granted, answers);
  // A key that came to two campaigns at once belongs to the first; the other looks again and finds it taken.
  if ((await keep(trx, now, [...answers.values()])) < answers.size)
    throw new Again('A key was used by another request');
  return settled;
}

/** Answers those who have what they ask for by another key, from the claim they hold. */
async function answerHeld(
  trx: Db,
  claims: Claim[],
  outcomes: (Granted | Problem | ClaimRow)[],
  granted: WholeClaim[],
  answers: Map<string, { intention: Intention; answer: Granted }>,
): Promise<(Granted | Problem)[]> {
  const rows = outcomes.filter((one): one is ClaimRow => 'claim_id' in one && !('coupons' in one));
  const whole = new Map([...granted, ...(await withCoupons(trx, rows))].map((one) => [one.claim_id, one]));
  return outcomes.map((outcome, index) => {
    if (!('claim_id' in outcome)) return outcome;
    const { now, intention } = claims[index] as Claim;
    const body = claimBody(whole.get(outcome.claim_id) as WholeClaim, now);
    const answer: Granted = { status: 200, body: { ...body, already: true }, replayed: false };
    const key = `${intention.scope} ${intention.key}`;
    const same = answers.get(key)?.answer;
    if (same) return { ...same, replayed: true };
    answers.set(key, { intention, answer });
    return answer;
  });
}

/** Locks the stock's row, making it at the first claim of a window; what is left, null for no end. */
async function lockStock(trx: Db, campaign: Campaign, slot: string): Promise<number | null> {
  const lock = () =>
    trx
      .selectFrom('campaign_stock')
      .select('remaining')
      .where('campaign_id', '=', campaign.id)
      .where('slot', '=', slot)
      .forUpdate()
      .executeTakeFirst();
  const found = await lock();
  if (found) return found.remaining;
  await trx
    .insertInto('campaign_stock')
    .values({ campaign_id: campaign.id, slot, remaining: campaign.rule.stock })
    .onConflict((conflict) => conflict.columns(['campaign_id', 'slot']).doNothing())
    .execute();
  const made = await lock();
  if (!made) throw new Again('The stock was made by another and is not to be seen yet');
  return made.remaining;
}

async function claimsOn(trx: Db, campaign: string, persons: string[]): Promise<Map<string, ClaimRow[]>> {
  const rows = await trx
    .selectFrom('coupon_claim')
    .selectAll()
    .where('campaign_id', '=', campaign)
    .where('person', 'in', persons)
    .execute();
  const byPerson = new Map<string, ClaimRow[]>();
  for (const row of rows) byPerson.set(row.person, [...(byPerson.get(row.person) ?? []), row]);
  return byPerson;
}
