import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import type { Page, Route } from 'playwright-core';
import type { Fault } from '../../demo/bank/faults.ts';
import { onPage, until, type Watched } from '../support/browser.ts';
import { cardOf, isReady } from '../support/look.ts';
import { card, partnerPage, scriptTag } from '../support/pages.ts';
import { startWorld } from '../support/world.ts';

const world = await startWorld();
const { at, site } = world;
afterEach(() => world.faults([]));

interface Heard {
  name: string;
  detail: { widget: string; code?: string; reason?: string; retryable?: boolean; traceId?: string; rules?: string[] };
}
declare const heard: Heard[];

/** Notes every event of ours with its detail. */
const listen = `globalThis.heard = []; for (const name of ['inlay-ready', 'inlay-error', 'inlay-empty'])
  addEventListener(name, (event) => heard.push({ name, detail: event.detail }), true);`;

/** What is expected of one kind of bad input. */
interface Case {
  name: string;
  faults?: Fault[];
  /** Attributes of the card. */
  attributes?: string;
  /** Done to the page before it is opened. */
  prepare?: (watched: Watched) => Promise<void>;
  event: 'inlay-error' | 'inlay-empty';
  code: RegExp;
  /** The bank answered, so there is a trace id. */
  traced?: boolean;
  retry?: boolean;
}

const product = '/v1/products/';
const cases: Case[] = [
  {
    name: 'an unknown product',
    attributes: 'product="NOPE1"',
    event: 'inlay-error',
    code: /^not_found$/,
    traced: true,
    retry: false,
  },
  { name: 'no product at all', attributes: 'placement="x"', event: 'inlay-empty', code: /^no_product$/ },
  {
    name: 'a product id that is none',
    attributes: 'product="../../etc"',
    event: 'inlay-error',
    code: /invalid_attribute/,
  },
  {
    name: 'malformed JSON',
    faults: [{ prefix: product, malformed: true }],
    event: 'inlay-error',
    code: /bad_response/,
    traced: true,
  },
  {
    name: '404',
    faults: [{ prefix: product, status: 404 }],
    event: 'inlay-error',
    code: /^not_found$/,
    traced: true,
    retry: false,
  },
  {
    name: '429',
    faults: [{ prefix: product, status: 429, retryAfter: 60 }],
    event: 'inlay-error',
    code: /rate_limited/,
    traced: true,
    retry: true,
  },
  {
    name: '500',
    faults: [{ prefix: product, status: 500 }],
    event: 'inlay-error',
    code: /service_unavailable/,
    traced: true,
    retry: true,
  },
  {
    name: '503',
    faults: [{ prefix: product, status: 503 }],
    event: 'inlay-error',
    code: /service_unavailable/,
    traced: true,
    retry: true,
  },
  {
    name: 'no connection',
    faults: [{ prefix: product, drop: 'before' }],
    event: 'inlay-error',
    code: /network/,
    retry: true,
  },
  {
    name: 'no answer in time',
    faults: [{ prefix: product, delayMs: 30_000 }],
    // The page's own clock runs faster, so that the test need not wait for ten seconds.
    prepare: async ({ page }) => {
      await page.clock.install();
    },
    event: 'inlay-error',
    code: /timeout/,
    retry: true,
  },
];

const open = (attributes: string, debug: boolean) =>
  site.put(
    '/faults',
    partnerPage({
      scripts: scriptTag({ bank: at, consent: 'service marketing experience', debug }),
      cards: card(at, attributes),
      tail: '<p id="rest">正文</p>',
    }),
  );

