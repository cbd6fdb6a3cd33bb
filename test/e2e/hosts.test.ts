import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { describe, test } from 'node:test';
import { buildSync } from 'esbuild';
import type { BrowserContext } from 'playwright-core';
import type { SimulatedHost } from '../../demo/hosts/install.ts';
import { simulatedHosts, type HostSettings } from '../../demo/hosts/settings.ts';
import { browser, openPage, until, type Watched } from '../support/browser.ts';
import { isReady, openButton } from '../support/look.ts';
import { card, partnerPage, scriptTag } from '../support/pages.ts';
import { isPlain, notePlain } from '../support/plain.ts';
import { startWorld } from '../support/world.ts';

const world = await startWorld();
const { at, site } = world;
const folder = new URL('../../artifacts/', import.meta.url).pathname;
mkdirSync(folder, { recursive: true });

const [installer] = buildSync({
  entryPoints: ['demo/hosts/install.ts'],
  bundle: true,
  format: 'iife',
  globalName: 'simulator',
  write: false,
}).outputFiles;

/** A page of the partner's in a simulated host. */
async function inHost(
  settings: HostSettings,
  look: (watched: Watched) => Promise<void>,
  more = {},
  cards = card(at),
): Promise<void> {
  const context: BrowserContext = await (
    await browser()
  ).newContext({
    userAgent: settings.agent,
    viewport: { width: 375, height: 800 },
    isMobile: true,
    hasTouch: true,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  });
  try {
    const first = `${notePlain}${installer!.text}; simulator.installHost(window, ${JSON.stringify({ ...settings, ...more })});`;
    const watched = await openPage({ context, first });
    const url = site.put(`/host-${settings.label.replace(/\W/g, '') || 'x'}-${Math.random().toString(36).slice(2)}`, {
      body: partnerPage({
        // Where this stands on the page, nothing of ours may touch it.
        before:
          'window.app = { callback: function mine() {} }; window.appBefore = window.app; window.callbackBefore = window.app.callback;',
        scripts: scriptTag({ bank: at, ticket: '/bank-ticket', consent: 'service marketing experience' }),
        cards,
      }),
    });
    await watched.page.goto(url);
    await look(watched);
  } finally {
    await context.close();
  }
}

const simulated = ({ page }: Watched) =>
  page.evaluate(() => (window as unknown as { simulatedHost: SimulatedHost }).simulatedHost);
const hostName = ({ page }: Watched) =>
  page.evaluate(
    () =>
      (globalThis as unknown as Record<symbol, { inlay: { ports: { host: { name: string } } } }>)[Symbol.for('inlay')]!
        .inlay.ports.host.name,
  );

/** Texts and boxes of our widgets that are cut off or leave the window. */
const cutOff = ({ page }: Watched) =>
  page.evaluate(() => {
    const bad: string[] = [];
    const look = (root: Document | ShadowRoot, widget: string) => {
      for (const one of root.querySelectorAll<HTMLElement>('*')) {
        if (one.shadowRoot) look(one.shadowRoot, one.localName);
        if (!widget) continue;
        const style = getComputedStyle(one);
        const box = one.getBoundingClientRect();
        const name = `${widget} ${one.className || one.localName}`;
        if (!box.width || style.position === 'absolute' || style.clipPath !== 'none') continue;
        if (style.overflow !== 'visible' && one.scrollWidth > one.clientWidth + 1) bad.push(`${name} is cut`);
        const text = [...one.childNodes].find((node) => node instanceof Text && node.data.trim());
        if (text && style.display !== 'inline') {
          const range = document.createRange();
          range.selectNodeContents(one);
          if (range.getBoundingClientRect().right > box.right + 1) bad.push(`${name} runs over its neighbour`);
        }
        if (box.right > innerWidth + 0.5) bad.push(`${name} is wider than the window`);
      }
    };
    look(document, '');
    return bad;
  });

