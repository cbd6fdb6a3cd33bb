import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { CampaignBody } from '../../demo/bank/campaigns/schema.ts';
import { allowedUrl } from '../../src/core/link.ts';
import { engines, type Rig, startRig } from './rig.ts';

const flashDay = '2026-11-27T10:00:00+08:00';

for (const engine of engines) {
  describe(`Campaigns on ${engine}`, () => {
    let rig: Rig;
    before(async () => void (rig = await startRig(engine)));
    after(() => rig.stop());

    const one = (id: string, query = '') => rig.call(`/v1/campaigns/${id}?partner=lvtu${query}`);
    const sandbox = (path: string, body: unknown) => rig.call(`/sandbox/${path}`, { body: JSON.stringify(body) });

    it('tell everything Order 32 asks for, in each language, with the digest of it (C1)', async () => {
      for (const locale of ['zh-CN', 'zh-HK', 'en']) {
        const answer = await one('LVTU-CASHBACK', `&locale=${locale}`);
        assert.equal(answer.status, 200, answer.text);
        const { rules, coupon, issuerName } = answer.json as CampaignBody;
        const { version, digest, extra, smallPrint, ...texts } = rules;
        const names = 'scope who quota claimWindow validity stacking refund contact organiser'.split(' ');
        assert.deepEqual(Object.keys(texts).sort(), [...names].sort());
        const told = names.map((name) => (texts as Record<string, string>)[name]);
        assert.ok([...told, ...extra, smallPrint, version, issuerName].every((text) => text));
        assert.ok(extra.length >= 4);
        const joined = [...told, ...extra, smallPrint].join('\n');
        assert.equal(digest, createHash('sha256').update(joined).digest('hex'));
        assert.deepEqual([coupon.kind, coupon.faceValueFen, coupon.thresholdFen], ['cash_back', 2000, 20000]);
        assert.equal(answer.headers.get('content-language'), locale);
      }
    });

    it('come as plain CORS answers that are asked for anew each time and are cheap when unchanged', async () => {
      const first = await one('SHANLAN-WELCOME');
      assert.equal(first.headers.get('cache-control'), 'no-cache');
      const etag = first.headers.get('etag') ?? '';
      const headers = { 'if-none-match': etag };
      assert.equal((await rig.call('/v1/campaigns/SHANLAN-WELCOME?partner=lvtu', { headers })).status, 304);
    });

    it('come many at once in the order asked, each for itself, or as a group', async () => {
      const { json } = await rig.call('/v1/campaigns?partner=lvtu&ids=SHANLAN-WEEKLY,NOBODY,LVTU-STAY');
      assert.deepEqual(
        json.items.map((item: { id: string; error?: string }) => [item.id, item.error]),
        [
          ['SHANLAN-WEEKLY', undefined],
          ['NOBODY', 'not_found'],
          ['LVTU-STAY', undefined],
        ],
      );
      const group = await rig.call('/v1/campaigns?partner=lvtu&group=shanlan');
      assert.deepEqual(
        group.json.items.map((item: { id: string }) => item.id),
        ['SHANLAN-WELCOME', 'SHANLAN-WEEKLY', 'SHANLAN-EXCHANGE', 'SHANLAN-FRIDAY'],
      );
      assert.equal((await rig.call('/v1/campaigns?partner=lvtu')).json.code, 'invalid_request');
      const many = Array.from({ length: 51 }, (_, index) => `C${index}`).join(',');
      assert.equal((await rig.call(`/v1/campaigns?partner=lvtu&ids=${many}`)).json.code, 'invalid_request');
      assert.equal((await one('NOBODY')).json.code, 'not_found');
    });

    it('are shown by the partners they are for only', async () => {
      await rig.bank.register({
        id: 'weishi',
        name: { 'zh-CN': '味食', 'zh-HK': '味食', en: 'Weishi' },
        origins: ['http://food.localhost:1'],
        jwks: { keys: [] },
        returnUrl: null,
        status: 'active',
      });
      const from = (id: string) =>
        rig.call(`/v1/campaigns/${id}?partner=weishi`, { origin: 'http://food.localhost:1' });
      assert.equal((await from('LVTU-STAY')).json.code, 'not_found');
      assert.equal((await from('SHANLAN-WELCOME')).status, 200);
    });

    it('name the face value of every tier, and the next window of a recurring day', async () => {
      const weekly = (await one('SHANLAN-WEEKLY')).json as CampaignBody;
      assert.deepEqual(weekly.coupon.tiers, [
        { name: '金卡', faceValueFen: 2600 },
        { name: '白金卡', faceValueFen: 2900 },
      ]);
      const friday = (await one('SHANLAN-FRIDAY')).json as CampaignBody;
      assert.deepEqual(friday.window, { from: flashDay, until: '2026-11-28T00:00:00+08:00' });
      assert.equal(friday.stock, 'available');
    });

    it('tell whether there is stock, and never how much (C4)', async () => {
      await sandbox('campaigns/SHANLAN-FRIDAY/stock', { slot: '2026-11-27', remaining: 0 });
      const body = (await one('SHANLAN-FRIDAY')).json as CampaignBody;
      assert.equal(body.stock, 'sold_out');
      assert.ok(!/remaining|"total"|"left"/.test(JSON.stringify(body)));
      await sandbox('claims/forget', {});
      assert.equal(((await one('SHANLAN-FRIDAY')).json as CampaignBody).stock, 'available');
    });

    it('that are unlawful exist as samples by id, and in no group', async () => {
      assert.equal(((await one('GIFT-DEPOSIT')).json as CampaignBody).trigger, 'deposit');
      assert.equal(((await one('GIFT-NORULE')).json as CampaignBody).rules.quota, undefined);
      assert.match(((await one('GIFT-WORDS')).json as CampaignBody).title, /免费/);
    });

    it('have a page of the bank with the whole rules, where detailUrl and useUrl lead', async () => {
      const body = (await one('SHANLAN-WELCOME')).json as CampaignBody;
      assert.equal(body.useUrl, `${body.detailUrl}?part=use`);
      // What the SDK does not take for the bank's is no way for a customer.
      assert.equal(allowedUrl(body.useUrl, [rig.bank.origin]), body.useUrl);
      const answer = await rig.call(new URL(body.detailUrl).pathname, { origin: null });
      assert.equal(answer.status, 200);
      for (const text of [body.rules.who, body.rules.validity, body.rules.contact, ...body.rules.extra]) {
        assert.ok(answer.text.includes(text.replaceAll('"', '&quot;')), text);
      }
      assert.match(answer.text, /id="use"/);
      assert.equal((await rig.call('/h5/campaigns/NOBODY', { origin: null })).status, 404);
    });

    it('take no new rule text that could not have been registered, in whosever favour (C4 C7)', async () => {
      const before = (await one('LVTU-STAY')).json as CampaignBody;
      for (const [text, rule] of [
        ['领取即表示您同意开通短信提醒。', 'C7'],
        ['人人有份，领取后60日内有效。', 'C4'],
      ] as const) {
        const answer = await sandbox('campaigns/LVTU-STAY/rules', { member: 'validity', text, favourable: true });
        assert.equal(answer.json.code, 'invalid_request', text);
        assert.match(answer.text, new RegExp(rule));
      }
      assert.deepEqual(((await one('LVTU-STAY')).json as CampaignBody).rules, before.rules);
    });
  });
}
