import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { onPage, until, type Watched } from '../support/browser.ts';
import { cardOf, isReady, openButton } from '../support/look.ts';
import { card, partnerPage, scriptTag } from '../support/pages.ts';
import { startWorld } from '../support/world.ts';

const world = await startWorld();
const { at, site } = world;

type Json = Record<string, unknown>;

const answer = await fetch(`${world.bank.internal}/v1/products/FN30D02A?partner=lvtu&locale=zh-CN`);
const product = (await answer.json()) as Json;

/** Opens a card on a product that a hostile (or broken) bank would send. */
async function withProduct(
  change: (body: Json) => Json | string,
  look: (watched: Watched) => Promise<void>,
): Promise<void> {
  const url = site.put(
    '/hostile-data',
    partnerPage({ scripts: scriptTag({ bank: at, debug: true }), cards: card(at) }),
  );
  const first = `globalThis.done = false; for (const name of ['inlay-ready', 'inlay-error', 'inlay-empty']) addEventListener(name, () => (done = true), true);`;
  await onPage({ first }, async (watched) => {
    const { page, problems } = watched;
    page.on('dialog', (dialog) => {
      problems.uncaught.push(`dialog ${dialog.message()}`);
      void dialog.dismiss();
    });
    await page.route('**/v1/products/**', (route) => {
      const body = change(structuredClone(product));
      return route.fulfill({
        body: typeof body === 'string' ? body : JSON.stringify(body),
        contentType: 'application/json',
        headers: { 'access-control-allow-origin': '*' },
      });
    });
    await page.goto(url);
    assert.ok(await until(() => page.evaluate(() => done)), 'every mount ends in one of the three events');
    await look(watched);
    assert.deepEqual(problems.uncaught, []);
    assert.deepEqual(problems.strangers, []);
    assert.equal(await page.evaluate(() => 'pwned' in globalThis || ({} as Json)['pwned'] !== undefined), false);
  });
}

const text = ({ page }: Watched) => cardOf(page).evaluate((host) => host.shadowRoot!.textContent!);

const markup = [
  '<img src=x onerror="pwned=1">',
  '"><script>pwned=1</script>',
  '<svg onload=pwned=1>',
  '${pwned=1}{{constructor.constructor("pwned=1")()}}',
  "'-pwned=1-'",
  '<style>*{background:url(http://evil.localhost/)}</style>',
  '<!--?lit$1$--><b>',
];

describe('T10 markup in the bank’s texts stays text', () => {
  for (const bait of markup) {
    test(bait, () =>
      withProduct(
        (body) => ({
          ...body,
          fullName: `青禾${bait}`,
          fees: { summary: bait, url: 'https://fees.bank.example/' },
          benchmark: { ...(body['benchmark'] as Json), method: bait },
        }),
        async (watched) => {
          const seen = await text(watched);
          // The word list may refuse the text; what is shown is shown as it came.
          assert.ok(seen.includes(`青禾${bait}`), seen);
          const inside = await cardOf(watched.page).evaluate((host) =>
            [
              ...host.shadowRoot!.querySelectorAll('script, style, img, iframe, object, embed, [onload], [onerror]'),
            ].map((node) => node.outerHTML),
          );
          assert.deepEqual(inside, []);
        },
      ),
    );
  }
});

describe('T9 addresses that are not the bank’s', () => {
  for (const url of [
    'javascript:pwned=1',
    'https://evil.localhost/h5/products/FN30D02A',
    'http://bank.localhost.evil.localhost/',
    'data:text/html,<script>pwned=1</script>',
    '//evil.localhost/',
  ]) {
    test(url, () =>
      withProduct(
        (body) => ({ ...body, detailUrl: url, fees: { ...(body['fees'] as Json), url } }),
        async (watched) => {
          const { page } = watched;
          const here = page.url();
          if (await openButton(page).count()) {
            await openButton(page).scrollIntoViewIfNeeded();
            await openButton(page).click({ force: true });
            await page.waitForTimeout(500);
          }
          assert.ok(page.url() === here || page.url().startsWith(`${at}/`), page.url());
          const links = await cardOf(page).evaluate((host) =>
            [...host.shadowRoot!.querySelectorAll('a')].map((link) => link.getAttribute('href') ?? ''),
          );
          for (const link of links) assert.ok(!/^(javascript|data):|evil/i.test(link), link);
        },
      ),
    );
  }
});

describe('T3 and T30 shapes that no product has', () => {
  const shapes: [string, (body: Json) => Json | string][] = [
    ['200 kB of name', (body) => ({ ...body, fullName: '青'.repeat(200_000) })],
    ['zalgo', (body) => ({ ...body, fullName: `青${'\u0301\u0336'.repeat(5_000)}` })],
    ['right to left overrides', (body) => ({ ...body, fullName: '\u202e青禾\u2066\u2067理财\u0000' })],
    ['JSON 20,000 deep', () => `${'['.repeat(20_000)}${']'.repeat(20_000)}`],
    [
      '__proto__ and constructor',
      () => `{"__proto__":{"pwned":1},"constructor":{"prototype":{"pwned":1}},"id":"FN30D02A"}`,
    ],
    [
      'a template of Lit for a name',
      (body) => ({ ...body, fullName: { _$litType$: 1, strings: { raw: ['<b>'] }, values: ['pwned'] } }),
    ],
    ['numbers for texts', (body) => Object.fromEntries(Object.entries(body).map(([key]) => [key, 7]))],
    ['null for everything', (body) => Object.fromEntries(Object.entries(body).map(([key]) => [key, null]))],
    ['a list', () => '[]'],
    ['a word', () => '"FN30D02A"'],
    ['nothing', () => ''],
    ['another product', (body) => ({ ...body, id: 'OTHER' })],
    [
      'a million points',
      (body) => ({
        ...body,
        performance: {
          ...(body['performance'] as Json),
          series: { from: 'x', to: 'y', points: Array(200_000).fill(['2026-01-01', '1e999']) },
        },
      }),
    ],
  ];
  for (const [name, change] of shapes) {
    test(name, () =>
      withProduct(change, async (watched) => {
        assert.doesNotMatch(await text(watched), /undefined|NaN|Infinity|\[object/);
        const wide = await watched.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(wide <= 0, `${wide} px too wide`);
      }),
    );
  }
  test('and the sample itself is shown, or these tests would prove nothing', () =>
    withProduct(
      (body) => body,
      ({ page }) => isReady(page),
    ));
});

declare global {
  var done: boolean;
}