describe('bad input', () => {
  for (const one of cases) {
    for (const debug of [false, true]) {
      test(`${one.name}: neutral state, one event, ${debug ? 'one debug line' : 'a clean console'}`, async () => {
        world.faults(one.faults ?? []);
        const url = open(one.attributes ?? 'product="FN30D02A" placement="fault"', debug);
        await onPage({ first: listen }, async (watched) => {
          const { page, problems } = watched;
          await one.prepare?.(watched);
          await page.goto(url);
          const said = () => page.evaluate(() => heard);
          assert.ok(
            await until(async () => {
              if (one.prepare) await page.clock.fastForward(11_000).catch(() => undefined);
              return (await said()).length > 0;
            }, 15),
            'no event',
          );
          await page.waitForTimeout(300);
          const events = await said();
          assert.equal(events.length, 1, JSON.stringify(events));
          const [{ name, detail } = { name: '', detail: undefined }] = events;
          assert.equal(name, one.event);
          assert.match(detail?.code ?? detail?.reason ?? '', one.code);
          assert.equal(detail?.widget, 'wealth-card');
          if (one.traced) assert.match(detail?.traceId ?? '', /^[0-9a-f]{32}$/);
          if (one.retry !== undefined) assert.equal(detail?.retryable, one.retry);

          assert.deepEqual(problems.uncaught, []);
          // "Failed to load resource" is the browser's own line about the network and cannot be kept from it.
          const lines = problems.console.filter((line) => !/Failed to load resource|net::ERR/.test(line));
          if (!debug) assert.deepEqual(lines, []);
          else {
            assert.equal(lines.length, 1, lines.join('\n'));
            assert.match(lines[0]!, /^warning: \[inlay\] /);
          }
          const text = await cardOf(page).evaluate((host) => host.shadowRoot?.textContent ?? '');
          assert.doesNotMatch(text, /undefined|NaN|\[object|Error|\{/);
          if (detail?.traceId && name === 'inlay-error')
            assert.ok(text.includes(detail.traceId), 'the trace id can be read out');
          assert.ok(await page.locator('#rest').isVisible());
        });
      });
    }
  }

  test('a missing field: the card shows nothing rather than half a disclosure, and names the rule (W1)', async () => {
    const url = open('product="FN30D02A"', true);
    await onPage({ first: listen }, async ({ page, problems }) => {
      await page.route('**/v1/products/**', async (route) => {
        const { pathname, search } = new URL(route.request().url());
        const answer = await fetch(world.bank.internal + pathname + search, { headers: { origin: site.origin } });
        const { issuerName: _, ...body } = (await answer.json()) as Record<string, unknown>;
        await route.fulfill({ json: body, headers: { 'access-control-allow-origin': '*' } });
      });
      await page.goto(url);
      assert.ok(await until(() => page.evaluate(() => heard.length > 0)));
      const [event] = await page.evaluate(() => heard);
      assert.equal(event?.name, 'inlay-empty');
      assert.equal(event?.detail.reason, 'disclosure_incomplete');
      assert.ok(event?.detail.rules?.includes('W1'), JSON.stringify(event));
      assert.equal(await cardOf(page).locator('h3').count(), 0);
      assert.equal(problems.console.length, 1, problems.console.join('\n'));
    });
  });

  test('T23 offline: the card says so, and comes back with the retry button', async () => {
    const url = open('product="FN30D02A"', false);
    await onPage({ first: listen }, async ({ page, problems }) => {
      await page.route('**/v1/products/**', (route) => route.abort('internetdisconnected'));
      await page.goto(url);
      const retry = cardOf(page).getByRole('button', { name: '重试' });
      await retry.waitFor();
      await page.unroute('**/v1/products/**');
      await retry.click();
      await isReady(page);
      assert.deepEqual(await page.evaluate(() => heard.map(({ name }) => name)), ['inlay-error', 'inlay-ready']);
      assert.deepEqual(problems.uncaught, []);
    });
  });

  test('T23 one 500 in passing is repeated quietly: no event but ready', async () => {
    world.faults([{ prefix: product, status: 500, count: 1 }]);
    await onPage({ first: listen }, async ({ page }) => {
      await page.goto(open('product="FN30D02A"', false));
      await isReady(page);
      assert.deepEqual(await page.evaluate(() => heard.map(({ name }) => name)), ['inlay-ready']);
    });
  });

  test('a refused origin: the card says that the page has no leave, once', async () => {
    const { startSite } = await import('../support/pages.ts');
    const stranger = await startSite('stranger');
    try {
      const html = partnerPage({ scripts: scriptTag({ bank: at, debug: true }), cards: card(at) });
      await onPage({ first: listen }, async ({ page, problems }) => {
        await page.goto(stranger.put('/', html));
        assert.ok(await until(() => page.evaluate(() => heard.length > 0)));
        await page.waitForTimeout(300);
        const events = await page.evaluate(() => heard);
        assert.deepEqual(
          events.map(({ name, detail }) => [name, detail.code]),
          [['inlay-error', 'origin_refused']],
        );
        assert.deepEqual(problems.uncaught, []);
      });
    } finally {
      await stranger.close();
    }
  });
});

describe('the parts may fail one by one', () => {
  const open = (ticket: string) =>
    site.put(
      '/faults',
      partnerPage({
        scripts: scriptTag({ bank: at, ticket, consent: 'service marketing experience' }),
        cards: card(at, 'product="FN30D02A" placement="parts"'),
      }),
    );

  test('W18 a card waits for a late channel policy, and without one shows no word of a product', async () => {
    const names = (page: Page) => page.evaluate(() => heard.map((event) => event.name));
    await onPage({ first: listen }, async ({ page, problems }) => {
      const held: Route[] = [];
      await page.route('**/v1/channel-policy*', (route) => void held.push(route));
      await Promise.all([page.waitForResponse(/\/v1\/products\//), page.goto(open('/bank-ticket'))]);
      await cardOf(page).locator('.skeleton').waitFor();
      assert.deepEqual(await names(page), []);
      await Promise.all(held.map((route) => route.continue()));
      await isReady(page);
      assert.match(await cardOf(page).locator('.foot').innerText(), /青禾银行/);
      assert.deepEqual(problems.uncaught, []);
    });
    world.faults([{ prefix: '/v1/channel-policy', status: 503 }]);
    await onPage({ first: listen }, async ({ page, problems }) => {
      await page.goto(open('/bank-ticket'));
      assert.ok(await until(async () => (await names(page)).length > 0, 15));
      const [{ name, detail }] = await page.evaluate(() => heard);
      assert.deepEqual([name, detail.reason, detail.rules], ['inlay-empty', 'hidden_by_policy', ['W18']]);
      assert.equal(await cardOf(page).evaluate((card) => card.shadowRoot!.textContent!.trim()), '');
      assert.deepEqual(problems.uncaught, []);
    });
  });

  test('the session is refused and the card still shows', async () => {
    const ways: [string, () => void][] = [
      ['no such page', () => undefined],
      ['the bank refuses', () => world.faults([{ prefix: '/oidc/token', status: 503 }])],
    ];
    for (const [name, prepare] of ways) {
      prepare();
      await onPage({ first: listen }, async ({ page, problems }) => {
        await page.goto(open(name === 'no such page' ? '/no-ticket-here' : '/bank-ticket'));
        await isReady(page);
        await page.waitForTimeout(1500);
        assert.equal(await page.evaluate(() => sessionOf().level), 'anonymous');
        assert.deepEqual(await page.evaluate(() => heard.map((event) => event.name)), ['inlay-ready'], name);
        assert.deepEqual(problems.uncaught, []);
      });
    }
  });

  test('a collector that is down costs nothing: the events arrive when it is back', async () => {
    world.faults([{ prefix: '/v1/e', status: 503 }]);
    await onPage({}, async ({ page }) => {
      const before = (await world.events('wealth_card_ready')).length;
      await page.goto(open('/bank-ticket'));
      await isReady(page);
      await page.waitForTimeout(4000);
      world.faults([]);
      assert.ok(await until(async () => (await world.events('wealth_card_ready')).length > before, 20));
    });
  });
});
