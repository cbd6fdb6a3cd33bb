import type { TrackData, TrackName } from './events.ts';
import type { Readable } from './store.ts';

/** One call to the gateway. */
export interface HttpRequest {
  method?: 'GET' | 'POST';
  /** Path and query below the gateway's address, starting with `/`. */
  path: string;
  /** Sent as JSON. */
  body?: unknown;
  /** Sends the session's token and proof; without a session the call goes without. */
  auth?: boolean;
  idempotencyKey?: string;
  /** Milliseconds until the call counts as `timeout`; 10,000 by default. */
  timeout?: number;
  /** Goes out for this user of the session alone; rejects with `signed_out` when it is another one by then. */
  user?: string;
}

/** Calls the bank's gateway; rejects with an InlayError and nothing else. */
export interface Http {
  request<T>(request: HttpRequest): Promise<T>;
}

/** How well the bank knows the customer in this page. `bank` exists on the bank's own origin only. */
export type SessionLevel = 'anonymous' | 'partner' | 'bank';
/** Whose origin the widget is on; decided by the bank, never by the page. */
export type Surface = 'partner' | 'bank';
/** A session's public face: never a token, never a name. */
export interface SessionState {
  status: 'starting' | 'active' | 'signed_out';
  level: SessionLevel;
  surface: Surface;
  /** Opaque id that changes with the user; empty when anonymous. */
  user: string;
  /** Bank time in milliseconds at which the token ends; 0 when there is none. */
  expiresAt: number;
}

/** What a customer was doing when he had to leave for the bank; resumed by itself on return. */
export interface Intent {
  /** The widget's name, such as `wealth-card`. */
  widget: string;
  /** What in that widget: a product or campaign id. */
  key: string;
  verb: Verb;
}

/** Who the user is. */
export interface Auth extends Readable<SessionState> {
  /** Leaves for the bank's sign-in at top level; the intent is kept and comes back through {@link Auth.takeIntent}. */
  signIn(intent?: Intent): Promise<void>;
  /** Ends the session in every widget and tab. */
  logout(): Promise<void>;
  /**
   * Leaves at top level for a page of the bank: `path` with a query, to which the state is added that brings the intent
   * back as {@link Auth.signIn} does.
   */
  leave(path: string, intent: Intent): Promise<void>;
  /**
   * Makes a claim in a frame of the bank's origin, where the host allows one: resolves to the claim, or to `undefined` when
   * the customer closed the frame; rejects with an InlayError, `unsupported_environment` where there can be no frame.
   */
  claimAtBank?(request: BankClaim): Promise<unknown>;
  /** Loads that frame ahead of the tap, out of sight; costs nothing where there can be none. */
  prepareClaim?(campaign: string): void;
  /** The intent this page was left with, once, if the customer came back from the bank for it. */
  takeIntent(widget: string, key: string): Intent | undefined;
}

/** A claim to be made on the bank's own origin. */
export interface BankClaim {
  campaign: string;
  key: string;
  digest: string;
  placement: string;
}

/** What a button does. On a partner surface assess, sign, pay and buy always leave for the bank. */
export type Verb = 'show' | 'quote' | 'enquire' | 'claim' | 'redeem' | 'assess' | 'sign' | 'pay' | 'buy';

/** Purposes a customer may grant or refuse apart (T7). */
export type Purpose = 'service' | 'marketing' | 'experience';
/** Consent per purpose; `unknown` holds events in memory, `denied` drops and erases. */
export type ConsentState = 'unknown' | 'granted' | 'denied';
export type Consent = Record<Purpose, ConsentState>;

/** Counts since the page began, for the playground and the debug key. */
export interface Ledger {
  queued: number;
  sent: number;
  acknowledged: number;
  /** Dropped because consent was refused. */
  denied: number;
  /** Refused by schema, by the collector, or for lack of room. */
  rejected: number;
  /** Waiting now: in memory for consent, or in the queue. */
  waiting: number;
  /** Fields taken out by the schema or the redaction. */
  redacted: number;
  /** Where the queue lives; `memory` says that the page gives no durable storage. */
  storage: 'indexeddb' | 'wx' | 'memory';
  /** Why storage is `memory`, or what the last failure was. */
  note: string;
}

/** Records what happened; never throws, never blocks. */
export interface Tracker {
  track<N extends TrackName>(name: N, data: TrackData<N>): void;
  consent(change: Partial<Consent>): void;
  ledger(): Ledger;
  /** Drops what belongs to the user who left. */
  reset(): void;
  destroy(): void;
}

/** Names of the hosts the SDK knows. */
export type HostName =
  'browser' | 'wechat' | 'wechat-webview' | 'alipay' | 'unionpay' | 'meituan' | 'ctrip' | 'douyin' | 'qq';

