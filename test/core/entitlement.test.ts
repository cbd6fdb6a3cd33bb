import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayText, parseClaim, parseEntitlement, presentCoupons, timeLeft } from '../../src/core/entitlement.ts';
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
      { label: '12-22', count: '到期', on: false },
    ],
  });
  assert.equal(presentCoupons(coupons, 'en', now)!.text, '3 active now, 3 on 1 Dec');
});
