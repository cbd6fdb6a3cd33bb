import type { Bank } from '../context.ts';
import { retrying } from '../db/retry.ts';
import { expireDue, lockAccount } from './ledger.ts';
import { reconcile } from './settle.ts';

/** Milliseconds between two looks at what is pending, and days that a quote nobody redeemed is kept. */
const lookEvery = 1_000;
const quotesKept = 86_400_000;

/** Takes out what has ended, in every account, and forgets quotes and codes that serve no more. */
export async function sweepPoints(bank: Pick<Bank, 'db' | 'clock'>): Promise<void> {
  const now = bank.clock.now();
  const due = await bank.db
    .selectFrom('points_lot')
    .select('account_id')
    .distinct()
    .where('expires_at', '<=', now)
    .where('remaining', '>', 0)
    .execute();
  for (const { account_id: account } of due) {
    await retrying(() =>
      bank.db.transaction().execute(async (trx) => {
        await lockAccount(trx, account);
        await expireDue(trx, account, now);
      }),
    );
  }
  const redeemed = bank.db.selectFrom('redemption').select(['quote_id']);
  const firsts = bank.db.selectFrom('redemption').select(['first_quote_id']);
  await bank.db
    .deleteFrom('points_quote')
    .where('expires_at', '<', now - quotesKept)
    .where('id', 'not in', redeemed)
    .where('id', 'not in', firsts)
    .execute();
  await bank.db
    .deleteFrom('step_up')
    .where('at', '<', now - quotesKept)
    .execute();
}

/** Keeps points in order while the bank runs: looks after what is pending, and now and then sweeps. */
export function keepPoints(bank: Bank): { stop(): Promise<void> } {
  let rounds = 0;
  let running: Promise<unknown> = Promise.resolve();
  let busy = false;
  const round = async () => {
    await reconcile(bank);
    if (rounds++ % 60 === 0) await sweepPoints(bank);
  };
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    running = round()
      .catch((error: unknown) => console.error('[bank] points', error))
      .finally(() => (busy = false));
  }, lookEvery).unref();
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
