import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { BrowserContext } from 'playwright-core';
import { customers } from '../../demo/bank/h5/customers.ts';
import { sessionCookie } from '../../demo/bank/session.ts';
import { openPage, until, type Watched } from '../support/browser.ts';
import { hooks, reads, serviceWorker } from '../support/canary.ts';
import { inHeap } from '../support/heap.ts';
import { isReady, openButton } from '../support/look.ts';
import { card, partnerPage, scriptTag } from '../support/pages.ts';
import { isPlain, notePlain } from '../support/plain.ts';
import { startWorld } from '../support/world.ts';

const world = await startWorld();
const { at, site } = world;
const customer = customers[0]!;

type Position = 'script before' | 'script after' | 'service worker';

/** What nobody outside the bank may ever see of a customer who is signed in at the bank in this very browser. */
async function signInAtBank(context: BrowserContext): Promise<Record<string, string>> {
  const page = await context.newPage();
  await page.goto(`${at}/h5/sign-in?next=/h5/buy/FN30D02A`);
  await page.getByRole('button', { name: customer.name }).click();
  await page.getByText('可用余额').waitFor();
  const text = await page.locator('main').innerText();
  const cookie = (await context.cookies()).find(({ name }) => name === sessionCookie);
  const balance = /[\d,]+\.\d\d/.exec(text)?.[0] ?? '';
  for (const one of [customer.name, customer.phone, balance])
    assert.ok(one && text.includes(one), 'the bank itself shows it');
  await page.close();
  return {
    'bank session': cookie?.value ?? assert.fail('no bank session'),
    balance,
    'balance in fen': String(customer.balanceFen),
    name: customer.name,
    phone: customer.phone,
    'customer id': customer.id,
  };
}

/** The page with a hostile script in one of the three positions. */
function hostile(position: Position, file: 'inlay.js' | 'inlay.iife.js'): string {
  const scripts = scriptTag({ bank: at, file, ticket: '/bank-ticket', consent: 'service marketing experience' });
  // A module runs after every inline script, so coming after it takes waiting for it.
  const after =
    file === 'inlay.iife.js'
      ? `<script>${hooks}</script>`
      : `<script type="module">await new Promise((go) => { const look = () => window[Symbol.for('inlay')]?.inlay ? go() : setTimeout(look); look(); });${hooks}</script>`;
  return partnerPage({
    ...(position === 'script before' ? { before: hooks } : {}),
    scripts: scripts + (position === 'script after' ? after : ''),
    cards: card(at),
  });
}

async function look(watched: Watched, position: Position): Promise<string[]> {
  const found = (await watched.page.evaluate(reads)) as string[];
  if (position !== 'service worker') return found;
  const seen = await watched.page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        const channel = new MessageChannel();
        channel.port1.onmessage = ({ data }) => resolve(data as string[]);
        navigator.serviceWorker.controller!.postMessage('what did you see', [channel.port2]);
      }),
  );
  return [...found, ...seen.map((one) => `service worker: ${one}`)];
}

/** Surfaces on which a string was seen. */
const surfaces = (found: string[], what: string) =>
  [...new Set(found.filter((one) => one.includes(what)).map((one) => one.split(':')[0]!))].sort();

