import { isFurniture, isSet, paints, parentOf, withAllHittable } from './cover.ts';

/** IntersectionObserver v2 as far as we use it; only Chromium has it. */
interface Occlusion extends IntersectionObserverEntry {
  isVisible: boolean;
}
/** The buttons that it last saw covered. Off screen is not covered, or a tap right after a scroll would come to nothing. */
const covered = new WeakMap<Element, boolean>();
let tracked = 0;
let occlusion: IntersectionObserver | undefined;

/** Has the engine itself watch an element for being covered, where it can; the returned function ends it. */
export function trackOcclusion(element: Element): () => void {
  const known = [window.IntersectionObserver, window.IntersectionObserverEntry].every((it) => typeof it === 'function');
  if (!known || !('isVisible' in IntersectionObserverEntry.prototype)) return () => {};
  occlusion ||= new IntersectionObserver(
    (entries) =>
      (entries as Occlusion[]).forEach((entry) => covered.set(entry.target, entry.isIntersecting && !entry.isVisible)),
    { trackVisibility: true, delay: 100 } as IntersectionObserverInit,
  );
  occlusion.observe(element);
  tracked++;
  return () => {
    occlusion!.unobserve(element);
    if (--tracked) return;
    occlusion!.disconnect();
    occlusion = undefined;
  };
}

/** Where a card can be seen, given everything it hangs in. */
interface Stage {
  /** The viewport less what scrolling columns cut off, in px. */
  top: number;
  left: number;
  right: number;
  bottom: number;
  /** What is cut off can be scrolled to within the page's columns. */
  scrolls: boolean;
  /** It stands still while the page scrolls. */
  fixed: boolean;
  /** Something harmless was met that the engine's own tracking calls covered. */
  excused: boolean;
  /** What `getBoundingClientRect` must be multiplied with: old engines leave `zoom` out of it. */
  scale: number;
}

/** Whether a transform keeps text upright and at least nine tenths of its size. */
function keepsShape({ transform, rotate, scale }: CSSStyleDeclaration): boolean {
  if (isSet(rotate) || (isSet(scale) && parseFloat(scale) < 0.9)) return false;
  if (!isSet(transform)) return true;
  const m = transform
    .slice(transform.indexOf('(') + 1)
    .split(',')
    .map(parseFloat);
  return m.length === 6 && m[0]! >= 0.9 && m[3]! >= 0.9 && Math.abs(m[1]!) + Math.abs(m[2]!) < 0.02;
}

/** Walks up from the card; nothing when anything on the way hides, fades, filters, masks, turns, shrinks or slits it. */
function stageOf(base: HTMLElement): Stage | undefined {
  const card = base.getBoundingClientRect();
  // Nothing is found under a scroll bar, nor in the last half of a pixel.
  const { clientWidth, clientHeight } = document.scrollingElement || document.documentElement;
  const stage: Stage = {
    ...{ top: 0, left: 0, right: clientWidth - 1, bottom: clientHeight - 1 },
    ...{ scrolls: false, fixed: false, excused: false, scale: 1 },
  };
  let opacity = 1;
  let zoom = 1;
  let moved = false;
  if (parseFloat(getComputedStyle(base).getPropertyValue('-webkit-text-size-adjust')) < 100) return;
  for (let node: Element | undefined = base; node; node = parentOf(node)) {
    const style = getComputedStyle(node);
    opacity *= +style.opacity;
    zoom *= parseFloat(style.zoom) || 1;
    // Pages turn grey on days of mourning.
    const grey = /^grayscale\([^)]*\)$/.test(style.filter);
    stage.excused ||= grey || isSet(style.transform) || +style.opacity < 1;
    const masks = ['mask-image', '-webkit-mask-image', '-webkit-mask-box-image-source'];
    if (masks.some((mask) => isSet(style.getPropertyValue(mask)))) return;
    if ((isSet(style.filter) && !grey) || !/^(normal)?$/.test(style.mixBlendMode) || !keepsShape(style)) return;
    if (node !== base && node !== document.body && node !== document.documentElement) {
      const { overflow } = style;
      // A crop that can be scrolled, by the customer or by a page that moves its content itself.
      if (/auto|scroll/.test(overflow) || (overflow !== 'visible' && (moved || node.scrollTop || node.scrollLeft))) {
        const box = node.getBoundingClientRect();
        if (box.height * 2 < Math.min(card.height, innerHeight) || box.width * 2 < card.width) return;
        stage.scrolls ||= !stage.fixed;
        stage.top = Math.max(stage.top, box.top);
        stage.left = Math.max(stage.left, box.left);
        stage.right = Math.min(stage.right, box.right);
        stage.bottom = Math.min(stage.bottom, box.bottom);
      }
      stage.fixed ||= style.position === 'fixed';
    }
    moved ||= isSet(style.transform);
  }
  if (opacity < 0.9 || zoom < 0.9) return;
  if (!('currentCSSZoom' in base)) stage.scale = zoom;
  return stage;
}

