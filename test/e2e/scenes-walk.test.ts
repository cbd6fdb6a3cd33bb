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

/** A page in one look, as wide as the window is. */
async function lookAt({ page }: Watched, look: Look, name: string): Promise<void> {
  await turn(page, look);
  await fitting(page);
  await uncut(page);
  await picture(page, `scene-${name}-${page.viewportSize()!.width}-${look}`);
}

const pages = scenes.flatMap((scene) => scene.pages.map((page) => ({ scene, page })));

describe('every scene in a browser', { concurrency: 2 }, () => {
  for (const { scene, page: one } of pages) {
    test(`${scene.id} ${one.id} at ${widths.join(', ')} px, ${looks.join(', ')}`, () =>
      lend({ first: noteEnds }, async (watched) => {
        const { page } = watched;
        for (const width of widths) {
          await page.setViewportSize({ width, height: 900 });
          await enter(watched, scene, one, '');
          for (const look of looks) await lookAt(watched, look, `${scene.id}-${one.id}-browser`);
          // After the pictures: where axe has measured a card, Chromium's next picture of it is blank.
          for (const look of looks.filter((look) => looked[look] === width || look === 'light')) {
            await turn(page, look);
            await accessible(watched, look);
          }
        }
        unhurt(watched);
      }));
  }
});

// A host changes what a page may do, not how it looks: it is opened once, and axe looks at it once.
for (const host of simulatedHosts.map(hostId)) {
  describe(`every scene in ${host}`, { concurrency: 2 }, () => {
    for (const { scene, page: one } of pages) {
      test(`${scene.id} ${one.id} at ${widths.join(', ')} px, ${looks.join(', ')}`, () =>
        lend({ first: noteEnds, height: 900 }, async (watched) => {
          const { page } = watched;
          await enter(watched, scene, one, host);
          for (const width of widths) {
            await page.setViewportSize({ width, height: page.viewportSize()!.height });
            for (const look of looks) await lookAt(watched, look, `${scene.id}-${one.id}-${host}`);
          }
          await accessible(watched, 'elder');
          unhurt(watched);
        }));
    }
  });
}
