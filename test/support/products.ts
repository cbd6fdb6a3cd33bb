import type { Locale } from '../../src/core/text.ts';
import {
  say,
  bank,
  wealthCompany,
  wealthRisk,
  benchmarkWarning,
  pastPerformance,
  agency,
  method,
  fees,
  series,
  pick,
  source,
  fundSource,
  fundBase,
  type Product,
  type Say,
} from './product-texts.ts';

/** The instant at which the samples are up to date: a Sunday morning in Shanghai. */
export const sampleNow = Date.parse('2026-11-22T10:00:00+08:00');

const make = (id: string, locale: Locale, name: Say, rest: Partial<Product>): Product => ({
  id,
  kind: 'wealth',
  revision: 7,
  status: 'on_sale',
  fullName: pick(locale, name),
  issuerName: pick(locale, wealthCompany),
  distributorName: pick(locale, bank),
  category: 'fixed_income',
  registrationCode: 'Z7001025000318',
  risk: { issuer: 2, distributor: 2 },
  term: { kind: 'min_holding', days: 30 },
  currency: 'CNY',
  minAmountFen: 100,
  cutOffTime: '17:00',
  inceptionDate: '2025-03-18',
  dataDate: '2026-11-20',
  staleAfterDays: 5,
  benchmark: { low: '2.20', high: '2.80', annualised: true, method: pick(locale, method) },
  fees: { summary: pick(locale, fees), url: `https://open.bank.example/h5/products/${id}/fees` },
  disclosure: {
    version: '2026-09-01.2',
    digest: '9c1185a5c5e9fc54612808977ee8f548b2258d31d4f2d2a6f4f6f0a1d3b5c7e9',
    risk: pick(locale, wealthRisk),
    benchmark: pick(locale, benchmarkWarning),
    pastPerformance: pick(locale, pastPerformance),
    agency: pick(locale, agency(wealthCompany)),
  },
  detailUrl: `https://open.bank.example/h5/products/${id}`,
  ...rest,
});

const year = (of: number, rate: string, benchmarkRate?: string, from = `${of}-01-01`) => ({
  kind: 'year',
  year: of,
  from,
  to: `${of}-12-31`,
  rate,
  annualised: false,
  ...(benchmarkRate ? { benchmarkRate } : {}),
});
const since = (from: string, rate: string, benchmarkRate?: string) => ({
  kind: 'since_inception',
  from,
  to: '2026-11-20',
  rate,
  annualised: false,
  ...(benchmarkRate ? { benchmarkRate } : {}),
});

const wealthName = (mark: [string, string, string], middle: [string, string, string]) =>
  say(
    `青禾理财“${mark[0]}”${middle[0]}净值型理财产品A份额`,
    `青禾理財「${mark[1]}」${middle[1]}淨值型理財產品A份額`,
    `Qinghe Wealth “${mark[2]}” ${middle[2]} Net-Value Product, Class A`,
  );
const fengnian = wealthName(
  ['丰年', '豐年', 'Fengnian'],
  ['固收类30天最短持有期2号', '固收類30天最短持有期2號', 'Fixed-Income 30-Day Minimum Holding No. 2'],
);

