import type { Inlay } from '../../../src/core/inlay.ts';
import type { Consent } from '../../../src/core/ports.ts';
import { loadOf, policyInForce, showWidget, widgetsOf } from './page-facts.ts';

type Answer = (inlay: Inlay | undefined, about: unknown) => unknown;

/** What can be asked of a page, beside what its widgets say by themselves. A new question is a line here. */
export const answers: Record<string, Answer> = {
  ledger: (inlay) => inlay?.ledger(),
  session: (inlay) => inlay?.session.getState(),
  settings: (inlay) => inlay?.settings.getState(),
  consent: (inlay, change) => inlay?.consent(change as Partial<Consent>),
  attribution: (inlay) => inlay?.attribution.token(),
  policy: (inlay) =>
    inlay && {
      document: inlay.policy.document(),
      partner: inlay.partner,
      host: inlay.ports.host.name,
      now: inlay.ports.clock.now(),
      ...inlay.policy.getState(),
    },
  host: (inlay) => ({
    name: inlay?.ports.host.name,
    agent: navigator.userAgent,
    touches: navigator.maxTouchPoints,
    simulated: (window as { simulatedHost?: object }).simulatedHost,
  }),
  product: (inlay, id) =>
    inlay?.ports.http.request({ path: `/v1/products/${id}?partner=${inlay.partner}&locale=zh-CN` }),
  widgets: () => widgetsOf(document),
  /** Brings a widget before the customer's eyes: far from them none is drawn. */
  show: (_inlay, about) => showWidget(document, about as { tag: string; key: string }),
  load: (inlay) => loadOf(inlay?.gateway ?? ''),
  csp: () => policyInForce(),
  /** Asks the bank for the time and looks at every rule again, as when a customer comes back to the page. */
  wake: async (inlay) => {
    await inlay?.ports.http.request({ path: `/v1/channel-policy?partner=${inlay.partner}` });
    window.dispatchEvent(new Event('focus'));
  },
};

/** The page's Inlay, from the slot where every copy of the SDK finds it. */
export function inlayOf(page: Window): Inlay | undefined {
  return slotOf(page)?.inlay;
}

interface Slot {
  inlay?: Inlay;
  adopt?: (config: { onTrack(event: Tracked): void }) => void;
}

/** An event as the page's own sink gets it. */
export interface Tracked {
  name: string;
  data: Record<string, string | number | boolean>;
}

const slotOf = (page: Window) => (page as unknown as Record<symbol, Slot | undefined>)[Symbol.for('inlay')];

/** Puts a sink of the page's own into the tracker, as a partner would by `init({ onTrack })`. */
export function listenIn(page: Window, hear: (event: Tracked) => void): void {
  slotOf(page)?.adopt?.({ onTrack: hear });
}
