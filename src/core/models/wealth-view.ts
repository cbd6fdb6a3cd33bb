import type { ParsedProduct } from '../api.ts';
import { shanghaiDate, shanghaiMinute } from '../date.ts';
import { checkProduct, type Findings, riskLevel } from '../disclosure.ts';
import type { Inlay } from '../inlay.ts';
import { lateParts } from '../late.ts';
import { allowedUrl } from '../link.ts';
import { direction, formatFen, percent, signedPercent } from '../money.ts';
import type { PolicyState, Verdict } from '../policy.ts';
import type { Surface } from '../ports.ts';
import { leavingText, originsOf, surfaceOf } from '../surface.ts';
import { addTexts, type Locale, t, type TextKey, wordsIn } from '../text.ts';
import { zhCNWealth } from '../text.zh-cn.wealth.ts';
import { wordRules } from '../words.ts';
import type { CardOutcome } from './card-state.ts';
import type { Fact, WealthCardView } from './wealth-state.ts';

/** What a product comes to on this page at this moment. */
export interface Outcome extends CardOutcome<WealthCardView> {
  /** Version and digest of the bank's disclosure texts, for the receipt. */
  version: string;
  digest: string;
  /** Where the button leads; empty when the address is not the bank's (R2). */
  url: string;
  /** What the policy says of the button. */
  verdict: Verdict;
}

addTexts('zh-CN', zhCNWealth);

interface Entry {
  policy: PolicyState;
  surface: Surface;
  late: unknown;
  outcome: Outcome;
}
// All cards of a product share one view until the policy or the day changes or the chart comes: a page may hold a thousand.
const made = new WeakMap<ParsedProduct, Entry>();

/** Makes a product's view; `undefined` while it is not known whether a page of this kind and region may show it (W18). */
export function presentProduct(inlay: Inlay, product: ParsedProduct, locale: Locale): Outcome | undefined {
  const policy = inlay.policy.getState();
  if (policy.status === 'loading') return undefined;
  const surface = surfaceOf(inlay);
  const late = lateParts();
  const entry = made.get(product);
  if (entry && entry.policy === policy && entry.surface === surface && entry.late === late) return entry.outcome;
  const outcome = judge(inlay, product, locale, policy, surface);
  made.set(product, { policy, surface, late, outcome });
  return outcome;
}

function judge(inlay: Inlay, product: ParsedProduct, locale: Locale, policy: PolicyState, surface: Surface): Outcome {
  const { profile, region } = policy;
  const today = shanghaiDate(inlay.ports.clock.now());
  const findings = checkProduct(product, { today, profile, region });
  const { rules } = findings;
  const ask = (verb: 'show' | 'buy' | 'enquire') =>
    inlay.policy.verdict({ productClass: `${product.kind}.${product.category}`, verb });
  const show = ask('show');
  const reason = findings.reason || (show.verdict === 'hide' ? 'hidden_by_policy' : undefined);
  const { version, digest } = product.disclosure;
  if (reason) return { view: undefined, reason, rules, version, digest, url: '', verdict: show };

  const buy = ask('buy');
  const buys = product.status === 'on_sale' && (buy.verdict === 'allow' || buy.verdict === 'notice');
  const act = buys || buy.verdict !== 'hide' ? buy : ask('enquire');
  const origins = originsOf(inlay.gateway, inlay.policy);
  const url = act.verdict === 'hide' ? '' : allowedUrl(product.detailUrl, origins);
  const say = (words: Record<string, string> | undefined) => {
    const said = wordsIn(words, locale);
    return wordRules(said).length ? '' : said;
  };
  const bank = say(inlay.policy.targets().get(act.target)?.name) || product.distributorName;
  const partner = say(policy.partnerName);

  const notices = [say(show.notice), say(buy.notice)].filter((line, at, all) => line && all.indexOf(line) === at);
  if (findings.stale) notices.push(t(locale, 'stale', { date: product.dataDate }));
  const leaves = surface === 'partner';
  const view: WealthCardView = {
    ...describe(product, findings, locale),
    fees: { text: product.fees.summary, url: allowedUrl(product.fees.url, origins) },
    notices,
    action: {
      label: t(locale, `${buys ? 'buy' : 'view'}${leaves ? 'At' : ''}`, { bank }),
      verb: buys ? 'buy' : 'enquire',
      hint: leaves ? leavingText(locale, partner, bank) : '',
      enabled: !!url,
    },
  };
  return { view, reason, rules, version, digest, url, verdict: act };
}

