import { parseClaim, parseEntitlement } from '../../core/entitlement.ts';
import { type Check, type Group, refused, Skip, succeeded, want, where } from './check.ts';
import { claim, claimant, digestFor, granted, idOf, owned, placement, same, story } from './claiming.ts';
import { sdkReads } from './policy.ts';

const says = where.claims;

const checks: Check[] = [
  {
    id: 'claims.standing',
    says: 'How a person stands with each campaign is told in the order asked; the SDK understands it',
    where: where.campaigns,
    needs: 'campaign',
    async run(kit) {
      const visitor = await kit.visitor();
      const [campaign] = kit.options.campaigns;
      const answer = await visitor.call(`/v1/entitlements?campaigns=${campaign},NO-SUCH-CAMPAIGN`);
      succeeded(answer, 200);
      const { items } = answer.json as { items: { campaign: string; error?: string }[] };
      const [known, unknown] = items;
      want(known?.campaign === campaign && unknown?.error === 'not_found', 'the campaign, then not_found', answer);
      sdkReads(answer, () => parseEntitlement(known));
    },
  },
  {
    id: 'claims.signed-out',
    says: 'A claim needs a session',
    where: says,
    needs: 'campaign',
    async run(kit) {
      const body = JSON.stringify({ digest: '0'.repeat(64), placement });
      const headers = { 'content-type': 'application/json', 'idempotency-key': kit.fresh() };
      const path = `/v1/campaigns/${kit.options.campaigns[0]}/claims`;
      refused(await kit.call(path, { body, headers, what: 'without a token' }), 'token_invalid');
    },
  },
  {
    id: 'claims.key-form',
    says: 'A claim comes with an Idempotency-Key of 1 to 64 characters',
    where: says,
    needs: 'campaign',
    async run(kit) {
      const visitor = await kit.visitor('b');
      const path = `/v1/campaigns/${kit.options.campaigns[0]}/claims`;
      const body = { digest: '0'.repeat(64), placement };
      refused(await visitor.post(path, body, { what: 'without a key' }), 'invalid_request');
      const headers = { 'idempotency-key': 'x'.repeat(65) };
      refused(await visitor.post(path, body, { headers, what: 'with a key of 65 characters' }), 'invalid_request');
    },
  },
  {
    id: 'claims.granted',
    says: 'A claim is answered with 201 and the claim, under its key; the SDK understands it',
    where: says,
    needs: 'campaign',
    async run(kit) {
      const { first, key } = await story(kit);
      succeeded(first, 201);
      const read = sdkReads(first, (json) => parseClaim(json, kit.options.campaigns[0]!));
      want(read.key === key && read.coupons.length > 0 && !read.already, 'its key, a coupon, and no "already"', first);
    },
  },
  {
    id: 'claims.same-key',
    says: 'One key has one answer',
    where: says,
    needs: 'campaign',
    async run(kit) {
      const { visitor, key, first } = await granted(kit);
      const again = await claim(kit, visitor, key, { what: 'the same key again' });
      succeeded(again, 200);
      want(same(first, again), 'the first answer', again);
    },
  },
  {
    id: 'claims.replay-marked',
    says: 'An answer given before is marked by Idempotency-Replayed: true',
    where: where.calls,
    needs: 'campaign',
    async run(kit) {
      const { visitor, key } = await granted(kit);
      const again = await claim(kit, visitor, key, { what: 'the same key again' });
      want(again.headers['idempotency-replayed'] === 'true', 'Idempotency-Replayed: true', again);
    },
  },
  {
    id: 'claims.other-page',
    says: 'Digest, placement and attribution only accompany the wish: a retry may come from another page',
    where: says,
    needs: 'campaign',
    async run(kit) {
      const { visitor, key, first } = await granted(kit);
      const body = { placement: 'another-page', digest: '0'.repeat(64) };
      const again = await claim(kit, visitor, key, { body, what: 'the same key from another page' });
      want(again.status === 200 && idOf(again) === idOf(first), '200 with the first claim', again);
    },
  },
  {
    id: 'claims.other-key',
    says: 'A second wish of one who has what his right gives is answered with that claim and already: true',
    where: says,
    needs: 'campaign',
    async run(kit) {
      const { visitor, first } = await granted(kit);
      const standing = await visitor.call(`/v1/entitlements?campaigns=${kit.options.campaigns[0]}`);
      const [now] = (standing.json as { items: { state?: string }[] }).items;
      if (now?.state === 'claimable') throw new Skip('this campaign grants a person more than one claim');
      const other = await claim(kit, visitor, kit.fresh(), { what: 'another key' });
      const { already, id } = (other.json ?? {}) as { already?: unknown; id?: unknown };
      const right = other.status === 200 && already === true && id === idOf(first);
      want(right, '200, the first claim and already: true', other);
    },
  },
  {
    id: 'claims.key-of-another',
    says: 'The same key for another campaign is idempotency_key_reused',
    where: says,
    needs: 'campaigns',
    async run(kit) {
      const { visitor, key } = await granted(kit);
      const other = kit.options.campaigns[1]!;
      const body = { digest: await digestFor(kit, other), placement };
      const headers = { 'idempotency-key': key };
      const what = 'the key of a claim on another campaign';
      refused(await visitor.post(`/v1/campaigns/${other}/claims`, body, { headers, what }), 'idempotency_key_reused');
    },
  },
  {
    id: 'claims.found',
    says: 'A claim is found by its key; a key under which nothing was made has none',
    where: where.calls,
    needs: 'campaign',
    async run(kit) {
      const { visitor, key, first } = await granted(kit);
      const answer = await visitor.call(`/v1/claims?key=${key}`, { what: 'asks by the key' });
      const items = (answer.json as { items?: { id: unknown }[] } | undefined)?.items ?? [];
      want(items.length === 1 && items[0]!.id === idOf(first), 'the claim', answer);
      const nothing = await visitor.call(`/v1/claims?key=${kit.fresh()}`, { what: 'asks by a key of nothing' });
      want((nothing.json as { items?: unknown[] } | undefined)?.items?.length === 0, 'no items', nothing);
    },
  },
  {
    id: 'claims.key-of-a-person',
    says: 'Nobody meets another’s key: its scope is partner, person and route',
    where: says,
    needs: 'campaign',
    async run(kit) {
      const { key, first } = await granted(kit);
      const other = await claimant(kit, 'b');
      const own = await claim(kit, other, key, { what: 'another user with the same key' });
      want(own.status === 201 && idOf(own) !== idOf(first), '201 with a claim of his own', own);
    },
  },
  {
    id: 'claims.at-once',
    says: 'Twenty calls with one key at the same moment make one claim, and all read it',
    where: says,
    needs: 'campaign',
    async run(kit) {
      const visitor = await claimant(kit, 'c');
      const key = kit.fresh();
      const what = 'one key, twenty times at once';
      const answers = await Promise.all(Array.from({ length: 20 }, () => claim(kit, visitor, key, { what })));
      const made = answers.find(({ status }) => status === 201) ?? answers[0]!;
      for (const answer of answers) {
        want(answer.status < 300 && idOf(answer) === idOf(made), 'the one claim in every answer', answer);
      }
      const { answer, items } = await owned(kit, visitor);
      want(items.length === 1 && items[0]!.id === idOf(made), `one claim (there are ${items.length})`, answer);
    },
  },
  {
    id: 'claims.keys-at-once',
    says: 'Ten keys of one person at the same moment make no more claims than his right gives',
    where: says,
    needs: 'campaign',
    async run(kit) {
      const visitor = await claimant(kit, 'd');
      const what = 'ten keys at once';
      const answers = await Promise.all(Array.from({ length: 10 }, () => claim(kit, visitor, kit.fresh(), { what })));
      const ids = new Set(answers.filter(({ status }) => status < 300).map(idOf));
      const { answer, items } = await owned(kit, visitor);
      want(items.length === ids.size, `the ${ids.size} claims that were answered (there are ${items.length})`, answer);
      const news = answers.filter(({ status }) => status === 201).length;
      want(news === items.length, `as many answers 201 as claims (${news} for ${items.length})`, answer);
    },
  },
  {
    id: 'claims.refusal-not-kept',
    says: 'A refusal has no effect and is not kept: the same key may come again',
    where: says,
    needs: 'campaign',
    async run(kit) {
      const visitor = await claimant(kit, 'e');
      const key = kit.fresh();
      const body = { digest: '0'.repeat(64) };
      refused(await claim(kit, visitor, key, { body, what: 'with the digest of no rules' }), 'rules_changed');
      succeeded(await claim(kit, visitor, key, { what: 'the same key with the right digest' }), 201);
    },
  },
];

/** Claims and their keys. */
export const claimGroup: Group = { name: 'claims', title: 'Claims and their keys', checks };
