/** What a widget needs only after its first paint: a chunk of its own in builds that have chunks. */
export type Late = typeof import('./after-paint.ts');

let load: (() => Promise<Late>) | undefined;
let arriving: Promise<void> | undefined;
let arrived: Late | undefined;

/** Says where the late parts come from; the composition root knows how its build can load them. */
export function setLateLoader(loader: () => Promise<Late>): void {
  load = loader;
}

/** The late parts, once they are here. */
export function lateParts(): Late | undefined {
  return arrived;
}

/** Sends for the late parts, once for the page, and calls back when they are here; a failed fetch may be tried again. */
export function fetchLate(then: () => void): void {
  if (arrived || !load) return;
  arriving ||= load().then(
    (parts) => void (arrived = parts),
    () => void (arriving = undefined),
  );
  void arriving.then(then);
}
