import { mkdirSync, writeFileSync } from 'node:fs';
import { browser } from '../test/support/browser.ts';
import type { Pair } from '../test/support/pair-page.ts';
import { drawPair, pairPage, pairScripts } from '../test/support/pairs.ts';
import { smallPng } from '../test/support/small-png.ts';

const to = 'docs/images/miniprogram';
const dark = { theme: 'dark' };
const elder = { mode: 'elder' };

/** What `docs/mini-program.md` shows: the web widget on the left, the native component on the right. */
const pictures: Record<string, Pair> = {
  'wealth-card': { widget: 'wealth-card' },
  'wealth-card-fund-dark': { widget: 'wealth-card', attributes: { product: 'FD990013', ...dark } },
  'coupon-claim': { widget: 'coupon-claim', state: 'claimable' },
  'coupon-claim-batches-dark': { widget: 'coupon-claim', state: 'claimed, three later', attributes: dark },
  'coupon-claim-not-eligible': { widget: 'coupon-claim', state: 'not eligible' },
  'coupon-claim-elder': { widget: 'coupon-claim', state: 'counted down', attributes: elder },
  'points-redeem': { widget: 'points-redeem' },
  'points-redeem-elder': { widget: 'points-redeem', state: 'mixed', attributes: elder },
  'app-banner': { widget: 'app-banner', attributes: { paid: '' } },
  'app-banner-bar-dark': { widget: 'app-banner', attributes: { form: 'bar', ...dark } },
  'app-banner-elder': { widget: 'app-banner', attributes: elder },
};

process.chdir(new URL('..', import.meta.url).pathname);
mkdirSync(to, { recursive: true });
const scripts = await pairScripts('src/miniprogram');
for (const [name, pair] of Object.entries(pictures)) {
  const page = await pairPage(scripts, 375, pair.attributes?.theme === 'dark');
  await page.setViewportSize({ width: 750, height: 100 });
  await drawPair(page, pair);
  const png = await smallPng(page, await page.screenshot({ fullPage: true }));
  writeFileSync(`${to}/${name}.png`, png);
  console.log(`${name}.png ${png.length} B`);
  await page.context().close();
}
await (await browser()).close();
