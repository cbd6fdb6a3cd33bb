import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import type { Inlay } from '../../src/core/inlay.ts';
import { sampleNow, samplePolicy, sampleProduct } from '../support/products.ts';
import { mount, sdk, textOf, until, type Rendered } from './stage.ts';
import { createWx, dateOf, type WxDouble } from './wx.ts';

const gateway = 'https://open.bank.example';
let double: WxDouble;
let inlay: Inlay | undefined;
let standing: Rendered[] = [];

beforeEach(() => {
  double = createWx();
  double.bank = ({ path }) => {
    const header = { Date: dateOf(sampleNow), 'Content-Type': 'application/json', 'Cache-Control': 'no-store' };
    const product = /^\/v1\/products\/(\w+)\?partner=lvtu(&locale=([\w-]+))?$/.exec(path);
    if (path === '/v1/channel-policy?partner=lvtu') return { header, data: samplePolicy() };
    if (product?.[1] === 'FN30D02A') return { header, data: sampleProduct('FN30D02A', product[3] as 'zh-CN') };
    return { header, statusCode: 404, data: { code: 'not_found', traceId: 'trace-7', retryable: false } };
  };
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