describe('T1 a hostile partner page, with the customer signed in at the bank in the same browser', () => {
  for (const file of ['inlay.js', 'inlay.iife.js'] as const) {
    for (const position of ['script before', 'script after', 'service worker'] as const) {
      test(`${position} (${file}): nothing of the bank’s level is seen`, async (t) => {
        const watched = await openPage({ serviceWorkers: 'allow' });
        const { page, context } = watched;
        try {
          const canaries = await signInAtBank(context);
          let token = '';
          page.on('response', (answer) => {
            if (answer.url().endsWith('/oidc/token'))
              void answer.json().then(
                (body) => (token = body.access_token),
                () => {},
              );
          });
          const url = site.put('/hostile', hostile(position, file));
          if (position === 'service worker') {
            site.put('/sw.js', { body: serviceWorker, type: 'text/javascript' });
            await page.goto(site.put('/register', partnerPage({})));
            await page.evaluate(async () => {
              await navigator.serviceWorker.register('/sw.js');
              await navigator.serviceWorker.ready;
            });
          }
          await page.goto(url);
          await isReady(page);
          await until(() => page.evaluate(() => sessionOf().level === 'partner'));
          await until(() => token !== '');
          // The page may also ask the bank itself, with whatever the browser would send along.
          const asked = await page.evaluate(
            async (bank) =>
              Promise.all(
                ['/v1/session?partner=lvtu', '/h5/buy/FN30D02A', '/h5/products/FN30D02A'].map((path) =>
                  fetch(bank + path, { credentials: 'include' }).then(
                    (answer) => answer.text(),
                    (error: unknown) => String(error),
                  ),
                ),
              ),
            at,
          );
          const found = [...(await look(watched, position)), ...asked.map((text) => `asked: ${text}`)];
          // The hooks do catch: the product’s name is public and must turn up, or this test could not fail.
          assert.ok(surfaces(found, '青禾理财').length > 0, 'the hooks catch nothing at all');
          for (const [what, canary] of Object.entries(canaries)) assert.deepEqual(surfaces(found, canary), [], what);
          // The public product is in the heap and is found there; of the customer there is nothing.
          assert.deepEqual(await inHeap(watched.cdp, [...Object.values(canaries), '青禾理财']), ['青禾理财']);
          // And this is what a hostile page does see; docs/security.md says so.
          const partner = surfaces(found, token);
          t.diagnostic(`partner-level token seen in: ${partner.join(', ') || 'nothing'}`);
          if (position === 'service worker') assert.deepEqual(partner, ['service worker']);
          if (position === 'script before') assert.ok(partner.includes('Response.json answer'));
          for (const surface of [
            'outerHTML',
            'innerText',
            'renderRoot',
            'storage',
            'indexedDB',
            'slot',
            'location and history',
            'performance',
          ]) {
            assert.ok(!partner.includes(surface), `the token lies about in ${surface}`);
          }
        } finally {
          await context.close();
        }
      });
    }
  }

  test('coming back from the bank’s sign-in brings nothing of the bank’s level along', async () => {
    const watched = await openPage({ first: hooks });
    const { page, context } = watched;
    try {
      const canaries = await signInAtBank(context);
      await page.goto(world.hotel.origin);
      await isReady(page);
      await page.evaluate(() => void globalThis.inlay.signIn({ widget: 'wealth-card', key: 'FN30D02A', verb: 'buy' }));
      await page.getByRole('button', { name: customer.name }).click();
      await page.waitForURL(`${world.hotel.origin}/**`);
      await isReady(page);
      const found = await look(watched, 'script before');
      const fresh = (await context.cookies()).find(({ name }) => name === sessionCookie)!.value;
      for (const [what, canary] of Object.entries({ ...canaries, fresh })) {
        assert.deepEqual(surfaces(found, canary), [], what);
      }
      assert.deepEqual(await inHeap(watched.cdp, [...Object.values(canaries), fresh]), []);
    } finally {
      await context.close();
    }
  });
});

test('R6 a tap carries nothing of the user to the bank’s page in its address', async () => {
  const watched = await openPage({ first: notePlain });
  const { page, context } = watched;
  try {
    await page.goto(
      site.put('/tap', partnerPage({ scripts: scriptTag({ bank: at, ticket: '/bank-ticket' }), cards: card(at) })),
    );
    await isReady(page);
    await isPlain(openButton(page));
    await Promise.all([page.waitForURL(/\/h5\/products\//), openButton(page).click()]);
    // Receipt, dwell, ratio, visibility, placement, partner, verb: the inventory has each of them.
    for (const name of new URL(page.url()).searchParams.keys()) assert.match(name, /^(rv|rd|dw|vr|vs|pl|pt|vb)$/);
  } finally {
    await context.close();
  }
});

declare global {
  // The queue that the script answers.
  var inlay: { signIn(intent: object): void };
}
