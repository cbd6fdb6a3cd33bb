import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { engines, type Rig, startRig } from './rig.ts';

for (const engine of engines) {
  describe(`The sandbox’s switches for stories on ${engine}`, () => {
    let rig: Rig;
    before(async () => void (rig = await startRig(engine)));
    after(() => rig.stop());

    const turn = (path: string, body: unknown) => rig.call(`/sandbox/${path}`, { body: JSON.stringify(body) });
    const claims = async () => (await rig.call('/sandbox/claims?campaign=SHANLAN-WELCOME')).json.count as number;

    it('claim for a customer by the same judgement as a claim of his own', async () => {
      await turn('reset', {});
      const wish = { customer: 'qh-c-1001', campaign: 'SHANLAN-WELCOME' };
      const claim = await turn('claims', wish);
      assert.equal(claim.status, 201, claim.text);
      const states = (claim.json.coupons as { state: string }[]).map(({ state }) => state);
      assert.deepEqual(states, ['active', 'active', 'active', 'waiting', 'waiting', 'waiting']);
      assert.equal((await turn('claims', wish)).json.code, 'not_eligible', 'once is all there is');
      assert.equal((await turn('claims', { ...wish, customer: 'qh-c-1003' })).json.code, 'not_eligible');
      assert.equal((await turn('claims', { ...wish, campaign: 'NOBODY' })).json.code, 'not_found');
      assert.equal(await claims(), 1);
    });

    it('put the clock right and the campaigns back to what they were', async () => {
      await turn('clock', { at: '2026-12-24T10:00:00+08:00', freeze: true });
      await turn('spends', { customer: 'qh-c-1005', amountFen: 128_00 });
      const { json } = await turn('reset', {});
      assert.deepEqual([json.offsetMs, json.frozenAt], [0, null]);
      assert.equal(await claims(), 0);
      const { db } = rig.bank.bank;
      const spends = await db.selectFrom('card_spend').select('id').where('customer', '=', 'qh-c-1005').execute();
      assert.deepEqual(spends, []);
    });
  });
}
