import { lineOf, toInlayError, type ErrorCode, type InlayError } from '../errors.ts';
import { lateParts } from '../late.ts';
import type { Redemption } from '../reward-answers.ts';
import type { TextKey } from '../text.ts';
import type { Seen } from './card-state.ts';
import type { Counter } from './points-sheet.ts';

/** An outcome is asked for so often, after 1, 2, 4 … s; then the customer is asked to ask. */
const questions = 6;

/** Asks again and again what came of it, ever more slowly; `ask` is run when it is time. */
export function createPatience({ inlay, change }: Counter, ask: () => void) {
  const { clock } = inlay.ports;
  let tries = 0;
  let cancel = () => {};
  return {
    tries: () => tries,
    stop: () => cancel(),
    /** The customer came back, asked himself, or knows: it begins anew. */
    renew: () => void (tries = 0),
    /** Nothing is known yet; the bank may have said how many seconds to wait. */
    again(seconds = 0): void {
      const asks = tries < questions;
      cancel();
      change({ phase: asks ? 'checking' : 'stuck' });
      if (asks) cancel = clock.after(1000 * Math.max(2 ** tries++, seconds), ask);
    },
    /** Something is known that ends in so many ms. */
    until(milliseconds: number): void {
      cancel();
      cancel = clock.after(milliseconds, ask);
    },
  };
}

/** What a customer reads in place of a code's sentence for products and coupons. */
const words: Partial<Record<ErrorCode, TextKey>> = {
  not_found: 'noItem',
  sold_out: 'pointsSoldOut',
  item_closed: 'pointsClosed',
  quota_reached: 'pointsQuotaOver',
  rules_changed: 'pointsRulesNew',
  not_eligible: 'pointsBarred',
};

/** What both ways do alike: check a tap, run what it begins, and say what came of it. */
export function createStep(counter: Counter) {
  const { inlay, card, about, emit, placement, widget } = counter;
  const { tracker } = inlay.ports;
  const late = lateParts()!;
  const tap = late.createTap(inlay, card);
  const guide = late.createGuide(inlay);

  /** Tells page and tracker of a failure, and says it to the customer. */
  function refuse(error: InlayError): void {
    card.debug(lineOf(error));
    card.report(error);
    counter.change({ notices: [counter.say(words[error.code] ?? error.code, { bank: counter.bank() })] });
  }

  /** Runs an act with the button busy; when it resolves to true the page is being left. */
  async function run(act: () => Promise<unknown>): Promise<void> {
    if (tap.busy()) return;
    tap.hold(false);
    const leaving = await act().catch((thrown: unknown) => {
      try {
        refuse(toInlayError(thrown));
      } catch {
        // What cannot even be told frees the button all the same.
      }
    });
    tap.release();
    if (leaving === true) tap.hold(true);
  }

  return {
    busy: tap.busy,
    destroy: tap.destroy,
    refuse,
    run,

    /** A tap of the one button; `what` names for the tracker what it offered. */
    async act(seen: Seen, trusted: boolean, what: string, act: () => Promise<unknown>): Promise<void> {
      if (tap.busy() || !card.now()?.view?.action?.enabled) return;
      const { refusal, dwell, ratio, visible } = tap.read(seen, trusted);
      if (refusal) card.debug(refusal);
      const rules = counter.sheet().item.rules.version;
      // Act `none`: a tap that led nowhere. Once for each cause, or a script could fill the queue.
      if (!refusal || card.first(refusal)) {
        tracker.track('points_opened', { ...about, act: refusal ? 'none' : what, rules, dwell, ratio, visible });
      }
      if (!refusal) await run(act);
    },

    /** Opens a page of the bank's in its app, where the policy wants it there: this page stays. False where it must be left. */
    async launch(path: string): Promise<boolean> {
      const verdict = inlay.policy.verdict({ productClass: 'points', verb: 'redeem' });
      const result = await guide({ url: inlay.gateway + path, verdict, id: about.item, placement }, () => {});
      return !!result && result.outcome !== 'blocked';
    },

    /** Tells the page what came of a redemption. */
    settled({ status, points, moneyFen, receipt }: Redemption): void {
      tracker.track('points_settled', { ...about, status });
      const detail = { widget, item: about.item, points, moneyFen, placement };
      if (status === 'confirmed') emit('inlay-points-redeemed', { ...detail, receipt });
      else emit('inlay-points-released', { ...detail, status: status as 'released' });
    },
  };
}
