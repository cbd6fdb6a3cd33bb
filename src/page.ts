import type { Inlay } from './core/inlay.ts';
import { PROTOCOL, VERSION, pageSlot, type Slot } from './core/slot.ts';

/** One call kept for later: a method of the page's Inlay with its argument, or a function that gets the Inlay. */
export type PageCall = readonly [method: string, argument?: unknown, more?: unknown] | ((inlay: Inlay) => void);

/** `window.inlay`: a plain array until a script of ours has run, then the same array, which acts at once. */
interface Page extends Array<PageCall> {
  /** Version of the script that answers; absent while calls are only kept. */
  version?: string;
  [method: string]: unknown;
}

/** Attributes of a script tag, by their names after `data-`. */
export type TagData = Readonly<Record<string, string | undefined>>;

/** What can be called on `window.inlay` itself once the script has run; before that it is pushed. */
const methods = ['init', 'update', 'consent', 'signIn', 'logout'];

/**
 * Makes this script the one that answers `window.inlay`: runs the calls kept there, then each new one.
 * `undefined` when another script of ours answers already, or when a copy with another protocol holds the page
 * (said once, with both versions).
 */
export function takePage(data: TagData, answer: (call: PageCall) => void): Slot | undefined {
  const slot = pageSlot(VERSION);
  if (!slot) {
    const other = (window as unknown as Record<symbol, Partial<Slot> | undefined>)[Symbol.for('inlay')];
    window.console?.warn(
      `[inlay] ${VERSION} (protocol ${PROTOCOL}) stays out: ${other?.version} (protocol ${other?.protocol}) is on this page`,
    );
    return undefined;
  }
  const world = window as unknown as { inlay: unknown };
  const there: unknown = world.inlay;
  const page = (Array.isArray(there) ? there : []) as Page;
  // An element with id="inlay" shows up as window.inlay and gives way; a page's own variable does not.
  if (!there || there instanceof Element) world.inlay = page;
  if (page.version) {
    // Another script tag of ours answers; this tag's attributes are one more init to it.
    page.push(['tag', { ...data }]);
    return undefined;
  }
  page.version = VERSION;
  const kept = page.splice(0);
  page.push = (...calls: PageCall[]) => {
    calls.forEach(answer);
    return 0;
  };
  methods.forEach((method) => {
    page[method] = (argument?: unknown) => void page.push([method, argument]);
  });
  kept.forEach(answer);
  return slot;
}
