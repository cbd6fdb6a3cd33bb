import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusal, settle } from '../../support/fake-inlay.ts';
import { open, seen } from '../../support/points-model.ts';
import { mixedItem, orderItem, sampleItem, type PointsBank } from '../../support/rewards.ts';

test('P1 price, caps with their day, delivery and refund rule stand there before the tap', async () => {
  const { view, named } = await open();
  const { price, caps, rules, action, choice, by, name } = view();
  assert.deepEqual(
    [by, name, price],
    ['由青禾银行提供', '大杯拿铁兑换券', { points: '2,600', unit: '积分', more: '' }],
  );
  assert.deepEqual(caps, [
    '本月还可兑 2 次（每月限 3 次），2026-12-01 恢复',
    '今年还可兑 32 次（每年限 36 次），2027-01-01 恢复',
  ]);
  assert.deepEqual(
    rules.facts.map(({ label }) => label),
    ['价格说明', '发放方式', '退换规则', '有效期', '咨询与投诉'],
  );
  assert.deepEqual(action, {
    label: '去青禾银行确认兑换',
    hint: '将离开旅途，进入青禾银行 · 积分余额仅在青禾银行页面显示',
    enabled: true,
  });
  assert.equal(choice!.most, 2, 'what the month leaves');
  assert.equal(named('inlay-ready').length, 1);
});

