import { type Check, Failure, type Group, missingFor, Skip } from './check.ts';
import { type Answer, type Client, createClient, NoAnswer } from './client.ts';
import type { Contract } from './contract.ts';
import type { Signer } from './keys.ts';
import { createKit, type Found, type Kit, type Secrets } from './kit.ts';
import type { Options } from './options.ts';

/** How one check ended. */
export interface Outcome {
  id: string;
  says: string;
  where: string;
  state: 'passed' | 'failed' | 'skipped';
  /** Why it was left out. */
  why?: string;
  /** What the contract wanted and did not get. */
  wanted?: string;
  /** The answer at fault. */
  answer?: Answer;
}

/** A run with everything there is to tell of it. */
export interface Run {
  kit: Kit;
  groups: { name: string; title: string; outcomes: Outcome[] }[];
  /** Calls that were answered. */
  calls: number;
  /** What was left at the bank, in words. */
  wrote: string[];
}

/** Thrown when no run could be made: nobody answers, or not as a gateway. */
export class CannotRun extends Error {}

/** What a run is made with. */
export interface Parts extends Secrets {
  contract: Contract;
  key: Signer;
}

/** Makes a run: finds out what it needs to know, makes every check, and puts the clock back. */
export async function runChecks(options: Options, groups: Group[], parts: Parts): Promise<Run> {
  const client = createClient(options.gateway);
  try {
    const found = await findOut(client, options);
    const kit = createKit(options, { ...parts, client, found });
    const done: Run['groups'] = [];
    for (const { name, title, checks } of groups) {
      if (options.only.length && !options.only.includes(name)) continue;
      const outcomes: Outcome[] = [];
      for (const check of checks) outcomes.push(await make(check, kit));
      done.push({ name, title, outcomes });
    }
    await kit.restore();
    return { kit, groups: done, calls: client.log.length, wrote: wrote(client.log, parts.contract) };
  } finally {
    client.close();
  }
}

async function make(check: Check, kit: Kit): Promise<Outcome> {
  const { id, says, where } = check;
  const told = { id, says, where };
  const why = missingFor(check, kit);
  if (why) return { ...told, state: 'skipped', why };
  try {
    await check.run(kit);
    return { ...told, state: 'passed' };
  } catch (error) {
    if (error instanceof Skip) return { ...told, state: 'skipped', why: error.message };
    if (error instanceof Failure) {
      return { ...told, state: 'failed', wanted: error.message, ...(error.answer ? { answer: error.answer } : {}) };
    }
    // A body of another form than its schema breaks what reads it; the shape is told by a check of its own.
    const what =
      error instanceof NoAnswer ? `an answer (${error.message})` : `an answer that can be read (${String(error)})`;
    return { ...told, state: 'failed', wanted: what };
  }
}

/** What must be known before the first check: the issuer, the bank's time, a product. */
async function findOut(client: Client, options: Options): Promise<Found> {
  const { origin, partner } = options;
  const ask = (path: string) =>
    client.send({ method: 'GET', path, origin }).catch((error: unknown) => {
      throw new CannotRun(error instanceof Error ? error.message : String(error));
    });
  const discovery = await ask('/oidc/.well-known/openid-configuration');
  const told = (discovery.json as { issuer?: unknown } | undefined)?.issuer;
  const issuer = options.issuer ?? (typeof told === 'string' ? told : `${options.gateway.origin}/oidc`);
  const query = `partner=${encodeURIComponent(partner)}`;
  const policy = await ask(`/v1/channel-policy?${query}`);
  const at = Date.now();
  const date = Date.parse(policy.headers['date'] ?? '');
  if (!policy.json || !date)
    throw new CannotRun(
      `${options.gateway.origin} does not answer as a gateway: /v1/channel-policy gave status ${policy.status}`,
    );
  let product: string | undefined;
  for (const kind of options.product ? [] : ['wealth', 'fund']) {
    const list = await ask(`/v1/products?kind=${kind}&${query}`);
    product ??= (list.json as { items?: { id?: string }[] } | undefined)?.items?.[0]?.id;
  }
  return { issuer, date, at, product };
}

/** What the run left at the bank, from the answers that say so. */
function wrote(log: Answer[], contract: Contract): string[] {
  const of = (operation: string, status: number) =>
    log.filter((answer) => answer.status === status && contract.operationOf(answer) === operation);
  const ids = (answers: Answer[]) =>
    new Set(answers.map(({ json }) => (json as { id?: unknown } | undefined)?.id)).size;
  const tokens = of('POST /oidc/token', 200);
  const swapped = tokens.filter(({ call }) => call.origin !== undefined).length;
  const events = of('POST /v1/events', 202).reduce(
    (sum, { json }) => sum + Number((json as { accepted?: unknown })?.accepted ?? 0),
    0,
  );
  const redeemed = [201, 202].flatMap((status) => of('POST /v1/points/redemptions', status));
  const made = redeemed.length ? ids(redeemed) : 0;
  const lines: [number, string][] = [
    [tokens.length - swapped, 'tickets, which end by themselves'],
    [swapped, 'tokens, which end by themselves'],
    [ids(of('POST /v1/campaigns/{id}/claims', 201)), 'claims'],
    [of('POST /v1/points/quotes', 201).length, 'quotes, which end by themselves'],
    [made, 'redemptions of points'],
    [ids(of('POST /v1/points/redemptions/{id}/reversal', 200)), 'of them taken back'],
    [events + of('POST /v1/events/beacon', 204).length, 'events of type inlay.conformance.v1'],
    [of('POST /v1/attribution/tokens', 201).length, 'attribution tokens of one day'],
    [
      of('POST /v1/attribution/conversions', 200).filter(
        ({ json }) => (json as { counted?: unknown })?.counted === true,
      ).length,
      'conversions of kind visit',
    ],
  ];
  return lines.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
}
