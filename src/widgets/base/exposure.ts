import { countExposure, steps, type Exposure, type ExposureClock } from '../../core/exposure.ts';

export type { Exposure };

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
  const exposure = countExposure(report, clock);
  const change = (entry?: IntersectionObserverEntry) =>
    exposure.change(
      document.visibilityState !== 'hidden',
      entry && {
        ratio: entry.intersectionRatio || 0,
        fills: entry.rootBounds ? entry.intersectionRect.height / entry.rootBounds.height : 0,
      },
    );

  if (!measured.size) start();
  measured.set(element, change);
  observer?.observe(element);
  return {
    ...exposure,
    stop() {
      exposure.stop();
      observer?.unobserve(element);
      if (measured.delete(element) && !measured.size) stop();
    },
  };
}
