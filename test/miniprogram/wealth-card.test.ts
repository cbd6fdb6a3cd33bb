import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import type { Inlay } from '../../src/core/inlay.ts';
import { gateway, sampleBank } from './bank.ts';
import { mount, sdk, textOf, until, type Rendered } from './stage.ts';
import { createWx, type WxDouble } from './wx.ts';

let double: WxDouble;
let bank: ReturnType<typeof sampleBank>;
let inlay: Inlay | undefined;
let standing: Rendered[] = [];

beforeEach(() => {
  double = createWx();
  bank = sampleBank();
  double.bank = bank.answer;
});

afterEach(() => {
  standing.forEach((component) => component.detach());
  standing = [];
  inlay?.destroy();
  inlay = undefined;
});

const start = (more: object = {}) => (inlay = sdk().init({ partner: 'lvtu', gateway, ...more }));

function card(properties: Record<string, unknown>): Rendered & { events: string[] } {
  const component = mount('wealth-card', properties);
  standing.push(component);
  const events: string[] = [];
  for (const name of ['inlay-ready', 'inlay-empty', 'inlay-error', 'inlay-product-open']) {
    component.addEventListener(name, ({ detail }) => void events.push(`${name} ${JSON.stringify(detail)}`));
  }
  return Object.assign(component, { events });
}

test('a native card draws a product from what the bank answers wx.request', async () => {
  start();
  const component = card({ product: 'FN30D02A', placement: 'hotel' });
  await until(() => component.data.status === 'ready', 'ready');
  const text = textOf(component);
  assert.match(text, /青禾理财“丰年”固收类30天最短持有期2号净值型理财产品A份额/);
  assert.match(text, /业绩比较基准.*2\.20%–2\.80%/);
  assert.match(text, /前往青禾银行|去青禾银行|青禾银行/);
  assert.match(text, /▲ \+3\.42%/);
  assert.deepEqual(component.events, ['inlay-ready {"widget":"wealth-card"}']);
  assert.deepEqual(double.requests.map(({ method, path }) => `${method} ${path}`).sort(), [
    'GET /v1/channel-policy?partner=lvtu',
    'GET /v1/products/FN30D02A?partner=lvtu&locale=zh-CN',
  ]);
});

test('a card that came before init waits for it, and one in another language speaks it', async () => {
  const component = card({ product: 'FN30D02A', locale: 'en', theme: 'dark', mode: 'elder' });
  assert.equal(component.data.status, 'waiting');
  start();
  await until(() => component.data.status === 'ready', 'ready');
  assert.match(textOf(component), /Qinghe Wealth “Fengnian”.*Benchmark/i);
  assert.match(`${component.data.look}`, /elder dark/);
});

test('a product that the bank does not have is an error with its trace, and no product leaves nothing', async () => {
  start();
  const missing = card({ product: 'NONE' });
  await until(() => missing.data.status === 'error', 'error');
  assert.match(textOf(missing), /trace-7/);
  const none = card({});
  await until(() => none.data.status === 'empty', 'empty');
  assert.equal(textOf(none), '');
  assert.match(none.events[0]!, /^inlay-empty .*"no_product"/);
});

test('another product in the same card is another model; a card that has left draws nothing more', async () => {
  start();
  const component = card({ product: 'NONE' });
  await until(() => component.data.status === 'error', 'error');
  component.setData({ product: 'FN30D02A' });
  await until(() => component.data.status === 'ready', 'ready');
  const other = card({ product: 'FN30D02A' });
  other.detach();
  standing.pop();
  await new Promise((resume) => setTimeout(resume, 50));
  assert.equal(other.data.status, 'waiting');
});

const everything = { service: 'granted', marketing: 'granted', experience: 'granted' } as const;

/** An observer that the test moves; in place of the simulator's, which has no layout. */
function watchable(component: Rendered) {
  const seen: { thresholds: number[]; move?: (entry: object) => void; ended: boolean } = {
    thresholds: [],
    ended: false,
  };
  component.instance.createIntersectionObserver = (given) => {
    seen.thresholds = (given as { thresholds: number[] }).thresholds;
    return {
      relativeToViewport: () => ({ observe: (_: string, move: (entry: object) => void) => void (seen.move = move) }),
      disconnect: () => void (seen.ended = true),
    };
  };
  return {
    seen,
    show: (ratio: number, height = ratio * 300) =>
      seen.move!({
        intersectionRatio: ratio,
        intersectionRect: { height },
        relativeRect: { top: 0, bottom: 700, left: 0, right: 375 },
      }),
  };
}

