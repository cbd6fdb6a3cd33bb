import { toInlayError, type InlayError } from '../errors.ts';
import type { Emit } from '../events.ts';
import type { Inlay } from '../inlay.ts';
import { withQuery } from '../link.ts';
import type { Seen, WealthCardParams } from './wealth-state.ts';
import { surfaceOf } from '../surface.ts';
import type { Outcome } from './wealth-view.ts';

/** The widget's name in events and intents. */
export const widget = 'wealth-card';
/** The button is free again after so many milliseconds, should the page still be there. */
const latch = 4000;

/** What the button needs of its card. */
interface Card {
  inlay: Inlay;
  params: WealthCardParams;
  placement: string;
  about: { product: string; placement: string };
  emit: Emit;
  debug(line: string): void;
  /** True the first time it is asked for a word. */
  first(what: string): boolean;
  report(error: InlayError): void;
  /** The button became busy or free. */
  changed(): void;
  /** What the card shows now. */
  now(): Outcome | undefined;
}

/** The one button: checks the tap, tells the page, leaves for the bank, and takes up what a sign-in interrupted. */
export function createOpening(card: Card) {
  const { inlay, params, placement, about, debug } = card;
  const { auth, clock, host, tracker } = inlay.ports;
  let free: (() => void) | undefined;
  let resumed = false;

  /** Goes to the product's page at the bank, with the receipt; who is signed in there goes straight to its purchase. */
  function leave(outcome: Outcome, seen: Record<string, string | number>, straight = false): void {
    const { version: rv, digest: rd } = outcome;
    const url = straight ? outcome.url.replace('/products/', '/buy/') : outcome.url;
    host.navigate(withQuery(url, { rv, rd, ...seen, pl: placement, pt: inlay.partner }));
  }

  function hold(): void {
    const stops = [host.onReturn(release), clock.after(latch, release)];
    free = () => stops.forEach((stop) => stop());
    card.changed();
  }

  function release(): void {
    free?.();
    free = undefined;
    card.changed();
  }

  return {
    busy: () => !!free,

    async open(seen: Seen, trusted: boolean): Promise<void> {
      const outcome = card.now();
      if (free || !outcome?.view) return;
      const { version, digest, url } = outcome;
      const { verb } = outcome.view.action;
      const { visible } = seen;
      const ratio = Math.round(Math.min(1, Math.max(0, seen.ratio)) * 100) / 100 || 0;
      const dwell = Math.max(0, Math.round(seen.dwell)) || 0;
      const track = (act: string) =>
        tracker.track('wealth_card_opened', { ...about, verb: act, disclosure: version, dwell, ratio, visible });
      const refusal = !trusted
        ? 'a script tapped the button; only a customer may (R1)'
        : !visible
          ? 'the page hides, covers, clips, scales or filters the card; its button waits until it is plain to see'
          : !url && 'detailUrl is not on an origin of the bank (R2); ask the bank to correct it';
      if (refusal) {
        debug(refusal);
        // Verb `none`: a tap that led nowhere. Once for each cause, or a script could fill the queue.
        if (card.first(refusal)) track('none');
        return;
      }
      hold();
      const receipt = { version, digest, dwell, ratio, visible };
      const going = card.emit('inlay-product-open', { widget, product: params.product, verb, placement, receipt });
      track(verb);
      if (!going) return release();
      try {
        const straight = verb === 'buy' && surfaceOf(inlay) === 'bank';
        if (straight && inlay.session.getState().level !== 'bank') {
          await auth.signIn({ widget, key: params.product, verb });
        } else {
          leave(outcome, { dw: dwell, vr: ratio, vs: 1 }, straight);
        }
      } catch (thrown) {
        const error = toInlayError(thrown);
        debug(`${error.code}: ${error.message}`);
        card.report(error);
        release();
      }
    },

    /** Takes up a purchase the customer had begun here before he went to sign in at the bank. */
    resume(): void {
      const { status, level } = inlay.session.getState();
      if (resumed || status === 'starting' || inlay.policy.getState().status === 'loading') return;
      resumed = true;
      const outcome = card.now();
      const intent = auth.takeIntent(widget, params.product);
      if (!intent || intent.verb !== 'buy' || !outcome || !outcome.view || outcome.view.action.verb !== 'buy') return;
      if (outcome.url && surfaceOf(inlay) === 'bank' && level === 'bank') leave(outcome, {}, true);
    },

    destroy(): void {
      free?.();
      resumed = true;
    },
  };
}
