import { createAttribution, type Attribution } from './attribution.ts';
import { faultOf } from './config.ts';
import type { InlayError } from './errors.ts';
import { createPolicy, type Policy } from './policy.ts';
import type { Consent, HostName, Intent, Ledger, Ports, SessionState } from './ports.ts';
import { PROTOCOL } from './slot.ts';
import { createStore, type Readable } from './store.ts';
import type { Locale } from './text.ts';

/** What a page may change for all widgets at any time. */
export interface Settings {
  /** `zh-CN` by default. */
  locale: Locale;
  /** `elder` enlarges text and targets and takes promotion away (X2). */
  mode: 'standard' | 'elder';
  /** `auto` follows the customer's system. */
  theme: 'light' | 'dark' | 'auto';
}

/** Options of `init`. */
export interface InlayConfig extends Partial<Settings> {
  /** The partner's id at the bank. */
  partner: string;
  /** Origin of the bank's gateway, such as `https://open.bank.example`. */
  gateway: string;
  /**
   * Gets a one-use ticket for the page's signed-in user from the partner's backend, an empty text when nobody is signed in;
   * without it the session is anonymous.
   * With `frame` the ticket shall be for the bank's own frame: the backend asks for scope `frame` and hands the nonce on.
   */
  getTicket?: (wanted?: { frame: string }) => Promise<string>;
  /** States the host, which beats what the page looks like. */
  host?: HostName;
  /** Id at the bank of the official account or mini-program this page belongs to; channel rules may name it. */
  account?: string;
  /** The bank's attribution token of this page's own material; one in the page's address (`inlay_at`) is found by itself. */
  attribution?: string;
  /** Consent already given on this page; whatever is not named stays `unknown`. */
  consent?: Partial<Consent>;
  /** The page's own copy of each tracking event, after consent, schema and redaction. */
  onTrack?: (event: { name: string; data: Record<string, string | number | boolean> }) => void;
  /** Errors that belong to no single widget, such as a refused ticket. */
  onError?: (error: InlayError) => void;
  /** Prints one console line, with the fix, for every mistake in the embedding. */
  debug?: boolean;
}

/** The page's Inlay: what `init` returns and every widget finds. */
export interface Inlay {
  readonly protocol: number;
  readonly partner: string;
  readonly gateway: string;
  readonly settings: Readable<Settings>;
  readonly session: Readable<SessionState>;
  readonly policy: Policy;
  readonly attribution: Attribution;
  /** For the widgets; nothing in it can be asked for a token. */
  readonly ports: Ports;
  /** Changes the settings of every widget. */
  update(change: Partial<Settings>): void;
  /** Grants or refuses tracking per purpose; works at once in every widget. */
  consent(change: Partial<Consent>): void;
  /** Counts of tracking events by fate. */
  ledger(): Ledger;
  /** Leaves for the bank's own sign-in; the intent resumes by itself on return. */
  signIn(intent?: Intent): Promise<void>;
  /** Ends the session in every widget and tab and drops what belonged to the user. */
  logout(): Promise<void>;
  /** Says a mistake once, in debug mode only. */
  debug(line: string): void;
  /** Stops timers, listeners and deliveries; the widgets keep what they show. */
  destroy(): void;
}

/** Whether a card is in elder mode: its own word for it decides, else the page's. */
export const isElder = ({ settings }: Inlay, mode?: string): boolean =>
  (mode === 'standard' || mode === 'elder' ? mode : settings.getState().mode) === 'elder';

/** Makes an Inlay over the given ports; `stop` ends what the composition root started. */
export function createInlay(config: InlayConfig, ports: Ports, print: (line: string) => void, stop: () => void): Inlay {
  const settings = createStore<Settings>({
    locale: config.locale ?? 'zh-CN',
    mode: config.mode ?? 'standard',
    theme: config.theme ?? 'auto',
  });
  const said = new Set<string>();
  const debug = (line: string): void => {
    if (!config.debug || said.has(line)) return;
    said.add(line);
    print(line);
  };
  const policy = createPolicy(ports, config.partner, config.account, debug);
  return {
    protocol: PROTOCOL,
    partner: config.partner,
    gateway: config.gateway,
    settings,
    session: ports.auth,
    policy,
    attribution: createAttribution(policy.touch),
    ports,
    update(change) {
      const { ...next } = settings.getState();
      const wanted = Object(change) as Record<string, unknown>;
      for (const key of Object.keys(next) as (keyof Settings)[]) {
        const value = wanted[key];
        const fault = faultOf(key, value);
        if (fault) debug(`update: ${fault}`);
        else if (value !== undefined) Object.assign(next, { [key]: value });
      }
      settings.set(next);
    },
    consent: (change) => ports.tracker.consent(change),
    ledger: () => ports.tracker.ledger(),
    signIn: (intent) => ports.auth.signIn(intent),
    logout: async () => {
      ports.tracker.reset();
      await ports.auth.logout();
    },
    debug,
    destroy() {
      policy.destroy();
      ports.tracker.destroy();
      stop();
    },
  };
}
