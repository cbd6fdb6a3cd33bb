import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { bind, pairwise } from '../../demo/bank/person.ts';
import { engines, type Rig, startRig } from './rig.ts';
import { partnerUser, type Visitor } from './visitor.ts';

const campaign = 'LVTU-STAY';

for (const engine of engines) {
  describe(`A partner’s user whom the bank comes to know on ${engine}`, () => {
    let rig: Rig;
    let digest: string;
    before(async () => {
      rig = await startRig(engine);
      digest = (await rig.call(`/v1/campaigns/${campaign}?partner=lvtu`)).json.rules.digest;
      await rig.call('/sandbox/claims/forget', { body: '{}' });
    });
    after(() => rig.stop());

    const claim = (who: Visitor) =>
      who.post(`/v1/campaigns/${campaign}/claims`, { digest, placement: '' }, { 'idempotency-key': randomUUID() });
    const bindTo = (user: string, customer: string) =>
      bind(rig.bank.bank, 'lvtu', pairwise(rig.bank.bank.pairwiseKey, 'lvtu', user), customer);
    const claimsOf = async (customer: string) =>
      (
        await rig.bank.bank.db
          .selectFrom('coupon_claim')
          .select('claim_id')
          .where('person', '=', `c:${customer}`)
          .where('campaign_id', '=', campaign)
          .execute()
      ).map(({ claim_id }) => claim_id);

    it('C2 brings his claim along: the customer has claimed, whichever way he comes', async () => {
      const first = await claim(await partnerUser(rig, 'lvtu-u-early'));
      assert.equal(first.status, 201, first.text);
      await bindTo('lvtu-u-early', 'qh-c-binding-1');
      await bindTo('lvtu-u-other-phone', 'qh-c-binding-1');
      for (const user of ['lvtu-u-early', 'lvtu-u-other-phone']) {
        const again = await claim(await partnerUser(rig, user));
        assert.deepEqual([again.status, again.json.already, again.json.id], [200, true, first.json.id], user);
      }
      assert.deepEqual(await claimsOf('qh-c-binding-1'), [first.json.id]);
    });

    it('C2 keeps what both had claimed before, and may claim nothing more', async () => {
      await bindTo('lvtu-u-known', 'qh-c-binding-2');
      const [known, unknown] = [await partnerUser(rig, 'lvtu-u-known'), await partnerUser(rig, 'lvtu-u-unknown')];
      const both = [await claim(known), await claim(unknown)];
      assert.deepEqual(
        both.map(({ status }) => status),
        [201, 201],
      );
      await bindTo('lvtu-u-unknown', 'qh-c-binding-2');
      assert.deepEqual((await claimsOf('qh-c-binding-2')).sort(), both.map(({ json }) => json.id as string).sort());
      assert.equal((await claim(unknown)).json.already, true);
      const coupons = rig.bank.bank.db.selectFrom('coupon').select('person');
      const mine = await coupons.where('claim_id', '=', both[1]!.json.id as string).execute();
      assert.deepEqual([...new Set(mine.map(({ person }) => person))], ['c:qh-c-binding-2']);
    });
  });
}
