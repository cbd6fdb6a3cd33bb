import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { hostId, simulatedHosts } from '../../demo/hosts/settings.ts';
import { addressOf, type Scene, type ScenePage, scenes } from '../../demo/playground/scenes/scenes.ts';
import type { Where } from '../../demo/playground/where.ts';
import { onPage, until, type Watched } from '../support/browser.ts';
import { accessible, drawn, fitting, lend, looks, picture, startWalk, unhurt, widths } from '../support/walk.ts';

const demo = await startWalk();
const { bank, partners } = demo;
const today = bank.bank.clock.today();
const where = {
  ...Object.fromEntries(Object.values(partners).map(({ id, origin }) => [id, origin])),
  ...{ bank: bank.origin, today, integrity: '' },
} as Where;

const listen = `globalThis.ends = []; for (const name of ['ready', 'empty', 'error'])
  document.addEventListener('inlay-' + name, ({ target }) => ends.push(target.localName), true);`;
declare const ends: string[];

/** Opens a page of a scene as a customer would who has refused tracking, and waits until all of its widgets have come to an end. */
async function enter({ page }: Watched, scene: Scene, { widgets, ...one }: ScenePage, host = ''): Promise<void> {
  const query = new URLSearchParams({ consent: 'none', host });
  await page.goto(addressOf(where, scene, { widgets, ...one }, query, false));
  await page.locator('h1, h2').first().waitFor();
  // A widget loads when it comes near the screen.
  for (const tag of new Set(widgets)) {
    for (const place of await page.locator(tag).all()) await place.scrollIntoViewIfNeeded();
    assert.ok(
      await until(() => page.evaluate((tag) => ends.includes(tag), tag), 20),
      `${tag} came to no end at ${page.url()}`,
    );
  }
}

/** Turns a partner's page to another look. */
async function turn(page: Page, look: (typeof looks)[number]): Promise<void> {
  await page.emulateMedia({ colorScheme: look === 'dark' ? 'dark' : 'light' });
  await page.evaluate(
    (mode) => {
      const { inlay } = globalThis as unknown as { inlay?: { update?(change: object): void } };
      inlay?.update?.({ mode });
    },
    look === 'elder' ? 'elder' : 'standard',
  );
  await drawn(page);
}

const all = scenes.flatMap((scene) => scene.pages.map((page) => ({ scene, page })));

describe('every scene as it looks', { concurrency: 2 }, () => {
  for (const { scene, page: one } of all) {
    test(`${scene.id} ${one.id} at ${widths.join(', ')} px, ${looks.join(', ')}`, () =>
      lend({ first: listen }, async (watched) => {
        const { page } = watched;
        await page.emulateMedia({ colorScheme: 'light' });
        await page.setViewportSize({ width: 375, height: 900 });
        await enter(watched, scene, one);
        for (const width of widths) {
          await page.setViewportSize({ width, height: 900 });
          for (const look of looks) {
            await turn(page, look);
            await fitting(page);
            await accessible(watched);
            await picture(page, `scene-${scene.id}-${one.id}-${width}-${look}`);
          }
        }
        unhurt(watched);
      }));
  }
});

describe('every scene in every host', { concurrency: 2 }, () => {
  for (const host of simulatedHosts) {
    for (const scene of scenes) {
      if (scene.place === 'bank') continue;
      test(`${scene.id} in ${hostId(host)}`, () =>
        onPage({ first: listen }, async (watched) => {
          await enter(watched, scene, scene.pages[0]!, hostId(host));
          await drawn(watched.page);
          await picture(watched.page, `host-${hostId(host)}-${scene.id}`);
          unhurt(watched);
        }));
    }
  }
});
