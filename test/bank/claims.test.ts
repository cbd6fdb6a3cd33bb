import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { CampaignBody, EntitlementBody } from '../../demo/bank/campaigns/schema.ts';
import { seedCustomers } from '../../demo/bank/seed/customers.ts';
import { type Answer, allEngines, type Rig, startRig, testNow } from './rig.ts';
import { bankCustomer, partnerUser, type Visitor } from './visitor.ts';

const flashDay = '2026-11-27T10:00:00+08:00';

for (const engine of allEngines) {
  describe(`Claims on ${engine}`, () => {
    let rig: Rig;
    const digests: Record<string, string> = {};
    before(async () => {
      rig = await startRig(engine);
      const all = await rig.call('/v1/campaigns?partner=lvtu&group=shanlan');
      const more = await rig.call('/v1/campaigns?partner=lvtu&group=travel');
      for (const { id, rules } of [...all.json.items, ...more.json.items] as CampaignBody[]) digests[id] = rules.digest;
    });
    after(() => rig.stop());
    beforeEach(async () => {
      await sandbox('clock', { at: testNow });
      await sandbox('claims/forget', {});
    });

    const sandbox = (path: string, body: unknown) => rig.call(`/sandbox/${path}`, { body: JSON.stringify(body) });
    const claim = (who: Visitor, id: string, key: string = randomUUID(), body: object = {}) =>
      who.post(
        `/v1/campaigns/${id}/claims`,
        { digest: digests[id] ?? '0'.repeat(64), placement: 'test', ...body },
        { 'idempotency-key': key },
      );
    const standing = async (who: Visitor, id: string, locale = 'zh-CN') =>
      (await who.get(`/v1/entitlements?campaigns=${id}&locale=${locale}`)).json.items[0] as EntitlementBody;
    const code = (answer: Answer) => `${answer.status} ${answer.json?.code ?? ''}`.trim();

    it('need a session', async () => {
      assert.equal(code(await rig.call('/v1/entitlements?partner=lvtu&campaigns=LVTU-STAY')), '401 token_invalid');
      assert.equal(code(await rig.call('/v1/claims?partner=lvtu')), '401 token_invalid');
      const bare = { method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': 'k' } };
      const body = JSON.stringify({ digest: digests['LVTU-STAY'], placement: '' });
      assert.equal(
        code(await rig.call('/v1/campaigns/LVTU-STAY/claims?partner=lvtu', { ...bare, body })),
        '401 token_invalid',
      );
      const own = await rig.call('/v1/claims?partner=lvtu', { origin: rig.bank.origin });
      assert.equal(code(own), '401 token_invalid');
    });

    it('are granted with their activation calendar, and answered the same to every retry (C2, C8)', async () => {
      const user = await partnerUser(rig, 'lvtu-u-1001');
      assert.equal((await standing(user, 'SHANLAN-WELCOME')).state, 'claimable');
      const first = await claim(user, 'SHANLAN-WELCOME', 'wish-1');
      assert.equal(first.status, 201, first.text);
      assert.equal(first.json.key, 'wish-1');
      assert.equal(first.headers.get('cache-control'), 'no-store');
      assert.equal(first.headers.get('idempotency-replayed'), null);
      assert.deepEqual(
        first.json.coupons.map(
          (one: { activeFrom: string; state: string }) => `${one.activeFrom.slice(0, 10)} ${one.state}`,
        ),
        [...Array<string>(3).fill('2026-11-22 active'), ...Array<string>(3).fill('2026-12-01 waiting')],
      );
      const again = await claim(user, 'SHANLAN-WELCOME', 'wish-1', { placement: 'elsewhere', attribution: 'x' });
      assert.equal(again.status, 200);
      assert.equal(again.headers.get('idempotency-replayed'), 'true');
      assert.match(again.headers.get('access-control-expose-headers') ?? '', /Idempotency-Replayed/);
      assert.deepEqual(again.json, first.json);
      const state = await standing(user, 'SHANLAN-WELCOME');
      assert.equal(state.state, 'claimed');
      assert.deepEqual(state.claims, [first.json]);
    });

    it('are one per natural person, by whichever way and key he comes (C2)', async () => {
      const user = await partnerUser(rig, 'lvtu-u-1001');
      const first = await claim(user, 'SHANLAN-WELCOME', 'wish-2');
      const other = await claim(user, 'SHANLAN-WELCOME', 'wish-3');
      assert.equal(other.status, 200);
      assert.deepEqual(other.json, { ...first.json, already: true });
      assert.deepEqual((await claim(user, 'SHANLAN-WELCOME', 'wish-3')).json, other.json);
      const himself = await bankCustomer(rig, 'qh-c-1001');
      const third = await claim(himself, 'SHANLAN-WELCOME', 'wish-4');
      assert.deepEqual(third.json, { ...first.json, already: true });
    });

    it('made at once under many keys are one claim', async () => {
      const user = await partnerUser(rig, 'lvtu-u-1001');
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, index) => claim(user, 'LVTU-STAY', `many-${index % 10}`)),
      );
      assert.equal(new Set(answers.map((answer) => answer.json.id as string)).size, 1);
      assert.equal(answers.filter((answer) => answer.status === 201).length, 1);
      assert.ok(answers.every((answer) => answer.status === 200 || answer.status === 201));
    });

    it('can be asked for after an unknown outcome, by key; none means it was not made', async () => {
      const user = await partnerUser(rig, 'lvtu-u-1003');
      assert.deepEqual((await user.get('/v1/claims?key=lost-1')).json, { items: [] });
      await sandbox('faults', { prefix: '/v1/campaigns/', method: 'POST', drop: 'after', count: 1 });
      await assert.rejects(claim(user, 'LVTU-STAY', 'lost-1'));
      const found = (await user.get('/v1/claims?key=lost-1')).json.items;
      assert.equal(found.length, 1);
      const again = await claim(user, 'LVTU-STAY', 'lost-1');
      assert.deepEqual([again.status, again.json.id], [200, found[0].id]);
      assert.equal((await user.get('/v1/claims?campaign=LVTU-STAY')).json.items.length, 1);
      assert.equal((await user.get('/v1/claims?campaign=SHANLAN-FRIDAY')).json.items.length, 0);
    });

    it('are refused under a key of another campaign, and with a malformed one', async () => {
      const user = await partnerUser(rig, 'lvtu-u-1001');
      await claim(user, 'LVTU-STAY', 'used');
      assert.equal(code(await claim(user, 'SHANLAN-WELCOME', 'used')), '422 idempotency_key_reused');
      assert.equal(code(await claim(user, 'SHANLAN-WELCOME', 'no spaces')), '400 invalid_request');
      assert.equal(code(await claim(user, 'SHANLAN-WELCOME', 'k'.repeat(65))), '400 invalid_request');
      assert.equal(code(await claim(user, 'SHANLAN-WELCOME', 'nul', { placement: 'a\u0000b' })), '400 invalid_request');
      assert.equal(code(await claim(user, 'NOBODY')), '404 not_found');
    });

    it('are refused to those who do not qualify, with the reason in their language (C3)', async () => {
      const cases: [string, string, string, RegExp][] = [
        ['lvtu-u-1002', 'SHANLAN-WELCOME', 'already_customer', /新客户/],
        ['lvtu-u-1002', 'SHANLAN-WEEKLY', 'no_qualifying_spend', /满3笔/],
        ['lvtu-u-1003', 'SHANLAN-WELCOME', 'unbound', /确认您的身份/],
        ['lvtu-u-1006', 'SHANLAN-WEEKLY', 'wrong_card', /山岚咖啡联名卡/],
        ['lvtu-u-1005', 'SHANLAN-WELCOME', 'no_qualifying_spend', /满99元/],
      ];
      for (const [name, campaign, reason, words] of cases) {
        const user = await partnerUser(rig, name);
        const refused = await claim(user, campaign);
        assert.deepEqual([code(refused), refused.json.reason], ['403 not_eligible', reason]);
        assert.match(refused.json.reasonText, words);
        const state = await standing(user, campaign);
        assert.deepEqual(
          [state.state, state.reason, state.reasonText],
          ['not_eligible', reason, refused.json.reasonText],
        );
        assert.ok(!/[\u4e00-\u9fff]/.test((await standing(user, campaign, 'en')).reasonText ?? '汉'));
      }
    });

    it('follow the spends of the customer: the third one opens the week (C2)', async () => {
      const user = await partnerUser(rig, 'lvtu-u-1002');
      const before = await standing(user, 'SHANLAN-WEEKLY');
      assert.deepEqual(before.progress, {
        done: 2,
        needed: 3,
        from: '2026-11-16T00:00:00+08:00',
        until: '2026-11-23T00:00:00+08:00',
      });
      const spend = await sandbox('spends', { customer: 'qh-c-1002', amountFen: 100 });
      assert.equal((await standing(user, 'SHANLAN-WEEKLY')).state, 'claimable');
      assert.equal((await standing(user, 'SHANLAN-WEEKLY')).faceValueFen, 2600);
      await rig.call(`/sandbox/spends/${spend.json.id}/refund`, { method: 'POST' });
      assert.equal((await standing(user, 'SHANLAN-WEEKLY')).state, 'not_eligible');
    });

    it('are refused above the year’s quota, with the time it begins anew (C3)', async () => {
      const user = await partnerUser(rig, 'lvtu-u-1004');
      // The past claims were forgotten before this test; they are what this person has.
      await seedCustomers(rig.bank.bank.db, '2026-11-22');
      const refused = await claim(user, 'SHANLAN-WEEKLY');
      assert.equal(code(refused), '409 quota_reached');
      const quota = { period: 'year', limit: 52, used: 52, resetsAt: '2027-01-01T00:00:00+08:00' };
      assert.deepEqual(refused.json.quota, quota);
      const state = await standing(user, 'SHANLAN-WEEKLY');
      assert.deepEqual([state.state, state.quota], ['quota_reached', quota]);
    });

    it('of a flash sale open on bank time, up to the quotas and the stock of the day (C3, C4)', async () => {
      const one = await partnerUser(rig, 'lvtu-u-1001');
      assert.equal(code(await claim(one, 'SHANLAN-FRIDAY')), '409 not_started');
      assert.equal((await standing(one, 'SHANLAN-FRIDAY')).state, 'waiting_batch');
      await sandbox('clock', { at: flashDay, freeze: true });
      const [first, second] = [await partnerUser(rig, 'lvtu-u-1001'), await partnerUser(rig, 'lvtu-u-1003')];
      await sandbox('campaigns/SHANLAN-FRIDAY/stock', { slot: '2026-11-27', remaining: 3 });
      assert.equal(code(await claim(first, 'SHANLAN-FRIDAY')), '201');
      assert.equal(code(await claim(first, 'SHANLAN-FRIDAY')), '201');
      assert.equal(code(await claim(first, 'SHANLAN-FRIDAY')), '409 quota_reached');
      assert.equal(code(await claim(second, 'SHANLAN-FRIDAY')), '201');
      assert.equal(code(await claim(second, 'SHANLAN-FRIDAY')), '409 sold_out');
      const state = await standing(second, 'SHANLAN-FRIDAY');
      assert.deepEqual([state.state, state.claimFrom], ['sold_out', '2026-12-04T10:00:00+08:00']);
    });

    it('that need the bank are refused on a partner’s page and granted on the bank’s own (C2)', async () => {
      const user = await partnerUser(rig, 'lvtu-u-1001');
      assert.equal((await standing(user, 'QINGHE-INSTALMENT')).state, 'bank_identity_required');
      assert.equal(code(await claim(user, 'QINGHE-INSTALMENT')), '403 bank_identity_required');
      const himself = await bankCustomer(rig, 'qh-c-1001');
      assert.equal(code(await claim(himself, 'QINGHE-INSTALMENT')), '201');
      assert.equal((await standing(user, 'QINGHE-INSTALMENT')).state, 'claimed');
    });

    it('of cash-back are pending, then paid', async () => {
      const himself = await bankCustomer(rig, 'qh-c-1002');
      const granted = await claim(himself, 'LVTU-CASHBACK');
      assert.equal(granted.json.coupons[0].state, 'pending', granted.text);
      assert.equal(granted.json.coupons[0].paidFrom, '2026-11-25T00:00:00+08:00');
      await sandbox('clock', { at: '2026-11-25T00:00:00+08:00' });
      const later = await bankCustomer(rig, 'qh-c-1002');
      assert.equal((await standing(later, 'LVTU-CASHBACK')).claims[0]?.coupons[0]?.state, 'paid');
    });

    it('are used and expired as their coupons are (C3)', async () => {
      const user = await partnerUser(rig, 'lvtu-u-1003');
      const granted = await claim(user, 'LVTU-STAY');
      await sandbox(`coupons/${granted.json.coupons[0].id}`, { used: true });
      assert.equal((await standing(user, 'LVTU-STAY')).state, 'used');
      await sandbox(`coupons/${granted.json.coupons[0].id}`, { used: false });
      assert.equal((await standing(user, 'LVTU-STAY')).state, 'claimed');
      await sandbox('clock', { at: granted.json.coupons[0].validUntil });
      assert.equal((await standing(await partnerUser(rig, 'lvtu-u-1003'), 'LVTU-STAY')).state, 'expired');
    });

    it('are refused when the rules changed to the customer’s loss after he read them, and not otherwise (C5)', async () => {
      const [one, two, three] = [
        await partnerUser(rig, 'lvtu-u-1001'),
        await partnerUser(rig, 'lvtu-u-1002'),
        await partnerUser(rig, 'lvtu-u-1003'),
      ];
      const seen = digests['LVTU-STAY'];
      const change = (text: string, favourable: boolean) =>
        sandbox('campaigns/LVTU-STAY/rules', { member: 'validity', text, favourable });
      await change('自领取之日起60日内有效。', true);
      assert.equal(code(await claim(one, 'LVTU-STAY', 'c5-1')), '201');
      await change('自领取之日起3日内有效。', false);
      assert.equal(code(await claim(two, 'LVTU-STAY', 'c5-2')), '409 rules_changed');
      // He who was granted before has his first answer, whatever changed since.
      assert.equal((await claim(one, 'LVTU-STAY', 'c5-1')).headers.get('idempotency-replayed'), 'true');
      assert.equal((await claim(one, 'LVTU-STAY', 'c5-3')).json.already, true);
      const now = (await rig.call('/v1/campaigns/LVTU-STAY?partner=lvtu&locale=en')).json as CampaignBody;
      assert.notEqual(now.rules.digest, seen);
      assert.equal(now.revision, 3);
      // He read them again and agrees, in another language; the refused key serves.
      assert.equal(code(await claim(two, 'LVTU-STAY', 'c5-2', { digest: now.rules.digest })), '201');
      await change('自领取之日起90日内有效。', true);
      assert.equal(code(await claim(three, 'LVTU-STAY', 'c5-4')), '409 rules_changed');
      assert.equal(code(await claim(three, 'LVTU-STAY', 'c5-4', { digest: 'f'.repeat(64) })), '409 rules_changed');
      assert.equal(code(await claim(three, 'LVTU-STAY', 'c5-4', { digest: now.rules.digest })), '201');
    });

    it('may be bound to a customer by the bank', async () => {
      await sandbox('bindings', { partner: 'lvtu', user: 'lvtu-u-1003', customer: 'qh-c-1002' });
      const user = await partnerUser(rig, 'lvtu-u-1003');
      assert.equal((await standing(user, 'SHANLAN-WELCOME')).reason, 'already_customer');
      await sandbox('bindings', { partner: 'lvtu', user: 'lvtu-u-1003', customer: null });
      assert.equal((await standing(user, 'SHANLAN-WELCOME')).reason, 'unbound');
    });

    it('play faults by code, with their own status', async () => {
      const user = await partnerUser(rig, 'lvtu-u-1003');
      const play = (fault: object) =>
        sandbox('faults', { prefix: '/v1/campaigns/', method: 'POST', count: 1, ...fault });
      await play({ code: 'sold_out' });
      assert.equal(code(await claim(user, 'LVTU-STAY')), '409 sold_out');
      await play({ code: 'rate_limited', retryAfter: 7 });
      const limited = await claim(user, 'LVTU-STAY');
      assert.deepEqual([code(limited), limited.headers.get('retry-after')], ['429 rate_limited', '7']);
      await play({ code: 'in_progress', chance: 0 });
      assert.notEqual(code(await claim(user, 'LVTU-STAY')), '409 in_progress');
      await sandbox('faults', []);
    });
  });
}
