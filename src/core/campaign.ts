import { InlayError, toInlayError } from './errors.ts';
import type { Inlay } from './inlay.ts';
import { isDecimal } from './money.ts';
import type { Clock } from './ports.ts';
import { bankTime, count, id, list, object, oneOf, refuse, text } from './read.ts';
import type { Locale } from './text.ts';

/** What a coupon is worth, in fen, or in 折 for a discount or an instalment rate (`8.8` = 88 %). */
export interface Coupon {
  kind: string;
  name: string;
  faceValueFen: number;
  thresholdFen: number;
  rate: string;
  /** How many one claim brings. */
  count: number;
  /** Every face value, where it depends on the customer's card; `faceValueFen` is then the lowest. */
  tiers: { name: string; faceValueFen: number }[];
}

/** The campaign's rules in the bank's words, whole: what SAMR Order 32 wants published before the start. */
export interface Rules {
  version: string;
  /** SHA-256 of the texts, hex: goes with the claim, so that the bank knows what the customer saw (C5). */
  digest: string;
  scope: string;
  who: string;
  quota: string;
  claimWindow: string;
  validity: string;
  stacking: string;
  refund: string;
  contact: string;
  organiser: string;
  extra: string[];
  smallPrint: string;
}

/** A campaign as the gateway gives it (`docs/contract.md`), every field checked for form; what is absent is empty. */
export interface Campaign {
  id: string;
  revision: number;
  title: string;
  brand: string;
  issuerName: string;
  coupon: Coupon;
  trigger: string;
  identity: string;
  startsAt: string;
  endsAt: string;
  /** The present claim window, or the next one. */
  window: { from: string; until: string };
  stock: string;
  rules: Rules;
  useUrl: string;
  detailUrl: string;
}

/** A campaign as parsed: with the names of members that are no part of the contract, for C4 and C7. */
export interface ParsedCampaign extends Campaign {
  unknown: string[];
}

const name = text(200);
const words = text(2000);
const url = text(1000);

const readCampaign = object<Campaign>({
  id,
  revision: count,
  title: name,
  brand: name,
  issuerName: name,
  coupon: object<Coupon>({
    kind: id,
    name,
    faceValueFen: count,
    thresholdFen: count,
    rate: text(8, (value) => isDecimal(value) && +value > 0 && +value < 10),
    count,
    tiers: list(10, object({ name, faceValueFen: count })),
  }),
  trigger: id,
  identity: oneOf('partner|bank'),
  startsAt: bankTime,
  endsAt: bankTime,
  window: object({ from: bankTime, until: bankTime }),
  stock: oneOf('available|sold_out|unlimited'),
  rules: object<Rules>({
    version: id,
    digest: id,
    scope: words,
    who: words,
    quota: words,
    claimWindow: words,
    validity: words,
    stacking: words,
    refund: words,
    contact: words,
    organiser: words,
    extra: list(40, words),
    smallPrint: words,
  }),
  useUrl: url,
  detailUrl: url,
});

/** Checks a campaign's form; throws an InlayError `bad_response` on a wrong type, form, length or order of instants. */
export function parseCampaign(value: unknown): ParsedCampaign {
  const campaign = readCampaign(value, 'campaign');
  if (!campaign.id) refuse('id');
  const { window, startsAt, endsAt } = campaign;
  for (const from of [window.from, startsAt]) {
    for (const until of [window.until, endsAt]) if (Date.parse(from) >= Date.parse(until)) refuse('window');
  }
  return { ...campaign, unknown: Object.keys(value as object).filter((key) => !(key in campaign)) };
}

/** One answer for several ids: what was read of each, or why not. */
type Answers<T> = Map<string, T | InlayError>;

/** How many ids one call carries. */
const most = 50;

/** Turns single questions into one call for all that are asked in one task; rejects with the InlayError of the id. */
export function createBatch<T>(clock: Clock, ask: (ids: string[]) => Promise<Answers<T>>): (id: string) => Promise<T> {
  let open: { ids: string[]; answers: Promise<Answers<T>> } | undefined;
  return async (id) => {
    if (!open || (open.ids.length >= most && !open.ids.includes(id))) {
      const ids: string[] = [];
      const task = new Promise<void>((resolve) => clock.after(0, resolve));
      const mine = (open = {
        ids,
        answers: task.then(() => {
          if (open === mine) open = undefined;
          return ask(ids);
        }),
      });
    }
    const { ids, answers } = open;
    if (!ids.includes(id)) ids.push(id);
    const found = (await answers).get(id) ?? new InlayError('not_found', `The bank gave no answer for ${id}`);
    if (found instanceof InlayError) throw found;
    return found;
  };
}

/** Reads `{items: […]}` by the name of the member that is their id, each by itself: one malformed item spoils no other. */
export function readItems<T>(answer: unknown, name: string, read: (item: unknown) => T): Answers<T> {
  const found: Answers<T> = new Map();
  const { items } = object<{ items: unknown[] }>({ items: list(1000, (item) => item) })(answer, 'answer');
  for (const item of items as Record<string, unknown>[]) {
    const known = item?.[name];
    if (typeof known !== 'string') continue;
    try {
      if (item.error) throw new InlayError('not_found', `The bank has nothing for ${known}`);
      found.set(known, read(item));
    } catch (thrown) {
      found.set(known, toInlayError(thrown));
    }
  }
  return found;
}

interface Shelf {
  known: Map<string, Promise<ParsedCampaign>>;
  ask(id: string): Promise<ParsedCampaign>;
}
const shelves = new WeakMap<Inlay, Map<Locale, Shelf>>();

function shelfOf(inlay: Inlay, locale: Locale): Shelf {
  let page = shelves.get(inlay);
  if (!page) shelves.set(inlay, (page = new Map()));
  let shelf = page.get(locale);
  if (!shelf) {
    const ask = createBatch(inlay.ports.clock, async (ids) => {
      const path = `/v1/campaigns?partner=${inlay.partner}&locale=${locale}&ids=${ids.join()}`;
      return readItems(await inlay.ports.http.request<unknown>({ path }), 'id', parseCampaign);
    });
    page.set(locale, (shelf = { known: new Map(), ask }));
  }
  return shelf;
}

/**
 * A campaign in a language: one request for all coupons that appear together, whoever asks. A failed request is forgotten.
 * Rejects with an InlayError.
 */
export function loadCampaign(inlay: Inlay, campaign: string, locale: Locale): Promise<ParsedCampaign> {
  // One wrong id would spoil the call for all that are asked together.
  if (!/^[A-Za-z0-9-]{1,32}$/.test(campaign)) {
    return Promise.reject(new InlayError('invalid_attribute', 'campaign is an id of 1 to 32 letters, digits and -'));
  }
  const { known, ask } = shelfOf(inlay, locale);
  const kept = known.get(campaign);
  if (kept) return kept;
  const promise = ask(campaign);
  known.set(campaign, promise);
  promise.catch(() => known.delete(campaign));
  return promise;
}

/** The next one who asks for the campaign gets it from the bank. */
export function forgetCampaign(inlay: Inlay, campaign: string): void {
  shelves.get(inlay)?.forEach(({ known }) => known.delete(campaign));
}
