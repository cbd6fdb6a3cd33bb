import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { rfc3339 } from '../../demo/bank/clock.ts';
import {
  balanceAt,
  earn,
  expireDue,
  findAccount,
  house,
  type Line,
  openAccount,
  post,
  returnLines,
  takeLines,
  type Trx,
} from '../../demo/bank/points/ledger.ts';
import { sweepPoints } from '../../demo/bank/points/upkeep.ts';
import { allEngines, type Rig, startRig } from './rig.ts';

const now = Date.parse('2026-11-22T10:00:00+08:00');
const day = 86_400_000;

for (const engine of allEngines) {
  describe(`The ledger of points on ${engine}`, () => {
    let rig: Rig;
    before(async () => void (rig = await startRig(engine)));
    after(() => rig.stop());

    const within = <T>(work: (trx: Trx) => Promise<T>) => rig.bank.bank.db.transaction().execute(work);
    const lot = (points: number, days: number) => ({ points, expiresAt: now + days * day });
    /** An account with lots, each of so many points for so many days. */
    const open = (...lots: { points: number; expiresAt: number }[]) =>
      within(async (trx) => {
        const account = await openAccount(trx, randomUUID());
        for (const one of lots) await earn(trx, { account, ...one, key: randomUUID(), at: now });
        return account;
      });
    const posting = (lines: Line[], more: object = {}) => ({
      kind: 'reserve' as const,
      scope: 'test',
      key: randomUUID(),
      at: now,
      lines,
      ...more,
    });
    const held = (amount: number): Line => ({ account: house.held, amount });
    const spend = (account: string, points: number) =>
      within(async (trx) => {
        const lines = await takeLines(trx, account, points, now);
        return lines && post(trx, posting([...lines, held(points)]));
      });
    const balance = async (account: string, at = now) => (await balanceAt(rig.bank.bank.db, account, at)).points;
    const lotsOf = async (account: string) =>
      (
        await rig.bank.bank.db
          .selectFrom('points_lot')
          .selectAll()
          .where('account_id', '=', account)
          .orderBy('expires_at')
          .execute()
      ).map((row) => row.remaining);

    it('refuses lines that do not sum to zero, a single line, nothing, and what is not whole', async () => {
      const account = await open(lot(100, 9));
      const [mine] = (await within((trx) => takeLines(trx, account, 10, now))) ?? [];
      assert.ok(mine);
      for (const lines of [
        [mine, held(9)],
        [mine],
        [],
        [{ ...mine, amount: 0 }, held(0)],
        [{ ...mine, amount: -0.5 }, held(0.5)],
      ]) {
        await assert.rejects(
          within((trx) => post(trx, posting(lines))),
          /do not balance/,
        );
      }
      assert.equal(await balance(account), 100);
    });

    it('writes a transaction once: the same again changes nothing, another under its key is refused', async () => {
      const account = await open(lot(100, 9));
      const lines = (await within((trx) => takeLines(trx, account, 10, now))) ?? [];
      const once = posting([...lines, held(10)]);
      const id = await within((trx) => post(trx, once));
      assert.equal(await within((trx) => post(trx, once)), id);
      assert.equal(await balance(account), 90);
      const other = { ...once, lines: [...lines.map((line) => ({ ...line, amount: -11 })), held(11)] };
      await assert.rejects(
        within((trx) => post(trx, other)),
        /written before, as something else/,
      );
      assert.equal(await balance(account), 90);
    });

    it('takes a transaction back once, whatever the key', async () => {
      const account = await open(lot(100, 9));
      const id = (await spend(account, 40)) as string;
      const back = async () =>
        within(async (trx) => {
          const lines = [held(-40), ...(await returnLines(trx, id, now))];
          return post(trx, posting(lines, { kind: 'release', reverses: id }));
        });
      await back();
      await assert.rejects(back());
      assert.equal(await balance(account), 100);
    });

    it('never lets a balance or a lot fall below zero', async () => {
      const account = await open(lot(100, 9), lot(50, 20));
      assert.equal(await spend(account, 151), undefined);
      const [mine] = (await within((trx) => takeLines(trx, account, 10, now))) ?? [];
      assert.ok(mine);
      await assert.rejects(
        within((trx) => post(trx, posting([{ ...mine, amount: -101 }, held(101)]))),
        /check/,
      );
      assert.deepEqual(await lotsOf(account), [100, 50]);
    });

    it('refuses a lot of somebody else', async () => {
      const [mine, theirs] = [await open(lot(100, 9)), await open(lot(100, 9))];
      const [line] = (await within((trx) => takeLines(trx, theirs, 10, now))) ?? [];
      assert.ok(line);
      const forged = { ...line, account: mine };
      await assert.rejects(
        within((trx) => post(trx, posting([forged, held(10)]))),
        /not one of account/,
      );
      assert.deepEqual([await balance(mine), await balance(theirs)], [100, 100]);
    });

    it('spends first what ends first, and says what ends next and when', async () => {
      const account = await open(lot(100, 40), lot(30, 5), lot(20, 5));
      const read = () => balanceAt(rig.bank.bank.db, account, now);
      assert.deepEqual(await read(), { points: 150, expiring: { points: 50, at: now + 5 * day } });
      await spend(account, 60);
      assert.deepEqual(await read(), { points: 90, expiring: { points: 90, at: now + 40 * day } });
    });

    it('ends points at their instant and not before, in the balance at once and in the ledger by the sweep', async () => {
      const account = await open(lot(100, 40), lot(30, 5));
      const end = now + 5 * day;
      assert.equal(await balance(account, end - 1), 130);
      assert.equal(await balance(account, end), 100);
      assert.equal(await within((trx) => takeLines(trx, account, 101, end)), undefined);
      await sweepPoints({ db: rig.bank.bank.db, clock: { ...rig.bank.bank.clock, now: () => end } });
      assert.deepEqual(await lotsOf(account), [0, 100]);
      await within((trx) => expireDue(trx, account, end));
      assert.deepEqual(await lotsOf(account), [0, 100]);
    });

    it('gives points back with their own end, and for 30 more days when that has passed', async () => {
      const account = await open(lot(100, 40), lot(30, 5));
      const id = (await spend(account, 50)) as string;
      const later = now + 6 * day;
      await within(async (trx) => {
        const lines = [held(-50), ...(await returnLines(trx, id, later))];
        await post(trx, posting(lines, { kind: 'release', reverses: id }));
      });
      assert.equal(await balance(account, later), 130);
      const { expiring } = await balanceAt(rig.bank.bank.db, account, later);
      assert.deepEqual(expiring && [expiring.points, rfc3339(expiring.at)], [30, '2026-12-29T00:00:00+08:00']);
    });

    it('opens one account for a customer, however often and at once', async () => {
      const customer = randomUUID();
      const ids = await Promise.all(
        Array.from({ length: 6 }, () => within((trx) => openAccount(trx, customer)).catch(() => undefined)),
      );
      assert.equal(new Set(ids.filter(Boolean)).size, 1);
      assert.equal((await findAccount(rig.bank.bank.db, customer))?.id, ids.find(Boolean));
    });
  });
}
