import { randomBytes } from 'node:crypto';
import { type Check, type Group, refused, succeeded, want, where } from './check.ts';
import type { Answer } from './client.ts';
import { claim, claimant } from './claiming.ts';
import type { Kit } from './kit.ts';
import { quote } from './points.ts';

const says = where.attribution;
const json = { 'content-type': 'application/json' };

/** A token of the right form that the bank never signed. */
const madeUp = (kit: Kit) => {
  const end = Math.floor(kit.now() / 1000 + 86_400).toString(36);
  return `${randomBytes(16).toString('base64url')}.${end}.${randomBytes(24).toString('base64url')}`;
};

const operations = (kit: Kit, path: string, body: unknown, what: string): Promise<Answer> =>
  kit.call(path, {
    origin: undefined,
    headers: { ...json, authorization: `Bearer ${kit.operationsKey}` },
    body: JSON.stringify(body),
    what,
  });

async function mint(kit: Kit): Promise<{ token: string; answer: Answer }> {
  const { partner } = kit.options;
  const wish = {
    partner,
    placement: 'conformance',
    employee: 'E-CONFORMANCE',
    organisation: 'CONFORMANCE/KIT',
    days: 1,
  };
  const answer = await operations(kit, '/v1/attribution/tokens', wish, 'the bank’s systems ask for a token');
  succeeded(answer, 201);
  return { token: (answer.json as { token: string }).token, answer };
}

const counts = async (kit: Kit, token: string, what: string, partner = kit.options.partner) => {
  const deed = { token, partner, kind: 'visit', subject: `conformance-${kit.fresh()}` };
  const answer = await operations(kit, '/v1/attribution/conversions', deed, what);
  succeeded(answer, 200);
  return { answer, counted: (answer.json as { counted: unknown }).counted };
};

/** The token with its character at a place from the end changed. */
function spoil(token: string, fromEnd: number): string {
  const at = token.length - fromEnd;
  return token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
}

const checks: Check[] = [
  {
    id: 'attribution.claim',
    says: 'A token that does not count costs nobody his coupon',
    where: says,
    needs: 'campaign',
    async run(kit) {
      const visitor = await claimant(kit, 'f');
      const body = { attribution: madeUp(kit) };
      succeeded(await claim(kit, visitor, kit.fresh(), { body, what: 'with an attribution token of our own' }), 201);
    },
  },
  {
    id: 'attribution.quote',
    says: 'A token that does not count costs nobody his price',
    where: says,
    needs: 'item',
    async run(kit) {
      const visitor = await kit.visitor();
      const body = { attribution: madeUp(kit) };
      succeeded(await quote(kit, visitor, { body, what: 'with an attribution token of our own' }), 201);
    },
  },
  {
    id: 'attribution.event',
    says: 'A token that does not count, or is none, is no reason to refuse an event',
    where: says,
    async run(kit) {
      const { partner } = kit.options;
      const source = `urn:inlay:${partner}:${randomBytes(8).toString('hex')}`;
      const event = { specversion: '1.0', source, type: 'inlay.conformance.v1' };
      const events = [
        { ...event, id: '1', attribution: madeUp(kit) },
        { ...event, id: '2', attribution: 7 },
      ];
      const answer = await kit.call(`/v1/events?k=${encodeURIComponent(partner)}`, {
        headers: { 'content-type': 'application/cloudevents-batch+json' },
        body: JSON.stringify(events),
        what: 'events with attribution tokens of our own',
      });
      succeeded(answer, 202);
      want((answer.json as { accepted: unknown }).accepted === 2, 'both accepted', answer);
    },
  },
  {
    id: 'attribution.closed',
    says: 'Tokens are made and counted for the bank’s own systems alone',
    where: says,
    async run(kit) {
      const { partner } = kit.options;
      const wish = JSON.stringify({ partner });
      const deed = JSON.stringify({ token: madeUp(kit), partner, kind: 'visit', subject: 'conformance' });
      for (const [path, body] of [
        ['/v1/attribution/tokens', wish],
        ['/v1/attribution/conversions', deed],
      ] as const) {
        refused(await kit.call(path, { body, headers: json, what: 'without the operations key' }), 'token_invalid');
        const headers = { ...json, authorization: `Bearer ${kit.fresh()}` };
        refused(await kit.call(path, { body, headers, what: 'with another key' }), 'token_invalid');
      }
      const visitor = await kit.visitor();
      const list = await visitor.call('/v1/attribution/conversions', { what: 'with a partner’s token' });
      refused(list, 'token_invalid');
    },
  },
  {
    id: 'attribution.opaque',
    says: 'A token is opaque: it stands in addresses and names nobody',
    where: says,
    needs: 'operations',
    async run(kit) {
      const { token, answer } = await mint(kit);
      want(/^[A-Za-z0-9._-]{22,128}$/.test(token), 'a token of [A-Za-z0-9._-]', answer);
      const inside = token.split('.').map((part) => Buffer.from(part, 'base64url').toString('latin1'));
      want(
        ![token, ...inside].some((text) => /CONFORMANCE/.test(text)),
        'a token that does not hold the employee',
        answer,
      );
    },
  },
  {
    id: 'attribution.counts',
    says: 'A good token counts',
    where: says,
    needs: 'operations',
    async run(kit) {
      const { token } = await mint(kit);
      const { answer, counted } = await counts(kit, token, 'a good token');
      want(counted === true, 'counted: true', answer);
    },
  },
  {
    id: 'attribution.listed',
    says: 'What an organisation brought is listed with all that is below it',
    where: says,
    needs: 'operations',
    async run(kit) {
      const { token } = await mint(kit);
      await counts(kit, token, 'a good token');
      const headers = { authorization: `Bearer ${kit.operationsKey}` };
      const path = '/v1/attribution/conversions?organisation=CONFORMANCE';
      const answer = await kit.call(path, { origin: undefined, headers, what: 'what an organisation brought' });
      succeeded(answer, 200);
      const { items } = answer.json as { items: { employee: string }[] };
      want(
        items.some(({ employee }) => employee === 'E-CONFORMANCE'),
        'the visit that was counted',
        answer,
      );
    },
  },
  {
    id: 'attribution.tampered',
    says: 'A token that was tampered with, came by another partner or is none is dropped',
    where: says,
    needs: 'operations',
    async run(kit) {
      const { token } = await mint(kit);
      const later = token.replace(/\.(\w+)\./, (_, end: string) => `.${(parseInt(end, 36) + 86_400).toString(36)}.`);
      for (const [bad, what] of [
        [spoil(token, 10), 'another signature'],
        [spoil(token, 60), 'another id'],
        [later, 'a later end'],
        [madeUp(kit), 'a token of our own'],
      ] as const) {
        const { answer, counted } = await counts(kit, bad, what);
        want(counted === false, 'counted: false', answer);
      }
      const { answer, counted } = await counts(kit, token, 'by another partner', 'another-partner');
      want(counted === false, 'counted: false', answer);
    },
  },
];

/** The attribution token. */
export const attributionGroup: Group = { name: 'attribution', title: 'Attribution', checks };
