import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { decide, readPolicy, type PolicyQuery } from '../../src/core/verdict.ts';
import { channelsOf } from '../../demo/bank/channels.ts';
import { rfc3339 } from '../../demo/bank/clock.ts';
import { findPartner } from '../../demo/bank/partners.ts';
import { explain } from '../../demo/playground/panels/explain.ts';
import type { PlayStage } from '../../demo/playground/stage/stage.ts';
import { until, type Watched } from '../support/browser.ts';
import { lend, startWalk, unhurt } from '../support/walk.ts';

const demo = await startWalk();
const { origin } = demo.playground;
const desk = { width: 1280, height: 900 };
const agreed = encodeURIComponent('service marketing experience');

/** Opens a scene with a panel beside it. */
const beside = (place: string, panel: string, look: (watched: Watched) => Promise<void>, more = `&consent=${agreed}`) =>
  lend(desk, async (watched) => {
    await watched.page.goto(`${origin}/scenes/${place}?panel=${panel}${more}`);
    await look(watched);
    // What would have left the frame is refused by its sandbox, and Chromium says so.
    watched.problems.console = watched.problems.console.filter((line) => !/initiate navigation/.test(line));
    unhurt(watched);
  });
const ask = <T>(page: Page, question: string, about?: unknown) =>
  page.evaluate(
    ([question, about]) => (document.querySelector('play-stage') as PlayStage).ask(question as string, about),
    [question, about],
  ) as Promise<T>;
const figure = async (page: Page, name: string) => Number(await page.locator(`[data-count=${name}] dd`).textContent());

