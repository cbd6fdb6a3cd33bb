import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { onPage, until, type Watched } from '../support/browser.ts';
import { clean, isReady } from '../support/look.ts';
import { entries, startCdn, type Cdn } from './cdn.ts';

let cdn: Cdn;
before(async () => {
  cdn = await startCdn();
});
after(() => cdn.close());
beforeEach(() => {
  entries.forEach(({ file }) => cdn.change(file));
  cdn.asked.length = 0;
});

/** For pages with scripts of their own. */
const loose = "script-src * 'unsafe-inline'";
const script = (text: string) => `<script>${text}</script>`;
const link = ({ page }: Watched) => page.locator('inlay-wealth-card a');
const defined = ({ page }: Watched) => page.evaluate(() => !!customElements.get('inlay-wealth-card'));
const asked = (file: string) => cdn.asked.filter((line) => line === `GET /inlay/${file}`).length;
/** The partner the page's Inlay works for, through the one public way to it. */
const partnerOf = ({ page }: Watched) =>
  page.evaluate(
    () =>
      new Promise((resolve) =>
        (window as never as Window & { inlay: unknown[] }).inlay.push((inlay: { partner: string }) =>
          resolve(inlay.partner),
        ),
      ),
  );

test('the shared chunk and the card are asked for at once, right after the loader', async () => {
  // Neither comes before both were asked for: loading one after the other would wait for ever.
  const both = () => until(() => asked('chunks/base.js') > 0 && asked('chunks/wealth-card.js') > 0, 5);
  for (const file of ['chunks/base.js', 'chunks/wealth-card.js']) {
    cdn.change(file, async (text) => ((await both()) ? text : ''));
  }
  await onPage({}, async (watched) => {
    await watched.page.goto(cdn.page({ scripts: cdn.tag() }));
    await isReady(watched.page);
    const scripts = cdn.asked.filter((line) => line.endsWith('.js'));
    assert.deepEqual(scripts.slice(0, 3).sort(), [
      'GET /inlay/chunks/base.js',
      'GET /inlay/chunks/wealth-card.js',
      'GET /inlay/inlay.js',
    ]);
    assert.equal(new Set(scripts).size, scripts.length, 'nothing was fetched twice');
    clean(watched);
  });
});

test('the card shows under the strict policy with the tag before or after the script', async () => {
  await onPage({}, async (watched) => {
    await watched.page.goto(cdn.page({ scripts: cdn.tag() }));
    await isReady(watched.page);
    clean(watched);
  });
  await onPage({}, async (watched) => {
    await watched.page.goto(cdn.page({ tail: cdn.tag() }));
    await isReady(watched.page);
    clean(watched);
  });
});

test('a tag far below the viewport brings nothing until the customer comes near it; eager brings it at once', async () => {
  const far = '<div class="far"></div>';
  const css = '<style>.far { height: 4000px }</style>';
  await onPage({}, async (watched) => {
    await watched.page.goto(cdn.page({ scripts: cdn.tag(), head: css, cards: far + cdn.card(), policy: loose }));
    await watched.page.waitForTimeout(300);
    assert.equal(asked('chunks/base.js'), 0);
    await watched.page.evaluate(() => scrollTo(0, 3000));
    await isReady(watched.page);
  });
  cdn.asked.length = 0;
  await onPage({}, async (watched) => {
    const cards = far + cdn.card('loading="eager"');
    await watched.page.goto(cdn.page({ scripts: cdn.tag(), head: css, cards, policy: loose }));
    // It is not drawn before it is near, but code and product are here; the loader asks for the product before the code has come.
    assert.ok(await until(() => cdn.asked.includes('GET /v1/products/FN30D02A')));
    assert.ok(await until(() => defined(watched)));
  });
});

test('a tag that is near already is known without the observer, which answers after the first frame', async () => {
  const silent = script('window.IntersectionObserver = class { observe() {} unobserve() {} disconnect() {} }');
  await onPage({}, async ({ page }) => {
    await page.goto(cdn.page({ head: silent, scripts: cdn.tag(), policy: loose }));
    assert.ok(await until(() => asked('chunks/wealth-card.js') > 0));
  });
});

test('a tag that appears later, inside other new markup, is found', async () => {
  await onPage({}, async (watched) => {
    await watched.page.goto(cdn.page({ scripts: cdn.tag(), cards: '' }));
    await watched.page.waitForTimeout(100);
    assert.equal(asked('chunks/base.js'), 0);
    await watched.page.evaluate(() => {
      const section = document.createElement('section');
      section.append(document.createElement('inlay-wealth-card'));
      section.firstElementChild!.setAttribute('product', 'FN30D02A');
      document.body.append(section);
    });
    await isReady(watched.page);
  });
});