test('P5 the partner’s page asks neither for the balance nor for anything it follows from', async () => {
  const { fake, tap, view } = await open();
  await tap();
  fake.comeBack();
  await settle();
  assert.equal(view().balance, undefined);
  assert.deepEqual(
    fake.requests.filter(({ path }) => /balance|entries|quotes\//.test(path)),
    [],
  );
});

test('points and money, and a total when more than one is wanted', async () => {
  const { view, model } = await open({ script: (bank) => void (bank.item = mixedItem()) });
  assert.deepEqual(view().price, { points: '1,200', unit: '积分', more: '+ 9.90元' });
  assert.deepEqual(view().total, []);
  model.choose(2);
  assert.deepEqual(view().total, [{ label: '合计', value: '2,400积分 + 19.80元' }]);
  assert.equal(view().choice!.spoken, '2份');
  model.choose(99);
  assert.equal(view().choice!.value, 2);
});

test('a variable amount moves in steps up to what the order comes to', async () => {
  const script = (bank: PointsBank) => void Object.assign(bank, { item: orderItem(), quotas: [] });
  const { view, model, tap, posts } = await open({ script, params: { order: 'O-1', amount: '2550' } });
  assert.deepEqual(view().price, { points: '500–20,000', unit: '积分', more: '每100积分抵1.00元' });
  assert.equal(view().choice!.most, 2500);
  model.choose(1234);
  assert.deepEqual([view().choice!.value, view().choice!.spoken], [1200, '1,200积分，抵扣12.00元']);
  assert.deepEqual(view().total, [
    { label: '合计', value: '1,200积分' },
    { label: '抵扣金额', value: '12.00元' },
  ]);
  await tap();
  assert.deepEqual(posts()[0]!.body, {
    item: 'ORDER-OFF',
    quantity: 1,
    points: 1200,
    order: { id: 'O-1', amountFen: 2550 },
    digest: 'a1'.repeat(32),
    placement: 'order-done',
    attribution: undefined,
  });
});

test('a deduction without its order is a mistake in the page, said with the fix', async () => {
  const { model, fake, named } = await open({ script: (bank) => void (bank.item = orderItem()) });
  const state = model.getState();
  assert.deepEqual([state.status, 'code' in state && state.code], ['error', 'invalid_attribute']);
  assert.match(fake.lines.join(), /order and amount/);
  assert.equal(named('inlay-error').length, 1);
});

test('a tap gets one signed quote, keeps it, tells the page, and leaves with it; nothing personal goes along (R6)', async () => {
  const { fake, tap, events, view, model } = await open();
  model.choose(2);
  await tap();
  assert.deepEqual(fake.navigations, ['https://open.bank.example/h5/redeem?quote=q-1.sig&state=state']);
  assert.deepEqual(fake.signIns, [{ widget: 'points-redeem', key: 'LATTE-26', verb: 'redeem' }]);
  assert.deepEqual(events.at(-1), [
    'inlay-points-open',
    { widget: 'points-redeem', item: 'LATTE-26', quantity: 2, points: 5200, moneyFen: 0, placement: 'order-done' },
  ]);
  const kept = [...fake.kept.values()][0]!;
  assert.equal(kept.body.id, 'q-1');
  assert.doesNotMatch(JSON.stringify(kept), /user-a/);
  assert.equal(model.getState().status, 'busy');
  await fake.clock.advance(4000);
  assert.equal(model.getState().status, 'ready');
  assert.equal(view().action!.enabled, true);
});

test('R1 a script’s tap, or one on a widget that cannot be seen, comes to nothing', async () => {
  const { fake, model } = await open();
  model.act(seen, false);
  model.act({ ...seen, visible: false }, true);
  await settle();
  assert.deepEqual([fake.navigations, fake.kept.size], [[], 0]);
  const acts = fake.tracks.filter(({ name }) => name === 'points_opened').map(({ data }) => data.act);
  assert.deepEqual(acts, ['none', 'none']);
});

test('the page can stop the tap', async () => {
  const { fake, tap, model } = await open({ stop: true });
  await tap();
  assert.deepEqual([fake.navigations, fake.kept.size, model.getState().status], [[], 0, 'ready']);
});

test('a double tap, two widgets and two tabs leave with one quote', async () => {
  const { fake, model, make, posts } = await open();
  const other = make();
  await settle();
  model.act(seen, true);
  model.act(seen, true);
  await settle();
  assert.equal(posts().length, 1);
  other.act(seen, true);
  await settle();
  assert.equal(posts().length, 1, 'the same wish leaves with the quote that is out');
  assert.deepEqual(
    new Set(fake.navigations.map((url) => new URL(url).searchParams.get('quote'))),
    new Set(['q-1.sig']),
  );
});

test('two tabs that ask at the very same moment leave with the same quote', async () => {
  const { fake, model, make } = await open();
  const other = make();
  await settle();
  model.act(seen, true);
  other.act(seen, true);
  await settle();
  assert.equal(fake.kept.size, 1);
  assert.equal(new Set(fake.navigations).size, 1, fake.navigations.join());
});

test('another wish gets another quote', async () => {
  const { fake, model, tap, posts } = await open();
  await tap();
  await fake.clock.advance(5000);
  model.choose(2);
  await tap();
  assert.equal(posts().length, 2);
  assert.equal([...fake.kept.values()][0]!.body.id, 'q-2');
});

test('a refusal of the quote is said in words, told once as an error, and leaves nothing behind', async () => {
  for (const [code, words] of [
    ['sold_out', /已兑完/],
    ['quota_reached', /次数已用完/],
    ['not_eligible', /暂时不能兑换/],
    ['network', /网络/],
  ] as const) {
    const { fake, tap, view, named } = await open({
      script: (bank, fake) => fake.answer('/v1/points/quotes', refusal(code)),
    });
    await tap();
    assert.match(view().notices.join(), words, code);
    assert.deepEqual([fake.navigations, fake.kept.size], [[], 0]);
    assert.deepEqual(
      named('inlay-error').map((detail) => (detail as { code: string }).code),
      [code],
    );
  }
});

test('rules that changed are shown before the next tap', async () => {
  const { bank, fake, tap, view } = await open();
  const fresh = sampleItem();
  (fresh.rules as Record<string, string>).refund = '兑换后7日内可退换。';
  fake.answer('/v1/points/quotes', () => {
    bank.item = fresh;
    return refusal('rules_changed');
  });
  await tap();
  assert.deepEqual(view().notices, ['兑换规则已更新，请阅读后再确认。']);
  assert.equal(view().rules.facts[2]!.value, '兑换后7日内可退换。');
});

test('whoever is not signed in at the partner is asked to be', async () => {
  const { view, fake } = await open({ session: { level: 'anonymous', user: '' } });
  assert.deepEqual([view().action!.enabled, view().notices], [false, ['请先登录后再兑换。']]);
  assert.deepEqual(view().caps, ['每月限兑3次', '每年限兑36次']);
  assert.ok(!fake.requests.some(({ auth }) => auth));
});

test('P1 P4 an unlawful item is not shown, and why is said once', async () => {
  const { model, named, fake } = await open({
    script: (bank) => void (bank.item = sampleItem({ name: '积分提现券' })),
  });
  assert.equal(model.getState().status, 'empty');
  assert.deepEqual(named('inlay-empty'), [{ widget: 'points-redeem', reason: 'disclosure_incomplete', rules: ['P4'] }]);
  assert.deepEqual(
    fake.tracks.map(({ name }) => name),
    ['points_empty'],
  );
});

test('without an item, with one that is unknown, or with a malformed id it says so once', async () => {
  const none = await open({ params: { item: '' } });
  assert.deepEqual(none.named('inlay-empty'), [{ widget: 'points-redeem', reason: 'no_product', rules: [] }]);
  const unknown = await open({ script: (_, fake) => fake.answer('/v1/reward-items/', refusal('not_found')) });
  const state = unknown.model.getState();
  assert.deepEqual('text' in state && [state.text, state.trace], ['没有找到该商品。', '查询编号：4bf92f3577b34da6']);
  const odd = await open({ params: { item: '../x' } });
  assert.deepEqual(
    odd.fake.requests.filter(({ path }) => path.includes('reward')),
    [],
  );
});

test('after a failure a retry loads it', async () => {
  const { model, fake, bank, view } = await open({
    script: (_, fake) => fake.answer('/v1/reward-items/LATTE-26', refusal('network')),
  });
  const state = model.getState();
  assert.deepEqual('retry' in state && state.retry, '重试');
  fake.answer('/v1/reward-items/LATTE-26', () => bank.item);
  fake.answer('/v1/reward-items/LATTE-26/quota', () => ({ quotas: bank.quotas }));
  model.retry();
  await settle();
  assert.equal(view().name, '大杯拿铁兑换券');
});

test('sold out, closed and used-up quotas say so, and the button does nothing', async () => {
  for (const [change, words] of [
    [{ item: sampleItem({ status: 'sold_out' }) }, '已兑完'],
    [{ item: sampleItem({ status: 'closed' }) }, '已停止兑换'],
    [{ quotas: [{ period: 'month', limit: 3, used: 3, resetsAt: '2026-12-01T00:00:00+08:00' }] }, '本期兑换次数已用完'],
  ] as const) {
    const { view, tap, posts } = await open({ script: (bank) => void Object.assign(bank, change) });
    assert.deepEqual([view().notices, view().action!.enabled], [[words], false]);
    await tap();
    assert.equal(posts().length, 0);
  }
});
