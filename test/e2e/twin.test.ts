import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { findScene, miniOf } from '../../demo/playground/scenes/scenes.ts';
import type { Where } from '../../demo/playground/where.ts';
import type { Watched } from '../support/browser.ts';
import { accessible, drawn, fitting, lend, looks, picture, startWalk, unhurt, widths } from '../support/walk.ts';

const demo = await startWalk();
const { origin } = demo.playground;
const where = {
  ...Object.fromEntries(Object.values(demo.partners).map(({ id, origin }) => [id, origin])),
  ...{ bank: demo.bank.origin, today: demo.bank.bank.clock.today(), integrity: '' },
} as Where;
const desk = { width: 1280, height: 900 };

/** Notes how each component's mount ends. */
const listen = `globalThis.ends = []; for (const name of ['ready', 'empty', 'error'])
  document.addEventListener('inlay-' + name, ({ target }) => ends.push(name + ' ' + target.localName), true);`;
declare const ends: string[];

/** The pages of the mini-program, with the scene whose twin each is and what must come to an end on it. */
const pages = [
  {
    scene: 'travel',
    page: 'order',
    ready: ['inlay-points-redeem', 'inlay-wealth-card', 'inlay-coupon-claim', 'inlay-app-banner'],
  },
  { scene: 'food', page: 'menu', ready: ['inlay-app-banner', 'inlay-coupon-claim', 'inlay-points-redeem'] },
];

/**
 * Brings a component before the customer's eyes until it says something: only there it loads, and what is above it grows. Not by
 * the driver's own scrolling, which waits for frames that a browser does not draw out of sight.
 */
