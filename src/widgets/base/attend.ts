import type { Seen } from '../../core/models/card-state.ts';
import { measureExposure } from './exposure.ts';
import { isSeen, trackOcclusion } from './visibility.ts';

/** Watches one widget that shows its content. */
export interface Attendance {
  /** What can be said at the moment of a tap; a script's taps are not worth the look, there may be thousands. */
  look(trusted: boolean): Seen;
  stop(): void;
}

/** Watches a widget's exposure and its one button; `report` hears once of a second with at least half of it on screen. */
export function attend(base: HTMLElement, report: (ratio: number) => void): Attendance {
  // Its one act: a widget may have other buttons before it.
  const button = base.querySelector('.act button');
  const { dwell, ratio, stop } = measureExposure(base, report);
  // A list of other widgets has none.
  const untrack = button ? trackOcclusion(button) : () => {};
  return {
    look: (trusted) => ({
      dwell: dwell(),
      ratio: ratio(),
      visible: trusted && !!button && isSeen(base, button, base.querySelectorAll('.must')),
    }),
    stop() {
      stop();
      untrack();
    },
  };
}
