import type { Kysely } from 'kysely';
import type { Bank } from './context.ts';
import { retrying } from './db/retry.ts';
import type { Tables } from './db/schema.ts';
import type { Person } from './person.ts';
import { Problem } from './problem.ts';
import { hash } from './proof.ts';

/** A database or an open transaction. */
export type Db = Kysely<Tables>;

/** One wish of one person: what a key stands for. */
export interface Intention {
  scope: string;
  key: string;
  /** Of what the request asks for; the same key with another is refused. */
  hash: string;
}

/** What was answered and will be answered again. */
export interface Answer<T = unknown> {
  status: number;
  body: T;
}

/** The form of an `Idempotency-Key`. */
export const keyPattern = /^[A-Za-z0-9_-]{1,64}$/;

/** Milliseconds a worker is believed alive; after that another may take the request over. */
const lease = 30_000;
/** Milliseconds an answer is kept: longer than any client keeps its key. */
const kept = 90 * 86_400_000;

/**
 * Makes an intention. The scope is partner, person and route, so that nobody meets another's keys. `request` holds what is
 * wished for, not what merely accompanies it: a retry may come from another page or in another language.
 */
export function intentionOf(person: Person, route: string, key: string, request: object): Intention {
  return { scope: `${person.partner} ${person.id} ${route}`, key, hash: hash(canonical(request)) };
}

/**
 * The answer given before, if there is one. Throws `idempotency_key_reused` for a key of another request and
 * `in_progress` while its first request is worked on.
 */
export async function recall(db: Db, intention: Intention): Promise<Answer | undefined> {
  return (await recallMany(db, [intention]))(intention);
}

/** As {@link recall} for many at once: the answer to each is asked of the function it gives. */
export async function recallMany(
  db: Db,
  intentions: Intention[],
): Promise<(intention: Intention) => Answer | undefined> {
  const rows = await db
    .selectFrom('idempotency')
    .selectAll()
    .where('scope', 'in', [...new Set(intentions.map((one) => one.scope))])
    .where('key', 'in', [...new Set(intentions.map((one) => one.key))])
    .execute();
  const found = new Map(rows.map((row) => [`${row.scope} ${row.key}`, row]));
  return (intention) => {
    const row = found.get(`${intention.scope} ${intention.key}`);
    if (!row) return undefined;
    if (row.request_hash !== intention.hash) {
      throw new Problem('idempotency_key_reused', 'This Idempotency-Key belongs to another request');
    }
    if (row.status !== null) return { status: row.status, body: row.response };
    if (row.lease_until > Date.now()) throw running();
    return undefined;
  };
}

/**
 * Keeps answers within the transaction that had the effect, until long after `now` (bank time). One that is there already
 * stays; says how many were new.
 */
export async function keep(trx: Db, now: number, answers: { intention: Intention; answer: Answer }[]): Promise<number> {
  if (!answers.length) return 0;
  const rows = answers.map(({ intention, answer }) => ({
    scope: intention.scope,
    key: intention.key,
    request_hash: intention.hash,
    status: answer.status,
    response: JSON.stringify(answer.body),
    lease_until: 0,
    expires_at: now + kept,
  }));
  const insert = trx
    .insertInto('idempotency')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['scope', 'key']).doNothing())
    .returning('key');
  return (await insert.execute()).length;
}

/**
 * Does the work of a request once. `work` runs in a transaction that also keeps its answer, and again from the start when
 * the engine asks for it. A refusal (a thrown {@link Problem}) undoes everything and is not kept: the same key may be sent again.
 */
export async function answerOnce<T>(
  bank: Bank,
  intention: Intention,
  work: (trx: Db) => Promise<Answer<T>>,
): Promise<Answer<T> & { replayed: boolean }> {
  const before = await recall(bank.db, intention);
  if (before) return { ...(before as Answer<T>), replayed: true };
  // A lease is about a process, so it goes by real time; the sandbox may have stopped the bank's.
  const mark = Date.now() + lease;
  if (!(await reserve(bank, intention, mark))) {
    // Somebody was faster between the look and the reservation.
    const answer = await recall(bank.db, intention);
    if (answer) return { ...(answer as Answer<T>), replayed: true };
    throw running();
  }
  try {
    const answer = await retrying(() =>
      bank.db.transaction().execute(async (trx) => {
        const done = await work(trx);
        const set = { status: done.status, response: JSON.stringify(done.body) };
        const settled = await own(trx.updateTable('idempotency').set(set), intention, mark).executeTakeFirst();
        // Somebody took the request over, so this worker was too slow: what it did is undone.
        if (settled.numUpdatedRows !== 1n) throw running();
        return done;
      }),
    );
    return { ...answer, replayed: false };
  } catch (error) {
    const release = own(bank.db.deleteFrom('idempotency'), intention, mark);
    await retrying(() => release.execute()).catch(() => undefined);
    throw error;
  }
}

const running = () => new Problem('in_progress', 'The first request with this key is not done yet');

/** Narrows a statement to the mark this worker put. */
function own<Q extends Narrowing<Q>>(statement: Q, intention: Intention, mark: number): Q {
  return statement
    .where('scope', '=', intention.scope)
    .where('key', '=', intention.key)
    .where('status', 'is', null)
    .where('lease_until', '=', mark);
}

/** What updates and deletions have in common here. */
interface Narrowing<Q> {
  where(column: 'scope' | 'key' | 'status' | 'lease_until', operator: '=' | 'is', value: string | number | null): Q;
}

/** Puts the mark of a running request; false when somebody holds it. A mark whose worker died is taken over. */
async function reserve(bank: Bank, intention: Intention, mark: number): Promise<boolean> {
  const row = {
    scope: intention.scope,
    key: intention.key,
    request_hash: intention.hash,
    status: null,
    response: null,
    lease_until: mark,
    expires_at: bank.clock.now() + kept,
  };
  const insert = bank.db
    .insertInto('idempotency')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['scope', 'key'])
        .doUpdateSet({ lease_until: mark })
        .where('idempotency.status', 'is', null)
        .where('idempotency.lease_until', '<=', mark - lease)
        .where('idempotency.request_hash', '=', row.request_hash),
    )
    .returning('key');
  return (await retrying(() => insert.execute())).length === 1;
}

/** JSON with its members in order, so that the same wish is the same text. */
function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  members.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join(',')}}`;
}
