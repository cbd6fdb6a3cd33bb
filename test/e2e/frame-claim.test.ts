import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { frameCookie } from '../../demo/bank/frame/session.ts';
import { customers } from '../../demo/bank/h5/customers.ts';
import { onPage, until, type Opening, type Watched } from '../support/browser.ts';
import { hooks, reads } from '../support/canary.ts';
import { sampleCampaign, startFrameWorld } from '../support/frame-world.ts';
import { inHeap } from '../support/heap.ts';
import { partnerPage, scriptTag } from '../support/pages.ts';
import { isPlain, notePlain } from '../support/plain.ts';

const world = await startFrameWorld();
const { at, hotel } = world;
const customer = customers[0]!;

const noteEvents = `window.claimed = []; for (const name of ['inlay-coupon-claimed', 'inlay-error'])
  addEventListener(name, (e) => { const all = JSON.parse(sessionStorage.told || '[]'); all.push([name, e.detail]); sessionStorage.told = JSON.stringify(all); });`;

/** What the page was told, over all its loads. */
const told = (page: Page) =>
  page.evaluate(() => JSON.parse(sessionStorage.getItem('told') ?? '[]') as [string, Record<string, unknown>][]);
const claimedEvents = async (page: Page) => (await told(page)).filter(([name]) => name === 'inlay-coupon-claimed');
const rows = () =>
  world.bank.bank.db.selectFrom('coupon_claim').selectAll().where('campaign_id', '=', sampleCampaign).execute();

/** Nobody has claimed. */
async function forgetClaims(): Promise<void> {
  for (const table of ['coupon_claim', 'coupon', 'idempotency'] as const)
    await world.bank.bank.db.deleteFrom(table).execute();
}

/** Which of the partner's sample users comes: one whom the bank knows, or one whom it does not. */
const known = 0;
const unknown = 2;

/** Opens the partner's page with the coupon in it and a user of the partner. */
async function open(
  user: number,
  look: (watched: Watched) => Promise<void>,
  { more = '', ...opening }: Opening & { more?: string } = {},
): Promise<void> {
  await forgetClaims();
  hotel.page(
    '/',
    partnerPage({
      before: notePlain + noteEvents,
      scripts: scriptTag({ bank: at, ticket: '/bank-ticket', consent: 'service marketing experience', more }),
      cards: `<inlay-coupon-claim campaign="${sampleCampaign}" placement="test"></inlay-coupon-claim>`,
    }),
    '',
  );
  await onPage(opening, async (watched) => {
    const { page } = watched;
    await page.goto(`${hotel.origin}/`);
    await page.evaluate((user) => fetch(`/user?to=${user}`, { method: 'POST' }), user);
    await page.goto(`${hotel.origin}/`);
    await page.locator('inlay-coupon-claim .act button').first().waitFor();
    await until(() => page.evaluate(() => sessionOf().level === 'partner'));
    await look(watched);
  });
}

async function tapWidget(page: Page): Promise<void> {
  const button = page.locator('inlay-coupon-claim .act button').first();
  await isPlain(button);
  await button.click();
}
const frameOf = (page: Page) => page.frameLocator('iframe');

/** Waits until the frame is ready, moves there as a hand does, rests and presses. */
async function tapFrame(page: Page, id = 'claim'): Promise<void> {
  const button = frameOf(page).locator(`#${id}`);
  await button.waitFor();
  await until(() => button.isEnabled());
  const box = (await button.boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x - 20, y - 5);
  await page.mouse.move(x, y, { steps: 4 });
  await page.waitForTimeout(1000);
  await page.mouse.click(x, y);
}

/** DevTools never hears that a key or a click ended in a frame that went away by it. */
const unanswered = (input: Promise<void>) => void input.catch(() => {});

/** Signs in at the bank's own page, claims there and follows the way back. */
async function claimAtTop(page: Page): Promise<void> {
  await page.waitForURL(`${at}/h5/claim?**`);
  await page.getByText('登录后领取').click();
  await page.getByRole('button', { name: customer.name }).click();
  await page.waitForURL(`${at}/h5/claim?**`);
  await page.getByRole('button', { name: '确认领取' }).click();
  await page.getByText('领取成功').waitFor();
  await page.locator('#back').click();
}

