import { describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { hostId, simulatedHosts } from '../../demo/hosts/settings.ts';
import { addressOf, type Scene, type ScenePage, scenes } from '../../demo/playground/scenes/scenes.ts';
import type { Where } from '../../demo/playground/where.ts';
import type { Watched } from '../support/browser.ts';
import {
  accessible,
  drawn,
  fitting,
  lend,
  type Look,
  looked,
  looks,
  noteEnds,
  picture,
  settle,
  startWalk,
  uncut,
  unhurt,
  widths,
} from '../support/walk.ts';

const demo = await startWalk();
const { bank, partners } = demo;
const today = bank.bank.clock.today();
const where = {
  ...Object.fromEntries(Object.values(partners).map(({ id, origin }) => [id, origin])),
  ...{ bank: bank.origin, today, integrity: '' },
} as Where;

/** Opens a page of a scene as a customer would who has refused tracking. */
async function enter({ page }: Watched, scene: Scene, one: ScenePage, host: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' });
  const query = new URLSearchParams({ consent: 'none', host });
  await settle(page, addressOf(where, scene, one, query, false), one.widgets.length);
}

/** Turns a page to another look without loading it anew. */
async function turn(page: Page, look: Look): Promise<void> {
  await page.emulateMedia({ colorScheme: look === 'dark' ? 'dark' : 'light' });
  await page.evaluate((elder) => {
    const { inlay } = globalThis as unknown as { inlay?: { update?(change: object): void } };
    inlay?.update?.({ mode: elder ? 'elder' : 'standard' });
    document.documentElement.classList.toggle('elder', elder);
  }, look === 'elder');
  await drawn(page);
}

const hosts = ['', ...simulatedHosts.map(hostId)];
const all = scenes.flatMap((scene) => scene.pages.map((page) => ({ scene, page })));

for (const host of hosts) {
  describe(`every scene in ${host || 'a browser'}`, { concurrency: 2 }, () => {
    for (const { scene, page: one } of all) {
      test(`${scene.id} ${one.id} at ${widths.join(', ')} px, ${looks.join(', ')}`, () =>
        lend({ first: noteEnds }, async (watched) => {
          const { page } = watched;
          for (const width of widths) {
            // A host changes what a page may do, not how it looks: there it is opened once, and one picture is enough.
            if (!host || width === widths[0]) {
              await page.setViewportSize({ width, height: 900 });
              await enter(watched, scene, one, host);
            } else await page.setViewportSize({ width, height: page.viewportSize()!.height });
            for (const look of looks) {
              await turn(page, look);
              await fitting(page);
              await uncut(page);
              if (!host || looked[look] === width)
                await picture(page, `scene-${scene.id}-${one.id}-${host || 'browser'}-${width}-${look}`);
            }
            // After the pictures: where axe has measured a card, Chromium's next picture of it is blank.
            for (const look of looks.filter((look) => looked[look] === width || (!host && look === 'light'))) {
              await turn(page, look);
              await accessible(watched, look);
            }
          }
          unhurt(watched);
        }));
    }
  });
}
