import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseProduct, type Interval as Parsed, type OnWire } from '../../src/core/api.ts';
import { checkProduct, type Findings } from '../../src/core/disclosure.ts';
import { sampleProduct } from '../support/products.ts';

type Interval = OnWire<Parsed>;

interface Case {
  kind?: 'wealth' | 'fund';
  inception: string;
  today: string;
  dataDate?: string;
  intervals: Interval[];
}

/** Judges a product of that age with those intervals; a line over the whole life comes with them. */
function judge({ kind = 'wealth', inception, today, dataDate = today, intervals }: Case): Findings {
  const product = sampleProduct(kind === 'fund' ? 'FD990013' : 'FN30D02A');
  Object.assign(product, { inceptionDate: inception, dataDate });
  product.performance!.intervals = intervals;
  product.performance!.series = {
    from: inception,
    to: dataDate,
    points: [
      [inception, '1.0000'],
      [dataDate, '1.0100'],
    ],
  };
  return checkProduct(parseProduct(product), { today, profile: 'standard', region: '' });
}
const since = (from: string, to: string, more: Partial<Interval> = {}): Interval => ({
  kind: 'since_inception',
  from,
  to,
  rate: '1.00',
  annualised: false,
  benchmarkRate: '0.90',
  ...more,
});
const year = (of: number, from = `${of}-01-01`, more: Partial<Interval> = {}): Interval => ({
  ...since(from, `${of}-12-31`),
  kind: 'year',
  year: of,
  ...more,
});
const years = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, at) => year(first + at));
const shown = (findings: Findings) => findings.intervals.map((interval) => interval.year || 'since').join();

test('W8 performance appears on the day of the first full month (wealth) or sixth month (fund), month ends and leap days too', () => {
  const rows: ['wealth' | 'fund', string, string, boolean][] = [
    ['wealth', '2026-10-22', '2026-11-21', false],
    ['wealth', '2026-10-22', '2026-11-22', true],
    ['wealth', '2026-01-31', '2026-02-27', false],
    ['wealth', '2026-01-31', '2026-02-28', true],
    ['wealth', '2024-01-31', '2024-02-28', false],
    ['wealth', '2024-01-31', '2024-02-29', true],
    ['wealth', '2025-12-31', '2026-01-30', false],
    ['wealth', '2025-12-31', '2026-01-31', true],
    ['fund', '2026-05-22', '2026-11-21', false],
    ['fund', '2026-05-22', '2026-11-23', true],
    ['fund', '2025-08-31', '2026-02-27', false],
    ['fund', '2025-08-31', '2026-03-01', true],
  ];
  for (const [kind, inception, today, lawful] of rows) {
    const findings = judge({ kind, inception, today, intervals: [since(inception, today)] });
    assert.deepEqual([kind, inception, today, shown(findings)], [kind, inception, today, lawful ? 'since' : '']);
    assert.deepEqual(findings.rules, lawful ? [] : ['W8']);
    assert.equal(findings.series, lawful);
  }
});

test('W8 no interval of a fund is six months or less', () => {
  // On the very day of six months the interval is not longer than six months.
  const edge = judge({
    kind: 'fund',
    inception: '2026-05-22',
    today: '2026-11-22',
    intervals: [since('2026-05-22', '2026-11-22')],
  });
  assert.equal(shown(edge), '');
  const short = judge({
    kind: 'fund',
    inception: '2024-09-02',
    today: '2026-11-20',
    intervals: [year(2024, '2024-09-02'), year(2025), since('2024-09-02', '2026-11-20')],
  });
  assert.deepEqual([shown(short), short.rules], ['2025,since', ['W8']]);
});

test('W9 under a year the stretch since inception is what must be shown', () => {
  assert.equal(
    shown(judge({ inception: '2026-01-05', today: '2026-11-20', intervals: [since('2026-01-05', '2026-11-20')] })),
    'since',
  );
  const none = judge({ inception: '2025-06-05', today: '2026-05-20', intervals: [year(2025, '2025-06-05')] });
  assert.deepEqual([shown(none), none.rules], ['', ['W9']]);
});

