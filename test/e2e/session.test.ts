import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { customers } from '../../demo/bank/h5/customers.ts';
import { onPage, openPage, until } from '../support/browser.ts';
import { cardOf, clean, isReady, openButton } from '../support/look.ts';
import { card, partnerPage, scriptTag } from '../support/pages.ts';
import { isPlain, notePlain } from '../support/plain.ts';
import { startWorld } from '../support/world.ts';

const world = await startWorld();
const { at, site, other } = world;
const name = customers[0]!.name;

const level = (page: Page) => page.evaluate(() => sessionOf().level);
const status = (page: Page) => page.evaluate(() => sessionOf().status);
const isPartner = (page: Page) => until(async () => (await level(page)) === 'partner', 12);
const call = (page: Page, method: string, ...args: unknown[]) =>
  page.evaluate(
    ([method, args]) => {
      const inlay = (globalThis as unknown as Record<string, Record<string, (...args: unknown[]) => void>>)['inlay']!;
      inlay[method as string]!(...(args as unknown[]));
    },
    [method, args] as const,
  );
const html = (more = {}) =>
  partnerPage({ scripts: scriptTag({ bank: at, ticket: '/bank-ticket', ...more }), cards: card(at) });

describe('signing in at the bank from the partner’s page', () => {
  test('goes to the bank at top level, comes back clean, and the interrupted intent is there once', async () => {
    await onPage({}, async (watched) => {
      const { page } = watched;
      await page.goto(`${world.hotel.origin}/`);
      await isReady(page);
      await isPartner(page);
      await call(page, 'signIn', { widget: 'coupon', key: 'c-1', verb: 'claim' });
      await page.waitForURL(`${at}/h5/login/**`);
      await page.getByRole('button', { name }).click();
      await page.waitForURL(`${world.hotel.origin}/**`);
      await isReady(page);
      assert.equal(page.url(), `${world.hotel.origin}/`, 'inlay_state is gone from the address');
      assert.equal(await isPartner(page), true, 'a partner’s page never gets above the partner’s level');
      const take = () =>
        page.evaluate(() => {
          const { inlay } = (
            globalThis as unknown as Record<symbol, { inlay: import('../../src/core/inlay.ts').Inlay }>
          )[Symbol.for('inlay')]!;
          return inlay.ports.auth.takeIntent('coupon', 'c-1') ?? null;
        });
      assert.deepEqual(await take(), { widget: 'coupon', key: 'c-1', verb: 'claim' });
      assert.equal(await take(), null, 'once');
      clean(watched);
    });
  });

  test('breaking off at the bank brings the customer back as he was', async () => {
    await onPage({}, async (watched) => {
      const { page } = watched;
      await page.goto(`${world.hotel.origin}/`);
      await isReady(page);
      await call(page, 'signIn', { widget: 'coupon', key: 'c-1', verb: 'claim' });
      await page.waitForURL(`${at}/h5/login/**`);
      await page.getByRole('button', { name: '取消' }).click();
      await page.waitForURL(`${world.hotel.origin}/**`);
      await isReady(page);
      assert.equal(await isPartner(page), true);
      assert.equal(page.url(), `${world.hotel.origin}/`);
      clean(watched);
    });
  });

  test('a made-up inlay_state is taken out of the address and starts nothing', async () => {
    await onPage({}, async (watched) => {
      const { page } = watched;
      await page.goto(`${world.hotel.origin}/?a=1&inlay_state=made-up&b=2#c`);
      await isReady(page);
      assert.equal(page.url(), `${world.hotel.origin}/?a=1&b=2#c`);
      clean(watched);
    });
  });
});

