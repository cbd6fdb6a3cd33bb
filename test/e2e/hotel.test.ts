import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { type RunningPartner, startPartner } from '../../demo/partners/backend.ts';
import type { Inlay } from '../../src/index.ts';
import { goBack, layoutShift, onPage, until, type Watched } from '../support/browser.ts';
import { cardOf, clean, isReady, openButton } from '../support/look.ts';
import { isPlain, notePlain } from '../support/plain.ts';
import { startWorld } from '../support/world.ts';

const axe = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

const world = await startWorld();

async function openHotel({ page }: Watched): Promise<void> {
  await page.goto(world.hotel.origin);
  await isReady(page);
}

const agree = ({ page }: Watched) =>
  Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: '同意', exact: true }).click()]);

describe('the hotel page of the travel partner', () => {
  test('holds nothing of ours but one script tag and the card', async () => {
    const html = await (await fetch(world.hotel.internal)).text();
    assert.equal(html.match(/<script/g)?.length, 1);
    assert.equal(html.match(/<inlay-/g)?.length, 1);
    assert.match(html, /integrity="sha384-[\w+/]{64}"/);
    assert.doesNotMatch(html, /\{\{/);
  });

  test('shows the product of the bank’s database with every text the law wants', async () => {
    const [row] = await world.bank.bank.db.selectFrom('product').selectAll().where('id', '=', 'FN30D02A').execute();
    const texts = (row!.texts as { 'zh-CN': { fullName: string } })['zh-CN'];
    await onPage({}, async (watched) => {
      await openHotel(watched);
      const text = await cardOf(watched.page).evaluate((card) => card.shadowRoot!.textContent!.replace(/\s+/g, ' '));
      for (const must of [
        texts.fullName,
        '青禾银行',
        '青禾理财',
        '风险等级 R2（二级）',
        '业绩比较基准',
        '成立以来',
        '理财非存款，产品有风险，投资须谨慎',
        '理财产品过往业绩不代表其未来表现，不等于理财产品实际收益，投资须谨慎',
        '登记编码',
        '中国理财网',
        '将离开旅途，进入青禾银行',
      ]) {
        assert.ok(text.includes(must), `“${must}” is missing in: ${text}`);
      }
      assert.doesNotMatch(text, /undefined|null|NaN|\{|\[object|(?<!不是)预期收益/);
      clean(watched);
      assert.deepEqual(await layoutShift(watched.page), { page: 0, inside: 0 });
    });
  });

  test('a change in the bank’s database is on the page the next time', async () => {
    const { db } = world.bank.bank;
    const [row] = await db.selectFrom('product').selectAll().where('id', '=', 'FN30D02A').execute();
    await db.updateTable('product').set({ min_amount_fen: 12_345_600 }).where('id', '=', 'FN30D02A').execute();
    try {
      await onPage({}, async (watched) => {
        await openHotel(watched);
        assert.match(await cardOf(watched.page).evaluate((card) => card.shadowRoot!.textContent!), /123,456\.00\s*元/);
      });
    } finally {
      const old = { min_amount_fen: row!.min_amount_fen };
      await db.updateTable('product').set(old).where('id', '=', 'FN30D02A').execute();
    }
  });

  test('signs the partner’s user in with one ticket call and one token call, with 50 more cards on the page', async () => {
    await onPage({}, async (watched) => {
      const { page } = watched;
      const asked: string[] = [];
      page.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`));
      await page.goto(world.hotel.origin);
      await page.evaluate(() => {
        for (let i = 0; i < 50; i++) {
          const card = document.createElement('inlay-wealth-card');
          card.setAttribute('product', 'FN30D02A');
          card.setAttribute('placement', `more-${i}`);
          card.setAttribute('loading', 'eager');
          document.querySelector('main')!.append(card);
        }
      });
      await isReady(page, 50);
      await until(() => page.evaluate(() => sessionOf().level === 'partner'));
      const count = (call: string) => asked.filter((one) => one === call).length;
      assert.equal(count('GET /bank-ticket'), 1);
      assert.equal(count('POST /oidc/token'), 1);
      assert.equal(count('GET /v1/products/FN30D02A'), 1, 'one product, one request, whatever the number of cards');
      assert.deepEqual(await page.evaluate(() => ({ level: sessionOf().level, user: sessionOf().user.length > 0 })), {
        level: 'partner',
        user: true,
      });
      clean(watched);
    });
  });

  test('T20 sends no event and stores nothing but the proof key before consent; afterwards the events arrive', async () => {
    await onPage({}, async (watched) => {
      const { page, context } = watched;
      const sent: string[] = [];
      context.on('request', (request) => {
        if (request.url().includes('/v1/events')) sent.push(request.url());
      });
      await openHotel(watched);
      await cardOf(page).scrollIntoViewIfNeeded();
      await page.waitForTimeout(1800);
      assert.deepEqual(sent, []);
      const stored = await page.evaluate(async () => ({
        databases: (await indexedDB.databases()).map(({ name }) => name),
        local: Object.keys(localStorage),
        session: Object.keys(sessionStorage),
        cookies: document.cookie,
      }));
      assert.deepEqual(stored, { databases: ['inlay'], local: [], session: [], cookies: '' });
      assert.deepEqual(await world.events(), []);

      await agree(watched);
      await isReady(page);
      await cardOf(page).scrollIntoViewIfNeeded();
      assert.ok(await until(async () => (await world.events('wealth_card_exposed')).length > 0, 15));
      const events = await world.events();
      const [ready] = events.filter((event) => event.type === 'inlay.wealth_card_ready.v1');
      assert.deepEqual(ready?.data, {
        product: 'FN30D02A',
        placement: 'hotel-detail',
        verdict: ready?.data?.['verdict'],
        disclosure: ready?.data?.['disclosure'],
      });
      assert.ok(events.some((event) => event.type === 'inlay.session_started.v1'));
      clean(watched);
    });
  });

  test('a tap leaves for the bank’s page, the receipt is at the bank, and the back button brings the card back', async () => {
    await onPage({ first: notePlain }, async (watched) => {
      const { page } = watched;
      await openHotel(watched);
      await agree(watched);
      await isReady(page);
      await page.evaluate(() => addEventListener('pageshow', (event) => (restored = event.persisted)));
      const before = (await world.receipts()).length;
      await isPlain(openButton(page));
      // The receipt says that the customer looked for a second.
      await page.waitForTimeout(1300);
      await Promise.all([page.waitForURL(/\/h5\/products\/FN30D02A/), openButton(page).click()]);
      assert.equal(new URL(page.url()).origin, world.at);
      assert.match(await page.locator('h3').first().innerText(), /青禾理财/);
      const [receipt] = (await world.receipts()).slice(before);
      assert.equal(receipt?.placement, 'hotel-detail');
      assert.equal(receipt?.partner_id, 'lvtu');
      assert.equal(receipt?.visibility, '1');
      assert.ok(receipt && receipt.dwell_ms >= 1000 && Number(receipt.visible_ratio) > 0.3, JSON.stringify(receipt));
      assert.match(receipt.text_digest, /^[0-9a-f]{64}$/);
      assert.ok(await until(async () => (await world.events('wealth_card_opened')).length > 0, 10));
      const [opened] = (await world.events('wealth_card_opened')).slice(-1);
      assert.equal(opened?.data?.['visible'], true);

      await goBack(page, `${world.hotel.origin}/`);
      assert.equal(await page.evaluate(() => restored), true, 'the page came out of the back/forward cache');
      await isReady(page);
      assert.ok(await openButton(page).isEnabled());
      await isPlain(openButton(page));
      const before2 = (await world.receipts()).length;
      await Promise.all([page.waitForURL(/\/h5\/products\/FN30D02A/), openButton(page).click()]);
      assert.equal((await world.receipts()).length, before2 + 1, 'the button works again after the way back');
      clean(watched);
    });
  });

  for (const dark of [false, true]) {
    test(`X1 has no accessibility violation, ${dark ? 'dark' : 'light'}`, async () => {
      await onPage({ dark }, async (watched) => {
        await openHotel(watched);
        // Through DevTools, not a script tag: the page's own policy would refuse axe.
        const { result } = await watched.cdp.send('Runtime.evaluate', {
          expression: `${axe};axe.run({ resultTypes: ['violations'] }).then((r) => JSON.stringify(r.violations.map((v) => [v.id, ...v.nodes.map((n) => n.html + n.failureSummary)])))`,
          awaitPromise: true,
        });
        assert.deepEqual(JSON.parse(result.value as string), []);
      });
    });
  }
});

describe('pages of other kinds, by the bank’s own record of the contract', () => {
  const noteEnds = `globalThis.ledgerOf = () => globalThis[Symbol.for('inlay')].inlay.ledger(); globalThis.ends = []; for (const name of ['inlay-ready', 'inlay-error', 'inlay-empty'])
    addEventListener(name, ({ detail }) => ends.push([detail.widget, detail.reason || name, ...(detail.rules || [])]), true);`;
  const agreed = '?consent=service%20marketing%20experience';
  let weekly: RunningPartner;
  before(async () => {
    weekly = await startPartner({ id: 'chengwei', bank: world.bank, port: 0, keys: 'memory' });
  });
  after(() => weekly.stop());

  /** Opens a page and waits until so many of its widgets at least have come to an end. */
  async function open({ page }: Watched, url: string, count = 1): Promise<void> {
    await page.goto(url);
    assert.ok(await until(() => page.evaluate((count) => ends.length >= count, count), 15), url);
  }
  const endOf = ({ page }: Watched, widget: string) =>
    page.evaluate((name) => ends.find(([one]) => one === name), widget);
  const ledger = ({ page }: Watched) => page.evaluate(() => ledgerOf());
  const kept = async (partner: string) =>
    (await world.events()).filter(({ source }) => source.startsWith(`urn:inlay:${partner}:`)).length;

  /** The card is empty, moved nothing, and nothing of a product stands anywhere in the page. */
  async function isOff(watched: Watched): Promise<void> {
    const { page } = watched;
    assert.deepEqual(await endOf(watched, 'wealth-card'), ['wealth-card', 'hidden_by_policy', 'W18']);
    const { shown, all } = await cardOf(page).evaluate((card) => ({
      shown: card.shadowRoot!.textContent!.trim(),
      all: document.documentElement.textContent,
    }));
    assert.equal(shown, '');
    assert.doesNotMatch(all, /理财|业绩比较基准|风险等级/);
    assert.equal((await layoutShift(page)).page, 0);
    // The room it had is kept while giving it back would move what is on screen.
    await page.evaluate(() => (document.body.style.paddingTop = '4000px'));
    const height = () => cardOf(page).evaluate((card) => card.getBoundingClientRect().height);
    assert.ok(await until(async () => (await height()) === 0), `${await height()} px`);
  }

  test('W18 a cashier’s page that holds a card shows nothing of it; its events are counted like any page’s', async () => {
    await onPage({ first: noteEnds }, async (watched) => {
      await open(watched, world.hotel.contracts['lvtu-pay'] + '/' + agreed);
      await isOff(watched);
      assert.ok(await until(async () => (await kept('lvtu-pay')) > 0, 15));
      clean(watched);
    });
  });

  test('W18 T9 a page for minors shows nothing of it either, and tracks nobody though consent was given', async () => {
    await onPage({ first: noteEnds }, async (watched) => {
      const { page } = watched;
      const sent: string[] = [];
      page.on(
        'request',
        (request) => void (request.url().includes('/v1/events') && sent.push(request.postData() ?? '')),
      );
      await open(watched, weekly.contracts['chengwei-young'] + '/' + agreed, 2);
      await isOff(watched);
      assert.deepEqual(await endOf(watched, 'app-banner'), ['app-banner', 'inlay-ready']);
      // Two widgets have ended, and what each would have told is refused, not kept for later.
      assert.ok(await until(async () => (await ledger(watched)).denied >= 2), JSON.stringify(await ledger(watched)));
      assert.equal((await ledger(watched)).waiting, 0);
      await page.goto('about:blank');
      assert.doesNotMatch(sent.join(), /wealth_card|app_banner/);
      assert.equal(await kept('chengwei-young'), 0);
    });
  });

  test('W18 a product of some regions is shown where the contract’s customers are in one of them, and nowhere else', async () => {
    const html = `<!doctype html><title>地区</title><!-- part:inlay -->
      <inlay-wealth-card product="QS90P06C" placement="region"></inlay-wealth-card>`;
    const ended: unknown[] = [];
    for (const partner of [weekly, world.hotel]) {
      partner.page('/region', html);
      await onPage({ first: noteEnds }, async (watched) => {
        await open(watched, `${partner.origin}/region`);
        ended.push(await endOf(watched, 'wealth-card'));
      });
    }
    assert.deepEqual(ended, [
      ['wealth-card', 'inlay-ready'],
      ['wealth-card', 'region_not_served', 'W18'],
    ]);
  });

  test('R9 a place that the bank pays for is marked as an advertisement, X2 and is not there in elder mode', async () => {
    await onPage({ first: noteEnds }, async (watched) => {
      const { page } = watched;
      await open(watched, `${weekly.origin}/`);
      await page.locator('inlay-app-banner').scrollIntoViewIfNeeded();
      const ad = page.locator('inlay-app-banner .ad');
      await ad.waitFor();
      assert.equal(await ad.innerText(), '广告');
      await page.evaluate(() => inlay.update({ mode: 'elder' }));
      assert.ok(await until(async () => (await ad.count()) === 0));
      const all = await page.evaluate(() => ends.filter(([widget]) => widget === 'app-banner').map(([, what]) => what));
      assert.deepEqual(all, ['inlay-ready', 'hidden_by_policy']);
      clean(watched);
    });
  });
});

declare let restored: boolean;
declare const ends: [widget: string, ...what: string[]][];
declare const inlay: Pick<Inlay, 'update'>;
declare const ledgerOf: Inlay['ledger'];
