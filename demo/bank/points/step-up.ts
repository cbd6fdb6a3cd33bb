import { createHmac, hkdfSync, randomInt, randomUUID, timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import type { Bank } from '../context.ts';
import { Problem } from '../problem.ts';
import type { ItemRow } from './items.ts';
import type { Trx } from './ledger.ts';
import type { QuoteRow } from './quote.ts';

/** Milliseconds a code lives, and within which no other is sent for the same quote. */
const codeLife = 300_000;
const sendPause = 60_000;
/** Tries of one code, and codes of one customer within an hour: 25 guesses of a million. */
const maxAttempts = 5;
const maxCodes = 5;
const hour = 3_600_000;

/** A code on its way to the customer's phone. */
export interface CodeMessage {
  customer: string;
  challenge: string;
  code: string;
  at: number;
}

/** Sends codes out of band. */
export interface CodeSender {
  send(message: CodeMessage): void;
  /** What was sent, the newest first. */
  sent(): CodeMessage[];
}

/** The sandbox's phone: messages stay in this process, for `GET /sandbox/codes`. */
export function createCodeSender(): CodeSender {
  const messages: CodeMessage[] = [];
  return {
    send(message) {
      messages.unshift(message);
      messages.length = Math.min(messages.length, 100);
    },
    sent: () => messages,
  };
}

/** Whether the rule asks for a code: by the item's threshold of points. */
export function needsStepUp(item: ItemRow, quote: { points: number }): boolean {
  return item.step_up_points !== null && quote.points >= item.step_up_points;
}

/** What became of the question for a code. `message` must be sent once the transaction has held. */
export type StepUp =
  | { state: 'passed' }
  | { state: 'required'; challenge: string; message?: CodeMessage }
  | { state: 'failed'; attemptsLeft: number };

/** Judges a code, or asks for one. To be called under the lock of the customer's account, in a transaction that holds. */
export async function stepUp(
  bank: Bank,
  trx: Trx,
  quote: QuoteRow,
  customer: string,
  code: string | undefined,
): Promise<StepUp> {
  const now = bank.clock.now();
  const live = await trx
    .selectFrom('step_up')
    .selectAll()
    .where('quote_id', '=', quote.id)
    .where('customer', '=', customer)
    .where('expires_at', '>', now)
    .orderBy('at', 'desc')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  if (live?.passed_at) return { state: 'passed' };
  if (code === undefined) {
    if (live && live.attempts < maxAttempts && live.at > now - sendPause) {
      return { state: 'required', challenge: live.id };
    }
    return start(bank, trx, quote, customer, now);
  }
  if (!live || live.attempts >= maxAttempts) return { state: 'failed', attemptsLeft: 0 };
  const count = trx.updateTable('step_up').set({ attempts: sql`attempts + 1` });
  await count.where('id', '=', live.id).execute();
  const right = timingSafeEqual(Buffer.from(live.code_hash), Buffer.from(hashCode(bank, live.id, code)));
  if (!right) return { state: 'failed', attemptsLeft: maxAttempts - live.attempts - 1 };
  await trx.updateTable('step_up').set({ passed_at: now }).where('id', '=', live.id).execute();
  return { state: 'passed' };
}

async function start(bank: Bank, trx: Trx, quote: QuoteRow, customer: string, now: number): Promise<StepUp> {
  const recent = trx.selectFrom('step_up').select('id').where('customer', '=', customer);
  if ((await recent.where('at', '>', now - hour).execute()).length >= maxCodes) {
    throw new Problem('rate_limited', 'Too many codes were asked for; try again later');
  }
  const challenge = randomUUID();
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const row = { id: challenge, quote_id: quote.id, customer, code_hash: hashCode(bank, challenge, code) };
  const times = { at: now, expires_at: now + codeLife, passed_at: null };
  await trx
    .insertInto('step_up')
    .values({ ...row, ...times, attempts: 0 })
    .execute();
  return { state: 'required', challenge, message: { customer, challenge, code, at: now } };
}

/** With a key of the bank: a million codes are hashed in a second by whoever has the table alone. */
function hashCode(bank: Bank, challenge: string, code: string): string {
  const key = hkdfSync('sha256', bank.pairwiseKey, '', 'step-up code', 32);
  return createHmac('sha256', Buffer.from(key)).update(`${challenge} ${code}`).digest('base64url');
}