function describe(
  product: ParsedProduct,
  findings: Findings,
  locale: Locale,
): Omit<WealthCardView, 'fees' | 'notices' | 'action'> {
  const say = (key: TextKey, params?: Record<string, string | number>) => t(locale, key, params);
  const { benchmark, term, disclosure, performance, cash, opensAt, dataDate, status } = product;
  const fund = product.kind === 'fund';
  const distributor = product.distributorName;
  const issuer = product.issuerName;
  const level = riskLevel(product);
  const shown = findings.intervals.length > 0;
  const opens = opensAt ? shanghaiMinute(Date.parse(opensAt)) : '';
  const { points } = performance.series;
  const latest = points[points.length - 1];
  const { low, high, method, name } = benchmark;
  const facts: (Fact | false | undefined | '')[] = [
    product.minAmountFen >= 0 && { label: say('minAmount'), value: formatFen(product.minAmountFen, locale) },
    fund
      ? { label: say('fundCode'), value: product.fundCode }
      : { label: say('registrationCode'), value: product.registrationCode },
    product.cutOffTime && { label: say('cutOff'), value: say('cutOffTime', { time: product.cutOffTime }) },
    { label: say('dataDate'), value: dataDate },
  ];
  return {
    seller: say(issuer === distributor ? 'ownSeller' : fund ? 'fundSeller' : 'seller', { distributor, issuer }),
    name: product.fullName,
    chips: [
      { text: say('risk', { level, grade: say('grades')[level - 1]! }), risk: true },
      { text: say(product.category as TextKey), risk: false },
      {
        text: say(`term_${term.kind}` as TextKey, {
          days: term.days,
          date: term.nextOpenDate || term.maturityDate,
        }),
        risk: false,
      },
    ],
    benchmark:
      (low || name) && !findings.stale
        ? {
            label: say(low && benchmark.annualised ? 'benchmarkYear' : 'benchmark'),
            value: low ? (high && high !== low ? `${percent(low)}–${percent(high)}` : percent(low)) : name,
            figure: !!low,
            why: method,
            warning: disclosure.benchmark,
          }
        : undefined,
    cash: findings.cash
      ? {
          facts: [
            { label: say('sevenDay'), value: percent(cash.sevenDay) },
            { label: say('perTenThousand'), value: say('perTenThousandValue', { value: cash.perTenThousand }) },
          ],
          note: say('cashNote', { date: cash.date }),
        }
      : undefined,
    performance: shown
      ? {
          label: say('performance'),
          latest: findings.series ? say('navAt', { date: latest![0], value: latest![1] }) : '',
          changes: findings.intervals.map((interval) => {
            const { kind, year, annualised, rate, from, to, benchmarkRate } = interval;
            const way = direction(rate);
            const whole = kind === 'year' && from === `${year}-01-01`;
            return {
              label: kind === 'year' ? say('year', { year: year }) : say(annualised ? 'sinceYear' : 'since'),
              value: signedPercent(rate),
              direction: way,
              arrow: way === 'flat' ? '' : way === 'up' ? '▲' : '▼',
              // A complete accounting year needs no dates (2.4); every other stretch names both.
              period: whole ? '' : say('period', { from: from, to: to }),
              benchmark: benchmarkRate ? say('beside', { rate: signedPercent(benchmarkRate) }) : '',
            };
          }),
          source: say('source', { source: performance.source || issuer, date: dataDate }),
          chart: findings.series
            ? {
                from: points[0]![0],
                to: latest![0],
                points: [],
                summary: '',
                ...lateParts()?.buildChart(points, locale),
              }
            : undefined,
        }
      : undefined,
    facts: facts.filter((fact): fact is Fact => !!fact),
    warnings: [
      disclosure.risk,
      shown || findings.cash ? disclosure.pastPerformance : '',
      disclosure.agency,
      disclosure.fund,
      disclosure.fundOthers,
    ].filter(Boolean),
    status:
      status === 'on_sale'
        ? ''
        : status === 'soon' && !opens
          ? say('soonUndated')
          : say(status as TextKey, { date: opens }),
    words: { chart: say('chart'), facts: say('facts'), fees: say('fees'), lookUp: fund ? '' : say('lookUp') },
  };
}
