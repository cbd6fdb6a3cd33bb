import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { after } from 'node:test';
import type { Frame, Page } from 'playwright-core';
import { buildPlayground } from '../../demo/playground/build.ts';
import { type RunningDemo, startDemo } from '../../demo/start.ts';
import { layoutShift, openPage, type Opening, type Watched } from './browser.ts';

const axeText = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const folder = new URL('../../artifacts/walk/', import.meta.url).pathname;
mkdirSync(folder, { recursive: true });

/** How a page is looked at. */
export const widths = [320, 375, 768] as const;
export const looks = ['light', 'dark', 'elder'] as const;
/** One of the three. */
export type Look = (typeof looks)[number];
/** Where the layout is known to be the same, axe looks at one width for each look. */
export const looked: Readonly<Record<Look, number>> = { light: 375, dark: 768, elder: 320 };

/** The whole demo on free ports, with the playground as its sources are now; it ends with the test file. */
export async function startWalk(): Promise<RunningDemo> {
  await buildPlayground();
  const demo = await startDemo({ data: 'memory', keys: 'memory', anyPorts: true });
  after(() => demo.stop());
  return demo;
}

const free: Watched[] = [];
/** DevTools' line to each page: its pictures cost half of what Playwright's do. */
const lines = new WeakMap<Page, Watched['cdp']>();

/** Opens a page that is used for many looks. */
export async function openWalker(opening: Opening = {}): Promise<Watched> {
  const watched = await openPage(opening);
  lines.set(watched.page, watched.cdp);
  // What turns would be drawn sixty times a second, on pages as high as they are long.
  await watched.page.emulateMedia({ reducedMotion: 'reduce' });
  return watched;
}

/** Lends a page that was used before, with nothing wrong on it yet; a fresh one when all are lent. */
export async function lend(opening: Opening, look: (watched: Watched) => Promise<void>): Promise<void> {
  const watched = free.pop() ?? (await openWalker(opening));
  const { problems, page } = watched;
  // What the page before was still waiting for is over with it.
  await page.goto('about:blank');
  await page.setViewportSize({ width: opening.width ?? 375, height: opening.height ?? 800 });
  for (const list of Object.values(problems) as string[][]) list.length = 0;
  try {
    await look(watched);
    free.push(watched);
  } catch (error) {
    await page.context().close();
    throw error;
  }
}

/** Notes which widgets of a page have come to an end; runs before everything else there. */
export const noteEnds = `globalThis.ended = new WeakSet(); for (const name of ['ready', 'empty', 'error'])
  document.addEventListener('inlay-' + name, ({ target }) => ended.add(target), true);`;
declare const ended: WeakSet<Element>;

/**
 * Opens a page and waits, without touching it, until what is near the screen is drawn and it is known who the customer is: up
 * to then nothing may have moved. Then makes the window as high as the page, so that all of it is drawn; at least so many widgets.
 */
export async function settle(page: Page, address: string, least = 0): Promise<void> {
  await page.goto(address);
  await nearDone(page);
  await unmoved(page);
  await whole(page);
  const { count, late } = await nearDone(page);
  assert.deepEqual(late, []);
  assert.ok(count >= least, `${count} widgets at ${page.url()}`);
  // Drawn, they are of another height than what was kept for them.
  await whole(page);
}

/** Makes the window as high as the page. */
export async function whole(page: Page): Promise<void> {
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width: page.viewportSize()!.width, height });
  await drawn(page);
}

/** Waits for the widgets that are near the screen, and for the session; says how many widgets there are, and which are not done. */
function nearDone(page: Page): Promise<{ count: number; late: string[] }> {
  return page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const widgets = [...document.querySelectorAll('*')].filter((one) => one.localName.startsWith('inlay-'));
    const isNear = (one: Element) => one.getBoundingClientRect().top < innerHeight + 600;
    const waits = () => widgets.some((one) => isNear(one) && !(ended.has(one) && sessionOf().status !== 'starting'));
    const end = performance.now() + 40_000;
    do await frame();
    while (waits() && performance.now() < end);
    await frame();
    await frame();
    return { count: widgets.length, late: widgets.filter((one) => !ended.has(one)).map((one) => one.localName) };
  });
}

/** What went wrong; `loud`: the browser may have its say of requests that failed, all or those of which it says so much. */
export function unhurt({ problems }: Watched, loud: boolean | RegExp = false): void {
  const failed = /^error: Failed to load resource/;
  const excused = (line: string) => loud && failed.test(line) && (loud === true || loud.test(line));
  const console = problems.console.filter((line) => !excused(line));
  assert.deepEqual({ ...problems, console }, { uncaught: [], console: [], violations: [], strangers: [] });
}

/** Nothing of the page has moved since it began. */
export async function unmoved(page: Page | Frame): Promise<void> {
  const shift = await layoutShift(page);
  assert.equal(
    shift.page,
    0,
    `layout shift of the page: ${shift.page}: ${shift.page && (await movements(page)).join('; ')}`,
  );
}

/** What has moved, from where to where. */
function movements(page: Page | Frame): Promise<string[]> {
  return page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        type Source = { node: Node | null; previousRect: DOMRect; currentRect: DOMRect };
        const place = ({ x, y, width, height }: DOMRect) => [x, y, width, height].map(Math.round).join();
        new PerformanceObserver((list) => {
          const all = (list.getEntries() as (PerformanceEntry & { sources: Source[] })[]).flatMap((one) => one.sources);
          resolve(all.map((one) => `${one.node?.nodeName} ${place(one.previousRect)} to ${place(one.currentRect)}`));
        }).observe({ type: 'layout-shift', buffered: true });
      }),
  );
}

