/** The part of the bank's product answer that a card shows; see docs/contract.md. */
export interface Product {
  fullName: string;
  issuerName: string;
  distributorName: string;
  registrationCode: string;
  risk: { issuer: number; distributor: number };
  term: { days: number };
  minAmountFen: number;
  cutOffTime: string;
  dataDate: string;
  benchmark: { low: string; high: string; method: string };
  performance: {
    source: string;
    intervals: { kind: string; year?: number; from: string; to: string; rate: string; benchmarkRate: string }[];
    series: { from: string; to: string; points: [string, string][] };
  };
  fees: { summary: string; url: string };
  disclosure: { risk: string; benchmark: string; pastPerformance: string; agency: string };
  detailUrl: string;
}

const cache = new Map<string, Promise<Product>>();
declare const GATEWAY: string;

/** The same data request in every hand-made page: one product, asked for once however many cards show it. */
export function fetchProduct(id: string): Promise<Product> {
  let product = cache.get(id);
  if (!product) {
    product = fetch(`${GATEWAY}/v1/products/${id}?partner=lvtu&locale=zh-CN`).then((answer) => answer.json());
    cache.set(id, product);
  }
  return product;
}

/** What a card shows, as text: the same in every hand-made page, and the same as in Inlay's card. */
export interface Content {
  seller: string;
  name: string;
  chips: string[];
  benchmark: string;
  why: string;
  latest: string;
  from: string;
  to: string;
  /** Points of the line as an SVG path without its first letter, and the last point. */
  line: string;
  end: string;
  /** The last point as a screen reader speaks it. */
  spoken: string;
  summary: string;
  changes: { label: string; period: string; value: string; up: boolean; benchmark: string }[];
  source: string;
  facts: [string, string][];
  warnings: string[];
  fees: { text: string; url: string };
}

const grades = '一二三四五';

/** Turns the bank's answer into a card's texts, as anyone has to who draws the card himself. */
export function contentOf(product: Product): Content {
  const { risk, benchmark, performance, disclosure } = product;
  const { points } = performance.series;
  const level = Math.max(risk.issuer, risk.distributor);
  const last = points[points.length - 1]!;
  const values = points.map(([, value]) => Number(value));
  const low = Math.min(...values);
  const high = Math.max(...values);
  const start = Date.parse(points[0]![0]);
  const span = Date.parse(last[0]) - start;
  const places = points.map(([date], at) => {
    const x = ((Date.parse(date) - start) / span) * 100;
    return `${x.toFixed(1)} ${(66 - ((values[at]! - low) / (high - low)) * 60).toFixed(1)}`;
  });
  const at = (value: number) => points[values.indexOf(value)]!;
  const dated = ([date, value]: [string, string]) => `${value}（${date}）`;
  const signed = (rate: string) => (Number(rate) > 0 ? `+${rate}%` : `${rate.replace('-', '−')}%`);
  return {
    seller: `${product.distributorName} 代销 · ${product.issuerName} 发行与管理`,
    name: product.fullName,
    chips: [`风险等级 R${level}（${grades[level - 1]}级）`, '固定收益类', `最短持有${product.term.days}天`],
    benchmark: `${benchmark.low}%–${benchmark.high}%`,
    why: `${benchmark.method} ${disclosure.benchmark}`,
    latest: `单位净值 ${last[1]}（${last[0]}）`,
    from: points[0]![0],
    to: last[0],
    line: places.join('L'),
    end: places[places.length - 1]!,
    spoken: `${last[0]}，单位净值 ${last[1]}`,
    summary: `单位净值：${points[0]![0]} 为 ${points[0]![1]}，${last[0]} 为 ${last[1]}；最低 ${dated(at(low))}，最高 ${dated(at(high))}。`,
    changes: performance.intervals.map(({ kind, year, from, to, rate, benchmarkRate }) => ({
      label: kind === 'year' ? `${year}年度` : '成立以来',
      period: `${from} 至 ${to}`,
      value: `${Number(rate) < 0 ? '▼' : '▲'} ${signed(rate)}`,
      up: Number(rate) >= 0,
      benchmark: `业绩比较基准 ${signed(benchmarkRate)}`,
    })),
    source: `数据来源：${performance.source}，截至 ${product.dataDate}`,
    facts: [
      ['起购金额', `${(product.minAmountFen / 100).toFixed(2)}元`],
      ['登记编码', product.registrationCode],
      ['申购截止', `开放日 ${product.cutOffTime}`],
      ['数据日期', product.dataDate],
    ],
    warnings: [disclosure.risk, disclosure.pastPerformance, disclosure.agency],
    fees: { text: product.fees.summary, url: product.fees.url },
  };
}

/** Texts that are the same on every card of this page. */
export const fixed = {
  loading: '正在加载产品信息',
  benchmark: '业绩比较基准（年化）',
  past: '过往业绩',
  chart: '单位净值走势',
  facts: '产品要素',
  fees: '费用',
  lookUp: '可凭登记编码在中国理财网（www.chinawealth.com.cn）查询',
  notice: '2025年9月11日起，本渠道不再提供购买，请在青禾银行App办理。',
  action: '在青禾银行查看',
  hint: '将离开旅途，进入青禾银行',
};
