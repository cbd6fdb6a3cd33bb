import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { quoteLife } from '../../demo/bank/points/quote.ts';
import { rewardItems } from '../../demo/bank/seed/points.ts';
import { type PointsRig, redeeming, startPointsRig, type Visitor } from './points-rig.ts';
import { engines } from './rig.ts';

const redemptions = '/v1/points/redemptions';

for (const engine of engines) {
  describe(`Redemptions on ${engine}`, () => {
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

    const setItem = (id: string, set: object) => {
      const update = rig.bank.bank.db.updateTable('reward_item').set(set).where('id', '=', id);
      return update.execute();
    };
    const restore = (id: string) => {
      const { price, status, texts } = rewardItems.find((item) => item.id === id)!;
      return setItem(id, { price: JSON.stringify(price), status, texts: JSON.stringify(texts) });
    };
    const tick = (ms: number) => rig.tick(ms);

    it('confirms with a receipt, takes the points and tells the partner’s page the outcome, never the balance (P3, P5)', async () => {
      const who = await rig.customer(10_000);
      const { quote: token, id } = await quote('LATTE-26');
      assert.deepEqual(await outcome(id), []);
      const answer = await redeem(who, token);
      assert.equal(answer.status, 201, answer.text);
      const { status, receipt, points, item } = answer.json;
      assert.deepEqual([status, points, item], ['confirmed', 2_600, 'LATTE-26']);
      assert.match(receipt, /^QH20261122\d{12}$/);
      assert.equal(await rig.balance(who), 7_400);
      const [seen] = await outcome(id);
      assert.deepEqual(Object.keys(seen).sort(), [
        'at',
        'id',
        'item',
        'moneyFen',
        'points',
        'quantity',
        'quote',
        'receipt',
        'status',
      ]);
      assert.deepEqual([seen.quote, seen.status, seen.receipt], [id, 'confirmed', receipt]);
      assert.doesNotMatch(JSON.stringify(seen), /7400/);
      const { items: claims } = (await rig.own(who, '/v1/claims?partner=lvtu&campaign=SHANLAN-EXCHANGE')).json;
      assert.equal(claims.length, 1);
      const [coupon] = claims[0].coupons;
      assert.deepEqual([claims[0].coupons.length, coupon.state, coupon.faceValueFen], [1, 'active', 2_600]);
    });

    it('P3 answers the same key again without a second effect, and refuses it for another quote', async () => {
      const who = await rig.customer(10_000);
      const [one, two] = [await quote('LATTE-26'), await quote('LATTE-26')];
      const first = await redeem(who, one.quote, {}, 'same-key');
      const again = await redeem(who, one.quote, {}, 'same-key');
      assert.deepEqual([first.status, again.status], [201, 200]);
      assert.equal(again.headers.get('idempotency-replayed'), 'true');
      assert.deepEqual(again.json, first.json);
      const other = await redeem(who, two.quote, {}, 'same-key');
      assert.deepEqual([other.status, other.json.code], [422, 'idempotency_key_reused']);
      assert.equal(await rig.balance(who), 7_400);
      const somebody = await rig.customer(10_000);
      assert.equal((await redeem(somebody, two.quote, {}, 'same-key')).status, 201);
    });

    it('P3 redeems a quote once, by whatever key and whomever', async () => {
      const [who, thief] = [await rig.customer(10_000), await rig.customer(10_000)];
      const { quote: token } = await quote('LATTE-26');
      const first = await redeem(who, token);
      const other = await redeem(who, token);
      assert.deepEqual([other.status, other.json.already, other.json.id], [200, true, first.json.id]);
      const stolen = await redeem(thief, token);
      assert.deepEqual([stolen.status, stolen.json.reason], [403, 'other_customer']);
      assert.deepEqual([await rig.balance(who), await rig.balance(thief)], [7_400, 10_000]);
    });

    it('P3 has one effect when the same key comes many times at once, and when many keys do', async () => {
      const who = await rig.customer(30_000);
      const [one, two] = [await quote('LATTE-26'), await quote('LATTE-26')];
      const calls = [
        ...Array.from({ length: 6 }, () => redeem(who, one.quote, {}, 'at-once')),
        ...Array.from({ length: 6 }, () => redeem(who, two.quote)),
      ];
      const answers = await Promise.all(calls);
      for (const answer of answers) assert.ok([200, 201, 202].includes(answer.status), answer.text);
      assert.equal(answers.filter((answer) => answer.status === 201).length, 2);
      assert.equal(new Set(answers.map((answer) => answer.json.id)).size, 2);
      assert.equal(await rig.balance(who), 24_800);
    });

    it('needs the key, and the quote', async () => {
      const who = await rig.customer(10_000);
      const { quote: token } = await quote('LATTE-26');
      assert.equal((await rig.own(who, redemptions, { quote: token })).json.code, 'invalid_request');
      assert.equal((await redeem(who, token, {}, 'not a key!')).json.code, 'invalid_request');
      assert.equal((await redeem(who, 'x'.repeat(66))).json.code, 'not_found');
      const own = { origin: rig.bank.origin, 'idempotency-key': 'k' };
      for (const [type, body] of [
        ['text/plain', '{}'],
        ['application/json', '{"quote":'],
      ]) {
        const headers = { ...own, 'content-type': type ?? '' };
        const answer = await rig.call(redemptions, {
          method: 'POST',
          headers,
          body: body ?? '',
          origin: rig.bank.origin,
        });
        assert.deepEqual([answer.status, answer.json.code], [400, 'invalid_request'], type);
      }
      assert.equal(await rig.balance(who), 10_000);
    });

    it('refuses too few points, also between two that are each enough', async () => {
      const poor = await rig.customer(2_599);
      const refused = await redeem(poor, (await quote('LATTE-26')).quote);
      assert.deepEqual([refused.status, refused.json.code], [409, 'insufficient_points']);
      assert.equal(
        (await redeem(`new-${randomUUID()}`, (await quote('LATTE-26')).quote)).json.code,
        'insufficient_points',
      );
      const who = await rig.customer(3_000);
      const two = [await quote('LATTE-26'), await quote('LATTE-26')];
      const answers = await Promise.all(two.map(({ quote: token }) => redeem(who, token)));
      assert.deepEqual(answers.map((answer) => answer.json.code ?? answer.json.status).sort(), [
        'confirmed',
        'insufficient_points',
      ]);
      assert.equal(await rig.balance(who), 400);
    });

    it('keeps to the caps of month and year, tells when they begin anew, and begins anew', async () => {
      const who = await rig.customer(30_000);
      const [a, b] = [await quote('LATTE-26'), await quote('LATTE-26')];
      for (const { quote: token } of [a, b]) assert.equal((await redeem(who, token)).status, 201);
      const last = [await quote('LATTE-26'), await quote('LATTE-26')];
      const answers = await Promise.all(last.map(({ quote: token }) => redeem(who, token)));
      const refused = answers.find((answer) => answer.status === 409);
      assert.equal(answers.filter((answer) => answer.status === 201).length, 1);
      assert.deepEqual(refused?.json.quota, {
        period: 'month',
        limit: 3,
        used: 3,
        resetsAt: '2026-12-01T00:00:00+08:00',
      });
      assert.equal(refused?.json.code, 'quota_reached');
      const december = Date.parse('2026-12-01T00:00:00+08:00') - rig.bank.bank.clock.now();
      tick(december);
      visitor = await rig.visitor('lvtu-u-stranger');
      assert.equal((await redeem(who, (await quote('LATTE-26')).quote)).status, 201);
      tick(-december);
      visitor = await rig.visitor('lvtu-u-stranger');
    });

    it('sells no more than the stock, however many ask at once', async () => {
      const item = { ...rewardItems.find((one) => one.id === 'SHANLAN-MUG')!, id: 'FEW', stock: 5 };
      const { registerItem } = await import('../../demo/bank/points/items.ts');
      await registerItem(rig.bank.bank.db, item);
      const people = await Promise.all(Array.from({ length: 12 }, () => rig.customer(4_000)));
      const tokens: string[] = [];
      while (tokens.length < people.length) tokens.push((await quote('FEW')).quote);
      const answers = await Promise.all(people.map((who, at) => redeem(who, tokens[at] ?? '')));
      assert.equal(answers.filter((answer) => answer.json.status === 'confirmed').length, 5);
      assert.equal(answers.filter((answer) => answer.json.code === 'sold_out').length, 7);
      assert.equal((await rig.call('/v1/reward-items/FEW?partner=lvtu')).json.status, 'sold_out');
      const left = await Promise.all(people.map((who) => rig.balance(who)));
      assert.equal(left.filter((points) => points === 4_000).length, 7);
    });

    it('holds the quoted price while the item gets dearer, and takes no more than it costs now', async () => {
      const who = await rig.customer(10_000);
      const [one, two] = [await quote('LATTE-26'), await quote('LATTE-26')];
      await setItem('LATTE-26', { price: JSON.stringify({ kind: 'points', points: 3_000 }) });
      const seen = (await rig.own(who, `/v1/points/quotes/${one.quote}`)).json;
      assert.deepEqual([seen.changed, seen.points, seen.now.points], [true, 2_600, 3_000]);
      assert.equal((await redeem(who, one.quote)).json.points, 2_600);
      await setItem('LATTE-26', { price: JSON.stringify({ kind: 'points', points: 2_000 }) });
      const refused = await redeem(who, two.quote);
      assert.deepEqual([refused.status, refused.json.code], [409, 'price_changed']);
      const renewed = (await rig.own(who, `/v1/points/quotes/${two.quote}/renewal`, {})).json;
      assert.equal(renewed.points, 2_000);
      assert.equal((await redeem(who, renewed.quote)).status, 201);
      // The partner's page knows the first quote only.
      const [known] = await outcome(two.id);
      assert.deepEqual([known.quote, known.status, known.points], [two.id, 'confirmed', 2_000]);
      await restore('LATTE-26');
      assert.equal(await rig.balance(who), 5_400);
    });

    it('P3 makes one wish come true once, however often its quote was renewed', async () => {
      const who = await rig.customer(10_000);
      const first = await quote('LATTE-26');
      const renewal = (token: string) => rig.own(who, `/v1/points/quotes/${token}/renewal`, {});
      const [second, third] = [(await renewal(first.quote)).json, (await renewal(first.quote)).json];
      const answers = await Promise.all([first, second, third].map((one) => redeem(who, one.quote)));
      assert.deepEqual(answers.map((answer) => answer.status).sort(), [200, 200, 201]);
      assert.equal(new Set(answers.map((answer) => answer.json.id)).size, 1);
      assert.equal(await rig.balance(who), 7_400);
      for (const one of [first, second, third]) {
        const seen = (await rig.own(who, `/v1/points/quotes/${one.quote}`)).json;
        assert.deepEqual([seen.state, seen.redemption.id], ['redeemed', answers[0]?.json.id]);
        assert.deepEqual((await renewal(one.quote)).json.code, 'quote_redeemed');
      }
      await rig.targets({ target: 'coupon', mode: 'refuse', count: 1 });
      const failed = await quote('LATTE-26');
      assert.equal((await redeem(who, failed.quote)).json.status, 'released');
      const again = (await renewal(failed.quote)).json;
      assert.equal((await redeem(who, again.quote)).json.status, 'confirmed');
      assert.deepEqual(
        (await outcome(failed.id)).map((one: { status: string }) => one.status),
        ['released', 'confirmed'],
      );
    });

    it('refuses an account that is restricted, without saying why', async () => {
      const who = await rig.customer(10_000);
      const { quote: token } = await quote('LATTE-26');
      const { db } = rig.bank.bank;
      await db.updateTable('points_account').set({ status: 'frozen' }).where('owner', '=', who).execute();
      const refused = await redeem(who, token);
      assert.deepEqual([refused.json.code, refused.json.reason], ['not_eligible', 'account_restricted']);
      assert.equal(await rig.balance(who), 10_000);
    });

    it('refuses a quote that has ended, an item that closed and rules that changed', async () => {
      const who = await rig.customer(10_000);
      const ended = await quote('LATTE-26');
      tick(quoteLife);
      const late = await redeem(who, ended.quote);
      assert.deepEqual([late.status, late.json.code], [409, 'quote_expired']);
      tick(-quoteLife);
      const open = await quote('LATTE-26');
      await setItem('LATTE-26', { status: 'closed' });
      assert.equal((await redeem(who, open.quote)).json.code, 'item_closed');
      const texts = structuredClone(rewardItems.find((item) => item.id === 'LATTE-26')!.texts);
      texts['zh-CN'].rules.refund = '兑换后不退。';
      await setItem('LATTE-26', { status: 'on_sale', texts: JSON.stringify(texts) });
      assert.equal((await redeem(who, open.quote)).json.code, 'rules_changed');
      await restore('LATTE-26');
      assert.equal((await redeem(who, open.quote)).status, 201);
    });
  });
}
