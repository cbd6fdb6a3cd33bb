/** How long and how much of an element was on screen. */
export interface Exposure {
  /** Milliseconds with at least half of it on screen, in a tab that can be seen. */
  dwell(): number;
  /** Largest part on screen at once, 0 to 1. */
  ratio(): number;
  stop(): void;
}

/** The clock an exposure runs on, in milliseconds; a test brings its own. */
export interface ExposureClock {
  now(): number;
  after(milliseconds: number, callback: () => void): () => void;
}

// Half of it for one second, as the trade counts a viewable impression.
const PART = 0.5;
const LONG_ENOUGH = 1000;
// By hand: old libraries' Array.from takes no second argument.
const steps: number[] = [];
while (steps.length <= 20) steps.push(steps.length / 20);

const pageClock: ExposureClock = {
  now: () => (typeof performance === 'object' ? performance : Date).now(),
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** What runs when a measured element moved on screen (with its entry) or the tab was hidden or shown (without). */
const measured = new Map<Element, (entry?: IntersectionObserverEntry) => void>();
let observer: IntersectionObserver | undefined;

function tabChanged(): void {
  measured.forEach((change) => change());
}

function start(): void {
  document.addEventListener('visibilitychange', tabChanged);
  if (typeof IntersectionObserver !== 'function') return;
  const changed = (entries: IntersectionObserverEntry[]) =>
    entries.forEach((entry) => measured.get(entry.target)?.(entry));
  observer = new IntersectionObserver(changed, { threshold: steps });
}

function stop(): void {
  document.removeEventListener('visibilitychange', tabChanged);
  observer?.disconnect();
  observer = undefined;
}

/**
 * Measures an element until stopped, and reports once when at least half of it was on screen for a second in all.
 * Of an element larger than the viewport, filling half the viewport counts. One observer serves all elements.
 */
export function measureExposure(element: Element, report: (ratio: number) => void, clock = pageClock): Exposure {
  let part = 0;
  let ratio = 0;
  let total = 0;
  let since: number | undefined;
  let cancel: (() => void) | undefined;
  let reported = false;
  const dwell = () => total + (since === undefined ? 0 : clock.now() - since);

  const change = (entry?: IntersectionObserverEntry) => {
    if (entry) {
      const shown = entry.intersectionRatio || 0;
      part = Math.max(shown, entry.rootBounds ? entry.intersectionRect.height / entry.rootBounds.height : 0);
      ratio = Math.max(ratio, shown);
    }
    const counts = part >= PART && document.visibilityState !== 'hidden';
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
  };

  if (!measured.size) start();
  measured.set(element, change);
  observer?.observe(element);
  return {
    dwell: () => Math.round(dwell()),
    ratio: () => ratio,
    stop() {
      cancel?.();
      observer?.unobserve(element);
      if (measured.delete(element) && !measured.size) stop();
    },
  };
}
