import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusal, settle } from '../../support/fake-inlay.ts';
import { done, minute, open, seen } from '../../support/points-model.ts';

test('P3 what the bank confirmed is shown with its receipt, once told, and makes way for the next', async () => {
  const { fake, bank, tap, make, named, view } = await open();
  await tap();
  bank.redemptions.set('q-1', done(fake, { receipt: 'QH-1', status: 'confirmed' }));
  fake.returned = { widget: 'points-redeem', key: 'LATTE-26', verb: 'redeem' };
  const back = make();
  await settle();
  assert.deepEqual(view(back).outcome!.kind, 'done');
  assert.deepEqual(
    view(back).outcome!.facts.map(({ value }) => value),
    ['QH-1', '2,600积分', '2026-11-22 10:00'],
  );
  assert.deepEqual(named('inlay-points-redeemed'), [
    { widget: 'points-redeem', item: 'LATTE-26', points: 2600, moneyFen: 0, placement: 'order-done', receipt: 'QH-1' },
  ]);
  assert.equal(fake.kept.size, 0);
  assert.equal(fake.returned, undefined, 'the intent is taken');
  await tap(back);
  assert.equal(new URL(fake.navigations.at(-1)!).searchParams.get('quote'), 'q-2.sig');
});

test('P3 released and cancelled are told as what they are', async () => {
  for (const [status, title] of [
    ['released', '兑换未成功'],
    ['cancelled', '兑换已撤销'],
  ] as const) {
    const { fake, bank, tap, named, view } = await open();
    await tap();
    bank.redemptions.set('q-1', done(fake, { status }));
    fake.comeBack();
    await settle();
    assert.deepEqual([view().outcome!.kind, view().outcome!.title], ['refused', title]);
    assert.deepEqual(named('inlay-points-redeemed'), []);
    assert.equal((named('inlay-points-released')[0] as { status: string }).status, status);
    assert.equal(fake.kept.size, 0);
  }
});

test('P3 pending is checking, asked again ever more slowly, then on the customer’s word', async () => {
  const { fake, bank, tap, make, view } = await open();
  await tap();
  bank.redemptions.set('q-1', done(fake, { status: 'pending' }));
  const back = make();
  await settle();
  assert.deepEqual([back.getState().status, view(back).outcome!.title], ['busy', '正在确认兑换结果']);
  const asked = () => fake.requests.filter(({ path }) => path.startsWith('/v1/points/redemptions')).length;
  const before = asked();
  await fake.clock.advance(2 * minute);
  assert.ok(asked() - before <= 14, `${asked() - before} questions of two widgets`);
  assert.deepEqual([back.getState().status, view(back).action!.label], ['ready', '查询结果']);
  bank.redemptions.set('q-1', done(fake, { status: 'confirmed', receipt: 'QH-1' }));
  await tap(back);
  assert.equal(view(back).outcome!.kind, 'done');
});

test('P3 while the bank does not answer nothing is said but that it is not known', async () => {
  const { fake, bank, tap, make, view, posts } = await open();
  await tap();
  fake.answer('/v1/points/redemptions', refusal('service_unavailable', { status: 503 }));
  const back = make();
  await settle();
  assert.equal(view(back).outcome!.kind, 'checking');
  assert.match(view(back).outcome!.text, /请勿重复兑换/);
  const before = posts().length;
  back.act(seen, true);
  await settle();
  assert.equal(posts().length, before, 'no new redemption while one is open');
  bank.redemptions.set('q-1', done(fake, { status: 'confirmed', receipt: 'QH-1' }));
  fake.answer('/v1/points/redemptions', () => ({ items: [bank.redemptions.get('q-1')] }));
  fake.comeBack();
  await settle();
  assert.equal(view(back).outcome!.kind, 'done');
});

test('coming back without having confirmed says so, and the way on is the same quote', async () => {
  const { tap, make, view, posts } = await open();
  await tap();
  const back = make();
  await settle();
  assert.deepEqual(
    [view(back).notices, view(back).action!.label],
    [['您尚未在青禾银行确认，积分未扣减。'], '继续去青禾银行确认'],
  );
  await tap(back);
  assert.equal(posts().length, 1);
});

test('a quote that ended unconfirmed is said to have come to nothing, until the bank says otherwise', async () => {
  const { fake, bank, tap, view, named } = await open();
  await tap();
  fake.comeBack();
  await settle();
  await fake.clock.advance(11 * minute);
  await settle();
  assert.match(view().notices.join(), /没有兑换，积分未扣减/);
  assert.equal(view().action!.label, '去青禾银行确认兑换');
  // It was renewed at the bank and confirmed there.
  bank.redemptions.set('q-1', done(fake, { status: 'confirmed', receipt: 'QH-1' }));
  fake.comeBack();
  await settle();
  assert.equal(view().outcome!.kind, 'done');
  assert.equal(named('inlay-points-redeemed').length, 1);
});

