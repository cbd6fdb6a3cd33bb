import { readFileSync } from 'node:fs';
import type { Entry } from '../../scripts/integrity.ts';
import { sampleCampaign } from '../support/campaigns.ts';
import { card, partnerPage, scriptTag, startSite, type Answer, type Site } from '../support/pages.ts';
import { sampleItem } from '../support/rewards.ts';
import { sampleIds, samplePolicy, sampleProduct } from '../support/products.ts';
import { strictPolicy } from '../support/host-policies.ts';
import type { Locale } from '../../src/core/text.ts';

const open = { 'access-control-allow-origin': '*', 'cache-control': 'no-store' };
const json = (body: unknown): Answer => ({ body: JSON.stringify(body), type: 'application/json', headers: open });

/** What `dist/integrity.json` says. */
export const entries = JSON.parse(readFileSync('dist/integrity.json', 'utf8')) as Entry[];

/** Every shipped file as it was when the tests began. */
const built = new Map(entries.map(({ file }) => [file, readFileSync(`dist/${file}`, 'utf8')]));

/** The text of a shipped file. */
export const textOf = (file: string): string => built.get(file)!;

/** The hash of a shipped file. */
export const hashOf = (file: string): string => entries.find((entry) => entry.file === file)!.sha384;

/** A CDN with the built files, which is also a gateway with the sample products, and a partner's site. */
export interface Cdn {
  at: string;
  site: Site;
  /** Paths asked of the CDN. */
  asked: string[];
  /** Serves a file otherwise from now on; without a change as it was built. */
  change(file: string, change?: (text: string) => string | Promise<string> | Answer): void;
  /** Puts a page with our script tags and one card under the strict policy and gives its address. */
  page(parts: { scripts?: string; head?: string; cards?: string; tail?: string; policy?: string }): string;
  /** Takes the integrity out of a page that was put. */
  strip(address: string): void;
  /** The loader's tag or the one-file build's, with integrity. */
  tag(file?: 'inlay.js' | 'inlay.iife.js', more?: string): string;
  /** A classic language file's tag, with integrity. */
  side(file: string): string;
  card(more?: string): string;
  close(): Promise<void>;
}

/** Starts both on free ports; `cdn.localhost` and `hotel.localhost` are two sites to a browser. */
export async function startCdn(): Promise<Cdn> {
  const [cdn, site] = await Promise.all([startSite('cdn'), startSite('hotel')]);
  const change: Cdn['change'] = (file, edit = (text) => text) => {
    cdn.on(`/inlay/${file}`, async () => {
      const changed = await edit(textOf(file));
      const type = file.endsWith('.css') ? 'text/css' : 'text/javascript';
      return typeof changed === 'string' ? { body: changed, type, headers: open } : { type, headers: open, ...changed };
    });
  };
  for (const { file } of entries) change(file);
  for (const id of sampleIds) {
    cdn.on(`/v1/products/${id}`, () => json(sampleProduct(id, 'zh-CN' satisfies Locale)));
  }
  const [campaign, item] = [sampleCampaign('SHANLAN-WEEKLY'), sampleItem()];
  cdn.on(`/v1/campaigns/${campaign.id}`, () => json(campaign));
  cdn.on(`/v1/reward-items/${item['id'] as string}`, () => json(item));
  cdn.on('/v1/channel-policy', () => json(samplePolicy()));
  let pages = 0;
  const written = new Map<string, Answer>();
  return {
    at: cdn.origin,
    site,
    asked: cdn.asked,
    change,
    page({ policy = strictPolicy(cdn.origin), cards = card(cdn.origin), ...parts }) {
      const headers = { 'content-security-policy': policy };
      // The strict policy lets no data: image through, and an icon is one.
      const body = partnerPage({ cards, ...parts }).replace('<link rel="icon" href="data:,">', '');
      const answer = { body, headers };
      const address = site.put(`/page-${++pages}`, answer);
      written.set(address, answer);
      return address;
    },
    strip(address) {
      const { body, headers } = written.get(address)!;
      site.put(new URL(address).pathname, { body: String(body).replace(/ integrity="[^"]*"/g, ''), headers: headers! });
    },
    tag: (file = 'inlay.js', more = '') => scriptTag({ bank: cdn.origin, file, integrity: hashOf(file), more }),
    side: (file) => `<script src="${cdn.origin}/inlay/${file}" integrity="${hashOf(file)}" crossorigin></script>`,
    card: (more = '') => card(cdn.origin, `product="FN30D02A" placement="test" ${more}`),
    close: async () => {
      await Promise.all([cdn.close(), site.close()]);
    },
  };
}
