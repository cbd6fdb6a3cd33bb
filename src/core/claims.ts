import { parseClaim, parseEntitlement, type Claim, type Entitlement } from './entitlement.ts';
import { InlayError, toInlayError } from './errors.ts';
import type { Inlay } from './inlay.ts';
import { list, object } from './read.ts';
import type { Intent, Kept, LaunchResult } from './ports.ts';
import { createStore, type Readable } from './store.ts';
import type { Locale } from './text.ts';

/** What became of a claim that was begun here: for the page, once. */
export interface News {
  claim?: Claim;
  error?: InlayError;
  /** Who tells the page: the widget that was tapped, or, when it is gone, whichever is there. */
  owner: object | undefined;
  told: boolean;
}

/** How far a campaign is with the present customer on this page. */
export interface ClaimState {
  /** Whose state it is; empty for nobody known. */
  user: string;
  /** `asking`: what he may do is not known yet. `checking`: a claim left and its outcome is not known. */
  phase: 'asking' | 'idle' | 'claiming' | 'checking';
  entitlement: Entitlement | undefined;
  /** Why the last claim was not made, or what stands between us and its outcome. */
  error: InlayError | undefined;
  /** With `checking`: nothing more happens by itself until the customer comes back or asks. */
  stuck: boolean;
  news: News | undefined;
}

/** What a claim is made with. */
export interface Order {
  digest: string;
  placement: string;
  /** The claim is made on the bank's own origin. */
  atBank: boolean;
  /** Opens a page of the bank's in its app, in the tap's own way; resolves to what came of it, `undefined` for no attempt. */
  open(path: string): Promise<LaunchResult['outcome'] | undefined>;
  owner: object;
}

/** One campaign on this page: all widgets that show it share it, so that there is one claim at a time. */
export interface Claiming extends Readable<ClaimState> {
  /**
   * Takes the claim in hand, at once, so that a second tap gets nothing (T27); waits for `check`, and lets go when it says
   * no; goes to sign in when an intent for that is given; keeps a key, then makes the claim under it.
   */
  start(order: Order, check?: () => Promise<boolean>, signIn?: Intent): Promise<void>;
  /** Asks the bank again: for the outcome of a claim that is under way, else for what the customer may do. */
  refresh(): void;
  /** The language of the bank's words from now on; what was said in another is asked again. */
  speak(locale: Locale): void;
  /** The widget is gone; somebody else tells of its claim. */
  disown(owner: object): void;
}

/** An outcome is asked for so often, after 1, 2, 4 … s; then the customer is asked to ask. */
const questions = 6;
/** A claim that never reached the bank is sent again for so long (ms); after that a new tap is needed. */
const lifetime = 600_000;
/** What is known is asked anew after so long (ms), when the customer comes back. */
const fresh = 60_000;
// After any of these the claim may have been granted, for all we know.
const open = /^(network|timeout|rate_limited|service_unavailable|bad_response|in_progress|internal)$/;
const signedOut = /^(signed_out|token_rejected|ticket_.*)$/;
const blank: ClaimState = {
  user: '',
  phase: 'asking',
  entitlement: undefined,
  error: undefined,
  stuck: false,
  news: undefined,
};

/** One user's stay: what is under way for the last one changes nothing any more. */
interface Stay {
  user: string;
  /** The claim under way, as kept on this device. */
  kept: Kept | undefined;
  /** A tap, or a question for an outcome, is being worked on. */
  latch: object | undefined;
  owner: object | undefined;
  tries: number;
  /** Bank time of the last question for what the customer may do; 0 while a claim may have been made at the bank since. */
  asked: number;
}