describe('in each host of the demo', { concurrency: 2 }, () => {
  for (const settings of simulatedHosts) {
    test(`${settings.label}: the card is whole, and nothing of the host’s is touched`, () =>
      inHost(settings, async (watched) => {
        const { page, problems } = watched;
        await isReady(page);
        assert.equal(await hostName(watched), settings.name);
        await until(() => page.evaluate(() => sessionOf().level === 'partner'), 8);
        await page.waitForTimeout(settings.arrives === 'never' ? 0 : 1200);
        const { calls, blocked, opened } = await simulated(watched);
        assert.deepEqual([calls, blocked, opened], [[], [], []], 'no call on the host’s bridge');
        const kept = await page.evaluate(() => {
          const world = window as unknown as Record<string, { callback: unknown }>;
          return world.app === world.appBefore && world.app!.callback === (world.callbackBefore as unknown);
        });
        assert.ok(kept, 'the page’s own callback');
        assert.deepEqual(await cutOff(watched), []);
        assert.deepEqual([problems.uncaught, problems.strangers], [[], []]);
        await page.screenshot({
          path: `${folder}host-${settings.name}-${settings.system}${settings.miniProgram ? '-mini' : ''}.png`,
        });
      }));
  }

  for (const arrives of ['never', 5000] as const) {
    test(`a bridge that comes ${arrives === 'never' ? 'never' : 'late'} keeps no card waiting`, () =>
      inHost(
        simulatedHosts.find(({ label }) => label === '支付宝')!,
        async (watched) => {
          await isReady(watched.page);
          assert.deepEqual(watched.problems.uncaught, []);
        },
        { arrives },
      ));
  }

  test('a tap leads to the bank at top level, without a new window', () =>
    inHost(
      simulatedHosts.find(({ name }) => name === 'ctrip')!,
      async ({ page }) => {
        await isReady(page);
        await isPlain(openButton(page));
        await openButton(page).click();
        await page.waitForURL(`${at}/h5/products/**`);
      },
    ));
});

describe('text that the customer has set to 200 %', () => {
  const widgets = (eager: string) => `${card(at, `product="FN30D02A" ${eager}`)}
    <inlay-coupon-claim campaign="LVTU-STAY" ${eager}></inlay-coupon-claim>
    <inlay-coupon-claim campaign="LVTU-CASHBACK" ${eager}></inlay-coupon-claim>
    <inlay-coupon-list group="shanlan" ${eager}></inlay-coupon-list>
    <inlay-points-redeem item="SHANLAN-MUG" ${eager}></inlay-points-redeem>
    <inlay-points-redeem item="BILL-DEDUCT" ${eager}></inlay-points-redeem>
    ${['inline', 'bar', 'link'].map((form) => `<inlay-app-banner campaign="A" form="${form}" ${eager}></inlay-app-banner>`).join('')}`;

  for (const width of [320, 375]) {
    for (const mode of ['standard', 'elder'])
      test(`breaks nothing in any widget at ${width} px, ${mode}`, () =>
        inHost(
          simulatedHosts.find(({ scale }) => scale === 2)!,
          async (watched) => {
            const { page } = watched;
            await page.setViewportSize({ width, height: 32_000 });
            for (const ready of ['wealth-card h3', 'coupon-claim h3', 'points-redeem .price', 'app-banner .act'])
              await until(async () => {
                const tags = page.locator(`inlay-${ready.split(' ')[0]}`);
                const drawn = await page.locator(`inlay-${ready}`).count();
                return drawn >= (await tags.count());
              });
            const grown = await page.evaluate(() => {
              const widgets = [...document.querySelectorAll('[placement]')];
              const height = (one: Element) => one.shadowRoot!.querySelector('.base')!.getBoundingClientRect().height;
              const large = widgets.map(height);
              document.body.style.setProperty('-webkit-text-size-adjust', '100%');
              const plain = widgets.map(height);
              document.body.style.setProperty('-webkit-text-size-adjust', '200%');
              return widgets.map((one, at) => `${one.localName} ${large[at]! > plain[at]! * 1.1}`);
            });
            assert.ok(grown.length > 8);
            assert.deepEqual(
              grown.filter((line) => !line.endsWith('true')),
              [],
              'the text is larger',
            );
            assert.deepEqual(await cutOff(watched), []);
            await page.screenshot({ path: `${folder}text-200-${width}-${mode}.png`, fullPage: true });
          },
          {},
          widgets(`mode="${mode}" placement="test" loading="eager"`),
        ));
  }
});
