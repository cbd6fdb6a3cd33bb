import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { hostId, simulatedHosts } from '../../demo/hosts/settings.ts';
import { addressOf, scenes } from '../../demo/playground/scenes/scenes.ts';
import type { WidgetFact } from '../../demo/playground/stage/page-facts.ts';
import type { PlayStage } from '../../demo/playground/stage/stage.ts';
import type { Where } from '../../demo/playground/where.ts';
import { onPage, until } from '../support/browser.ts';
import { lend, startWalk, unhurt } from '../support/walk.ts';

const demo = await startWalk();
const { origin } = demo.playground;
const where: Where = {
  today: demo.bank.bank.clock.today(),
  integrity: '',
  bank: demo.bank.origin,
  lvtu: demo.partners.lvtu.origin,
  weishi: demo.partners.weishi.origin,
  chengwei: demo.partners.chengwei.origin,
};
const all = scenes.flatMap((scene) => scene.pages.map((page) => ({ scene, page })));
const desk = { width: 1280, height: 900 };

/** Asks the page in the phone; undefined while it does not answer yet. */
const ask = <T>(page: Page, question: string, about?: unknown): Promise<T | undefined> =>
  page.evaluate(
    ([question, about]) =>
      (document.querySelector('play-stage') as PlayStage | null)?.ask(question as string, about).catch(() => undefined),
    [question, about],
  ) as Promise<T | undefined>;

/** Waits until every widget in the phone that the scene names is drawn, each brought before the customer's eyes. */
async function allDrawn(page: Page, tags: readonly string[]): Promise<boolean> {
  return until(async () => {
    const widgets = (await ask<WidgetFact[]>(page, 'widgets')) ?? [];
    const wanted = widgets.filter(({ tag, key }) => tag !== 'inlay-coupon-list' && key !== 'corporate');
    const next = wanted.find(({ drawn }) => !drawn);
    if (next) await ask(page, 'show', { tag: next.tag, key: next.key });
    return !next && tags.every((tag) => widgets.some((one) => one.tag === tag));
  }, 20);
}

describe('the scenes', { concurrency: 2 }, () => {
  test('are four sites, each on an origin of its own', () => {
    const origins = scenes.map(({ place }) => where[place]);
    assert.equal(new Set(origins).size, 4);
    assert.equal(new Set(origins.map((one) => new URL(one).hostname)).size, 4);
  });

  for (const { scene, page: place } of all) {
    test(`${scene.title.en}, ${place.title.en}: opens in the phone, shows its widgets, breaks no rule of its own`, () =>
      lend(desk, async (watched) => {
        const { page } = watched;
        await page.goto(`${origin}/scenes/${scene.id}/${place.id}?consent=none`);
        assert.ok(await allDrawn(page, place.widgets), JSON.stringify(await ask(page, 'widgets')));
        assert.deepEqual(await ask(page, 'violations'), []);
        unhurt(watched);
      }));
  }

  test('are by themselves what a partner would build: no script of the playground’s, no frame of it', async () => {
    for (const { scene, page } of all) {
      const { hostname, port, pathname } = new URL(addressOf(where, scene, page, new URLSearchParams(), false));
      const answer = await fetch(`http://127.0.0.1:${port}${pathname}`, { headers: { host: `${hostname}:${port}` } });
      const html = await answer.text();
      assert.equal(answer.status, 200, `${scene.id} ${page.id}`);
      assert.doesNotMatch(html, /\/playground\/|\{\{|<!-- part/);
      assert.match(answer.headers.get('content-security-policy') ?? '', /frame-ancestors 'none'/);
    }
  });

  test('sign their user in in the phone as on a page of its own', () =>
    lend(desk, async ({ page }) => {
      await page.goto(`${origin}/scenes/food/order?consent=none&panel=session`);
      await page.locator('[data-level=partner][data-status=active]').waitFor();
      assert.equal((await ask<{ user: string }>(page, 'session'))!.user.length > 0, true);
    }));

  test('say where a tap would have led, instead of a bank’s page in a frame', () =>
    lend(desk, async (watched) => {
      const { page } = watched;
      await page.goto(`${origin}/scenes/travel/hotel?consent=none`);
      assert.ok(await allDrawn(page, ['inlay-wealth-card']));
      const button = page.frames()[1]!.locator('inlay-wealth-card .act button');
      await button.click();
      await page.locator('.leaving code', { hasText: `${where.bank}/h5/products/FN30D02A` }).waitFor();
    }));
});

describe('the host switch', { concurrency: 2 }, () => {
  for (const host of simulatedHosts) {
    test(`${hostId(host)}: the scene takes its page for being there, and nothing goes wrong`, () =>
      lend(desk, async (watched) => {
        const { page } = watched;
        await page.goto(`${origin}/scenes/food/order?consent=none&panel=host&host=${hostId(host)}`);
        await page.locator(`[data-host=${host.name}]`).waitFor();
        assert.ok(await allDrawn(page, ['inlay-app-banner']));
        assert.equal(await page.locator('.panel .assumed').count(), host.assumed ? 1 : 0);
        unhurt(watched);
      }));
  }

  test('the table has a line for each host, with a way into it, and says what is assumed', async () => {
    await onPage(desk, async (watched) => {
      const { page } = watched;
      await page.goto(`${origin}/hosts`);
      await page.locator('.hosts tbody tr').first().waitFor();
      assert.equal(await page.locator('.hosts tbody tr').count(), simulatedHosts.length);
      const assumed = await page.locator('.hosts tr:has(.assumed)').evaluateAll((rows) => rows.map((row) => row.id));
      assert.deepEqual(assumed, ['meituan-android', 'ctrip-ios']);
      await page.locator('#alipay-android a').click();
      await page.locator('[data-host=alipay]').waitFor();
      unhurt(watched);
    });
  });

  test('a launch has its honest result with the evidence', () =>
    lend(desk, async ({ page }) => {
      await page.goto(`${origin}/scenes/food/order?consent=none&panel=host&host=meituan-android`);
      assert.ok(await allDrawn(page, ['inlay-app-banner']));
      // A customer looks for a second before the tap.
      await page.waitForTimeout(1100);
      await page.frames()[1]!.locator('inlay-app-banner .row button').first().click();
      const result = page.locator('.panel [data-outcome]');
      await result.waitFor();
      assert.match((await result.locator('code').textContent())!, /^(unknown|blocked|not_installed_likely) · \w+$/);
    }));
});
