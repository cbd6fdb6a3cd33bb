import type { createBatch, readItems } from '../campaign.ts';
import { createClaiming, type Claiming } from '../claims.ts';
import type { Inlay } from '../inlay.ts';
import type { Locale } from '../text.ts';

/** Where a coupon asks how its customer stands. */
export interface Desk {
  inlay: Inlay;
  campaign: string;
  /** What the display has already for asking the bank. */
  batch: typeof createBatch;
  readItems: typeof readItems;
}

const desks = new WeakMap<Inlay, Map<Locale, (campaign: string) => Promise<unknown>>>();
const pages = new WeakMap<Inlay, Map<string, Claiming>>();

/** Asks what the present customer may do with a campaign: one request for all that ask together, in one language. */
function askEntitlement({ inlay, campaign, batch, readItems }: Desk, locale: Locale): Promise<unknown> {
  let asks = desks.get(inlay);
  if (!asks) desks.set(inlay, (asks = new Map()));
  let ask = asks.get(locale);
  if (!ask) {
    ask = batch(inlay.ports.clock, async (ids) => {
      const path = `/v1/entitlements?partner=${inlay.partner}&locale=${locale}&campaigns=${ids.join()}`;
      return readItems(await inlay.ports.http.request<unknown>({ path, auth: true }), 'campaign', (item) => item);
    });
    asks.set(locale, ask);
  }
  return ask(campaign);
}

/** The page's one {@link Claiming} of a campaign. */
export function claimingOf(desk: Desk): Claiming {
  const { inlay, campaign } = desk;
  let page = pages.get(inlay);
  if (!page) pages.set(inlay, (page = new Map()));
  let claiming = page.get(campaign);
  if (!claiming) {
    claiming = createClaiming(inlay, campaign, (locale) => askEntitlement(desk, locale));
    page.set(campaign, claiming);
  }
  return claiming;
}
