import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bringLate, lateParts, retryLate, setLateLoader, whenLate } from '../../src/core/late.ts';
import { createWealthCard, type WealthCardView } from '../../src/core/models/wealth-card.ts';
import { createFakeInlay, refusal, settle } from '../support/fake-inlay.ts';

type LatePage = typeof import('../../src/core/after-paint.ts');

// One page in order: a module remembers that the parts have come.
let arrive: () => Promise<void>;
let loads = 0;
setLateLoader(() => {
  loads++;
  return new Promise((resolve, reject) => {
    arrive = async () => {
      if (loads < 3) reject(new Error('offline'));
      else resolve(await import('../../src/core/after-paint.ts'));
      await settle();
    };
  });
});
const seen = { dwell: 2000, ratio: 1, visible: true };
const fake = createFakeInlay();
fake.answer('/v1/products/GONE', refusal('not_found'));
const mount = (product: string) => createWealthCard(fake.inlay, { product, placement: 'p' }, () => true);

test('nothing is sent for before a card has shown what it has; a failed load costs nothing but the button', async () => {
  const card = mount('FN30D02A');
  assert.equal(loads, 0);
  await settle();
  assert.equal(card.getState().status, 'ready');
  assert.equal(loads, 1);
  await arrive();
  assert.equal(lateParts(), undefined);
  assert.equal(card.getState().status, 'ready');
  card.destroy();
});

test('the network is back: what could not be had is sent for again, by the card that still waits', async () => {
  const card = mount('FN30D02A');
  await settle();
  assert.equal(loads, 2);
  await arrive();
  assert.equal(lateParts(), undefined);
  retryLate();
  assert.equal(loads, 3);
  retryLate();
  assert.equal(loads, 3);
  card.destroy();
});

test('the card is whole but for its line, a tap sends again and acts when the parts are there', async () => {
  const card = mount('FN30D02A');
  await settle();
  assert.equal(loads, 3);
  const view = () => (card.getState() as { view: WealthCardView }).view;
  assert.deepEqual(view().performance!.chart!.points, []);
  assert.ok(view().performance!.chart!.from);
  const gone = mount('GONE');
  await settle();
  assert.equal((gone.getState() as { text: string }).text, '产品信息暂时无法显示。');
  await card.open(seen, true);
  assert.equal(fake.navigations.length, 0);
  await arrive();
  assert.equal(loads, 3);
  assert.ok(view().performance!.chart!.points.length > 1);
  assert.match(view().performance!.chart!.summary, /^单位净值/);
  assert.equal((gone.getState() as { text: string }).text, '没有找到该产品。');
  assert.equal(fake.navigations.length, 1);
  [card, gone].forEach((one) => one.destroy());
});

test('once they are here, everything happens at once', async () => {
  let called = false;
  whenLate(() => (called = true));
  assert.ok(called);
  assert.equal(await bringLate<LatePage>(), lateParts());
});
