import { randomUUID } from 'node:crypto';
import { retrying } from '../db/retry.ts';
import type { Bank } from '../context.ts';
import { Problem } from '../problem.ts';

/** The account a page's `wx.config` is signed for. */
export interface Account {
  appId: string;
  secret: string;
  safeDomains: string[];
}

type Kind = 'token' | 'ticket';
type Parts = Pick<Bank, 'db' | 'clock' | 'wechatApi'>;

/** Milliseconds before its end from which a credential is renewed. */
const margin = 300_000;
/** Milliseconds one process may take to fetch before another may try. */
const lease = 10_000;
const patience = 5000;
const pause = 50;

const flights = new Map<string, Promise<string>>();

/**
 * The account's ticket for signing pages. WeChat rations tokens and tickets by the day and a new token ends the old one, so
 * they stand in the database: one process of the bank fetches while the others wait.
 */
export function ticketOf(bank: Parts, account: Account): Promise<string> {
  return credential(bank, account, 'ticket', async () => {
    const ask = async (force: boolean) =>
      call(bank, '/cgi-bin/ticket/getticket', { access_token: await tokenOf(bank, account, force), type: 'jsapi' });
    let answer = await ask(false);
    // Somebody made a newer token elsewhere: ours ended before its time.
    if (answer.errcode === 40001) answer = await ask(true);
    return read(answer, 'ticket');
  });
}

function tokenOf(bank: Parts, account: Account, force: boolean): Promise<string> {
  const query = { grant_type: 'client_credential', appid: account.appId, secret: account.secret };
  return credential(
    bank,
    account,
    'token',
    async () => read(await call(bank, '/cgi-bin/token', query), 'access_token'),
    force,
  );
}

interface Fetched {
  value: string;
  /** Milliseconds. */
  life: number;
}

/** One flight per account and kind in this process; the database sees to the others. */
function credential(
  bank: Parts,
  { appId }: Account,
  kind: Kind,
  fetch: () => Promise<Fetched>,
  force = false,
): Promise<string> {
  const name = `${bank.wechatApi} ${appId} ${kind} ${force}`;
  const flight = flights.get(name) ?? take(bank, appId, kind, fetch, force).finally(() => flights.delete(name));
  flights.set(name, flight);
  return flight;
}

async function take(
  bank: Parts,
  appId: string,
  kind: Kind,
  fetch: () => Promise<Fetched>,
  force: boolean,
): Promise<string> {
  const { db, clock } = bank;
  const mine = randomUUID();
  const seed = { app_id: appId, kind, value: '', expires_at: 0, lease: '', leased_until: 0 };
  await retrying(() =>
    db
      .insertInto('wechat_credential')
      .values(seed)
      .onConflict((conflict) => conflict.columns(['app_id', 'kind']).doNothing())
      .execute(),
  );
  // Real time: the sandbox's clock may stand still.
  for (
    const end = Date.now() + patience;
    Date.now() < end;
    await new Promise((resolve) => setTimeout(resolve, pause))
  ) {
    const row = await db
      .selectFrom('wechat_credential')
      .selectAll()
      .where('app_id', '=', appId)
      .where('kind', '=', kind)
      .executeTakeFirstOrThrow();
    if (!force && row.value && row.expires_at - margin > clock.now()) return row.value;
    const taken = await retrying(() =>
      db
        .updateTable('wechat_credential')
        .set({ lease: mine, leased_until: Date.now() + lease })
        .where('app_id', '=', appId)
        .where('kind', '=', kind)
        .where('lease', '=', row.lease)
        .where('leased_until', '<', Date.now())
        .executeTakeFirst(),
    );
    if (!taken.numUpdatedRows) continue;
    return fetchInto(bank, appId, kind, mine, fetch);
  }
  throw new Problem('unavailable', 'WeChat’s credentials could not be had in time');
}

async function fetchInto(
  bank: Parts,
  appId: string,
  kind: Kind,
  mine: string,
  fetch: () => Promise<Fetched>,
): Promise<string> {
  const set = (change: { value?: string; expires_at?: number; leased_until: number }) =>
    retrying(() =>
      bank.db
        .updateTable('wechat_credential')
        .set(change)
        .where('app_id', '=', appId)
        .where('kind', '=', kind)
        .where('lease', '=', mine)
        .execute(),
    );
  try {
    const { value, life } = await fetch();
    await set({ value, expires_at: bank.clock.now() + life, leased_until: 0 });
    return value;
  } catch (error) {
    await set({ leased_until: 0 });
    throw error;
  }
}

/** One call to WeChat's servers. */
export async function call(
  bank: Pick<Bank, 'wechatApi'>,
  path: string,
  query: Record<string, string>,
): Promise<Record<string, unknown>> {
  try {
    const answer = await globalThis.fetch(`${bank.wechatApi}${path}?${new URLSearchParams(query)}`, {
      signal: AbortSignal.timeout(4000),
    });
    return (await answer.json()) as Record<string, unknown>;
  } catch {
    throw new Problem('unavailable', 'WeChat does not answer');
  }
}

function read(answer: Record<string, unknown>, name: string): Fetched {
  const value = answer[name];
  // The code alone: the message may repeat what was sent.
  if (typeof value !== 'string' || !value)
    throw new Problem('unavailable', `WeChat refused with ${Number(answer.errcode)}`);
  return { value, life: Number(answer.expires_in) * 1000 };
}
