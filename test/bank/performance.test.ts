import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { freshDays, isTradingDay, publishedOn, tradingDays } from '../../demo/bank/calendar.ts';
import { addDays, addMonths } from '../../demo/bank/clock.ts';
import { lawfulIntervals, maxPoints, type NavPoint, thin } from '../../demo/bank/performance.ts';
import { walk } from '../../demo/bank/seed/walk.ts';

const motion = { drift: 3, volatility: 5, benchmarkDrift: 2 };

/** The published history of a product on a day. */
function history(inception: string, today: string): NavPoint[] {
  return walk('TEST', inception, publishedOn(today), motion).map((row) => ({
    date: row.nav_date,
    value: row.unit_nav,
    benchmark: row.benchmark,
  }));
}

const kinds = (kind: string, inception: string, today: string) =>
  lawfulIntervals(kind, inception, today, history(inception, today)).map((one) => one.year ?? one.kind);

describe('What of the past the bank shows', () => {
  const since = 'since_inception';
  const table: [rule: string, kind: string, inception: string, today: string, shown: (number | string)[]][] = [
    ['W8 wealth, a day short of a month: nothing', 'wealth', '2026-10-23', '2026-11-22', []],
    ['W8 wealth, a month old: since inception', 'wealth', '2026-10-22', '2026-11-22', [since]],
    ['W8 wealth, the end of a short month', 'wealth', '2026-01-30', '2026-02-27', []],
    ['W8 wealth, a month from the 30th of January', 'wealth', '2026-01-30', '2026-02-28', [since]],
    ['W9 wealth, a day short of a year: since inception', 'wealth', '2025-11-24', '2026-11-23', [since]],
    ['W9 wealth, a year old: from the year of inception', 'wealth', '2025-11-24', '2026-11-24', [2025, since]],
    ['W9 wealth, 20 months old', 'wealth', '2025-03-18', '2026-11-22', [2025, since]],
    [
      'W9 wealth, a day short of six years',
      'wealth',
      '2020-11-23',
      '2026-11-22',
      [2020, 2021, 2022, 2023, 2024, 2025, since],
    ],
    [
      'W9 wealth, six years old: the last five',
      'wealth',
      '2020-11-23',
      '2026-11-23',
      [2021, 2022, 2023, 2024, 2025, since],
    ],
    ['W8 fund, a day short of six months: nothing', 'fund', '2026-05-25', '2026-11-24', []],
    [
      'W8 fund, six months by the calendar, but the interval is not longer: nothing',
      'fund',
      '2026-05-25',
      '2026-11-25',
      [],
    ],
    ['W8 fund, an interval longer than six months', 'fund', '2026-05-22', '2026-11-25', [since]],
    ['W9 fund, a year old, its first year too short to stand alone', 'fund', '2025-11-24', '2026-11-24', [since]],
    ['W9 fund, a first year longer than six months', 'fund', '2025-03-18', '2026-11-24', [2025, since]],
    ['W9 fund, a day short of five years', 'fund', '2021-11-24', '2026-11-23', [2022, 2023, 2024, 2025, since]],
    [
      'W9 fund, five years old: the last five',
      'fund',
      '2021-02-24',
      '2026-11-23',
      [2021, 2022, 2023, 2024, 2025, since],
    ],
    [
      'W9 fund, a day short of five years, its first year in the list',
      'fund',
      '2021-03-03',
      '2026-03-02',
      [2021, 2022, 2023, 2024, 2025, since],
    ],
    [
      'W9 fund, near six years old: its first year has left the list',
      'fund',
      '2020-05-06',
      '2026-03-02',
      [2021, 2022, 2023, 2024, 2025, since],
    ],
    [
      'W9 wealth of the same age keeps its first year',
      'wealth',
      '2020-05-06',
      '2026-03-02',
      [2020, 2021, 2022, 2023, 2024, 2025, since],
    ],
    [
      'W9 the year just over counts once its last value is published',
      'wealth',
      '2025-03-18',
      '2027-01-01',
      [2025, 2026, since],
    ],
    ['W9 on New Year’s Eve the year is not over', 'wealth', '2025-03-18', '2026-12-31', [2025, since]],
  ];
  for (const [title, kind, inception, today, shown] of table) {
    it(title, () => assert.deepEqual(kinds(kind, inception, today), shown));
  }

  it('W4 every interval names both days, and none is annualised', () => {
    const found = lawfulIntervals('wealth', '2025-03-18', '2026-11-22', history('2025-03-18', '2026-11-22'));
    assert.deepEqual(
      found.map(({ from, to, annualised }) => [from, to, annualised]),
      [
        ['2025-03-18', '2025-12-31', false],
        ['2025-03-18', '2026-11-20', false],
      ],
    );
  });

  it('computes the growth from the last value before the year to its last value', () => {
    const points: NavPoint[] = [
      { date: '2024-12-30', value: '1.0000', benchmark: '1000' },
      { date: '2024-12-31', value: '1.0200', benchmark: '1010' },
      { date: '2025-12-31', value: '1.0710', benchmark: '1050.4' },
      { date: '2026-11-20', value: '1.0500', benchmark: '1050' },
    ];
    const [first] = lawfulIntervals('fund', '2024-01-02', '2026-11-22', points).filter((one) => one.year === 2025);
    assert.equal(first?.rate, '5.00');
    assert.equal(first?.benchmarkRate, '4.00');
  });

  it('shows no year whose last value is missing', () => {
    const stopped = history('2023-03-01', '2026-11-22').filter((point) => point.date <= '2025-12-30');
    const years = lawfulIntervals('wealth', '2023-03-01', '2026-11-22', stopped).map((one) => one.year);
    assert.deepEqual(years, [2023, 2024, undefined]);
  });
});

