import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { goBack, onPage, until, weigh, type Watched } from '../support/browser.ts';
import { cardOf, clean, isReady, openButton } from '../support/look.ts';
import { card, partnerPage, scriptTag } from '../support/pages.ts';
import { startWorld } from '../support/world.ts';

const world = await startWorld();
const { at, site } = world;

const tag = (file: 'inlay.js' | 'inlay.iife.js' = 'inlay.js', more = '') =>
  scriptTag({ bank: at, file, ticket: '/bank-ticket', more });

/** Notes every event of ours; runs before anything else. */
const listen = `globalThis.heard = []; for (const name of ['inlay-ready', 'inlay-error', 'inlay-empty'])
  addEventListener(name, (event) => heard.push(name + ' ' + (event.detail.code || event.detail.reason || '')), true);`;
declare const heard: string[];

/** Opens a page and waits for its product. */
async function see(html: string, look: (watched: Watched) => Promise<void> = async () => {}): Promise<void> {
  const url = site.put('/order', html);
  const tickets = world.tickets();
  await onPage({ first: listen }, async (watched) => {
    await watched.page.goto(url);
    await isReady(watched.page);
    await until(() => watched.page.evaluate(() => sessionOf().level === 'partner'));
    assert.equal(world.tickets() - tickets, 1, 'one session, whatever the order');
    await look(watched);
    clean(watched);
  });
}

describe('T15 script and tag in any order, any number', () => {
  for (const file of ['inlay.js', 'inlay.iife.js'] as const) {
    test(`${file} before the tag`, () => see(partnerPage({ scripts: tag(file), cards: card(at) })));
    test(`${file} after the tag`, () => see(partnerPage({ cards: card(at), tail: tag(file) })));
    test(`${file} twice`, () =>
      see(partnerPage({ scripts: tag(file), cards: card(at), tail: tag(file) }), async ({ page }) => {
        assert.deepEqual(await page.evaluate(() => heard), ['inlay-ready ']);
      }));
    test(`${file} long before the tag, which a script of the page adds`, () =>
      see(
        partnerPage({
          scripts: tag(file),
          tail: `<script>setTimeout(() => { document.querySelector('main').innerHTML = '${card(at)}'; }, 700)</script>`,
        }),
      ));
  }
  test('both builds on one page', () =>
    see(
      partnerPage({ scripts: tag('inlay.js') + tag('inlay.iife.js'), cards: card(at) + card(at) }),
      async ({ page }) => {
        await isReady(page, 1);
        assert.deepEqual(await page.evaluate(() => heard), ['inlay-ready ', 'inlay-ready ']);
      },
    ));
  test('a script tag without attributes and calls kept for it', () =>
    see(
      partnerPage({
        before: `window.inlay = window.inlay || []; inlay.push(['init', { partner: 'lvtu', gateway: '${at}',
          getTicket: () => fetch('/bank-ticket').then((answer) => answer.text()) }]);`,
        scripts: `<script type="module" src="${at}/inlay/inlay.js" crossorigin></script>`,
        cards: card(at),
      }),
    ));
});

describe('T15 somebody else was there first', () => {
  const other = `Object.defineProperty(window, Symbol.for('inlay'), { value: { protocol: 99, version: '9.9.9', inlay: undefined, waiting: new Set() } });`;
  for (const file of ['inlay.js', 'inlay.iife.js'] as const) {
    test(`${file} meets another protocol: warns once with both versions, stays out, the link stays`, async () => {
      const url = site.put('/order', partnerPage({ before: other, scripts: tag(file), cards: card(at) }));
      await onPage({ first: listen }, async ({ page, problems }) => {
        await page.goto(url);
        assert.ok(await until(() => problems.console.length > 0, 5));
        await page.waitForTimeout(500);
        assert.equal(problems.console.length, 1, problems.console.join('\n'));
        assert.match(problems.console[0]!, /0\.\d+\.\d+.*9\.9\.9/);
        assert.deepEqual(problems.uncaught, []);
        assert.ok(await cardOf(page).getByRole('link', { name: '在青禾银行查看理财产品' }).isVisible());
        assert.equal(
          await page.evaluate(() => (document.querySelector('inlay-wealth-card') as Element).shadowRoot),
          null,
        );
      });
    });

    test(`${file} meets a taken tag: no throw, the page's element and the link stay`, async () => {
      const taken = `customElements.define('inlay-wealth-card', class Theirs extends HTMLElement {});`;
      const url = site.put('/order', partnerPage({ before: taken, scripts: tag(file), cards: card(at) }));
      await onPage({}, async (watched) => {
        await watched.page.goto(url);
        await watched.page.waitForTimeout(1000);
        assert.ok(await cardOf(watched.page).getByRole('link').isVisible());
        clean(watched);
      });
    });
  }
});

