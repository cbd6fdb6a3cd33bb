import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { describe, test } from 'node:test';
import { onPage } from '../support/browser.ts';
import { clean, isReady } from '../support/look.ts';
import { startWorld } from '../support/world.ts';

const world = await startWorld();
const folder = new URL('../../artifacts/', import.meta.url).pathname;
mkdirSync(folder, { recursive: true });

/** How far the page is wider than its window, and which texts are cut off. */
const measure = `(() => {
  const cut = [];
  const walk = (root) => { for (const one of root.querySelectorAll('*')) {
    if (one.shadowRoot) walk(one.shadowRoot);
    const style = getComputedStyle(one);
    if (one.role !== 'img' && style.overflow !== 'visible' && style.clip === 'auto' && style.clipPath === 'none' && one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 1) cut.push(one.className || one.localName);
    const box = one.getBoundingClientRect();
    if (box.width && box.right > innerWidth + 0.5 && style.position !== 'absolute') cut.push('wide ' + (one.className || one.localName));
  } };
  walk(document);
  return { over: document.documentElement.scrollWidth - innerWidth, cut };
})()`;

describe('the pages as they look', () => {
  for (const width of [320, 375, 768]) {
    for (const mode of ['light', 'dark', 'elder'] as const) {
      test(`hotel and bank at ${width} px, ${mode}: no overflow, no console error`, async () => {
        await onPage({ width, height: 800, dark: mode === 'dark' }, async (watched) => {
          const { page } = watched;
          await page.goto(`${world.hotel.origin}/`);
          await isReady(page);
          await page.getByRole('button', { name: '不同意' }).click();
          await isReady(page);
          if (mode === 'elder') {
            await page.evaluate(() => {
              const inlay = (globalThis as unknown as { inlay: { update(change: object): void } }).inlay;
              inlay.update({ mode: 'elder' });
            });
            await page.locator('inlay-wealth-card .elder').waitFor();
          }
          await page.waitForTimeout(300);
          await page.screenshot({ path: `${folder}hotel-${width}-${mode}.png`, fullPage: true });
          assert.deepEqual(await page.evaluate(measure), { over: 0, cut: [] });
          clean(watched);

          await page.goto(`${world.at}/h5/products/FN30D02A`);
          await page.screenshot({ path: `${folder}bank-${width}-${mode}.png`, fullPage: true });
          assert.deepEqual(await page.evaluate(measure), { over: 0, cut: [] });
          clean(watched);
        });
      });
    }
  }
});