async function bring(component: Locator, words: RegExp): Promise<Locator> {
  const patience = { timeout: 2000 };
  const said = async () => {
    await component.evaluate((one) => one.scrollIntoView({ block: 'center' }), undefined, patience);
    return words.test(await component.innerText(patience));
  };
  const end = Date.now() + 40_000;
  while (!(await said().catch(() => false))) {
    assert.ok(Date.now() < end, `${component.toString()} did not say ${words}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return component;
}

/** Opens a page of the mini-program by itself and waits until every component has come to its end. */
async function enter({ page }: Watched, { scene, page: id, ready }: (typeof pages)[number]): Promise<void> {
  const found = findScene(scene, id)!;
  await page.goto(miniOf(where, found.scene, found.page, new URLSearchParams(), false));
  for (const tag of ready) {
    await bring(page.locator(tag), /\S/);
    await page.waitForFunction((tag) => ends.includes(`ready ${tag}`), tag);
  }
  await page.evaluate(() => scrollTo(0, 0));
}

/** The phone with the mini-program in it. */
const phone = (page: Page): FrameLocator => page.frameLocator('[data-form=mini] iframe');

describe('the mini-program’s pages, drawn by WeChat’s own view engine', { concurrency: 2 }, () => {
  for (const one of pages) {
    test(`${one.scene} ${one.page}: every component is drawn from the bank’s answers, at ${widths.join(', ')} px, ${looks.join(', ')}`, () =>
      lend({ first: listen }, async (watched) => {
        const { page } = watched;
        await page.emulateMedia({ colorScheme: 'light' });
        await enter(watched, one);
        for (const width of widths) {
          await page.setViewportSize({ width, height: 900 });
          for (const look of looks) {
            await page.emulateMedia({ colorScheme: look === 'dark' ? 'dark' : 'light' });
            await page.evaluate(
              (mode) => {
                const { getApp } = globalThis as unknown as { getApp(): { inlay: { update(change: object): void } } };
                getApp().inlay.update({ mode });
              },
              look === 'elder' ? 'elder' : 'standard',
            );
            await drawn(page);
            await fitting(page);
            await accessible(watched);
            await picture(page, `twin-${one.scene}-${one.page}-${width}-${look}`);
          }
        }
        unhurt(watched);
      }));
  }
});

describe('the twin beside a scene', { concurrency: 2 }, () => {
  test('a coupon claimed in the mini-program is claimed on the web page of the same customer, and its events are in the panel', () =>
    lend(desk, async (watched) => {
      const { page } = watched;
      await page.goto(`${origin}/scenes/travel/order?as=mini&user=1`);
      const coupon = await bring(phone(page).locator('inlay-coupon-claim'), /领取/);
      await coupon.locator('[role=button][aria-label=领取][aria-disabled=false]').click();
      await coupon.filter({ hasText: '已领取 1 张' }).waitFor();
      const heard = page.locator('.events > li', { hasText: 'inlay-coupon-claimed' });
      await heard.filter({ hasText: 'LVTU-STAY' }).waitFor();
      await picture(page, 'twin-claimed-1280');
      await page.locator('.choice label', { hasText: '网页' }).click();
      const web = page.frameLocator('[data-form=web] iframe');
      await web.locator('inlay-coupon-claim', { hasText: '已领取 1 张' }).waitFor();
      unhurt(watched);
    }));

  test('the panels speak with the mini-program: its session, its ledger, its policy; never the token', () =>
    lend(desk, async (watched) => {
      const { page } = watched;
      await page.goto(`${origin}/scenes/food/menu?as=mini&panel=session`);
      await page.locator('[data-level=partner][data-status=active]').waitFor();
      await page.locator('#tab-ledger').click();
      await page.locator('[data-count=waiting] dd').waitFor();
      await page.getByRole('button', { name: '全部同意' }).click();
      await page.locator('[data-sink]:not(:text("0"))').waitFor();
      await page.locator('#tab-csp').click();
      await page.locator('.directives div', { hasText: 'script-src' }).waitFor();
      assert.doesNotMatch(await page.locator('.directives').innerText(), /unsafe|\*/);
      assert.equal(await page.locator('[data-violations="0"]').count(), 1);
      unhurt(watched);
    }));

  test('P2 the way to confirm points leads to the bank’s own page, named without the ticket, and back', () =>
    lend(desk, async (watched) => {
      const { page } = watched;
      await page.goto(`${origin}/scenes/travel/points?as=mini`);
      const mini = phone(page);
      const points = await bring(mini.locator('inlay-points-redeem'), /去青禾银行确认/);
      await points.locator('[role=button][aria-disabled=false]').last().click();
      const text = await mini.locator('.web').innerText();
      assert.match(text, new RegExp(`${demo.bank.origin}/h5/redeem\\?quote=`));
      assert.doesNotMatch(await mini.locator('body').innerHTML(), /inlay_ticket/);
      await picture(page, 'twin-web-view-1280');
      await mini.getByRole('button', { name: '返回' }).click();
      await mini.locator('.web').waitFor({ state: 'detached' });
      await mini.locator('inlay-points-redeem').waitFor();
      unhurt(watched);
    }));

  test('is worked by the keyboard: a link to another page, and the way back', () =>
    lend(desk, async (watched) => {
      const { page } = watched;
      await page.goto(`${origin}/scenes/travel/points?as=mini`);
      const mini = phone(page);
      await mini.getByRole('link', { name: '酒店订单' }).focus();
      await page.keyboard.press('Enter');
      await mini.getByRole('heading', { name: '酒店订单' }).waitFor();
      await mini.getByRole('button', { name: '返回' }).focus();
      await page.keyboard.press('Enter');
      await mini.getByRole('heading', { name: '咖啡订单' }).waitFor();
      unhurt(watched);
    }));

  test('where a scene has none, the phone says why', () =>
    lend(desk, async (watched) => {
      const { page } = watched;
      for (const id of ['article', 'bank']) {
        await page.goto(`${origin}/scenes/${id}?as=mini`);
        await page.locator('.no-mini', { hasText: '小程序' }).waitFor();
        assert.equal(await page.locator('play-stage').count(), 0);
        await accessible(watched);
      }
      unhurt(watched);
    }));

  test('costs the playground nothing until it is asked for', () =>
    lend(desk, async (watched) => {
      const { page } = watched;
      const asked: string[] = [];
      page.on('request', (request) => asked.push(new URL(request.url()).pathname));
      await page.goto(`${origin}/scenes/travel/hotel`);
      await page.locator('.events > li').first().waitFor();
      assert.ok(!asked.includes('/mini.js'));
      await page.locator('.choice label', { hasText: '小程序' }).click();
      await phone(page).locator('inlay-wealth-card').waitFor();
      assert.ok(asked.includes('/mini.js'));
    }));

  for (const width of [1600, 1280, 375]) {
    test(`both phones at ${width} px: nothing is wider than the window, nothing breaks a rule`, () =>
      lend({ width, height: 900 }, async (watched) => {
        const { page } = watched;
        await page.goto(`${origin}/scenes/travel/hotel?as=both`);
        await page.locator('[data-form=mini]').evaluate((one) => one.scrollIntoView());
        await bring(phone(page).locator('inlay-wealth-card'), /业绩比较基准/);
        await page.evaluate(() => scrollTo(0, 0));
        await page.frameLocator('[data-form=web] iframe').locator('inlay-wealth-card').waitFor();
        const [web, mini] = await Promise.all(
          ['web', 'mini'].map((form) => page.locator(`[data-form=${form}]`).boundingBox()),
        );
        assert.equal(web!.y === mini!.y, width === 1600, 'side by side where there is room');
        for (const scheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme: scheme });
          await drawn(page);
          await fitting(page);
          await accessible(watched);
          await picture(page, `twin-both-${width}-${scheme}`);
        }
        unhurt(watched);
      }));
  }
});
