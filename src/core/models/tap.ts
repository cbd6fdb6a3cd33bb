import { lineOf, toInlayError } from '../errors.ts';
import type { Inlay } from '../inlay.ts';
import type { Card, Seen } from './card-state.ts';

/** A tap as it may be told and tracked, and why it leads nowhere, if it does not. */
export interface Tapped extends Seen {
  refusal: string;
}

/** The button of a card between a tap and its end. */
export interface Tap {
  busy(): boolean;
  /** Checks a tap; `trusted` is false for a tap made by a script (R1). */
  read(seen: Seen, trusted: boolean): Tapped;
  /** Makes the button busy; one that leaves the page is free again when the customer is back or still there. */
  hold(leaves: boolean): void;
  release(): void;
  /** Tells a failure and frees the button. */
  fail(thrown: unknown): void;
  destroy(): void;
}

/** The button is free again after so many milliseconds, should the page still be there. */
const latch = 4000;

/** Makes the tap of a card's one button. */
export function createTap({ ports: { host, clock } }: Inlay, card: Card<unknown, unknown, unknown>): Tap {
  let free: (() => void) | undefined;

  function release(): void {
    free?.();
    free = undefined;
    card.changed();
  }

  return {
    busy: () => !!free,
    read({ dwell, ratio, visible }, trusted) {
      return {
        dwell: Math.max(0, Math.round(dwell)) || 0,
        ratio: Math.round(Math.min(1, Math.max(0, ratio)) * 100) / 100 || 0,
        visible,
        refusal: !trusted
          ? 'a script tapped the button; only a customer may (R1)'
          : visible
            ? ''
            : 'the page hides, covers, clips, scales or filters the card; its button waits until it is plain to see',
      };
    },
    hold(leaves) {
      const stops = leaves ? [host.onReturn(release), clock.after(latch, release)] : [];
      free = () => stops.forEach((stop) => stop());
      card.changed();
    },
    release,
    fail(thrown) {
      const error = toInlayError(thrown);
      card.debug(lineOf(error));
      card.report(error);
      release();
    },
    destroy: () => free?.(),
  };
}
