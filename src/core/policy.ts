import type { Ports, Surface, Verb } from './ports.ts';
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

/** The channel policy's state: bumped whenever a verdict may have changed. */
export interface PolicyState {
  status: 'loading' | 'ready' | 'unreachable';
  surface: Surface;
  /** The partner's name as customers know it, for "将离开…"; empty until known. */
  partnerName: string;
}

/** The dated rules of what this channel may do. */
export interface Policy extends Readable<PolicyState> {
  /** Decides at the bank's present instant. */
  verdict(query: PolicyQuery): Verdict;
  destroy(): void;
}

/** Loads the page's channel policy once. */
export function createPolicy(ports: Ports, partner: string): Policy {
  const store = createStore<PolicyState>({ status: 'loading', surface: 'partner', partnerName: '' });
  void ports;
  void partner;
  return {
    ...store,
    verdict: () => ({ verdict: 'redirect', target: 'bank_page', notice: undefined, rule: 'safest' }),
    destroy() {},
  };
}
