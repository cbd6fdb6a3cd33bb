import { setTimeout as wait } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { Skip, succeeded } from './check.ts';
import type { Answer } from './client.ts';
import type { Kit } from './kit.ts';
import type { Visitor } from './visitor.ts';

/** Where the kit's claims come from. */
export const placement = 'conformance';

const digests = new WeakMap<Kit, Map<string, Promise<string>>>();

/** Digest of a campaign's rules as a customer would have seen them. */
export function digestFor(kit: Kit, campaign: string): Promise<string> {
  const known = digests.get(kit) ?? new Map<string, Promise<string>>();
  digests.set(kit, known);
  const digest = known.get(campaign) ?? readDigest(kit, campaign);
  known.set(campaign, digest);
  return digest;
}

async function readDigest(kit: Kit, campaign: string): Promise<string> {
  const answer = await kit.call(`/v1/campaigns/${campaign}`);
  const digest = (answer.json as { rules?: { digest?: string } } | undefined)?.rules?.digest;
  if (!digest) throw new Skip(`there is no campaign ${campaign} to claim`);
  return digest;
}

/** Claims under a key; asks again while the first request with it is worked on. */
export async function claim(
  kit: Kit,
  visitor: Visitor,
  key: string,
  more: { body?: object; what?: string } = {},
): Promise<Answer> {
  const campaign = kit.options.campaigns[0]!;
  const digest = await digestFor(kit, campaign);
  const send = () =>
    visitor.post(
      `/v1/campaigns/${campaign}/claims`,
      { digest, placement, ...more.body },
      {
        headers: { 'idempotency-key': key },
        ...(more.what ? { what: more.what } : {}),
      },
    );
  for (let tries = 0; ; tries++) {
    const answer = await send();
    if ((answer.json as { code?: unknown } | undefined)?.code !== 'in_progress' || tries === 9) return answer;
    await wait(Math.min(5, Number(answer.headers['retry-after']) || 1) * 1000);
  }
}

/** Somebody who may claim and has not; it cannot be told here when the bank says otherwise. */
export async function claimant(kit: Kit, name: string): Promise<Visitor> {
  const visitor = await kit.visitor(name);
  const campaign = kit.options.campaigns[0]!;
  const answer = await visitor.call(`/v1/entitlements?campaigns=${campaign}`);
  const { state, reason } =
    (answer.json as { items?: { state?: string; reason?: string }[] } | undefined)?.items?.[0] ?? {};
  if (state !== 'claimable') {
    const why = [state, reason].filter(Boolean).join(', ');
    throw new Skip(
      `user ${visitor.user} may not claim ${campaign} (${why || 'no entitlement'}); see --campaign and --users`,
    );
  }
  return visitor;
}

/** The id of a claim. */
export const idOf = (answer: Answer) => (answer.json as { id?: unknown } | undefined)?.id;
/** Two answers of the same content. */
export const same = (one: Answer, two: Answer) => isDeepStrictEqual(one.json, two.json);
/** What the bank says a person has claimed. */
export const owned = async (kit: Kit, visitor: Visitor) => {
  const answer = await visitor.call(`/v1/claims?campaign=${kit.options.campaigns[0]}`, {
    what: 'lists his own claims',
  });
  succeeded(answer, 200);
  return { answer, items: (answer.json as { items: { id: string }[] }).items };
};

/** One claim that several checks look at. */
export interface Story {
  visitor: Visitor;
  key: string;
  first: Answer;
}
const stories = new WeakMap<Kit, Promise<Story>>();

/** Makes that claim, once in a run. */
export function story(kit: Kit): Promise<Story> {
  const known = stories.get(kit);
  if (known) return known;
  const made = (async () => {
    const visitor = await claimant(kit, 'a');
    const key = kit.fresh();
    return { visitor, key, first: await claim(kit, visitor, key, { what: 'a first claim' }) };
  })();
  stories.set(kit, made);
  return made;
}

/** The claim of the story, for checks of what comes after it. */
export async function granted(kit: Kit): Promise<Story> {
  const told = await story(kit);
  if (told.first.status !== 201) throw new Skip('the first claim was not granted');
  return told;
}
