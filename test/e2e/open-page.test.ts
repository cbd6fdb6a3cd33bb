import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { buildSync } from 'esbuild';
import type { Page } from 'playwright-core';
import { platformPath } from '../../demo/bank/wechat/sandbox.ts';
import type { ClientSettings } from '../../demo/hosts/wechat/client.ts';
import { browser, openPage, until, type Watched } from '../support/browser.ts';
import { startWorld } from '../support/world.ts';

const world = await startWorld();
const { at } = world;
const agent =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.74(0x18004a24) NetType/WIFI Language/zh_CN';
const [installer] = buildSync({
  entryPoints: ['demo/hosts/wechat/client.ts'],
  bundle: true,
  format: 'iife',
  globalName: 'weixin',
  write: false,
}).outputFiles;
const good: ClientSettings = {
  system: 'ios',
  arrives: 300,
  domains: [new URL(at).hostname],
  scene: 'menu',
  apps: ['wx5e0c0ffee0c0ffee'],
  verifier: `${at}${platformPath}/client/verify`,
};
const query = 'pt=lvtu&pl=hotel-detail&jn=j-0001&at=opaque-token.of~the_bank';

async function inWeixin(
  change: Partial<ClientSettings>,
  look: (watched: Watched) => Promise<void>,
  userAgent = agent,
): Promise<void> {
  const context = await (
    await browser()
  ).newContext({ userAgent, viewport: { width: 375, height: 700 }, isMobile: true, hasTouch: true });
  try {
    const first =
      userAgent === agent
        ? `${installer!.text}; weixin.installClient(window, ${JSON.stringify({ ...good, ...change })});`
        : '';
    const watched = await openPage({ context, first });
    await watched.page.goto(`${at}/h5/open?${query}`);
    await look(watched);
  } finally {
    await context.close();
  }
}

const tagOf = (page: Page) => page.locator('wx-open-launch-app');
const outcome = (page: Page) => page.locator('#open').getAttribute('data-outcome');
const tap = async (page: Page) => {
  await tagOf(page).locator('button').click();
  await until(async () => (await outcome(page)) !== null, 5);
};

describe('R7 the bank’s page for its app, in WeChat', { concurrency: 2 }, () => {
  test('is signed by the bank, carries the open tag with what goes along, and opens the app by a tap', () =>
    inWeixin({}, async ({ page, problems }) => {
      await tagOf(page).waitFor();
      assert.equal(await page.locator('#open').getAttribute('data-config'), 'yes');
      const sent = new URL((await tagOf(page).getAttribute('extinfo'))!);
      assert.equal(sent.origin + sent.pathname, `${at}/h5/open`);
      assert.deepEqual(Object.fromEntries(sent.searchParams), {
        pt: 'qinghe',
        pl: 'hotel-detail',
        jn: 'j-0001',
        at: 'opaque-token.of~the_bank',
      });
      await tap(page);
      assert.equal(await outcome(page), 'opened open_tag');
      assert.deepEqual(problems.uncaught, []);
      // The genuine JSSDK reports the page's whole address to WeChat; the bank's page does not let it out.
      const held = () => problems.violations.some((one) => one.startsWith('img-src https://open.weixin.qq.com'));
      assert.ok(await until(async () => held(), 5), problems.violations.join());
    }));

  test('says how to go on when the app is not there or the scene is not allowed', async () => {
    for (const change of [{ apps: [] }, { scene: 'link' as const }]) {
      await inWeixin(change, async ({ page }) => {
        await tap(page);
        assert.equal(await outcome(page), 'unknown open_tag_error');
        assert.match((await page.locator('#said').textContent())!, /浏览器/);
      });
    }
  });

  test('says how to go on when WeChat grants no tag', () =>
    inWeixin({ domains: ['other.example'] }, async ({ page }) => {
      await tap(page);
      assert.match((await outcome(page))!, /^(blocked open_tags_refused|unknown open_tag_error)$/);
    }));

  test('shows the tag although the bridge never comes', () =>
    inWeixin({ arrives: 'never' }, async ({ page }) => {
      await tagOf(page).waitFor();
      assert.equal(await page.locator('#open').getAttribute('data-config'), 'unknown');
    }));
});

test('the bank’s page for its app has a button outside WeChat, and on a desktop a code', () =>
  inWeixin(
    {},
    async ({ page, problems }) => {
      await page.getByRole('button', { name: '打开青禾银行App' }).waitFor();
      await until(
        () =>
          page.evaluate(
            () =>
              (globalThis as unknown as Record<symbol, { inlay: { policy: { getState(): { status: string } } } }>)[
                Symbol.for('inlay')
              ]!.inlay.policy.getState().status === 'ready',
          ),
        5,
      );
      await page.getByRole('button', { name: '打开青禾银行App' }).click();
      await until(async () => (await outcome(page)) !== null, 5);
      assert.equal(await outcome(page), 'unknown code_shown');
      assert.deepEqual(problems.uncaught, []);
    },
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36',
  ));
