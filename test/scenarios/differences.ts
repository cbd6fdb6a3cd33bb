/** One thing that differs by the nature of the two hosts: what is said of it is left out of the comparison, and nothing else. */
interface Difference {
  /** What differs. */
  what: string;
  why: string;
  /** Puts `*` in its place. */
  mask(text: string): string;
}

/** All that may differ. */
export const differences: readonly Difference[] = [
  {
    what: 'the state with which a customer leaves and comes back',
    why: 'it is a fresh random word each time, in either host',
    mask: (text) => text.replace(/([?&]state=)[\w.~-]+/g, '$1*'),
  },
  {
    what: 'the journey in an address',
    why: 'it is a fresh random word for each page, in either host',
    mask: (text) => text.replace(/([?&]jn=)[\w-]+/g, '$1*'),
  },
  {
    what: 'the way back in an address',
    why: 'a page in a browser has an address to come back to; a mini-program is come back to by closing what lies over it',
    mask: (text) => text.replace(/&rt=[\w%.~-]+/g, ''),
  },
  {
    what: 'the key of a claim in an address',
    why: 'it is a fresh random word each time, in either host',
    mask: (text) => text.replace(/([?&]key=)[\w-]+/g, '$1*'),
  },
  {
    what: 'the ticket in the fragment of the bank’s page',
    why: 'the web-view over a mini-program knows nothing of its session; a page in a browser leaves with its cookie jar',
    mask: (text) => text.replace(/#inlay_ticket=[\w%.~-]+/g, ''),
  },
  {
    what: 'the evidence of having left for the bank’s page',
    why: 'a mini-program lays that page over its own and knows it; a page in a browser sees itself go',
    mask: (text) => text.replace(/"evidence":"(page|left_for_page)"/g, '"evidence":"*"'),
  },
];

/** A part of a transcript without what may differ. */
export function differing<T>(part: T): T {
  return JSON.parse(differences.reduce((text, { mask }) => mask(text), JSON.stringify(part))) as T;
}
