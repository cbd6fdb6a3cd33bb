import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bannerPolicy } from '../../support/banner.ts';
import { open } from '../../support/points-model.ts';

/** A redemption under one rule, with the bank's app and a service that is closed among its places. */
const under = (rule: object) => {
  const policy = bannerPolicy();
  const targets = { ...policy.targets, closed: { kind: 'none' } };
  const rules = [{ id: 'redeem', host: '*', productClass: 'points', verb: 'redeem', ...rule }];
  return open({ script: (_, fake) => fake.answer('/v1/channel-policy', { ...policy, targets, rules }) });
};

for (const rule of [{ verdict: 'hide' }, { verdict: 'redirect', target: 'closed' }])
  test(`a redemption the policy takes away (${Object.values(rule).join(' ')}) has no live button, and a tap asks for no quote`, async () => {
    const { view, tap, posts, fake } = await under(rule);
    assert.equal(view().action!.enabled, false);
    await tap();
    assert.deepEqual([posts().length, fake.navigations], [0, []]);
  });

test('R4 the hint of a redemption names the place the policy leads to', async () => {
  const { view } = await under({ verdict: 'redirect', target: 'bank_app' });
  assert.match(view().action!.hint, /^将离开旅途，进入青禾银行App ·/);
  assert.match(view().action!.label, /青禾银行App/);
  const plain = await under({ verdict: 'allow' });
  assert.match(plain.view().action!.hint, /^将离开旅途，进入青禾银行 ·/);
});
