import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { rfc3339 } from '../../demo/bank/clock.ts';
import {
  activations,
  endOfDays,
  nextWindow,
  type Period,
  periodOf,
  type Schedule,
} from '../../demo/bank/campaigns/periods.ts';

/** Bank time; the seconds and the offset go without saying. */
const at = (text: string) =>
  Date.parse(`${text.length === 10 ? `${text}T00:00` : text}:00.000+08:00`.replace(' ', 'T'));
const tell = (instant: number) => rfc3339(instant).slice(0, 16).replace('T', ' ');

const periods: [Period, string, string, string][] = [
  // a day turns at midnight in Shanghai, eight hours before it turns in London
  ['day', '2026-11-22 00:00', '2026-11-22 00:00', '2026-11-23 00:00'],
  ['day', '2026-11-22 23:59', '2026-11-22 00:00', '2026-11-23 00:00'],
  // a natural week runs from Monday to Sunday
  ['week', '2026-11-16 00:00', '2026-11-16 00:00', '2026-11-23 00:00'],
  ['week', '2026-11-22 23:59', '2026-11-16 00:00', '2026-11-23 00:00'],
  ['week', '2026-11-23 00:00', '2026-11-23 00:00', '2026-11-30 00:00'],
  // across the year's end
  ['week', '2027-01-01 12:00', '2026-12-28 00:00', '2027-01-04 00:00'],
  ['week', '2026-01-04 23:59', '2025-12-29 00:00', '2026-01-05 00:00'],
  // over a leap day
  ['week', '2028-02-29 08:00', '2028-02-28 00:00', '2028-03-06 00:00'],
  ['month', '2026-02-28 23:59', '2026-02-01 00:00', '2026-03-01 00:00'],
  ['month', '2028-02-29 23:59', '2028-02-01 00:00', '2028-03-01 00:00'],
  ['month', '2026-12-31 23:59', '2026-12-01 00:00', '2027-01-01 00:00'],
  ['year', '2026-12-31 23:59', '2026-01-01 00:00', '2027-01-01 00:00'],
  ['year', '2027-01-01 00:00', '2027-01-01 00:00', '2028-01-01 00:00'],
];

const dayCounts: [string, number, string][] = [
  ['2026-11-22 10:00', 1, '2026-11-23 00:00'],
  ['2026-11-22 00:00', 30, '2026-12-22 00:00'],
  ['2026-11-22 23:59', 30, '2026-12-22 00:00'],
  ['2026-01-31 10:00', 60, '2026-04-01 00:00'],
  // a leap year has one day more to count
  ['2028-01-31 10:00', 30, '2028-03-01 00:00'],
  ['2026-01-31 10:00', 30, '2026-03-02 00:00'],
  ['2028-02-29 09:00', 7, '2028-03-07 00:00'],
  ['2026-12-28 09:00', 7, '2027-01-04 00:00'],
];

const friday: Schedule = { every: 'week', on: 5, from: '10:00', until: '24:00' };
const eighth: Schedule = { every: 'month', on: 8, from: '10:00', until: '22:00' };
const lastDay: Schedule = { every: 'month', on: 31, from: '00:00', until: '24:00' };
const daily: Schedule = { every: 'day', from: '09:30', until: '10:00' };

