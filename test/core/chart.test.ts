import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import '../support/late.ts';
import { buildChart } from '../../src/core/chart.ts';

test('points stand by their dates and values, lowest at 0 and highest at 1', () => {
  const chart = buildChart(
    [
      ['2026-01-01', '1.0000'],
      ['2026-01-06', '0.9800'],
      ['2026-01-11', '1.0200'],
    ],
    'zh-CN',
  );
  assert.deepEqual(
    chart.points.map(({ x, y }) => [x, +y.toFixed(3)]),
    [
      [0, 0.5],
      [0.5, 0],
      [1, 1],
    ],
  );
  assert.equal(chart.points[1]!.label, '2026-01-06，单位净值 0.9800');
  assert.deepEqual([chart.from, chart.to], ['2026-01-01', '2026-01-11']);
});

test('the text alternative says first, last, lowest and highest with their dates, in the bank’s own digits', () => {
  const points = [
    ['2026-01-01', '1.00000000'],
    ['2026-01-06', '0.98'],
    ['2026-01-11', '1.0200'],
  ] as [string, string][];
  assert.equal(
    buildChart(points, 'zh-CN').summary,
    '单位净值：2026-01-01 为 1.00000000，2026-01-11 为 1.0200；最低 0.98（2026-01-06），最高 1.0200（2026-01-11）。',
  );
});

test('a line that never moved runs through the middle', () => {
  const chart = buildChart(
    [
      ['2026-01-01', '1.0'],
      ['2026-01-02', '1.0'],
    ],
    'zh-CN',
  );
  assert.deepEqual(
    chart.points.map(({ y }) => y),
    [0.5, 0.5],
  );
});

test('every point stays inside the picture', () => {
  const value = fc.integer({ min: 1, max: 99_999 }).map((n) => (n / 1e4).toFixed(4));
  fc.assert(
    fc.property(fc.array(value, { minLength: 2, maxLength: 28 }), (values) => {
      const chart = buildChart(
        values.map((v, at) => [`2026-02-${String(at + 1).padStart(2, '0')}`, v]),
        'zh-CN',
      );
      for (const { x, y } of chart.points) assert.ok(x >= 0 && x <= 1 && y >= 0 && y <= 1);
    }),
  );
});
