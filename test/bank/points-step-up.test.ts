import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, describe, it } from 'node:test';
import { type PointsRig, startPointsRig, type Visitor } from './points-rig.ts';
import { engines } from './rig.ts';

for (const engine of engines) {
  describe(`The one-time code on ${engine}`, () => {
    let rig: PointsRig;
    let visitor: Visitor;
    let who: string;
    let token: string;
    before(async () => {
      rig = await startPointsRig(engine);
      visitor = await rig.visitor('lvtu-u-stranger');
    });
    after(() => rig.stop());
    beforeEach(async () => {
      who = await rig.customer(20_000);
      token = await quote(5_000);
    });

    async function quote(points: number): Promise<string> {
      const body = { item: 'BILL-DEDUCT', points, digest: await rig.digest('BILL-DEDUCT'), placement: '' };
      return (await visitor.call('/v1/points/quotes?partner=lvtu', body)).json.quote;
    }
    const redeem = (code?: string, key: string = randomUUID(), of = token) =>
      rig.own(who, '/v1/points/redemptions', { quote: of, ...(code ? { code } : {}) }, { 'idempotency-key': key });
    const newest = async () => (await rig.codes(who))[0] ?? '';
    const wrong = (code: string) => code.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10));
    const tick = (ms: number) => rig.tick(ms);

    it('P2 is asked for from the item’s threshold on, and not below it', async () => {
      const asked = await redeem();
      assert.deepEqual([asked.status, asked.json.code], [403, 'step_up_required']);
      assert.match(asked.json.challenge, /^[0-9a-f-]{36}$/);
      assert.equal((await rig.codes(who)).length, 1);
      assert.equal(await rig.balance(who), 20_000);
      assert.equal((await redeem(undefined, randomUUID(), await quote(4_900))).status, 201);
    });

    it('P2 confirms with the code that was sent, under the key that was used before it', async () => {
      const key = randomUUID();
      await redeem(undefined, key);
      const done = await redeem(await newest(), key);
      assert.deepEqual([done.status, done.json.status], [201, 'confirmed'], done.text);
      assert.equal(await rig.balance(who), 15_000);
      const again = await redeem(await newest(), key);
      assert.deepEqual([again.status, again.headers.get('idempotency-replayed')], [200, 'true']);
    });

    it('stands in no answer and no table but as a keyed hash', async () => {
      const asked = await redeem();
      const code = await newest();
      assert.match(code, /^\d{6}$/);
      assert.ok(!asked.text.includes(code));
      const rows = await rig.bank.bank.db.selectFrom('step_up').selectAll().where('customer', '=', who).execute();
      assert.equal(rows.length, 1);
      assert.ok(!JSON.stringify(rows).includes(code));
    });

    it('may be tried five times, counted also when the calls come at once, and then not even the right one serves', async () => {
      await redeem();
      const code = await newest();
      const left = await Promise.all(Array.from({ length: 5 }, () => redeem(wrong(code))));
      assert.deepEqual(left.map((answer) => answer.json.attemptsLeft).sort(), [0, 1, 2, 3, 4]);
      for (const answer of left) assert.deepEqual([answer.status, answer.json.code], [403, 'step_up_failed']);
      const right = await redeem(code);
      assert.deepEqual([right.json.code, right.json.attemptsLeft], ['step_up_failed', 0]);
      assert.equal(await rig.balance(who), 20_000);
      // Another code makes it good again, and the old one stays worthless.
      assert.equal((await redeem()).json.code, 'step_up_required');
      const second = await newest();
      if (second !== code) assert.equal((await redeem(code)).json.code, 'step_up_failed');
      assert.equal((await redeem(second)).status, 201);
    });

    it('ends after five minutes', async () => {
      await redeem();
      const code = await newest();
      tick(300_000);
      assert.equal((await redeem(code)).json.code, 'step_up_failed');
      tick(-300_000);
    });

    it('is sent once a minute and five times an hour, for whatever quote', async () => {
      const first = (await redeem()).json.challenge;
      assert.equal((await redeem()).json.challenge, first);
      assert.equal((await rig.codes(who)).length, 1);
      for (let sent = 2; sent <= 5; sent++) await redeem(undefined, randomUUID(), await quote(5_000));
      assert.equal((await rig.codes(who)).length, 5);
      const more = await redeem(undefined, randomUUID(), await quote(5_000));
      assert.deepEqual([more.status, more.json.code], [429, 'rate_limited']);
      assert.ok(more.headers.get('retry-after'));
      tick(61_000);
      assert.equal((await redeem()).json.code, 'rate_limited');
      tick(-61_000);
    });

    it('serves the quote and the customer it was sent for, and no other', async () => {
      await redeem();
      const code = await newest();
      const other = await quote(5_000);
      assert.equal((await redeem(code, randomUUID(), other)).json.code, 'step_up_failed');
      const somebody = await rig.customer(20_000);
      const headers = { 'idempotency-key': randomUUID() };
      const stolen = await rig.own(somebody, '/v1/points/redemptions', { quote: token, code }, headers);
      assert.equal(stolen.json.code, 'step_up_failed');
      assert.equal((await redeem(code)).status, 201);
    });

    it('is not asked for when the redemption cannot succeed anyway', async () => {
      const poor = await rig.customer(4_999);
      const headers = { 'idempotency-key': randomUUID() };
      const refused = await rig.own(poor, '/v1/points/redemptions', { quote: token }, headers);
      assert.equal(refused.json.code, 'insufficient_points');
      assert.deepEqual(await rig.codes(poor), []);
    });
  });
}
