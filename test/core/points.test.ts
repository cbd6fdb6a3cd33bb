import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { choiceOf, costOf, fit, formatPoints, isExact } from '../../src/core/points.ts';
import { parseItem, type Quota, type RewardItem } from '../../src/core/reward.ts';
import { orderItem, sampleItem } from '../support/rewards.ts';

const whole = (value: number) => Number.isSafeInteger(value) && value >= 0;
const read = (value: Record<string, unknown>) => parseItem(value, value.id as string);
const quota = (limit: number, used: number): Quota => ({ period: 'month', limit, used, resetsAt: '' });

/** Prices in steps that come out even, as a bank may set them. */
const variable = fc
  .record({
    perStep: fc.integer({ min: 1, max: 5000 }),
    rate: fc.integer({ min: 1, max: 1000 }),
    from: fc.integer({ min: 1, max: 50 }),
    more: fc.nat(500),
  })
  .map(({ perStep, rate, from, more }) => {
    // A step worth `perStep` fen at `rate` points a yuan; taken a hundredfold where that is no whole number of points.
    const even = (perStep * rate) % 100 === 0;
    const step = even ? (perStep * rate) / 100 : perStep * rate;
    return { kind: 'variable', step, min: from * step, max: (from + more) * step, pointsPerYuan: rate };
  });
const fixed = fc
  .record({ points: fc.integer({ min: 1, max: 1_000_000 }), moneyFen: fc.nat(1_000_000) })
  .map(({ points, moneyFen }) => ({
    kind: moneyFen ? 'points_and_money' : 'points',
    points,
    ...(moneyFen ? { moneyFen } : {}),
  }));
const item = (price: object, maxQuantity: number): RewardItem => read(sampleItem({ price, maxQuantity }));

test('points are grouped and never rounded', () => {
  for (const [points, text] of [
    [0, '0'],
    [999, '999'],
    [1000, '1,000'],
    [2600, '2,600'],
    [1234567, '1,234,567'],
  ] as const) {
    assert.equal(formatPoints(points), text);
  }
  for (const bad of [-1, 0.5, NaN, Infinity, 2 ** 53]) assert.throws(() => formatPoints(bad), RangeError);
  fc.assert(fc.property(fc.maxSafeNat(), (points) => formatPoints(points).replaceAll(',', '') === `${points}`));
});

test('whatever can be chosen of pieces costs whole points and whole fen, so many times the price of one', () => {
  fc.assert(
    fc.property(fixed, fc.integer({ min: 1, max: 99 }), fc.integer(), (price, pieces, wish) => {
      const it = item(price, pieces);
      assert.ok(isExact(it.price, pieces));
      const choice = choiceOf(it, [], NaN);
      const chosen = fit(wish, choice);
      const cost = costOf(it.price, chosen);
      assert.ok(chosen >= 1 && chosen <= pieces);
      assert.ok(whole(cost.points) && whole(cost.moneyFen) && cost.offFen === 0);
      assert.equal(cost.points, it.price.points * chosen);
    }),
  );
});

test('a variable amount lies on a step between the bounds, and what it takes off is whole fen and never more than the order', () => {
  fc.assert(
    fc.property(variable, fc.integer(), fc.option(fc.nat(10_000_000), { nil: NaN }), (price, wish, orderFen) => {
      const it = item(price, 1);
      assert.ok(isExact(it.price, 1), JSON.stringify(price));
      const choice = choiceOf(it, [], orderFen);
      if (choice.most < choice.least) {
        // Not even the least amount fits into the order.
        assert.ok(costOf(it.price, price.min).offFen > orderFen);
        return;
      }
      const chosen = fit(wish, choice);
      const { points, moneyFen, offFen } = costOf(it.price, chosen);
      assert.ok(points >= price.min && points <= price.max && points % price.step === 0, `${points}`);
      assert.ok(whole(offFen) && offFen > 0 && moneyFen === 0);
      assert.ok(!(offFen > orderFen));
      assert.equal(offFen * price.pointsPerYuan, points * 100, 'nothing is lost by the division');
      // The next step up would be too much, or is over the bound.
      assert.ok(choice.most + price.step > price.max || costOf(it.price, choice.most + price.step).offFen > orderFen);
    }),
  );
});

test('two splits of an amount cost together what it costs whole', () => {
  fc.assert(
    fc.property(variable, fc.nat(500), fc.nat(500), (price, a, b) => {
      const { price: read } = item(price, 1);
      const off = (steps: number) => costOf(read, steps * price.step).offFen;
      assert.equal(off(a) + off(b), off(a + b));
    }),
  );
});

test('a quota is never overdrawn, and what was used of one says nothing of another', () => {
  const caps = fc.record({ limit: fc.integer({ min: 1, max: 50 }), used: fc.nat(60) });
  fc.assert(
    fc.property(
      fixed,
      fc.integer({ min: 1, max: 99 }),
      fc.array(caps, { maxLength: 2 }),
      fc.integer(),
      (price, pieces, used, wish) => {
        const it = item(price, pieces);
        const choice = choiceOf(
          it,
          used.map(({ limit, used }) => quota(limit, used)),
          NaN,
        );
        assert.equal(choice.most, Math.min(pieces, ...used.map(({ limit, used }) => limit - used)));
        if (choice.most < 1) return;
        const chosen = fit(wish, choice);
        for (const { limit, used: before } of used) assert.ok(before + chosen <= limit);
      },
    ),
  );
});

test('a quota of which nobody knows what is used bounds the choice by its limit', () => {
  assert.equal(choiceOf(read(sampleItem({ maxQuantity: 9 })), [quota(3, NaN)], NaN).most, 3);
  assert.equal(choiceOf(read(orderItem()), [quota(1, 1)], NaN).most, 0);
});

test('prices that do not come out even are found', () => {
  const bad: object[] = [
    { kind: 'points', points: 0 },
    { kind: 'points' },
    { kind: 'points', points: 100, moneyFen: 5 },
    { kind: 'points_and_money', points: 100 },
    { kind: 'points', points: 2 ** 53 - 1 },
    { kind: 'variable', step: 1, min: 1, max: 10, pointsPerYuan: 300 },
    { kind: 'variable', step: 100, min: 150, max: 1000, pointsPerYuan: 100 },
    { kind: 'variable', step: 100, min: 500, max: 400, pointsPerYuan: 100 },
    { kind: 'variable', step: 0, min: 500, max: 1000, pointsPerYuan: 100 },
    { kind: 'variable', min: 500, max: 1000, pointsPerYuan: 100 },
  ];
  for (const price of bad) assert.equal(isExact(item(price, 3).price, 3), false, JSON.stringify(price));
});
