import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { buildSync } from 'esbuild';
import { layoutShift, onPage, until } from '../support/browser.ts';
import { hostPolicies, strictPolicy } from '../support/host-policies.ts';
import { cardOf, clean, isReady, lookAt } from '../support/look.ts';
import { card, partnerPage, scriptTag } from '../support/pages.ts';
import { startWorld } from '../support/world.ts';

const world = await startWorld();
const { at, site } = world;

/** Counts what the page itself hears of violations; runs before anything else. */
const listen = `globalThis.violations = []; document.addEventListener('securitypolicyviolation', (event) =>
  violations.push(event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sample));`;

declare const violations: string[];

describe('the strict policy of our own documentation, Trusted Types enforced', () => {
  for (const file of ['inlay.js', 'inlay.iife.js'] as const) {
    for (const width of [320, 375, 768]) {
      test(`S7 ${file}, ${width} px: no violation, no console error, no shift of the page, no horizontal overflow`, async () => {
        site.put('/page.css', { body: 'body { margin: 16px }', type: 'text/css' });
        const url = site.put('/strict', {
          body: partnerPage({
            // The column that inlay.css is made for: 32 px narrower than the page.
            head: `<link rel="stylesheet" href="/page.css"><link rel="stylesheet" href="${at}/inlay/inlay.css">`,
            scripts: scriptTag({ bank: at, file, ticket: '/bank-ticket', consent: 'service marketing experience' }),
            body: '<h1>酒店</h1><p>正文</p>',
            cards: card(at) + '<p>卡片之后的正文不得移动</p>' + card(at, 'product="FN30D02A" layout="compact"'),
          }),
          headers: {
            'content-security-policy': strictPolicy(at).replace("style-src 'self'", `style-src 'self' ${at}`),
          },
        });
        await onPage({ width, first: listen }, async (watched) => {
          const { page } = watched;
          await page.goto(url);
          await isReady(page);
          await isReady(page, 1);
          await page.waitForTimeout(500);
          const shift = await layoutShift(page);
          assert.equal(shift.page, 0, 'nothing of the page moves while the cards come');
          // The policy's notice may come after the paint and take its line inside the card.
          assert.ok(shift.inside < 0.01, `${shift.inside} inside the card`);
          // Everything a customer does on the way: scroll, read the chart, turn the page dark.
          await cardOf(page).getByRole('slider').hover();
          await page.emulateMedia({ colorScheme: 'dark' });
          await page.mouse.wheel(0, 2000);
          await until(() => page.evaluate(() => sessionOf().level === 'partner'));
          assert.deepEqual(await page.evaluate(() => violations), []);
          clean(watched);
          assert.equal((await layoutShift(page)).page, 0, 'nor while the customer looks about');
          const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          assert.ok(wide <= 0, `${wide} px too wide`);
        });
      });
    }
  }
});

describe('T28 the 13 host policies', () => {
  const lit = buildSync({
    stdin: {
      contents: `import { html, render } from 'lit'; render(html\`<p>page’s own Lit</p>\`, document.body.lastElementChild)`,
      resolveDir: '.',
    },
    bundle: true,
    format: 'esm',
    write: false,
  }).outputFiles[0]!.text;
  const css = 'body { margin: 8px }';
  const hash = `sha256-${createHash('sha256').update(css).digest('base64')}`;

  assert.equal(hostPolicies.length, 13);
  for (const file of ['inlay.js', 'inlay.iife.js'] as const) {
    for (const [index, policy] of hostPolicies.entries()) {
      test(`S7 ${policy.name} (${file}): ${policy.shows}, no uncaught error`, async () => {
        const nonce = `n${index}`;
        const tag = scriptTag({ bank: at, file, ticket: '/bank-ticket', more: `nonce="${nonce}"` });
        const body = partnerPage({
          nonce,
          ...(policy.before ? { before: policy.before } : {}),
          head: `<style nonce="${nonce}">${css}</style>`,
          scripts: (policy.secondLit ? `<script type="module" nonce="${nonce}">${lit}</script>` : '') + tag,
          cards: card(at),
          tail: '<div></div>',
        });
        const page1 = site.put('/policy', { body, headers: policy.headers({ bank: at, nonce, hash }) });
        const url = policy.sandbox
          ? site.put(
              '/frame',
              `<!doctype html><iframe sandbox="${policy.sandbox}" src="${page1}" width="360" height="700"></iframe>`,
            )
          : page1;
        await onPage({ first: listen }, async (watched) => {
          const { page, problems } = watched;
          await page.goto(url);
          const seen = await lookUntil(watched, policy.shows);
          assert.ok(seen, `neither the card nor a way out is on the page: ${JSON.stringify(await lookAt(watched))}`);
          assert.deepEqual(problems.uncaught, []);
          const heard = policy.sandbox ? [] : await page.evaluate(() => violations);
          const own = policy.expected ?? /^style-src-elem inline body/;
          assert.deepEqual(
            heard.filter((one) => !own.test(one) && !/^style-src/.test(one)),
            [],
          );
        });
      });
    }
  }

  async function lookUntil(watched: Parameters<typeof lookAt>[0], shows: 'card' | 'way out'): Promise<boolean> {
    return until(async () => {
      const look = await lookAt(watched);
      return shows === 'card' ? look.card : look.card || look.wayOut;
    }, 8);
  }
});

test('the demo’s own pages carry the strict policy', async () => {
  const answer = await fetch(world.hotel.internal);
  const policy = answer.headers.get('content-security-policy') ?? '';
  for (const part of ["default-src 'none'", `script-src ${at}`, "require-trusted-types-for 'script'"]) {
    assert.ok(policy.includes(part), `${part} is missing in ${policy}`);
  }
  assert.doesNotMatch(policy, /unsafe-|\*/);
  assert.doesNotMatch(
    readFileSync(new URL('../../demo/partners/lvtu/index.html', import.meta.url), 'utf8'),
    /<style|style=/,
  );
});
