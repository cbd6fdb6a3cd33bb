import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { customers } from '../../demo/bank/h5/customers.ts';
import { onPage, until } from '../support/browser.ts';
import { clean, isReady, openButton } from '../support/look.ts';
import { card, partnerPage, scriptTag } from '../support/pages.ts';
import { isPlain, notePlain } from '../support/plain.ts';
import { startWorld } from '../support/world.ts';

const world = await startWorld();
const { at, site, bank } = world;
const name = customers[0]!.name;
const webView =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_3 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.60(0x18003c2f) NetType/WIFI Language/zh_CN miniProgram/wx0123456789abcdef';
const meituan =
  'Mozilla/5.0 (Linux; Android 14; V2309A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/126.0.0.0 Mobile Safari/537.36 TitansX/20.0.1 KNB/1.0 android/14 mt/com.sankuai.meituan/12.20.403 App/10120/12.20.403';
/** Stands in another phone's host; `links` has what was put into a hidden frame to open an app. */
const standIn = (
  agent: string,
) => `Object.defineProperty(navigator, 'userAgent', { get: () => ${JSON.stringify(agent)} });
  ${notePlain}
  globalThis.links = [];
  new MutationObserver((all) => all.forEach(({ addedNodes }) => addedNodes.forEach(({ tagName, src }) => tagName === 'IFRAME' && links.push(src))))
    .observe(document, { childList: true, subtree: true });`;

