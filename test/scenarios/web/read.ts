import type { Button } from '../transcript.ts';

/** True for what a customer cannot see: not drawn, cut down to nothing for the ear alone. */
function unseen(element: Element): boolean {
  if (!element.checkVisibility({ visibilityProperty: true })) return true;
  return element.classList.contains('unseen') || /^(svg|style|script)$/.test(element.localName);
}

const tidy = (text: string) => text.replace(/\s+/g, ' ').trim();

/** Visible texts in reading order, one per text of the template. */
export function textsIn(root: ParentNode): string[] {
  const texts: string[] = [];
  const walk = (node: Node): void => {
    if (node instanceof Text) {
      const text = tidy(node.data);
      if (text) texts.push(text);
    } else if (!(node instanceof Element) || !unseen(node)) node.childNodes.forEach(walk);
  };
  root.childNodes.forEach(walk);
  return texts;
}

/** Visible buttons in reading order. */
export function buttonsIn(root: ParentNode): Button[] {
  return [...root.querySelectorAll('button')]
    .filter((button) => !unseen(button))
    .map((button) => ({
      label: tidy(button.textContent ?? ''),
      enabled: button.getAttribute('aria-disabled') !== 'true' && !button.disabled,
      busy: button.getAttribute('aria-busy') === 'true',
    }));
}
