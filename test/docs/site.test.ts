import assert from 'node:assert/strict';
import { existsSync, globSync } from 'node:fs';
import { after, test } from 'node:test';
import { createDocsSite } from '../../demo/docs-site.ts';
import { listen } from '../../demo/bank/server.ts';
import { onPage } from '../support/browser.ts';
import { startWorld } from '../support/world.ts';
import { missing, noteWidgets } from './shown.ts';

const world = await startWorld();
// As built by the step before this one; a run of this file alone builds it.
const site = createDocsSite({
  gateway: world.at,
  partner: 'lvtu',
  ticket: () => world.hotel.ticket('guest-7', origin),
});
const server = await listen((req, res) => {
  void site.answer(req, res).then((ours) => ours || res.writeHead(404).end());
}, 0);
after(() => server.stop());
const origin = `http://docs.localhost:${server.port}`;
await world.hotel.allow(origin);
await site.build();

test('the site was built', () => assert.ok(existsSync('docs/.vitepress/dist/index.html')));

const pages = globSync('docs/.vitepress/dist/**/*.html')
  .map((file) => `/docs/${file.slice('docs/.vitepress/dist/'.length, -'.html'.length)}`.replace(/\/index$/, '/'))
  .filter((path) => path !== '/docs/404');

test('every page loads under its own policy, asks nobody else, shows its widgets and fits a phone', async () => {
  assert.ok(pages.length > 60);
  await onPage({ first: noteWidgets }, async ({ page, problems }) => {
    const wrong: string[] = [];
    for (const path of pages) {
      const answer = await page.goto(origin + path, { waitUntil: 'load' });
      await page.waitForFunction(() => '__vue_app__' in (document.querySelector('#app') ?? {}));
      if (/widgets\/\w/.test(path)) await page.waitForSelector('.live > *');
      wrong.push(...(await missing(page)).map((line) => `${path}: ${line}`));
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (answer?.status() !== 200 || over > 0) wrong.push(`${path}: ${answer?.status()}, ${over} px too wide`);
    }
    assert.deepEqual(wrong, []);
    assert.deepEqual(problems, { uncaught: [], console: [], violations: [], strangers: [] });
  });
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

test('what is not there is a page that says so, and no file outside is served', async () => {
  for (const path of ['/docs/nowhere', '/docs/..%2f..%2fpackage.json', '/docs/%2e%2e/%2e%2e/package.json']) {
    const answer = await fetch(`http://127.0.0.1:${server.port}${path}`);
    assert.equal(answer.status, 404, path);
  }
  assert.equal((await fetch(`http://127.0.0.1:${server.port}/elsewhere`)).status, 404);
});

test('a ticket for the examples is for the site’s own pages alone', async () => {
  const ask = (site: string) =>
    fetch(`http://127.0.0.1:${server.port}/docs/ticket`, { headers: { 'sec-fetch-site': site } });
  assert.equal((await ask('same-origin')).status, 200);
  assert.equal((await ask('cross-site')).status, 401);
});
