import { after } from 'node:test';
import type { Fault } from '../../demo/bank/faults.ts';
import { startBank, type RunningBank } from '../../demo/bank/start.ts';
import { startPartner, type RunningPartner } from '../../demo/partners/backend.ts';
import { startSite, type Site } from './pages.ts';

/** An event as the bank's collector keeps it. */
export interface Kept {
  id: string;
  source: string;
  /** Such as `inlay.wealth_card_ready.v1`. */
  type: string;
  data: Record<string, unknown> | null;
}

/** A disclosure receipt as the bank keeps it. */
export interface KeptReceipt {
  product_id: string;
  text_version: string;
  text_digest: string;
  dwell_ms: number;
  visible_ratio: string;
  visibility: string;
  placement: string;
  partner_id: string;
}

/** The real sandbox bank in memory, the travel partner's real server, and two more sites of that partner. */
export interface World {
  bank: RunningBank;
  /** The bank's origin as a browser sees it. */
  at: string;
  hotel: RunningPartner;
  /** A site of the partner whose pages a test writes; its `/bank-ticket` works. */
  site: Site;
  /** Another origin of the same partner. */
  other: Site;
  /** Tickets the two sites handed out. */
  tickets: () => number;
  /** Signs a user in at the two sites; empty for nobody. */
  user: (name: string) => void;
  /** The collector's events, oldest first; only those of one name, when given. */
  events(name?: string): Promise<Kept[]>;
  receipts(): Promise<KeptReceipt[]>;
  faults(list: Fault[]): void;
}

/** Starts it all; it ends with the test file. */
export async function startWorld(): Promise<World> {
  // Another build than the present one can be tried: a released one, say.
  const folder = process.env['INLAY_TEST_DIST'];
  const dist = folder ? { dist: folder } : {};
  const bank = await startBank({ port: 0, data: 'memory', sandbox: true, ...dist });
  after(() => bank.stop());
  const hotel = await startPartner({ id: 'lvtu', bank, port: 0, keys: 'memory', ...dist });
  const [site, other] = await Promise.all([startSite('site'), startSite('other')]);
  after(() => Promise.all([hotel.stop(), site.close(), other.close()]));

  let user = 'guest-7';
  let tickets = 0;
  for (const one of [site, other]) {
    await hotel.allow(one.origin);
    one.on('/bank-ticket', async (_headers, _body, query) => {
      if (!user) return { body: 'signed out', status: 401 };
      tickets++;
      const body = await hotel.ticket(user, one.origin, query.get('frame') ?? undefined);
      return { body, type: 'text/plain', headers: { 'cache-control': 'no-store' } };
    });
  }
  const sandbox = async <T>(path: string) =>
    ((await (await fetch(`${bank.internal}/sandbox/${path}`)).json()) as { items: T[] }).items;

  return {
    bank,
    at: bank.origin,
    hotel,
    site,
    other,
    tickets: () => tickets,
    user: (next) => void (user = next),
    events: async (name) =>
      (await sandbox<Kept>('events')).filter((event) => !name || event.type === `inlay.${name}.v1`),
    receipts: () => sandbox<KeptReceipt>('receipts'),
    faults: (list) => bank.bank.faults.set(list),
  };
}
