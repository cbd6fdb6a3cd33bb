import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { openPage, until } from '../support/browser.ts';
import { isPlain } from '../support/plain.ts';
import {
  enabled,
  actButton,
  ledger,
  openPoints,
  outcome,
  says,
  signIn,
  tap,
  textOf,
  toTheBank,
  widgetOf,
} from '../support/redeem.ts';
import { confirming, createFaultPlay, isDone } from '../support/redeem-faults.ts';
import { startWorld } from '../support/world.ts';

const world = await startWorld();
const { at } = world;
const { db } = world.bank.bank;
const item = 'BILL-DEDUCT';
// Many small redemptions of one customer: caps are tried elsewhere.
await db.updateTable('reward_item').set({ caps: '{"month":9999}' }).where('id', '=', item).execute();

const { fault, target } = createFaultPlay(world);

describe('faults of a redemption: at most one each, and the customer is told the truth', () => {
  fault(
    'double tap on the partner’s page and on the bank’s',
    async ({ page }) => {
      await openPoints(page, world, item);
      await isPlain(actButton(page));
      await actButton(page).dblclick();
      await signIn(page, at);
      await page.waitForURL((url) => url.pathname === '/h5/redeem');
      await says(page, /积分余额\s+[\d,]+积分/);
      await isPlain(actButton(page));
      await actButton(page).dblclick();
    },
    { made: 1, told: isDone },
  );

  fault(
    'two tabs with the same quote',
    async (watched) => {
      await toTheBank(watched, world, item);
      const second = await openPage({ context: watched.context });
      await second.page.goto(watched.page.url());
      await says(second.page, /积分余额\s+[\d,]+积分/);
      await tap(watched.page);
      await outcome(watched.page, 'done');
      await second.page.bringToFront();
      // It may have asked by itself when it came to the front: then it is done, and there is nothing to tap.
      await Promise.any([tap(second.page), outcome(second.page, 'done')]);
      return second.page;
    },
    { made: 1, told: isDone },
  );

  fault(
    'two tabs that confirm at the same moment',
    async (watched) => {
      await toTheBank(watched, world, item);
      const second = await openPage({ context: watched.context });
      await second.page.goto(watched.page.url());
      await says(second.page, /积分余额\s+[\d,]+积分/);
      // The first one's answer comes late: both are under way together.
      world.faults(confirming({ delayMs: 2500, count: 1 }));
      await tap(second.page);
      await watched.page.bringToFront();
      await tap(watched.page);
    },
    { made: 1, told: isDone },
  );

  fault(
    'reload mid-confirm',
    async (watched) => {
      await toTheBank(watched, world, item);
      world.faults(confirming({ delayMs: 1500, count: 1 }));
      const sent = watched.page.waitForRequest(
        (request) => request.method() === 'POST' && /\/redemptions\b/.test(request.url()),
      );
      await tap(watched.page);
      await sent;
      await watched.page.reload();
      await says(watched.page, /确认兑换|兑换编号/);
      // The first try is not made yet, or never reached the bank before the page went: a tap makes it, once.
      if (!(await widgetOf(watched.page).locator('.outcome.done').isVisible())) await tap(watched.page);
    },
    { made: 1, told: isDone },
  );

  fault(
    'the page is closed mid-confirm and the partner’s page opened anew',
    async (watched) => {
      await toTheBank(watched, world, item);
      await target('down');
      await tap(watched.page);
      await until(async () => (await ledger(world)).redemptions.at(-1)?.status === 'pending');
      await watched.page.close();
      const next = await openPage({ context: watched.context });
      await next.page.goto(`${world.hotel.origin}/one.html`);
      return next.page;
    },
    {
      made: 1,
      told: isDone,
    },
  );

  fault(
    'the answer is lost, the redemption made',
    async (watched) => {
      await toTheBank(watched, world, item);
      world.faults(confirming({ drop: 'after', count: 1 }));
      await tap(watched.page);
    },
    { made: 1, told: isDone },
  );

  fault(
    'every answer to the confirmation is lost',
    async (watched) => {
      await toTheBank(watched, world, item);
      world.faults(confirming({ drop: 'after' }));
      await tap(watched.page);
      await outcome(watched.page, 'done');
    },
    { made: 1, told: isDone },
  );

  fault(
    'the confirmation never arrives, then the customer tries again',
    async (watched) => {
      await toTheBank(watched, world, item);
      world.faults(confirming({ drop: 'before' }));
      await tap(watched.page);
      await outcome(watched.page, 'checking');
      await says(watched.page, /没有兑换，积分未扣减。请重试/);
      world.faults([]);
      await tap(watched.page);
    },
    { made: 1, told: isDone },
  );

  fault(
    'an answer after its timeout',
    async (watched) => {
      await toTheBank(watched, world, item);
      world.faults(confirming({ delayMs: 11_500, count: 1 }));
      await tap(watched.page);
      await outcome(watched.page, 'checking');
      await says(watched.page, /请重试|兑换编号/);
      if (/请重试/.test(await textOf(watched.page))) await tap(watched.page);
    },
    { made: 1, told: isDone },
  );

  for (const status of [500, 503, 429] as const) {
    fault(
      `a storm of ${status}`,
      async (watched) => {
        await toTheBank(watched, world, item);
        world.faults([{ prefix: '/v1/points/', status, ...(status === 429 ? { retryAfter: 1 } : {}) }]);
        await tap(watched.page);
        // Only when the client's own retries are over: one that comes after the storm is a success, and says nothing to try.
        await (status === 429 ? says(watched.page, /请稍后重试/) : outcome(watched.page, 'checking'));
        world.faults([]);
        await says(watched.page, /请重试|请稍后重试/);
        await tap(watched.page);
      },
      { made: 1, told: isDone },
    );
  }

  fault(
    'offline at the tap, then back',
    async (watched) => {
      await toTheBank(watched, world, item);
      await watched.context.setOffline(true);
      await tap(watched.page);
      await outcome(watched.page, 'checking');
      await watched.context.setOffline(false);
      await says(watched.page, /请重试/);
      await tap(watched.page);
    },
    { made: 1, told: isDone },
  );

  fault(
    'offline when the quote is asked for on the partner’s page',
    async (watched) => {
      // Signed in before the network goes: a visitor's button is off.
      const signedIn = watched.page.waitForResponse(/\/quota\?/);
      await openPoints(watched.page, world, item);
      await signedIn;
      await enabled(watched.page);
      await watched.context.setOffline(true);
      await tap(watched.page);
      await says(watched.page, /网络连接失败|未及时/);
      await watched.context.setOffline(false);
    },
    { made: 0, told: (page) => says(page, /网络连接失败|未及时/) },
  );

  fault(
    'the target does not answer: pending, then confirmed',
    async (watched) => {
      await toTheBank(watched, world, item);
      await target('down');
      await tap(watched.page);
      await outcome(watched.page, 'checking');
    },
    { made: 1, told: isDone },
  );

  fault(
    'the target refuses: released, and no points are taken',
    async (watched) => {
      await toTheBank(watched, world, item);
      await target('refuse');
      await tap(watched.page);
      assert.match(await outcome(watched.page, 'refused'), /积分未扣减/);
      await watched.page.getByText('返回旅途').click();
      await watched.page.waitForURL(`${world.hotel.origin}/**`);
    },
    { made: 0, told: (page) => outcome(page, 'refused') },
  );

  fault(
    'signed out mid-flow, with the confirmation under way',
    async (watched) => {
      const { page, context } = watched;
      await toTheBank(watched, world, item);
      // The question for its outcome must come to nothing as well: it follows within a second.
      const prefix = '/v1/points/redemptions';
      world.faults([{ prefix, drop: 'after' }]);
      const before = (await ledger(world)).redemptions.length;
      await tap(page);
      await until(async () => (await ledger(world)).redemptions.length > before);
      await context.clearCookies({ domain: new URL(at).hostname });
      // Of what was asked with the session nothing is on its way any more.
      await page.waitForRequest((request) => request.url().includes(prefix));
      world.faults([]);
      await says(page, /登录后继续/);
      await tap(page);
      await signIn(page, at);
      await page.waitForURL((url) => url.pathname === '/h5/redeem');
    },
    { made: 1, told: isDone },
  );

  fault(
    'another customer signs in mid-flow',
    async (watched) => {
      const { page, context } = watched;
      await toTheBank(watched, world, item);
      const other = await openPage({ context });
      // The sandbox's provider lets nobody else in while its own session lasts.
      await context.clearCookies({ name: /^_(?!inlay)/ });
      await other.page.goto(`${at}/h5/sign-in?next=/h5/buy/FN30D02A`);
      await other.page.getByRole('button', { name: '周一舟' }).click();
      await other.page.waitForURL((url) => url.pathname.startsWith('/h5/buy'));
      await page.bringToFront();
      await tap(page);
    },
    { made: 0, told: (page) => says(page, /不属于当前登录的客户|登录后继续/) },
  );

  fault(
    'storage is denied on both pages',
    async ({ context }) => {
      await context.addInitScript(`for (const name of ['indexedDB', 'sessionStorage', 'localStorage'])
        Object.defineProperty(window, name, { get() { throw new DOMException('denied', 'SecurityError'); } });`);
      const next = await openPage({ context });
      await toTheBank(next, world, item);
      await tap(next.page);
      return next.page;
    },
    { made: 1, told: isDone },
  );
});
