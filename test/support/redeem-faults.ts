import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Page } from 'playwright-core';
import type { Fault } from '../../demo/bank/faults.ts';
import { onPage, type Watched } from './browser.ts';
import { ledger, outcome } from './redeem.ts';
import type { World } from './world.ts';

/** What a fault must come to in the end. */
export interface End {
  /** Redemptions at the bank. */
  made: 0 | 1;
  /** What the customer reads in the end, on whatever page he is. */
  told: (page: Page) => Promise<unknown>;
}

/** The customer reads that it was made. */
export const isDone = (page: Page) => outcome(page, 'done');

/** A fault of the confirmation alone. */
export const confirming = (fault: Partial<Fault>): Fault[] => [
  { prefix: '/v1/points/redemptions', method: 'POST', ...fault },
];

/** Plays faults of redemptions in a world; the counts are printed when the file is done. */
export function createFaultPlay(world: World) {
  const tally = { tried: 0, double: 0, lost: 0 };
  after(() => console.log(`${tally.tried} faults tried, ${tally.double} double, ${tally.lost} lost`));

  return {
    /** What the bank's own target does with the next redemption. */
    target: (mode: string) =>
      fetch(`${world.bank.internal}/sandbox/targets`, {
        method: 'POST',
        body: JSON.stringify([{ target: 'bill_deduction', mode, count: 1 }]),
      }),

    /** Plays one fault on a fresh browser, and counts what came of it at the bank and what the customer was told. */
    fault(name: string, play: (watched: Watched) => Promise<Page | void>, { made, told }: End): void {
      test(name, async () => {
        tally.tried++;
        const before = (await ledger(world)).redemptions.length;
        await onPage({}, async (watched) => {
          try {
            const page = (await play(watched)) ?? watched.page;
            world.faults([]);
            const heard = await told(page).then(
              () => '',
              (error: unknown) => String(error),
            );
            const now = await ledger(world);
            const grown = now.redemptions.slice(before).filter(({ status }) => status !== 'released').length;
            if (grown > made) tally.double++;
            if (grown < made || heard) tally.lost++;
            assert.deepEqual([grown, heard], [made, '']);
            assert.equal(now.sum, 0);
            assert.deepEqual(watched.problems.uncaught, []);
          } finally {
            world.faults([]);
          }
        });
      });
    },
  };
}
