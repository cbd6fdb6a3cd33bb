/** Bars along the page's top or bottom edge up to this part of the viewport are furniture: one can scroll past them. */
const BAR = 0.4;
/** Floating buttons up to this width and height, in px, are furniture too. */
const BALL = 80;
/** Fainter than this covers nothing: watermarks, veils. */
const FAINT = 0.2;

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

const styleOf = (element: Element) => getComputedStyle(element) as CSSStyleDeclaration & { webkitMaskImage?: string };
const isSet = (value: string | undefined) => !!value && value !== 'none';
const parentOf = (element: Element): Element | undefined =>
  element.assignedSlot || element.parentElement || (element.getRootNode() as Partial<ShadowRoot>).host;

/** Whether a transform keeps text upright and at least nine tenths of its size. */
function keepsShape({ transform, rotate, scale }: CSSStyleDeclaration): boolean {
  if (isSet(rotate) || (isSet(scale) && parseFloat(scale) < 0.9)) return false;
  if (!isSet(transform)) return true;
  const m = transform
    .slice(transform.indexOf('(') + 1)
    .split(',')
    .map(Number);
  return m.length === 6 && m[0]! >= 0.9 && m[3]! >= 0.9 && Math.abs(m[1]!) + Math.abs(m[2]!) < 0.02;
}

/** Whether an element that lies over us puts any ink there. */
function paints(element: Element): boolean {
  let opacity = 1;
  for (let node: Element | undefined = element; node; node = parentOf(node)) opacity *= +styleOf(node).opacity;
  const style = styleOf(element);
  const alpha = /^rgba\(.*, ([\d.]+)\)$/.exec(style.backgroundColor);
  return (
    opacity > FAINT &&
    ((alpha ? +alpha[1]! : 1) > FAINT ||
      isSet(style.backgroundImage) ||
      isSet(style.backdropFilter) ||
      isSet(style.boxShadow) ||
      parseFloat(style.borderTopWidth) > 8 ||
      element instanceof SVGElement ||
      /^(IMG|CANVAS|VIDEO|IFRAME|OBJECT|EMBED|INPUT|TEXTAREA|SELECT)$/.test(element.tagName) ||
      ['::before', '::after'].some((pseudo) =>
        isSet(getComputedStyle(element, pseudo).content.replace('normal', '')),
      ) ||
      [...element.childNodes].some((node) => node.nodeType === 3 && /\S/.test(node.nodeValue!)))
  );
}

/**
 * What covers a text at height `y`: 1 a bar at the page's edge from under which a customer can scroll it, 0 a small
 * floating button, -1 anything else.
 */
function furniture(element: Element, y: number, scrolls: boolean): number {
  for (let node: Element | undefined = element; node; node = parentOf(node)) {
    if (!/fixed|sticky/.test(styleOf(node).position)) continue;
    const { top, bottom, width, height } = node.getBoundingClientRect();
    if (width <= BALL && height <= BALL) return 0;
    const below = document.documentElement.scrollHeight - innerHeight - scrollY;
    if (bottom <= innerHeight * BAR) return scrolls || y + scrollY >= bottom ? 1 : -1;
    return top >= innerHeight * (1 - BAR) && (scrolls || y - below <= top) ? 1 : -1;
  }
  return -1;
}

/** Lets overlays that take no taps be found by position too; a page that refuses the sheet keeps them hidden from us. */
function withAllHittable<T>(ask: () => T): T {
  let restore = () => {};
  try {
    // A copy: the list itself is live.
    const before = [...document.adoptedStyleSheets];
    const sheet = new CSSStyleSheet();
    sheet.insertRule('*{pointer-events:auto!important}');
    document.adoptedStyleSheets = [...before, sheet];
    restore = () => void (document.adoptedStyleSheets = before);
  } catch {
    // An old engine, or a page that took the list away.
  }
  try {
    return ask();
  } finally {
    restore();
  }
}

/**
 * Whether a customer can see what he is about to press: neither the page nor anything on it hides, covers, clips, shrinks,
 * turns, fades, filters or masks the button and the required texts. What is merely scrolled out of view does not count.
 */
export function isSeen(base: HTMLElement, button: Element, texts: NodeListOf<Element>): boolean {
  try {
    return look(base, button, texts);
  } catch {
    // A page that broke what we look with: better no jump than one from a card nobody could read.
    return false;
  }
}

