import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { after } from 'node:test';
import type { Page } from 'playwright-core';
import { buildPlayground } from '../../demo/playground/build.ts';
import { type RunningDemo, startDemo } from '../../demo/start.ts';
import { layoutShift, openPage, type Opening, type Watched } from './browser.ts';

const axe = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const folder = new URL('../../artifacts/walk/', import.meta.url).pathname;

/** How a page is looked at. */
export const widths = [320, 375, 768] as const;
export const looks = ['light', 'dark', 'elder'] as const;
/** One of the three. */
export type Look = (typeof looks)[number];

/** The whole demo on free ports, with the playground as its sources are now; it ends with the test file. */
export async function startWalk(): Promise<RunningDemo> {
  mkdirSync(folder, { recursive: true });
  await buildPlayground();
  const demo = await startDemo({ data: 'memory', keys: 'memory', anyPorts: true });
  after(() => demo.stop());
  return demo;
}

const free: Watched[] = [];

/** Opens a page that is used for many looks, with axe in every document of it. */
export async function openWalker(opening: Opening = {}): Promise<Watched> {
  return openPage({ ...opening, first: `${opening.first ?? ''};${axe}` });
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

/** What went wrong; a page whose requests are made to fail may have its browser say so. */
export function unhurt({ problems }: Watched, loud = false): void {
  const failed = /^error: Failed to load resource/;
  const console = loud ? problems.console.filter((line) => !failed.test(line)) : problems.console;
  assert.deepEqual({ ...problems, console }, { uncaught: [], console: [], violations: [], strangers: [] });
}

/** Nothing of the page has moved since it began. */
export async function unmoved(page: Page): Promise<void> {
  const shift = await layoutShift(page);
  assert.equal(shift.page, 0, `layout shift of the page: ${shift.page}`);
}

/** Nothing is wider than the window. */
export async function fitting(page: Page): Promise<void> {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(over <= 0, `the page is ${over} px wider than its window`);
}

/** No violation that axe finds; asked through DevTools, because the page's own policy knows no text of ours. */
export async function accessible({ cdp }: Watched): Promise<void> {
  const { result, exceptionDetails } = await cdp.send('Runtime.evaluate', {
    expression: `axe.run({ iframes: false, preload: false, resultTypes: ['violations'] }).then((r) => JSON.stringify(r.violations.map((v) => [v.id, ...v.nodes.map((n) => n.html.slice(0, 200) + ' ' + n.failureSummary)])))`,
    awaitPromise: true,
  });
  assert.deepEqual(JSON.parse((result.value as string | undefined) ?? JSON.stringify(exceptionDetails)), []);
}

/** Keeps a picture, in a folder that is not committed. */
export async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `${folder}${name}.jpg`, type: 'jpeg', quality: 80, fullPage: true });
}

/** Two frames of the browser: what was changed has been drawn. */
export const drawn = (page: Page): Promise<void> =>
  page.evaluate(
    () => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
  );
