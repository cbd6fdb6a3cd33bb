import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, afterEach, before, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { reconcile } from '../../demo/bank/points/settle.ts';
import { operationsKey, type PointsRig, startPointsRig, type Visitor } from './points-rig.ts';
import { engines } from './rig.ts';

for (const engine of engines) {
  describe(`Targets and what becomes of points on ${engine}`, () => {
    let rig: PointsRig;
    let visitor: Visitor;
    before(async () => {
      rig = await startPointsRig(engine);
      visitor = await rig.visitor('lvtu-u-stranger');
    });
    after(() => rig.stop());
    afterEach(() => rig.targets());

    /** Redeems an item as a new customer with 10,000 points. */
    async function redeem(item: string, more: object = {}, who?: string) {
      const customer = who ?? (await rig.customer(10_000));
      const body = { item, digest: await rig.digest(item), placement: '', ...more };
      const quote = await visitor.call('/v1/points/quotes?partner=lvtu', body);
      assert.equal(quote.status, 201, quote.text);
      const headers = { 'idempotency-key': randomUUID() };
      const answer = await rig.own(customer, '/v1/points/redemptions', { quote: quote.json.quote }, headers);
      return { customer, answer, quote: quote.json as { id: string } };
    }
    const later = () => reconcile(rig.bank.bank, Number.MAX_SAFE_INTEGER);
    const outcome = async (quote: { id: string }) =>
      (await visitor.call(`/v1/points/redemptions?partner=lvtu&quote=${quote.id}`)).json.items[0];
    /** The outcome once it is known; the bank's own reconciler may be at it at the same moment. */
    const settled = async (quote: { id: string }) => {
      for (let tries = 0; tries < 100; tries++) {
        await later();
        const known = await outcome(quote);
        if (known.status !== 'pending') return known;
        await wait(20);
      }
      return outcome(quote);
    };
    const order = (id: string) =>
      rig.bank.bank.db.selectFrom('spend_order').selectAll().where('redemption_id', '=', id).executeTakeFirst();
    const stock = async (item: string) => {
      const rows = rig.bank.bank.db.selectFrom('reward_stock').select('remaining').where('item_id', '=', item);
      return (await rows.executeTakeFirst())?.remaining;
    };
    const reverse = (id: string, key = operationsKey) =>
      rig.call(`/v1/points/redemptions/${id}/reversal`, {
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify({ reason: 'goods returned' }),
        origin: null,
      });

    const order1 = { id: 'HT-1', amountFen: 38_800 };
    const ways: [item: string, more: object, points: number, value: number | null, money: number][] = [
      ['SHANLAN-MUG', {}, 3_000, null, 2_900],
      ['LATTE-26', {}, 2_600, null, 0],
      ['BILL-DEDUCT', { points: 1_200 }, 1_200, 1_200, 0],
      ['ORDER-DEDUCT', { points: 4_000, order: order1 }, 4_000, 4_000, 0],
    ];
    for (const [item, more, points, value, money] of ways) {
      it(`${item} gives what the points were for, once`, async () => {
        const { answer, customer } = await redeem(item, more);
        assert.equal(answer.json.status, 'confirmed', answer.text);
        const row = await order(answer.json.id);
        assert.deepEqual([row?.status, row?.value_fen, row?.money_fen], ['done', value, money]);
        assert.equal(await rig.balance(customer), 10_000 - points);
      });

      it(`${item} releases everything when its target refuses after the reserve`, async () => {
        const before = await stock(item);
        const target = (await rig.call(`/v1/reward-items/${item}?partner=lvtu`)).json.target;
        await rig.targets({ target, mode: 'refuse' });
        const { answer, customer, quote } = await redeem(item, {
          ...more,
          ...('order' in more ? { order: { ...order1, id: 'HT-2' } } : {}),
        });
        assert.deepEqual([answer.status, answer.json.status, answer.json.reason], [201, 'released', 'target_refused']);
        assert.equal(answer.json.receipt, undefined);
        assert.equal(await rig.balance(customer), 10_000);
        assert.equal(await stock(item), before);
        assert.equal((await outcome(quote)).status, 'released');
      });
    }

    for (const [mode, effect] of [
      ['down', 'nothing'],
      ['lost', 'it'],
    ] as const) {
      it(`P3 says pending when the target does not answer (it did ${effect}), and finds out later, once`, async () => {
        await rig.targets({ target: 'mall_item', mode, count: 1 });
        const { answer, customer, quote } = await redeem('SHANLAN-MUG');
        assert.deepEqual([answer.status, answer.json.status], [202, 'pending']);
        assert.equal(answer.json.receipt, undefined);
        assert.equal(await rig.balance(customer), 7_000);
        assert.equal((await order(answer.json.id))?.status, mode === 'lost' ? 'done' : undefined);
        await Promise.all([later(), later(), later()]);
        const known = await settled(quote);
        assert.equal(known.status, 'confirmed');
        assert.match(known.receipt, /^QH/);
        assert.equal(await rig.balance(customer), 7_000);
      });
    }

    it('P3 keeps asking while the target says nothing, and never sends it blindly again', async () => {
      await rig.targets({ target: 'mall_item', mode: 'silent' });
      const { answer, customer, quote } = await redeem('SHANLAN-MUG');
      assert.equal(answer.status, 202);
      for (let n = 0; n < 3; n++) assert.equal(await later(), 0);
      assert.equal((await outcome(quote)).status, 'pending');
      assert.equal(await order(answer.json.id), undefined);
      await rig.targets();
      assert.equal((await settled(quote)).status, 'confirmed');
      assert.equal(await rig.balance(customer), 7_000);
    });

    it('withdraws what the target never saw within ten minutes, and what arrives after that does nothing', async () => {
      await rig.targets({ target: 'mall_item', mode: 'down' });
      const { answer, customer, quote } = await redeem('SHANLAN-MUG');
      assert.equal(answer.status, 202);
      await later();
      assert.equal((await outcome(quote)).status, 'pending');
      const { clock, targets } = rig.bank.bank;
      clock.set({ offsetMs: clock.state().offsetMs + 600_000 });
      await later();
      clock.set({ offsetMs: clock.state().offsetMs - 600_000 });
      const known = await settled(quote);
      assert.deepEqual([known.status, known.reason], ['released', 'withdrawn']);
      await rig.targets();
      const { id } = answer.json;
      const late = {
        id,
        target: 'mall_item',
        partner: 'lvtu',
        customer,
        item: 'SHANLAN-MUG',
        facts: {},
        quantity: 1,
      } as const;
      const arrived = await targets.targets.mall_item.spend({ ...late, moneyFen: 2_900, valueFen: null, order: null });
      assert.deepEqual(arrived, { state: 'refused', reason: 'withdrawn' });
      assert.equal((await order(id))?.status, 'undone');
      assert.equal(await rig.balance(customer), 10_000);
    });

    it('settles once when two workers learn the outcome at the same moment', async () => {
      await rig.targets({ target: 'mall_item', mode: 'down' });
      const before = await stock('SHANLAN-MUG');
      const { customer, quote } = await redeem('SHANLAN-MUG');
      const { targets } = rig.bank.bank.targets;
      const { query } = targets.mall_item;
      let arrived = 0;
      targets.mall_item.query = async () => {
        arrived++;
        while (arrived < 2) await wait(5);
        return { state: 'refused', reason: 'no_more' };
      };
      const workers = [later()];
      while (arrived < 1) await wait(5);
      workers.push(later());
      await Promise.all(workers);
      targets.mall_item.query = query;
      const known = await settled(quote);
      assert.deepEqual([known.status, known.reason], ['released', 'no_more']);
      assert.equal(await rig.balance(customer), 10_000);
      assert.equal(await stock('SHANLAN-MUG'), before);
    });

    it('is looked after by the running bank itself', async () => {
      await rig.targets({ target: 'bill_deduction', mode: 'lost', count: 1 });
      const { answer, quote } = await redeem('BILL-DEDUCT', { points: 500 });
      assert.equal(answer.status, 202);
      let known = await outcome(quote);
      for (let n = 0; n < 100 && known.status === 'pending'; n++) {
        await wait(200);
        known = await outcome(quote);
      }
      assert.equal(known.status, 'confirmed');
    });

    it('takes points off an order of a partner once', async () => {
      const order = { id: `HT-${randomUUID()}`, amountFen: 20_000 };
      const first = await redeem('ORDER-DEDUCT', { points: 1_000, order });
      assert.equal(first.answer.json.status, 'confirmed');
      const second = await redeem('ORDER-DEDUCT', { points: 1_000, order });
      assert.deepEqual([second.answer.json.status, second.answer.json.reason], ['released', 'order_deducted_before']);
      assert.equal(await rig.balance(second.customer), 10_000);
      assert.equal((await reverse(first.answer.json.id)).json.status, 'cancelled');
      assert.equal((await redeem('ORDER-DEDUCT', { points: 1_000, order })).answer.json.status, 'confirmed');
    });

    it('is taken back by operations alone, once: points, stock, cap and goods', async () => {
      const before = await stock('SHANLAN-MUG');
      const { answer, customer, quote } = await redeem('SHANLAN-MUG');
      const { id } = answer.json;
      for (const key of ['', 'x', `${operationsKey}x`]) {
        const refused = await reverse(id, key);
        assert.deepEqual([refused.status, refused.json.code], [401, 'token_invalid']);
      }
      const own = await rig.own(customer, `/v1/points/redemptions/${id}/reversal`, { reason: 'mine' });
      assert.equal(own.json.code, 'token_invalid');
      const answers = await Promise.all([reverse(id), reverse(id), reverse(id)]);
      for (const one of answers)
        assert.deepEqual([one.status, one.json.status, one.json.reason], [200, 'cancelled', 'reversed']);
      assert.equal(answers.filter((one) => one.headers.get('idempotency-replayed')).length, 2);
      assert.equal(await rig.balance(customer), 10_000);
      assert.equal(await stock('SHANLAN-MUG'), before);
      assert.equal((await order(id))?.status, 'undone');
      assert.equal((await outcome(quote)).status, 'cancelled');
      const quotas = await rig.own(customer, '/v1/reward-items/SHANLAN-MUG/quota?partner=lvtu');
      assert.equal(quotas.json.quotas[0].used, 0);
      assert.equal((await reverse(randomUUID())).json.code, 'not_found');
    });

    it('is taken back in the ledger when the call before broke off after the target had done it', async () => {
      const { answer, customer } = await redeem('LATTE-26');
      const { id } = answer.json;
      const made = {
        id,
        target: 'coupon',
        partner: 'lvtu',
        customer,
        item: 'LATTE-26',
        facts: {},
        quantity: 1,
      } as const;
      const { coupon } = rig.bank.bank.targets.targets;
      assert.equal(await coupon.undo({ ...made, moneyFen: 0, valueFen: null, order: null }), true);
      assert.equal(await rig.balance(customer), 7_400);
      assert.equal((await reverse(id)).json.status, 'cancelled');
      assert.equal(await rig.balance(customer), 10_000);
    });

    it('is not taken back when the coupon is used, when it was released, or while it is pending', async () => {
      const { answer, customer } = await redeem('LATTE-26');
      const { db } = rig.bank.bank;
      await db.updateTable('coupon').set({ used_at: 1 }).where('person', '=', `c:${customer}`).execute();
      const used = await reverse(answer.json.id);
      assert.deepEqual([used.status, used.json.code], [409, 'not_reversible']);
      assert.equal(await rig.balance(customer), 7_400);
      await rig.targets({ target: 'coupon', mode: 'refuse', count: 1 });
      const released = await redeem('LATTE-26');
      assert.equal((await reverse(released.answer.json.id)).json.code, 'not_reversible');
      await rig.targets({ target: 'coupon', mode: 'silent' });
      const pending = await redeem('LATTE-26');
      const early = await reverse(pending.answer.json.id);
      assert.deepEqual([early.json.code, early.headers.get('retry-after')], ['in_progress', '1']);
      assert.equal((await reverse(answer.json.id)).json.code, 'unavailable');
      await rig.targets();
      await later();
    });
  });
}
