import assert from 'node:assert/strict';
import { after, afterEach, describe, test } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import type { Fault } from '../../demo/bank/faults.ts';
import { onPage, until } from '../support/browser.ts';
import { isPlain } from '../support/plain.ts';
import {
  claimable,
  claimed,
  claimsOf,
  endTokens,
  line,
  one,
  part,
  post,
  ready,
  reconcile,
  someone,
  tap,
  two,
  world,
} from './claim-page.ts';
import { makeProfile, startKillable } from './killable-browser.ts';

let tried = 0;
let double = 0;
let lost = 0;
after(() => console.log(`${tried} faults tried, ${double} double, ${lost} lost`));
afterEach(() => world.faults([]));

/** Plays a fault to a fresh user; at the end the page says claimed, and the bank has one claim and no more. */
function fault(
  name: string,
  play: (page: Page, user: string, context: BrowserContext) => Promise<unknown>,
  first = '',
): void {
  test(name, async () => {
    const user = someone();
    await onPage({ first }, async ({ page, context, problems }) => {
      tried++;
      // Never claimed before the bank says so: every word the page ever showed is held against the bank.
      const shown = (await play(page, user, context)) as Page | undefined;
      const truth = await claimed(shown ?? page);
      await (shown ?? page).waitForTimeout(300);
      const claims = await claimsOf(user);
      if (claims > 1) double++;
      if (claims < 1 || !truth) lost++;
      assert.deepEqual({ claims, truth }, { claims: 1, truth: true });
      assert.deepEqual(problems.uncaught, []);
    });
  });
}

