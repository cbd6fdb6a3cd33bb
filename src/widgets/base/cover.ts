/** Bars along the page's top or bottom edge up to this part of the viewport are furniture: one can scroll past them. */
const BAR = 0.4;
/** Floating buttons up to this width and height, in px, are furniture too. */
const BALL = 80;
/** Fainter than this covers nothing: watermarks, veils. */
const FAINT = 0.2;

/** Whether a property with the initial value `none` says anything. */
export const isSet = (value: string | undefined): boolean => !!value && value !== 'none';

/** Where an element hangs in what is drawn: its slot, its parent, or the host of its shadow root. */
export function parentOf(element: Element): Element | undefined {
  return element.assignedSlot || element.parentElement || (element.getRootNode() as Partial<ShadowRoot>).host;
}

/** Whether an element that lies over us puts any ink there. */
export function paints(element: Element): boolean {
  let opacity = 1;
  for (let node: Element | undefined = element; node; node = parentOf(node)) opacity *= +getComputedStyle(node).opacity;
  const style = getComputedStyle(element);
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
        isSet(getComputedStyle(element, pseudo).content.replace('normal', 'none')),
      ) ||
      Array.from(element.childNodes).some((node) => node.nodeType === 3 && /\S/.test(node.nodeValue!)))
  );
}

/**
 * A page's own bar or floating button: it stands still while the page scrolls, so a customer knows to scroll away from
 * under it. What is merely sticky goes along with the card until it is stuck at an edge.
 */
export function isFurniture(element: Element): boolean {
  for (let node: Element | undefined = element; node; node = parentOf(node)) {
    const { position } = getComputedStyle(node);
    if (position !== 'fixed' && position !== 'sticky') continue;
    const { top, bottom, width, height } = node.getBoundingClientRect();
    const small = position === 'fixed' && width <= BALL && height <= BALL;
    return small || bottom <= innerHeight * BAR || top >= innerHeight * (1 - BAR);
  }
  return false;
}

/** Lets overlays that take no taps be found by position too; where a page refuses the sheet they stay hidden from us. */
export function withAllHittable<T>(ask: () => T): T {
  let restore = () => {};
  try {
    // A copy: the list itself is live.
    const before = Array.from(document.adoptedStyleSheets);
    const sheet = new CSSStyleSheet();
    sheet.insertRule('*{pointer-events:auto!important}');
    document.adoptedStyleSheets = before.concat(sheet);
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
