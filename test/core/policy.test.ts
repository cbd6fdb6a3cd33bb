import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { PolicyQuery } from '../../src/core/policy.ts';
import { createFakeInlay, refusal, settle } from '../support/fake-inlay.ts';
import { samplePolicy } from '../support/products.ts';

const at = (text: string) => Date.parse(text);
const buy: PolicyQuery = { host: 'browser', productClass: 'wealth', verb: 'buy' };
const show: PolicyQuery = { ...buy, verb: 'show' };
const rule = (id: string, more: object) => ({
  id,
  host: '*',
  productClass: '*',
  verb: 'buy',
  verdict: 'allow',
  ...more,
});

async function open(document: unknown, now = '2026-11-22T10:00:00+08:00') {
  const fake = createFakeInlay({ now: at(now) });
  if (document !== undefined) fake.answer('/v1/channel-policy', document);
  let bumps = 0;
  const leave = fake.inlay.policy.subscribe(() => bumps++);
  await settle();
  bumps = 0;
  return { ...fake, policy: fake.inlay.policy, leave, bumps: () => bumps };
}
const withRules = (...rules: object[]) => ({ ...samplePolicy(), rules });

test('the document is asked for once per page, plainly', async () => {
  const { policy, requests, leave } = await open(undefined);
  policy.subscribe(() => {});
  leave();
  policy.subscribe(() => {});
  await settle();
  assert.deepEqual(requests, [{ path: '/v1/channel-policy?partner=lvtu' }]);
  const { status, surface, partnerName } = policy.getState();
  assert.deepEqual([status, surface, partnerName.en], ['ready', 'partner', 'Lvtu']);
  assert.equal(policy.targets().get('bank_page')?.origin, 'https://h5.bank.example');
});

test('the first rule that fits decides', async () => {
  const { policy } = await open(
    withRules(
      rule('other-host', { host: 'wechat', verdict: 'hide' }),
      rule('other-class', { productClass: 'fund', verdict: 'hide' }),
      rule('other-verb', { verb: 'show', verdict: 'hide' }),
      rule('past', { until: '2026-11-01T00:00:00+08:00', verdict: 'hide' }),
      rule('first', { verdict: 'notice' }),
      rule('second', { verdict: 'hide' }),
    ),
  );
  assert.deepEqual([policy.verdict(buy).rule, policy.verdict(buy).verdict], ['first', 'notice']);
  assert.equal(policy.verdict({ ...buy, host: 'wechat' }).rule, 'other-host');
  assert.equal(policy.verdict({ ...buy, productClass: 'fund' }).rule, 'other-class');
  assert.equal(policy.verdict(show).rule, 'other-verb');
});

test('boundaries are half-open, on the bank’s clock, and a page left open flips at them', async () => {
  const change = '2026-11-22T10:00:30+08:00';
  const { policy, clock, bumps } = await open(
    withRules(
      rule('before', { until: change }),
      rule('after', { from: change, verdict: 'redirect', target: 'bank_page' }),
    ),
  );
  const before = policy.getState();
  await clock.advance(29_999);
  assert.deepEqual([policy.verdict(buy).rule, bumps()], ['before', 0]);
  await clock.advance(1);
  assert.deepEqual([policy.verdict(buy).rule, bumps()], ['after', 1]);
  assert.notEqual(policy.getState(), before);
});

test('a machine that slept over a boundary flips within a minute of waking, or at once when the customer comes back', async () => {
  const change = '2026-11-23T09:00:00+08:00';
  const rules = withRules(rule('before', { until: change }), rule('after', { from: change, verdict: 'hide' }));
  const slept = await open(rules);
  slept.clock.sleep(24 * 36e5);
  await slept.clock.advance(60_000);
  assert.equal(slept.policy.verdict(buy).rule, 'after');
  const back = await open(rules);
  back.clock.sleep(24 * 36e5);
  back.comeBack();
  assert.equal(back.bumps(), 1);
});

test('a machine whose steady clock slept as well has the bank asked when the customer comes back, and flips by the answer', async () => {
  const change = '2026-11-22T10:10:00+08:00';
  const rules = withRules(rule('before', { until: change }), rule('after', { from: change, verdict: 'hide' }));
  const { policy, answer, clock, comeBack, requests } = await open(rules);
  answer('/v1/channel-policy', refusal('network'));
  clock.doze(11 * 60_000);
  comeBack();
  await settle();
  assert.deepEqual([policy.verdict(buy).rule, requests.length], ['before', 2], 'nobody has told the time yet');
  answer('/v1/channel-policy', rules);
  comeBack();
  await settle();
  assert.deepEqual([policy.verdict(buy).rule, requests.length], ['after', 3]);
  comeBack();
  await settle();
  assert.equal(requests.length, 3);
});

