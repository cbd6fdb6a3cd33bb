/** The bank's opaque, signed word on whose work it was that a customer came. The SDK carries it and never reads or edits it. */
export interface Attribution {
  /** What goes along now with an event, a link, a claim; empty without one. */
  token(): string;
  /** Takes a token up, say from a route of the page's own router; anything that cannot be one is ignored. */
  take(token: unknown): void;
}

// Short enough for a tracking field and plain enough for any address (`docs/contract.md`).
const form = /^[\w-]{8,}\.[\w.-]{1,55}$/;

/**
 * Makes the carrier. Tokens are taken up in the order in which the customer met them; whether the first or the last one
 * counts is the bank's rule, which may come later. It lives in addresses and in memory, and is stored by consent alone, with
 * the events it goes with (`inventory.ts`).
 */
export function createAttribution(rule: () => string): Attribution {
  const met: string[] = [];
  return {
    token: () => met[rule() === 'first' ? 0 : met.length - 1] || '',
    take(token) {
      if (typeof token === 'string' && token.length < 65 && form.test(token)) met.push(token);
    },
  };
}

/** The token in a page's address, in the query or in the fragment that a mini-program's web-view is opened with. */
export function attributionIn(address: string): string | undefined {
  return /[?#&]inlay_at=([\w.-]*)/.exec(address)?.[1];
}