/** Makes a campaign's {@link Claiming}, of which a page has one; `ask` brings what the bank says of the customer, in a language. */
export function createClaiming(inlay: Inlay, campaign: string, ask: (locale: Locale) => Promise<unknown>): Claiming {
  const { auth, clock, host, http, keys } = inlay.ports;
  const query = `?partner=${inlay.partner}`;
  let here: Stay | undefined;
  let spoken: Locale = 'zh-CN';
  let cancel = () => {};
  let back = false;

  const store = createStore<ClaimState>(blank, () => {
    const stops = [auth.subscribe(enter), host.onReturn(comeBack)];
    enter();
    return () => {
      stops.forEach((stop) => stop());
      // A claim under way is found again by its key.
      cancel();
      here = undefined;
    };
  });
  const patch = (change: Partial<ClaimState>) => store.set({ ...store.getState(), ...change });

  /** Begins with whoever is there now. */
  function enter(): void {
    const { status, level, user: known } = auth.getState();
    const user = level === 'anonymous' ? '' : known;
    if (status === 'starting' || here?.user === user) return;
    cancel();
    here = { user, kept: undefined, latch: undefined, owner: undefined, tries: 0, asked: clock.now() };
    store.set({ ...blank, user, phase: user ? 'asking' : 'idle' });
    if (user) void begin(here);
  }

  async function begin(stay: Stay): Promise<void> {
    const kept = await keys.find(campaign, stay.user).catch(() => undefined);
    // A tap may have come first.
    if (stay !== here || stay.kept || stay.latch) return;
    stay.kept = kept;
    if (kept) await check(stay);
    else await inquire(stay);
  }

  /** Asks what the customer may do; when that fails the claim itself will tell. */
  async function inquire(stay: Stay, asked = clock.now()): Promise<void> {
    stay.asked = asked;
    const said = spoken;
    const entitlement = await ask(said)
      .then((answer) => parseEntitlement(answer, clock.now()))
      .catch(() => store.getState().entitlement);
    if (stay === here && !stay.kept && said === spoken) patch({ phase: stay.latch ? 'claiming' : 'idle', entitlement });
  }

  /** Asks what became of the claim under the kept key; what never arrived is sent once more. */
  async function check(stay: Stay): Promise<void> {
    const { key, at, body } = stay.kept!;
    cancel();
    stay.latch = {};
    patch({ phase: 'checking', stuck: false });
    try {
      const path = `/v1/claims${query}&key=${key}`;
      const answer = await http.request<unknown>({ path, auth: true, user: stay.user });
      if (stay !== here) return;
      const [found] = object<{ items: unknown[] }>({ items: list(10, (item) => item) })(answer, 'claims').items;
      if (found) return await grant(stay, parseClaim(found, campaign));
      const young = clock.now() - at < lifetime;
      if (young && !body.bank) return await send(stay);
      // A customer who comes back from the bank without a claim may go there again with the same key.
      await drop(stay, young ? undefined : key);
    } catch (thrown) {
      await fail(stay, toInlayError(thrown));
    }
  }

  async function send(stay: Stay): Promise<void> {
    const { key, body } = stay.kept!;
    const { digest, placement } = body;
    const answer = await http.request<unknown>({
      method: 'POST',
      path: `/v1/campaigns/${campaign}/claims${query}`,
      body: { digest, placement, attribution: inlay.attribution.token() || undefined },
      idempotencyKey: key,
      auth: true,
      user: stay.user,
    });
    if (stay === here) await grant(stay, parseClaim(answer, campaign));
  }

  async function grant(stay: Stay, claim: Claim): Promise<void> {
    const { kept, owner, user } = stay;
    const was = store.getState().entitlement ?? parseEntitlement({ campaign });
    const claims = [claim, ...was.claims.filter(({ id }) => id !== claim.id)];
    stay.kept = stay.latch = stay.owner = undefined;
    store.set({
      ...blank,
      user,
      phase: 'idle',
      entitlement: { ...was, state: 'claimed', claims },
      news: { claim, owner, told: false },
    });
    await keys.free(campaign, user, kept!.key).catch(() => {});
    await inquire(stay);
  }

  const tell = ({ owner }: Stay, error?: InlayError) => (error ? { news: { error, owner, told: false } } : {});

  /** The claim was not made: the key is free, unless it is to serve the next attempt. */
  async function drop(stay: Stay, key: string | undefined, error?: InlayError): Promise<void> {
    stay.kept = stay.latch = undefined;
    patch({ phase: 'asking', error, ...tell(stay, error) });
    if (key) await keys.free(campaign, stay.user, key).catch(() => {});
    if (stay === here && !stay.kept) await inquire(stay, key ? undefined : 0);
  }

  async function fail(stay: Stay, error: InlayError): Promise<void> {
    const { kept } = stay;
    if (stay !== here || !kept) return;
    const { code, status = 0, retryAfter = 0 } = error;
    stay.latch = undefined;
    if (signedOut.test(code)) {
      // The key stays on the device: it finds the claim when the customer has signed in again.
      stay.kept = undefined;
      return patch({ phase: 'idle', error, ...tell(stay, error) });
    }
    if (!open.test(code) || (code === 'internal' && status >= 400 && status < 500)) return drop(stay, kept.key, error);
    const stuck = stay.tries >= questions;
    patch({ phase: 'checking', stuck, error, ...(stuck ? tell(stay, error) : {}) });
    if (!stuck) cancel = clock.after(1000 * Math.max(2 ** stay.tries++, retryAfter), () => void check(stay));
  }

  function comeBack(): void {
    const { phase } = store.getState();
    back = true;
    if (phase === 'checking' || !here?.asked || (phase === 'idle' && clock.now() - here.asked > fresh)) refresh();
  }

  function refresh(): void {
    if (!here || !here.user || here.latch) return;
    here.tries = 0;
    if (here.kept) void check(here);
    else void begin(here);
  }

  /** Has the claim made on the bank's own origin: in its frame, where there can be one, else by going there. */
  async function claimThere(stay: Stay, { digest, placement, open }: Order): Promise<void> {
    const { key } = stay.kept!;
    const path = `/h5/claim${query}&campaign=${campaign}&digest=${digest}&placement=${placement}&key=${key}`;
    let answer: unknown;
    back = false;
    const outcome = await open(path);
    if (outcome && outcome !== 'blocked') {
      if (stay !== here) return;
      // Nothing has left under the key, unless it had before; without the app the bank's page came in its place.
      if (outcome === 'cancelled') return drop(stay, stay.asked ? key : undefined);
      if (outcome === 'not_installed_likely') return drop(stay, undefined);
      stay.latch = undefined;
      // This page stays: back on it, the customer is told what came of it.
      return back ? check(stay) : patch({ phase: 'checking', stuck: true });
    }
    try {
      if (!auth.claimAtBank) throw new InlayError('unsupported_environment', 'There is no frame of the bank here');
      answer = await auth.claimAtBank({ campaign, key, digest, placement });
    } catch (thrown) {
      if (toInlayError(thrown).code !== 'unsupported_environment') throw thrown;
      await auth.leave(path, { widget: 'coupon-claim', key: campaign, verb: 'claim' });
    }
    if (stay === here) await (answer ? grant(stay, parseClaim(answer, campaign)) : drop(stay, undefined));
  }

  return {
    ...store,
    refresh,
    speak(locale) {
      if (spoken === locale) return;
      spoken = locale;
      refresh();
    },
    async start(order, check, signIn) {
      const stay = here;
      if (!stay || stay.latch || stay.kept) return;
      const { digest, placement, atBank, owner } = order;
      const latch = (stay.latch = {});
      stay.owner = owner;
      stay.tries = 0;
      patch({ phase: 'claiming', error: undefined, news: undefined });
      let error: InlayError | undefined;
      try {
        const goes = !check || (await check());
        // Another user has come meanwhile: it was not his tap.
        if (stay !== here || stay.latch !== latch) return;
        if (goes && signIn) await auth.signIn(signIn);
        else if (goes) {
          const kept = await keys.hold(campaign, stay.user, { digest, placement, ...(atBank ? { bank: '1' } : {}) });
          if (stay !== here) return;
          stay.kept = kept;
          return await (atBank ? claimThere(stay, order) : send(stay));
        }
      } catch (thrown) {
        error = toInlayError(thrown);
        if (stay.kept) return fail(stay, error);
      }
      // Nothing was kept, so nothing has left.
      stay.latch = undefined;
      if (stay === here) patch({ phase: 'idle', error, ...tell(stay, error) });
    },
    disown(who) {
      if (here?.owner === who) here.owner = undefined;
      const { news } = store.getState();
      if (news?.owner === who) news.owner = undefined;
    },
  };
}
