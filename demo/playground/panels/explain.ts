import {
  begin,
  decide,
  end,
  fits,
  lead,
  type PolicyDocument,
  type PolicyQuery,
  type Rule,
  type Verdict,
} from '../../../src/core/verdict.ts';

/** What one rule says to a question. */
export interface Reading {
  rule: Rule;
  /** It decides. */
  decides: boolean;
  /** The parts of it that do not fit, in its order; empty when it fits. */
  against: ('host' | 'account' | 'region' | 'productClass' | 'verb' | 'from' | 'until')[];
  /** It is announced already and will decide from its day on. */
  announced: boolean;
}

/** Why the verdict is as it is. */
export interface Explanation {
  verdict: Verdict;
  rules: Reading[];
  /** Of the query, when nothing is decided by rules: a kill switch, an expired document, none at all. */
  without: 'stopped' | 'expired' | 'absent' | 'no_rule' | '';
}

/** Reads a document rule by rule, by the evaluator's own measures; the evaluator itself has the last word. */
export function explain(policy: PolicyDocument | undefined, query: PolicyQuery, now: number): Explanation {
  const verdict = decide(policy, query, now);
  if (!policy) return { verdict, rules: [], without: 'absent' };
  const account = query.account ?? '';
  const heir = policy.aliases.accounts.get(account) ?? account;
  const rules = policy.rules.map((rule): Reading => {
    const holds: [Reading['against'][number], boolean][] = [
      ['host', fits(rule.host, query.host)],
      ['account', fits(rule.account, account) || fits(rule.account, heir)],
      ['region', fits(rule.region, policy.region)],
      ['productClass', fits(rule.productClass, query.productClass)],
      ['verb', fits(rule.verb, query.verb)],
      ['from', begin(rule) <= now],
      ['until', now < end(rule)],
    ];
    const against = holds.filter(([, fit]) => !fit).map(([name]) => name);
    const announced = against.join() === 'from' && lead(rule) <= now;
    return { rule, decides: rule.id === verdict.rule && against.length === 0, against, announced };
  });
  // Two rules may bear one id; the first that fits is the one.
  const first = rules.findIndex(({ decides }) => decides);
  rules.forEach((reading, index) => (reading.decides &&= index === first));
  const expired = now >= Date.parse(policy.expiresAt);
  const without =
    verdict.rule === 'stopped' ? 'stopped' : expired ? 'expired' : verdict.rule === 'safest' ? 'no_rule' : '';
  return { verdict, rules, without };
}
