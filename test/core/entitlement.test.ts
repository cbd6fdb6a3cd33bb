import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  dayText,
  lastText,
  parseClaim,
  parseEntitlement,
  presentCoupons,
  timeLeft,
} from '../../src/core/entitlement.ts';
import { en } from '../../src/core/text.en.ts';
import { addTexts } from '../../src/core/text.ts';
import '../support/late.ts';

addTexts('en', en);
const at = (time: string) => `2026-${time}+08:00`;
const now = Date.parse(at('11-22T10:00:00'));
const held = (count: number, state: string, from: string, until = '12-31T00:00:00') =>
  Array.from({ length: count }, (_, i) => ({
    id: `c-${from}-${i}`,
    state,
    faceValueFen: 2600,
    activeFrom: at(from),
    validUntil: at(until),
    paidFrom: '',
  }));

test('C3 the activation calendar: three now, three on 1 Dec, and when the first ones end', () => {
  const coupons = [...held(3, 'waiting', '12-01T00:00:00'), ...held(3, 'active', '11-22T00:00:00', '12-22T00:00:00')];
  assert.deepEqual(presentCoupons(coupons, 'zh-CN', now), {
    state: 'active',
    text: '3 张可用，3 张 12月1日 生效',
    total: 6,
    batches: [
      { label: '可用', count: '3张', on: true },
      { label: '12-01', count: '3张', on: false },
      { label: '12-21', count: '到期', on: false },
    ],
  });
  assert.equal(presentCoupons(coupons, 'en', now)!.text, '3 active now, 3 on 1 Dec');
});

test('C8 days are the bank’s: month ends, leap days and years in words, at their own midnight', () => {
  const rows = [
    ['2026-11-30T23:59:59+08:00', '11月30日 23:59'],
    ['2026-12-01T00:00:00+08:00', '12月1日'],
    ['2027-01-01T00:00:00+08:00', '2027年1月1日'],
    ['2028-02-29T10:00:00+08:00', '2028年2月29日 10:00'],
    ['2026-11-23T00:00:00+08:00', '11月23日（周一）'],
    ['2026-11-22T12:00:00+08:00', '11月22日（周日） 12:00'],
  ] as const;
  for (const [instant, words] of rows) assert.equal(dayText(instant, 'zh-CN', now), words);
  assert.equal(dayText('2026-11-23T10:00:00+08:00', 'en', now), '23 Nov (Mon) 10:00');
});

test('C8 the last day of a window that ends at midnight is the day before', () => {
  assert.equal(lastText('2027-01-01T00:00:00+08:00', 'zh-CN', now), '12月31日');
  assert.equal(lastText('2026-12-08T22:00:00+08:00', 'zh-CN', now), '12月8日 22:00');
});

test('C3 a cash-back is pending until the bank’s day, then paid', () => {
  const back = { ...held(1, 'pending', '11-22T00:00:00')[0]!, validUntil: '', paidFrom: at('12-15T00:00:00') };
  const { state, text, batches } = presentCoupons([back], 'zh-CN', now)!;
  assert.deepEqual(
    [state, text, batches[1]],
    ['pending', '1 笔返现处理中', { label: '12-15', count: '到账', on: false }],
  );
  assert.equal(presentCoupons([back], 'zh-CN', Date.parse(at('12-15T00:00:00')))!.state, 'paid');
});

test('the time left has two units, seconds only in the last hour', () => {
  const rows: [seconds: number, words: string][] = [
    [90_061, '1天1小时'],
    [86_400, '1天'],
    [7_260, '2小时1分'],
    [3_600, '1小时'],
    [61, '1分1秒'],
    [9, '9秒'],
    [-5, '0秒'],
  ];
  for (const [seconds, words] of rows) assert.equal(timeLeft(seconds * 1000, 'zh-CN'), words);
});

test('no coupons are no holding; many kinds are four stretches at the most, the nearest first', () => {
  assert.equal(presentCoupons([], 'zh-CN', now), undefined);
  const months = ['12-01', '12-15', '12-20', '12-25', '12-28'].map((day) => held(1, 'waiting', `${day}T00:00:00`)[0]!);
  const { batches, total } = presentCoupons(months, 'zh-CN', now)!;
  assert.deepEqual([batches.map(({ label }) => label), total], [['12-01', '12-15', '12-20', '12-25'], 5]);
});

test('what is no claim of this campaign is refused, and an entitlement with an unknown state too', () => {
  const claim = { id: 'c', campaign: 'A', key: 'k', coupons: [{ id: 'c-1', state: 'active' }] };
  assert.equal(parseClaim(claim, 'A').id, 'c');
  for (const wrong of [{ ...claim, campaign: 'B' }, { ...claim, coupons: [] }, { ...claim, id: '' }, null, 'claim'])
    assert.throws(() => parseClaim(wrong, 'A'), /malformed/);
  assert.throws(() => parseEntitlement({ campaign: 'A', state: 'winner' }), /malformed/);
  assert.throws(() => parseEntitlement({ campaign: 'A', state: 'claimable', claimFrom: '2026-11-22T00:00:00Z' }));
});