const arrivedOf = (type: string) => bank.arrived.filter((event) => event.type === `inlay.${type}.v1`);

test('half of a card for a second is an exposure, once; in a hidden app the clock stands still', async () => {
  start({ consent: everything });
  const component = card({ product: 'FN30D02A', placement: 'hotel' });
  const { seen, show } = watchable(component);
  await until(() => component.data.status === 'ready' && seen.move, 'it is watched');
  assert.ok(seen.thresholds.includes(0.5));
  show(0.4);
  show(0.8);
  double.hide();
  await new Promise((resume) => setTimeout(resume, 1100));
  double.hide();
  await until(() => arrivedOf('wealth_card_ready').length, 'ready arrived');
  assert.equal(arrivedOf('wealth_card_exposed').length, 0, 'nobody saw it');
  double.show();
  await until(() => inlay!.ledger().queued > bank.arrived.length, 'the exposure is tracked');
  show(0.2);
  show(1);
  double.hide();
  const [event] = await until(() =>
    arrivedOf('wealth_card_exposed').length ? arrivedOf('wealth_card_exposed') : undefined,
  );
  assert.deepEqual(event!.data, { product: 'FN30D02A', placement: 'hotel', ratio: 0.8 });
  component.detach();
  standing.pop();
  assert.ok(seen.ended);
});

test('R1 a tap leads to the bank’s page with its receipt; a call by a script that feigns no tap leads nowhere', async () => {
  start({ consent: everything });
  const component = card({ product: 'FN30D02A', placement: 'hotel' });
  const { seen, show } = watchable(component);
  await until(() => component.data.status === 'ready' && seen.move, 'it is watched');
  show(1);
  component.instance.open!();
  await new Promise((resume) => setTimeout(resume, 20));
  assert.deepEqual(double.calls, []);
  component.querySelector('.button')!.dispatchEvent('tap');
  await until(() => double.calls.length, 'the page is opened');
  assert.equal(component.events.filter((line) => line.startsWith('inlay-product-open')).length, 1);
  const page = mount('web-view', {});
  const src = await until(() => page.data.src as string, 'an address');
  assert.match(
    src,
    /^https:\/\/open\.bank\.example\/h5\/products\/FN30D02A\?rv=2026-09-01\.2&rd=\w{64}&dw=\d+&vr=1&vs=1&pl=hotel&pt=lvtu$/,
  );
  assert.equal(component.data.status, 'busy', 'until the customer is back');
  page.detach();
  await until(() => component.data.status === 'ready', 'free again');
});

test('a page may go its own way instead', async () => {
  start();
  const component = card({ product: 'FN30D02A' });
  const { seen, show } = watchable(component);
  component.addEventListener('inlay-product-open', ({ detail }) => (detail.preventDefault as () => void)());
  await until(() => component.data.status === 'ready' && seen.move, 'it is watched');
  show(1);
  component.querySelector('.button')!.dispatchEvent('tap');
  await until(() => component.events.some((line) => line.startsWith('inlay-product-open')), 'it was told');
  await new Promise((resume) => setTimeout(resume, 20));
  assert.deepEqual(double.calls, []);
  assert.equal(component.data.status, 'ready');
});

test('however much changes in a turn, a card sets its data once, and what did not change stays out', async () => {
  start();
  const component = card({ product: 'FN30D02A' });
  await until(() => component.data.status === 'ready', 'ready');
  await new Promise((resume) => setTimeout(resume, 20));
  const sets: string[][] = [];
  const { setData } = component.instance;
  component.instance.setData = (data) => {
    sets.push(Object.keys(data as object));
    return setData!.call(component.instance, data);
  };
  inlay!.update({ mode: 'elder' });
  inlay!.update({ theme: 'dark' });
  await until(() => sets.length, 'a change');
  assert.deepEqual(sets, [['look']]);
  inlay!.update({ mode: 'elder' });
  await new Promise((resume) => setTimeout(resume, 20));
  assert.equal(sets.length, 1, 'nothing changed');
});

test('a card that no init came for says so once, and draws when one comes after all', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const component = card({ product: 'FN30D02A' });
  t.mock.timers.tick(9_999);
  assert.equal(component.data.status, 'waiting');
  assert.deepEqual(component.events, []);
  t.mock.timers.tick(1);
  t.mock.timers.reset();
  await until(() => component.data.status === 'lost', 'lost');
  assert.equal(
    component.events.join(),
    'inlay-error {"widget":"wealth-card","code":"not_initialized","retryable":false}',
  );
  start();
  await until(() => component.data.status === 'ready', 'ready');
});
