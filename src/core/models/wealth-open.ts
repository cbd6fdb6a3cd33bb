import type { Emit } from '../events.ts';
import type { Inlay } from '../inlay.ts';
import { surfaceOf } from '../surface.ts';
import type { Card, CardButton, Seen } from './card-state.ts';
import { createGuide } from './guide.ts';
import { createTap } from './tap.ts';
import { widget, type WealthCardView } from './wealth-state.ts';
import type { Outcome } from './wealth-view.ts';

/** The button of a wealth card. */
export interface Opening extends CardButton {
  open(seen: Seen, trusted: boolean): Promise<void>;
}

/** What the button needs of its card. */
interface Parts {
  inlay: Inlay;
  product: string;
  placement: string;
  about: { product: string; placement: string };
  emit: Emit;
  card: Card<WealthCardView, Outcome, Opening>;
}

/** The one button: checks the tap, tells the page, leaves for the bank, and takes up what a sign-in interrupted. */
export function createOpening({ inlay, product, placement, about, emit, card }: Parts): Opening {
  const { auth, tracker } = inlay.ports;
  const tap = createTap(inlay, card);
  const guide = createGuide(inlay);
  let resumed = false;

  /** Leads to the product at the bank, with the receipt; who is signed in there goes straight to its purchase. */
  async function leave(outcome: Outcome, seen: Record<string, string | number>, straight = false): Promise<void> {
    const { version: rv, digest: rd, verdict } = outcome;
    const url = straight ? outcome.url.replace('/products/', '/buy/') : outcome.url;
    // The page is still there: the button is free again.
    if (await guide({ url, verdict, query: { rv, rd, ...seen }, id: product, placement })) tap.release();
  }

  return {
    busy: tap.busy,

    async open(seen, trusted) {
      const outcome = card.now();
      if (tap.busy() || !outcome?.view) return;
      const { version, digest, url } = outcome;
      const { verb } = outcome.view.action;
      const { dwell, ratio, visible, refusal } = tap.read(seen, trusted);
      const track = (act: string) =>
        tracker.track('wealth_card_opened', { ...about, verb: act, disclosure: version, dwell, ratio, visible });
      const why = refusal || (!url && 'detailUrl is not on an origin of the bank (R2); ask the bank to correct it');
      if (why) {
        card.debug(why);
        // Verb `none`: a tap that led nowhere. Once for each cause, or a script could fill the queue.
        if (card.first(why)) track('none');
        return;
      }
      tap.hold(true);
      const receipt = { version, digest, dwell, ratio, visible };
      const going = emit('inlay-product-open', { widget, product, verb, placement, receipt });
      track(verb);
      if (!going) return tap.release();
      try {
        const straight = verb === 'buy' && surfaceOf(inlay) === 'bank';
        if (straight && inlay.session.getState().level !== 'bank') {
          await auth.signIn({ widget, key: product, verb });
        } else {
          await leave(outcome, { dw: dwell, vr: ratio, vs: 1 }, straight);
        }
      } catch (thrown) {
        tap.fail(thrown);
      }
    },

    /** Takes up a purchase the customer had begun here before he went to sign in at the bank. */
    resume() {
      const { status, level } = inlay.session.getState();
      if (resumed || status === 'starting') return;
      resumed = true;
      const outcome = card.now();
      const intent = auth.takeIntent(widget, product);
      if (!intent || intent.verb !== 'buy' || !outcome || !outcome.view || outcome.view.action.verb !== 'buy') return;
      if (outcome.url && surfaceOf(inlay) === 'bank' && level === 'bank') leave(outcome, {}, true).catch(tap.fail);
    },

    destroy() {
      tap.destroy();
      resumed = true;
    },
  };
}
