import { parseItem } from '../../core/reward.ts';
import { parseQuote } from '../../core/reward-answers.ts';
import { type Check, type Group, refused, Skip, succeeded, want, where } from './check.ts';
import type { Answer } from './client.ts';
import { digestOf } from './keys.ts';
import type { Kit } from './kit.ts';
import { sdkReads } from './policy.ts';
import type { Visitor } from './visitor.ts';

const says = where.points;
const texts = ['price', 'delivery', 'refund', 'validity', 'contact'];

interface Item {
  target: string;
  price: { kind: string; points?: number; moneyFen?: number; min?: number };
  rules: Record<string, string>;
}

async function itemOf(kit: Kit): Promise<Answer & { json: Item }> {
  const answer = await kit.call(`/v1/reward-items/${kit.options.item}`);
  succeeded(answer, 200);
  return answer;
}

/** Asks for a price of one piece, or of the least that may be taken off. */
export async function quote(kit: Kit, visitor: Visitor, more: { body?: object; what?: string } = {}): Promise<Answer> {
  const { json: item } = await itemOf(kit);
  const body = {
    item: kit.options.item,
    quantity: 1,
    digest: item.rules['digest'],
    placement: 'conformance',
    ...(item.price.kind === 'variable' ? { points: item.price.min } : {}),
    ...(item.target === 'partner_order'
      ? { order: { id: `conformance-${kit.fresh().slice(0, 8)}`, amountFen: 100_000 } }
      : {}),
    ...more.body,
  };
  return visitor.post('/v1/points/quotes', body, more.what ? { what: more.what } : {});
}

interface Quoted {
  quote: string;
  id: string;
  points: number;
  moneyFen: number;
  expiresAt: string;
}

const quotes = new WeakMap<Kit, Promise<Answer>>();

/** One quote that several checks look at. */
function theQuote(kit: Kit): Promise<Answer & { json: Quoted }> {
  const known = quotes.get(kit) ?? kit.visitor().then((visitor) => quote(kit, visitor, { what: 'asks for a price' }));
  quotes.set(kit, known);
  return known;
}

async function given(kit: Kit): Promise<Quoted> {
  const answer = await theQuote(kit);
  if (answer.status !== 201) throw new Skip('no price was given');
  return answer.json;
}

/** Everything a text may say when it is read as base64url, part by part. */
const unpacked = (token: string) =>
  [token, ...token.split('.').map((part) => Buffer.from(part, 'base64url').toString('latin1'))].join('\n');

const checks: Check[] = [
  {
    id: 'points.item',
    says: 'The SDK understands an item, and rules.digest is the SHA-256 of its five texts',
    where: where.openapi,
    needs: 'item',
    async run(kit) {
      const answer = await itemOf(kit);
      sdkReads(answer, (json) => parseItem(json, kit.options.item!));
      const { rules } = answer.json;
      const digest = digestOf(texts.map((name) => rules[name] ?? ''));
      want(rules['digest'] === digest, `the digest of its texts, ${digest}`, answer);
    },
  },
  {
    id: 'points.quota',
    says: 'How much of the caps is used is told, and no balance',
    where: says,
    needs: 'item',
    async run(kit) {
      const visitor = await kit.visitor();
      succeeded(await visitor.call(`/v1/reward-items/${kit.options.item}/quota`), 200);
    },
  },
  {
    id: 'points.quote',
    says: 'A price is given with 201 and is that of the item; the SDK understands it',
    where: says,
    needs: 'item',
    async run(kit) {
      const answer = await theQuote(kit);
      succeeded(answer, 201);
      const read = sdkReads(answer, parseQuote);
      const { price } = (await itemOf(kit)).json;
      const points = price.kind === 'variable' ? price.min : price.points;
      want(read.points === points && read.moneyFen === (price.moneyFen ?? 0), 'the price of the item', answer);
    },
  },
  {
    id: 'points.quote-life',
    says: 'A price holds for ten minutes',
    where: says,
    needs: 'item',
    async run(kit) {
      const answer = await theQuote(kit);
      const { expiresAt } = await given(kit);
      const left = Date.parse(expiresAt) - kit.now();
      want(left > 0 && left <= 605_000, 'an end within ten minutes', answer);
    },
  },
  {
    id: 'points.quote-opaque',
    says: 'Nothing of what a quote is bound to stands in its token (R6)',
    where: says,
    needs: 'item',
    async run(kit) {
      const { quote: token } = await given(kit);
      const visitor = await kit.visitor();
      const inside = unpacked(token);
      for (const secret of [kit.options.item!, visitor.user, visitor.session]) {
        want(!inside.includes(secret), `a token without ${secret}`, await theQuote(kit));
      }
    },
  },
  {
    id: 'points.quote-session',
    says: 'A price is given to somebody with a session',
    where: says,
    needs: 'item',
    async run(kit) {
      const body = JSON.stringify({ item: kit.options.item, quantity: 1, digest: '0'.repeat(64), placement: '' });
      const headers = { 'content-type': 'application/json' };
      refused(await kit.call('/v1/points/quotes', { body, headers, what: 'without a token' }), 'token_invalid');
    },
  },
  {
    id: 'points.quote-rules',
    says: 'A price for rules other than those in force is refused as rules_changed',
    where: says,
    needs: 'item',
    async run(kit) {
      const visitor = await kit.visitor();
      const body = { digest: '0'.repeat(64) };
      refused(await quote(kit, visitor, { body, what: 'with the digest of no rules' }), 'rules_changed');
    },
  },
  {
    id: 'points.quote-form',
    says: 'A wish that is not well formed is refused',
    where: says,
    needs: 'item',
    async run(kit) {
      const visitor = await kit.visitor();
      for (const quantity of [0, -1, 1.5]) {
        refused(
          await quote(kit, visitor, { body: { quantity }, what: `a quantity of ${quantity}` }),
          'invalid_request',
        );
      }
    },
  },
  {
    id: 'points.outcome',
    says: 'What became of a quote is told to its owner alone; nothing yet: empty',
    where: says,
    needs: 'item',
    async run(kit) {
      const { id } = await given(kit);
      for (const name of ['a', 'b']) {
        const visitor = await kit.visitor(name);
        const answer = await visitor.call(`/v1/points/redemptions?quote=${id}`, {
          what: `user ${name} asks for the outcome`,
        });
        succeeded(answer, 200);
        want((answer.json as { items: unknown[] }).items.length === 0, 'no items', answer);
      }
    },
  },
  {
    id: 'points.bank-only',
    says: 'Balance, entries, and everything that confirms answer bank_identity_required to a partner’s token (P2, P5)',
    where: says,
    needs: 'item',
    async run(kit) {
      const visitor = await kit.visitor();
      const { quote: token } = await given(kit);
      const at = `/v1/points/quotes/${encodeURIComponent(token)}`;
      for (const path of ['/v1/points/balance', '/v1/points/entries', at]) {
        refused(await visitor.call(path, { what: 'with a partner’s token' }), 'bank_identity_required');
      }
      refused(
        await visitor.call(`${at}/renewal`, { method: 'POST', what: 'with a partner’s token' }),
        'bank_identity_required',
      );
      const headers = { 'idempotency-key': kit.fresh() };
      const confirm = await visitor.post(
        '/v1/points/redemptions',
        { quote: token },
        { headers, what: 'confirms with a partner’s token' },
      );
      refused(confirm, 'bank_identity_required');
    },
  },
];

/** Points, as far as a partner's page may go. */
export const pointGroup: Group = { name: 'points', title: 'Points', checks };
