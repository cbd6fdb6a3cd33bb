import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import type { Inlay } from '../../src/core/inlay.ts';
import { gateway, sampleBank } from './bank.ts';
import { mount, sdk, until, type Rendered } from './stage.ts';
import { createWx, type WxDouble } from './wx.ts';

/** An observer that a component made, and what it hears. */
interface Watch {
  margins: Record<string, number> | undefined;
  move?: (entry: object) => void;
  open: boolean;
}

let double: WxDouble;
let inlay: Inlay;

beforeEach(() => {
  double = createWx();
  double.bank = sampleBank().answer;
  inlay = sdk().init({ partner: 'lvtu', gateway });
});
afterEach(() => inlay.destroy());

/** A card whose observers the test moves. */
function card(properties: Record<string, unknown>): { component: Rendered; watches: Watch[] } {
  const component = mount('wealth-card', { product: 'FN30D02A', loading: '', ...properties });
  const watches: Watch[] = [];
  component.instance.createIntersectionObserver = () => {
    const watch: Watch = { margins: undefined, open: true };
    watches.push(watch);
    return {
      relativeToViewport(margins?: Record<string, number>) {
        watch.margins = margins;
        return { observe: (_: string, move: (entry: object) => void) => void (watch.move = move) };
      },
      disconnect: () => void (watch.open = false),
    };
  };
  return { component, watches };
}

const entry = (ratio: number) => ({
  intersectionRatio: ratio,
  intersectionRect: { height: ratio * 300 },
  relativeRect: { top: 0, bottom: 700, left: 0, right: 375 },
});
const asked = () => double.requests.filter(({ path }) => path.startsWith('/v1/products'));
const turns = async () => {
  for (let n = 0; n < 20; n++) await new Promise((resume) => setImmediate(resume));
};
const open = (watches: Watch[]) => watches.filter((watch) => watch.open).length;

test('a native card asks the bank nothing until it comes within 600 px of the viewport, as on a page', async () => {
  const { component, watches } = card({});
  const near = await until(() => watches[0]?.move && watches[0], 'it is watched');
  assert.deepEqual(near.margins, { top: 600, right: 600, bottom: 600, left: 600 });
  near.move!(entry(0));
  component.setData({ theme: 'dark' });
  await turns();
  assert.deepEqual([asked().length, component.data.status, watches.length], [0, 'waiting', 1]);
  near.move!(entry(0.01));
  await until(() => component.data.status === 'ready', 'the product');
  assert.deepEqual([asked().length, near.open], [1, false]);
  // Now its exposure is watched, and that ends with it.
  await until(() => watches.length === 2, 'it is watched for its exposure');
  assert.equal(open(watches), 1);
  component.detach();
  assert.equal(open(watches), 0);
});

test('once it has come it stays: another product in it loads wherever it is', async () => {
  const { component, watches } = card({});
  (await until(() => watches[0]?.move, 'it is watched'))(entry(1));
  await until(() => component.data.status === 'ready', 'the product');
  component.setData({ product: 'NONE' });
  await until(() => component.data.status === 'error', 'the other product');
  assert.equal(asked().length, 2);
  component.detach();
  assert.equal(open(watches), 0);
});

test('a native card that is eager asks at once, and one that becomes so', async () => {
  const first = card({ loading: 'eager' });
  await until(() => first.component.data.status === 'ready', 'the first');
  const second = card({});
  await until(() => second.watches.length, 'it is watched');
  second.component.setData({ loading: 'eager' });
  await until(() => second.component.data.status === 'ready', 'the second');
  for (const { component, watches } of [first, second]) {
    assert.ok(
      watches.every(({ margins, open }) => !margins || !open),
      'nothing waits for it to come near',
    );
    component.detach();
    assert.equal(open(watches), 0);
  }
});

test('a native card that leaves before it came near leaves no observer and has asked nothing', async () => {
  const { component, watches } = card({});
  const near = await until(() => watches[0]?.move && watches[0], 'it is watched');
  component.detach();
  assert.equal(near.open, false);
  near.move!(entry(1));
  await turns();
  assert.deepEqual([asked().length, watches.length], [0, 1]);
});

test('where a runtime has no observer a native card loads at once', async () => {
  const component = mount('wealth-card', { product: 'FN30D02A', loading: '' });
  component.instance.createIntersectionObserver = undefined as never;
  await until(() => component.data.status === 'ready', 'the product');
  component.detach();
});