const windows: [string, Schedule, string, string, string][] = [
  ['before', friday, '2026-11-22 10:00', '2026-11-27 10:00', '2026-11-28 00:00'],
  ['at its first instant', friday, '2026-11-27 10:00', '2026-11-27 10:00', '2026-11-28 00:00'],
  ['in its last minute', friday, '2026-11-27 23:59', '2026-11-27 10:00', '2026-11-28 00:00'],
  ['at its end', friday, '2026-11-28 00:00', '2026-12-04 10:00', '2026-12-05 00:00'],
  ['on the day, before the hour', eighth, '2026-12-08 09:59', '2026-12-08 10:00', '2026-12-08 22:00'],
  ['on the day, after the hour', eighth, '2026-12-08 22:00', '2027-01-08 10:00', '2027-01-08 22:00'],
  ['in a month without the day', lastDay, '2026-11-05 00:00', '2026-11-30 00:00', '2026-12-01 00:00'],
  ['in February', lastDay, '2026-02-05 00:00', '2026-02-28 00:00', '2026-03-01 00:00'],
  ['in a leap February', lastDay, '2028-02-05 00:00', '2028-02-29 00:00', '2028-03-01 00:00'],
  ['daily, before', daily, '2026-12-31 09:29', '2026-12-31 09:30', '2026-12-31 10:00'],
  ['daily, over the year’s end', daily, '2026-12-31 10:00', '2027-01-01 09:30', '2027-01-01 10:00'],
];

const calendars: [string, number, number | undefined, string[]][] = [
  [
    '2026-11-22 10:00',
    6,
    3,
    [
      '2026-11-22 10:00',
      '2026-11-22 10:00',
      '2026-11-22 10:00',
      '2026-12-01 00:00',
      '2026-12-01 00:00',
      '2026-12-01 00:00',
    ],
  ],
  ['2026-12-31 23:59', 4, 3, ['2026-12-31 23:59', '2026-12-31 23:59', '2026-12-31 23:59', '2027-01-01 00:00']],
  ['2026-01-31 08:00', 3, 1, ['2026-01-31 08:00', '2026-02-01 00:00', '2026-03-01 00:00']],
  ['2028-02-29 08:00', 2, 1, ['2028-02-29 08:00', '2028-03-01 00:00']],
  ['2026-11-22 10:00', 2, undefined, ['2026-11-22 10:00', '2026-11-22 10:00']],
];

describe('The bank’s calendar', () => {
  for (const [period, instant, from, until] of periods) {
    it(`puts ${instant} into the ${period} from ${from} up to ${until}`, () => {
      const span = periodOf(period, at(instant));
      assert.deepEqual([tell(span.from), tell(span.until)], [from, until]);
    });
  }

  for (const [instant, days, until] of dayCounts) {
    it(`counts ${days} days from ${instant}, that day included, up to ${until}`, () => {
      assert.equal(tell(endOfDays(at(instant), days)), until);
    });
  }

  for (const [name, schedule, now, from, until] of windows) {
    it(`finds the window that is open or comes next: ${name}`, () => {
      const window = nextWindow(schedule, at(now));
      assert.deepEqual([tell(window.from), tell(window.until)], [from, until]);
    });
  }

  for (const [now, count, perMonth, expected] of calendars) {
    it(`activates ${count} coupons claimed at ${now}, ${perMonth ?? 'all'} a month (C8)`, () => {
      assert.deepEqual(activations(at(now), count, perMonth).map(tell), expected);
    });
  }

  const instants = fc.integer({ min: at('2024-01-01'), max: at('2040-01-01') });

  it('puts every instant into exactly one period, and periods end where the next begin', () => {
    const kinds = fc.constantFrom<Period>('day', 'week', 'month', 'year');
    fc.assert(
      fc.property(instants, kinds, (now, period) => {
        const span = periodOf(period, now);
        assert.ok(span.from <= now && now < span.until);
        assert.deepEqual(periodOf(period, span.from), span);
        assert.equal(periodOf(period, span.until - 1).from, span.from);
        assert.equal(periodOf(period, span.until).from, span.until);
      }),
    );
  });

  it('never lets more coupons become active in a month than may', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 24 }), fc.integer({ min: 1, max: 6 }), (now, count, perMonth) => {
        const months = activations(now, count, perMonth).map((instant) => tell(instant).slice(0, 7));
        assert.equal(months.length, count);
        for (const month of months) assert.ok(months.filter((one) => one === month).length <= perMonth);
      }),
    );
  });
});