test('W9 from one year on every complete year must be there, at the boundary of each band', () => {
  const rows: [kind: 'wealth' | 'fund', inception: string, today: string, given: Interval[], shown: string][] = [
    // one year less a day: since inception alone will do; on the day the complete years are due
    ['wealth', '2024-12-15', '2025-12-14', [since('2024-12-15', '2025-12-14')], 'since'],
    ['wealth', '2024-11-20', '2026-11-20', [since('2024-11-20', '2026-11-20')], ''],
    ['wealth', '2024-11-20', '2026-11-20', [year(2025), since('2024-11-20', '2026-11-20')], '2025,since'],
    ['wealth', '2024-11-20', '2026-11-20', [year(2024, '2024-11-20'), year(2025)], '2024,2025'],
    ['wealth', '2024-11-20', '2026-11-20', [year(2025)], ''],
    // a first year that began on its first day is complete itself
    ['wealth', '2024-01-01', '2026-11-20', [year(2025), since('2024-01-01', '2026-11-20')], ''],
    ['wealth', '2024-01-01', '2026-11-20', years(2024, 2025), '2024,2025'],
    // leap day: a year old on 28 February
    ['wealth', '2024-02-29', '2025-02-27', [since('2024-02-29', '2025-02-27')], 'since'],
    // six years (wealth): the day before every year is due, on the day the last five are enough
    [
      'wealth',
      '2020-06-15',
      '2026-06-14',
      [...years(2021, 2025), since('2020-06-15', '2026-06-14')],
      '2021,2022,2023,2024,2025,since',
    ],
    ['wealth', '2020-06-15', '2026-06-14', years(2021, 2025), ''],
    ['wealth', '2020-06-15', '2026-06-15', years(2021, 2025), '2021,2022,2023,2024,2025'],
    ['wealth', '2018-06-15', '2026-06-15', years(2022, 2025), ''],
    ['wealth', '2018-06-15', '2026-06-15', years(2021, 2025), '2021,2022,2023,2024,2025'],
    ['wealth', '2018-06-15', '2026-06-15', [year(2021), year(2023), year(2024), year(2025)], ''],
    // five years (fund)
    ['fund', '2021-06-15', '2026-06-14', years(2022, 2025), ''],
    [
      'fund',
      '2021-06-15',
      '2026-06-14',
      [...years(2022, 2025), since('2021-06-15', '2026-06-14')],
      '2022,2023,2024,2025,since',
    ],
    ['fund', '2019-06-15', '2026-06-15', years(2021, 2025), '2021,2022,2023,2024,2025'],
    ['fund', '2019-06-15', '2026-06-15', years(2022, 2025), ''],
  ];
  for (const [kind, inception, today, intervals, expected] of rows) {
    const findings = judge({ kind, inception, today, intervals });
    assert.deepEqual(
      [kind, inception, today, shown(findings)],
      [kind, inception, today, expected],
      JSON.stringify(intervals),
    );
    assert.deepEqual(findings.rules, expected ? [] : ['W9']);
  }
});

test('W9 a year is over with the value of its last trading day, which may lie before its end', () => {
  // 2028 ends on a Sunday; its last value is of Friday the 29th.
  const base = { inception: '2020-06-15', today: '2029-01-01', dataDate: '2028-12-29' };
  assert.equal(shown(judge({ ...base, intervals: years(2024, 2028) })), '2024,2025,2026,2027,2028');
  assert.equal(shown(judge({ ...base, intervals: years(2023, 2027) })), '2023,2024,2025,2026,2027');
  assert.equal(shown(judge({ ...base, intervals: years(2025, 2028) })), '');
  // The running year is not complete, whatever the bank says.
  const early = judge({ inception: '2020-06-15', today: '2026-11-20', intervals: [...years(2021, 2025), year(2026)] });
  assert.deepEqual([shown(early), early.rules], ['2021,2022,2023,2024,2025', ['W9']]);
});

test('W9 picked intervals are left out, and alone they are nothing', () => {
  const base = { inception: '2025-03-18', today: '2026-11-20' };
  const month: Interval = { ...since('2026-10-20', '2026-11-20'), kind: 'last_month' };
  const picked = judge({ ...base, intervals: [month, year(2025, '2025-03-18'), since('2025-03-18', '2026-11-20')] });
  assert.deepEqual([shown(picked), picked.rules], ['2025,since', ['W9']]);
  assert.equal(shown(judge({ ...base, intervals: [month] })), '');
  for (const bad of [
    since('2025-06-01', '2026-11-20'),
    since('2025-03-18', '2026-10-01'),
    year(2025, '2025-06-01'),
    { ...year(2025, '2025-03-18'), to: '2025-11-30' },
    since('2025-03-18', '2026-11-20', { rate: undefined }),
  ]) {
    assert.equal(shown(judge({ ...base, intervals: [bad] })), '', JSON.stringify(bad));
  }
});

