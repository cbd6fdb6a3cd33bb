import { countExposure, steps } from '../core/exposure.ts';
import type { Seen } from '../core/models/card-state.ts';
import type { Clock } from '../core/ports.ts';
import type { Component } from './behavior.ts';
import { on } from './on.ts';

/** Watches one component that shows its content. */
export interface Attendance {
  /** What can be said at the moment of a tap. */
  look(): Seen;
  /** The page with the component was shown or hidden. */
  change(visible: boolean): void;
  stop(): void;
}

/** Watches a component's exposure; `report` hears once of a second with at least half of it on screen. */
export function attend(component: Component, clock: Clock, report: (ratio: number) => void): Attendance {
  // Not by the bank's time, which is set right with its answers.
  const exposure = countExposure(report, { now: Date.now, after: clock.after });
  let page = true;
  let app = true;
  let part = 0;
  const change = () => exposure.change(page && app);
  const toggle = (shown: boolean) => () => {
    app = shown;
    change();
  };
  const stops = [on('AppShow', toggle(true)), on('AppHide', toggle(false))];
  const observer = component.createIntersectionObserver?.({ thresholds: steps });
  observer?.relativeToViewport().observe('.base', ({ intersectionRatio, intersectionRect, relativeRect }) => {
    part = intersectionRatio;
    const tall = relativeRect.bottom - relativeRect.top;
    exposure.change(page && app, { ratio: part, fills: tall > 0 ? intersectionRect.height / tall : 0 });
  });
  return {
    // A mini-program's page cannot say what lies over a component; that it is on screen is all that can be known.
    look: () => ({ dwell: exposure.dwell(), ratio: exposure.ratio(), visible: !observer || part > 0 }),
    change(visible) {
      page = visible;
      change();
    },
    stop() {
      exposure.stop();
      observer?.disconnect();
      stops.forEach((stop) => stop());
    },
  };
}
