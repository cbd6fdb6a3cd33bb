/** How long and how much of a widget was on screen. */
export interface Exposure {
  /** Milliseconds with at least half of it on screen, while it could be seen. */
  dwell(): number;
  /** Largest part on screen at once, 0 to 1. */
  ratio(): number;
  stop(): void;
}

/** The clock an exposure runs on, in milliseconds. */
export interface ExposureClock {
  now(): number;
  after(milliseconds: number, callback: () => void): () => void;
}

/** What a view's observer saw. */
export interface Shown {
  /** Part of the widget that is on screen, 0 to 1. */
  ratio: number;
  /** Part of the screen's height that it fills, 0 to 1. */
  fills: number;
}

// Half of it for one second, as the trade counts a viewable impression.
const PART = 0.5;
const LONG_ENOUGH = 1000;

/** The ratios at which an observer shall speak. */
export const steps: number[] = [];
// By hand: old libraries' Array.from takes no second argument.
while (steps.length <= 20) steps.push(steps.length / 20);

/**
 * Counts what an observer tells it: reports once when at least half of a widget was on screen for a second in all; of one
 * larger than the screen, filling half the screen counts. `change` hears of every move, and of the screen being hidden or shown.
 */
export function countExposure(
  report: (ratio: number) => void,
  clock: ExposureClock,
): Exposure & { change(visible: boolean, shown?: Shown): void } {
  let part = 0;
  let ratio = 0;
  let total = 0;
  let since: number | undefined;
  let cancel: (() => void) | undefined;
  let reported = false;
  const dwell = () => total + (since === undefined ? 0 : clock.now() - since);

  return {
    change(visible, shown) {
      if (shown) {
        part = Math.max(shown.ratio, shown.fills);
        ratio = Math.max(ratio, shown.ratio);
      }
      const counts = part >= PART && visible;
      if (counts === (since !== undefined)) return;
      total = dwell();
      since = counts ? clock.now() : undefined;
      cancel?.();
      cancel = undefined;
      if (!counts || reported) return;
      cancel = clock.after(Math.max(0, LONG_ENOUGH - total), () => {
        reported = true;
        report(ratio);
      });
    },
    dwell: () => Math.round(dwell()),
    ratio: () => ratio,
    stop: () => cancel?.(),
  };
}
