import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  addDays,
  addMonths,
  daysBetween,
  isDate,
  nextMidnight,
  parseInstant,
  shanghaiDate,
  shanghaiMinute,
} from '../../src/core/date.ts';

const day = fc
  .integer({ min: Date.UTC(2000, 0, 1) / 864e5, max: Date.UTC(2099, 11, 31) / 864e5 })
  .map((days) => new Date(days * 864e5).toISOString().slice(0, 10));

test('G9 the day in Shanghai turns at 16:00 UTC, in summer as in winter', () => {
  assert.equal(shanghaiDate(Date.parse('2026-07-01T15:59:59.999Z')), '2026-07-01');
  assert.equal(shanghaiDate(Date.parse('2026-07-01T16:00:00.000Z')), '2026-07-02');
  assert.equal(shanghaiDate(Date.parse('2026-12-31T16:00:00.000Z')), '2027-01-01');
  assert.equal(shanghaiMinute(Date.parse('2026-12-01T10:00:00+08:00')), '2026-12-01 10:00');
  assert.equal(shanghaiMinute(Date.parse('2026-12-01T00:05:00+09:00')), '2026-11-30 23:05');
});

test('the next midnight in Shanghai lies ahead by at most a day and begins a new date', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4e12 }), (instant) => {
      const next = nextMidnight(instant);
      assert.ok(next > instant && next - instant <= 864e5);
      assert.notEqual(shanghaiDate(next), shanghaiDate(next - 1));
    }),
  );
});

test('only days that exist are dates', () => {
  for (const good of ['2024-02-29', '2000-02-29', '2026-12-31']) assert.ok(isDate(good), good);
  for (const bad of [
    '2023-02-29',
    '2100-02-29',
    '2026-02-30',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-1-1',
    '20261231',
    '',
    '2026-01-01\n',
    '0999-01-01',
  ]) {
    assert.ok(!isDate(bad), bad);
  }
});

test('months are added by the calendar, a missing day becomes the last of its month', () => {
  const rows: [string, number, string][] = [
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', 48, '2028-02-29'],
    ['2025-11-30', 3, '2026-02-28'],
    ['2025-12-15', 1, '2026-01-15'],
    ['2026-03-31', 6, '2026-09-30'],
    ['2020-06-15', 72, '2026-06-15'],
    ['2026-03-31', -1, '2026-02-28'],
  ];
  for (const [from, months, to] of rows) assert.equal(addMonths(from, months), to, `${from} + ${months}`);
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 120 }), (from, months) => {
      const to = addMonths(from, months);
      assert.ok(isDate(to) && +to.slice(8) <= +from.slice(8));
    }),
  );
});

test('days between and days added undo each other, over leap days too', () => {
  assert.equal(daysBetween('2024-02-28', '2024-03-01'), 2);
  assert.equal(daysBetween('2026-11-22', '2026-11-20'), -2);
  fc.assert(
    fc.property(day, fc.integer({ min: -3000, max: 3000 }), (from, days) => {
      assert.equal(daysBetween(from, addDays(from, days)), days);
    }),
  );
});

test('instants need a real day and an offset', () => {
  assert.equal(parseInstant('2026-12-01T10:00:00+08:00'), Date.UTC(2026, 11, 1, 2));
  assert.equal(parseInstant('2026-12-01T02:00:00Z'), Date.UTC(2026, 11, 1, 2));
  for (const bad of [
    '2026-12-01T10:00:00',
    '2026-02-30T10:00:00Z',
    '2026-12-01',
    '2026-12-01 10:00:00Z',
    '2026-12-01T25:00:00Z',
    '',
  ]) {
    assert.ok(Number.isNaN(parseInstant(bad)), bad);
  }
});
