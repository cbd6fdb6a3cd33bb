import { InlayError, toInlayError } from '../errors.ts';
import type { OpenQuote, Redemption } from '../reward.ts';
import type { Locale } from '../text.ts';
import { createCounter, phaseOf } from './points-bank.ts';
import { pauses, type Card, type Way } from './points-card.ts';
import { amount, STALE } from './points-view.ts';

/** Nobody is signed in at the bank any more, in the words of the gateway and of the bridge. */
export const gone = /^(signed_out|token_rejected|bank_identity_required)$/;
// Nothing was made, and nothing will be until something changes.
const barring = /^(sold_out|quota_reached|item_closed|not_eligible)$/;
const repricing = /^(quote_expired|price_changed|rules_changed)$/;
const final = /^(confirmed|released|cancelled)$/;

/**
 * The way at the bank itself (P2): shows quote and balance, confirms under one key per intention, asks for the code when
 * the bank does, and says what the bank says (P3). Never confirms by itself: only a tap does.
 */
export function createConfirming(card: Card): Way {
  const { inlay, params } = card;
  const { clock, keys } = inlay.ports;
  const counter = createCounter(inlay, params.quote);
  // The quote as the page was given it: it stays, however often it is renewed.
  const name = `redeem ${params.quote}`;
  let locale: Locale = 'zh-CN';
  let code = '';
  let told = '';
  let tries = 0;
  let asking = false;
  let ended = false;
  let cancel = () => {};
  let cancelOld = () => {};

  const user = () => inlay.session.getState().user;
  /** A quote that holds, and what the customer is told when it is another than the page was given. */
  async function current(): Promise<[open: OpenQuote, notices: string[]]> {
    const [open, before] = await counter.current(locale);
    if (!before) return [open, []];
    const [was, is] = [before, open].map(({ points, moneyFen }) => amount(locale, points, moneyFen));
    return [open, [was === is ? card.say('pointsRequoted') : card.say('pointsRepriced', { before: was!, after: is! })]];
  }

  async function weigh(): Promise<void> {
    cancelOld();
    try {
      const balance = await counter.balance();
      if (!ended) card.change({ balance, balanceLate: false });
    } catch (thrown) {
      const error = toInlayError(thrown);
      if (ended) return;
      if (gone.test(error.code)) card.fail(error);
      else card.change({ balanceLate: true });
    }
    if (!ended) cancelOld = clock.after(STALE + 1, () => card.change({}));
  }

  /** Takes in what the bank says of the quote. */
  function learn(open: OpenQuote, notices: string[]): void {
    const phase = phaseOf(open);
    card.change({ quote: open, item: open.item, quotas: open.quotas, phase, outcome: open.redemption, notices });
    if (phase === 'checking') later();
    else if (open.redemption) tell(open.redemption);
  }

  function tell(outcome: Redemption): void {
    if (told !== outcome.status) card.settled(outcome);
    told = outcome.status;
    const free = async () => {
      const held = await keys.find(name, user());
      if (held) await keys.free(name, user(), held.key);
    };
    free().catch(() => {});
  }

  function later(seconds = 0): void {
    const pause = pauses[tries++];
    card.change({ phase: pause ? 'checking' : 'stuck' });
    if (pause) cancel = clock.after(Math.max(pause, seconds * 1000), () => void ask());
  }

  /** Asks what came of it. That a confirmation never arrived is believed only when the bank has said so three times. */
  async function ask(): Promise<void> {
    if (asking || ended) return;
    asking = true;
    cancel();
    const waits = () => /^(checking|stuck)$/.test(card.sheet().phase);
    try {
      const open = await counter.read(locale);
      if (ended) return;
      const nothing = phaseOf(open) === 'idle';
      if (waits() && nothing && tries < 3) later();
      else if (waits() || !nothing) {
        tries = nothing ? 0 : tries;
        learn(open, nothing ? [card.say('pointsUnsent')] : []);
      }
    } catch (thrown) {
      const error = toInlayError(thrown);
      if (ended) return;
      if (gone.test(error.code)) card.fail(error);
      else if (waits()) later(error.retryAfter);
    } finally {
      asking = false;
    }
  }

  async function confirm(given: string): Promise<void> {
    card.change({ notices: [], codeError: '' });
    try {
      const { key } = await keys.hold(name, user(), {});
      const redemption = await counter.confirm(key, given);
      code = '';
      tries = 0;
      if (ended) return;
      learn({ ...card.sheet().quote!, redemption }, []);
    } catch (thrown) {
      if (!ended) await refused(toInlayError(thrown));
    }
  }

  async function refused(error: InlayError): Promise<void> {
    const reason = error.code;
    if (gone.test(reason)) return card.fail(error);
    if (reason === 'step_up_required') return card.change({ phase: 'code', codeError: '' });
    if (reason === 'step_up_failed') return card.change({ phase: 'code', codeError: 'pointsCodeWrong' });
    if (repricing.test(reason)) return requote();
    if (reason === 'rate_limited') return card.refuse(error);
    if (reason === 'insufficient_points' || barring.test(reason)) {
      bar(error);
      return weigh();
    }
    // It may have been made, for all we know: never say more than that (P3).
    tries = 0;
    card.change({ phase: 'checking' });
    await ask();
  }

  /** The price or the rules are others now: the customer reads them and taps again. */
  async function requote(): Promise<void> {
    try {
      const [open, notices] = await current();
      if (ended) return;
      learn(open, notices);
      await weigh();
    } catch (thrown) {
      if (!ended) bar(toInlayError(thrown));
    }
  }

  function bar(error: InlayError): void {
    if (gone.test(error.code)) return card.fail(error);
    card.change({ phase: 'idle', barred: barring.test(error.code) });
    card.refuse(error);
  }

  return {
    async load(asked) {
      locale = asked;
      if (inlay.session.getState().level !== 'bank') throw new InlayError('signed_out', 'Nobody is signed in here');
      const [quote, notices] = await current();
      const { item, quotas, redemption: outcome } = quote;
      return { item, quote, quotas, phase: phaseOf(quote), outcome, notices };
    },

    refresh() {
      const { level, status } = inlay.session.getState();
      const { phase, outcome } = card.sheet();
      if (status !== 'starting' && level !== 'bank') card.fail(new InlayError('signed_out', 'The session has ended'));
      else if (!final.test(phase)) void Promise.all([ask(), weigh()]);
      else if (outcome) tell(outcome);
    },

    async act() {
      const { phase } = card.sheet();
      if (phase === 'code' && !/^\d{6}$/.test(code)) card.change({ codeError: 'pointsCodeForm' });
      else if (phase === 'code') await confirm(code);
      else if (phase === 'idle') await confirm('');
      else {
        tries = 0;
        await ask();
      }
      return false;
    },

    async turn() {
      if (card.sheet().phase === 'code') return confirm('');
      await counter.cancel();
      learn(await counter.read(locale), []);
    },

    type: (typed) => void (code = typed.trim()),

    destroy() {
      ended = true;
      cancel();
      cancelOld();
    },
  };
}
