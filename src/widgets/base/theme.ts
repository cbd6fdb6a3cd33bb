import { eachNear, whenLastLeaves } from './near.ts';

type Rgb = [number, number, number];

/** Colour tokens a page may set, and our own name for each. */
const colours: Record<string, string> = {
  '--inlay-color-primary': '--primary',
  '--inlay-color-on-primary': '--on-primary',
  '--inlay-color-text': '--text',
  '--inlay-color-text-2': '--text-2',
  '--inlay-color-text-3': '--text-3',
  '--inlay-color-surface': '--surface',
  '--inlay-color-ground': '--ground',
  '--inlay-color-line': '--line',
  '--inlay-color-accent': '--accent',
  '--inlay-color-rise': '--rise',
  '--inlay-color-fall': '--fall',
  '--inlay-color-notice': '--notice',
};

/** Every text colour with every ground it stands on; each pair keeps 4.5:1 (X1). */
export const pairs = [
  ['--text', '--surface'],
  ['--text-2', '--surface'],
  ['--text-2', '--ground'],
  ['--text-3', '--surface'],
  ['--text-3', '--ground'],
  ['--link', '--surface'],
  ['--on-primary', '--primary'],
  ['--accent', '--accent-soft'],
  ['--notice', '--notice-soft'],
  ['--rise', '--surface'],
  ['--fall', '--surface'],
] as const;

let following = false;
const names = Object.keys(colours);
const FONT = '--inlay-font-family';
/** The last answer per element: what the page had set, and in which theme. */
const applied = new WeakMap<Element, string>();

/** Contrast of two colours as WCAG defines it, 1 to 21. */
export function contrast(a: Rgb, b: Rgb): number {
  const [low, high] = [a, b]
    .map((rgb) => {
      const [r, g, b] = rgb.map((v) => (v <= 10 ? v / 3294.6 : ((v / 255 + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r! + 0.7152 * g! + 0.0722 * b! + 0.05;
    })
    .sort((x, y) => x - y);
  return high! / low!;
}

/** The colour as the browser understands it; nothing for what is no colour, not opaque, or outside sRGB. */
function resolve(base: HTMLElement, value: string): Rgb | undefined {
  if (!value || /current/i.test(value) || !CSS.supports('color', value)) return;
  base.style.color = value;
  const found = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(getComputedStyle(base).color);
  base.style.color = '';
  return found ? [+found[1]!, +found[2]!, +found[3]!] : undefined;
}

/** Has the widgets look again when the customer's system or the page itself changes its colours. */
function follow(): void {
  if (following) return;
  following = true;
  const refresh = () => eachNear((widget) => widget.requestUpdate());
  const scheme = matchMedia('(prefers-color-scheme: dark)');
  // A page may have taken it away: then a change of colours shows with the next render.
  const mutations = typeof MutationObserver === 'function' ? new MutationObserver(refresh) : undefined;
  for (const root of [document.documentElement, document.body]) mutations?.observe(root, { attributes: true });
  // `addListener`: iOS 13 has no `addEventListener` here.
  scheme.addListener(refresh);
  whenLastLeaves(() => {
    following = false;
    mutations?.disconnect();
    scheme.removeListener(refresh);
  });
}

/** Of the page's colours those with which every text keeps its contrast, and what follows from them. */
function acceptable(
  given: Map<string, Rgb>,
  standard: (name: string) => Rgb,
  warn: (line: string) => void,
): Map<string, Rgb> {
  const colour = (name: string) => given.get(name) || standard(name);
  const fits = (text: Rgb, ground: Rgb) => contrast(text, ground) >= 4.5;
  const primary = given.get('--primary');
  // One of white and black can be read on any colour: a page need not know which.
  if (primary && !given.has('--on-primary')) {
    const inks: Rgb[] = [standard('--on-primary'), [255, 255, 255], [0, 0, 0]];
    given.set(
      '--on-primary',
      inks.find((ink) => fits(ink, primary))!,
    );
  }
  for (let again = true; again;) {
    again = false;
    for (const [text, ground] of pairs) {
      if (text === '--link' || !(given.has(text) || given.has(ground)) || fits(colour(text), colour(ground))) continue;
      warn(`${text} on ${ground} has less than 4.5:1: the page's colour is ignored`);
      again = true;
      given.delete(text);
      given.delete(ground);
    }
  }
  // A brand's colour may be good for a button and too light for a link.
  if (!fits(colour('--primary'), colour('--surface'))) given.set('--link', colour('--text'));
  return given;
}

/** The page's choice of fonts, unless it is one it brings itself: that may lack the glyphs of what the law wants said. */
function applyFont(base: HTMLElement, family: string, warn: (line: string) => void): void {
  let foreign = false;
  document.fonts?.forEach((face) => (foreign ||= family.includes(face.family.replace(/["']/g, ''))));
  if (foreign) warn(`${FONT}: fonts of the page are not used, only those of the system`);
  base.style.fontFamily = foreign ? '' : family;
  base.style.setProperty('--font', base.style.fontFamily);
  base.style.fontFamily = '';
}

/**
 * Takes over the page's colours, each only as far as every text keeps its contrast. What is set is the colour as read
 * back from the browser, never the page's string, so that no value can carry anything else (T11).
 */
export function applyTheme(host: HTMLElement, base: HTMLElement, warn: (line: string) => void): void {
  follow();
  const page = getComputedStyle(host);
  const wanted = names.concat(FONT).map((name) => page.getPropertyValue(name).trim());
  if (!applied.has(base) && !wanted.some(Boolean)) return;
  const own = getComputedStyle(base);
  const signature = wanted.join('|') + base.className + own.colorScheme;
  if (applied.get(base) === signature) return;
  applied.set(base, signature);

  base.style.removeProperty('--link');
  names.forEach((name) => base.style.removeProperty(colours[name]!));
  const given = new Map<string, Rgb>();
  names.forEach((name, i) => {
    const colour = resolve(base, wanted[i]!);
    if (colour) given.set(colours[name]!, colour);
    else if (wanted[i]) warn(`${name}: "${wanted[i]}" is no opaque sRGB colour`);
  });
  const standard = (name: string) => resolve(base, own.getPropertyValue(name).trim())!;
  const accepted = acceptable(given, standard, warn);
  accepted.forEach((rgb, name) => base.style.setProperty(name, `rgb(${rgb.join()})`));
  applyFont(base, wanted[names.length]!, warn);
}
