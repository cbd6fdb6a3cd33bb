import { InlayError, toInlayError } from '../core/errors.ts';
import type { Settings } from '../core/inlay.ts';
import { lookOf, withQuery } from '../core/link.ts';
import type { Auth, Intent, SessionState, Tracker } from '../core/ports.ts';
import { createStore } from '../core/store.ts';
import type { BankClock } from './clock.ts';
import type { Exchange, GetTicket, Grant, Proof } from './exchange.ts';
import type { BridgeHost, Intents, Tabs } from './hosts/host.ts';
import type { Pass } from './http.ts';

/** What {@link createSession} needs. */
export interface SessionParts {
  partner: string;
  /** Origin of the gateway. */
  gateway: string;
  /** True on the gateway's own origin, where the bank's cookie is the session. */
  home: boolean;
  getTicket: GetTicket | undefined;
  exchange: Exchange;
  /** Asks who the bank's cookie says it is; on the gateway's own origin alone. */
  visit?: () => Promise<Grant>;
  proof: Proof;
  clock: BankClock;
  host: BridgeHost;
  /** Absent where there are no tabs. */
  tabs?: Tabs | undefined;
  /** Path and query of this page, for the way back to it; on the bank's own pages alone. */
  here?: (() => string) | undefined;
  intents: Intents;
  settings(): Settings;
  track: Tracker['track'];
  onError(error: InlayError): void;
  /** Says what is no failure to whoever looks for one. */
  debug(line: string): void;
  /** Drops what belongs to the user who left. */
  onUserLeft(): void;
}

/** The session as the composition root sees it. */
export interface Session {
  /** What widgets and page may have; the rest of this object could be asked for the token. */
  auth: Auth;
  /** Lets one call through, for one user alone if one is given; for `createHttp` alone. */
  authorize(method: string, path: string, user?: string): Promise<Pass | undefined>;
  /** Begins: takes the intent a customer comes back with and asks for the session. */
  start(): void;
  /** Takes another ticket source and begins anew if there is no session. */
  adopt(getTicket: GetTicket | undefined): void;
  destroy(): void;
}

const random = Math.random;
// Milliseconds.
const minute = 60_000;
const nobody: SessionState = { status: 'active', level: 'anonymous', surface: 'partner', user: '', expiresAt: 0 };

