import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { startBank, type RunningBank } from '../../demo/bank/start.ts';
import type { Consent } from '../../src/core/ports.ts';
import { startSite, type Site } from '../support/pages.ts';
import { makeProfile, startKillable, type KillableBrowser } from './killable-browser.ts';

const all: Consent = { service: 'granted', marketing: 'granted', experience: 'granted' };
const blank = '<!doctype html><meta charset="utf-8"><title>away</title>';
let bank: RunningBank;
let site: Site;
let profile: Awaited<ReturnType<typeof makeProfile>>;
let browser: KillableBrowser;

before(async () => {
  site = await startSite('hotel');
  bank = await startBank({ port: 0, data: 'memory', sandbox: true });
  const partner = { id: 'lvtu', name: { 'zh-CN': '旅途' }, jwks: { keys: [] }, returnUrl: null } as const;
  await bank.register({ ...partner, jwks: { keys: [] }, origins: [site.origin], status: 'active' } as never);
  const entry = new URL('tracking-page.ts', import.meta.url).pathname;
  const { outputFiles } = await build({ entryPoints: [entry], bundle: true, write: false, format: 'iife' });
  site.put('/tracking.js', { body: outputFiles[0]!.text, type: 'text/javascript' });
  site.put('/', `${blank.replace('away', 'home')}<link rel="icon" href="data:,"><script src="/tracking.js"></script>`);
  site.put('/away', blank);
});
after(async () => {
  await site.close();
  await bank.stop();
});
beforeEach(async () => {
  bank.bank.faults.set([]);
  await bank.bank.db.deleteFrom('event_log').execute();
  profile = await makeProfile();
  browser = await startKillable(profile.path);
});
afterEach(async () => {
  await browser.close().catch(() => undefined);
  await profile.remove();
});

async function open(consent: Partial<Consent> = all, first?: string): Promise<Page> {
  const page = await browser.context.newPage();
  if (first) await page.addInitScript(first);
  await page.goto(site.origin);
  await begin(page, consent);
  if (!first) await page.waitForFunction(() => window.tracked.ledger().storage === 'indexeddb');
  return page;
}

const begin = (page: Page, consent: Partial<Consent> = all) =>
  page.evaluate(([gateway, given]) => window.tracked.begin(gateway, given), [bank.origin, consent] as const);

/** Numbers of the events in the bank's table. */
async function arrived(): Promise<number[]> {
  const rows = await bank.bank.db.selectFrom('event_log').select('data').execute();
  return rows.map((row) => +String((row.data as { product: string }).product).slice(1)).sort((a, b) => a - b);
}

/** Waits until so many events are there, for at most so many seconds, and answers the missing numbers. */
async function missing(count: number, seconds = 15): Promise<number[]> {
  for (let turn = 0; turn < seconds * 10; turn++) {
    if ((await arrived()).length >= count) break;
    await wait(100);
  }
  const there = new Set(await arrived());
  return Array.from({ length: count }, (_, i) => i).filter((i) => !there.has(i));
}

const ledger = (page: Page) => page.evaluate(() => window.tracked.ledger());
const refuse = (status: number, count?: number) =>
  bank.bank.faults.set([{ prefix: '/v1/events', method: 'POST', status, count }]);

test('T1 before consent a real page has asked nothing of the gateway and stored nothing', async () => {
  const page = await browser.context.newPage();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).origin));
  await page.goto(site.origin);
  await page.evaluate((gateway) => (window.tracked.begin(gateway, {}), window.tracked.burst(0, 20)), bank.origin);
  await wait(3000);
  const stored = await page.evaluate(async () => [
    (await indexedDB.databases()).length,
    localStorage.length,
    sessionStorage.length,
    document.cookie.length,
    (await caches.keys()).length,
  ]);
  await page.goto(`${site.origin}/away`);
  assert.deepEqual(stored, [0, 0, 0, 0, 0]);
  assert.deepEqual([...new Set(asked)], [site.origin]);
  await wait(500);
  assert.deepEqual(await arrived(), []);
});

test('leaving in the task of the last event loses nothing', async () => {
  const page = await open();
  await page.evaluate(() => {
    window.tracked.burst(0, 20);
    location.href = '/away';
  });
  assert.deepEqual(await missing(20), []);
});

test('a closed tab loses nothing', async () => {
  const page = await open();
  await page.evaluate(() => window.tracked.burst(0, 20));
  await page.close();
  assert.deepEqual(await missing(20), []);
});

test('a thousand events and a reload: what no beacon had room for comes with the next page', async () => {
  const page = await open();
  refuse(503);
  await page.evaluate(() => window.tracked.burst(0, 1000));
  await page.reload();
  bank.bank.faults.set([]);
  await begin(page);
  assert.deepEqual(await missing(1000, 30), []);
});

