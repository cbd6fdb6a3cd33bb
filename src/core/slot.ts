import type { Inlay, InlayConfig } from './inlay.ts';

/** Raised when two versions of the SDK could no longer share one Inlay on a page. */
export const PROTOCOL = 1;

/** Version of this copy of the SDK, as in the package file. */
export const VERSION = '0.1.0';

/** The one thing on a page that all copies of the SDK share. */
export interface Slot {
  readonly protocol: number;
  readonly version: string;
  inlay: Inlay | undefined;
  /** Elements that came before `init`. */
  readonly waiting: Set<(inlay: Inlay) => void>;
  /** Takes over what a second `init` for the same partner and gateway brings, whichever copy of the SDK it comes from. */
  adopt: ((config: InlayConfig) => void) | undefined;
}

const key = Symbol.for('inlay');

/**
 * The page's slot; the first copy of the SDK makes it. `undefined` when a copy with another protocol got there first.
 */
export function pageSlot(version: string): Slot | undefined {
  const page = globalThis as { [key]?: Slot };
  // Not enumerable: a page that walks its globals should not trip over us.
  if (!page[key]) Object.defineProperty(page, key, { value: makeSlot(version) });
  const slot = page[key];
  return slot?.protocol === PROTOCOL ? slot : undefined;
}

function makeSlot(version: string): Slot {
  return { protocol: PROTOCOL, version, inlay: undefined, waiting: new Set(), adopt: undefined };
}

/** Puts the page's Inlay in the slot and tells everyone who waited. */
export function fillSlot(slot: Slot, inlay: Inlay): void {
  slot.inlay = inlay;
  const waiting = [...slot.waiting];
  slot.waiting.clear();
  for (const callback of waiting) callback(inlay);
}

/** Calls back with the page's Inlay, now or when it comes; the returned function stops waiting. */
export function whenInlay(slot: Slot, callback: (inlay: Inlay) => void): () => void {
  if (slot.inlay) {
    callback(slot.inlay);
    return () => {};
  }
  slot.waiting.add(callback);
  return () => slot.waiting.delete(callback);
}
