import { VERSION, pageSlot } from './core/slot.ts';

/**
 * Defines an element if its tag is free and this copy of the SDK may speak on the page; never throws.
 * False when the tag stays without this element: its light-DOM link goes on showing.
 */
export function defineElement(tag: string, element: CustomElementConstructor): boolean {
  try {
    // Plain Node and old engines have no registry; a page that holds another protocol keeps its own elements.
    if (typeof customElements === 'undefined' || !pageSlot(VERSION) || customElements.get(tag)) return false;
    customElements.define(tag, element);
    return true;
  } catch {
    return false;
  }
}