/** A place of the bank's as the policy's registry has it on this day: end-of-life and successor are already applied. */
export interface LaunchTarget {
  kind: 'app' | 'mini-program' | 'account' | 'h5';
  /** Its name in the policy document. */
  id: string;
  /** As customers know it, in the widget's language. */
  name: string;
  /** On an origin of the bank's (R2): the app's universal or app link, and the bank's own page where no app answers. */
  url: string;
  /** With kind `app`; what the bank does not have is empty. */
  app?: {
    scheme: string;
    /** Android package or HarmonyOS bundle. */
    package: string;
    /** Its id at WeChat's open platform. */
    wechat: string;
    /** Pages of the stores. */
    stores: { ios: string; android: string; harmony: string };
  };
  /** With kinds `mini-program` and `account`: the original id or app id, and the page in it. */
  wechat?: {
    id: string;
    path: string;
    /** The bank's URL Link to it, when it has one that is in time. */
    link?: string;
  };
}

/** What goes along to the place: opaque ids and codes, never personal data (R6); not yet escaped, empty ones left out. */
export type LaunchParams = Readonly<Record<string, string>>;

/** What a tap wants of a place. */
export type LaunchWay = 'open' | 'follow' | 'download';

/** What can honestly be said after an attempt to open a place. */
export interface LaunchResult {
  outcome: 'opened' | 'cancelled' | 'not_installed_likely' | 'blocked' | 'unknown';
  /** A word for what was seen, such as `hidden` or `timeout`. */
  evidence: string;
  /** On a desktop: the place as a code for the phone's camera. */
  code?: Code;
}

/** A QR code: dark modules as the data of an SVG path in units of one module. */
export interface Code {
  /** Modules of one side, without the quiet zone of four that a view leaves around it. */
  size: number;
  path: string;
}

/** The app or browser the page runs in. */
export interface Host {
  readonly name: HostName;
  /** Leaves at top level for a URL of the bank; call only from a customer's own act (R1). */
  navigate(url: string): void;
  /**
   * Opens a place, or with `download` its page in the store, or with `follow` the bank's page where only a code for a phone
   * could be shown; call in the task of a customer's own tap (R1). Never rejects. A host without it is left by
   * {@link Host.navigate}.
   */
  launch?(target: LaunchTarget, params: LaunchParams, way?: LaunchWay): Promise<LaunchResult>;
  /**
   * What the host's own button needs to open an app (WeChat's `app-parameter`), which then answers in place of
   * {@link Host.launch}; empty where that button cannot, absent where there is none.
   */
  appButton?(target: LaunchTarget, params: LaunchParams): string;
  /** A word this browser keeps for the page's origin, such as until when a banner stays closed; empty without one. */
  recall(name: string): string;
  /** Keeps a word, for as long as the page lives where it may not be kept longer. */
  remember(name: string, word: string): void;
  /** Runs the callback when the customer comes back to the page (focus, `pageshow`, visible again), or the network does. */
  onReturn(callback: () => void): () => void;
}

/** Small durable values; a failing store answers `undefined` and never rejects. */
export interface Storage {
  get(key: string): Promise<string | undefined>;
  set(key: string, value: string): Promise<void>;
  remove(key: string): Promise<void>;
}

/** An act under way at the bank, as kept on this device. */
export interface Kept {
  /** Idempotency key. */
  key: string;
  /** Bank time at which it was first kept. */
  at: number;
  /** What goes with it: a repeated call must have the same. */
  body: Readonly<Record<string, string>>;
}

/**
 * Keys of acts under way, one per name and user: kept on this device before the act leaves, shared by all tabs, and there
 * again after a crash. Where a page may not store, they live as long as the page.
 */
export interface Keys {
  find(name: string, user: string): Promise<Kept | undefined>;
  /** What is kept already, else a new key with this body; durable when it resolves. */
  hold(name: string, user: string, body: Kept['body']): Promise<Kept>;
  /** Forgets it, if it still is that key. */
  free(name: string, user: string, key: string): Promise<void>;
}

/** Time as the bank tells it. */
export interface Clock {
  /** Bank time in milliseconds since 1970. */
  now(): number;
  /** Runs the callback after so many milliseconds unless cancelled by the returned function. */
  after(milliseconds: number, callback: () => void): () => void;
}

/** A {@link Clock} that notices when it may be wrong. */
export interface WatchedClock extends Clock {
  /**
   * True when the device's own time has jumped since the last fresh answer: the device slept (some steady clocks sleep
   * with it) or was set. Then `now()` may be late, and what is due overdue, until the bank has answered again.
   */
  jumped(): boolean;
}

/** Everything the models need from outside. */
export interface Ports {
  http: Http;
  auth: Auth;
  tracker: Tracker;
  host: Host;
  clock: WatchedClock;
  keys: Keys;
}
