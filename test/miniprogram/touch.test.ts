import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { createFakeInlay } from '../support/fake-inlay.ts';
import type { Pair } from '../support/pair-page.ts';
import { drawPair, pairPage, pairScripts } from '../support/pairs.ts';
import { openCounter, type Counter } from './counter.ts';
import { textOf, until } from './stage.ts';

const scripts = pairScripts('src/miniprogram');
let counter: Counter | undefined;
afterEach(() => {
  counter?.close();
  counter = undefined;
});

declare const handled: [handler: string, type: string][];

const touches: [what: string, pair: Pair, target: string, handler: string, type: string][] = [
  ['the coupon’s button', { widget: 'coupon-claim', state: 'claimable' }, 'coupon-claim--button', 'act', 'tap'],
  ['the way to the rules', { widget: 'coupon-claim', state: 'claimable' }, 'coupon-claim--read', 'read', 'tap'],
  ['the redemption’s button', { widget: 'points-redeem' }, 'points-redeem--button', 'act', 'tap'],
  ['less', { widget: 'points-redeem' }, 'points-redeem--way', 'less', 'tap'],
  ['the banner’s button', { widget: 'app-banner' }, 'app-banner--button', 'open', 'tap'],
  ['the banner’s cross', { widget: 'app-banner' }, 'app-banner--close', 'close', 'tap'],
  ['the card’s button', { widget: 'wealth-card' }, 'wealth-card--button', 'open', 'tap'],
  ['the card’s line', { widget: 'wealth-card' }, 'wealth-card--frame', 'trace', 'touchstart'],
];

for (const [what, pair, target, handler, type] of touches)
  test(`a finger on ${what} reaches its handler through WeChat's view engine`, async () => {
    const page = await pairPage(await scripts, 375);
    await drawPair(page, pair);
    await page.locator(`#mini .native-${target}`).first().tap();
    await page.waitForFunction(() => handled.length > 0);
    assert.deepEqual((await page.evaluate(() => handled))[0], [handler, type]);
    await page.context().close();
  });

test('a finger on the line moves the marker to the nearest value, which is said', async () => {
  counter = openCounter(createFakeInlay());
  const card = counter.place('wealth-card', { product: 'FN30D02A' });
  await until(() => card.data.line, 'the line');
  const { places } = card.data.line as { places: { left: string; label: string[] }[] };
  card.instance.createSelectorQuery = () => ({
    select: () => ({
      boundingClientRect: (hear: (box: object) => void) => ({ exec: () => hear({ left: 20, width: 300 }) }),
    }),
  });
  const says = (place?: { label: string[] }) => textOf(card).includes(place!.label.join(''));
  card.instance.trace!({ touches: [{ clientX: 20 }] });
  await until(() => says(places[0]), 'the first value');
  card.instance.trace!({ touches: [{ clientX: 320 }] });
  await until(() => says(places.at(-1)), 'the last value');
  assert.ok(card.querySelector('.marker'));
});
