import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rewardRules } from '../../src/core/reward-rules.ts';
import { parseBalance, parseOpenQuote, parseQuote, parseRedemption } from '../../src/core/reward-answers.ts';
import { parseItem, readItem } from '../../src/core/reward.ts';
import { mixedItem, orderItem, sampleItem } from '../support/rewards.ts';

type Fields = Record<string, unknown>;
const rules = (value: Fields) => rewardRules(parseItem(value, value.id as string));
const said = (change: Fields) => sampleItem({ rules: { ...(sampleItem().rules as Fields), ...change } });
const refused = { name: 'InlayError', code: 'bad_response' };

test('lawful items of every kind pass', () => {
  for (const item of [sampleItem(), mixedItem(), orderItem()]) assert.deepEqual(rules(item), []);
});

test('P1 an item without price, delivery, refund, validity or contact is not shown', () => {
  for (const part of ['price', 'delivery', 'refund', 'validity', 'contact', 'version', 'digest']) {
    assert.deepEqual(rules(said({ [part]: '' })), ['P1'], part);
  }
  for (const part of ['name', 'issuerName', 'status'])
    assert.deepEqual(rules(sampleItem({ [part]: undefined })), ['P1'], part);
  assert.deepEqual(rules(sampleItem({ price: { kind: 'points', points: 0 } })), ['P1']);
  // A coupon has a fixed price, a deduction a variable one.
  assert.deepEqual(rules({ ...orderItem(), target: 'coupon' }), ['P1']);
  assert.deepEqual(rules(sampleItem({ target: 'bill_deduction' })), ['P1']);
});

test('P4 points are offered neither for money or passing on nor for products of saving', () => {
  for (const text of [
    '积分提现到账快',
    '積分套現',
    '可转让给好友',
    '支持轉贈',
    '回馈积分变现',
    '换现金券包',
    'Cash out your points',
    'Points for cash',
    'resell it',
    '存款加息券',
    '理财体验',
    '基金申购费抵扣',
    'Deposit bonus',
    'Wealth voucher',
    '积分兑换成现金',
    '换取现金',
    '換取現金',
    '加息券',
    'Withdraw your points',
  ]) {
    assert.deepEqual(rules(sampleItem({ name: text })), ['P4'], text);
  }
  assert.deepEqual(rules(sampleItem({ target: 'transfer' })), ['P4']);
  assert.deepEqual(rules(said({ delivery: '到账后可提现' })), ['P4']);
  for (const refund of ['不支持退货、可提现', '不支持退货 可提现', '无法退换、支持转让给好友'])
    assert.deepEqual(rules(said({ refund })), ['P4'], refund);
});

test('W7 an item whose name or rules hold a banned word is not shown', () => {
  for (const name of ['保本高收益礼包', '零风险礼包']) assert.deepEqual(rules(sampleItem({ name })), ['W7'], name);
  assert.deepEqual(rules(sampleItem({ description: '稳赚不赔' })), ['W7']);
  assert.deepEqual(rules(said({ delivery: '限时抢购，当日发货' })), ['W7']);
});

test('P4 to say that it is forbidden is no offer', () => {
  for (const text of [
    '不可提现、不得转让。',
    '禁止倒卖、变现。',
    '积分无法兑换现金，也不支持转赠',
    'It cannot be resold or cashed out.',
    '存款不在可兑换范围内',
    '不可提现、转让、倒卖',
    '禁止 转让、套现',
    '不得兑换成现金，也不可换取现金。',
    'The item may be withdrawn.',
  ]) {
    assert.deepEqual(rules(said({ refund: text })), [], text);
  }
});

test('answers of a wrong form are refused by name', () => {
  assert.throws(() => parseItem({ ...sampleItem(), id: 'OTHER' }, 'LATTE-26'), refused);
  assert.throws(() => parseItem({ ...sampleItem(), price: { kind: 'points', points: 26.5 } }, 'LATTE-26'), refused);
  assert.throws(() => parseItem({ ...sampleItem(), price: { kind: 'points', points: '2600' } }, 'LATTE-26'), refused);
  assert.throws(() => parseItem({ ...sampleItem(), price: { kind: 'cash', points: 1 } }, 'LATTE-26'), refused);
  const quote = { quote: 'q.sig', id: 'q', points: 1, moneyFen: 0, expiresAt: '2026-11-22T10:00:00+08:00' };
  assert.equal(parseQuote(quote).id, 'q');
  for (const change of [
    { quote: 'a b' },
    { quote: '"><' },
    { points: -1 },
    { points: 1.5 },
    { expiresAt: 'soon' },
    { expiresAt: undefined },
    { id: '' },
  ]) {
    assert.throws(() => parseQuote({ ...quote, ...change }), refused, JSON.stringify(change));
  }
  const open = { ...quote, item: sampleItem(), quantity: 1, quotas: [], changed: false, state: 'open' };
  assert.equal(parseOpenQuote(open, readItem).redemption, undefined);
  assert.throws(() => parseOpenQuote({ ...open, quantity: 0 }, readItem), refused);
  assert.throws(() => parseOpenQuote({ ...open, redemption: { status: 'confirmed', points: 1 } }, readItem), refused);
});

test('P3 a success without its receipt, or an outcome nobody knows, is not taken for one', () => {
  const done = {
    id: 'r',
    quote: 'q',
    status: 'confirmed',
    receipt: 'QH1',
    points: 2600,
    moneyFen: 0,
    item: 'LATTE-26',
    at: '2026-11-22T10:00:00+08:00',
  };
  assert.equal(parseRedemption(done).receipt, 'QH1');
  for (const change of [{ receipt: undefined }, { status: 'ok' }, { status: undefined }, { points: undefined }]) {
    assert.throws(() => parseRedemption({ ...done, ...change }), refused, JSON.stringify(change));
  }
  assert.equal(parseRedemption({ ...done, status: 'pending', receipt: undefined }).status, 'pending');
});

test('P6 a balance without its time is no balance', () => {
  const balance = { points: 10, asOf: '2026-11-22T10:00:00+08:00' };
  assert.equal(parseBalance(balance, 'balance').points, 10);
  for (const change of [{ asOf: undefined }, { points: -1 }, { points: 1.5 }, { points: undefined }]) {
    assert.throws(() => parseBalance({ ...balance, ...change }, 'balance'), refused, JSON.stringify(change));
  }
});