test('another user finds nothing of the last one', async () => {
  const { fake, tap, view, make } = await open();
  await tap();
  const back = make();
  await settle();
  assert.match(view(back).notices.join(), /尚未/);
  fake.session.set({ ...fake.session.getState(), user: 'user-b' });
  await settle();
  assert.deepEqual(view(back).notices, []);
  fake.session.set({ ...fake.session.getState(), user: 'user-a' });
  await settle();
  assert.match(view(back).notices.join(), /尚未/, 'it is still his');
});

test('an answer that comes after another user has arrived changes nothing for him', async () => {
  const { fake, model, view } = await open();
  const release = fake.hold('/v1/points/quotes');
  model.act(seen, true);
  await settle();
  fake.session.set({ ...fake.session.getState(), user: 'user-b' });
  await settle();
  release();
  await settle();
  assert.deepEqual([fake.navigations, fake.kept.size], [[], 0]);
  assert.equal(view().outcome, undefined);
});

test('what one user’s tap got is never kept in the name of the next one', async () => {
  const { fake, model, tap } = await open();
  await tap();
  fake.comeBack();
  await settle();
  model.choose(2);
  const { free } = fake.ports.keys;
  fake.ports.keys.free = async (...which) => {
    await free(...which);
    fake.session.set({ ...fake.session.getState(), user: 'user-b' });
  };
  await tap();
  assert.deepEqual(
    [...fake.kept].map(([place, { body }]) => [place, body.id]),
    [['redeem LATTE-26 user-a', 'q-2']],
  );
  assert.equal(fake.navigations.length, 1, 'and nobody leaves with it');
});

test('another user who arrives while the bank’s app is tried does not leave with the last one’s quote', async () => {
  const { fake, tap } = await open();
  const { policy } = fake.inlay;
  const { verdict } = policy;
  policy.verdict = (question) => {
    if (question.verb === 'redeem' && fake.kept.size && fake.session.getState().user === 'user-a')
      fake.session.set({ ...fake.session.getState(), user: 'user-b' });
    return verdict(question);
  };
  await tap();
  assert.deepEqual([fake.navigations, [...fake.kept.keys()]], [[], ['redeem LATTE-26 user-a']]);
});

test('P3 an outcome that is told while another user arrives is not told the first one again', async () => {
  const { fake, bank, tap, make, named } = await open();
  await tap();
  bank.redemptions.set('q-1', done(fake, { receipt: 'QH-1', status: 'confirmed' }));
  const { track } = fake.ports.tracker;
  fake.ports.tracker.track = (name, data) => {
    track(name, data);
    if (name === 'points_settled') fake.session.set({ ...fake.session.getState(), user: 'user-b' });
  };
  fake.comeBack();
  await settle();
  fake.session.set({ ...fake.session.getState(), user: 'user-a' });
  make();
  await settle();
  assert.deepEqual([named('inlay-points-redeemed').length, fake.kept.size], [1, 0]);
});

for (const [which, wish] of [
  ['the same', 1],
  ['another', 2],
] as const) {
  test(`P3 a tap that leaves with ${which} quote while one is asked about loses no outcome`, async () => {
    const { fake, bank, model, tap, view } = await open();
    await tap();
    fake.comeBack();
    await settle();
    model.choose(wish);
    const release = fake.hold('/v1/points/redemptions');
    fake.comeBack();
    await settle();
    await tap();
    assert.equal(fake.navigations.length, 2);
    release();
    await settle();
    bank.redemptions.set(`q-${wish}`, done(fake, { quote: `q-${wish}`, receipt: 'QH-1', status: 'confirmed' }));
    fake.comeBack();
    await settle();
    assert.equal(view().outcome?.kind, 'done');
    assert.equal(fake.kept.size, 0);
  });
}

test('destroy leaves no timer and no listener', async () => {
  const { fake, model, tap } = await open();
  await tap();
  fake.comeBack();
  await settle();
  model.destroy();
  const { pending } = fake.clock;
  fake.comeBack();
  await settle();
  assert.equal(fake.clock.pending, pending);
  const before = fake.requests.length;
  await fake.clock.advance(20 * minute);
  assert.deepEqual(
    fake.requests.slice(before).filter(({ path }) => path.includes('points')),
    [],
  );
});

test('P3 an item that came only after a retry knows how much of its caps is left, before any tap', async () => {
  let tries = 0;
  const { model, view, fake } = await open({
    script: (bank, fake) =>
      fake.answer('/v1/reward-items/LATTE-26?', () => (tries++ ? bank.item : refusal('network', { traceId: 't-1' }))),
  });
  assert.equal(model.getState().status, 'error');
  model.retry();
  await settle();
  assert.ok(fake.requests.some(({ path }) => path.startsWith('/v1/reward-items/LATTE-26/quota')));
  assert.match(view().caps.join(), /本月还可兑/);
});
