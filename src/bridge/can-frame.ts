/** Whether this engine tells a frame that something lies over it (IntersectionObserver v2), and this page is the whole tab. */
export function canFrame(): boolean {
  try {
    return window === window.top && 'isVisible' in IntersectionObserverEntry.prototype;
  } catch {
    return false;
  }
}