describe('a panel beside a page', { concurrency: 2 }, () => {
  test('ledger: its figures are the tracker’s and the bank’s own, and a refusal drops what comes after', () =>
    beside('travel/hotel', 'ledger', async ({ page }) => {
      await page.locator('[data-count=acknowledged]').waitFor();
      assert.ok(await until(async () => (await figure(page, 'acknowledged')) >= 2, 15));
      const ledger = await ask<Record<string, number>>(page, 'ledger');
      for (const name of ['queued', 'sent', 'acknowledged', 'denied', 'rejected']) {
        assert.equal(await figure(page, name), ledger[name], name);
      }
      const inSink = await ask<unknown[]>(page, 'sink');
      assert.equal(Number(await page.locator('[data-sink]').textContent()), inSink.length);
      const { db } = demo.bank.bank;
      const arrived = await db
        .selectFrom('event_log')
        .select((row) => row.fn.countAll<string>().as('n'))
        .executeTakeFirst();
      assert.ok(Number(arrived!.n) >= ledger.acknowledged!, 'the bank has what it acknowledged');
      await page.getByRole('button', { name: '全部拒绝' }).click();
      // The card comes before the customer's eyes: an exposure that may not be told.
      await ask(page, 'show', { tag: 'inlay-wealth-card', key: 'FN30D02A' });
      assert.ok(await until(async () => (await figure(page, 'denied')) > 0));
    }));

  test('why: the verdict and the rule are those of the bank itself', () =>
    beside('travel/hotel', 'why', async ({ page }) => {
      const verdict = page.locator('.verdict[data-rule]');
      await verdict.waitFor();
      await page.locator('.pairs dd', { hasText: 'wealth.fixed_income' }).waitFor();
      const query = new URLSearchParams({
        partner: 'lvtu',
        productClass: 'wealth.fixed_income',
        placement: 'hotel-detail',
      });
      const said = await fetch(`${demo.bank.internal}/sandbox/verdict?${query}`);
      const { verdict: own, rule } = (await said.json()) as { verdict: string; rule: string };
      assert.deepEqual(
        [await verdict.getAttribute('data-verdict'), await verdict.getAttribute('data-rule')],
        [own, rule],
      );
      assert.equal(await page.locator('.rules .decides b').textContent(), rule);
    }));

  test('session: level, scope and expiry, and no token', () =>
    beside('travel/hotel', 'session', async ({ page }) => {
      await page.locator('[data-level=partner][data-status=active]').waitFor();
      const text = (await page.locator('#panel').textContent())!;
      assert.match(text, /范围\s*partner/);
      assert.match(text, /\d+ 秒后/);
      const { rows } = { rows: await demo.bank.bank.db.selectFrom('access_token').select('hash').execute() };
      for (const { hash } of rows) assert.ok(!text.includes(hash));
      assert.doesNotMatch(text, /eyJ|[\w-]{40,}/);
    }));

  test('attribution: a token counts at the bank, a tampered one does not', () =>
    beside('travel/hotel', 'attribution', async ({ page }) => {
      await page.locator('[data-attribution=none]').waitFor();
      await page.getByRole('link', { name: '带一个归因码打开' }).click();
      await page.locator('[data-attribution=counts]').waitFor();
      await page.locator('.pairs dd', { hasText: 'poster-0712' }).waitFor();
      await page.getByRole('link', { name: '改动一位再打开' }).click();
      await page.locator('[data-attribution=tampered]').waitFor();
    }));

  test('disclosure: every rule is met and every text of the law is before the customer’s eyes', () =>
    beside('food/menu', 'disclosure', async ({ page }) => {
      await page.locator('[data-musts] [data-fine=true]').nth(8).waitFor();
      assert.ok(await until(async () => (await page.locator('[data-fine=false]').count()) === 0));
      assert.equal(await page.locator('[data-broken]').getAttribute('data-broken'), '');
    }));

  test('data inventory: what is marked as sent is what the page’s own sink got', () =>
    beside('travel/order', 'inventory', async ({ page }) => {
      assert.ok(await until(async () => (await page.locator('details.sent').count()) > 1, 15));
      const names = new Set((await ask<{ name: string }[]>(page, 'sink')).map(({ name }) => name));
      await until(async () => (await page.locator('details.sent').count()) === names.size);
      const marked = await page.locator('details.sent').evaluateAll((all) => all.map((one) => one.dataset.event!));
      assert.deepEqual(marked.sort(), [...names].sort());
    }));

  test('CSP: the policy in force, without a violation', () =>
    beside('article/coffee', 'csp', async ({ page }) => {
      await page.locator('[data-violations="0"]').waitFor();
      await page.locator('.directives dt', { hasText: 'require-trusted-types-for' }).waitFor();
      const directives = await page.locator('.directives dt').allTextContents();
      const policy = await ask<string>(page, 'csp');
      assert.deepEqual(
        directives.map((one) => one.trim()),
        policy.split(';').map((one) => one.trim().split(' ')[0]),
      );
    }));

  test('load: sizes and timings are those the browser measured', () =>
    beside('travel/hotel', 'load', async ({ page }) => {
      const total = page.locator('[data-sdk]');
      assert.ok(await until(async () => Number(await total.getAttribute('data-sdk').catch(() => 0)) > 10_000, 15));
      const frame = page.frames()[1]!;
      assert.ok(
        await until(async () => {
          const measured = await frame.evaluate(() =>
            (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
              .filter(({ name }) => name.includes('/inlay/'))
              .reduce((sum, { transferSize }) => sum + transferSize, 0),
          );
          return Number(await total.getAttribute('data-sdk')) === measured;
        }),
      );
    }));
});

describe('the policy explainer', () => {
  test('names for every channel, host, class, verb and day the rule that the evaluator decides by', async () => {
    const { bank } = demo.bank;
    let asked = 0;
    for (const id of ['lvtu', 'weishi', 'chengwei', 'qinghe']) {
      const partner = (await findPartner(bank, id))!;
      const document = await channelsOf(bank, partner, id === 'qinghe' ? 'bank' : 'partner');
      // Without an end, so that days of the past are asked as well.
      const policy = readPolicy({ ...document, expiresAt: '2099-01-01T00:00:00+08:00' }, id);
      for (const day of ['2025-06-01', '2025-07-10', '2025-07-31', '2025-09-11', '2026-12-15', '2027-01-01']) {
        const now = Date.parse(`${day}T00:00:00+08:00`);
        for (const host of ['browser', 'wechat']) {
          for (const productClass of ['wealth.fixed_income', 'wealth.mixed', 'fund', 'coupon', 'app', 'corporate']) {
            for (const verb of ['show', 'buy', 'claim'] as const) {
              const query: PolicyQuery = { host, productClass, verb, account: 'qinghe-corporate' };
              const { verdict, rules, without } = explain(policy, query, now);
              assert.deepEqual(verdict, decide(policy, query, now));
              const deciding = rules.filter((one) => one.decides).map(({ rule }) => rule.id);
              const about = `${id} ${rfc3339(now)} ${host} ${productClass} ${verb}`;
              assert.deepEqual(deciding, without ? [] : [verdict.rule], about);
              asked++;
            }
          }
        }
      }
    }
    assert.ok(asked > 500);
  });
});
