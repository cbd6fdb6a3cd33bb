import { VERSION, pageSlot } from './core/slot.ts';

/**
 * Defines an element if its tag is free and this copy of the SDK may speak on the page; never throws.
 * False when the tag stays without this element: its light-DOM link goes on showing.
 */
export function defineElement(tag: string, element: CustomElementConstructor): boolean {
  try {
    // Old engines have no registry, and in plain Node Lit brings one along without a page; a page that holds another
    // protocol keeps its own elements.
    if (typeof document === 'undefined' || !window.customElements || !pageSlot(VERSION)) return false;
    if (customElements.get(tag)) return false;
    customElements.define(tag, element);
    return true;
  } catch {
    return false;
  }
}
