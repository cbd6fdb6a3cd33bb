import { originOf } from './link.ts';
import type { Verb } from './ports.ts';
import { count, id, instant, list, map, object, oneOf, refuse, text } from './read.ts';

/** What the policy says for one question. */
export interface Verdict {
  verdict: 'allow' | 'notice' | 'redirect' | 'hide';
  /** Name of a target in the document, with `redirect`. */
  target: string;
  /** Words on a change that is coming, or that has come, by locale. */
  notice: Record<string, string> | undefined;
  /** Where a change that is announced will lead; empty when none is, or it leads nowhere. */
  coming: string;
  /** The rule that decided; `stopped` for a kill switch, `safest` when none did. */
  rule: string;
}

/** One question to the policy. */
export interface PolicyQuery {
  host: string;
  /** A kind, or a part of one after a dot: a rule for `wealth` also decides for `wealth.fixed_income`. */
  productClass: string;
  verb: Verb;
  /** The official account or mini-program the page runs in, by the bank's own id; the page's unless given. */
  account?: string;
  /** The placement as the page names it, for the kill switches. */
  placement?: string;
}

/** A place of the bank's a button may lead to. */
export interface Target {
  /** `app`, `mini-program`, `account`, `h5`, or `none`: a service that is closed and has no heir. */
  kind: string;
  /** Its name by locale. */
  name: Record<string, string>;
  origin: string;
}

/** One dated rule; whatever it leaves out, or has as `*`, fits everything. */
export interface Rule {
  id: string;
  host: string;
  account: string;
  region: string;
  productClass: string;
  verb: string;
  verdict: string;
  target: string;
  from: string;
  until: string;
  noticeDays: number;
  notice: Record<string, string>;
}

/** The channel policy document (`docs/contract.md`) as far as the first paint needs it. */
export interface PolicyDocument {
  expiresAt: string;
  partner: string;
  surface: string;
  partnerName: Record<string, string>;
  profile: string;
  region: string;
  rules: Rule[];
  targets: Map<string, Target>;
  /** Ids that were moved or merged, old to new. */
  aliases: { placements: Map<string, string>; accounts: Map<string, string> };
  /** Placements switched off, and placements the bank pays for; `*` for all of them. */
  stopped: string[];
  paid: string[];
  /** Which attribution token counts: the `first` or the `last` that the customer met. */
  touch: string;
}

const words = text(500);
const verdicts = 'allow|notice|redirect|hide';

/** Reads a text in each of our languages. */
export const byLocale = object<Record<string, string>>({ 'zh-CN': words, 'zh-HK': words, en: words });
const moved = map(200, id);
const readDocument = object<PolicyDocument>({
  expiresAt: instant,
  partner: id,
  surface: oneOf('partner|bank'),
  partnerName: byLocale,
  profile: oneOf('standard|cashier|minor'),
  region: id,
  rules: list(
    300,
    object<Rule>({
      id,
      host: id,
      account: id,
      region: id,
      productClass: id,
      verb: id,
      verdict: oneOf(verdicts),
      target: id,
      from: instant,
      until: instant,
      noticeDays: count,
      notice: byLocale,
    }),
  ),
  targets: map(50, object<Target>({ kind: id, name: byLocale, origin: text(200, (url) => originOf(url) === url) })),
  aliases: object({ placements: moved, accounts: moved }),
  stopped: list(200, id),
  paid: list(200, id),
  touch: oneOf('first|last'),
});

/** What is known while there is no document. */
export const nothing: PolicyDocument = { ...readDocument({}, ''), surface: 'partner' };

/** Reads a document; throws an InlayError `bad_response` when it is malformed or another partner's. */
export function readPolicy(value: unknown, partner: string): PolicyDocument {
  const read = readDocument(value, 'policy');
  const whole = read.rules.every((rule) => rule.id && rule.host && rule.productClass && rule.verb && rule.verdict);
  return whole && read.surface && read.partner === partner ? read : refuse('policy');
}

/** First instant of a rule. */
export const begin = (rule: Pick<Rule, 'from'>): number => (rule.from ? Date.parse(rule.from) : -Infinity);
/** First instant after a rule. */
export const end = (rule: Pick<Rule, 'until'>): number => (rule.until ? Date.parse(rule.until) : Infinity);
/** Instant from which a rule is announced. */
export const lead = (rule: Rule): number => begin(rule) - (rule.noticeDays || 0) * 864e5;
/** True when a pattern fits a value: everything, the same, or a part of it. */
export const fits = (pattern: string, value: string): boolean =>
  !pattern || pattern === '*' || `${value}.`.startsWith(`${pattern}.`);

/** True when a list of the document has a placement, or all; a moved placement also answers to its old name. */
export function isListed(policy: PolicyDocument, list: 'stopped' | 'paid', placement: string): boolean {
  return ['*', placement, policy.aliases.placements.get(placement)].some((name) => name && policy[list].includes(name));
}

/**
 * Decides a question at an instant of the bank's time (milliseconds): the first rule that fits. Without one, without a
 * document, or after its end, the safest verdict: show, and lead to the bank. The only evaluator there is: pages,
 * mini-programs, the bank and the linter share it, and `test/vectors/policy` holds them to it.
 */
export function decide(policy: PolicyDocument | undefined, query: PolicyQuery, now: number): Verdict {
  const { expiresAt, rules, targets, aliases, region } = policy || nothing;
  const live = policy && now < Date.parse(expiresAt);
  if (live && isListed(policy, 'stopped', query.placement || '')) {
    return { verdict: 'hide', target: '', notice: undefined, coming: '', rule: 'stopped' };
  }
  const { host, account = '', productClass, verb } = query;
  const heir = aliases.accounts.get(account) || account;
  const fitting = rules.filter(
    (rule) =>
      live &&
      fits(rule.host, host) &&
      (fits(rule.account, account) || fits(rule.account, heir)) &&
      fits(rule.region, region) &&
      fits(rule.productClass, productClass) &&
      fits(rule.verb, verb),
  );
  const find = (at: number) => fitting.find((rule) => begin(rule) <= at && at < end(rule));
  const rule = find(now);
  const next = fitting.find((later) => lead(later) <= now && now < begin(later) && find(begin(later)) === later);
  const telling = next || rule;
  const notice = telling && telling.notice['zh-CN'] ? telling.notice : undefined;
  const coming = (next && next.target) || '';
  if (!rule) {
    return { verdict: verb === 'show' ? 'allow' : 'redirect', target: 'bank_page', notice, coming, rule: 'safest' };
  }
  const target = rule.target || 'bank_page';
  // A button that leads nowhere is none.
  const closed = rule.verdict === 'redirect' && targets.get(target)?.kind === 'none';
  return { verdict: closed ? 'hide' : (rule.verdict as Verdict['verdict']), target, notice, coming, rule: rule.id };
}
