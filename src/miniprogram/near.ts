import type { Component } from './behavior.ts';

/** How far outside the viewport a component loads, px: as far as on a page. */
const AHEAD = 600;
const margins = { top: AHEAD, right: AHEAD, bottom: AHEAD, left: AHEAD };

/** Tells once that a component is near the viewport, or at once where nobody can know; the returned function ends it. */
export function whenNear(component: Component, come: () => void): () => void {
  const observer = component.createIntersectionObserver?.({ thresholds: [0] });
  const stop = () => observer?.disconnect();
  if (!observer) come();
  observer?.relativeToViewport(margins).observe('.base', ({ intersectionRatio }) => {
    if (!intersectionRatio) return;
    stop();
    come();
  });
  return stop;
}
