import assert from 'node:assert/strict';
import { existsSync, globSync } from 'node:fs';
import { get } from 'node:http';
import { after, test } from 'node:test';
import { startDemo } from '../../demo/start.ts';
import { onPage, type Watched } from '../support/browser.ts';
import { accessible, openWalker, picture } from '../support/walk.ts';
import { missing, noteWidgets } from './shown.ts';

// As `npm start` has it; the step before this one has built the site, and a run of this file alone builds it.
const demo = await startDemo({ anyPorts: true, data: 'memory', keys: 'memory' });
after(() => demo.stop());
const { origin, port, docs } = demo.playground;
await docs.build();

/** Asks as a browser would that takes the address as it stands there. */
function ask(path: string, headers: Record<string, string> = {}): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const { host } = new URL(origin);
    get({ host: '127.0.0.1', port, path, headers: { host, ...headers } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    }).once('error', reject);
  });
}

test('the site was built', () => assert.ok(existsSync('docs/.vitepress/dist/index.html')));

const pages = globSync('docs/.vitepress/dist/**/*.html')
  .map((file) => `/docs/${file.slice('docs/.vitepress/dist/'.length, -'.html'.length)}`.replace(/\/index$/, '/'))
  .filter((path) => path !== '/docs/404');

/** The record of a decision is the same page under both addresses, and nothing but text. */
function widthsOf(path: string): number[] {
  if (!/decisions\/\d/.test(path)) return [375, 1280];
  return path.includes('/zh/') ? [] : [375];
}

/** One page of each folder. */
const framed = new Set([...new Map(pages.map((path) => [path.replace(/[^/]*$/, ''), path])).values()]);

/** What is wrong with a page, on a phone and on a desk, in both themes. */
async function wrongWith(watched: Watched, path: string): Promise<string[]> {
  const { page } = watched;
  await page.setViewportSize({ width: 375, height: 900 });
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  const answer = await page.goto(origin + path, { waitUntil: 'load' });
  await page.waitForFunction(() => '__vue_app__' in (document.querySelector('#app') ?? {}));
  if (/widgets\/\w/.test(path)) await page.waitForSelector('.live > *');
  const wrong = await missing(page);
  if (answer?.status() !== 200) wrong.push(`answered ${answer?.status()}`);
  for (const width of widthsOf(path)) {
    await page.setViewportSize({ width, height: 900 });
    for (const look of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: look });
      await page.waitForFunction((dark) => document.documentElement.matches('.dark') === dark, look === 'dark');
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (over > 0) wrong.push(`${over} px too wide at ${width} px`);
      if (path.endsWith('/')) await picture(page, `${path.slice(1).replaceAll('/', '-')}${width}-${look}`);
      // The text itself is the same on a desk; what stands around it is not, and is the same around a section's other pages.
      if (width === 1280 && !framed.has(path)) continue;
      await accessible(watched, look, page, width === 1280 ? '.vp-doc' : '').catch((error: unknown) =>
        wrong.push(`${width} px, ${look}: ${String(error)}`),
      );
    }
  }
  return wrong.map((line) => `${path}: ${line}`);
}

test('every page loads under its own policy, asks nobody else, shows its widgets, fits, and is clean under axe in both themes', async () => {
  assert.ok(pages.length > 60);
  const left = [...pages];
  const work = async () => {
    const watched = await openWalker({ first: noteWidgets });
    const wrong: string[] = [];
    for (let path = left.pop(); path; path = left.pop()) wrong.push(...(await wrongWith(watched, path)));
    assert.deepEqual(watched.problems, { uncaught: [], console: [], violations: [], strangers: [] });
    return wrong;
  };
  assert.deepEqual((await Promise.all([work(), work()])).flat(), []);
});

test('without a bank the examples are pictures', async () => {
  await onPage({}, async ({ page }) => {
    await page.route('**/demo.json', (route) => route.fulfill({ status: 404 }));
    await page.goto(`${origin}/docs/widgets/wealth-card`);
    const picture = page.locator('.live img');
    await picture.scrollIntoViewIfNeeded();
    await page.waitForFunction(() => (document.querySelector<HTMLImageElement>('.live img')?.naturalWidth ?? 0) > 0);
  });
});

test('the search finds words of the tables, without a network of others', async () => {
  await onPage({ width: 1280 }, async ({ page, problems }) => {
    await page.goto(`${origin}/docs/zh/`);
    await page.waitForFunction(() => '__vue_app__' in (document.querySelector('#app') ?? {}));
    await page.locator('.VPNavBarSearch button').click();
    await page.locator('#localsearch-input').fill('ticket_rejected');
    await page.waitForSelector('#localsearch-list li');
    assert.deepEqual(problems.strangers, []);
  });
});

test('what is not there is said so, and no file outside is served', async () => {
  const outside = ['/docs/..%2f..%2fpackage.json', '/docs/%2e%2e/%2e%2e/package.json', '/docs/../../package.json'];
  for (const path of ['/docs/nowhere', '/docs/assets/nothing.js', outside[0]!])
    assert.equal(await ask(path), 404, path);
  for (const path of outside) {
    const answer = await fetch(new URL(path, `http://127.0.0.1:${port}`), { headers: { accept: 'application/json' } });
    assert.doesNotMatch(await answer.text(), /"devDependencies"/, path);
  }
});

test('a ticket for the examples is for the site’s own pages alone', async () => {
  assert.equal(await ask('/docs/ticket', { 'sec-fetch-site': 'same-origin' }), 200);
  assert.equal(await ask('/docs/ticket', { 'sec-fetch-site': 'cross-site' }), 401);
});
