import { nextMidnight } from './date.ts';
import { originOf } from './link.ts';
import type { Ports, Surface, Verb } from './ports.ts';
import { count, id, instant, list, map, object, oneOf, refuse, text } from './read.ts';
import { createStore, type Readable } from './store.ts';

/** What the policy says for one question. */
export interface Verdict {
  verdict: 'allow' | 'notice' | 'redirect' | 'hide';
  /** Name of a target in the document, with `redirect`. */
  target: string;
  /** Words on a change that is coming, or that has come, by locale. */
  notice: Record<string, string> | undefined;
  /** The rule that decided; `safest` when none did. */
  rule: string;
}

/** One question to the policy. */
export interface PolicyQuery {
  host: string;
  productClass: string;
  verb: Verb;
}

/** A place of the bank's a button may lead to. */
export interface Target {
  /** Its name by locale. */
  name: Record<string, string>;
  origin: string;
}

/** The channel policy's state: a new object whenever a verdict, or the day in Shanghai, may have changed. */
export interface PolicyState {
  status: 'loading' | 'ready' | 'unreachable';
  surface: Surface;
  /** The partner's name by locale as customers know it, for "将离开…"; empty until known. */
  partnerName: Record<string, string>;
  /** What kind of page the bank has this partner's page on record for (W18). */
  profile: 'standard' | 'cashier' | 'minor';
  /** Where the customer is, as the bank knows it; empty when it does not. */
  region: string;
}

/** The dated rules of what this channel may do. Loads when the first listener comes. */
export interface Policy extends Readable<PolicyState> {
  /** Decides at the bank's present instant. */
  verdict(query: PolicyQuery): Verdict;
  /** The bank's places by name; empty until the document is there. */
  targets(): ReadonlyMap<string, Target>;
  destroy(): void;
}

interface Rule {
  id: string;
  host: string;
  productClass: string;
  verb: string;
  verdict: string;
  target: string;
  from: string;
  until: string;
  noticeDays: number;
  notice: Record<string, string>;
}

interface Document {
  expiresAt: string;
  partner: string;
  surface: string;
  partnerName: Record<string, string>;
  profile: string;
  region: string;
  rules: Rule[];
  targets: Map<string, Target>;
}

const words = text(500);
const byLocale = object<Record<string, string>>({ 'zh-CN': words, 'zh-HK': words, en: words });
const readDocument = object<Document>({
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
      productClass: id,
      verb: id,
      verdict: oneOf('allow|notice|redirect|hide'),
      target: id,
      from: instant,
      until: instant,
      noticeDays: count,
      notice: byLocale,
    }),
  ),
  targets: map(50, object<Target>({ name: byLocale, origin: text(200, (url) => originOf(url) === url) })),
});

const nothing = { ...readDocument({}, ''), surface: 'partner' };
const begin = (rule: Rule) => (rule.from ? Date.parse(rule.from) : -Infinity);
const end = (rule: Rule) => (rule.until ? Date.parse(rule.until) : Infinity);
const lead = (rule: Rule) => begin(rule) - (rule.noticeDays || 0) * 864e5;
const is = (pattern: string | undefined, value: string) => pattern === '*' || pattern === value;
const fits = (rule: Rule, query: PolicyQuery) =>
  is(rule.host, query.host) && is(rule.productClass, query.productClass) && is(rule.verb, query.verb);
// Timers stand still while a machine sleeps: never trust one for longer.
const longest = 6e4;

/** Makes the page's channel policy; it asks the bank once, and again only after a failure or the document's end. */
export function createPolicy(ports: Ports, partner: string): Policy {
  const { clock } = ports;
  let known: Document | undefined;
  let loading = false;
  let boundary = 0;
  let watched = false;
  let disarm = () => {};

  const state = (): PolicyState => {
    const { surface, partnerName, profile, region } = known || nothing;
    const status = known ? 'ready' : loading ? 'loading' : 'unreachable';
    return { status, surface, partnerName, profile: profile || 'standard', region } as PolicyState;
  };
  const store = createStore<PolicyState>({ ...state(), status: 'loading' }, () => {
    const leave = ports.host.onReturn(wake);
    watched = true;
    wake();
    return () => {
      watched = false;
      leave();
      disarm();
    };
  });

  function wake(): void {
    if (!known && !loading) void load();
    tick();
  }

  /** Tells the listeners when a boundary lies behind us, and waits for the next one. */
  function tick(): void {
    const now = clock.now();
    if (known && now >= Date.parse(known.expiresAt)) {
      known = undefined;
      void load();
    }
    const bounds = [nextMidnight(now)];
    if (known) bounds.push(Date.parse(known.expiresAt));
    for (const rule of (known || nothing).rules) bounds.push(lead(rule), begin(rule), end(rule));
    const next = Math.min(...bounds.filter((bound) => bound > now));
    disarm();
    if (watched) disarm = clock.after(Math.min(next - now, longest), tick);
    const passed = boundary && boundary !== next;
    boundary = next;
    if (passed) store.set(state());
  }

  async function load(): Promise<void> {
    loading = true;
    try {
      const read = readDocument(await ports.http.request({ path: `/v1/channel-policy?partner=${partner}` }), 'policy');
      const whole = read.rules.every((rule) => rule.id && rule.host && rule.productClass && rule.verb && rule.verdict);
      if (!whole || !read.surface || read.partner !== partner) refuse('policy');
      if (Date.parse(read.expiresAt) > clock.now()) known = read;
    } catch {
      // Unreachable or malformed: nothing is known, and the safest verdict holds.
    }
    loading = false;
    boundary = 0;
    store.set(state());
    tick();
  }

  return {
    ...store,
    verdict(query) {
      const now = clock.now();
      const live = known && now < Date.parse(known.expiresAt);
      const fitting = live ? known!.rules.filter((rule) => fits(rule, query)) : [];
      const decide = (at: number) => fitting.find((rule) => begin(rule) <= at && at < end(rule));
      const rule = decide(now);
      const coming = fitting.find((next) => lead(next) <= now && now < begin(next) && decide(begin(next)) === next);
      const telling = coming || rule;
      const fallback = query.verb === 'show' ? 'allow' : 'redirect';
      return {
        verdict: (rule ? rule.verdict : fallback) as Verdict['verdict'],
        target: (rule && rule.target) || 'bank_page',
        notice: telling && telling.notice['zh-CN'] ? telling.notice : undefined,
        rule: rule ? rule.id : 'safest',
      };
    },
    targets: () => (known || nothing).targets,
    destroy() {
      watched = false;
      disarm();
    },
  };
}