describe('a claim that needs the bank’s identity', () => {
  test('in the bank’s frame: the sheet shows who claims, one tap claims, and the page is told', async () => {
    await open(known, async ({ page, problems }) => {
      await tapWidget(page);
      await frameOf(page).getByText('林** 199****1001').waitFor();
      assert.equal(await page.evaluate(() => location.pathname), '/');
      await tapFrame(page);
      assert.ok(await until(async () => (await claimedEvents(page)).length === 1), JSON.stringify(await told(page)));
      const [[, detail]] = (await claimedEvents(page)) as [[string, Record<string, unknown>]];
      const [row, ...others] = await rows();
      assert.deepEqual(others, []);
      assert.deepEqual([detail['claim'], detail['campaign']], [row?.claim_id, sampleCampaign]);
      assert.equal(await page.locator('iframe').count(), 0, 'the sheet is gone');
      assert.deepEqual([...problems.uncaught, ...problems.console, ...problems.violations, ...problems.strangers], []);
    });
  });

  test('at top level where the host has no place for a frame: sign-in, rules, claim, back to the same event', async () => {
    await open(
      known,
      async ({ page }) => {
        await tapWidget(page);
        await claimAtTop(page);
        await page.waitForURL(`${hotel.origin}/**`);
        assert.ok(await until(async () => (await claimedEvents(page)).length === 1), JSON.stringify(await told(page)));
        assert.equal((await rows()).length, 1);
        assert.ok(!page.url().includes('inlay_state'));
      },
      { more: 'data-host="wechat"' },
    );
  });

  test('a user whom the bank does not know: the frame says so, the bank’s page signs him in, and the same event comes', async () => {
    await open(unknown, async ({ page }) => {
      await tapWidget(page);
      await frameOf(page).getByText('尚未关联青禾银行客户').waitFor();
      assert.equal(await frameOf(page).locator('#claim').isVisible(), false);
      await frameOf(page).locator('#leave').click();
      await claimAtTop(page);
      await page.waitForURL(`${hotel.origin}/**`);
      assert.ok(await until(async () => (await claimedEvents(page)).length === 1), JSON.stringify(await told(page)));
      assert.equal((await rows())[0]?.person, `c:${customer.id}`);
    });
  });

  test('closed by its button, by Escape in page or frame, or by a tap beside it: nothing was sent, and a new tap opens it', async () => {
    await open(known, async ({ page, problems }) => {
      const ways: Record<string, () => Promise<void>> = {
        async button() {
          const { x, y } = (await frameOf(page).locator('#close').boundingBox())!;
          unanswered(page.mouse.click(x + 20, y + 20));
        },
        'Escape in the page': async () => {
          await page.locator('dialog').evaluate((dialog) => (dialog as HTMLDialogElement).focus());
          unanswered(page.keyboard.press('Escape'));
        },
        'Escape in the frame': async () => {
          await frameOf(page).locator('summary').focus();
          unanswered(page.keyboard.press('Escape'));
        },
        'a tap beside it': () => page.mouse.click(20, 20),
      };
      for (const [name, close] of Object.entries(ways)) {
        await tapWidget(page);
        await frameOf(page).getByText('林**').waitFor();
        await close();
        // A frame may stand ready again, unseen, for the next tap.
        assert.ok(await until(async () => (await page.locator('dialog[open]').count()) === 0), name);
        await page.locator('inlay-coupon-claim .act button:not([aria-busy=true])').first().waitFor();
      }
      assert.deepEqual(await rows(), []);
      assert.deepEqual(await told(page), []);
      assert.deepEqual([...problems.uncaught, ...problems.console], []);
    });
  });

  test('a frame that does not come: the tap still leads to the bank, at top level', async () => {
    world.faults([{ prefix: '/frame/claim', drop: 'before' }]);
    try {
      await open(known, async ({ page }) => {
        await tapWidget(page);
        await page.waitForURL(`${at}/h5/claim?**`);
      });
    } finally {
      world.faults([]);
    }
  });

  test('T6 a frame that is loaded anew while its claim is under way: the outcome is asked for by the key, once is claimed', async () => {
    await open(known, async ({ page }) => {
      await tapWidget(page);
      world.faults([{ prefix: `/v1/campaigns/${sampleCampaign}/claims`, delayMs: 700 }]);
      try {
        await tapFrame(page);
        await until(async () => (await frameOf(page).locator('#claim').getAttribute('aria-busy')) === 'true');
        await page.evaluate(() => {
          const find = (root: ParentNode): HTMLIFrameElement | undefined => {
            for (const element of root.querySelectorAll('*')) {
              if (element instanceof HTMLIFrameElement) return element;
              const inner = element.shadowRoot && find(element.shadowRoot);
              if (inner) return inner;
            }
          };
          const frame = find(document)!;
          frame.setAttribute('src', frame.src);
        });
        assert.ok(
          await until(async () => (await claimedEvents(page)).length === 1, 15),
          JSON.stringify(await told(page)),
        );
      } finally {
        world.faults([]);
      }
      assert.equal((await rows()).length, 1);
      assert.equal(await page.locator('iframe').count(), 0);
    });
  });

  test('T1 canary: nothing of the bank’s level is in the host’s realm, from the tap to the claim', async (t) => {
    const secrets = [customer.name, customer.phone, customer.id, '林**', '199****1001', String(customer.balanceFen)];
    await open(
      known,
      async (watched) => {
        const { page, context, cdp } = watched;
        await page.evaluate(() => 0);
        await tapWidget(page);
        await frameOf(page).getByText('林** 199****1001').waitFor();
        const cookie = (await context.cookies()).find(({ name }) => name === frameCookie)!.value;
        const during = (await page.evaluate(reads)) as string[];
        await tapFrame(page);
        assert.ok(await until(async () => (await claimedEvents(page)).length === 1));
        const found = [...during, ...((await page.evaluate(reads)) as string[])];
        const wanted = [...secrets, cookie];
        const seen = wanted.filter((secret) => found.some((one) => one.includes(secret)));
        assert.ok(found.some((one) => one.includes('ticket')) || found.length > 50, 'the hooks saw something');
        assert.deepEqual(seen, []);
        assert.deepEqual(await inHeap(cdp, wanted), []);
        t.diagnostic(`${found.length} reads and hooks, ${wanted.length} secrets: ${seen.length} seen`);
      },
      { first: `if (location.hostname.startsWith('hotel')) ${hooks}` },
    );
  });
});
