import { lintForm, type Finding, type Formed } from './policy-form.ts';
import { covers, questions, same, shape, shapeOf, stretches, type Shape } from './policy-space.ts';
import { begin, end, fits, type Rule } from './verdict.ts';
import { wordRules } from './words.ts';

export type { Finding } from './policy-form.ts';

const wechat = ['wechat', 'wechat-webview'];
const money = ['buy', 'assess', 'sign', 'pay'];
const financial = ['wealth', 'fund'];
/** Kinds of pages on which there is none of it. */
const closed = /^(cashier|minor)$/;
/** Where a prohibition may hide inside a rule that speaks of more. */
const delicate = [
  ...wechat.map((host) => shape({ host, productClass: 'share_reward' })),
  shape({ productClass: 'deposit' }),
  ...financial.flatMap((productClass) => [
    shape({ productClass }),
    ...money.map((verb) => shape({ productClass, verb })),
  ]),
];

/** What a host or a law forbids: rule of `compliance.md`, words, and the way out. */
function forbidden(surface: string, profile: string, question: Shape, verdict: string): string[] | undefined {
  const { host, productClass, verb } = question;
  const is = (name: string) => fits(name, productClass);
  const acts = verdict === 'allow' || verdict === 'notice';
  if (is('share_reward') && wechat.includes(host) && acts) {
    return [
      'I1',
      `a reward for sharing is open on ${host}, where WeChat forbids it`,
      `put a rule for host "${host}" and class "share_reward" before it, with verdict "redirect" to the bank's app or "hide"`,
    ];
  }
  if (is('deposit') && surface === 'partner' && verdict !== 'hide') {
    return [
      'W12',
      'a deposit is offered on a page that is not the bank’s',
      'put a rule with class "deposit" and verdict "hide" before it',
    ];
  }
  if (!financial.some(is)) return undefined;
  if (closed.test(profile) && verdict !== 'hide') {
    return ['W18', `${productClass} is shown on a page of profile "${profile}"`, 'set the verdict to "hide"'];
  }
  if (surface === 'partner' && money.includes(verb) && acts) {
    return [
      'W11',
      `"${verb}" happens on the partner’s page; it may only lead to the bank`,
      'set the verdict to "redirect" with a target of the bank',
    ];
  }
  return undefined;
}

/** Words that the law bans (W7), and beside wealth and funds gifts (W13) and urgency (W14), in what customers would read. */
function lintWords(document: unknown, { rules, places }: Formed): Finding[] {
  const findings: Finding[] = [];
  const read = (texts: unknown, path: (string | number)[], strict: boolean) =>
    Object.entries(Object(texts) as object).forEach(([locale, text]) =>
      wordRules(`${text}`).forEach((rule) => {
        if (rule !== 'W7' && !strict) return;
        const says = `"${text}" has words that the law bans here, and no widget would show it`;
        findings.push({ path: [...path, locale], rule, says, fix: 'say it without them (docs/compliance.md)' });
      }),
    );
  for (const rule of rules) {
    const strict = financial.some((kind) => fits(kind, rule.productClass));
    read(rule.notice, ['rules', places.get(rule)!, 'notice'], strict);
  }
  const whole = Object(document) as Record<string, unknown>;
  for (const table of ['targets', 'apps'])
    for (const [name, value] of Object.entries(Object(whole[table]) as object))
      read((Object(value) as { name?: unknown }).name, [table, name, 'name'], false);
  read(whole['partnerName'], ['partnerName'], false);
  return findings;
}

const rank: Record<string, number> = { redirect: 1, hide: 2 };
const day = (instant: number) => (isFinite(instant) ? new Date(instant + 288e5).toISOString().slice(0, 16) : 'ever');

/**
 * Everything that is wrong with a channel policy document, whole or in parts: form and references, gaps, overlaps, rules
 * that never decide, steps in an impossible order, and what a host or a law forbids. No part of any page's build.
 */
