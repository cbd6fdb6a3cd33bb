import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { buildPartners } from '../../demo/partners/build.ts';
import { onPage, until, weigh } from '../support/browser.ts';
import { cardOf, clean, isReady, openButton } from '../support/look.ts';
import { isPlain, notePlain } from '../support/plain.ts';
import { startWorld } from '../support/world.ts';

await buildPartners();
const world = await startWorld();

describe('the npm entry in a partner’s own build', () => {
  for (const kind of ['plain', 'react', 'vue'] as const) {
    test(`${kind}: properties in, events out, signed in, under a policy that allows the page’s own script only`, async () => {
      const answer = await fetch(`${world.hotel.internal}/${kind}.html`);
      assert.match(answer.headers.get('content-security-policy') ?? '', /script-src 'self';/);
      await onPage({ first: notePlain }, async (watched) => {
        const { page } = watched;
        await page.goto(`${world.hotel.origin}/${kind}.html`);
        await isReady(page);
        const log = page.locator('#log');
        assert.ok(await until(async () => (await log.innerText()) === 'ready wealth-card'), await log.innerText());
        assert.deepEqual(
          await cardOf(page).evaluate((one) => {
            const { product, placement } = one as unknown as { product: string; placement: string };
            return { product, placement };
          }),
          { product: 'FN30D02A', placement: kind },
        );
        assert.ok(await until(() => page.evaluate(() => sessionOf().level === 'partner')));
        await isPlain(openButton(page));
        await openButton(page).click();
        assert.ok(await until(async () => /^open FN30D02A \d{4}-/.test(await log.innerText())), await log.innerText());
        assert.equal(page.url(), `${world.hotel.origin}/${kind}.html`, 'the page stopped the event and stays');
        clean(watched);
      });
    });
  }

  for (const kind of ['react', 'vue'] as const) {
    test(`${kind}: 20 double mounts and unmounts leave nothing behind`, async () => {
      await onPage({}, async (watched) => {
        const { page, cdp } = watched;
        await page.goto(`${world.hotel.origin}/${kind}.html`);
        await isReady(page);
        const rounds = (count: number) =>
          page.evaluate(async (count) => {
            const toggle = document.querySelector<HTMLElement>('#toggle')!;
            const up = () => document.querySelector('inlay-wealth-card')?.shadowRoot?.querySelector('h3');
            for (let i = 0; i < count; i++) {
              // Out, in, out and in again before a frame has passed: what a double mount is.
              for (let n = 0; n < 4; n++) {
                toggle.click();
                await Promise.resolve();
              }
              for (let n = 0; n < 200 && !up(); n++) await new Promise((resolve) => setTimeout(resolve, 10));
              if (!up()) throw new Error('the card did not come up again');
              await new Promise((resolve) => setTimeout(resolve, 30));
            }
          }, count);
        // The first rounds compile code and fill the framework's own caches, which is no leak.
        await rounds(20);
        const before = await weigh(cdp);
        await rounds(20);
        const after = await weigh(cdp);
        assert.equal(after.listeners, before.listeners, 'event listeners');
        assert.equal(after.nodes, before.nodes, 'DOM nodes');
        assert.ok(after.heap - before.heap < 150_000, `${after.heap - before.heap} bytes more`);
        clean(watched);
      });
    });
  }
});
