import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bannerPolicy } from '../../support/banner.ts';
import { banner, seen } from '../../support/mount-banner.ts';
import { policyVectors } from '../../support/policy-vectors.ts';

test('an app that has ended gives way to its successor on the day, and one without an heir to the bank’s page', async () => {
  const target = { ...bannerPolicy().targets.bank_app, app: 'old', name: { 'zh-CN': '青禾直销App' } };
  const { qinghe } = bannerPolicy().apps;
  const until = '2026-11-22T10:01:00+08:00';
  const old = { ...qinghe, name: { 'zh-CN': '青禾直销App' }, scheme: 'qinghedirect', until };
  const policy = (more: object) =>
    bannerPolicy({ targets: { bank_app: target }, apps: { qinghe, old: { ...old, ...more } } });
  const result = { outcome: 'opened', evidence: 'hidden' } as const;
  const before = await banner({}, { policy: policy({ successor: 'qinghe' }), result });
  before.model.open(seen, true);
  assert.deepEqual([before.view().name, before.launches[0]!.target.app?.scheme], ['青禾直销App', 'qinghedirect']);
  const now = Date.parse(until);
  const after = await banner({}, { policy: policy({ successor: 'qinghe' }), result, now });
  after.model.open(seen, true);
  assert.deepEqual([after.view().name, after.launches[0]!.target.app?.scheme], ['青禾银行App', 'qinghebank']);
  const alone = await banner({}, { policy: policy({}), result, now });
  alone.model.open(seen, true);
  assert.equal(alone.launches[0]!.target.kind, 'h5');
  const ring = await banner({}, { policy: policy({ successor: 'old' }), result, now });
  assert.equal(ring.view().action!.label, '前往');
});

test('T11 the standing example: nothing, then a text with the way, then the banner, at the bank’s own instants', async () => {
  const { policy } = policyVectors().find(({ file }) => /standing-wealth/.test(file))!;
  const ask = async (at: string) => {
    const options = { partner: 'qinghe', hostName: 'wechat', now: Date.parse(at), policy } as const;
    const { model, view, fake } = await banner({ about: 'wealth.fixed_income', verb: 'buy' }, options);
    return { model, view, fake };
  };
  assert.deepEqual((await ask('2025-06-09T23:59:59+08:00')).model.getState(), {
    status: 'empty',
    reason: 'nothing_to_open',
  });
  const notice = await ask('2025-07-09T23:59:30+08:00');
  assert.match(notice.view().notice, /2025年7月10日起/);
  assert.equal(notice.view().action?.label, '打开', 'the app can be had before the day');
  await notice.fake.clock.advance(30_000);
  assert.match(notice.view().notice, /2025年7月10日起/);
  const verdicts = notice.fake.tracks.map(({ data }) => (data as { verdict: string }).verdict);
  assert.deepEqual(verdicts, ['wealth-buy', 'step-1'], 'one banner, that turned by itself');
});

test('the standing example: a closed account leads to the other one, and a service without an heir is a text', async () => {
  const { policy } = policyVectors().find(({ file }) => /standing-account/.test(file))!;
  const options = { partner: 'qinghe', account: 'qinghe-corporate', now: Date.parse('2025-07-31T00:00:00+08:00') };
  const moved = await banner({ about: 'corporate', verb: 'enquire' }, { ...options, policy });
  assert.deepEqual([moved.view().name, moved.view().action?.label], ['青禾微银行', '前往']);
  const closed = policyVectors().find(({ file }) => /closed/.test(file))!;
  const { view } = await banner(
    { about: 'wealth', verb: 'buy' },
    { ...options, now: Date.parse('2025-08-01T00:00:00+08:00'), policy: closed.policy },
  );
  assert.deepEqual([view().name, view().action, view().notice.length > 10], ['', undefined, true]);
});

test('a destroyed banner hears nothing more and leaves no timer', async () => {
  const { model, fake, events } = await banner();
  model.destroy();
  fake.comeBack();
  await fake.clock.advance(60_000);
  assert.equal(events.length, 1);
  assert.equal(fake.clock.pending, 0);
});
