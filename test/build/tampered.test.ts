import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, beforeEach, test } from 'node:test';
import { onPage, until, type Watched } from '../support/browser.ts';
import { strictPolicy } from '../support/host-policies.ts';
import { entries, startCdn, textOf, type Cdn } from './cdn.ts';

let cdn: Cdn;
before(async () => {
  cdn = await startCdn();
});
after(() => cdn.close());
beforeEach(() => entries.forEach(({ file }) => cdn.change(file)));

/** What a changed file leaves behind when any of it runs. */
const mark = 'window.ran=1;';
/** WebKit checks scripts, not preloads: the loader asks the vendor and takes its other way. */
const asWebKit = `Object.defineProperty(Navigator.prototype, 'vendor', { get: () => 'Apple Computer, Inc.' });`;

const ran = ({ page }: Watched) => page.evaluate(() => (window as { ran?: number }).ran === 1);
const defined = ({ page }: Watched) => page.evaluate(() => !!customElements.get('inlay-wealth-card'));
const fetched = (file: string) => cdn.asked.some((line) => line === `GET /inlay/${file}`);

/** A chunk's hash as the loader or the base has it. */
const builtIn = (text: string) => `sha256-${createHash('sha256').update(text).digest('base64')}`;
/** Has the build hold the hash of a changed file: the loader's own, or the base's, which then has another one itself. */
function hold(file: string, changed: string): void {
  const swap = (text: string, from: string, to: string) => text.replace(builtIn(from), builtIn(to));
  const base = textOf('chunks/base.js');
  const other = swap(base, textOf(file), changed);
  if (other === base) return cdn.change('inlay.js', (text) => swap(text, textOf(file), changed));
  cdn.change('chunks/base.js', () => other);
  cdn.change('inlay.js', (text) => swap(text, base, other));
}
const only = (tag: string) => () => cdn.page({ scripts: cdn.tag(), cards: `<${tag}></${tag.split(' ')[0]}>` });

/** The pages on which each file of the build is used. */
const used: Readonly<Record<string, () => string>> = {
  'inlay.js': () => cdn.page({ scripts: cdn.tag() }),
  'chunks/base.js': () => cdn.page({ scripts: cdn.tag() }),
  'chunks/wealth-card.js': () => cdn.page({ scripts: cdn.tag() }),
  'chunks/app.js': only('inlay-app-banner placement="test"'),
  'chunks/claim.js': only('inlay-coupon-claim campaign="SHANLAN-WEEKLY"'),
  'chunks/claim-late.js': only('inlay-coupon-claim campaign="SHANLAN-WEEKLY"'),
  'chunks/claim-list.js': only('inlay-coupon-list campaigns="SHANLAN-WEEKLY"'),
  'chunks/points-late.js': only('inlay-points-redeem item="LATTE-26"'),
  'chunks/points.js': only('inlay-points-redeem item="LATTE-26"'),
  'chunks/after-paint.js': () => cdn.page({ scripts: cdn.tag() }),
  'chunks/text-en.js': () => cdn.page({ scripts: cdn.tag('inlay.js', 'data-locale="en"') }),
  'chunks/text-zh-HK.js': () => cdn.page({ scripts: cdn.tag('inlay.js', 'data-locale="zh-HK"') }),
  'chunks/qr.js': () => {
    const body = `Object.defineProperty(navigator, 'userActivation', { value: undefined });
      (window.inlay = window.inlay || []).push((it) => {
        void it.ports.host.launch({ kind: 'app', id: 'app', name: 'app', url: it.gateway + '/h5/app' }, {});
      });`;
    cdn.site.put('/tap.js', { body, type: 'text/javascript' });
    const policy = strictPolicy(cdn.at).replace('script-src', "script-src 'self'");
    return cdn.page({ scripts: cdn.tag(), tail: '<script src="/tap.js"></script>', policy });
  },
  'inlay.iife.js': () => cdn.page({ scripts: cdn.tag('inlay.iife.js') }),
  'inlay.en.js': () => cdn.page({ scripts: cdn.tag('inlay.iife.js', 'data-locale="en"') + cdn.side('inlay.en.js') }),
  'inlay.zh-HK.js': () =>
    cdn.page({ scripts: cdn.tag('inlay.iife.js', 'data-locale="zh-HK"') + cdn.side('inlay.zh-HK.js') }),
};

test('every script that is shipped is among the files that are changed here', () => {
  assert.deepEqual(
    entries.map(({ file }) => file).filter((file) => file.endsWith('.js')),
    Object.keys(used).sort(),
  );
});

for (const [file, page] of Object.entries(used)) {
  for (const [engine, first] of [
    ['', ''],
    [', in an engine that checks scripts only', asWebKit],
  ] as const) {
    if (engine && !file.startsWith('chunks/')) continue;
    test(`T14 ${file} is not executed when it was changed on its way${engine}`, async () => {
      cdn.change(file, (text) => mark + text);
      cdn.asked.length = 0;
      await onPage({ first }, async (watched) => {
        await watched.page.goto(page());
        assert.ok(await until(() => fetched(file)), 'the file was asked for');
        await watched.page.waitForTimeout(300);
        assert.equal(await ran(watched), false);
        assert.deepEqual(watched.problems.uncaught, []);
      });
    });

    test(`${file} with the same change runs when nobody holds its hash${engine}: the test above can fail`, async () => {
      const changed = mark + textOf(file);
      cdn.change(file, () => changed);
      // A loader that was built with the changed chunk; its own tag goes without a hash here.
      if (file !== 'inlay.js') hold(file, changed);
      await onPage({ first }, async (watched) => {
        const address = page();
        cdn.strip(address);
        await watched.page.goto(address);
        assert.ok(await until(() => ran(watched)), 'the change was executed');
      });
    });
  }
}

test('T14 one flipped byte in the shared chunk or the card is enough, and the link stays', async () => {
  for (const file of ['chunks/base.js', 'chunks/wealth-card.js']) {
    cdn.change(file, (text) => text.replace('constructor', 'constructos'));
    cdn.asked.length = 0;
    await onPage({}, async (watched) => {
      await watched.page.goto(cdn.page({ scripts: cdn.tag() }));
      assert.ok(await until(() => fetched(file)));
      await watched.page.waitForTimeout(300);
      assert.equal(await defined(watched), false);
      assert.ok(await watched.page.locator('inlay-wealth-card a').isVisible());
      assert.deepEqual(watched.problems.uncaught, []);
    });
    cdn.change(file);
  }
});

test('T14 a page that preloads a changed chunk itself does not execute it either', async () => {
  const { sha384 } = entries.find(({ file }) => file === 'chunks/wealth-card.js')!;
  const preload = `<link rel="modulepreload" href="${cdn.at}/inlay/chunks/wealth-card.js" integrity="${sha384}" crossorigin>`;
  cdn.change('chunks/wealth-card.js', (text) => mark + text);
  for (const first of ['', asWebKit]) {
    await onPage({ first }, async (watched) => {
      await watched.page.goto(cdn.page({ head: preload, scripts: cdn.tag() }));
      await watched.page.waitForTimeout(500);
      assert.equal(await ran(watched), false);
      assert.equal(await defined(watched), false);
    });
  }
});
