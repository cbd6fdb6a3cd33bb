import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
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

for (const path of ['/docs/', '/docs/zh/', '/docs/start/script', '/docs/zh/errors']) {
  test(`${path} loads under its own policy and asks nobody else`, async () => {
    await onPage({ first: noteWidgets }, async ({ page, problems }) => {
      const answer = await page.goto(origin + path);
      assert.equal(answer?.status(), 200);
      await page.waitForFunction(() => '__vue_app__' in (document.querySelector('#app') ?? {}));
      assert.deepEqual(await missing(page), []);
      assert.deepEqual(problems, { uncaught: [], console: [], violations: [], strangers: [] });
    });
  });
}

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
