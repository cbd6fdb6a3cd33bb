import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { couponStates } from '../support/coupon-states.ts';
import type { Pair } from '../support/pair-page.ts';
import { clearPair, drawPair, pairPage, pairScripts, readPair, type Half } from '../support/pairs.ts';

const scripts = pairScripts('src/miniprogram');
/** px. */
const NEAR = 1;

const things: Pair[] = [
  { widget: 'wealth-card' },
  { widget: 'wealth-card', attributes: { product: 'FD990013' } },
  { widget: 'wealth-card', attributes: { product: 'CS00M01A' } },
  { widget: 'wealth-card', attributes: { product: 'SOLDOUT1', layout: 'compact' } },
  ...couponStates.map(([state]): Pair => ({ widget: 'coupon-claim', state })),
  { widget: 'coupon-claim', state: 'claimable', attributes: { layout: 'compact' } },
  { widget: 'points-redeem' },
  { widget: 'points-redeem', state: 'mixed' },
  { widget: 'points-redeem', state: 'sold out' },
  ...['inline', 'bar', 'link'].map((form): Pair => ({ widget: 'app-banner', attributes: { form } })),
  { widget: 'app-banner', attributes: { paid: '' } },
  ...['inline', 'link'].map((form): Pair => ({ widget: 'app-banner', attributes: { form }, state: 'notice' })),
];
const flash = new Set<string>(couponStates.filter(([, id]) => id === 'FLASH-8TH').map(([state]) => state));
const looks: Record<string, string>[] = [
  { theme: 'light' },
  { theme: 'dark', locale: 'en' },
  { mode: 'elder', theme: 'auto' },
  { mode: 'elder', locale: 'zh-HK' },
];

const words = ({ letters }: Half) => letters.map(({ letter }) => letter).join('');

/** The first letter that stands elsewhere, in words. */
function strayed(web: Half, mini: Half): string {
  const at = web.letters.findIndex(({ x, y }, i) => {
    const other = mini.letters[i]!;
    return Math.abs(x - other.x) > NEAR || Math.abs(y - other.y) > NEAR;
  });
  if (at < 0) return '';
  const { x, y } = web.letters[at]!;
  const other = mini.letters[at]!;
  return `${words(web).slice(Math.max(0, at - 8), at + 8)}: ${x},${y} and ${other.x},${other.y}`;
}

/** What is wrong with the native half of a pair. */
async function faults(page: Page, pair: Pair): Promise<string[]> {
  await drawPair(page, pair);
  const { web, mini } = await readPair(page);
  await clearPair(page);
  const elder = pair.attributes?.mode === 'elder' && pair.widget !== 'app-banner';
  const found = [
    web.letters.length > 10 ? '' : 'the web shows nothing',
    words(mini) === words(web) ? strayed(web, mini) : `${words(mini)} for ${words(web)}`,
    mini.target >= (elder ? 60 : 44) ? '' : `a target of ${mini.target} px`,
    mini.overflow > 0 ? `${mini.overflow} px too wide` : '',
  ];
  return found.filter(Boolean).map((fault) => `${JSON.stringify(pair)}: ${fault}`);
}

for (const width of [320, 375, 768])
  for (const look of looks)
    test(`X1 X2 a native component shows the web's words in the web's places: ${width} px, ${JSON.stringify(look)}`, async () => {
      const page = await pairPage(await scripts, width);
      const found: string[] = [];
      for (const pair of things) {
        const attributes = { ...look, ...pair.attributes };
        // No advertisement and no flash sale in the elder view.
        if (look.mode && ('paid' in attributes || flash.has(pair.state ?? ''))) continue;
        found.push(...(await faults(page, { ...pair, attributes })));
      }
      await page.context().close();
      assert.deepEqual(found, []);
    });
