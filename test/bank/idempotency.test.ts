import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { type Answer, answerOnce, intentionOf, keep, recall } from '../../demo/bank/idempotency.ts';
import type { Person } from '../../demo/bank/person.ts';
import { Problem } from '../../demo/bank/problem.ts';
import { allEngines, type Rig, startRig } from './rig.ts';

const person: Person = { id: 'c:qh-c-1001', partner: 'lvtu', customer: 'qh-c-1001', level: 'partner' };
const wish = (key: string, request: object = { item: 'A' }, who: Person = person) =>
  intentionOf(who, 'POST /v1/things', key, request);
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof Problem ? error.code : String(error)),
  );

for (const engine of allEngines) {
  describe(`A request with an Idempotency-Key on ${engine}`, () => {
    let rig: Rig;
    before(async () => void (rig = await startRig(engine)));
    after(() => rig.stop());

    let made = 0;
    const make = async (): Promise<Answer> => ({ status: 201, body: { made: ++made } });
    const once = (key: string, work = make, request?: object) => answerOnce(rig.bank.bank, wish(key, request), work);

    it('is done once and answered the same ever after', async () => {
      const first = await once('k1');
      assert.deepEqual([first.status, first.replayed], [201, false]);
      const again = await once('k1');
      assert.deepEqual(again, { ...first, replayed: true });
    });

    it('is refused when the key comes with another wish, in whatever order its members stand', async () => {
      await once('k2', make, { item: 'A', quantity: 1 });
      assert.equal(await codeOf(once('k2', make, { quantity: 1, item: 'A' })), 'done');
      assert.equal(await codeOf(once('k2', make, { item: 'A', quantity: 2 })), 'idempotency_key_reused');
    });

    it('is another person’s or another partner’s own under the same key', async () => {
      await once('k3');
      const others: Person[] = [
        { ...person, id: 'c:qh-c-1002' },
        { ...person, partner: 'weishi' },
      ];
      for (const other of others) {
        assert.equal((await answerOnce(rig.bank.bank, wish('k3', {}, other), make)).replayed, false);
      }
    });

    it('is in progress for the second caller, and of ten at once one does the work', async () => {
      const slow = async () => {
        await wait(100);
        return make();
      };
      const before = made;
      const codes = await Promise.all(Array.from({ length: 10 }, () => codeOf(once('k4', slow))));
      // On PGlite's one connection the others wait for the transaction and are answered from it.
      assert.ok(codes.every((code) => code === 'done' || code === 'in_progress'));
      assert.ok(codes.includes('done'));
      assert.equal(made, before + 1);
      assert.equal((await once('k4')).replayed, true);
    });

    it('that was refused is not kept: what it did is undone and the key may come again', async () => {
      const { db } = rig.bank.bank;
      const refusing = answerOnce(rig.bank.bank, wish('k5'), async (trx) => {
        await trx.insertInto('seen_jti').values({ hash: 'half', expires_at: 0 }).execute();
        throw new Problem('sold_out', 'None are left');
      });
      assert.equal(await codeOf(refusing), 'sold_out');
      assert.deepEqual(await db.selectFrom('seen_jti').selectAll().where('hash', '=', 'half').execute(), []);
      assert.equal((await once('k5')).replayed, false);
    });

    it('whose worker died is taken over, and the late worker’s deed is undone', async () => {
      const { db } = rig.bank.bank;
      const intention = wish('k6');
      const mark = { status: null, response: null, request_hash: intention.hash, expires_at: 0 };
      const row = { scope: intention.scope, key: intention.key, ...mark, lease_until: Date.now() + 60_000 };
      await db.insertInto('idempotency').values(row).execute();
      assert.equal(await codeOf(once('k6')), 'in_progress');
      await db.updateTable('idempotency').set({ lease_until: 1 }).where('key', '=', 'k6').execute();
      const late = answerOnce(rig.bank.bank, intention, async (trx) => {
        await trx.insertInto('seen_jti').values({ hash: 'late', expires_at: 0 }).execute();
        await trx.updateTable('idempotency').set({ lease_until: 2 }).where('key', '=', 'k6').execute();
        return make();
      });
      assert.equal(await codeOf(late), 'in_progress');
      assert.deepEqual(await db.selectFrom('seen_jti').selectAll().where('hash', '=', 'late').execute(), []);
    });

    it('may have its answer kept by the transaction of many', async () => {
      const { db } = rig.bank.bank;
      const [one, two] = [wish('k7'), wish('k8')];
      await keep(db, 0, [
        { intention: one, answer: { status: 201, body: 'first' } },
        { intention: two, answer: { status: 200, body: 'second' } },
      ]);
      await keep(db, 0, [{ intention: one, answer: { status: 201, body: 'other' } }]);
      assert.deepEqual(await recall(db, one), { status: 201, body: 'first' });
      assert.deepEqual(await recall(db, two), { status: 200, body: 'second' });
      assert.equal(await recall(db, wish('k9')), undefined);
    });
  });
}
