import { parseInstant } from './date.ts';
import { originOf } from './link.ts';
import type { HostName, Verb } from './ports.ts';
import { readRegistry } from './target.ts';
import { readPolicy, type Rule } from './verdict.ts';

/** One fault of a policy document. */
export interface Finding {
  /** The way to the faulty member from the top of the document. */
  path: (string | number)[];
  /** Which check: `form`, `gap`, `overlap`, `unreachable`, `order`, `target`, `app`, `alias`, `notice`, or a rule of `compliance.md`. */
  rule: string;
  says: string;
  fix: string;
}

/** A member of the table itself: a document may hold the names that every object has, such as `valueOf`. */
const own = <T>(table: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.prototype.hasOwnProperty.call(table, name) ? table[name] : undefined;

/** What the form checks leave for those that compare rules. */
export interface Formed {
  findings: Finding[];
  /** Rules of good form, in their order. */
  rules: Rule[];
  /** Their places in the document. */
  places: Map<Rule, number>;
  surface: string;
  profile: string;
  /** From when on the document counts. */
  issued: number;
}

type Json = Record<string, unknown>;

const hosts = [
  'browser',
  'wechat',
  'wechat-webview',
  'alipay',
  'unionpay',
  'meituan',
  'ctrip',
  'douyin',
  'qq',
] as const satisfies readonly HostName[];
const verbs = [
  'show',
  'quote',
  'enquire',
  'claim',
  'redeem',
  'assess',
  'sign',
  'pay',
  'buy',
] as const satisfies readonly Verb[];
const verdicts = ['allow', 'notice', 'redirect', 'hide'];
const profiles = ['standard', 'cashier', 'minor'];
const kinds = ['app', 'mini-program', 'account', 'h5', 'none'];
const locales = ['zh-CN', 'zh-HK', 'en'];

const isObject = (value: unknown): value is Json => typeof value === 'object' && !!value && !Array.isArray(value);
const objectOf = (value: unknown): Json => (isObject(value) ? value : {});
const word = (value: unknown) => typeof value === 'string' && /^[\w.-]{1,64}$/.test(value);
const star = (list: readonly string[]) => (value: unknown) => value === '*' || list.includes(value as string);
const instant = (value: unknown) => value == null || (typeof value === 'string' && !!parseInstant(value));
const at = (value: unknown, otherwise: number) => (typeof value === 'string' ? Date.parse(value) : otherwise);
const whole = (value: unknown) =>
  isObject(value) && locales.every((locale) => typeof value[locale] === 'string' && value[locale]);

/** What each member of a rule may be, and how to put it right. */
const members: Record<keyof Rule, [test: (value: unknown) => boolean, fix: string]> = {
  id: [word, 'name the rule with up to 64 letters, digits, . - and _'],
  host: [star(hosts), `use "*" or one of ${hosts.join(', ')}`],
  account: [
    (value) => value == null || value === '*' || word(value),
    'use the bank’s id of the account, or leave it out',
  ],
  region: [
    (value) => value == null || /^(\*|\d{6})$/.test(`${value}`),
    'use a region code of six digits, or leave it out',
  ],
  productClass: [(value) => value === '*' || word(value), 'use "*" or a class such as wealth or wealth.mixed'],
  verb: [star(verbs), `use "*" or one of ${verbs.join(', ')}`],
  verdict: [(value) => verdicts.includes(value as string), `use one of ${verdicts.join(', ')}`],
  target: [(value) => value == null || word(value), 'use the name of one of the document’s targets'],
  from: [instant, 'use an instant such as 2025-09-11T00:00:00+08:00, or null'],
  until: [instant, 'use an instant such as 2025-09-11T00:00:00+08:00, or null'],
  noticeDays: [
    (value) => value == null || (Number.isInteger(value) && (value as number) >= 0),
    'use a whole number of days',
  ],
  notice: [(value) => value == null || whole(value), `give the text in each of ${locales.join(', ')}`],
};
const needed = ['id', 'host', 'productClass', 'verb', 'verdict'];

/** Checks a document's form, its dates and everything that one place of it says of another. */
export function lintForm(given: unknown): Formed {
  const document = objectOf(given);
  const findings: Finding[] = [];
  const tell = (path: (string | number)[], rule: string, says: string, fix: string) =>
    void findings.push({ path, rule, says, fix });
  const targets = objectOf(document['targets']);
  const apps = objectOf(document['apps']);
  const places = new Map<Rule, number>();
  const ids = new Set<unknown>();

  const list = Array.isArray(document['rules']) ? (document['rules'] as unknown[]) : [];
  if (!isObject(given) || !Array.isArray(document['rules'])) {
    tell(['rules'], 'form', 'there is no list of rules', 'write a document { "rules": [ … ], "targets": { … } }');
  } else
    for (const name of ['partner', 'surface']) {
      if (document[name] == null) tell([name], 'form', `${name} is missing`, 'say whose pages the document is for');
    }
  const { profile: kind, region } = document;
  if (kind != null && !profiles.includes(kind as string))
    tell(
      ['profile'],
      'form',
      `profile cannot be ${JSON.stringify(kind)}`,
      `use one of ${profiles.join(', ')}, or leave it out`,
    );
  if (region === '*' || !members.region[0](region))
    tell(['region'], 'form', `region cannot be ${JSON.stringify(region)}`, members.region[1]);
  const paid = Array.isArray(document['paid']) ? (document['paid'] as unknown[]) : [];
  paid.forEach((name, index) => {
    if (name !== '*' && !word(name))
      tell(['paid', index], 'form', `"${name}" is no placement`, 'name placements as the pages do');
  });
  for (const name of ['issuedAt', 'expiresAt'])
    if (!instant(document[name])) tell([name], 'form', `${name} is no instant`, members.from[1]);
  if (at(document['issuedAt'], -Infinity) >= at(document['expiresAt'], Infinity)) {
    tell(['expiresAt'], 'order', 'the document ends before it begins', 'give it a later end');
  }

  list.forEach((entry, index) => {
    const rule = objectOf(entry);
    const here = (member: string): (string | number)[] => ['rules', index, member];
    const faults = findings.length;
    for (const member of Object.keys({ ...members, ...rule }) as (keyof Rule)[]) {
      const check = own(members as Readonly<Record<string, (typeof members)['id']>>, member);
      const value = rule[member];
      if (!check)
        tell(here(member), 'form', `"${member}" is no member of a rule`, `use ${Object.keys(members).join(', ')}`);
      else if (value === undefined && needed.includes(member))
        tell(here(member), 'form', `${member} is missing`, check[1]);
      else if (value !== undefined && !check[0](value)) {
        tell(
          here(member),
          member === 'notice' ? 'notice' : 'form',
          `${member} cannot be ${JSON.stringify(value)}`,
          check[1],
        );
      }
    }
    if (ids.has(rule['id']))
      tell(here('id'), 'form', `"${rule['id']}" names two rules`, 'give each rule a name of its own');
    ids.add(rule['id']);
    const { verdict, target, notice, noticeDays, from } = rule;
    if (verdict === 'redirect') {
      const known = own(targets, target as string);
      if (target == null) tell(here('verdict'), 'target', 'a redirect without a target', 'name one of the targets');
      else if (!known) {
        const names = Object.keys(targets).join(', ') || 'none yet';
        tell(here('target'), 'target', `there is no target "${target}"`, `add it to targets (${names})`);
      } else if (objectOf(known)['kind'] === 'none' && !notice) {
        tell(here('target'), 'notice', 'the service ends here without a word', 'add a notice that says so');
      }
    }
    if ((verdict === 'notice' || (noticeDays as number) > 0) && !notice) {
      tell(here(verdict === 'notice' ? 'verdict' : 'noticeDays'), 'notice', 'there is no text to show', 'add notice');
    }
    if ((noticeDays as number) > 0 && !from) {
      tell(here('noticeDays'), 'order', 'a lead time without a date to lead to', 'add from, or drop noticeDays');
    }
    if (at(from, -Infinity) >= at(rule['until'], Infinity)) {
      tell(here('until'), 'order', `"${rule['id']}" ends before it begins`, 'let until be later than from');
    }
    const sound = !findings.slice(faults).some((fault) => /^(form|order)$/.test(fault.rule));
    if (sound) places.set(rule as unknown as Rule, index);
  });

  for (const [name, value] of Object.entries(targets)) {
    const { kind = 'h5', name: words, origin, path, app } = objectOf(value);
    const here = (member: string) => ['targets', name, member];
    if (!kinds.includes(kind as string))
      tell(here('kind'), 'target', `"${kind}" is no kind`, `use ${kinds.join(', ')}`);
    if (!whole(words))
      tell(here('name'), 'target', 'its name is not there in each language', `give ${locales.join(', ')}`);
    if (kind === 'none') continue;
    const address = `${origin}${path ?? ''}`;
    if (!origin || originOf(address) !== origin || /\?/.test(address)) {
      tell(
        here('origin'),
        'R2',
        `"${address}" is no plain https address`,
        'give an origin of the bank and a path on it',
      );
    }
    if (kind === 'app' && !own(apps, app as string))
      tell(here('app'), 'app', `there is no app "${app}"`, 'add it to apps');
  }

  for (const [name, value] of Object.entries(apps)) {
    const { until, successor } = objectOf(value);
    const here = (member: string) => ['apps', name, member];
    const heir = objectOf(own(apps, successor as string));
    if (!instant(until)) tell(here('until'), 'form', 'until is no instant', members.until[1]);
    else if (until && !successor) tell(here('until'), 'app', 'the app ends without a successor', 'name its successor');
    if (successor && !own(apps, successor as string))
      tell(here('successor'), 'app', `there is no app "${successor}"`, 'add it');
    else if (until && successor && at(heir['until'], Infinity) <= at(until, 0)) {
      tell(
        here('successor'),
        'order',
        `"${successor}" ends no later than the app it succeeds`,
        'name one that lives on',
      );
    }
  }

  for (const [kind, value] of Object.entries(objectOf(document['aliases']))) {
    const table = objectOf(value);
    for (const [old, heir] of Object.entries(table)) {
      if (!word(heir)) tell(['aliases', kind, old], 'alias', 'it leads to no id', 'use the id that took its place');
      else if (Object.keys(table).includes(heir as string)) {
        tell(
          ['aliases', kind, old],
          'alias',
          `"${heir}" has moved on itself`,
          `write where it went: "${table[heir as string]}"`,
        );
      }
    }
  }
  // What a page would refuse as a whole: one malformed app costs every banner its place.
  for (const read of [readPolicy, readRegistry]) {
    if (findings.length) break;
    try {
      read(given, `${document['partner']}`);
    } catch (error) {
      tell([/"(\w+)"$/.exec(`${error}`)?.[1] ?? 'targets'], 'form', (error as Error).message, 'see docs/contract.md');
    }
  }
  const [surface, profile] = [document['surface'] ?? 'partner', document['profile'] ?? 'standard'];
  const issued = at(document['issuedAt'], -Infinity);
  return { findings, rules: [...places.keys()], places, surface: `${surface}`, profile: `${profile}`, issued };
}