describe('The line of a product', () => {
  it('has at most 120 points, with the first, last, lowest and highest day, in order', () => {
    for (const inception of ['2020-06-16', '2024-04-17', '2026-05-01', '2026-11-04']) {
      const whole = history(inception, '2026-11-22');
      const points = thin(whole);
      const values = whole.map((point) => Number(point.value));
      assert.ok(points.length <= maxPoints, `${points.length}`);
      assert.deepEqual(points[0]?.[0], whole[0]?.date);
      assert.deepEqual(points.at(-1)?.[0], whole.at(-1)?.date);
      for (const extreme of [Math.min(...values), Math.max(...values)]) {
        assert.ok(points.some(([, value]) => Number(value) === extreme));
      }
      const days = points.map(([day]) => day);
      assert.deepEqual(days, [...new Set(days)].sort());
    }
  });
});

describe('The trading calendar', () => {
  it('closes on weekends and statutory holidays', () => {
    for (const day of [
      '2026-11-21',
      '2026-11-22',
      '2026-10-01',
      '2026-02-23',
      '2025-01-28',
      '2024-02-09',
      '2023-06-22',
    ]) {
      assert.equal(isTradingDay(day), false, day);
    }
    for (const day of ['2026-11-20', '2026-10-08', '2026-02-24', '2025-02-05', '2024-02-08']) {
      assert.equal(isTradingDay(day), true, day);
    }
  });
  it('has the exchanges’ number of trading days in each known year', () => {
    const published = { 2021: 243, 2022: 242, 2023: 242, 2024: 242, 2025: 243 };
    for (const [year, days] of Object.entries(published)) {
      assert.equal(tradingDays(`${year}-01-01`, `${year}-12-31`).length, days, year);
    }
  });
  it('W15 keeps numbers fresh over a long holiday, and not much longer', () => {
    assert.equal(freshDays('2026-11-20'), 5);
    assert.ok(publishedOn('2026-10-09') === '2026-10-08' && freshDays('2026-09-30') >= 9);
    assert.ok(freshDays('2026-09-30') <= 14);
  });
});

describe('The sample walk', () => {
  it('gives the same numbers for the same product on every start', () => {
    assert.deepEqual(walk('A', '2025-03-18', '2026-11-20', motion), walk('A', '2025-03-18', '2026-11-20', motion));
    assert.notDeepEqual(walk('A', '2025-03-18', '2026-11-20', motion), walk('B', '2025-03-18', '2026-11-20', motion));
  });
  it('goes on where it stopped when more days come', () => {
    const short = walk('A', '2025-03-18', '2026-11-20', motion);
    assert.deepEqual(walk('A', '2025-03-18', '2026-12-31', motion).slice(0, short.length), short);
  });
  it('starts a product at 1.0000', () => {
    assert.equal(walk('A', '2025-03-18', '2025-03-18', motion)[0]?.unit_nav, '1.0000');
  });
});

describe('Days', () => {
  it('counts months by the calendar', () => {
    assert.equal(addMonths('2026-01-31', 1), '2026-02-28');
    assert.equal(addMonths('2024-02-29', 12), '2025-02-28');
    assert.equal(addMonths('2026-03-31', -1), '2026-02-28');
    assert.equal(addDays('2026-02-28', 1), '2026-03-01');
  });
});
