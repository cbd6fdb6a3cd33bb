import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPointsRedeem } from '../../../src/core/models/points-redeem.ts';
import { en } from '../../../src/core/text.en.ts';
import { addTexts } from '../../../src/core/text.ts';
import { refusal, settle } from '../../support/fake-inlay.ts';
import { open, seen } from '../../support/points-model.ts';
import { createPointsBank, sampleItem } from '../../support/rewards.ts';

for (const [rule, change] of [
  ['P4', { name: '积分提现券' }],
  // No figure is shown of it, so none can fail to be one.
  ['P1', { price: { kind: 'points' } }],
] as const) {
  test(`${rule} an item that takes the place of the first one is judged as that was`, async () => {
    for (const code of ['rules_changed', 'sold_out', 'item_closed'] as const) {
      const { bank, fake, model, tap, posts, named } = await open();
      fake.answer('/v1/points/quotes', () => {
        bank.item = sampleItem(change);
        return refusal(code);
      });
      await tap();
      assert.deepEqual(model.getState(), { status: 'empty', reason: 'disclosure_incomplete' }, code);
      assert.deepEqual(named('inlay-empty'), [
        { widget: 'points-redeem', reason: 'disclosure_incomplete', rules: [rule] },
      ]);
      await tap();
      model.choose(2);
      fake.comeBack();
      await settle();
      assert.deepEqual([model.getState().status, posts().length], ['empty', 1], 'nothing can be redeemed');
    }
  });
}

test('whatever fails in a tap frees the button and goes nowhere, even where telling it fails as well', async () => {
  const { fake } = createPointsBank();
  const params = { item: 'LATTE-26', placement: '', quote: '', order: '', amount: '' };
  const told: string[] = [];
  const model = createPointsRedeem(fake.inlay, params, (name) => {
    told.push(name);
    if (name !== 'inlay-ready') throw new RangeError(`scripted, in ${name}`);
    return true;
  });
  await settle();
  for (const taps of [1, 2]) {
    model.act(seen, true);
    // Long enough for a rejection that nobody handles to be seen: it fails the test.
    await new Promise(setImmediate);
    assert.equal(model.getState().status, 'ready');
    assert.equal(told.filter((name) => name === 'inlay-points-open').length, taps);
  }
  assert.deepEqual(fake.navigations, []);
});

test('a quote is for the wish that was tapped, whatever is chosen while it is fetched', async () => {
  const { fake, model, tap, posts } = await open();
  const { find } = fake.ports.keys;
  fake.ports.keys.find = (...which) => {
    model.choose(2);
    return find(...which);
  };
  await tap();
  assert.equal((posts()[0]!.body as { quantity: number }).quantity, 1);
  assert.match([...fake.kept.values()][0]!.body.wish!, /^1,/);
});

test('a redemption that changes its language changes the bank’s words with it, and keeps what was chosen', async () => {
  addTexts('en', en);
  const { fake, model, view } = await open({
    script: (_, fake) =>
      fake.answer('/v1/reward-items/LATTE-26?', ({ path }: { path: string }) =>
        sampleItem(path.includes('locale=en') ? { name: 'Latte' } : {}),
      ),
  });
  model.choose(2);
  const chosen = view().price;
  assert.notEqual(view().name, 'Latte');
  fake.inlay.update({ locale: 'en' });
  for (let turn = 0; turn < 5; turn++) await settle();
  assert.equal(view().name, 'Latte');
  fake.inlay.update({ locale: 'zh-CN' });
  for (let turn = 0; turn < 5; turn++) await settle();
  assert.deepEqual(view().price, chosen);
});
