import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { findCustomer } from '../../demo/bank/h5/customers.ts';
import { until, type Watched } from './browser.ts';
import { isPlain, notePlain } from './plain.ts';
import type { World } from './world.ts';

/** The customer of the bank that the travel partner's first user is, by the bank's record. */
export const customer = findCustomer('qh-c-1001')!;

/** A redemption as the bank's database has it. */
export interface KeptRedemption {
  id: string;
  first_quote_id: string;
  status: string;
  receipt: string | null;
  points: number;
  item_id: string;
}

/** The n-th redemption widget of a page. */
export const widgetOf = (page: Page, n = 0): Locator => page.locator('inlay-points-redeem').nth(n);

/** Its one button. */
export const actButton = (page: Page, n = 0): Locator => widgetOf(page, n).locator('.act button').first();

/** All text a customer can read in it. */
export const textOf = (page: Page, n = 0): Promise<string> =>
  widgetOf(page, n).evaluate((host) => host.shadowRoot!.querySelector<HTMLElement>('.base')!.innerText);

/** Waits until the widget says something. */
export async function says(page: Page, words: RegExp, n = 0): Promise<void> {
  let last = '';
  const said = await until(async () => words.test((last = await textOf(page, n).catch(() => ''))), 25);
  assert.ok(said, `${words} is not in: ${last}`);
}

/** Waits until the one button can be tapped: what it does comes after the first paint. */
export const enabled = (page: Page, n = 0): Promise<void> =>
  actButton(page, n).and(page.locator(':not([aria-disabled="true"])')).waitFor({ timeout: 25_000 });

/** Waits until the widget tells an outcome; its text is returned. Rules may hold the same words. */
export async function outcome(page: Page, kind: 'done' | 'checking' | 'refused', n = 0): Promise<string> {
  const block = widgetOf(page, n).locator(`.outcome.${kind}`);
  await block.waitFor({ state: 'visible', timeout: 25_000 }).catch(async () => {
    assert.fail(`no outcome “${kind}” in: ${await textOf(page, n).catch(String)}`);
  });
  return block.innerText();
}

/** Taps the one button as a customer does, once, when it can act and is plain to see. */
export async function tap(page: Page, n = 0): Promise<void> {
  const button = actButton(page, n);
  await isPlain(button);
  await button.click();
}

/** Signs the customer in on the bank's sign-in page. */
export async function signIn(page: Page, at: string): Promise<void> {
  await page.waitForURL(`${at}/h5/login/**`);
  await page.getByRole('button', { name: customer.name }).click();
}

/** Goes from the partner's page to the bank's, signed in, with what it has to say. */
export async function toTheBank(watched: Watched, world: World, item = 'LATTE-26'): Promise<void> {
  const { page } = watched;
  await openPoints(page, world, item);
  await tap(page);
  await signIn(page, world.at);
  await page.waitForURL((url) => url.pathname === '/h5/redeem');
  await says(page, /积分余额/);
}

/** A page of the partner with one widget. */
export async function openPoints(page: Page, world: World, item = 'LATTE-26', more = ''): Promise<void> {
  world.hotel.page(
    '/one.html',
    `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>积分</title><link rel="stylesheet" href="{{bank}}/inlay/inlay.css"><script type="module" src="{{bank}}/inlay/inlay.js" crossorigin
data-partner="lvtu" data-gateway="{{bank}}" data-ticket="/bank-ticket" data-debug></script></head><body><main>
<inlay-points-redeem item="${item}" placement="test" ${more}></inlay-points-redeem></main></body></html>`,
  );
  await page.context().addInitScript(notePlain);
  await page.goto(`${world.hotel.origin}/one.html`);
  await says(page, /还可兑|每100积分|不可退换/);
  // Before the page knows its user, a tap leads to the bank's sign-in without a quote.
  assert.ok(await until(() => page.evaluate(() => sessionOf().level === 'partner')));
}

/** Every redemption at the bank, and the points that are left of the customer's. */
export async function ledger({ bank }: World): Promise<{ redemptions: KeptRedemption[]; spent: number; sum: number }> {
  const { db } = bank.bank;
  const redemptions = (await db.selectFrom('redemption').selectAll().orderBy('at').execute()) as KeptRedemption[];
  const entries = await db.selectFrom('points_entry').select('amount').execute();
  const spent = redemptions.filter(({ status }) => status === 'confirmed').reduce((sum, { points }) => sum + points, 0);
  return { redemptions, spent, sum: entries.reduce((sum, { amount }) => sum + Number(amount), 0) };
}

/** The newest one-time code that was sent. */
export async function newestCode({ bank }: World): Promise<string> {
  const answer = await fetch(`${bank.internal}/sandbox/codes?customer=${customer.id}`);
  return ((await answer.json()) as { items: { code: string }[] }).items[0]!.code;
}
