import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { publishChannels } from '../../demo/bank/channels.ts';
import { ownChannel } from '../../demo/bank/own-channel.ts';
import { channels, type Channels } from '../../demo/bank/seed/channels.ts';
import { startPartner } from '../../demo/partners/backend.ts';
import { lintPolicy } from '../../src/core/policy-lint.ts';
import type { Verdict } from '../../src/core/verdict.ts';
import { asVector, policyVectors } from '../support/policy-vectors.ts';
import { call, engines, type Rig, startRig } from './rig.ts';

for (const engine of engines) {
  describe(`channels on ${engine}`, () => {
    let rig: Rig;
    before(async () => {
      rig = await startRig(engine);
    });
    after(() => rig.stop());

    const post = (path: string, body: object) =>
      call(`${rig.bank.internal}/sandbox/${path}`, {
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      });
    const policy = async (partner = 'lvtu') => (await rig.call(`/v1/channel-policy?partner=${partner}`)).json;

    for (const { file, cases } of policyVectors().filter(({ file }) => /standing/.test(file))) {
      it(`gives the answers of ${file} for its own account`, async () => {
        for (const { at, query, is } of cases) {
          const search = new URLSearchParams({ ...query, partner: ownChannel, surface: 'bank', at });
          const said = (await call(`${rig.bank.internal}/sandbox/verdict?${search}`)).json as Verdict;
          assert.deepEqual(asVector(said), is, `${at} ${JSON.stringify(query)}`);
        }
      });
    }

    it('holds the same rules as the file that the command lints', () => {
      const url = new URL('../../demo/bank/seed/wechat-account.json', import.meta.url);
      const file = JSON.parse(readFileSync(url, 'utf8')) as { rules: object[] };
      const vector = policyVectors().find((one) => /standing-wealth/.test(one.file));
      assert.deepEqual(file, vector?.policy);
      assert.deepEqual(channels[ownChannel]?.rules.slice(0, file.rules.length), file.rules);
    });

    it('publishes no rules that the linter finds fault with', async () => {
      const { db } = rig.bank.bank;
      const rule = { id: 'x', host: '*', productClass: 'deposit', verb: 'show', verdict: 'allow' } as const;
      await assert.rejects(
        publishChannels(db, 'lvtu', { version: '2099-01-01', rules: [rule] }),
        /rules\.0\.verdict W12/,
      );
      assert.equal((await policy()).version, channels['lvtu']!.version);
    });

    it('W18 R9 says what kind of pages a contract is for, where its customers are, and which places are paid for', async () => {
      const { bank } = rig;
      const weekly = await startPartner({ id: 'chengwei', bank, port: 0, keys: 'memory' });
      try {
        const facts = async (partner: string, origin: string) => {
          const answer = await rig.call(`/v1/channel-policy?partner=${partner}`, { origin });
          assert.deepEqual(lintPolicy(answer.json), [], partner);
          const { profile, region, paid } = answer.json;
          return [profile, region, paid];
        };
        assert.deepEqual(await facts('lvtu', rig.partner.origin), ['standard', undefined, []]);
        assert.deepEqual(await facts('lvtu-pay', rig.partner.contracts['lvtu-pay']!), ['cashier', undefined, []]);
        assert.deepEqual(await facts('chengwei', weekly.origin), ['standard', '330000', ['article-end']]);
        const young = weekly.contracts['chengwei-young']!;
        assert.deepEqual(await facts('chengwei-young', young), ['minor', undefined, []]);
      } finally {
        await weekly.stop();
      }
    });

    it('W18 gives a site the facts of its own contract and of no other', async () => {
      const { origin, contracts } = rig.partner;
      const ask = async (partner: string, from: string) =>
        (await rig.call(`/v1/channel-policy?partner=${partner}`, { origin: from })).json.code;
      assert.equal(await ask('lvtu', contracts['lvtu-pay']!), 'origin_refused', 'a cashier that gives another name');
      assert.equal(await ask('lvtu-pay', origin), 'origin_refused');
    });

    it('W18 answers for itself, too, that there is no wealth product on a cashier’s page', async () => {
      for (const productClass of ['wealth', 'wealth.fixed_income', 'fund', 'fund.money_fund']) {
        for (const verb of ['show', 'enquire', 'buy', 'sign', 'pay']) {
          const search = new URLSearchParams({ partner: 'lvtu-pay', productClass, verb });
          const said = (await call(`${rig.bank.internal}/sandbox/verdict?${search}`)).json as Verdict;
          assert.equal(said.verdict, 'hide', `${productClass} ${verb}`);
        }
      }
    });

    it('W18 publishes no rules that show, or would show, a wealth product on a cashier’s page or one for minors', async () => {
      const { db } = rig.bank.bank;
      const shows = { id: 'x', host: '*', productClass: 'wealth', verb: 'show', verdict: 'allow' } as const;
      const none = { ...shows, id: 'none', productClass: '*', verb: '*', verdict: 'hide' } as const;
      for (const profile of ['cashier', 'minor'] as const) {
        const publish = (...rules: Channels['rules']) =>
          publishChannels(db, 'lvtu-pay', { version: '2020-01-01', profile, rules });
        await assert.rejects(publish(shows, none), /rules\.0\.verdict W18: wealth is shown/);
        await assert.rejects(publish(), /profile W18: no rule hides wealth .*fix: add a rule/);
        await publish(none);
      }
      await publishChannels(db, 'lvtu-pay', { version: '2020-01-01', rules: [shows] });
      const newest = await rig.call('/v1/channel-policy?partner=lvtu-pay', {
        origin: rig.partner.contracts['lvtu-pay']!,
      });
      assert.equal(newest.json.version, channels['lvtu-pay']!.version);
    });

    it('T9 keeps no event of a page for minors, not even what was sent before the page knew', async () => {
      const weekly = await startPartner({ id: 'chengwei', bank: rig.bank, port: 0, keys: 'memory' });
      const send = (k: string, origin: string) => {
        const event = { specversion: '1.0', id: '1', source: `urn:inlay:${k}:t9`, type: 'inlay.coupon_ready.v1' };
        const headers = { 'content-type': 'application/cloudevents-batch+json' };
        return rig.call(`/v1/events?k=${k}`, { body: JSON.stringify([event]), headers, origin });
      };
      const kept = async (k: string) =>
        (await call(`${rig.bank.internal}/sandbox/events?source=urn:inlay:${k}:t9`)).json.count;
      try {
        const young = await send('chengwei-young', weekly.contracts['chengwei-young']!);
        assert.deepEqual([young.status, young.json.accepted, young.json.rejected.length], [202, 0, 1]);
        assert.equal((await send('chengwei', weekly.origin)).json.accepted, 1);
        assert.deepEqual([await kept('chengwei-young'), await kept('chengwei')], [0, 1]);
      } finally {
        await weekly.stop();
      }
    });

    it('gives places, apps and aliases with the rules', async () => {
      const { targets, apps, aliases, stopped } = await policy();
      assert.equal(targets.bank_app.kind, 'app');
      assert.equal(targets.bank_app.origin, rig.bank.origin);
      assert.equal(apps[targets.bank_app.app].scheme, 'qinghebank');
      assert.equal(apps[apps['qinghe-direct'].successor].until, undefined);
      assert.deepEqual([aliases, stopped], [{ placements: { 'hotel-old': 'hotel-detail' } }, []]);
    });

    it('S8 switches a placement off and on again, at once and by a new entity tag', async () => {
      const tag = async () => (await rig.call('/v1/channel-policy?partner=lvtu')).headers.get('etag');
      const before = await tag();
      await post('stops', { partner: 'lvtu', placement: 'hotel-detail', off: true });
      await post('stops', { partner: 'lvtu', placement: 'hotel-detail', off: true });
      assert.deepEqual((await policy()).stopped, ['hotel-detail']);
      assert.notEqual(await tag(), before);
      const ask = `${rig.bank.internal}/sandbox/verdict?partner=lvtu&placement=hotel-old`;
      assert.equal((await call(ask)).json.rule, 'stopped', 'the old id of the placement is off as well');
      await post('stops', { partner: 'lvtu', placement: 'hotel-detail', off: false });
      assert.deepEqual([await tag(), (await policy()).stopped], [before, []]);
      assert.equal((await post('stops', { partner: 'lvtu', placement: 'a b', off: true })).status, 400);
    });
  });
}
