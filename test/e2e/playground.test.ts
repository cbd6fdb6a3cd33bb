import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { brotliCompressSync } from 'node:zlib';
import type { FrameLocator, Page } from 'playwright-core';
import { failures } from '../../demo/playground/failures/list.ts';
import { sections } from '../../demo/playground/sections.ts';
import { presets } from '../../demo/playground/theme/presets.ts';
import { onPage, until } from '../support/browser.ts';
import { accessible, drawn, fitting, lend, picture, startWalk, unhurt, widths } from '../support/walk.ts';

const demo = await startWalk();
const { origin } = demo.playground;

/** Failures in spite of which a wealth card shows its product: they strike elsewhere, or it has another way. */
const shown = /^(409|clock|storage|slow|bridge)$/;

/** The page in the first frame. */
const inside = (page: Page): FrameLocator => page.frameLocator('play-stage iframe >> nth=0');

describe('the playground', () => {
  test('its first load is below 150 kB brotli, and no script stands in its page', async () => {
    await onPage({}, async (watched) => {
      const { page } = watched;
      const sizes: Promise<number>[] = [];
      page.on('response', (answer) => {
        if (answer.url().startsWith(origin)) sizes.push(answer.body().then((body) => brotliCompressSync(body).length));
      });
      await page.goto(origin);
      await page.locator('h1').waitFor();
      const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
      console.log(`first load ${(total / 1000).toFixed(1)} kB brotli in ${sizes.length} files`);
      assert.ok(total > 5_000 && total < 150_000, `${total} bytes`);
      const answer = await fetch(`http://127.0.0.1:${demo.playground.port}/`, {
        headers: { host: new URL(origin).host },
      });
      assert.doesNotMatch(await answer.text(), /<script(?![^>]* src=)|<style|style=|\son\w+=/);
      unhurt(watched);
    });
  });

  test('every address is a page of its own: what is turned goes into it, and it brings back what was turned', async () => {
    await onPage({ width: 1440, height: 900 }, async (watched) => {
      const { page } = watched;
      await page.goto(`${origin}/gallery/wealth-card/ready?panel=knobs`);
      const frame = inside(page);
      await frame.locator('h3').waitFor();
      await page.locator('#knob-product').fill('LS00C01A');
      await page.locator('#knob-product').press('Enter');
      await frame.getByText('流水').first().waitFor();
      await page.locator('input[name=theme][value=dark]').check();
      await frame.locator('.base.dark').waitFor();
      assert.match(page.url(), /a\.product=LS00C01A/);
      assert.match(page.url(), /theme=dark/);
      await page.reload();
      const again = inside(page);
      await again.getByText('流水').first().waitFor();
      await again.locator('.base.dark').waitFor();
      await page.getByRole('tab', { name: '事件' }).click();
      await page.locator('.events b', { hasText: 'inlay-ready' }).waitFor();
      await page.getByRole('link', { name: '已售罄' }).click();
      await inside(page).getByText('已售罄').first().waitFor();
      assert.match(page.url(), /gallery\/wealth-card\/sold-out/);
      await page.goBack();
      await page.getByRole('heading', { name: '在售', level: 1 }).waitFor();
      unhurt(watched);
    });
  });

  test('it can be worked by keyboard alone', async () => {
    await onPage({ width: 1440, height: 900 }, async (watched) => {
      const { page } = watched;
      await page.goto(`${origin}/gallery/app-banner`);
      await page.locator('play-inspector [role=tab]').first().waitFor();
      await page.keyboard.press('Tab');
      assert.equal(await page.evaluate(() => document.activeElement?.className), 'skip');
      await page.locator('[role=tab][aria-selected=true]').focus();
      await page.keyboard.press('ArrowRight');
      assert.ok(await until(() => /panel=/.test(page.url())));
      assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('aria-selected')), 'true');
      await page.keyboard.press('ArrowLeft');
      await page.locator('#tab-knobs[aria-selected=true]').waitFor();
      await page.locator('input[name=mode][value=standard]').focus();
      await page.keyboard.press('ArrowRight');
      assert.ok(await until(() => /mode=elder/.test(page.url())));
      unhurt(watched);
    });
  });

  test('a theme is told to all four widgets while they run, its contrast is measured, and what cannot be read is said', async () => {
    await onPage({ width: 1440, height: 900 }, async (watched) => {
      const { page } = watched;
      await page.goto(`${origin}/theme`);
      await page.locator('.tokens li').first().waitFor();
      assert.ok((await page.locator('.tokens li').count()) >= 20);
      await page.locator('#preset-lvtu').click();
      await page.locator('.code pre', { hasText: '--inlay-color-primary: #1c6fe0;' }).waitFor();
      // The card and the coupon are on screen; a widget below draws when it is scrolled to.
      const button = page.frameLocator('play-stage iframe >> nth=1').locator('.act button').first();
      await button.waitFor();
      const colour = () => button.evaluate((one) => getComputedStyle(one).backgroundColor);
      assert.ok(await until(async () => (await colour()) === 'rgb(28, 111, 224)', 20), await colour());
      assert.equal(await page.locator('.readable[data-bad]').count(), 0);
      await page.locator('#preset-pale').click();
      await page.locator('.readable[data-bad]').waitFor();
      assert.ok((await page.locator('.ratios [data-bad]').count()) >= 2);
      unhurt(watched);
    });
  });
});

