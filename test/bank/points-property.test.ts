import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { retrying } from '../../demo/bank/db/retry.ts';
import { findItem, itemBody, registerItem, type RewardItem } from '../../demo/bank/points/items.ts';
import { earn, openAccount } from '../../demo/bank/points/ledger.ts';
import { makeQuote, readQuote, renewQuote } from '../../demo/bank/points/quote.ts';
import { confirm } from '../../demo/bank/points/redeem.ts';
import { reconcile, reverse } from '../../demo/bank/points/settle.ts';
import { sweepPoints } from '../../demo/bank/points/upkeep.ts';
import { Problem } from '../../demo/bank/problem.ts';
import { rewardItems } from '../../demo/bank/seed/points.ts';
import { audit } from './points-audit.ts';
import { allEngines, type Rig, startRig } from './rig.ts';

const day = 86_400_000;
const users = 3;
const ids = ['coupon', 'mug', 'bill', 'order'] as const;
type Kind = (typeof ids)[number];

/** One step of a run; places are taken modulo what there is. */
type Step =
  | { do: 'quote'; user: number; bound: boolean; item: Kind; amount: number; order: number }
  | { do: 'confirm'; other: boolean; quote: number; key: number; code: 'none' | 'right' | 'wrong' }
  | { do: 'renew'; user: number; quote: number }
  | { do: 'reverse'; redemption: number }
  | { do: 'use'; redemption: number }
  | { do: 'reconcile' }
  | { do: 'sweep' }
  | { do: 'fault'; item: Kind; mode: 'refuse' | 'down' | 'lost'; count: number }
  | { do: 'price'; points: number }
  | { do: 'wait'; ms: number };