export function lintPolicy(document: unknown): Finding[] {
  const formed = lintForm(document);
  const { rules, places, surface, profile, issued } = formed;
  const findings = formed.findings.concat(lintWords(document, formed));
  const told = new Set<string>();
  const tell = (rule: Rule, member: string, name: string, says: string, fix: string) => {
    const path = ['rules', places.get(rule)!, member];
    const key = `${path.join()} ${name} ${says}`;
    if (!told.has(key)) findings.push({ path, rule: name, says, fix });
    told.add(key);
  };
  const deciding = new Set<Rule>();

  for (const question of questions(rules.map(shapeOf), delicate)) {
    const line = stretches(rules, question, issued);
    line.forEach(({ from, until, rule }, at) => {
      if (rule) {
        deciding.add(rule);
        const found = forbidden(surface, profile, question, rule.verdict);
        if (found) tell(rule, 'verdict', found[0]!, found[1]!, found[2]!);
        return;
      }
      // Verbs that no rule names have the safest verdict on purpose.
      if (question.verb === '*') return;
      const [before, after] = [line[at - 1]?.rule, line[at + 1]?.rule];
      const about = `${question.productClass}/${question.verb}`;
      if (before && after) {
        tell(
          before,
          'until',
          'gap',
          `nothing decides ${about} from ${day(from)} to ${day(until)}`,
          `let "${before.id}" end where "${after.id}" begins, at ${after.from}`,
        );
      } else if (before) {
        tell(before, 'until', 'gap', `nothing decides ${about} after ${day(from)}`, 'add the rule that follows it');
      } else if (after) {
        tell(after, 'from', 'gap', `nothing decides ${about} before ${day(until)}`, 'add the rule that goes before it');
      }
    });
  }

  // Where no rule decides the safest verdict does, and that is to show.
  if (closed.test(profile))
    for (const productClass of financial)
      if (stretches(rules, shape({ productClass }), issued).some(({ rule }) => !rule))
        findings.push({
          path: ['profile'],
          rule: 'W18',
          says: `no rule hides ${productClass} on a page of profile "${profile}"`,
          fix: `add a rule for class "${productClass}", host "*" and verb "*" with verdict "hide" and no dates`,
        });

  rules.forEach((later, at) => {
    const shapeOfLater = shapeOf(later);
    for (const earlier of rules.slice(0, at)) {
      if (!covers(shapeOf(earlier), shapeOfLater)) continue;
      const from = Math.max(begin(earlier), begin(later));
      const until = Math.min(end(earlier), end(later));
      if (from >= until || until <= issued) continue;
      if (!deciding.has(later)) {
        tell(
          later,
          'id',
          'unreachable',
          `"${later.id}" never decides: what it fits is decided before it, first by "${earlier.id}"`,
          `move "${later.id}" before "${earlier.id}", or drop it`,
        );
      } else {
        if (begin(later) <= begin(earlier) && end(earlier) <= end(later)) continue;
        tell(
          later,
          begin(later) < begin(earlier) ? 'until' : 'from',
          'overlap',
          `"${later.id}" and "${earlier.id}" both hold from ${day(from)} to ${day(until)}; the earlier one decides`,
          'let one begin where the other ends, or put the shorter one first',
        );
      }
      break;
    }
  });

  for (const narrow of rules) {
    for (const wide of rules) {
      if (wide === narrow || !covers(shapeOf(wide), shapeOf(narrow)) || same(shapeOf(wide), shapeOf(narrow))) continue;
      if (!rank[wide.verdict] || !(rank[narrow.verdict]! <= rank[wide.verdict]!)) continue;
      if (!isFinite(begin(wide)) || begin(narrow) <= begin(wide)) continue;
      tell(
        narrow,
        'from',
        'order',
        `the step of "${narrow.id}" comes after "${wide.id}", which has taken everything away from ${day(begin(wide))}`,
        'correct the year; if it is an exception that lasts longer, let its "allow" end there and drop this step',
      );
    }
  }
  return findings;
}