/** Says of a point whether the target is what is drawn there, from the page's own root down to the card's. */
type Look = (target: Element, x: number, y: number) => boolean;

function lookout(base: HTMLElement, button: Element, stage: Stage): Look {
  const own = base.getRootNode() as ShadowRoot;
  const roots: [DocumentOrShadowRoot, Element][] = [];
  for (let leaf: Element | undefined = own.host; leaf; leaf = (roots[0]![0] as Partial<ShadowRoot>).host) {
    roots.unshift([leaf.getRootNode() as unknown as DocumentOrShadowRoot, leaf]);
  }
  return (target, x, y) => {
    for (const [root, leaf] of roots) {
      const stack = root.elementsFromPoint(x, y);
      const depth = stack.indexOf(leaf);
      if (depth < 0) return false;
      for (const over of stack.slice(0, depth)) {
        // WebKit does not retarget a gap in a line of text: it is ours all the same.
        if (base.contains(over)) continue;
        stage.excused = true;
        if (paints(over) && (target === button || !isFurniture(over))) return false;
      }
    }
    const top = own.elementsFromPoint(x, y).find((element) => base.contains(element));
    return !!top && target.contains(top);
  };
}

/** Looks at a grid of points over one target; what is merely scrolled out of view does not count. */
function isClear(target: Element, stage: Stage, look: Look): boolean {
  const { left, top, width, height } = target.getBoundingClientRect();
  if (width < 1 || height < 1) return false;
  const { scrollWidth, scrollHeight } = document.documentElement;
  const rows = Math.max(2, Math.round(height / 14));
  // The corners of a short pill are not its own.
  const edge = width < 160 ? 0.12 : 0.06;
  for (let row = 0.5; row < rows; row++) {
    for (const column of [edge, 0.3, 0.5, 0.7, 1 - edge]) {
      const x = (left + column * width) * stage.scale;
      const y = (top + (row / rows) * height) * stage.scale;
      if (x >= stage.left && x <= stage.right && y >= stage.top && y <= stage.bottom) {
        if (!look(target, x, y)) return false;
        continue;
      }
      const reachable =
        x + scrollX >= 0 && y + scrollY >= 0 && x + scrollX <= scrollWidth && y + scrollY <= scrollHeight;
      if (!stage.scrolls && (stage.fixed || !reachable)) return false;
    }
  }
  return true;
}

/**
 * Whether a customer can see what he is about to press: neither the page nor anything on it hides, covers, clips, shrinks,
 * turns, fades, filters or masks the button and the required texts. False too where a page broke what we look with:
 * better no jump than one from a card nobody could read.
 */
export function isSeen(base: HTMLElement, button: Element, texts: ArrayLike<Element>): boolean {
  try {
    const stage = stageOf(base);
    if (!stage) return false;
    const look = lookout(base, button, stage);
    const targets = [button].concat(Array.from(texts));
    const clear = withAllHittable(() => targets.every((target) => isClear(target, stage, look)));
    return clear && (stage.excused || !covered.get(button));
  } catch {
    return false;
  }
}