/** Nothing is wider than the window. */
export async function fitting(page: Page): Promise<void> {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(over <= 0, `the page is ${over} px wider than its window`);
}

/** No text of a page is cut off at a box around it; what scrolls by itself and what only screen readers hear is left out. */
export async function uncut(page: Page | Frame): Promise<void> {
  const cut = await page.evaluate(() => {
    const found: string[] = [];
    const roots: (Document | ShadowRoot)[] = [document];
    const range = document.createRange();
    /** The boxes that hide what goes beyond them; none for what is hidden on purpose. */
    function clips(one: Element | null, boxes: Element[] = []): Element[] | undefined {
      if (!one) return boxes;
      const { overflowX, overflowY, clipPath, display, webkitLineClamp } = getComputedStyle(one);
      // Its first lines, which a tap unfolds.
      if (webkitLineClamp !== 'none' && one.closest('details')) return undefined;
      if (clipPath !== 'none' || /auto|scroll/.test(overflowX + overflowY)) return undefined;
      const hides = display !== 'inline' && /hidden|clip/.test(overflowX + overflowY);
      const up = one.parentElement ?? (one.getRootNode() as Partial<ShadowRoot>).host ?? null;
      return clips(up, hides ? [...boxes, one] : boxes);
    }
    for (const root of roots) {
      for (const one of root.querySelectorAll('*')) {
        if (one.shadowRoot) roots.push(one.shadowRoot);
        const texts = [...one.childNodes].filter((node) => node instanceof Text && node.data.trim());
        const boxes = texts.length && one.checkVisibility({ contentVisibilityAuto: true }) && clips(one);
        if (!boxes) continue;
        range.setStart(texts[0]!, 0);
        range.setEndAfter(texts.at(-1)!);
        const text = range.getBoundingClientRect();
        for (const box of boxes) {
          const { left, right, top, bottom } = box.getBoundingClientRect();
          if (text.left < left - 1 || text.right > right + 1 || text.top < top - 1 || text.bottom > bottom + 1)
            found.push(`${box.localName}.${box.className} cuts “${range.toString().trim().slice(0, 40)}”`);
        }
      }
    }
    return found;
  });
  assert.deepEqual(cut, []);
}

/** What elder mode promises: text of 18 px and more, its lines 1.5 apart (those of names and buttons 1.3), targets of 60 px. */
export async function large(page: Page): Promise<void> {
  const small = await page.evaluate(() => {
    const found: string[] = [];
    const roots: (Document | ShadowRoot)[] = [document];
    const range = document.createRange();
    for (const root of roots) {
      for (const one of root.querySelectorAll<HTMLElement>('*')) {
        if (one.shadowRoot) roots.push(one.shadowRoot);
        const { fontSize, lineHeight, clipPath } = getComputedStyle(one);
        const { height } = one.getBoundingClientRect();
        if (!one.checkVisibility({ contentVisibilityAuto: true }) || !height || clipPath !== 'none') continue;
        const name = `${one.localName}.${one.className}`;
        if (one.matches('a[href], button, summary, input, select') && height < 60)
          found.push(`${name}: ${height} high`);
        const texts = [...one.childNodes].filter((node) => node instanceof Text && node.data.trim());
        if (!texts.length || !(one instanceof HTMLElement)) continue;
        range.setStart(texts[0]!, 0);
        range.setEndAfter(texts.at(-1)!);
        const size = parseFloat(fontSize);
        const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
        const least = one.matches('h1, h2, h3, button, a') ? 1.299 : 1.499;
        if (size < 18 || (lines > 1 && parseFloat(lineHeight) / size < least))
          found.push(`${name}: ${fontSize} in ${lineHeight}`);
      }
    }
    return found;
  });
  assert.deepEqual(small, []);
}

/**
 * No violation that axe finds; a dark page differs from a light one in its colours alone. `but`: what is left out, because it
 * has been looked at.
 */
export async function accessible(
  { page }: Watched,
  look: Look = 'light',
  place: Page | Frame = page,
  but = '',
): Promise<void> {
  // By DevTools, which no policy of a page keeps out; once in a document.
  if (await place.evaluate(() => typeof axe === 'undefined')) await place.evaluate(axeText);
  const found = await place.evaluate(
    async ({ dark, but }) => {
      const { violations } = await axe.run(but ? { exclude: but } : document, {
        ...{ iframes: false, preload: false, resultTypes: ['violations'] },
        ...(dark && { runOnly: ['color-contrast'] }),
      });
      return violations.map(({ id, nodes }) => [
        id,
        ...nodes.map((one) => `${one.html.slice(0, 200)} ${one.failureSummary}`),
      ]);
    },
    { dark: look === 'dark', but },
  );
  assert.deepEqual(found, []);
}
declare const axe: {
  run(
    where: object,
    options: object,
  ): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>;
};

/** Keeps a picture of the whole page, in a folder that is not committed. */
export async function picture(page: Page, name: string): Promise<void> {
  const cdp = lines.get(page)!;
  // What sticks to the top of the window would else stand in the middle.
  await page.evaluate(() => scrollTo(0, 0));
  const { cssContentSize } = await cdp.send('Page.getLayoutMetrics');
  const { data } = await cdp.send('Page.captureScreenshot', {
    ...{ format: 'jpeg', quality: 70, optimizeForSpeed: true },
    // Where it reaches, other sites' frames are drawn too late.
    captureBeyondViewport: cssContentSize.height > page.viewportSize()!.height,
    clip: { ...cssContentSize, scale: 1 },
  });
  await writeFile(`${folder}${name}.jpg`, Buffer.from(data, 'base64'));
}

/** Two frames of the browser: what was changed has been drawn. */
export const drawn = (page: Page | Frame): Promise<void> =>
  page.evaluate(
    () => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
  );
