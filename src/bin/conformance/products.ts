import { parseProduct } from '../../core/api.ts';
import { parseCampaign } from '../../core/campaign.ts';
import { shanghaiDate } from '../../core/date.ts';
import { checkProduct } from '../../core/disclosure.ts';
import { type Check, type Group, succeeded, want, where } from './check.ts';
import type { Answer } from './client.ts';
import { digestOf } from './keys.ts';
import type { Kit } from './kit.ts';
import { sdkReads } from './policy.ts';

const texts = ['risk', 'benchmark', 'pastPerformance', 'agency', 'fund', 'fundOthers'];
const rules = [
  'scope',
  'who',
  'quota',
  'claimWindow',
  'validity',
  'stacking',
  'refund',
  'contact',
  'organiser',
  'extra',
  'smallPrint',
];
/** Members by which products could be ranked (W10). */
const figures = /performance|benchmark|yield|rate|cash|nav|return/i;

/** The texts of an object that are there, in an order. */
const present = (from: Record<string, unknown>, order: string[]) =>
  order.flatMap((name) => (from[name] ?? []) as string | string[]);

async function fetched(kit: Kit, path: string): Promise<Answer> {
  const answer = await kit.call(path);
  succeeded(answer, 200);
  return answer;
}

const products: Check[] = [
  {
    id: 'products.list',
    says: 'The list holds products of one kind, without figures by which they could be ranked (W10)',
    where: where.calls,
    async run(kit) {
      for (const kind of ['wealth', 'fund']) {
        const answer = await fetched(kit, `/v1/products?kind=${kind}`);
        const { items } = answer.json as { items: Record<string, unknown>[] };
        want(
          items.every((item) => item['kind'] === kind),
          `products of kind ${kind} alone`,
          answer,
        );
        const shown = items.flatMap(Object.keys).find((name) => figures.test(name));
        want(!shown, `no member ${shown} in a list`, answer);
      }
    },
  },
  {
    id: 'products.shown',
    says: 'The SDK understands a product and, by the rules for a card, shows it',
    where: where.product,
    needs: 'product',
    async run(kit) {
      const answer = await fetched(kit, `/v1/products/${kit.product}`);
      const product = sdkReads(answer, parseProduct);
      want(product.id === kit.product, 'the product asked for', answer);
      const region = product.regions[0] ?? '';
      const found = checkProduct(product, { today: shanghaiDate(kit.now()), profile: 'standard', region });
      want(!found.reason, `a product that may be shown; by ${found.rules.join(', ')} of the rules it may not`, answer);
    },
  },
  {
    id: 'products.digest',
    says: 'disclosure.digest is the SHA-256 of the texts that are there, and differs by language',
    where: where.product,
    needs: 'product',
    async run(kit) {
      const digests = new Set<unknown>();
      for (const locale of ['zh-CN', 'zh-HK', 'en']) {
        const answer = await fetched(kit, `/v1/products/${kit.product}?locale=${locale}`);
        const { disclosure } = answer.json as { disclosure: Record<string, unknown> };
        const digest = digestOf(present(disclosure, texts));
        want(disclosure['digest'] === digest, `the digest of its texts, ${digest}`, answer);
        digests.add(digest);
        if (locale === 'en') want(digests.size === 3, 'other texts in each language', answer);
      }
    },
  },
  {
    id: 'products.history',
    says: 'The history comes oldest first, in pages of 250 at most, and goes on from next',
    where: where.calls,
    needs: 'product',
    async run(kit) {
      const path = `/v1/products/${kit.product}/nav`;
      const answer = await fetched(kit, path);
      const { items, next } = answer.json as { items: { date: string }[]; next: string | null };
      const days = items.map(({ date }) => date);
      want(
        days.length <= 250 && days.every((day, at) => !at || day > days[at - 1]!),
        'at most 250 days, oldest first',
        answer,
      );
      if (next === null) return;
      const more = await fetched(kit, `${path}?cursor=${encodeURIComponent(next)}`);
      const [first] = (more.json as { items: { date: string }[] }).items;
      want(!first || first.date > days[days.length - 1]!, 'the days after the last of the page before', more);
    },
  },
];

const campaigns: Check[] = [
  {
    id: 'campaigns.shown',
    says: 'The SDK understands a campaign',
    where: where.campaigns,
    needs: 'campaign',
    async run(kit) {
      const [id] = kit.options.campaigns;
      const answer = await fetched(kit, `/v1/campaigns/${id}`);
      want(sdkReads(answer, parseCampaign).id === id, 'the campaign asked for', answer);
    },
  },
  {
    id: 'campaigns.digest',
    says: 'rules.digest is the SHA-256 of the texts that are there',
    where: where.campaigns,
    needs: 'campaign',
    async run(kit) {
      const answer = await fetched(kit, `/v1/campaigns/${kit.options.campaigns[0]}`);
      const told = (answer.json as { rules: Record<string, unknown> }).rules;
      const digest = digestOf(present(told, rules));
      want(told['digest'] === digest, `the digest of its texts, ${digest}`, answer);
    },
  },
  {
    id: 'campaigns.stock',
    says: 'The stock is a word, never a number (C4)',
    where: where.campaigns,
    needs: 'campaign',
    async run(kit) {
      const answer = await fetched(kit, `/v1/campaigns/${kit.options.campaigns[0]}`);
      const told = answer.json as Record<string, unknown>;
      want(typeof told['stock'] === 'string' && !/\d/.test(told['stock']), 'a word for the stock', answer);
      const counting = Object.keys(told).find((name) => /remain|left|total/i.test(name));
      want(!counting, `no member ${counting}`, answer);
    },
  },
  {
    id: 'campaigns.list',
    says: 'Campaigns come in the order asked, and an unknown one as not_found in its place',
    where: where.calls,
    needs: 'campaign',
    async run(kit) {
      const ids = ['NO-SUCH-CAMPAIGN', ...[...kit.options.campaigns].reverse()];
      const answer = await fetched(kit, `/v1/campaigns?ids=${ids.join(',')}`);
      const { items } = answer.json as { items: { id: string; error?: string }[] };
      want(items.map(({ id }) => id).join() === ids.join(), `items ${ids.join(', ')}`, answer);
      want(items[0]?.error === 'not_found' && !items[1]?.error, 'error not_found for the unknown one alone', answer);
    },
  },
];

/** Products and campaigns, which are public. */
export const productGroups: Group[] = [
  { name: 'products', title: 'Products', checks: products },
  { name: 'campaigns', title: 'Campaigns', checks: campaigns },
];
