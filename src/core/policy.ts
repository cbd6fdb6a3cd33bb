import { nextMidnight } from './date.ts';
import { lineOf, toInlayError } from './errors.ts';
import type { Ports, Surface } from './ports.ts';
import { createStore, type Readable } from './store.ts';
import {
  begin,
  decide,
  end,
  isListed,
  lead,
  nothing,
  readPolicy,
  type PolicyDocument,
  type PolicyQuery,
  type Target,
  type Verdict,
} from './verdict.ts';

export type { PolicyQuery, Target, Verdict } from './verdict.ts';

/** The channel policy's state: a new object whenever a verdict, or the day in Shanghai, may have changed. */
export interface PolicyState {
  status: 'loading' | 'ready' | 'unreachable';
  surface: Surface;
  /** The partner's name by locale as customers know it, for "将离开…"; empty until known. */
  partnerName: Record<string, string>;
  /** What kind of page the bank has this partner's page on record for (W18); empty until known. */
  profile: 'standard' | 'cashier' | 'minor' | '';
  /** Where the customer is, as the bank knows it; empty when it does not. */
  region: string;
}

/** The dated rules of what this channel may do. Loads when the first listener comes. */
export interface Policy extends Readable<PolicyState> {
  /** Decides at the bank's present instant, for this page's host unless another is given. */
  verdict(query: Omit<PolicyQuery, 'host'> & Partial<Pick<PolicyQuery, 'host'>>): Verdict;
  /** The bank's places by name; empty until the document is there. */
  targets(): ReadonlyMap<string, Target>;
  /**
   * Whether a list of the document has this placement, or all of them: `stopped` when the bank has switched it off (S8), `paid`
   * when the bank pays for it, so that what stands there is an advertisement (R9), which it stays past the document's end.
   */
  lists(list: 'stopped' | 'paid', placement: string): boolean;
  /** Which attribution token counts, `first` or `last`; empty while unknown. */
  touch(): string;
  /** The bank's answer as it came, while it holds: later chunks read and check their own parts of it. */
  document(): unknown;
  destroy(): void;
}

// Timers stand still while a machine sleeps: never trust one for longer.
const longest = 6e4;
/** Milliseconds after which the bank is asked again: a kill switch also reaches pages that stay open (S8). */
const fresh = 6e5;

/** Makes the page's channel policy; it asks the bank, and again every ten minutes, after a failure, the document's end, or an absence. */
export function createPolicy(
  ports: Ports,
  partner: string,
  account?: string,
  debug: (line: string) => void = () => {},
): Policy {
  const { clock } = ports;
  let known: PolicyDocument | undefined;
  let last = nothing;
  let answer: unknown;
  let asked = 0;
  let loading = false;
  let boundary = 0;
  let watched = false;
  let disarm = () => {};
  let stop = () => {};

  const state = (): PolicyState => {
    const { surface, partnerName, profile, region } = known || nothing;
    const status = known ? 'ready' : loading ? 'loading' : 'unreachable';
    return { status, surface, partnerName, profile: profile || (known ? 'standard' : ''), region } as PolicyState;
  };
  const store = createStore<PolicyState>({ ...state(), status: 'loading' }, () => {
    const leave = ports.host.onReturn(wake);
    watched = true;
    wake();
    return (stop = () => {
      watched = false;
      leave();
      disarm();
    });
  });

  function wake(): void {
    // After a sleep only the bank can tell how late it is: a sale may have begun meanwhile.
    if (!loading && (!known || clock.jumped() || clock.now() - asked > fresh)) void load();
    tick();
  }

  /** Tells the listeners when a boundary lies behind us, and waits for the next one. */
  function tick(): void {
    const now = clock.now();
    if (known && now >= Date.parse(known.expiresAt)) {
      known = undefined;
      void load();
    } else if (watched && !loading && now - asked > fresh) void load();
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
      const came = await ports.http.request({ path: `/v1/channel-policy?partner=${partner}` });
      const read = readPolicy(came, partner);
      if (Date.parse(read.expiresAt) > clock.now()) [known, answer] = [(last = read), came];
    } catch (thrown) {
      // Unreachable or malformed: what is known holds to its end, and after it the safest verdict.
      debug(lineOf(toInlayError(thrown)));
    }
    asked = clock.now();
    loading = false;
    boundary = 0;
    store.set(state());
    tick();
  }

  return {
    ...store,
    verdict: (query) => decide(known, { host: ports.host.name, account, ...query }, clock.now()),
    targets: () => (known || nothing).targets,
    lists: (list, placement) => isListed(known || (list === 'paid' ? last : nothing), list, placement),
    touch: () => (known || nothing).touch,
    document: () => known && answer,
    destroy: () => stop(),
  };
}
