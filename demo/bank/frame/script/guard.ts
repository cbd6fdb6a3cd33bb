/** Milliseconds for which everything must have been seen, uncovered and in one place, before a tap counts. */
const VISIBLE = 800;
/** Milliseconds between the first contact of a pointer or key with this frame and the tap. */
const DWELL = 500;

/** IntersectionObserver v2; only Chromium has it. */
interface Seen extends IntersectionObserverEntry {
  isVisible: boolean;
}

/** Whether this engine can say that nothing lies over us. */
export const canSee = 'isVisible' in IntersectionObserverEntry.prototype;

/**
 * Watches what the customer must be able to see, and where the pointer meets this frame; the returned function says of a
 * click whether it may act. What is `needed` must be seen whole; the `rest` may be scrolled out of view, but not covered. CSS masks of the page around get past this (finding 8 of the threat notes): so only acts
 * that are worth little and can be undone may rest on it.
 */
export function guard(needed: readonly Element[], rest: readonly Element[]): (click: MouseEvent) => boolean {
  const shown = [...needed, ...rest];
  const now = () => performance.now();
  const since = new Map<Element, number>();
  /** Since when no sign of movement was seen, and when the customer first touched what is here now. */
  let still = now();
  let met = Infinity;
  let last: PointerEvent | undefined;

  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting, isVisible, intersectionRatio } of entries as Seen[]) {
        const hidden = needed.includes(target) ? !isVisible || intersectionRatio < 0.99 : isIntersecting && !isVisible;
        if (hidden) since.delete(target);
        else if (!since.has(target)) since.set(target, now());
      }
    },
    { threshold: [0, 0.99, 1], trackVisibility: true, delay: 100 } as IntersectionObserverInit,
  );
  for (const element of shown) observer.observe(element);

  function moved(): void {
    still = now();
    met = Infinity;
  }
  function contact(event: Event): void {
    if (event.isTrusted && met === Infinity) met = now();
  }
  function follow(event: PointerEvent): void {
    if (!event.isTrusted) return;
    if (last) {
      const onScreen = Math.abs(event.screenX - last.screenX) + Math.abs(event.screenY - last.screenY);
      const inFrame = Math.abs(event.clientX - last.clientX) + Math.abs(event.clientY - last.clientY);
      // The frame slid under a pointer at rest, or ran after a moving one. At a far zoom a quick hand looks like it too,
      // which costs it no more than the wait.
      if (inFrame > 2 * onScreen + 2 || (inFrame <= 2 && onScreen > 8)) moved();
    }
    last = event;
  }
  // Chromium tells of a frame that slides under the pointer by `pointerenter` alone, without a move.
  document.documentElement.addEventListener('pointerenter', (event) => {
    follow(event);
    met = Infinity;
  });
  document.documentElement.addEventListener('pointerleave', () => (last = undefined));
  addEventListener('pointermove', (event) => (follow(event), contact(event)), true);
  addEventListener('focus', contact);
  addEventListener('blur', () => (met = Infinity));

  return (click) => {
    const at = now();
    const touch = (click as Partial<PointerEvent>).pointerType === 'touch';
    if (click.detail) follow(click as PointerEvent);
    const fine =
      click.isTrusted &&
      navigator.userActivation.isActive &&
      shown.every((element) => at - (since.get(element) ?? at) >= VISIBLE) &&
      at - still >= VISIBLE &&
      // A finger has no way to rest on a frame before it taps.
      (touch || at - met >= DWELL);
    // A refused tap is told to the customer, and is a contact like any other.
    contact(click);
    return fine;
  };
}
