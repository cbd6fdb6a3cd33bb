import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HttpRequest } from '../../../src/core/ports.ts';
import { addTexts } from '../../../src/core/text.ts';
import { en } from '../../../src/core/text.en.ts';
import { zhHK } from '../../../src/core/text.zh-hk.ts';
import { refusal, settle } from '../../support/fake-inlay.ts';
import { atBank, confirmations, minute } from '../../support/points-model.ts';
import { instant, sampleItem } from '../../support/rewards.ts';

test('a price that changed meanwhile is renewed, shown beside the old one, and confirmed by another tap only', async () => {
  const { fake, bank, tap, view } = await atBank();
  fake.answer('/v1/points/redemptions', (request: HttpRequest) => {
    if ((request.body as { quote: string }).quote === 'q-2.sig') {
      return { quote: 'q-1', status: 'confirmed', receipt: 'QH-1', points: 2400, moneyFen: 0 };
    }
    bank.quotes.get('q-1.sig')!.changed = true;
    return refusal('price_changed');
  });
  bank.price = { points: 2400, moneyFen: 0 };
  await tap();
  assert.deepEqual(view().notices, ['价格已由2,600积分变为2,400积分，请核对后再确认。']);
  assert.equal(view().total[1]!.value, '2,400积分');
  assert.equal(confirmations(fake).length, 1);
  await tap();
  assert.equal(view().outcome!.kind, 'done');
});

test('a quote that ended before the page was opened is renewed at once and the customer told', async () => {
  const { view, bank } = await atBank({
    script: (bank, fake) => void (bank.quotes.get('q-1.sig')!.until = fake.clock.now() - 1),
  });
  assert.deepEqual(view().notices, ['报价已更新，请核对后再确认。']);
  assert.equal(view().action!.enabled, true);
  assert.equal(bank.quotes.size, 2);
});

test('too few points: the button does nothing and the gap is named', async () => {
  const { view, fake, tap } = await atBank({
    script: (bank) => void (bank.balance = { points: 2100, asOf: bank.balance.asOf }),
  });
  assert.deepEqual([view().notices, view().action!.enabled], [['积分不足，还差500积分。'], false]);
  await tap();
  assert.deepEqual(confirmations(fake), []);
});

test('a balance that fell meanwhile is asked for anew after the refusal', async () => {
  const { fake, bank, tap, view } = await atBank();
  fake.answer('/v1/points/redemptions', refusal('insufficient_points'));
  bank.balance = { points: 1000, asOf: instant(fake.clock.now()) };
  await tap();
  assert.deepEqual(view().balance!.value, '1,000积分');
  assert.deepEqual(view().notices, ['积分不足。', '积分不足，还差1,600积分。']);
  assert.equal(view().action!.enabled, false);
});

test('P6 a balance that grew old says so with its time, and a fresh one takes its place on return', async () => {
  const { fake, bank, view } = await atBank();
  await fake.clock.advance(6 * minute);
  assert.equal(view().balance!.notes[0], '截至 2026-11-22 10:00，可能已有变化');
  bank.balance = { points: 9000, asOf: instant(fake.clock.now()) };
  fake.comeBack();
  await settle();
  assert.deepEqual([view().balance!.value, view().balance!.notes], ['9,000积分', ['截至 2026-11-22 10:06']]);
  fake.answer('/v1/points/balance', refusal('network'));
  fake.comeBack();
  await settle();
  assert.equal(view().balance!.notes[0], '截至 2026-11-22 10:06，可能已有变化', 'it could not be asked anew');
});

test('P1 without a balance nothing can be confirmed', async () => {
  const { view } = await atBank({ script: (_, fake) => fake.answer('/v1/points/balance', refusal('network')) });
  assert.deepEqual([view().balance!.value, view().action!.enabled], ['暂时无法查询', false]);
});

test('what bars the quote for good is said, and the button stays off', async () => {
  for (const [code, words] of [
    ['sold_out', '已兑完'],
    ['quota_reached', '本期兑换次数已用完'],
    ['item_closed', '已停止兑换'],
  ] as const) {
    const { fake, tap, view } = await atBank();
    fake.answer('/v1/points/redemptions', refusal(code));
    await tap();
    assert.deepEqual([view().notices, view().action!.enabled, view().outcome], [[words], false, undefined]);
  }
});

test('released says that no points were taken', async () => {
  const { fake, bank, tap, view, named } = await atBank();
  bank.ends = 'released';
  await tap();
  assert.deepEqual([view().outcome!.title, view().outcome!.text], ['兑换未成功', '积分未扣减；已冻结的积分已退回。']);
  assert.equal(named('inlay-points-released').length, 1);
  assert.equal(fake.kept.size, 0);
});

test('P5 signing out takes balance and quote off the page; a later sign-in brings the truth back', async () => {
  const { fake, bank, tap, model, view } = await atBank();
  fake.answer('/v1/points/redemptions', () => {
    bank.redemptions.set('q-1', { quote: 'q-1', status: 'confirmed', receipt: 'QH-1', points: 2600, moneyFen: 0 });
    return refusal('bank_identity_required');
  });
  await tap();
  assert.deepEqual([view().action!.label, JSON.stringify(model.getState()).includes('8,800')], ['登录后继续', false]);
  fake.session.set({ ...fake.session.getState(), level: 'anonymous', user: '' });
  fake.session.set({ ...fake.session.getState(), level: 'bank', user: 'cookie-2' });
  await settle();
  assert.equal(view().outcome!.kind, 'done');
});

test('P1 P4 the item of a quote is judged as the first one was, and not confirmed when it is unlawful', async () => {
  for (const [rule, change] of [
    ['P4', { description: '可转让' }],
    ['P1', { price: { kind: 'points' } }],
  ] as const) {
    const { fake, model, tap, named } = await atBank({
      script(bank, fake) {
        fake.answer('/v1/reward-items/LATTE-26?', bank.item);
        bank.item = sampleItem(change);
      },
      params: { item: 'LATTE-26' },
    });
    assert.deepEqual(model.getState(), { status: 'empty', reason: 'disclosure_incomplete' });
    assert.deepEqual(named('inlay-empty'), [
      { widget: 'points-redeem', reason: 'disclosure_incomplete', rules: [rule] },
    ]);
    await tap();
    model.turn(true);
    fake.comeBack();
    await settle();
    await fake.clock.advance(10 * minute);
    assert.deepEqual([model.getState().status, confirmations(fake)], ['empty', []]);
  }
});

test('P2 another code is asked for only where one is', async () => {
  const { fake, model } = await atBank();
  model.turn(true);
  await settle();
  assert.deepEqual(confirmations(fake), []);
});

test('in the three languages', async () => {
  addTexts('zh-HK', zhHK);
  addTexts('en', en);
  for (const [locale, label] of [
    ['zh-HK', '確認兌換'],
    ['en', 'Confirm'],
  ] as const) {
    const { view } = await atBank({ params: { locale } });
    assert.equal(view().action!.label, label);
  }
});