const samples: Record<string, (locale: Locale) => Product> = {
  /** Twenty months old: one part year, then since inception. */
  FN30D02A: (locale) =>
    make('FN30D02A', locale, fengnian, {
      performance: {
        source: pick(locale, source),
        intervals: [year(2025, '1.62', undefined, '2025-03-18'), since('2025-03-18', '3.42')],
        series: series('2025-03-18', 0.0342),
      },
    }),
  /** Eighteen days old: no performance may be shown (W8). */
  XY14D08A: (locale) =>
    make(
      'XY14D08A',
      locale,
      wealthName(
        ['新芽', '新芽', 'Xinya'],
        ['固收类14天最短持有期8号', '固收類14天最短持有期8號', 'Fixed-Income 14-Day Minimum Holding No. 8'],
      ),
      {
        registrationCode: 'Z7001026000512',
        term: { kind: 'min_holding', days: 14 },
        inceptionDate: '2026-11-04',
        benchmark: { low: '1.80', high: '2.30', annualised: true, method: pick(locale, method) },
      },
    ),
  /** Over six years old: the last five complete years; a year with a loss among them; grades differ. */
  CS00M01A: (locale) =>
    make(
      'CS00M01A',
      locale,
      wealthName(['长石', '長石', 'Changshi'], ['混合类每日开放1号', '混合類每日開放1號', 'Mixed Daily Open No. 1']),
      {
        category: 'mixed',
        registrationCode: 'Z7001020000107',
        risk: { issuer: 2, distributor: 3 },
        term: { kind: 'daily_open' },
        inceptionDate: '2020-06-15',
        minAmountFen: 1_000_000,
        benchmark: { low: '2.60', high: '4.20', annualised: true, method: pick(locale, method) },
        performance: {
          source: pick(locale, source),
          intervals: [
            year(2021, '4.05'),
            year(2022, '-1.20'),
            year(2023, '0.00'),
            year(2024, '3.77'),
            year(2025, '2.96'),
            since('2020-06-15', '18.31'),
          ],
          series: series('2020-06-15', 0.1831),
        },
      },
    ),
  /** Cash management: 7日年化 and 万份收益 instead of a line. */
  LS00C01A: (locale) =>
    make(
      'LS00C01A',
      locale,
      say(
        '青禾理财“流水”现金管理类1号理财产品A份额',
        '青禾理財「流水」現金管理類1號理財產品A份額',
        'Qinghe Wealth “Liushui” Cash Management No. 1 Product, Class A',
      ),
      {
        category: 'cash_management',
        registrationCode: 'Z7001022000226',
        risk: { issuer: 1, distributor: 1 },
        term: { kind: 'cash_management' },
        inceptionDate: '2022-10-20',
        minAmountFen: 1,
        benchmark: undefined,
        cash: { date: '2026-11-20', sevenDay: '1.8562', perTenThousand: '0.5021' },
      },
    ),
  SOON0001: (locale) => ({
    ...samples.XY14D08A!(locale),
    id: 'SOON0001',
    status: 'soon',
    opensAt: '2026-12-01T10:00:00+08:00',
    inceptionDate: '2026-12-08',
    detailUrl: 'https://open.bank.example/h5/products/SOON0001',
  }),
  SOLDOUT1: (locale) => ({ ...samples.FN30D02A!(locale), id: 'SOLDOUT1', status: 'sold_out' }),
  CLOSED01: (locale) => ({ ...samples.FN30D02A!(locale), id: 'CLOSED01', status: 'closed' }),
  /** Lawful, but its data are 40 days old (W15). */
  STALE001: (locale) => ({ ...samples.FN30D02A!(locale), id: 'STALE001', dataDate: '2026-10-13' }),
  /** Sold in four provinces only (W18); the longest lawful name of the samples. */
  QS90P06C: (locale) => ({
    ...samples.XY14D08A!(locale),
    id: 'QS90P06C',
    fullName: pick(
      locale,
      say(
        '青禾理财“青山绿水”绿色金融主题固收类定期开放式（每三个月开放一次）6号净值型人民币理财产品（养老客户与普通客户共同适用）C份额',
        '青禾理財「青山綠水」綠色金融主題固收類定期開放式（每三個月開放一次）6號淨值型人民幣理財產品（養老客戶與普通客戶共同適用）C份額',
        'Qinghe Wealth “Qingshan Lüshui” Green Finance Fixed-Income Periodic Open (Once Every Three Months) No. 6 Net-Value Renminbi Wealth Product (for Pension and Other Customers Alike), Class C',
      ),
    ),
    term: { kind: 'periodic_open', nextOpenDate: '2026-12-15' },
    regions: ['310000', '320000', '330000', '440000'],
  }),
  /** A bond fund over three years old, benchmark beside every figure (W17). */
  FD990013: (locale) =>
    make(
      'FD990013',
      locale,
      say(
        '远岫安澜纯债债券型证券投资基金A类',
        '遠岫安瀾純債債券型證券投資基金A類',
        'Yuanxiu Anlan Pure Bond Securities Investment Fund, Class A',
      ),
      {
        ...fundBase(locale),
        category: 'bond_fund',
        fundCode: '990013',
        inceptionDate: '2023-09-14',
        benchmark: {
          annualised: false,
          name: pick(
            locale,
            say(
              '中债综合财富（总值）指数收益率',
              '中債綜合財富（總值）指數收益率',
              'ChinaBond Composite Wealth (Total) Index',
            ),
          ),
        },
        performance: {
          source: pick(locale, fundSource),
          intervals: [year(2024, '4.98', '5.12'), year(2025, '2.04', '1.87'), since('2023-09-14', '9.61', '9.20')],
          series: series('2023-09-14', 0.0961),
        },
      },
    ),
};

/** Ids of the samples. */
export const sampleIds = Object.keys(samples);

/** A fresh copy of a lawful sample product in a language, to be changed at will. */
export function sampleProduct(id: string, locale: Locale = 'zh-CN'): Product {
  const sample = samples[id];
  if (!sample) throw new Error(`No sample product ${id}`);
  return JSON.parse(JSON.stringify(sample(locale))) as Product;
}

/** The channel policy of the sample partner, in the contract's form. */
export function samplePolicy(): Record<string, unknown> {
  const always = { from: null, until: null };
  const rules = ['wealth', 'fund'].flatMap((productClass) => [
    { id: `${productClass}-view`, host: '*', productClass, verb: 'show', verdict: 'allow', ...always },
    {
      id: `${productClass}-buy`,
      host: '*',
      productClass,
      verb: 'buy',
      verdict: 'redirect',
      target: 'bank_page',
      from: '2025-09-11T00:00:00+08:00',
      until: null,
      noticeDays: 30,
      notice: say(
        '2025年9月11日起，本渠道不再提供购买，请在青禾银行办理。',
        '2025年9月11日起，本渠道不再提供購買，請在青禾銀行辦理。',
        'Since 11 September 2025 purchases are no longer offered here. Please go to Qinghe Bank.',
      ),
    },
  ]);
  return {
    version: '2026-11-01',
    issuedAt: '2026-11-01T00:00:00+08:00',
    expiresAt: '2027-11-01T00:00:00+08:00',
    partner: 'lvtu',
    surface: 'partner',
    partnerName: { 'zh-CN': '旅途', 'zh-HK': '旅途', en: 'Lvtu' },
    rules,
    targets: { bank_page: { name: bank, origin: 'https://h5.bank.example' } },
  };
}
