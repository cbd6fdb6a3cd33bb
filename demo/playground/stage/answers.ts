import type { Inlay } from '../../../src/core/inlay.ts';

/** What can be asked of a page, beside what its widgets say by themselves. A new question is a line here. */
export const answers: Record<string, (inlay: Inlay | undefined, about: unknown) => unknown> = {
  ledger: (inlay) => inlay?.ledger(),
  session: (inlay) => inlay?.session.getState(),
  settings: (inlay) => inlay?.settings.getState(),
};

/** The page's Inlay, from the slot where every copy of the SDK finds it. */
export function inlayOf(page: Window): Inlay | undefined {
  const slot = (page as unknown as Record<symbol, { inlay?: Inlay } | undefined>)[Symbol.for('inlay')];
  return slot?.inlay;
}