test('a page without a tag loads nothing but the loader', async () => {
  await onPage({}, async (watched) => {
    await watched.page.goto(cdn.page({ scripts: cdn.tag(), cards: '<p>no card</p>' }));
    await watched.page.waitForTimeout(300);
    assert.deepEqual(
      cdn.asked.filter((line) => !line.includes('favicon')),
      ['GET /inlay/inlay.js'],
    );
  });
});

test('a chunk that fails is tried again', async () => {
  for (const file of ['chunks/base.js', 'chunks/wealth-card.js']) {
    cdn.asked.length = 0;
    cdn.change(file, (text) => (asked(file) === 1 ? { body: '', status: 503 } : text));
    await onPage({}, async (watched) => {
      await watched.page.goto(cdn.page({ scripts: cdn.tag() }));
      await isReady(watched.page);
      assert.equal(asked(file), 2);
      assert.deepEqual(watched.problems.uncaught, []);
    });
    cdn.change(file);
  }
});

test('a chunk that never comes ends in one inlay-error per element, and the link stays', async () => {
  cdn.change('chunks/wealth-card.js', () => ({ body: '', status: 503 }));
  const listen = script("window.seen = []; addEventListener('inlay-error', (e) => seen.push(e.detail))");
  await onPage({}, async (watched) => {
    await watched.page.clock.install();
    await watched.page.goto(cdn.page({ head: listen, scripts: cdn.tag(), policy: loose }));
    const seen = () => watched.page.evaluate(() => (window as never as { seen: unknown[] }).seen);
    assert.ok(
      await until(async () => {
        await watched.page.clock.runFor(5000);
        return (await seen()).length > 0;
      }),
    );
    assert.deepEqual(await seen(), [{ widget: 'wealth-card', code: 'network', retryable: true }]);
    assert.equal(asked('chunks/wealth-card.js'), 4);
    assert.ok(await link(watched).isVisible());
    assert.deepEqual(watched.problems.uncaught, []);
  });
});

test('without custom elements the tag stays the link it was', async () => {
  const first = "Object.defineProperty(window, 'customElements', { value: undefined });";
  await onPage({ first }, async (watched) => {
    await watched.page.goto(cdn.page({ scripts: cdn.tag() + cdn.tag('inlay.iife.js') }));
    await watched.page.waitForTimeout(300);
    assert.ok(await link(watched).isVisible());
    assert.equal(asked('chunks/base.js'), 0);
    clean(watched);
  });
});

test('T15 a tag taken by someone else stays theirs, said once in debug mode', async () => {
  const first = "customElements.define('inlay-wealth-card', class extends HTMLElement {});";
  await onPage({ first }, async (watched) => {
    await watched.page.goto(cdn.page({ scripts: cdn.tag('inlay.js', 'data-debug') }));
    assert.ok(await until(() => watched.problems.console.length > 0));
    assert.ok(await link(watched).isVisible());
    assert.equal(watched.problems.console.length, 1);
    assert.match(watched.problems.console[0]!, /inlay-wealth-card.*taken/);
    assert.deepEqual(watched.problems.uncaught, []);
  });
});

test('T15 another protocol on the page: one warning with both versions, and ours stays out', async () => {
  const first = "window[Symbol.for('inlay')] = { protocol: 99, version: '9.8.7', waiting: new Set() };";
  for (const file of ['inlay.js', 'inlay.iife.js'] as const) {
    await onPage({ first }, async (watched) => {
      await watched.page.goto(cdn.page({ scripts: cdn.tag(file) }));
      assert.ok(await until(() => watched.problems.console.length > 0));
      await watched.page.waitForTimeout(200);
      assert.equal(watched.problems.console.length, 1);
      assert.match(
        watched.problems.console[0]!,
        /^warning: \[inlay\] \d+\.\d+\.\d+ \(protocol 1\).* 9\.8\.7 \(protocol 99\)/,
      );
      assert.equal(await defined(watched), false);
      assert.ok(await link(watched).isVisible());
    });
  }
});

test('T15 the script twice, and both builds in either order: one Inlay, one card, no word in the console', async () => {
  const both = [
    cdn.tag() + cdn.tag(),
    cdn.tag() + cdn.tag().replace('inlay.js"', 'inlay.js?again"'),
    cdn.tag() + cdn.tag('inlay.iife.js'),
    cdn.tag('inlay.iife.js') + cdn.tag(),
    cdn.tag('inlay.iife.js') + cdn.tag('inlay.iife.js'),
    cdn.tag() + cdn.tag('inlay.iife.js').replace('<script', '<script async'),
  ];
  for (const scripts of both) {
    await onPage({}, async (watched) => {
      await watched.page.goto(cdn.page({ scripts }));
      await isReady(watched.page);
      assert.equal(await partnerOf(watched), 'lvtu');
      clean(watched);
    });
  }
});