test('midnight in Shanghai is a boundary: data may go stale and products come of age', async () => {
  const { clock, bumps } = await open(undefined, '2026-11-22T23:59:59+08:00');
  await clock.advance(999);
  assert.equal(bumps(), 0);
  await clock.advance(1);
  assert.equal(bumps(), 1);
});

test('a notice of change comes with its lead time, stays with its rule, and not for a rule that will never decide', async () => {
  const from = '2027-01-01T00:00:00+08:00';
  const notice = { 'zh-CN': '新年起不再提供', 'zh-HK': '新年起不再提供', en: 'Ends with the year' };
  const rules = [rule('end', { from, verdict: 'hide', noticeDays: 31, notice }), rule('now', {})];
  const { policy, clock, bumps } = await open(withRules(...rules), '2026-11-30T23:59:00+08:00');
  assert.equal(policy.verdict(buy).notice, undefined);
  await clock.advance(60_000);
  assert.equal(bumps(), 1, 'the lead time begins: 31 days before');
  assert.deepEqual([policy.verdict(buy).notice, policy.verdict(buy).verdict], [notice, 'allow']);
  await clock.advance(31 * 864e5);
  assert.deepEqual([policy.verdict(buy).verdict, policy.verdict(buy).notice], ['hide', notice]);
  const never = await open(withRules(...rules.reverse()), '2026-12-31T00:00:00+08:00');
  assert.equal(never.policy.verdict(buy).notice, undefined);
});

test('no rule that fits, no document, a malformed or an expired one: show, and lead to the bank without purchase', async () => {
  const good = samplePolicy();
  const bad: unknown[] = [
    refusal('network'),
    refusal('origin_refused'),
    null,
    [],
    'x',
    {},
    { ...good, rules: [{}] },
    { ...good, rules: [rule('x', { verdict: 'sell' })] },
    { ...good, rules: [rule('x', { from: 'tomorrow' })] },
    { ...good, rules: [rule('x', { verdict: undefined })] },
    { ...good, partner: 'weishi' },
    { ...good, surface: 'everywhere' },
    { ...good, surface: undefined },
    { ...good, expiresAt: '2026-11-22T10:00:00+08:00' },
    { ...good, expiresAt: undefined },
    { ...good, targets: { bank_page: { origin: 'https://h5.bank.example/path' } } },
    { ...good, targets: { bank_page: { origin: 'http://h5.bank.example' } } },
    JSON.parse('{"__proto__":{}}'),
  ];
  for (const document of bad) {
    const { policy } = await open(document);
    assert.equal(policy.getState().status, 'unreachable', JSON.stringify(document));
    assert.equal(policy.getState().surface, 'partner');
    assert.deepEqual([policy.verdict(show).verdict, policy.verdict(show).rule], ['allow', 'safest']);
    assert.deepEqual([policy.verdict(buy).verdict, policy.verdict(buy).rule], ['redirect', 'safest']);
    assert.equal(policy.targets().size, 0);
  }
  const { policy } = await open(withRules());
  assert.deepEqual([policy.getState().status, policy.verdict(buy).rule], ['ready', 'safest']);
});

test('a document that ends is asked for again once; until then the safest verdict holds', async () => {
  const { policy, clock, requests, bumps } = await open({ ...samplePolicy(), expiresAt: '2026-11-22T10:01:00+08:00' });
  assert.equal(policy.verdict(buy).rule, 'wealth-buy');
  await clock.advance(60_000);
  assert.deepEqual([policy.verdict(buy).rule, policy.getState().status, requests.length], ['safest', 'unreachable', 2]);
  assert.ok(bumps() > 0);
  await clock.advance(6 * 60_000);
  assert.equal(requests.length, 2);
});

