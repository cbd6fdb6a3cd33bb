import type { OnWire, Product as Parsed } from '../../src/core/api.ts';
import type { Locale } from '../../src/core/text.ts';

/** A product as the gateway sends it. */
export type Product = OnWire<Parsed>;

/** Three languages of one text. */
export type Say = Record<Locale, string>;
export const say = (cn: string, hk: string, en: string): Say => ({ 'zh-CN': cn, 'zh-HK': hk, en });

export const bank = say('青禾银行', '青禾銀行', 'Qinghe Bank');
export const wealthCompany = say('青禾理财', '青禾理財', 'Qinghe Wealth Management');
export const fundCompany = say('远岫基金管理有限公司', '遠岫基金管理有限公司', 'Yuanxiu Fund Management Co., Ltd.');

export const wealthRisk = say(
  '理财非存款，产品有风险，投资须谨慎。',
  '理財非存款，產品有風險，投資須謹慎。',
  'Wealth products are not deposits. They carry risk; invest with care.',
);
export const benchmarkWarning = say(
  '业绩比较基准不是预期收益率，不代表产品的未来表现和实际收益，不构成对产品收益的承诺。',
  '業績比較基準不是預期收益率，不代表產品的未來表現和實際收益，不構成對產品收益的承諾。',
  'The benchmark is not an expected return. It does not represent future performance or actual returns and is not a promise of returns.',
);
export const pastPerformance = say(
  '理财产品过往业绩不代表其未来表现，不等于理财产品实际收益，投资须谨慎。',
  '理財產品過往業績不代表其未來表現，不等於理財產品實際收益，投資須謹慎。',
  'Past performance of a wealth product does not represent its future performance and is not its actual return. Invest with care.',
);
export const agency = (issuer: Say): Say =>
  say(
    `本产品由${issuer['zh-CN']}发行与管理，代销机构不承担产品的投资、兑付和风险管理责任。`,
    `本產品由${issuer['zh-HK']}發行與管理，代銷機構不承擔產品的投資、兌付和風險管理責任。`,
    `This product is issued and managed by ${issuer.en}. The distributor bears no duty of investment, payment or risk management for it.`,
  );
export const method = say(
  '依据投资范围内债券、存款等资产的收益水平测算。',
  '依據投資範圍內債券、存款等資產的收益水平測算。',
  'Estimated from the yields of the bonds, deposits and other assets the product may hold.',
);
export const fees = say(
  '管理费0.20%/年，托管费0.02%/年，销售服务费0.20%/年',
  '管理費0.20%/年，託管費0.02%/年，銷售服務費0.20%/年',
  'Management 0.20% a year, custody 0.02% a year, sales service 0.20% a year',
);

/** A line of weekly values with one dip, from `first` on `from` to the last value on `to`; never more than 120 points. */
function line(from: string, to: string, gain: number): [string, string][] {
  const start = Date.parse(from);
  const days = (Date.parse(to) - start) / 864e5;
  const steps = Math.min(119, Math.max(1, Math.floor(days / 7)));
  return Array.from({ length: steps + 1 }, (_, step) => {
    const share = step / steps;
    const value = 1 + gain * share + 0.004 * Math.sin(share * 9) * (step < steps ? 1 : 0);
    return [new Date(start + Math.round(share * days) * 864e5).toISOString().slice(0, 10), value.toFixed(4)];
  });
}

export const series = (from: string, gain: number) => ({
  from,
  to: '2026-11-20',
  points: line(from, '2026-11-20', gain),
});
export const pick = <T>(locale: Locale, text: Record<Locale, T>): T => text[locale];

export const source = say(
  '青禾理财，经托管人复核',
  '青禾理財，經託管人覆核',
  'Qinghe Wealth Management, checked by the custodian',
);
export const fundSource = say(
  '远岫基金，经托管人复核',
  '遠岫基金，經託管人覆核',
  'Yuanxiu Fund, checked by the custodian',
);
export const fundDisclosure = (locale: Locale): Product['disclosure'] => ({
  version: '2026-09-01.2',
  digest: '1b2f85a5c5e9fc54612808977ee8f548b2258d31d4f2d2a6f4f6f0a1d3b5c7e9',
  risk: pick(
    locale,
    say('基金有风险，投资须谨慎。', '基金有風險，投資須謹慎。', 'Funds carry risk; invest with care.'),
  ),
  agency: pick(locale, agency(fundCompany)),
  fund: pick(
    locale,
    say(
      '基金的过往业绩并不预示其未来表现。',
      '基金的過往業績並不預示其未來表現。',
      'The past performance of a fund does not foretell its future performance.',
    ),
  ),
  fundOthers: pick(
    locale,
    say(
      '基金管理人管理的其他基金的业绩并不构成本基金业绩表现的保证。',
      '基金管理人管理的其他基金的業績並不構成本基金業績表現的保證。',
      'The performance of other funds of the same manager is no guarantee of the performance of this fund.',
    ),
  ),
});
export const fundBase = (locale: Locale): Partial<Product> => ({
  kind: 'fund',
  registrationCode: undefined,
  issuerName: pick(locale, fundCompany),
  term: { kind: 'daily_open' },
  minAmountFen: 1000,
  cutOffTime: '15:00',
  disclosure: fundDisclosure(locale),
});