describe('on the bank’s own H5 pages', () => {
  test('the card’s “buy” signs the customer in, comes back, and goes on by itself to the purchase', async () => {
    await onPage({ first: notePlain }, async (watched) => {
      const { page } = watched;
      await page.goto(`${world.hotel.origin}/`);
      await isReady(page);
      await isPlain(openButton(page));
      await Promise.all([page.waitForURL(`${at}/h5/products/**`), openButton(page).click()]);
      await isReady(page);
      assert.deepEqual(await page.evaluate(() => [sessionOf().level, sessionOf().surface]), ['anonymous', 'bank']);
      assert.equal(await openButton(page).innerText(), '购买');
      await isPlain(openButton(page));
      const pages: string[] = [];
      page.on('framenavigated', (frame) => pages.push(new URL(frame.url()).pathname));
      await openButton(page).click();
      await page.waitForURL(`${at}/h5/login/**`);
      await page.getByRole('button', { name }).click();
      await page.waitForURL((url) => url.pathname === '/h5/buy/FN30D02A');
      assert.match(await page.locator('main').innerText(), new RegExp(name));
      assert.ok(pages.includes('/h5/products/FN30D02A'), `by way of the card: ${pages.join()}`);
      clean(watched);
    });
  });

  test('breaking off the sign-in leaves the card as it was; who is signed in buys without one', async () => {
    await onPage({ first: notePlain }, async (watched) => {
      const { page } = watched;
      await page.goto(`${at}/h5/products/FN30D02A`);
      await isReady(page);
      await isPlain(openButton(page));
      await openButton(page).click();
      await page.waitForURL(`${at}/h5/login/**`);
      await page.getByRole('button', { name: '取消' }).click();
      await page.waitForURL(`${at}/h5/products/FN30D02A`);
      await isReady(page);
      await page.waitForTimeout(1000);
      assert.equal(page.url(), `${at}/h5/products/FN30D02A`, 'nothing goes on by itself');
      await page.goto(`${at}/h5/sign-in?next=/h5/buy/FN30D02A`);
      await page.getByRole('button', { name }).click();
      await page.waitForURL(`${at}/h5/buy/FN30D02A`);
      await page.goto(`${at}/h5/products/FN30D02A`);
      await isReady(page);
      assert.ok(await until(async () => (await level(page)) === 'bank'));
      await isPlain(openButton(page));
      await openButton(page).click();
      await page.waitForURL((url) => url.pathname === '/h5/buy/FN30D02A');
      const [receipt] = (await world.receipts()).slice(-1);
      assert.deepEqual([receipt?.placement, receipt?.partner_id], ['bank-product', 'qinghe']);
      clean(watched);
    });
  });
});

describe('tickets', () => {
  test('one for an origin is worth nothing on another: ticket_origin_mismatch', async () => {
    const stolen = await world.hotel.ticket('guest-7', site.origin);
    other.put('/stolen-ticket', { body: stolen, type: 'text/plain' });
    const url = other.put('/', html({ ticket: '/stolen-ticket', debug: true }));
    await onPage({}, async ({ page, problems }) => {
      const answers: string[] = [];
      page.on('response', async (answer) => {
        if (answer.url().endsWith('/oidc/token')) answers.push(((await answer.json()) as { code: string }).code);
      });
      await page.goto(url);
      await isReady(page);
      assert.ok(await until(() => answers.length > 0));
      assert.deepEqual(answers, ['ticket_origin_mismatch']);
      assert.equal(await level(page), 'anonymous');
      assert.ok(await until(() => problems.console.some((line) => /ticket_rejected/.test(line))));
      assert.doesNotMatch(problems.console.join(), new RegExp(stolen));
    });
  });

  test('one is good once: the second page that shows it stays anonymous', async () => {
    const ticket = await world.hotel.ticket('guest-7', site.origin);
    site.put('/same-ticket', { body: ticket, type: 'text/plain' });
    const url = site.put('/', html({ ticket: '/same-ticket' }));
    await onPage({}, async ({ page }) => {
      await page.goto(url);
      assert.ok(await isPartner(page));
    });
    await onPage({}, async ({ page }) => {
      await page.goto(url);
      await isReady(page);
      await page.waitForTimeout(1500);
      assert.equal(await level(page), 'anonymous');
    });
  });
});