/** Makes the session. The token lives in this closure and leaves it in request headers only. */
export function createSession(parts: SessionParts): Session {
  const { partner, gateway, home, exchange, proof, clock, host, tabs, intents, track } = parts;
  const blank: SessionState = home ? { ...nobody, surface: 'bank' } : nobody;
  const gone: SessionState = { ...blank, status: 'signed_out' };
  let { getTicket } = parts;
  const store = createStore<SessionState>({ ...blank, status: home || getTicket ? 'starting' : 'active' });
  let token = '';
  // The last user seen on this page, kept while signed out, so that another one is noticed.
  let lastUser = '';
  let flight: Promise<void> | undefined;
  // Raised when a session is given up: what is under way for it is then thrown away.
  let round = 0;
  let failures = 0;
  let tried = 0;
  // After logout, until the page brings a ticket source again.
  let closed = false;
  // The user another tab told of, while that is followed up: not passed on, or two tabs could go on for ever.
  let heard = '';
  let cancelTimer = () => {};
  let offs: (() => void)[] = [];

  function later(milliseconds: number, act = (): unknown => renew()): void {
    cancelTimer();
    cancelTimer = clock.after(milliseconds, act);
  }

  function begin(): void {
    closed = false;
    failures = 0;
    round++;
    flight = undefined;
    heard = '';
    store.set({ ...store.getState(), status: 'starting' });
    void renew();
  }

  /** Gets a session or a fresh token, once for however many ask; never rejects. */
  async function renew(): Promise<void> {
    if (home || getTicket) await (flight = flight ?? attempt(getTicket));
  }

  async function attempt(source: GetTicket | undefined): Promise<void> {
    const mine = round;
    let known = heard;
    cancelTimer();
    tried = clock.steady();
    try {
      const grant = await (home ? parts.visit!() : exchange.redeem(source!));
      if (grant.user === heard) known = heard;
      if (mine === round && heard === known) take(grant);
    } catch (thrown) {
      if (mine === round && heard === known) fail(toInlayError(thrown));
    }
    if (mine !== round) return;
    // Asked before another tab told of someone: what came of it is of the one who has left.
    if (heard !== known) return attempt(source);
    flight = undefined;
    heard = '';
  }

  function take({ token: fresh, level, surface, user, life }: Grant): void {
    if (lastUser && lastUser !== user) forget({ ...blank, status: 'starting' });
    if (!heard && user && lastUser !== user) tabs?.tell(user);
    const was = store.getState().level;
    token = fresh;
    lastUser = user;
    failures = 0;
    store.set({ status: 'active', level, surface, user, expiresAt: life > 0 ? clock.now() + life : 0 });
    if (was !== level) track('session_started', { level, surface });
    // Not at one instant for all who came in one: at random between 70 and 90 % of the life (T24).
    if (life > 0) later(life * (0.7 + random() / 5));
  }

  function fail(error: InlayError): void {
    const { status, level, expiresAt } = store.getState();
    // Nothing to ask with: the session is anonymous until the page tries another way.
    if (error.code === 'unsupported_environment') getTicket = undefined;
    const refused = home && error.status === 401;
    // Once for a row of failures; nobody signed in at the partner's or on the bank's own page is none.
    if (error.code === 'signed_out') parts.debug(error.message);
    else if (!failures++ && !(refused && level === 'anonymous')) parts.onError(error);
    const keeps = home ? level === 'bank' && !refused : token && expiresAt > clock.now();
    const left = keeps ? expiresAt - clock.now() : 0;
    if (!keeps && level !== 'anonymous') end('expired');
    else if (!keeps && status === 'starting') store.set(blank);
    // Up to as much again: half as many at the bank's return as with all of it left to chance (T24).
    const own = (1 + random()) * Math.min(2.5 * minute, 1000 * 2 ** failures);
    const pause = Math.max((error.retryAfter ?? 0) * 1000, own);
    // Not before the token ends when nothing will change by waiting.
    const wait = error.retryable ? pause : left;
    // The session ends with its token; to ask then would be to ask with all who came in one moment (T24).
    if (left > 0 && wait > left) later(left, () => end('expired', wait - left));
    else if (wait > 0) later(wait);
  }

  function end(cause: string, pause = 0): void {
    cancelTimer();
    if (pause) later(pause);
    token = '';
    store.set(gone);
    track('session_ended', { cause });
  }

  /** Drops everything of the last user, before anything of the next one is there. */
  function forget(next: SessionState): void {
    cancelTimer();
    token = lastUser = '';
    intents.clear();
    store.set(next);
    parts.onUserLeft();
  }

  /** Ends this tab's part of the session. */
  function leave(): void {
    closed = true;
    round++;
    flight = undefined;
    if (store.getState().level !== 'anonymous') end('logout');
    forget(home || getTicket ? gone : blank);
  }

  function listen(): void {
    tabs?.listen((user) => {
      if (!user) {
        leave();
        void proof.forget();
      } else if (user !== lastUser && !closed) {
        heard = user;
        void renew();
      }
    });
  }

  function comeBack(restored: boolean): void {
    if (restored) listen();
    if (closed || !(home || getTicket)) return;
    const { expiresAt } = store.getState();
    const due = token ? clock.jumped() || clock.now() > expiresAt - minute : clock.steady() - tried > minute;
    if (restored || due) void renew();
  }

  async function signIn(intent?: Intent): Promise<void> {
    // On the bank's own pages the way back leads to the page itself; everywhere else to the partner's record.
    return leaveFor(withQuery('/h5/sign-in', { partner, next: home ? parts.here!() : '' }), intent);
  }

  const leaveFor = async (path: string, intent?: Intent): Promise<void> =>
    host.navigate(withQuery(gateway + path, { state: intents.keep(intent), ...lookOf(parts.settings()) }));

  async function logout(): Promise<void> {
    const used = token;
    const known = used || (home && store.getState().level === 'bank');
    leave();
    tabs?.tell('');
    try {
      if (known) await exchange.end(used);
    } catch (thrown) {
      parts.onError(toInlayError(thrown));
    }
    await proof.forget();
  }

  return {
    auth: {
      getState: store.getState,
      subscribe: store.subscribe,
      takeIntent: intents.take,
      signIn,
      leave: leaveFor,
      logout,
    },
    start() {
      intents.resume();
      listen();
      offs = [
        host.onReturn(comeBack),
        // An open channel kept pages of older Chromes out of the back-forward cache.
        host.onLeave(() => tabs?.close()),
      ];
      if (home || getTicket) void renew();
    },
    adopt(next) {
      const other = next && next !== getTicket;
      getTicket = next ?? getTicket;
      if (home || token || !(next && (closed || other))) return;
      // Two script tags on one page bring two sources: the first one's call may yet bring the session.
      if (flight) void flight.then(() => !token && !closed && getTicket === next && begin());
      else begin();
    },
    async authorize(method, path, user) {
      // A call that one user began must not go out, or out again, in the name of the next one.
      const same = () => {
        if (user !== undefined && user !== store.getState().user)
          throw new InlayError('signed_out', 'Another user has come since');
      };
      if (home) {
        return {
          async headers() {
            same();
            return {};
          },
          async refused({ status }) {
            if (status === 401) await renew();
            return false;
          },
        };
      }
      if (!token) await flight;
      if (token && clock.now() >= store.getState().expiresAt) await renew();
      if (!token && store.getState().status !== 'signed_out') return undefined;
      let used = token;
      let pass = exchange.pass(method, path, used);
      let renewed = false;
      return {
        async headers() {
          if (!used) throw new InlayError('signed_out', 'The session has ended');
          same();
          return pass.headers();
        },
        async refused(error) {
          if (error.status !== 401) return false;
          if (await pass.refused(error)) return true;
          // The bank says that the token is dead, whatever the clock says.
          if (token === used) token = '';
          if (!token && !renewed && store.getState().status !== 'signed_out') await renew();
          if (!token && store.getState().level !== 'anonymous') end('refused');
          if (!token || renewed) return false;
          renewed = true;
          used = token;
          pass = exchange.pass(method, path, used);
          return true;
        },
      };
    },
    destroy() {
      round++;
      token = '';
      cancelTimer();
      tabs?.close();
      for (const off of offs) off();
    },
  };
}