describe('the failure switch', { concurrency: 3 }, () => {
  for (const { id, title } of failures) {
    test(`failure ${title.en}: what becomes of the card is true, and nothing is thrown`, async () => {
      await onPage({ width: 1440, height: 900 }, async (watched) => {
        const { page } = watched;
        await page.goto(`${origin}/failures/${id}`);
        await page.getByRole('heading', { level: 1 }).waitFor();
        const frame = inside(page);
        if (id === 'script') {
          await frame.getByRole('link').first().waitFor();
          assert.equal(await frame.locator('[data-specimen]').evaluate((one) => one.shadowRoot), null);
        } else if (shown.test(id)) await frame.locator('h3').waitFor({ timeout: 30_000 });
        else await frame.locator('[part=error]').waitFor({ timeout: 40_000 });
        unhurt(watched, true);
      });
    });
  }
});

const places = [
  ...sections.map(({ path }) => `/${path}`),
  '/gallery/coupon-claim/batches?panel=events',
  '/gallery/points-redeem/order?panel=code',
  '/failures/malformed',
  `/theme?${new URLSearchParams(Object.entries(presets[4]!.values).map(([name, value]) => [`t.${name}`, value]))}`,
  '/gallery/app-banner/paid?lang=en&locale=en',
  '/nowhere',
];

describe('its pages as they look', { concurrency: 2 }, () => {
  for (const place of places) {
    test(`${place} at 320, 375, 768 and 1440 px, light and dark: nothing wrong, nothing too wide`, () =>
      lend({}, async (watched) => {
        const { page } = watched;
        await page.emulateMedia({ colorScheme: 'light' });
        await page.setViewportSize({ width: 1440, height: 900 });
        await page.goto(origin + place);
        await page.locator('main h1').first().waitFor();
        await until(async () => (await page.locator('play-stage iframe').count()) === page.frames().length - 1, 5);
        for (const width of [...widths, 1440]) {
          await page.setViewportSize({ width, height: 900 });
          for (const dark of [false, true]) {
            await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
            await drawn(page);
            await fitting(page);
            await accessible(watched);
            await picture(
              page,
              `playground${place.replace(/\W+/g, '-').slice(0, 60)}-${width}-${dark ? 'dark' : 'light'}`,
            );
          }
        }
        unhurt(watched, place.includes('failures') || place === '/failures');
      }));
  }
});
