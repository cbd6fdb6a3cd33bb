import type { Page } from 'playwright-core';
import type { Fault } from '../../demo/bank/faults.ts';
import { pairwise } from '../../demo/bank/person.ts';
import { until } from '../support/browser.ts';
import { partnerPage, scriptTag } from '../support/pages.ts';
import { isPlain, notePlain } from '../support/plain.ts';
import { startWorld } from '../support/world.ts';

export const world = await startWorld();
const { at, site, bank } = world;
const campaign = 'LVTU-STAY';
/** The claim's call, and the question for its outcome, for a fault to play to. */
export const post: Fault = { prefix: `/v1/campaigns/${campaign}/claims`, method: 'POST' };
export const reconcile: Fault = { prefix: '/v1/claims', method: 'GET' };

const coupon = (placement: string) =>
  `<inlay-coupon-claim campaign="${campaign}" placement="${placement}" loading="eager"></inlay-coupon-claim>`;
const scripts = scriptTag({ bank: at, ticket: '/bank-ticket', consent: 'none' });
/** A partner's pages with one coupon, and with two of one campaign. */
export const one = site.put('/one', partnerPage({ before: notePlain, scripts, cards: coupon('one') }));
export const two = site.put('/two', partnerPage({ before: notePlain, scripts, cards: coupon('one') + coupon('two') }));

let users = 0;
/** Signs a user in who has never claimed. */
export function someone(): string {
  const name = `fault-${++users}`;
  world.user(name);
  return name;
}

/** How many claims the bank has of a user. */
export async function claimsOf(user: string): Promise<number> {
  const person = `p:lvtu:${pairwise(bank.bank.pairwiseKey, 'lvtu', user)}`;
  const rows = await bank.bank.db.selectFrom('coupon_claim').select('claim_id').where('person', '=', person).execute();
  return rows.length;
}

/** Ends every token at the bank. */
export async function endTokens(): Promise<void> {
  await bank.bank.db.updateTable('access_token').set({ ended_at: bank.bank.clock.now() }).execute();
}

/** A part of the n-th coupon. */
export const part = (page: Page, selector: string, n = 0) =>
  page.locator('inlay-coupon-claim').nth(n).locator(selector);
/** The coupon's main line, as a customer reads it. */
export const line = (page: Page, n = 0) => part(page, '.line', n).innerText();
/** Waits until the coupon says that it is claimed; false when it does not. */
export const claimed = (page: Page, n = 0) =>
  until(
    () =>
      line(page, n).then(
        (words) => words.includes('已领取 1 张'),
        () => false,
      ),
    20,
  );
/** Waits until the coupon can be claimed. */
export const claimable = (page: Page, n = 0) =>
  until(
    () =>
      part(page, '.act button[aria-disabled=false]', n)
        .innerText({ timeout: 1000 })
        .then(
          (words) => words === '领取',
          () => false,
        ),
    20,
  );
/** Opens a page and waits until its coupon knows what the customer may do. */
export async function ready(page: Page, url = one): Promise<void> {
  await page.goto(url);
  await part(page, '.act button[aria-busy=false]').waitFor();
}
/** Taps the coupon's button once it is plain to see, whatever it says of itself. */
export async function tap(page: Page, n = 0): Promise<void> {
  const button = part(page, '.act button', n);
  await isPlain(button);
  await button.click({ force: true });
}