function look(base: HTMLElement, button: Element, texts: NodeListOf<Element>): boolean {
  const host = (base.getRootNode() as ShadowRoot).host;
  const card = base.getBoundingClientRect();
  let { top, left, right, bottom } = { top: 0, left: 0, right: innerWidth, bottom: innerHeight };
  let opacity = 1;
  let zoom = 1;
  let excused = false;
  let fixed = false;
  let scrolls = false;
  let moved = false;
  if (parseFloat(styleOf(base).getPropertyValue('-webkit-text-size-adjust')) < 100) return false;
  for (let node: Element | undefined = base; node; node = parentOf(node)) {
    const style = styleOf(node);
    opacity *= +style.opacity;
    zoom *= parseFloat(style.zoom) || 1;
    const blend = style.mixBlendMode || 'normal';
    // Pages turn grey on days of mourning.
    const grey = /^grayscale\([^)]*\)$/.test(style.filter);
    excused ||= grey || isSet(style.transform) || +style.opacity < 1;
    if (blend !== 'normal' || !keepsShape(style) || isSet(style.maskImage || style.webkitMaskImage)) return false;
    if (isSet(style.getPropertyValue('-webkit-mask-box-image-source'))) return false;
    if (isSet(style.filter) && !grey) return false;
    if (node !== base && node !== document.body && node !== document.documentElement) {
      const crops = style.overflow !== 'visible' && style.display !== 'inline';
      if (crops && (/auto|scroll/.test(style.overflow) || moved || node.scrollTop || node.scrollLeft)) {
        const box = node.getBoundingClientRect();
        const enough = box.height * 2 >= Math.min(card.height, innerHeight) && box.width * 2 >= card.width;
        if (!enough) return false;
        scrolls ||= !fixed;
        [top, left] = [Math.max(top, box.top), Math.max(left, box.left)];
        [right, bottom] = [Math.min(right, box.right), Math.min(bottom, box.bottom)];
      }
      fixed ||= style.position === 'fixed';
    }
    moved ||= isSet(style.transform);
  }
  if (opacity < 0.9 || zoom < 0.9) return false;

  const roots: [DocumentOrShadowRoot, Element][] = [];
  for (let leaf: Element | undefined = host; leaf; leaf = (roots[0]![0] as Partial<ShadowRoot>).host) {
    roots.unshift([leaf.getRootNode() as unknown as DocumentOrShadowRoot, leaf]);
  }
  const own = base.getRootNode() as ShadowRoot;
  /** 1 seen or only scrolled away, 0 behind a floating button, -1 covered. */
  const hit = (target: Element, x: number, y: number): number => {
    let seen = 1;
    for (const [root, leaf] of roots) {
      const stack = root.elementsFromPoint(x, y);
      const depth = stack.indexOf(leaf);
      if (depth < 0) return -1;
      for (const over of stack.slice(0, depth)) {
        excused = true;
        if (!paints(over)) continue;
        const kind = target === button ? -1 : furniture(over, y, scrolls);
        if (kind < 0) return -1;
        seen = Math.min(seen, kind);
      }
    }
    const top = own.elementsFromPoint(x, y).find((element) => base.contains(element));
    return top && target.contains(top) ? seen : -1;
  };

  const targetSeen = (target: Element): boolean => {
    const box = target.getBoundingClientRect();
    if (box.width < 1 || box.height < 1) return false;
    const rows = Math.min(8, Math.max(2, Math.round(box.height / 14)));
    let behind = 0;
    let points = 0;
    for (let row = 0; row < rows; row++) {
      const y = box.top + ((row + 0.5) / rows) * box.height;
      for (const part of [0.06, 0.3, 0.5, 0.7, 0.94]) {
        const x = box.left + part * box.width;
        if (x < left || x > right || y < top || y > bottom) {
          const [px, py] = [x + scrollX, y + scrollY];
          const { scrollWidth, scrollHeight } = document.documentElement;
          if (!scrolls && (fixed || px < 0 || py < 0 || px > scrollWidth || py > scrollHeight)) return false;
          continue;
        }
        points++;
        const seen = hit(target, x, y);
        if (seen < 0) return false;
        if (!seen) behind++;
      }
    }
    return target === button ? points > 0 : behind * 2 <= points || points < 10;
  };
  const seen = withAllHittable(() => [button].concat(Array.from(texts)).every(targetSeen));
  return seen && (excused || !covered.get(button));
}
