import type { Interval, ParsedProduct } from './api.ts';
import { addMonths, daysBetween } from './date.ts';
import type { EmptyReason } from './events.ts';
import { actual, checkPerformance, denies, future } from './performance.ts';
import { wordRules } from './words.ts';

/** Where and when a product would be shown. */
export interface DisclosureContext {
  /** The bank's present day in Shanghai. */
  today: string;
  /** What kind of page the host is, as the bank has it on record (W18); empty while nobody has said, which may be any kind. */
  profile: 'standard' | 'cashier' | 'minor' | '';
  /** Where the customer is, as the bank knows it; empty when it does not. */
  region: string;
}

/** What the rules of `docs/compliance.md` say of one product. */
export interface Findings {
  /** Every rule not met, by id, whether it forbids the product, its performance, or only asks for a correction. */
  rules: string[];
  /** Why the product may not be shown at all. */
  reason: EmptyReason | undefined;
  /** The data are out of date: no figure of return may be shown (W15). */
  stale: boolean;
  /** Intervals that may be shown, the mandated ones first; empty when none may. */
  intervals: Interval[];
  /** The line may be shown. */
  series: boolean;
  /** 7日年化 and 万份收益 may be shown. */
  cash: boolean;
}

const categories: Record<string, RegExp> = {
  wealth: /^(cash_management|fixed_income|mixed|equity|commodity_derivative)$/,
  fund: /^(money_fund|bond_fund|mixed_fund|equity_fund|fund_of_funds)$/,
};
const termDetail: Record<string, 'days' | 'nextOpenDate' | 'maturityDate' | undefined> = {
  min_holding: 'days',
  periodic_open: 'nextOpenDate',
  closed: 'maturityDate',
};
// What a benchmark is not, in our three languages: expected, future, actual, a promise.
const fourParts = ['[预預]期收益|expected (return|yield)', future, actual, '承[诺諾]|promise|guarantee'];
/** What is neither wealth product nor fund, whatever it is called; funds may follow an index of insurers, or of certificates. */
const foreign = /存款|私募|[贷貸]款|deposit|private placement|\bloan/i;
const foreignToWealth = /存[单單]|保[险險]|年金|insurance|annuit|certificate of/i;
/** A figure of a picked stretch in the middle of a text, without dates and warning. */
const picked =
  /近[一二三六七\d]+[个個]?[日天周週月年][^，。；,;]{0,8}\d\s*[%％]|\b(last|past) ([\w-]+ )?(day|week|month|year)s?[^.,;]{0,20}\d[\d.]*\s*%/i;
const isGrade = (level: number) => level >= 1 && level <= 5;

/** The grade shown: the higher of the issuer's and the distributor's (W3). */
export function riskLevel(product: ParsedProduct): number {
  return Math.max(product.risk.issuer, product.risk.distributor);
}

/** Judges a product by the rules for a display card. */
export function checkProduct(product: ParsedProduct, context: DisclosureContext): Findings {
  const { today } = context;
  const { disclosure, term, benchmark, dataDate, fees, fullName, inceptionDate, kind, risk } = product;
  const fund = kind === 'fund';
  const code = fund ? product.fundCode : product.registrationCode;
  const refused = new Set<string>();
  const hidden = new Set<string>();
  const must = (holds: unknown, rule: string, into = refused) => !!holds || !into.add(rule);

  const unlisted = !/^(wealth|fund)$/.test(kind);
  must(!unlisted && !foreign.test(fullName) && (fund || !foreignToWealth.test(fullName)), 'W12');
  const kindWrong = refused.size > 0;

  must(
    fullName &&
      product.issuerName &&
      product.distributorName &&
      (unlisted || categories[kind]!.test(product.category)) &&
      code &&
      /^(daily_open|periodic_open|min_holding|closed|cash_management)$/.test(term.kind) &&
      (!termDetail[term.kind] || term[termDetail[term.kind]!]) &&
      (fees.summary || fees.url) &&
      /[风風][险險]|risk/i.test(disclosure.risk) &&
      disclosure.version &&
      disclosure.digest &&
      product.detailUrl &&
      product.status &&
      /^(CNY)?$/.test(product.currency) &&
      dataDate,
    'W1',
  );
  must((fund ? /^\d{6}$/ : /^[CZ]\d{13,14}$/).test(code), 'W2');
  must(isGrade(risk.issuer) && isGrade(risk.distributor), 'W3');
  const { low, high, method, name } = benchmark;
  if (low || high || method || name) {
    // A fund's benchmark is an index by name; a wealth product's is a figure with its method and its warning.
    must(
      low
        ? +low <= +(high || low) && method && fourParts.every((part) => denies(disclosure.benchmark, part))
        : fund && name,
      'W5',
    );
  }
  for (const text of textsOf(product)) {
    for (const rule of wordRules(text)) refused.add(rule);
    must(!picked.test(text), 'W4');
  }
  // A name is the largest text, and a figure in it has neither label nor date.
  must(!/[%％]/.test(fullName), 'W6');
  for (const key of product.unknown) {
    // Fields of old systems that say what may not be said: an expected return is no benchmark (section 7).
    must(!/expect|forecast|propRate/i.test(key), 'W7');
    must(!/gift|coupon|bonus|lottery|draw|reward|prize/i.test(key), 'W13');
    must(!/countdown|quota|remain/i.test(key), 'W14', hidden);
  }
  const served = !product.regions.length || product.regions.includes(context.region);
  const allowed = must(context.profile === 'standard', 'W18') && must(served, 'W18');

  const fresh = (date: string) => {
    const age = daysBetween(date, today);
    return age >= 0 && age <= product.staleAfterDays;
  };
  const stale = !must(fresh(dataDate), 'W15', hidden);
  const past = stale ? { intervals: [], series: false } : checkPerformance(product, today, hidden);
  const { date, sevenDay, perTenThousand } = product.cash;
  const warned = denies(fund ? disclosure.fund : disclosure.pastPerformance, future);
  const cash =
    !stale &&
    !!(date || sevenDay || perTenThousand) &&
    must(fresh(date), 'W15', hidden) &&
    must(fund || (inceptionDate && today >= addMonths(inceptionDate, 1)), 'W8', hidden) &&
    must(sevenDay && perTenThousand && warned, 'W4', hidden);
  return {
    rules: [...refused, ...hidden],
    reason: kindWrong
      ? 'wrong_product_kind'
      : !allowed
        ? served
          ? 'hidden_by_policy'
          : 'region_not_served'
        : refused.size
          ? 'disclosure_incomplete'
          : undefined,
    stale,
    ...past,
    cash,
  };
}

/** Every text of the bank that a customer would read. */
function textsOf({
  fullName,
  issuerName,
  distributorName,
  benchmark,
  performance,
  fees,
  disclosure,
}: ParsedProduct): string[] {
  const { version: _version, digest: _digest, ...warnings } = disclosure;
  return [
    fullName,
    issuerName,
    distributorName,
    benchmark.method,
    benchmark.name,
    performance.source,
    fees.summary,
    ...Object.keys(warnings).map((key) => warnings[key as keyof typeof warnings]),
  ];
}
