import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { specimens, type Specimen, type State } from '../../demo/playground/gallery/states.ts';
import { until, type Watched } from '../support/browser.ts';
import { isPlain, notePlain } from '../support/plain.ts';
import {
  accessible,
  drawn,
  fitting,
  lend,
  type Look,
  looked,
  looks,
  picture,
  startWalk,
  uncut,
  unhurt,
  unmoved,
  widths,
} from '../support/walk.ts';

const demo = await startWalk();

/** Notes how each widget's mount ends. */
const listen = `${notePlain} globalThis.ends = []; for (const name of ['ready', 'empty', 'error'])
  document.addEventListener('inlay-' + name, () => ends.push(name), true);`;
declare const ends: string[];

/** Waits until the widget has come to what the state is about. */
async function arrive(page: Page, { id, tap }: State): Promise<void> {
  if (id === 'loading') return page.locator('[data-specimen] [part=skeleton]').waitFor();
  await page.waitForFunction(() => ends.length > 0, undefined, { timeout: 40_000 });
  if (!tap) return;
  // A coupon asks where the customer stands first.
  const closes = id === 'closed';
  const act = page.locator(closes ? '.close' : '.act button[aria-busy=false], .foot button[aria-busy=false]').first();
  const before = await page
    .locator('[data-specimen]')
    .evaluate((one) => one.shadowRoot!.querySelector('.base')!.innerHTML);
  // What only puts the widget away is not watched for being covered.
  if (!closes) await isPlain(act);
  await act.click();
  await page.waitForFunction(
    (html) => document.querySelector('[data-specimen]')?.shadowRoot?.querySelector('.base')?.innerHTML !== html,
    before,
  );
}

/** Turns the page to another look without loading it anew. */
async function turn(page: Page, look: Look): Promise<void> {
  await page.emulateMedia({ colorScheme: look === 'dark' ? 'dark' : 'light' });
  await page.evaluate((elder) => {
    document.documentElement.classList.toggle('inlay-elder', elder);
    for (const one of document.querySelectorAll('[data-specimen]'))
      one.setAttribute('mode', elder ? 'elder' : 'standard');
  }, look === 'elder');
  await drawn(page);
}

/** Targets that a finger may miss: measured from their middle, by what is hit there. A notice has its 24 px where two others of 44 are near. */
const small = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    const host = document.querySelector('[data-specimen]')!;
    const least = host.getAttribute('mode') === 'elder' ? 60 : 44;
    const banner = host.localName === 'inlay-app-banner';
    const hitAt = (x: number, y: number) => {
      let hit = document.elementFromPoint(x, y);
      for (let root = hit?.shadowRoot; root; root = hit!.shadowRoot) {
        const inner = root.elementFromPoint(x, y);
        // What the page put into the tag is hit in the page.
        if (!inner || inner === hit || inner.getRootNode() !== root) break;
        hit = inner;
      }
      return hit;
    };
    const look = (within: Element | ShadowRoot): void => {
      for (const one of within.querySelectorAll('*')) {
        if (one.shadowRoot) look(one.shadowRoot);
        if (!one.matches('a[href], button, summary') || !one.checkVisibility()) continue;
        one.scrollIntoView({ block: 'center' });
        const box = one.getClientRects()[0];
        if (!box?.height) continue;
        const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
        const reach = (way: number) => {
          let far = 0;
          while (far < 40 && one.contains(hitAt(x, y + way * far))) far++;
          return far;
        };
        const high = reach(1) + reach(-1);
        const inline = one.localName === 'a';
        const need =
          one.localName === 'summary' || (inline && banner) ? 24 : inline ? 44 : one.matches('.close') ? 44 : least;
        if (high < need) found.push(`${one.localName}.${one.className}: ${high} px, not ${need}`);
      }
    };
    look(host.shadowRoot!);
    look(host);
    scrollTo(0, 0);
    return found;
  });

/** One state in every look, at the width the page has now. */
async function look(watched: Watched, { name }: Specimen, { id }: State, width: number): Promise<void> {
  const { page } = watched;
  for (const look of looks) {
    await turn(page, look);
    await fitting(page);
    assert.deepEqual(await small(page), [], `${look}, ${width} px`);
    if (looked[look] === width) await accessible(watched, look);
    await picture(page, `${name}-${id}-${width}-${look}`);
  }
}

