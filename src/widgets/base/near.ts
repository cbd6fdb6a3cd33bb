/** A widget as this file sees it. */
interface Watched extends HTMLElement {
  near: boolean | undefined;
  moved(near: boolean): void;
  requestUpdate(): void;
}

const watched = new Set<Watched>();
const ends: (() => void)[] = [];
let observer: IntersectionObserver | undefined;

function changed(entries: IntersectionObserverEntry[]): void {
  entries.forEach(({ target, isIntersecting }) => (target as Watched).moved(isIntersecting));
}

/** The widgets that are near the viewport now. */
export function eachNear(act: (widget: Watched) => void): void {
  watched.forEach((widget) => widget.near && act(widget));
}

/** Runs once, when the last widget has left the page. */
export function whenLastLeaves(end: () => void): void {
  ends.push(end);
}

/** Tells the widget whenever it comes within, or leaves, 600 px of the viewport; one observer serves all widgets. */
export function watchNear(widget: Watched): () => void {
  watched.add(widget);
  // Without the observer every widget counts as near.
  if (typeof IntersectionObserver === 'function') {
    observer ||= new IntersectionObserver(changed, { rootMargin: '600px' });
    observer.observe(widget);
  } else widget.moved(true);
  return () => {
    observer?.unobserve(widget);
    watched.delete(widget);
    if (watched.size) return;
    observer?.disconnect();
    observer = undefined;
    ends.splice(0).forEach((end) => end());
  };
}