test('an element that is moved in the document keeps its product and asks for nothing again', () =>
  see(partnerPage({ scripts: tag(), cards: card(at), tail: '<aside></aside>' }), async ({ page }) => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.evaluate(() => {
      const aside = document.querySelector('aside')!;
      const moved = document.querySelector('inlay-wealth-card')!;
      for (let i = 0; i < 10; i++) (i % 2 ? document.querySelector('main')! : aside).append(moved);
      aside.append(moved);
    });
    await isReady(page);
    assert.ok(await openButton(page).isEnabled());
    assert.deepEqual(asked, []);
    assert.deepEqual(await page.evaluate(() => heard), ['inlay-ready ']);
  }));

for (const file of ['inlay.js', 'inlay.iife.js'] as const) {
  test(`20 rounds of 20 cards mounted and unmounted leave no listener and no memory behind (${file})`, async () => {
    const url = site.put('/order', partnerPage({ scripts: tag(file), cards: card(at) }));
    await onPage({}, async (watched) => {
      const { page, cdp } = watched;
      await page.goto(url);
      await isReady(page);
      const round = async () => {
        await page.evaluate(async () => {
          const main = document.querySelector('main')!;
          const cards = Array.from({ length: 20 }, (_, i) => {
            const one = document.createElement('inlay-wealth-card');
            one.setAttribute('product', 'FN30D02A');
            one.setAttribute('placement', `round-${i}`);
            // All in one place: a card is drawn only near the viewport.
            one.style.cssText = 'position: absolute; top: 0; left: 0; right: 0';
            return one;
          });
          main.append(...cards);
          const done = () => cards.every((one) => one.shadowRoot?.querySelector('h3'));
          for (let i = 0; i < 100 && !done(); i++) await new Promise((resolve) => setTimeout(resolve, 20));
          if (!done()) throw new Error('a card did not come up');
          cards.forEach((one) => one.remove());
          await new Promise((resolve) => setTimeout(resolve, 50));
        });
      };
      // V8 compiles for some 40 rounds, which is no leak: from then on the curve is flat.
      for (let i = 0; i < 60; i++) await round();
      const before = await weigh(cdp);
      for (let i = 0; i < 20; i++) await round();
      const after = await weigh(cdp);
      assert.equal(after.listeners, before.listeners, 'event listeners');
      assert.equal(after.nodes, before.nodes, 'DOM nodes');
      // 400 cards came and went; one that stayed would weigh some five thousand bytes.
      assert.ok(after.heap - before.heap < 24_000, `${after.heap - before.heap} bytes more after 20 rounds`);
      clean(watched);
    });
  });
}

test('T25 the page comes back from the back/forward cache with its card, and its session goes on', () =>
  see(partnerPage({ scripts: tag(), cards: card(at) }), async ({ page }) => {
    await page.evaluate(() => addEventListener('pageshow', (event) => (back = event.persisted)));
    const here = page.url();
    for (let i = 0; i < 3; i++) {
      await page.goto(site.put('/elsewhere', partnerPage({ body: 'elsewhere' })));
      await goBack(page, here);
      assert.equal(await page.evaluate(() => back), true);
    }
    await isReady(page);
    assert.ok(await until(() => page.evaluate(() => sessionOf().level === 'partner')));
    assert.deepEqual(await page.evaluate(() => heard), ['inlay-ready ']);
  }));
declare let back: boolean;

test('T29 the page finds one new symbol, the one name it asked for, and nothing else changed', async () => {
  const count = `globalThis.shape = () => {
    const out = [], seen = new Set();
    for (const name of Object.getOwnPropertyNames(window).concat('EventTarget')) { let it; try { it = window[name]; } catch { continue; }
      if (typeof it !== 'function' || !it.prototype || seen.has(it)) continue; seen.add(it);
      for (const owner of [it, it.prototype]) for (const key of Reflect.ownKeys(owner)) {
        const d = Object.getOwnPropertyDescriptor(owner, key); out.push(name + '.' + String(key) + ':' + [d.value, d.get, d.set].map((f) => typeof f === 'function' ? ids(f) : '').join()); } }
    return out; };
  const known = new Map(); const ids = (f) => known.has(f) ? known.get(f) : (known.set(f, known.size), known.get(f));
  globalThis.before = shape(); globalThis.names = new Set(Reflect.ownKeys(window)); names.add('names');`;
  const url = site.put('/order', partnerPage({ before: count, scripts: tag(), cards: card(at) }));
  await onPage({}, async (watched) => {
    const { page } = watched;
    await page.goto(url);
    await isReady(page);
    const change = await page.evaluate(() => {
      const globals = globalThis as unknown as { shape: () => string[]; before: string[]; names: Set<PropertyKey> };
      const was = new Set(globals.before);
      return {
        prototypes: globals.shape().filter((line) => !was.has(line)),
        globals: Reflect.ownKeys(window)
          .filter((key) => !globals.names.has(key))
          .map(String)
          .sort(),
      };
    });
    assert.deepEqual(change.prototypes, []);
    assert.deepEqual(change.globals, ['Symbol(inlay)', 'inlay']);
    const entries = await page.evaluate(() => performance.getEntriesByType('resource').map((entry) => entry.name));
    for (const entry of entries) assert.ok([at, site.origin].includes(new URL(entry).origin), entry);
    clean(watched);
  });
});
