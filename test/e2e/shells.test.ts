import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { buildSync } from 'esbuild';
import type { Page } from 'playwright-core';
import { onPage, until } from '../support/browser.ts';
import { card, scriptTag } from '../support/pages.ts';
import { startWorld } from '../support/world.ts';
import { shellRows, type ShellRow } from './shell-rows.ts';

const world = await startWorld();
const { at, site } = world;

/** A shell's script, by its own package. */
const scriptOf = (shell: string) =>
  buildSync({
    entryPoints: [`demo/hosts/shells/${shell}.ts`],
    bundle: true,
    format: 'iife',
    write: false,
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'error',
  }).outputFiles[0]!.text;

const classic = scriptTag({ bank: at, file: 'inlay.iife.js', consent: 'service marketing experience' });

/** The guest's page: it exports what qiankun and garfish ask for, and makes its card when it is mounted. */
function guest(own: boolean, made: ShellRow['card']): string {
  const markup = card(at, 'product="FN30D02A" placement="guest" loading="eager"');
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>guest</title></head><body>
    <div id="guest">${made === 'markup' ? markup : ''}</div>${own ? classic : ''}
    <script>
      (function () {
        function make(root) {
          if (${made !== 'script'}) return;
          var one = document.createElement('inlay-wealth-card');
          one.setAttribute('product', 'FN30D02A');
          one.setAttribute('placement', 'guest');
          one.setAttribute('loading', 'eager');
          (root || document).querySelector('#guest').appendChild(one);
        }
        var life = {
          bootstrap: function () { return Promise.resolve(); },
          mount: function (props) { make(props && props.container); return Promise.resolve(); },
          unmount: function () { return Promise.resolve(); },
        };
        // A shell takes script tags apart, so that ours cannot read its own attributes.
        (window.inlay = window.inlay || []).push(['init', { partner: 'lvtu', gateway: '${at}' }]);
        window.guest = life;
        window.provider = function () { return { render: function (o) { make(o && o.dom); }, destroy: function () {} }; };
        if (typeof module === 'object' && module && module.exports) module.exports = { provider: window.provider };
        if (!window.__POWERED_BY_QIANKUN__ && !window.__GARFISH__) make();
      })();
    </script></body></html>`;
}

/** What a customer sees of the guest's card: the card, the link in its place, or nothing. */
const seen = (page: Page) =>
  page.evaluate(() => {
    const documents: (Document | ShadowRoot)[] = [document];
    let best = 'nothing';
    while (documents.length) {
      const root = documents.pop()!;
      for (const one of root.querySelectorAll('*')) {
        if (one.shadowRoot) documents.push(one.shadowRoot);
        if (one instanceof HTMLIFrameElement && one.contentDocument) documents.push(one.contentDocument);
        if (one.localName !== 'inlay-wealth-card' || !one.getBoundingClientRect().width) continue;
        if (one.shadowRoot?.querySelector('h3')) return 'card';
        if (one.querySelector('a')) best = 'link';
      }
    }
    return best;
  });

const windowed = 'product="FN30D02A" placement="guest" loading="eager"';

type World = { shell: { mount(): Promise<void>; unmount(): Promise<void> } };

/** Mounts the guest twice; says what is seen each time. */
async function twice({ shell, mode, sdk, card: made, seen: expected }: ShellRow): Promise<string[]> {
  const name = `${shell}-${mode}-${sdk}-${made}`;
  const entry = site.put(`/guest-${name}/`, {
    body: guest(sdk === 'guest', made),
    headers: { 'access-control-allow-origin': '*' },
  });
  site.put(`/shell-${shell}.js`, { body: scriptOf(shell), type: 'text/javascript' });
  const url = site.put(
    `/shell-${name}`,
    `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>shell</title>${sdk === 'shell' ? classic : ''}</head>
     <body><div id="place"></div><script>window.shellSettings = ${JSON.stringify({ entry, mode })}</script>
     <script src="/shell-${shell}.js"></script></body></html>`,
  );
  const results: string[] = [];
  await onPage({}, async ({ page, problems }) => {
    await page.goto(url);
    for (const round of [1, 2]) {
      await page.evaluate(() =>
        Promise.race([
          (window as unknown as World).shell.mount().catch(() => {}),
          new Promise((resolve) => setTimeout(resolve, 3000)),
        ]),
      );
      if (expected === 'card') await until(async () => (await seen(page)) === 'card', 8);
      else await page.waitForTimeout(1500);
      results.push(await seen(page));
      await page.evaluate(() => (window as unknown as World).shell.unmount());
      if (round === 1) await page.waitForTimeout(200);
    }
    results.push(...problems.uncaught.filter((one) => /inlay/i.test(one)));
  });
  return results;
}

test('every shell and mode has a way in which the card is there at both mounts, without `mount(el)`', () => {
  const places = new Set(shellRows.map(({ shell, mode }) => `${shell} ${mode}`));
  const served = new Set(shellRows.filter(({ seen }) => seen === 'card').map(({ shell, mode }) => `${shell} ${mode}`));
  assert.deepEqual(served, places);
});

test('`define(win)` cannot be: no class of one window makes elements in another; a script tag in that window can', async () => {
  const inner = site.put('/window', `<!doctype html><title>window</title><body>${card(at, windowed)}`);
  const url = site.put(
    '/around',
    `<!doctype html><title>around</title>${classic}<body><iframe src="${inner}"></iframe>`,
  );
  await onPage({}, async ({ page }) => {
    await page.goto(url);
    await page.waitForFunction(() => customElements.get('inlay-wealth-card'));
    const made = await page.evaluate(() => {
      const { customElements: registry, document: there } = window.frames[0] as Window & typeof globalThis;
      registry.define('inlay-wealth-card', customElements.get('inlay-wealth-card')!);
      const one = there.createElement('inlay-wealth-card');
      return [one.constructor.name, !!there.querySelector('inlay-wealth-card')!.shadowRoot];
    });
    assert.deepEqual(made, ['HTMLUnknownElement', false]);
  });
  const own = site.put('/window-own', `<!doctype html><title>window</title>${classic}<body>${card(at, windowed)}`);
  const outer = site.put('/around-own', `<!doctype html><title>around</title><body><iframe src="${own}"></iframe>`);
  await onPage({}, async ({ page }) => {
    await page.goto(outer);
    await page.frameLocator('iframe').locator('inlay-wealth-card h3').waitFor();
  });
});

describe('a guest in a shell for micro-frontends, mounted twice', { concurrency: 2 }, () => {
  for (const row of shellRows) {
    test(`${row.shell} ${row.mode}, SDK in the ${row.sdk}, card by ${row.card}: ${row.seen}`, async () => {
      assert.deepEqual(await twice(row), [row.seen, row.seen]);
    });
  }
});