/** What a state still says in Chinese. */
const chinese = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    const roots = [document.querySelector('[data-specimen]')!.shadowRoot!];
    for (const root of roots) {
      for (const one of root.querySelectorAll('*')) {
        if (one.shadowRoot) roots.push(one.shadowRoot);
        for (const node of one.childNodes) {
          if (node instanceof Text && /\p{Script=Han}/u.test(node.data)) found.push(node.data.trim());
        }
      }
    }
    return found;
  });

/** One state in the other languages, in the look that the look before has left: large, where lines are shortest. */
async function translate(page: Page, { name }: Specimen, { id }: State): Promise<void> {
  for (const locale of ['zh-HK', 'en']) {
    await page.evaluate((tongue) => document.querySelector('[data-specimen]')!.setAttribute('locale', tongue), locale);
    await page.waitForFunction((tongue) => {
      const root = document.querySelector('[data-specimen]')!.shadowRoot!;
      const base = root.querySelector<HTMLElement>('.base');
      return !base || (base.lang === tongue && !root.querySelector('[part=skeleton]'));
    }, locale);
    if (locale === 'en') {
      // What the bank says of the customer is asked anew.
      await until(async () => !(await chinese(page)).length);
      assert.deepEqual(await chinese(page), []);
    }
    await drawn(page);
    await fitting(page);
    await uncut(page);
    await picture(page, `${name}-${id}-${widths[0]}-${locale}`);
  }
}

/** A state at every width. What moves while it loads is measured at each of them by `test/widgets`. */
async function walk(watched: Watched, specimen: Specimen, state: State): Promise<void> {
  const { page } = watched;
  await page.setViewportSize({ width: widths[0], height: 900 });
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(demo.playground.stage(specimen.name, state.id));
  await arrive(page, state);
  if (!state.tap && !state.long) await unmoved(page);
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    await look(watched, specimen, state, width);
  }
  await page.setViewportSize({ width: widths[0], height: 900 });
  if (!state.tap && state.id !== 'loading') await translate(page, specimen, state);
  unhurt(watched, state.loud);
}

function visit(specimen: Specimen, state: State): void {
  test(`${specimen.name} ${state.id} at ${widths.join(', ')} px, ${looks.join(', ')}`, () =>
    lend({ first: listen }, (watched) => walk(watched, specimen, state)));
}

const all = specimens.flatMap((specimen) => specimen.states.map((state) => ({ specimen, state })));

describe('every state of every widget', { concurrency: 2 }, () => {
  for (const { specimen, state } of all) if (!state.clock) visit(specimen, state);
});

describe('states at another time of the bank', () => {
  for (const { specimen, state } of all) if (state.clock) visit(specimen, state);
});

/** Widths of usual phones, px. */
const phones = [320, 360, 375, 390, 402, 412, 430];

describe('what inlay.css keeps for a usual widget', { concurrency: 2 }, () => {
  for (const name of ['wealth-card', 'coupon-claim', 'points-redeem']) {
    test(`is what ${name} takes on a usual phone: no less, and no hole above its button`, () =>
      lend({ first: listen }, async ({ page }) => {
        await page.goto(demo.playground.stage(name, 'ready'));
        await page.waitForFunction(() => ends.length > 0);
        for (const look of ['light', 'elder'] as const) {
          await turn(page, look);
          for (const width of phones) {
            await page.setViewportSize({ width, height: 2400 });
            const { kept, taken, foot } = await page.evaluate(() => {
              const one = document.querySelector<HTMLElement>('[data-specimen]')!;
              one.removeAttribute('settled');
              const kept = parseFloat(getComputedStyle(one).minHeight);
              one.setAttribute('settled', '');
              const taken = one.getBoundingClientRect().height;
              return { kept, taken, foot: !!one.shadowRoot!.querySelector('.foot') };
            });
            const hole = kept - taken;
            const says = `${width} px, ${look}: ${kept} kept, ${taken} taken`;
            assert.ok(hole > -1, says);
            // Two lines, which another phone's fonts may need.
            if (foot) assert.ok(hole < (look === 'elder' ? 60 : 40), says);
          }
        }
      }));
  }
});
