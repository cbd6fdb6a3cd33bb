/** A widget as this file sees it. */
interface Watched extends HTMLElement {
  near: boolean;
  requestUpdate(): void;
}

const watched = new Set<Watched>();
let observer: IntersectionObserver | undefined;
let mutations: MutationObserver | undefined;
const scheme = typeof matchMedia === 'function' ? matchMedia('(prefers-color-scheme: dark)') : undefined;

/** Colours may have changed: the widgets that can be seen look at them again. */
function refresh(): void {
  watched.forEach((widget) => widget.near && widget.requestUpdate());
}

function start(): void {
  // Without the observer (or with a stand-in that throws) every widget counts as near.
  try {
    observer = new IntersectionObserver(
      (entries) =>
        entries.forEach(({ target, isIntersecting }) => {
          const widget = target as Watched;
          if (widget.near === isIntersecting) return;
          widget.near = isIntersecting;
          widget.requestUpdate();
        }),
      { rootMargin: '600px' },
    );
  } catch {
    observer = undefined;
  }
  if (typeof MutationObserver === 'function') {
    mutations = new MutationObserver(refresh);
    for (const node of [document.documentElement, document.body])
      if (node) mutations.observe(node, { attributes: true });
  }
  // `addListener`: iOS 13 has no `addEventListener` here.
  scheme?.addListener(refresh);
}

function stop(): void {
  observer?.disconnect();
  mutations?.disconnect();
  scheme?.removeListener(refresh);
  observer = mutations = undefined;
}

/** Keeps `widget.near` true to whether it is within 600 px of the viewport; one observer serves all widgets. */
export function watchNear(widget: Watched): () => void {
  if (!watched.size) start();
  watched.add(widget);
  if (observer) observer.observe(widget);
  else widget.near = true;
  return () => {
    observer?.unobserve(widget);
    widget.near = false;
    if (watched.delete(widget) && !watched.size) stop();
  };
}