describe('a claim', () => {
  fault('without any fault', async (page) => {
    await ready(page);
    await tap(page);
  });

  fault('T27 tapped twice', async (page) => {
    await ready(page);
    await isPlain(part(page, '.act button'));
    await part(page, '.act button').dblclick();
  });

  fault('tapped in two widgets', async (page) => {
    // Both in view, so that neither tap scrolls the other away.
    await page.setViewportSize({ width: 375, height: 1600 });
    await ready(page, two);
    await part(page, '.act button[aria-busy=false]', 1).waitFor();
    world.faults([{ ...post, delayMs: 400, count: 2 }]);
    // One after the other: a mouse that is pressed in one place and then in another drags, and the page hangs in it.
    await tap(page);
    await tap(page, 1);
    assert.ok(await claimed(page, 1));
  });

  fault('T25 tapped in two tabs at once', async (page, _, context) => {
    const other = await context.newPage();
    await Promise.all([ready(page), ready(other)]);
    world.faults([{ ...post, delayMs: 400, count: 2 }]);
    await Promise.all([tap(page), tap(other)]);
    assert.ok(await claimed(other));
  });

  fault('reloaded while it is under way', async (page) => {
    await ready(page);
    world.faults([{ ...post, delayMs: 1000, count: 1 }]);
    await tap(page);
    await page.waitForTimeout(200);
    await page.reload();
  });

  fault('T26 on a page that is closed mid-claim and opened again', async (page, _, context) => {
    await ready(page);
    world.faults([{ ...post, drop: 'before', delayMs: 300, count: 3 }]);
    await tap(page);
    await page.waitForTimeout(100);
    const again = await context.newPage();
    await page.close({ runBeforeUnload: false });
    world.faults([]);
    await again.goto(one);
    return again;
  });

  for (const [name, faults] of [
    ['the request is lost', [{ ...post, drop: 'before', count: 3 }]],
    ['the answer is lost', [{ ...post, drop: 'after', count: 3 }]],
    [
      'the answer, and then the question for the outcome, are lost',
      [
        { ...post, drop: 'after', count: 3 },
        { ...reconcile, drop: 'before', count: 4 },
      ],
    ],
    ['409 in_progress', [{ ...post, code: 'in_progress', retryAfter: 1, count: 1 }]],
    ['429 with a short Retry-After', [{ ...post, status: 429, retryAfter: 1, count: 2 }]],
    ['429 with a long Retry-After', [{ ...post, status: 429, retryAfter: 9, count: 1 }]],
    [
      '500 storm',
      [
        { ...post, status: 500, count: 7 },
        { ...reconcile, status: 500, count: 4 },
      ],
    ],
    [
      '503 after the claim was made',
      [
        { ...post, drop: 'after', count: 1 },
        { ...post, status: 503, count: 3 },
      ],
    ],
    ['an answer that is cut off', [{ ...post, malformed: true, count: 1 }]],
  ] as [string, Fault[]][])
    fault(`T23 under ${name}`, async (page) => {
      await ready(page);
      world.faults(faults);
      await tap(page);
    });

  fault('T23 offline at the tap, online again later', async (page, _, context) => {
    await ready(page);
    await context.setOffline(true);
    await tap(page);
    await page.waitForTimeout(1500);
    assert.doesNotMatch(await line(page), /已领取/);
    await context.setOffline(false);
  });

  fault('offline from before the page knew what the customer may do', async (page) => {
    world.faults([{ prefix: '/v1/entitlements', drop: 'before', count: 3 }]);
    await page.goto(one);
    await claimable(page);
    await tap(page);
  });

  fault('T23 whose answer comes after its timeout', async (page) => {
    await page.clock.install();
    await page.goto(one);
    for (let i = 0; i < 40 && (await part(page, '.act button[aria-busy=false]').count()) === 0; i++) {
      await page.clock.runFor(100);
      await page.waitForTimeout(50);
    }
    world.faults([{ ...post, delayMs: 2500, count: 1 }]);
    await tap(page);
    await page.waitForTimeout(300);
    await page.clock.runFor(10_100);
    await until(async () => /确认领取结果/.test(await line(page)));
    for (let i = 0; i < 60 && !/已领取/.test(await line(page)); i++) {
      await page.clock.runFor(500);
      await page.waitForTimeout(100);
    }
  });

  fault('under 422, tapped again', async (page) => {
    await ready(page);
    world.faults([{ ...post, code: 'idempotency_key_reused', count: 1 }]);
    await tap(page);
    await part(page, '.trouble').waitFor();
    await claimable(page);
    await tap(page);
  });

  fault('whose session ends at the bank between page and tap', async (page) => {
    await ready(page);
    await endTokens();
    await tap(page);
  });

  fault('whose session ends for good mid-flow; the same user signs in again', async (page, user) => {
    await ready(page);
    world.faults([{ ...post, drop: 'after', count: 1 }]);
    world.user('');
    await endTokens();
    await tap(page);
    const words = async () => (await part(page, '.trouble, .act button').allInnerTexts()).join();
    assert.ok(await until(async () => /登录/.test(await words())), await words());
    assert.equal(await claimsOf(user), 0);
    world.user(user);
    world.faults([]);
    await page.reload();
    await until(
      async () => (await claimsOf(user)) === 1 || (await part(page, '.act button[aria-busy=false]').count()) > 0,
    );
    if ((await claimsOf(user)) === 0) await tap(page);
  });

  fault('while another user signs in: his page shows nothing of it', async (page, user, context) => {
    await ready(page);
    world.faults([{ ...post, delayMs: 1500, count: 1 }]);
    await tap(page);
    const next = someone();
    const other = await context.newPage();
    await ready(other);
    await until(async () => claimable(page));
    await page.waitForTimeout(2000);
    assert.ok(await claimable(page), 'the other user may claim');
    assert.equal(await claimsOf(next), 0);
    world.user(user);
    await other.close();
    await page.reload();
  });

  const denied = `Object.defineProperty(window, 'indexedDB', { get() { throw new DOMException('denied', 'SecurityError'); } });
    for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get() { throw new DOMException('denied', 'SecurityError'); } });`;
  fault(
    'where nothing may be stored, and the answer is lost',
    async (page) => {
      await ready(page);
      world.faults([{ ...post, drop: 'after', count: 3 }]);
      await tap(page);
      assert.ok(await claimed(page));
      await page.reload();
    },
    denied,
  );

  test('T26 in a browser that is killed 0 to 250 ms after the tap: found, or made, when it is opened again', async () => {
    for (const wait of [0, 30, 80, 150, 250]) {
      const user = someone();
      tried++;
      const profile = await makeProfile();
      try {
        const killed = await startKillable(profile.path);
        const page = await killed.context.newPage();
        await ready(page);
        world.faults([{ ...post, delayMs: 100, count: 1 }]);
        await tap(page);
        await new Promise((resolve) => setTimeout(resolve, wait));
        await killed.kill();
        world.faults([]);
        const again = await startKillable(profile.path);
        const back = await again.context.newPage();
        await back.goto(one);
        const settled = () =>
          part(back, '.act button[aria-busy=false]')
            .count()
            .then(
              (count) => count > 0,
              () => false,
            );
        await until(settled, 20);
        // Killed before the key was on the disk, the tap has not happened: what the page then offers is true as well.
        if ((await claimsOf(user)) === 0) await tap(back);
        const truth = await claimed(back);
        const claims = await claimsOf(user);
        await again.close();
        if (claims > 1) double++;
        if (claims < 1 || !truth) lost++;
        assert.deepEqual({ wait, claims, truth }, { wait, claims: 1, truth: true });
      } finally {
        await profile.remove();
      }
    }
  });
});