const operate = async (path: string, body?: object) =>
  (
    await fetch(`${bank.internal}/v1/attribution/${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${bank.bank.operationsKey}`, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
  ).json() as Promise<Record<string, unknown>>;
const mint = async (employee: string) =>
  (
    await operate('tokens', {
      partner: 'lvtu',
      placement: 'test',
      campaign: 'AUTUMN',
      material: 'poster-7',
      employee,
      organisation: 'head/shanghai/xuhui',
    })
  )['token'] as string;
const conversions = async (employee: string) =>
  (await operate(`conversions?employee=${employee}`))['items'] as Record<string, string>[];
const kinds = async (employee: string) =>
  (await conversions(employee)).map(({ kind, subject }) => `${kind} ${subject}`);
const logged = async (type: string) =>
  (
    (await (await fetch(`${bank.internal}/sandbox/events?type=${type}`)).json()) as {
      items: { attribution: string | null; data: Record<string, string> }[];
    }
  ).items;

const offer = site.put(
  '/offer',
  partnerPage({
    scripts: scriptTag({ bank: at, ticket: '/bank-ticket', consent: 'service marketing experience' }),
    cards: `${card(at)}<inlay-app-banner campaign="AUTUMN" placement="test" loading="eager"></inlay-app-banner>
      <inlay-coupon-claim campaign="LVTU-STAY" placement="test" loading="eager"></inlay-coupon-claim>`,
  }),
);
const inlayOf = (page: Page) =>
  page.evaluateHandle(
    () =>
      (globalThis as unknown as Record<symbol, { inlay: import('../../src/core/inlay.ts').Inlay }>)[
        Symbol.for('inlay')
      ]!.inlay,
  );
const tokenOn = async (page: Page) => (await inlayOf(page)).evaluate((inlay) => inlay.attribution.token());
const tapBanner = async (page: Page) => {
  const open = page.locator('inlay-app-banner .act button');
  await open.waitFor();
  await isPlain(open);
  await open.click();
};
const seen = async (page: Page) => {
  await openButton(page).scrollIntoViewIfNeeded();
  // Half of it for a second: what counts as seen.
  await page.waitForTimeout(1500);
};

describe('one attribution token', () => {
  test('goes from the link through events, sign-in, product and app to the bank’s conversions', async () => {
    const token = await mint('E10086');
    const id = token.slice(0, 22);
    await onPage({ first: notePlain }, async (watched) => {
      const { page } = watched;
      await page.goto(`${offer}?inlay_at=${token}`);
      await isReady(page);
      assert.equal(await tokenOn(page), token);
      await seen(page);
      const exposed = 'inlay.wealth_card_exposed.v1';
      assert.ok(await until(async () => (await logged(exposed)).some(({ attribution }) => attribution === id)));

      const coupon = page.locator('inlay-coupon-claim');
      const claim = coupon.locator('.act button[aria-busy=false]');
      await isPlain(claim);
      await claim.click();
      await coupon.locator('.line').getByText('已领取 1 张').waitFor();

      await (await inlayOf(page)).evaluate((inlay) => void inlay.signIn());
      await page.waitForURL(`${at}/h5/login/**`);
      await page.getByRole('button', { name }).click();
      await page.waitForURL(`${world.hotel.origin}/**`);
      await isReady(page);
      assert.equal(page.url(), `${world.hotel.origin}/`, 'nothing of it is left in the address');
      assert.equal(await tokenOn(page), token, 'it came back with the state');

      await seen(page);
      await openButton(page).click();
      await page.waitForURL(`${at}/h5/products/**`);
      assert.equal(new URL(page.url()).searchParams.get('at'), token);
      await page.goto(`${at}/h5/buy/FN30D02A`);
      clean(watched);
    });
    // In a mini-program's web-view it stands in the fragment, and the tap on the banner goes to the bank's page for its app.
    await onPage({ first: standIn(webView) }, async ({ page }) => {
      await page.goto(`${offer}#inlay_at=${token}`);
      await tapBanner(page);
      await page.waitForURL(`${at}/h5/open**`);
      const query = new URL(page.url()).searchParams;
      assert.deepEqual([query.get('at'), query.get('pl'), query.get('cp')], [token, 'test', 'AUTUMN']);
    });
    // On a phone whose host hands schemes on, it is in the app's own link.
    await onPage({ first: standIn(meituan) }, async ({ page }) => {
      await page.goto(`${offer}?inlay_at=${token}`);
      await tapBanner(page);
      const links = () => page.evaluate(() => (globalThis as unknown as { links: string[] }).links);
      assert.ok(await until(async () => (await links()).length > 0));
      const [link] = await links();
      assert.match(link!, /^qinghebank:\/\//);
      assert.ok(link!.includes(`at=${token}`), link);
    });

    const claims = bank.bank.db.selectFrom('coupon_claim').select('claim_id').where('campaign_id', '=', 'LVTU-STAY');
    const { claim_id: claim } = await claims.where('placement', '=', 'test').executeTakeFirstOrThrow();
    const found = await conversions('E10086');
    assert.deepEqual(
      found.map(({ kind, subject }) => `${kind} ${subject}`),
      [`claim ${claim}`, `sign_in ${customers[0]!.id}`, 'visit FN30D02A', 'purchase FN30D02A', 'app_open AUTUMN'],
    );
    for (const { organisation, material, placement } of found) {
      assert.deepEqual([organisation, material, placement], ['head/shanghai/xuhui', 'poster-7', 'test']);
    }
    assert.equal(new Set(found.map(({ journey }) => journey)).size, 1);
  });

  test('that was tampered with is dropped by the bank with an event, and nothing else breaks', async () => {
    const token = await mint('E20000');
    const forged = token.slice(0, 40) + (token[40] === 'A' ? 'B' : 'A') + token.slice(41);
    await onPage({}, async (watched) => {
      const { page } = watched;
      await page.goto(`${offer}?inlay_at=${forged}`);
      await isReady(page);
      await seen(page);
      await openButton(page).click();
      await page.waitForURL(`${at}/h5/products/**`);
      assert.match((await page.textContent('h3')) ?? '', /丰年/);
      clean(watched);
    });
    const dropped = async () =>
      (await logged('bank.attribution_dropped.v1')).map(({ data }) => `${data['reason']} ${data['where']}`);
    assert.ok(await until(async () => (await dropped()).includes('tampered event')));
    assert.ok((await dropped()).includes('tampered visit'));
    assert.deepEqual(await kinds('E20000'), []);
  });
});
