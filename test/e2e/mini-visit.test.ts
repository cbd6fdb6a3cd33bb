import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { onPage } from '../support/browser.ts';
import { clean } from '../support/look.ts';
import { says, signIn, toTheBank } from '../support/redeem.ts';
import { startWorld } from '../support/world.ts';

const app = 'https://servicewechat.com/wx0123456789abcdef';
const world = await startWorld();
const { at, hotel } = world;
await hotel.allow(app);

/** What came of the ticket, as the page has it. */
const visit = async (page: Page, word: string): Promise<void> => {
  await page.waitForFunction((wanted) => document.documentElement.dataset.visit === wanted, word);
};

describe('a page of the bank that a mini-program opens with its user’s ticket', () => {
  test('T18 the ticket is gone from the address through the redirects of a sign-in, and is redeemed on the page they end at', async () => {
    await onPage({}, async (watched) => {
      const { page, context } = watched;
      const ticket = await hotel.ticket('lvtu-u-1001', app);
      const seen: string[] = [];
      page.on('request', (request) => seen.push(request.url(), request.headers()['referer'] ?? ''));
      await page.goto(`${at}/h5/sign-in?partner=lvtu&state=st-1#inlay_ticket=${ticket}`);
      await visit(page, 'known');
      assert.match(page.url(), /\/h5\/login\/[\w-]+$/);
      assert.ok(!seen.some((one) => one.replace(/#.*/, '').includes(ticket)), 'it was in no address that was sent');
      const cookie = (await context.cookies(`${at}/h5/`)).find(({ name }) => name === 'inlay_bank_visit');
      assert.deepEqual([cookie?.httpOnly, cookie?.sameSite], [true, 'Lax']);
      await page.goBack().catch(() => null);
      assert.ok(!page.url().includes(ticket), 'nor is it in the history');
      clean(watched);
    });
  });

  test('T18 a ticket used before, or of another page, is refused by name, and the customer goes on by the sign-in', async () => {
    await onPage({}, async ({ page }) => {
      const used = await hotel.ticket('lvtu-u-1001', app);
      const open = (ticket: string) => page.goto(`${at}/h5/sign-in?partner=lvtu&state=st-1#inlay_ticket=${ticket}`);
      await open(used);
      await visit(page, 'known');
      await open(used);
      await visit(page, 'ticket_used');
      await open(await hotel.ticket('lvtu-u-1001'));
      await visit(page, 'ticket_origin_mismatch');
      assert.ok(!page.url().includes('#'));
      await signIn(page, at);
      await page.waitForURL(`${hotel.origin}/**`);
    });
  });

  test('the page that confirms a redemption says whose it is, for the user who came last', async () => {
    await onPage({}, async (watched) => {
      const { page } = watched;
      await toTheBank(watched, world);
      const address = page.url();
      assert.equal(await page.locator('#visitor').count(), 0);
      for (const [user, words] of [
        ['lvtu-u-1001', '您从旅途小程序登录前来'],
        ['lvtu-u-another', '由旅途的另一位用户发起'],
        ['lvtu-u-1001', '您从旅途小程序登录前来'],
      ] as const) {
        // Another document: a change of the fragment alone would load nothing.
        await page.goto('about:blank');
        await page.goto(`${address}#inlay_ticket=${await hotel.ticket(user, app)}`);
        await page.locator('#visitor', { hasText: words }).waitFor();
        await says(page, /积分余额/);
        assert.equal(page.url(), address);
      }
      clean(watched);
    });
  });
});
