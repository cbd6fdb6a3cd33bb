import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { publishChannels } from '../../demo/bank/channels.ts';
import { ownChannel } from '../../demo/bank/own-channel.ts';
import { channels } from '../../demo/bank/seed/channels.ts';
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
