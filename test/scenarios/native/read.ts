import type { Button } from '../transcript.ts';

const tidy = (text: string) => text.replace(/\s+/g, ' ').trim();

/** Class words as the WXML has them: with isolated styles the runtime puts the component's name before each. */
export const wordsOf = (element: Element): string[] =>
  element.className.split(' ').map((word) => word.replace(/^.+--/, ''));

/** The elements with one of these class words, in reading order. */
export const withWords = (root: Element, ...words: string[]): Element[] =>
  [...root.querySelectorAll('*')].filter((element) => wordsOf(element).some((word) => words.includes(word)));

/** Visible texts in reading order, one per text of the template; the simulator lays nothing out, so by the views' own word. */
export function textsIn(root: Node): string[] {
  const texts: string[] = [];
  const walk = (node: Node): void => {
    if (node.nodeType === 3) {
      const text = tidy(node.nodeValue ?? '');
      if (text) texts.push(text);
    } else if (!wordsOf(node as Element).includes('unseen')) node.childNodes.forEach(walk);
  };
  root.childNodes.forEach(walk);
  return texts;
}

/** What can be tapped and is no link. */
const buttons = ['button', 'way', 'close', 'read'];

/** Visible buttons in reading order; the simulator keeps no `aria-` attribute, so by how they look. */
export const buttonsIn = (root: Element): Button[] =>
  withWords(root, ...buttons).map((button) => {
    const words = wordsOf(button);
    return {
      label: tidy(button.textContent ?? ''),
      enabled: !['off', 'busy', 'end'].some((word) => words.includes(word)),
      busy: words.includes('busy'),
    };
  });
