/** Length of the NAV line; the contract allows 120 points. */
const POINTS = 120;
const DAY = 86_400_000;

const date = (time: number) => new Date(time).toISOString().slice(0, 10);
/** Yesterday, so that the data are never stale (W15). */
const dataDate = date(Date.now() - DAY);
const inception = '2025-03-18';

/** Products the bench's pages ask for: lists repeat them in this order. */
export const productIds: readonly string[] = Array.from(
  { length: 20 },
  (_, i) => `FN30D${String(i + 1).padStart(2, '0')}A`,
);

/** Full name of product number `n`, from 0; the painted marker looks for it. */
export function productName(n: number): string {
  return `青禾理财“丰年”固收类30天最短持有期${n + 1}号净值型理财产品A份额`;
}

/** The bank's answer to `GET /v1/products/{id}` for product number `n` of {@link productIds}, about 6 kB of JSON. */
export function productJson(n: number): string {
  const series = navLine(n);
  const last = series[series.length - 1]?.[1] ?? '1.0000';
  return JSON.stringify({
    id: productIds[n],
    kind: 'wealth',
    revision: 7,
    status: 'on_sale',
    fullName: productName(n),
    issuerName: '青禾理财',
    distributorName: '青禾银行',
    category: 'fixed_income',
    registrationCode: `Z70010250003${String(10 + n)}`,
    risk: { issuer: 2, distributor: 2 },
    term: { kind: 'min_holding', days: 30 },
    currency: 'CNY',
    minAmountFen: 100 * (n + 1),
    cutOffTime: '17:00',
    inceptionDate: inception,
    dataDate,
    staleAfterDays: 5,
    benchmark: {
      low: '2.20',
      high: '2.80',
      annualised: true,
      method: '依据投资范围内债券、存款等资产的收益水平测算。',
    },
    performance: {
      source: '青禾理财',
      intervals: [
        {
          kind: 'since_inception',
          from: inception,
          to: dataDate,
          rate: percent(last),
          annualised: false,
          benchmarkRate: '4.10',
        },
        {
          kind: 'year',
          year: 2025,
          from: inception,
          to: '2025-12-31',
          rate: '1.62',
          annualised: false,
          benchmarkRate: '1.95',
        },
      ],
      series: { from: inception, to: dataDate, points: series },
    },
    fees: { summary: '固定管理费 0.20%/年，托管费 0.02%/年', url: 'https://h5.bank.example/fees' },
    disclosure: {
      version: '2026-09-01.2',
      digest: 'b1946ac92492d2347c6235b4d2611184aa7d4d0e0c3a1b3b5d1cf4bd5c4f3a10',
      risk: '理财非存款，产品有风险，投资须谨慎。',
      benchmark: '业绩比较基准不是预期收益率，不代表产品的未来表现和实际收益，不构成对产品收益的承诺。',
      pastPerformance: '理财产品过往业绩不代表其未来表现，不等于理财产品实际收益，投资须谨慎。',
      agency: '本产品由青禾理财发行与管理，青禾银行为代销机构，不承担产品的投资、兑付和风险管理责任。',
    },
    detailUrl: `https://h5.bank.example/h5/products/${productIds[n]}`,
  });
}

/** The bank's answer to `GET /v1/channel-policy`: show here, buy at the bank. */
export function policyJson(): string {
  const rule = { host: '*', productClass: 'wealth' };
  const notice = '2025年9月11日起，本渠道不再提供购买，请在青禾银行App办理。';
  return JSON.stringify({
    version: '2026-11-01',
    issuedAt: new Date(Date.now() - DAY).toISOString(),
    expiresAt: new Date(Date.now() + 30 * DAY).toISOString(),
    partner: 'lvtu',
    surface: 'partner',
    partnerName: { 'zh-CN': '旅途' },
    rules: [
      { id: 'wealth-view', ...rule, verb: 'show', verdict: 'allow' },
      {
        id: 'wealth-buy',
        ...rule,
        verb: 'buy',
        verdict: 'redirect',
        target: 'bank_page',
        from: '2025-09-11T00:00:00+08:00',
        until: null,
        noticeDays: 30,
        notice: { 'zh-CN': notice, 'zh-HK': notice, en: 'Since 11 September 2025 this channel no longer sells.' },
      },
    ],
    targets: { bank_page: { name: { 'zh-CN': '青禾银行' }, origin: 'https://h5.bank.example' } },
  });
}

/** A NAV that mostly rises, the same in every run: [date, value] from inception to the data date. */
function navLine(n: number): [string, string][] {
  const from = Date.parse(inception);
  const span = Date.parse(dataDate) - from;
  return Array.from({ length: POINTS }, (_, i) => {
    const part = i / (POINTS - 1);
    const value = 1 + 0.0342 * part + 0.0011 * Math.sin(i * 0.7 + n) * part;
    return [date(from + Math.round((span * part) / DAY) * DAY), value.toFixed(4)];
  });
}

function percent(nav: string): string {
  return ((Number(nav) - 1) * 100).toFixed(2);
}
