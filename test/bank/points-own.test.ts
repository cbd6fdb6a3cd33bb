import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { bindVisitor, type PointsRig, redeeming, startPointsRig, type Visitor } from './points-rig.ts';
import { engines } from './rig.ts';

const redemptions = '/v1/points/redemptions';

for (const engine of engines) {
  describe(`What a customer alone sees of points on ${engine}`, () => {
    let rig: PointsRig;
    let visitor: Visitor;
    let quote: ReturnType<typeof redeeming>['quote'];
    let redeem: ReturnType<typeof redeeming>['redeem'];
    let outcome: ReturnType<typeof redeeming>['outcome'];
    before(async () => {
      rig = await startPointsRig(engine);
      visitor = await rig.visitor('lvtu-u-stranger');
      ({ quote, redeem, outcome } = redeeming(rig, () => visitor));
    });
    after(() => rig.stop());

    it('S3 P2 P5 answers balance, entries, quotes and redemptions to the bank’s cookie on the bank’s own origin only', async () => {
      const who = await rig.customer(10_000);
      const bound = await rig.visitor('lvtu-u-bound');
      await bindVisitor(rig, bound, who);
      const { quote: token } = await quote('LATTE-26');
      const paths: [string, object?][] = [
        ['/v1/points/balance'],
        ['/v1/points/entries'],
        [`/v1/points/quotes/${token}`],
        [`/v1/points/quotes/${token}/renewal`, {}],
        [redemptions, { quote: token }],
      ];
      const key = { 'idempotency-key': 'k1' };
      for (const [path, body] of paths) {
        const refused = [
          // a partner's token, on its page and on a page of the bank, with and without the cookie
          await bound.call(path, body, { headers: key }),
          await bound.call(path, body, { origin: rig.bank.origin, headers: key }),
          await rig.own(who, path, body, { ...key, authorization: 'DPoP x' }),
          // the cookie from a foreign page, and from no page
          await rig.own(who, path, body, { ...key, origin: rig.partner.origin, 'sec-fetch-site': 'cross-site' }),
          await rig.own(who, path, body, { ...key, origin: 'null', 'sec-fetch-site': 'same-origin' }),
          // a page of the bank where nobody is signed in
          await rig.own(who, path, body, { ...key, cookie: '' }),
        ];
        for (const [at, answer] of refused.entries()) {
          assert.deepEqual([answer.status, answer.json?.code], [403, 'bank_identity_required'], `${path} ${at}`);
        }
        assert.notEqual((await rig.own(who, path, body, key)).json?.code, 'bank_identity_required');
      }
    });

    it('P6 tells the balance with its time, and the part that ends next', async () => {
      const who = await rig.customer(500, 86_400_000);
      const { json, headers } = await rig.own(who, '/v1/points/balance');
      assert.equal(json.points, 500);
      assert.ok(Math.abs(Date.parse(json.asOf) - rig.bank.bank.clock.now()) < 5_000);
      assert.equal(json.expiring.points, 500);
      assert.equal(headers.get('cache-control'), 'no-store');
      assert.equal(await rig.balance(`nobody-${randomUUID()}`), 0);
      const sample = (await rig.own('qh-c-1001', '/v1/points/balance')).json;
      assert.deepEqual([sample.points, sample.expiring], [12_637, { points: 3_200, at: '2027-01-01T00:00:00+08:00' }]);
    });

    it('tells the outcome to the user who asked for the quote and the customer who redeemed it, and nobody else', async () => {
      const who = await rig.customer(10_000);
      const { quote: token, id } = await quote('LATTE-26');
      await redeem(who, token);
      assert.equal((await outcome(id)).length, 1);
      assert.deepEqual(await outcome(id, await rig.visitor('lvtu-u-other')), []);
      const own = await rig.own(who, `${redemptions}?partner=lvtu&quote=${id}`);
      assert.equal(own.json.items.length, 1);
      const somebody = await rig.own(await rig.customer(1), `${redemptions}?partner=lvtu&quote=${id}`);
      assert.deepEqual(somebody.json.items, []);
    });

    it('lists what moved in pages, the newest first, each once', async () => {
      const who = await rig.customer(1_000_000);
      const { id } = await rig.bank.bank.db
        .selectFrom('points_account')
        .select('id')
        .where('owner', '=', who)
        .executeTakeFirstOrThrow();
      const { earn } = await import('../../demo/bank/points/ledger.ts');
      const now = rig.bank.bank.clock.now();
      await rig.bank.bank.db.transaction().execute(async (trx) => {
        for (let n = 0; n < 60; n++)
          await earn(trx, {
            account: id,
            points: n + 1,
            expiresAt: now + 86_400_000,
            key: randomUUID(),
            at: now + (n >> 2),
          });
      });
      const seen: number[] = [];
      let cursor: string | null = '';
      do {
        const { json } = await rig.own(who, `/v1/points/entries${cursor ? `?cursor=${cursor}` : ''}`);
        seen.push(...json.items.map((one: { points: number }) => one.points));
        cursor = json.next as string | null;
      } while (cursor);
      assert.equal(seen.length, 61);
      assert.equal(new Set(seen).size, 61);
      assert.equal(seen.at(-1), 1_000_000);
      assert.ok(seen.slice(0, 4).every((points) => points > 56));
    });
  });
}
