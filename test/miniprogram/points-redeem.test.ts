import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import type { PointsRedeemView } from '../../src/core/models/points-redeem.ts';
import { createPointsBank, mixedItem, orderItem, sampleItem } from '../support/rewards.ts';
import { openCounter, type Counter, type Hear } from './counter.ts';
import { textOf, until } from './stage.ts';

let counter: Counter;
afterEach(() => counter.close());

/** A native redemption of a signed-in customer, and the bank behind it. */
async function points(item = sampleItem(), properties: Record<string, unknown> = {}, hear?: Hear) {
  const { fake, bank } = createPointsBank();
  bank.item = item;
  counter = openCounter(fake);
  const component = counter.place('points-redeem', { item: item.id, ...properties }, hear);
  const view = () => component.data.view as PointsRedeemView;
  await until(() => counter.inlay.session.getState().level === 'partner', 'the session');
  await until(() => view() && component.data.status === 'ready' && bank.quotas.length, 'the item');
  return { fake, bank, component, view };
}

const button = '.foot .button';

test('P1 a native redemption shows price, caps with their day, and every rule without a tap', async () => {
  const { component, view } = await points();
  await until(() => view().caps[0]?.includes('恢复'), 'the caps as used');
  const text = textOf(component);
  const { rules, price, caps, by, action } = view();
  const words = [by, '大杯拿铁兑换券', price.points, price.unit, ...caps, action!.label, action!.hint];
  for (const word of words.concat(rules.facts.flatMap(({ label, value }) => [label, value])))
    assert.ok(text.includes(word.replace(/\s+/g, ' ').trim()), `${word} in ${text}`);
});

test('P5 no balance, no code and no confirmation in a partner’s mini-program', async () => {
  const { fake, component, view } = await points(sampleItem(), { quote: 'q-1.sig' });
  assert.equal(view().balance, undefined);
  assert.equal(view().code, undefined);
  assert.doesNotMatch(textOf(component), /余额：|8,800/);
  assert.ok(!fake.requests.some(({ path }) => /balance|redemptions/.test(path) && !path.includes('?')));
});

test('the number goes up and down by its buttons and stops at its ends', async () => {
  const { component, view } = await points();
  await until(() => view().choice?.most === 2, 'what is left of the caps');
  const [less, more] = component.querySelectorAll('.way');
  more!.dispatchEvent('tap');
  await until(() => view().choice!.value === 2, 'two pieces');
  assert.match(textOf(component), /合计.*5,200/);
  more!.dispatchEvent('tap');
  less!.dispatchEvent('tap');
  await until(() => view().choice!.value === 1, 'one piece again');
  less!.dispatchEvent('tap');
  more!.dispatchEvent('tap');
  await until(() => view().choice!.value === 2, 'two pieces again');
});

test('P2 the one button leaves for the bank’s page with a signed quote, by the page with the web-view', async () => {
  const opened: string[] = [];
  const { component } = await points();
  counter.double.wx.navigateTo = ({ url, success }: { url: string; success?: () => void }) => {
    opened.push(url);
    success?.();
  };
  component.tap(button);
  component.tap(button);
  await until(() => opened.length, 'the bank’s page');
  assert.deepEqual(opened, ['/pages/bank/index']);
  const [[, detail]] = component.events.filter(([name]) => name === 'inlay-points-open') as [[string, object]];
  assert.deepEqual(
    { ...detail, preventDefault: undefined },
    {
      ...{ widget: 'points-redeem', item: 'LATTE-26', quantity: 1, points: 2600, moneyFen: 0, placement: 'test' },
      preventDefault: undefined,
    },
  );
});

test('a page that prevents it goes its own way: nothing is quoted, nothing opened', async () => {
  const hear: Hear = (name, detail) => {
    if (name === 'inlay-points-open') (detail.preventDefault as () => void)();
  };
  const { fake, component } = await points(mixedItem(), {}, hear);
  assert.match(textOf(component), /1,200 ?积分 ?\+ 9\.90元/);
  component.tap(button);
  await until(() => component.events.some(([name]) => name === 'inlay-points-open'), 'the tap');
  await until(() => component.data.status === 'ready', 'the button to be free');
  assert.ok(!fake.requests.some(({ method, path }) => method === 'POST' && path.includes('/quotes')));
});

test('an order of the partner’s: what the points take off it is shown', async () => {
  const { component, view } = await points(orderItem(), { order: 'O-1', amount: '8000' });
  assert.ok(view().choice!.most > view().choice!.least);
  assert.match(textOf(component), /5\.00元/);
});

test('P3 what the bank says came of it is shown on return, and the page is told', async () => {
  const { bank, component, view } = await points();
  counter.double.wx.navigateTo = ({ success }: { success?: () => void }) => success?.();
  component.tap(button);
  await until(() => bank.quotes.size && component.data.status === 'ready', 'the quote');
  const [quote] = bank.quotes.values();
  bank.redemptions.set(quote!.id, {
    ...{ id: 'r-1', quote: quote!.id, item: 'LATTE-26', points: 2600, moneyFen: 0, status: 'confirmed' },
    ...{ receipt: 'R20261122001', at: '2026-11-22T10:00:05+08:00' },
  });
  counter.double.show();
  await until(() => view().outcome?.kind === 'done', 'the outcome');
  assert.match(textOf(component), /R20261122001/);
  await until(() => component.events.some(([name]) => name === 'inlay-points-redeemed'), 'the event');
});

test('sold out: the button says nothing can be done and does nothing', async () => {
  const { fake, component, view } = await points(sampleItem({ status: 'sold_out' }));
  assert.equal(view().action!.enabled, false);
  assert.ok(component.querySelector('.foot .off'));
  component.tap(button);
  component.instance.act!({ type: 'tap' });
  await until(() => !component.events.some(([name]) => name === 'inlay-points-open'), 'nothing');
  assert.ok(!fake.requests.some(({ method, path }) => method === 'POST' && path.includes('/quotes')));
});
