import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HttpRequest } from '../../../src/core/ports.ts';
import { refusal, settle } from '../../support/fake-inlay.ts';
import { answers, atBank, confirmations, minute, open, seen } from '../../support/points-model.ts';
import { instant } from '../../support/rewards.ts';

test('P1 P6 balance with its time and the part that ends stand beside price and rules before the confirmation', async () => {
  const { view } = await atBank();
  const { balance, total, action, rules, caps } = view();
  assert.deepEqual(balance, {
    label: '积分余额',
    value: '8,800积分',
    notes: ['截至 2026-11-22 10:00', '其中600积分将于 2026-12-31 到期'],
  });
  assert.deepEqual(total, [
    { label: '兑换数量', value: '1份' },
    { label: '合计', value: '2,600积分' },
  ]);
  assert.deepEqual(action, { label: '确认兑换', hint: '', enabled: true });
  assert.equal(rules.facts.length, 5);
  assert.equal(caps.length, 2);
});

test('P2 without the bank’s own session nothing of the customer is asked or shown; the way is its sign-in', async () => {
  const { view, tap, fake } = await atBank({ session: { level: 'anonymous', user: '' } });
  assert.deepEqual(
    [view().action, view().balance, view().total],
    [{ label: '登录后继续', hint: '', enabled: true }, undefined, []],
  );
  assert.equal(view().rules.facts.length, 5, 'P1 the item can be read all the same');
  assert.deepEqual(
    fake.requests.filter(({ path }) => path.includes('points')),
    [],
  );
  await tap();
  assert.deepEqual(fake.signIns, [{ widget: 'points-redeem', key: 'q-1.sig', verb: 'redeem' }]);
});

test('P2 on a partner’s page a quote in the markup is not heeded', async () => {
  const { fake, view } = await open({ params: { item: 'LATTE-26', quote: 'q-1.sig' } });
  assert.equal(view().action!.label, '去青禾银行确认兑换');
  assert.deepEqual(
    fake.requests.filter(({ path }) => /balance|quotes/.test(path)),
    [],
  );
});

test('P3 one confirmation under one key, then the receipt; the key is kept before it leaves and let go after', async () => {
  const { fake, bank, tap, view, named, model } = await atBank();
  let kept = 0;
  fake.answer('/v1/points/redemptions', (request: HttpRequest) => {
    if (request.method !== 'POST') return { items: [] };
    kept = fake.kept.size;
    bank.keys.push(request.idempotencyKey!);
    return {
      id: 'r',
      quote: 'q-1',
      status: 'confirmed',
      receipt: 'QH-1',
      points: 2600,
      moneyFen: 0,
      at: instant(fake.clock.now()),
    };
  });
  await Promise.all([tap(), tap()]);
  assert.equal(kept, 1);
  assert.deepEqual(bank.keys, ['key-1']);
  assert.deepEqual(view().outcome!.facts[0], { label: '兑换编号', value: 'QH-1' });
  assert.deepEqual([view().action, view().balance, view().second], [undefined, undefined, '']);
  assert.equal(named('inlay-points-redeemed').length, 1);
  assert.equal(fake.kept.size, 0);
  await tap();
  assert.equal(confirmations(fake).length, 1);
  assert.equal(model.getState().status, 'ready');
});

test('R1 P2 nothing but a tap confirms: not a load, not a return, not a script', async () => {
  const { fake, model } = await atBank();
  fake.comeBack();
  await settle();
  model.act(seen, false);
  model.act({ ...seen, visible: false }, true);
  model.turn(false);
  await settle();
  await fake.clock.advance(5 * minute);
  assert.deepEqual(confirmations(fake), []);
});

test('P2 the code: asked for, checked for its form, wrong, asked for again, right, all under one key', async () => {
  const { fake, bank, tap, view, model } = await atBank();
  const done = {
    id: 'r',
    quote: 'q-1',
    status: 'confirmed',
    receipt: 'QH-1',
    points: 2600,
    moneyFen: 0,
    at: instant(fake.clock.now()),
  };
  const next = answers(refusal('step_up_required'), refusal('step_up_failed'), refusal('step_up_required'), done);
  fake.answer('/v1/points/redemptions', (request: HttpRequest) => {
    bank.keys.push(request.idempotencyKey!);
    return next();
  });
  await tap();
  assert.deepEqual([view().code!.label, view().code!.error, view().second], ['短信验证码', '', '重新获取验证码']);
  await tap();
  assert.equal(view().code!.error, '请输入6位数字验证码。');
  model.type('123456');
  await tap();
  assert.equal(view().code!.error, '验证码不正确，请核对后再输入。');
  model.turn(true);
  await settle();
  assert.equal(view().code!.error, '');
  model.type(' 654321 ');
  await tap();
  assert.equal(view().outcome!.kind, 'done');
  assert.deepEqual(new Set(bank.keys), new Set(['key-1']));
  assert.deepEqual(
    confirmations(fake).map(({ body }) => (body as { code?: string }).code),
    [undefined, '123456', undefined, '654321'],
  );
});

test('P3 whatever leaves the outcome open is checking, then what the bank says', async () => {
  for (const code of [
    'timeout',
    'network',
    'service_unavailable',
    'internal',
    'bad_response',
    'in_progress',
  ] as const) {
    const { fake, bank, tap, view, model } = await atBank();
    // It was made, and the answer was lost.
    fake.answer('/v1/points/redemptions', () => {
      bank.redemptions.set('q-1', { quote: 'q-1', status: 'pending', points: 2600, moneyFen: 0 });
      return refusal(code);
    });
    await tap();
    assert.deepEqual([model.getState().status, view().outcome!.title], ['busy', '正在确认兑换结果'], code);
    bank.redemptions.set('q-1', { quote: 'q-1', status: 'confirmed', receipt: 'QH-1', points: 2600, moneyFen: 0 });
    await fake.clock.advance(5000);
    assert.equal(view().outcome!.kind, 'done', code);
    assert.equal(confirmations(fake).length, 1, `${code}: asked, never sent again blindly`);
  }
});

test('P3 what never arrived is said to be nothing only when the bank has said so three times; the next tap has the same key', async () => {
  const { fake, bank, tap, view } = await atBank();
  fake.answer('/v1/points/redemptions', (request: HttpRequest) => {
    bank.keys.push(request.idempotencyKey!);
    return refusal('network');
  });
  await tap();
  assert.equal(view().outcome!.kind, 'checking');
  await fake.clock.advance(2000);
  assert.equal(view().outcome!.kind, 'checking');
  await fake.clock.advance(10_000);
  assert.deepEqual([view().outcome, view().notices], [undefined, ['没有兑换，积分未扣减。请重试。']]);
  await tap();
  assert.deepEqual(bank.keys, ['key-1', 'key-1']);
});

test('P3 a page that was killed mid-confirm shows on its return what the bank says', async () => {
  const { fake, bank, tap, make, model, view } = await atBank();
  const release = fake.hold('/v1/points/redemptions');
  void tap();
  await settle();
  model.destroy();
  bank.redemptions.set('q-1', { quote: 'q-1', status: 'confirmed', receipt: 'QH-1', points: 2600, moneyFen: 0 });
  const again = make();
  await settle();
  assert.equal(view(again).outcome!.kind, 'done');
  release();
  await settle();
  assert.equal(view(again).outcome!.kind, 'done');
});
