import type { Localised } from '../db/schema.ts';

/** What a product says in one language. */
export interface ProductTexts {
  fullName: string;
  issuerName: string;
  distributorName: string;
  feesSummary: string;
  benchmarkMethod?: string;
  benchmarkName?: string;
  source: string;
  disclosure: DisclosureTexts;
}

/** The fixed warnings; their order here is the order in which the digest takes them. */
export interface DisclosureTexts {
  risk?: string;
  benchmark?: string;
  pastPerformance?: string;
  agency?: string;
  fund?: string;
  fundOthers?: string;
}

/** Version of the approved texts below; a changed letter is a new version. */
export const textVersion = '2026-09-01.2';

/** The order of the digest. */
export const disclosureOrder = ['risk', 'benchmark', 'pastPerformance', 'agency', 'fund', 'fundOthers'] as const;

/** The three languages, the bank's own first. */
export const locales = ['zh-CN', 'zh-HK', 'en'] as const;
export type Locale = (typeof locales)[number];

/** Three languages of one text. */
export const say = (cn: string, hk: string, en: string): Localised => ({ 'zh-CN': cn, 'zh-HK': hk, en });

/** The same for each language. */
export function each<T>(make: (locale: Locale) => T): Localised<T> {
  return { 'zh-CN': make('zh-CN'), 'zh-HK': make('zh-HK'), en: make('en') };
}

export const bankName = say('青禾银行', '青禾銀行', 'Qinghe Bank');
export const issuerName = say('青禾理财', '青禾理財', 'Qinghe Wealth Management');
export const fundManager = say('远岫基金管理有限公司', '遠岫基金管理有限公司', 'Yuanxiu Fund Management Co., Ltd.');

const wealthRisk = say(
  '理财非存款，产品有风险，投资须谨慎。',
  '理財非存款，產品有風險，投資須謹慎。',
  'Wealth products are not deposits. They carry risk; invest with care.',
);
const fundRisk = say('基金有风险，投资须谨慎。', '基金有風險，投資須謹慎。', 'Funds carry risk; invest with care.');
const benchmarkWarning = say(
  '业绩比较基准不是预期收益率，不代表产品的未来表现和实际收益，不构成对产品收益的承诺。',
  '業績比較基準不是預期收益率，不代表產品的未來表現和實際收益，不構成對產品收益的承諾。',
  'The benchmark is not an expected return. It does not represent future performance or actual returns and is not a promise of returns.',
);
const pastPerformance = say(
  '理财产品过往业绩不代表其未来表现，不等于理财产品实际收益，投资须谨慎。',
  '理財產品過往業績不代表其未來表現，不等於理財產品實際收益，投資須謹慎。',
  'Past performance of a wealth product does not represent its future performance and is not its actual return. Invest with care.',
);
const fundPast = say(
  '基金的过往业绩并不预示其未来表现。',
  '基金的過往業績並不預示其未來表現。',
  'The past performance of a fund does not foretell its future performance.',
);
const fundOthers = say(
  '基金管理人管理的其他基金的业绩并不构成本基金业绩表现的保证。',
  '基金管理人管理的其他基金的業績並不構成本基金業績表現的保證。',
  'The performance of other funds of the same manager is no guarantee of the performance of this fund.',
);

const agency = (issuer: Localised): Localised =>
  say(
    `本产品由${issuer['zh-CN']}发行与管理，代销机构不承担产品的投资、兑付和风险管理责任。`,
    `本產品由${issuer['zh-HK']}發行與管理，代銷機構不承擔產品的投資、兌付和風險管理責任。`,
    `This product is issued and managed by ${issuer.en.replace(/\.$/, '')}. The distributor bears no duty of investment, payment or risk management for it.`,
  );

const wealthSource = say(
  '青禾理财，经托管人复核',
  '青禾理財，經託管人覆核',
  'Qinghe Wealth Management, checked by the custodian',
);
const fundSource = say(
  '远岫基金，经托管人复核',
  '遠岫基金，經託管人覆核',
  'Yuanxiu Fund Management, checked by the custodian',
);

/** The texts of a wealth product of the bank's own wealth company. */
export function wealthTexts(fullName: Localised, fees: Localised, method?: Localised): Localised<ProductTexts> {
  return each((locale) => ({
    fullName: fullName[locale],
    issuerName: issuerName[locale],
    distributorName: bankName[locale],
    feesSummary: fees[locale],
    ...(method ? { benchmarkMethod: method[locale] } : {}),
    source: wealthSource[locale],
    disclosure: {
      risk: wealthRisk[locale],
      ...(method ? { benchmark: benchmarkWarning[locale] } : {}),
      pastPerformance: pastPerformance[locale],
      agency: agency(issuerName)[locale],
    },
  }));
}

/** The texts of a fund of another company, sold by the bank. */
export function fundTexts(fullName: Localised, fees: Localised, benchmark: Localised): Localised<ProductTexts> {
  return each((locale) => ({
    fullName: fullName[locale],
    issuerName: fundManager[locale],
    distributorName: bankName[locale],
    feesSummary: fees[locale],
    benchmarkName: benchmark[locale],
    source: fundSource[locale],
    disclosure: {
      risk: fundRisk[locale],
      agency: agency(fundManager)[locale],
      fund: fundPast[locale],
      fundOthers: fundOthers[locale],
    },
  }));
}
