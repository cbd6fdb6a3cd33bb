import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import type { Watched } from '../support/browser.ts';
import { signIn, toTheBank } from '../support/redeem.ts';
import {
  accessible,
  drawn,
  fitting,
  large,
  lend,
  looked,
  noteEnds,
  picture,
  settle,
  uncut,
  unhurt,
  widths,
} from '../support/walk.ts';
import { startWorld } from '../support/world.ts';

const world = await startWorld();
const { at } = world;

/** The page's address in another mode. */
function inMode(address: string, mode: string): string {
  const url = new URL(address);
  url.searchParams.set('mode', mode);
  return url.href;
}

/** A page at every width: loaded in each mode, turned to dark in place. */
async function walk(watched: Watched, name: string, address: string): Promise<void> {
  const { page } = watched;
  const look = async (width: number, look: 'light' | 'dark' | 'elder') => {
    await drawn(page);
    await fitting(page);
    await uncut(page);
    if (looked[look] === width) await accessible(watched, look);
    await picture(page, `bank-${name}-${width}-${look}`);
  };
  const load = async (width: number, mode: string) => {
    await page.setViewportSize({ width, height: 900 });
    await settle(page, inMode(address, mode));
  };
  for (const width of widths) {
    await page.emulateMedia({ colorScheme: 'light' });
    await load(width, 'standard');
    await look(width, 'light');
    await page.emulateMedia({ colorScheme: 'dark' });
    await look(width, 'dark');
    await page.emulateMedia({ colorScheme: 'light' });
    await load(width, 'elder');
    await large(page);
    await look(width, 'elder');
  }
}

const claim = `/h5/claim?partner=lvtu&campaign=LVTU-STAY&placement=walk`;
const frame = '/frame/claim?partner=lvtu&campaign=LVTU-STAY';
const open = {
  home: '/h5/home',
  corporate: '/h5/corporate',
  product: '/h5/products/FN30D02A',
  'no-product': '/h5/products/NONE',
  campaign: '/h5/campaigns/SHANLAN-WELCOME',
  use: '/h5/campaigns/SHANLAN-WELCOME?part=use',
  claim,
  app: '/h5/open',
  account: '/h5/accounts/micro-bank',
  'sign-out': '/h5/sign-out',
  refused: '/h5/sign-in?partner=nobody',
  frame,
  'frame-en': `${frame}&locale=en`,
  'frame-hk': `${frame}&locale=zh-HK`,
};
/** Answers that say in their status that there is nothing. */
const loud = /^(no-product|refused)$/;

describe('every page of the bank’s own as it looks', { concurrency: 2 }, () => {
  for (const [name, path] of Object.entries(open)) {
    test(`${name} at ${widths.join(', ')} px, light, dark, elder`, () =>
      lend({ first: noteEnds }, async (watched) => {
        await walk(watched, name, at + path);
        unhurt(watched, loud.test(name));
      }));
  }

  test('the pages of a customer who signs in: sign-in, points, claim, purchase', () =>
    lend({ first: noteEnds }, async (watched) => {
      const { page } = watched;
      await page.goto(`${at}/h5/sign-in?next=/h5/buy/FN30D02A`);
      await walk(watched, 'sign-in', page.url());
      await toTheBank(watched, world);
      await walk(watched, 'redeem', page.url());
      await walk(watched, 'claim-signed-in', at + claim);
      await walk(watched, 'buy', `${at}/h5/buy/FN30D02A`);
      unhurt(watched);
    }));
});

describe('elder mode at the bank', () => {
  const elder = (page: Page) => page.locator('html.elder').waitFor();

  test('comes with the customer from a partner’s page that is in it, through the sign-in, to the page he came for', () =>
    lend({ first: noteEnds }, async ({ page }) => {
      world.hotel.page(
        '/elder.html',
        `<!doctype html><html lang="zh-CN" class="inlay-elder"><head><meta charset="utf-8"><title>积分</title>
<link rel="stylesheet" href="{{bank}}/inlay/inlay.css"><script type="module" src="{{bank}}/inlay/inlay.js" crossorigin
data-partner="lvtu" data-gateway="{{bank}}" data-mode="elder" data-consent="none"></script></head><body><main>
<inlay-wealth-card product="FN30D02A" placement="walk"></inlay-wealth-card></main></body></html>`,
      );
      await settle(page, `${world.hotel.origin}/elder.html`, 1);
      await page.locator('inlay-wealth-card .act button').click();
      await page.waitForURL(`${at}/h5/products/**`);
      assert.match(page.url(), /[?&]mode=elder(&|$)/);
      await elder(page);
      await page.goto(`${at}/h5/sign-in?next=/h5/buy/FN30D02A`);
      await elder(page);
      await signIn(page, at);
      await page.waitForURL(`${at}/h5/buy/**`);
      await elder(page);
    }));

  test('is turned on and off in the header, on every page from then on, and tells nothing twice', () =>
    lend({ first: noteEnds }, async ({ page }) => {
      await page.goto(`${at}/h5/campaigns/SHANLAN-WELCOME?part=use&pl=walk&mode=standard`);
      await page.getByRole('link', { name: '长辈版' }).click();
      await elder(page);
      assert.equal(new URL(page.url()).search, '?part=use&mode=elder');
      await page.goto(`${at}/h5/home`);
      await elder(page);
      await page.locator('inlay-wealth-card .elder').first().waitFor();
      await page.getByRole('link', { name: '标准版' }).click();
      await page.locator('html:not(.elder)').waitFor();
      await page.goto(`${at}/h5/open`);
      assert.equal(await page.locator('html.elder').count(), 0);
    }));
});
