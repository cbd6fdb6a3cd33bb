import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { quoteLife } from '../../demo/bank/points/quote.ts';
import { bindVisitor, type PointsRig, startPointsRig, type Visitor } from './points-rig.ts';
import { engines } from './rig.ts';

const quotes = '/v1/points/quotes?partner=lvtu';

for (const engine of engines) {
  describe(`Quotes on ${engine}`, () => {
    let rig: PointsRig;
    let bound: Visitor;
    let stranger: Visitor;
    let customer: string;
    const digests: Record<string, string> = {};

    before(async () => {
      rig = await startPointsRig(engine);
      [bound, stranger] = [await rig.visitor('lvtu-u-bound'), await rig.visitor('lvtu-u-stranger')];
      customer = await rig.customer(10_000);
      await bindVisitor(rig, bound, customer);
      for (const id of ['LATTE-26', 'SHANLAN-MUG', 'BILL-DEDUCT', 'ORDER-DEDUCT']) digests[id] = await rig.digest(id);
    });
    after(() => rig.stop());

    const wish = (item: string, more: object = {}) => ({ item, digest: digests[item], placement: 'hotel', ...more });
    const open = (who: string, quote: string) => rig.own(who, `/v1/points/quotes/${quote}`);
    const tick = (ms: number) => rig.tick(ms);

    it('fix points and money for ten minutes, by whole numbers, and are never kept by a cache', async () => {
      const answer = await bound.call(quotes, wish('SHANLAN-MUG', { quantity: 2 }));
      assert.equal(answer.status, 201, answer.text);
      const { points, moneyFen, expiresAt, valueFen } = answer.json;
      assert.deepEqual([points, moneyFen, valueFen], [6_000, 5_800, undefined]);
      const left = Date.parse(expiresAt) - rig.bank.bank.clock.now();
      assert.ok(left > quoteLife - 5_000 && left <= quoteLife);
      assert.equal(answer.headers.get('cache-control'), 'no-store');
    });

    it('R6 hold nothing about anybody: an id and a signature that fit an address', async () => {
      const { quote, id } = (await bound.call(quotes, wish('LATTE-26'))).json;
      assert.match(quote, /^[\w-]{22}\.[\w-]{43}$/);
      assert.equal(quote.split('.')[0], id);
      for (const part of quote.split('.')) {
        const inside = Buffer.from(part, 'base64url').toString('latin1');
        for (const secret of [customer, bound.session, 'lvtu', 'LATTE', '2600']) assert.ok(!inside.includes(secret));
      }
    });

    it('are refused with a changed letter, and when the row behind them was changed', async () => {
      const { quote, id } = (await stranger.call(quotes, wish('LATTE-26'))).json;
      assert.equal((await open(customer, quote)).status, 200);
      const other = (await stranger.call(quotes, wish('SHANLAN-MUG'))).json.quote;
      const forged = [
        quote.slice(0, -2) + (quote.endsWith('AA') ? 'BB' : 'AA'),
        `${quote.slice(0, 22)}.${other.slice(23)}`,
        quote.slice(0, 22),
        `${quote}x`,
      ];
      for (const one of forged) assert.equal((await open(customer, one)).json.code, 'not_found', one);
      for (const change of [{ points: 1 }, { quantity: 3 }, { partner_id: 'weishi' }, { customer: 'somebody' }]) {
        const { db } = rig.bank.bank;
        const rows = db.selectFrom('points_quote').selectAll().where('id', '=', id);
        const before = await rows.executeTakeFirstOrThrow();
        await db.updateTable('points_quote').set(change).where('id', '=', id).execute();
        assert.equal((await open(customer, quote)).json.code, 'not_found', JSON.stringify(change));
        await db.updateTable('points_quote').set(before).where('id', '=', id).execute();
      }
      assert.equal((await open(customer, quote)).status, 200);
    });

    it('need a session, and the digest of the rules that were read', async () => {
      const bare = await rig.call(quotes, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(wish('LATTE-26')),
      });
      assert.equal(bare.json.code, 'token_invalid');
      const other = await bound.call(quotes, wish('LATTE-26', { digest: 'a1'.repeat(32) }));
      assert.deepEqual([other.status, other.json.code], [409, 'rules_changed']);
      const english = (await rig.call('/v1/reward-items/LATTE-26?partner=lvtu&locale=en')).json.rules.digest;
      assert.equal((await bound.call(quotes, wish('LATTE-26', { digest: english }))).status, 201);
    });

    it('are given for amounts in which the item is sold, and no others', async () => {
      const good = await bound.call(quotes, wish('BILL-DEDUCT', { points: 5_000 }));
      assert.deepEqual([good.status, good.json.points, good.json.valueFen], [201, 5_000, 5_000]);
      const wrong: [string, object][] = [
        ['BILL-DEDUCT', {}],
        ['BILL-DEDUCT', { points: 400 }],
        ['BILL-DEDUCT', { points: 550 }],
        ['BILL-DEDUCT', { points: 20_100 }],
        ['BILL-DEDUCT', { points: 1_000.5 }],
        ['BILL-DEDUCT', { points: 1_000, quantity: 2 }],
        ['LATTE-26', { points: 2_600 }],
        ['LATTE-26', { quantity: 4 }],
        ['LATTE-26', { quantity: 0 }],
        ['LATTE-26', { quantity: -1 }],
        ['LATTE-26', { order: { id: 'A1', amountFen: 100 } }],
        ['ORDER-DEDUCT', { points: 1_000 }],
        ['ORDER-DEDUCT', { points: 1_000, order: { id: 'A1', amountFen: 999 } }],
        ['ORDER-DEDUCT', { points: 1_000, order: { id: 'A 1', amountFen: 5_000 } }],
      ];
      for (const [id, more] of wrong) {
        const answer = await bound.call(quotes, wish(id, more));
        assert.deepEqual([answer.status, answer.json.code], [400, 'invalid_request'], JSON.stringify([id, more]));
      }
    });

    it('bind the partner’s order with its amount', async () => {
      const order = { id: 'HT-20261122-01', amountFen: 38_800 };
      const { quote } = (await bound.call(quotes, wish('ORDER-DEDUCT', { points: 4_000, order }))).json;
      const { json } = await open(customer, quote);
      assert.deepEqual([json.order, json.valueFen, json.partner, json.partnerName], [order, 4_000, 'lvtu', '旅途']);
    });

    it('are refused early when the item is gone, the cap is used up or the account restricted', async () => {
      const mug = await rig.digest('SHANLAN-MUG-OUT');
      const out = await bound.call(quotes, { ...wish('LATTE-26'), item: 'SHANLAN-MUG-OUT', digest: mug });
      assert.deepEqual([out.status, out.json.code], [409, 'sold_out']);
      const old = await bound.call(quotes, { ...wish('LATTE-26'), item: 'SHANLAN-MUG-OLD', digest: mug });
      assert.deepEqual([old.status, old.json.code], [409, 'item_closed']);
      const { db } = rig.bank.bank;
      const freeze = (status: 'frozen' | 'active') =>
        db.updateTable('points_account').set({ status }).where('owner', '=', customer).execute();
      await freeze('frozen');
      const frozen = await bound.call(quotes, wish('LATTE-26'));
      assert.deepEqual(
        [frozen.status, frozen.json.code, frozen.json.reason],
        [403, 'not_eligible', 'account_restricted'],
      );
      assert.match(frozen.json.reasonText, /客服/);
      await freeze('active');
    });

    it('of a bound user are his customer’s alone; of another user, whoever’s who signs in', async () => {
      const someone = await rig.customer(10_000);
      const mine = (await bound.call(quotes, wish('LATTE-26'))).json.quote;
      assert.equal((await open(customer, mine)).status, 200);
      const refused = await open(someone, mine);
      assert.deepEqual(
        [refused.status, refused.json.code, refused.json.reason],
        [403, 'not_eligible', 'other_customer'],
      );
      const free = (await stranger.call(quotes, wish('LATTE-26'))).json.quote;
      for (const who of [customer, someone]) assert.equal((await open(who, free)).status, 200);
    });

    it('P1 show the bank’s page everything before the confirm, and whether a code will be asked for', async () => {
      const { quote } = (await bound.call(quotes, wish('LATTE-26', { quantity: 2 }))).json;
      const { json } = await open(customer, quote);
      assert.equal(json.state, 'open');
      assert.deepEqual([json.points, json.quantity, json.changed, json.stepUp], [5_200, 2, false, true]);
      assert.deepEqual(json.now, { points: 5_200, moneyFen: 0 });
      assert.deepEqual(
        json.quotas.map((one: { used: number; limit: number }) => [one.used, one.limit]),
        [
          [0, 3],
          [0, 36],
        ],
      );
      assert.ok(json.item.rules.refund && json.item.rules.delivery && json.item.rules.validity);
      const small = (await bound.call(quotes, wish('LATTE-26'))).json.quote;
      assert.equal((await open(customer, small)).json.stepUp, false);
    });

    it('end after ten minutes and can be renewed at the price of then, for the same wish', async () => {
      const order = { id: 'HT-1', amountFen: 50_000 };
      const first = (
        await bound.call(quotes, wish('ORDER-DEDUCT', { points: 4_000, order, attribution: 'attr.token' }))
      ).json;
      tick(quoteLife);
      assert.equal((await open(customer, first.quote)).json.state, 'expired');
      const renewed = await rig.own(customer, `/v1/points/quotes/${first.quote}/renewal`, {});
      assert.equal(renewed.status, 201, renewed.text);
      assert.notEqual(renewed.json.quote, first.quote);
      const { json } = await open(customer, renewed.json.quote);
      assert.deepEqual([json.state, json.points, json.order], ['open', 4_000, order]);
      const rows = rig.bank.bank.db.selectFrom('points_quote').selectAll().where('id', '=', renewed.json.id);
      const row = await rows.executeTakeFirstOrThrow();
      assert.deepEqual([row.first_id, row.attribution, row.placement], [first.id, 'attr.token', 'hotel']);
      tick(-quoteLife);
    });

    it('tell the caps with what is used to a known customer, without it to another, and never a balance', async () => {
      const path = '/v1/reward-items/LATTE-26/quota?partner=lvtu';
      const known = (await bound.call(path)).json;
      assert.deepEqual(known, {
        quotas: [
          { period: 'month', limit: 3, resetsAt: '2026-12-01T00:00:00+08:00', used: 0 },
          { period: 'year', limit: 36, resetsAt: '2027-01-01T00:00:00+08:00', used: 0 },
        ],
      });
      const unknown = (await stranger.call(path)).json.quotas;
      assert.deepEqual(
        unknown.map((one: object) => 'used' in one),
        [false, false],
      );
    });
  });
}