test('T23 offline for some seconds: everything arrives soon after', async () => {
  const page = await open();
  await browser.context.setOffline(true);
  await page.evaluate(() => window.tracked.burst(0, 20));
  await wait(4000);
  assert.deepEqual(await arrived(), []);
  assert.equal((await ledger(page)).waiting, 20);
  await browser.context.setOffline(false);
  assert.deepEqual(await missing(20), []);
});

test('T23 three answers of 500 only delay', async () => {
  const page = await open();
  refuse(500, 3);
  await page.evaluate(() => window.tracked.burst(0, 20));
  assert.deepEqual(await missing(20, 30), []);
});

for (const [name, script] of [
  ['undefined', `Object.defineProperty(window, 'indexedDB', { value: undefined })`],
  ['denied', `IDBFactory.prototype.open = () => { throw new DOMException('denied', 'SecurityError'); }`],
  ['throwing by being looked at', `Object.defineProperty(window, 'indexedDB', { get() { throw new Error('no'); } })`],
]) {
  test(`T22 storage ${name}: events arrive from memory and the ledger says so`, async () => {
    const page = await open(all, script);
    await page.evaluate(() => window.tracked.burst(0, 20));
    assert.deepEqual(await missing(20), []);
    assert.equal((await ledger(page)).storage, 'memory');
  });
}

test('a browser killed 100 ms after the last event has kept all of them for the next visit', async () => {
  for (let round = 0; round < 3; round++) {
    refuse(503);
    const page = await open();
    await page.evaluate(([from]) => window.tracked.burst(from, 10), [round * 10] as const);
    await wait(100);
    await browser.kill();
    assert.equal((await arrived()).length, round * 10);
    bank.bank.faults.set([]);
    browser = await startKillable(profile.path);
    await open();
    assert.deepEqual(await missing((round + 1) * 10), [], `round ${round}`);
    await browser.close();
    browser = await startKillable(profile.path);
  }
});

test('two tabs: each event is sent once', async () => {
  const asked: number[] = [];
  browser.context.on('request', (request) => {
    if (request.url().includes('/v1/events?')) asked.push(JSON.parse(request.postData() ?? '[]').length);
  });
  const one = await open();
  const two = await open();
  for (let i = 0; i < 3; i++) {
    await one.evaluate(([from]) => window.tracked.burst(from, 10), [i * 20] as const);
    await two.evaluate(([from]) => window.tracked.burst(from, 10), [i * 20 + 10] as const);
    await wait(700);
  }
  assert.deepEqual(await missing(60), []);
  await wait(2500);
  assert.equal(
    asked.reduce((sum, count) => sum + count, 0),
    60,
  );
  for (const page of [one, two]) assert.equal((await ledger(page)).waiting, 0);
});

test('T25 a page that comes back by the back button goes on, and sends nothing acknowledged again', async () => {
  const page = await open();
  await page.evaluate(() => {
    addEventListener('pageshow', (event) => ((window as { back?: boolean }).back = event.persisted));
    window.tracked.burst(0, 10);
  });
  assert.deepEqual(await missing(10), []);
  await wait(300);
  const sent = (await ledger(page)).sent;
  await page.evaluate(() => window.tracked.burst(10, 1));
  await page.goto(`${site.origin}/away`);
  await page.goBack({ waitUntil: 'commit' });
  assert.equal(await page.evaluate(() => (window as { back?: boolean }).back), true, 'the page was kept');
  await page.evaluate(() => window.tracked.burst(11, 4));
  assert.deepEqual(await missing(15), []);
  await wait(2500);
  const after = await ledger(page);
  assert.equal(after.waiting, 0);
  assert.equal(after.sent - sent, 6, 'one by beacon, the same one again for its receipt, and four new ones');
});

test('T8 a page whose origin the bank does not know for this partner is refused, and says so', async () => {
  const stranger = await startSite('stranger');
  stranger.put('/', `${blank}<script src="${site.origin}/tracking.js"></script>`);
  try {
    const page = await browser.context.newPage();
    await page.goto(stranger.origin);
    await page.evaluate(([gateway, given]) => (window.tracked.begin(gateway, given), window.tracked.burst(0, 5)), [
      bank.origin,
      all,
    ] as const);
    await wait(4000);
    assert.deepEqual(await arrived(), []);
    assert.equal((await ledger(page)).acknowledged, 0);
  } finally {
    await stranger.close();
  }
});

test('a burst of 1,000 on a slow device: what one event costs (figures only)', async (t) => {
  const page = await open();
  const session = await browser.context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  const spent = await page.evaluate(() => {
    const begin = performance.now();
    window.tracked.burst(0, 1000);
    return performance.now() - begin;
  });
  t.diagnostic(`${spent.toFixed(0)} µs of track() per event at 4× throttle`);
  assert.deepEqual(await missing(1000, 40), []);
});