describe('who is there', () => {
  test('logout in one tab ends the other', async () => {
    const url = site.put('/', html());
    const first = await openPage();
    try {
      const { page } = first;
      await page.goto(url);
      assert.ok(await isPartner(page));
      const second = await openPage({ context: first.context });
      await second.page.goto(url);
      assert.ok(await isPartner(second.page));
      await call(page, 'logout');
      assert.ok(await until(async () => (await status(page)) === 'signed_out'));
      assert.ok(await until(async () => (await status(second.page)) === 'signed_out'), 'the other tab');
      await isReady(second.page);
      clean(first);
      clean(second);
    } finally {
      await first.context.close();
    }
  });

  test('another user drops what belonged to the one before, in every tab', async () => {
    world.user('guest-7');
    const url = site.put('/', html());
    const first = await openPage();
    try {
      const user = (page: Page) => page.evaluate(() => sessionOf().user);
      await first.page.goto(url);
      assert.ok(await isPartner(first.page));
      const before = await user(first.page);
      world.user('guest-8');
      const second = await openPage({ context: first.context });
      await second.page.goto(url);
      assert.ok(await isPartner(second.page));
      const after = await user(second.page);
      assert.notEqual(after, before);
      assert.ok(await until(async () => (await user(first.page)) === after), 'the first tab follows');
      clean(first);
    } finally {
      world.user('guest-7');
      await first.context.close();
    }
  });
});

test('T24 ten tabs with five callers each make one ticket and one token a tab, and none ends another’s', async () => {
  const url = site.put('/tab', html());
  await onPage({}, async (watched) => {
    let swaps = 0;
    watched.context.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/oidc/token')) swaps++;
    });
    const more = Array.from({ length: 9 }, () => watched.context.newPage());
    const tabs = [watched.page, ...(await Promise.all(more))];
    // Five at once, as soon as there is an Inlay; the bank's word for the user comes with each answer.
    const callers = (page: Page) =>
      page.evaluate(() => {
        type Slot = Record<symbol, { inlay: import('../../src/core/inlay.ts').Inlay }>;
        const { http } = (globalThis as unknown as Slot)[Symbol.for('inlay')]!.inlay.ports;
        const ask = () => http.request<{ session: string }>({ path: '/v1/session?partner=lvtu', auth: true });
        return Promise.all(Array.from({ length: 5 }, () => ask().then(({ session }) => session)));
      });
    const before = world.tickets();
    const all = async () => new Set((await Promise.all(tabs.map(callers))).flat());
    await Promise.all(tabs.map((page) => page.goto(url)));
    for (const page of tabs) assert.ok(await until(async () => /active|starting/.test(await status(page))));
    const users = await all();
    assert.equal(users.size, 1);
    assert.deepEqual([world.tickets() - before, swaps], [10, 10]);

    // Now every token is dead at once, and fifty callers find out.
    await world.bank.bank.db.updateTable('access_token').set({ ended_at: world.bank.bank.clock.now() }).execute();
    assert.deepEqual(await all(), users);
    assert.deepEqual([world.tickets() - before, swaps], [20, 20]);
    for (const page of tabs) assert.deepEqual([await status(page), await level(page)], ['active', 'partner']);
    assert.deepEqual(watched.problems.uncaught, []);
  });
});

describe('T21 a device clock that is wrong', () => {
  for (const minutes of [-10, 10]) {
    test(`${minutes} minutes: signed in, in at most two tries, and the numbers are not called stale`, async () => {
      const shift = `{ const D = Date, by = ${minutes * 60_000}; Date = class extends D {
        constructor(...a) { a.length ? super(...a) : super(D.now() + by); } static now() { return D.now() + by; } }; }`;
      const url = site.put('/', html());
      await onPage({ first: shift }, async (watched) => {
        const { page } = watched;
        let tries = 0;
        page.on('request', (request) => {
          if (request.url().endsWith('/oidc/token') && request.method() === 'POST') tries++;
        });
        await page.goto(url);
        await isReady(page);
        assert.ok(await isPartner(page));
        assert.match(await cardOf(page).evaluate((host) => host.shadowRoot!.textContent!), /成立以来/);
        assert.ok(tries <= 2, `${tries} tries`);
        const expires = await page.evaluate(() => sessionOf().expiresAt);
        assert.ok(Math.abs(expires - Date.now() - 600_000) < 20_000, 'the end is told in the bank’s time');
        assert.deepEqual(watched.problems.uncaught, []);
      });
    });
  }
});