const user = fc.nat(users - 1);
const item = fc.constantFrom(...ids);
const step = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      do: fc.constant('quote'),
      user,
      bound: fc.boolean(),
      item,
      amount: fc.integer({ min: 1, max: 3 }),
      order: fc.nat(1),
    }),
  },
  {
    weight: 14,
    arbitrary: fc.record({
      do: fc.constant('confirm'),
      other: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
      quote: fc.nat(29),
      key: fc.nat(1),
      code: fc.constantFrom('right', 'right', 'right', 'none', 'wrong'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('renew'), user, quote: fc.nat(29) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reverse'), redemption: fc.nat(11) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('use'), redemption: fc.nat(11) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('reconcile') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('sweep') }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('fault'),
      item,
      mode: fc.constantFrom('refuse', 'down', 'lost'),
      count: fc.integer({ min: 1, max: 2 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('price'), points: fc.integer({ min: 1, max: 3 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('wait'), ms: fc.constantFrom(61_000, 11 * 60_000, day, 20 * day) }),
  },
) as fc.Arbitrary<Step>;
/** Steps of one batch run at once. */
const batches = fc.array(fc.array(step, { minLength: 2, maxLength: 8 }), { minLength: 6, maxLength: 12 });

const sources: Record<Kind, string> = {
  coupon: 'LATTE-26',
  mug: 'SHANLAN-MUG',
  bill: 'BILL-DEDUCT',
  order: 'ORDER-DEDUCT',
};

for (const engine of allEngines) {
  describe(`Points under random interleavings on ${engine}`, () => {
    let rig: Rig;
    before(async () => void (rig = await startRig(engine)));
    after(() => rig.stop());

    it('P3 end balanced: entries sum to zero, no balance is negative, every redemption is consistent', async (test) => {
      const tally = new Map<string, number>();
      const count = (what: string) => tally.set(what, (tally.get(what) ?? 0) + 1);
      await fc.assert(
        fc.asyncProperty(batches, async (run) => {
          const world = await createWorld(rig);
          for (const batch of run) {
            const results = await Promise.allSettled(batch.map((one) => world.play(one)));
            for (const result of results) {
              if (result.status === 'fulfilled') continue;
              assert.ok(result.reason instanceof Problem, String((result.reason as Error).stack));
              count(result.reason.code);
            }
            await audit(rig.bank.bank, world, false);
          }
          await world.drain();
          await audit(rig.bank.bank, world, true);
          for (const status of await world.statuses()) count(status);
        }),
        { numRuns: 25, endOnFailure: true },
      );
      test.diagnostic(
        [...tally]
          .map(([what, times]) => `${what} ${times}`)
          .sort()
          .join(', '),
      );
      // The runs reached what they are about, or they prove nothing.
      for (const what of ['confirmed', 'released', 'cancelled', 'already', 'quota_reached', 'quote_expired']) {
        assert.ok(tally.get(what), `no run came to ${what}`);
      }
    });

    /** New customers and items in the same bank, and what is known of them. */
    async function createWorld({ bank: { bank } }: Rig) {
      bank.clock.set({ offsetMs: Date.parse('2026-11-22T10:00:00+08:00') - Date.now() });
      bank.targets.set([]);
      const mark = randomUUID().slice(0, 8).toUpperCase();
      const items = {} as Record<Kind, RewardItem>;
      for (const kind of ids) {
        const sample = rewardItems.find((one) => one.id === sources[kind]) as RewardItem;
        items[kind] = {
          ...structuredClone(sample),
          id: `${kind.toUpperCase()}-${mark}`,
          stepUpPoints: 500,
          stock: 5,
          caps: { month: 2, year: 3 },
        };
      }
      items.coupon.price = { kind: 'points', points: 200 };
      items.mug.price = { kind: 'points_and_money', points: 300, moneyFen: 100 };
      items.bill.price = { kind: 'variable', step: 100, min: 100, max: 20_000, pointsPerYuan: 100 };
      for (const one of Object.values(items)) await registerItem(bank.db, one);
      const people = Array.from({ length: users }, (_, at) => `p-${mark}-${at}`);
      await bank.db.transaction().execute(async (trx) => {
        for (const customer of people) {
          const account = await openAccount(trx, customer);
          const at = bank.clock.now();
          for (const [points, days] of [
            [400, 1],
            [400, 10],
            [500, 400],
          ] as const) {
            await earn(trx, { account, points, expiresAt: at + days * day, key: randomUUID(), at });
          }
        }
      });
      const tokens: { token: string; customer: string }[] = [];
      const redemptions: string[] = [];
      const at = <T>(list: readonly T[], place: number): T | undefined => list[place % (list.length || 1)];
      const audited = Object.values(items).map((one) => ({ id: one.id, stock: one.stock ?? 0, caps: one.caps }));

      async function play(one: Step): Promise<unknown> {
        switch (one.do) {
          case 'quote': {
            const row = await findItem(bank.db, items[one.item].id);
            const customer = one.bound ? people[one.user] : undefined;
            const id = customer ? `c:${customer}` : `p:lvtu:${one.user}`;
            const variable = row.price.kind === 'variable';
            const order = one.item === 'order' ? { order: { id: `${mark}-${one.order}`, amountFen: 10_000 } } : {};
            const digest = itemBody(row, 'zh-CN').rules.digest;
            const wish = {
              item: row.id,
              digest,
              placement: '',
              ...(variable
                ? { quantity: 1, points: one.amount * 200 }
                : { quantity: Math.min(one.amount, row.max_quantity) }),
            };
            const person = { id, partner: 'lvtu', customer, level: 'partner' as const };
            const { quote: token } = await makeQuote(bank, person, { ...wish, ...order });
            return tokens.push({ token, customer: people[one.user] ?? '' });
          }
          case 'confirm': {
            const made = at(tokens, one.quote);
            if (!made) return undefined;
            const customer = one.other ? (people[one.quote % users] ?? '') : made.customer;
            // Two keys of one intention are somebody's mistake, and happen.
            const wish = {
              customer,
              quote: await readQuote(bank, made.token),
              key: `${made.token.slice(0, 22)}-${one.key}`,
            };
            const code = one.code === 'wrong' ? '000000' : undefined;
            const done = await confirm(bank, { ...wish, code }).catch((error: unknown) => {
              if (!(error instanceof Problem) || error.code !== 'step_up_required' || one.code !== 'right') throw error;
              const sent = bank.codes.sent().find((message) => message.challenge === error.members.challenge);
              return confirm(bank, { ...wish, code: sent?.code });
            });
            if (done.found === 'already') throw new AlreadyDone();
            return redemptions.push(done.row.id);
          }
          case 'renew': {
            const made = at(tokens, one.quote);
            const quote = made && (await readQuote(bank, made.token));
            const customer = people[one.user] ?? '';
            if (!quote || (quote.customer !== null && quote.customer !== customer)) return undefined;
            return tokens.push({ token: (await renewQuote(bank, customer, quote)).quote, customer });
          }
          case 'reverse': {
            const id = at(redemptions, one.redemption);
            return id && reverse(bank, id, 'a test');
          }
          case 'use':
            return update(
              bank.db
                .updateTable('coupon')
                .set({ used_at: bank.clock.now() })
                .where('person', '=', `c:${at(people, one.redemption) ?? ''}`),
            );
          case 'reconcile':
            return reconcile(bank, Number.MAX_SAFE_INTEGER);
          case 'sweep':
            return sweepPoints(bank);
          case 'fault':
            return bank.targets.set([{ target: items[one.item].target, mode: one.mode, count: one.count }]);
          case 'price':
            return update(
              bank.db
                .updateTable('reward_item')
                .set({ price: JSON.stringify({ kind: 'points', points: one.points * 100 }) })
                .where('id', '=', items.coupon.id),
            );
          case 'wait':
            return bank.clock.set({ offsetMs: bank.clock.state().offsetMs + one.ms });
        }
      }

      const mine = () => bank.db.selectFrom('redemption').select('status').where('customer', 'in', people).execute();
      return {
        items: audited,
        play,
        /** Lets everything that is open come to its end. */
        async drain() {
          bank.targets.set([]);
          for (let tries = 0; tries < 50 && (await mine()).some((row) => row.status === 'pending'); tries++) {
            await reconcile(bank, Number.MAX_SAFE_INTEGER);
          }
          await sweepPoints(bank);
        },
        statuses: async () => (await mine()).map((row) => row.status),
      };
    }
  });
}

/** What the test changes past the bank's own code meets the bank's transactions too, and must come again like them. */
const update = (statement: { execute(): Promise<unknown> }) => retrying(() => statement.execute());

/** Tells the tally that a quote was redeemed before. */
class AlreadyDone extends Problem {
  override readonly code = 'already' as never;
  constructor() {
    super('in_progress', 'redeemed before');
  }
}