test('R9 a placement the bank pays for stays one when the document ends and the bank is down', async () => {
  const listed = { paid: ['hotel-detail'], stopped: ['old'], expiresAt: '2026-11-22T10:01:00+08:00' };
  const { policy, clock, answer, comeBack } = await open({ ...samplePolicy(), ...listed });
  answer('/v1/channel-policy', refusal('service_unavailable'));
  await clock.advance(120_000);
  assert.equal(policy.getState().status, 'unreachable');
  assert.deepEqual([policy.lists('paid', 'hotel-detail'), policy.lists('stopped', 'old')], [true, false]);
  answer('/v1/channel-policy', samplePolicy());
  comeBack();
  await settle();
  assert.deepEqual([policy.getState().status, policy.lists('paid', 'hotel-detail')], ['ready', false]);
});

test('an unreachable policy is asked for again when the customer comes back', async () => {
  const fake = await open(refusal('network'));
  fake.answer('/v1/channel-policy', samplePolicy());
  fake.comeBack();
  await settle();
  assert.deepEqual([fake.policy.getState().status, fake.policy.verdict(buy).rule], ['ready', 'wealth-buy']);
});

test('S8 a kill switch hides a placement, or everything, and reaches a page left open when the customer comes back', async () => {
  const { policy, answer, clock, comeBack, requests } = await open(undefined);
  assert.equal(policy.lists('stopped', 'hotel-detail'), false);
  answer('/v1/channel-policy', { ...samplePolicy(), stopped: ['hotel-detail'] });
  comeBack();
  await settle();
  assert.equal(requests.length, 1, 'a look aside is no absence');
  clock.sleep(11 * 60_000);
  comeBack();
  await settle();
  assert.deepEqual(
    [requests.length, policy.lists('stopped', 'hotel-detail'), policy.lists('stopped', 'hotel-list')],
    [2, true, false],
  );
  assert.deepEqual(policy.verdict({ ...show, placement: 'hotel-detail' }).rule, 'stopped');
  assert.equal(policy.verdict(show).verdict, 'allow');
  answer('/v1/channel-policy', { ...samplePolicy(), stopped: ['*'] });
  clock.sleep(11 * 60_000);
  comeBack();
  await settle();
  assert.deepEqual([policy.verdict(show).verdict, policy.lists('stopped', '')], ['hide', true]);
});

test('a bank that cannot be reached when asked again leaves what is known, to its end', async () => {
  const { policy, answer, clock, comeBack, requests } = await open(undefined);
  const known = policy.document();
  for (const bad of [
    refusal('network'),
    { ...samplePolicy(), rules: [{}] },
    { ...samplePolicy(), partner: 'weishi' },
  ]) {
    answer('/v1/channel-policy', bad);
    clock.sleep(11 * 60_000);
    comeBack();
    await settle();
    assert.deepEqual([policy.getState().status, policy.verdict(buy).rule], ['ready', 'wealth-buy']);
    assert.equal(policy.document(), known);
  }
  assert.equal(requests.length, 4);
});

test('a device clock that is a year behind does not matter: the answer that brings the rules also sets the time', async () => {
  const change = '2026-11-22T00:00:00+08:00';
  const rules = withRules(rule('before', { until: change }), rule('after', { from: change, verdict: 'hide' }));
  const fake = createFakeInlay({ now: at('2025-11-22T10:00:00+08:00') });
  fake.answer('/v1/channel-policy', () => {
    fake.clock.sleep(365 * 864e5);
    return rules;
  });
  const leave = fake.inlay.policy.subscribe(() => {});
  await settle();
  assert.equal(fake.inlay.policy.verdict(buy).rule, 'after');
  leave();
});

test('no timer runs without a listener', async () => {
  const { clock, leave } = await open(undefined);
  assert.equal(clock.pending, 1);
  leave();
  assert.equal(clock.pending, 0);
});

test('T3 any JSON at all as a policy leads to a verdict', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), async (document) => {
      const { policy } = await open(document);
      assert.equal(policy.verdict(buy).rule, 'safest');
      assert.equal(policy.verdict(show).verdict, 'allow');
    }),
    { numRuns: 200 },
  );
});

test('a policy that is refused or malformed says so, with the place', async () => {
  assert.match((await open(refusal('origin_refused'))).lines.join(), /^origin_refused.*ask the bank/);
  assert.match(
    (await open({ ...samplePolicy(), rules: 7 })).lines.join(),
    /^bad_response: .*malformed at "[\w.]*rules"$/,
  );
  assert.deepEqual((await open(samplePolicy())).lines, []);
});