test('W9 the line covers the mandated stretch or is not drawn', () => {
  const intervals = [year(2025, '2025-03-18'), since('2025-03-18', '2026-11-20')];
  const line = (points: [string, string][], from = points[0]![0], to = points[points.length - 1]![0]) => {
    const product = sampleProduct('FN30D02A');
    product.performance = { source: 's', intervals, series: { from, to, points } };
    return checkProduct(parseProduct(product), { today: '2026-11-22', profile: 'standard', region: '' });
  };
  const first: [string, string] = ['2025-03-18', '1.0000'];
  const last: [string, string] = ['2026-11-20', '1.0342'];
  assert.equal(line([first, last]).series, true);
  assert.equal(line([['2025-03-28', '1.0000'], last]).series, true, 'the first trading day may come ten days later');
  for (const [points, from, to] of [
    [[['2025-03-29', '1.0000'], last]],
    [[['2026-10-20', '1.0000'], last]],
    [[first, ['2026-11-13', '1.0342']]],
    [[['2025-03-17', '1.0000'], last]],
    [[first, ['2026-11-20', '0.0000']]],
    [[first, ['2026-01-20', '1.1'], ['2026-01-20', '1.1'], last]],
    [[first, ['2026-01-20', '1.1'], ['2025-12-20', '1.1'], last]],
    [[first, last], '2025-03-19', '2026-11-20'],
    [[last]],
  ] as [[string, string][], string?, string?][]) {
    const findings = line(points, from, to);
    assert.deepEqual(
      [findings.series, shown(findings), findings.rules],
      [false, '2025,since', ['W9']],
      JSON.stringify(points),
    );
  }
});

test('W4 annualising: never under 30 days, under a year only since inception, for funds not under a year', () => {
  const rows: ['wealth' | 'fund', string, string, boolean][] = [
    ['wealth', '2026-01-31', '2026-03-01', false],
    ['wealth', '2026-10-20', '2026-11-20', true],
    ['wealth', '2026-01-05', '2026-11-20', true],
    ['fund', '2026-01-05', '2026-11-20', false],
  ];
  for (const [kind, inception, today, lawful] of rows) {
    const findings = judge({ kind, inception, today, intervals: [since(inception, today, { annualised: true })] });
    assert.equal(shown(findings), lawful ? 'since' : '', `${kind} ${inception}`);
    assert.equal(findings.rules.includes('W4'), !lawful);
  }
  const part = judge({
    inception: '2025-03-18',
    today: '2026-11-20',
    intervals: [year(2025, '2025-03-18', { annualised: true }), since('2025-03-18', '2026-11-20')],
  });
  assert.deepEqual([shown(part), part.rules], ['since', ['W4']]);
});

test('W4 without its warning past performance is not shown, the product is', () => {
  for (const text of [undefined, '投资须谨慎。', '过往业绩不代表其未来表现。']) {
    const product = sampleProduct('FN30D02A');
    product.disclosure!.pastPerformance = text;
    const findings = checkProduct(parseProduct(product), { today: '2026-11-22', profile: 'standard', region: '' });
    assert.deepEqual(
      [shown(findings), findings.series, findings.reason, findings.rules],
      ['', false, undefined, ['W4']],
    );
  }
});

test('W17 a fund shows the benchmark’s result beside its own, its source and both legal statements, or no performance', () => {
  const changes: ((product: ReturnType<typeof sampleProduct>) => void)[] = [
    (product) => product.performance!.intervals!.forEach((interval) => delete interval.benchmarkRate),
    (product) => delete product.performance!.source,
    (product) => delete product.disclosure!.fundOthers,
    (product) => delete product.benchmark,
  ];
  for (const change of changes) {
    const product = sampleProduct('FD990013');
    change(product);
    const findings = checkProduct(parseProduct(product), { today: '2026-11-22', profile: 'standard', region: '' });
    assert.deepEqual([shown(findings), findings.series, findings.reason], ['', false, undefined], String(change));
    assert.ok(findings.rules.includes('W17'), String(change));
  }
});
