import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { loadProduct, parseProduct, type OnWire, type Product } from '../../src/core/api.ts';
import { InlayError } from '../../src/core/errors.ts';
import type { components } from '../../src/core/gateway.gen.ts';
import { createFakeInlay, refusal } from '../support/fake-inlay.ts';
import { sampleIds, sampleProduct } from '../support/products.ts';

// Fails to compile when the bank's document and the SDK's own type of a product drift apart.
const drift = (product: components['schemas']['Product']): OnWire<Product> => product;
void drift;

const refuses = (change: (product: Record<string, never>) => unknown, at?: string) => {
  const product = sampleProduct('FN30D02A') as unknown as Record<string, never>;
  const changed = change(product) ?? product;
  assert.throws(
    () => parseProduct(changed),
    (error) =>
      error instanceof InlayError && error.code === 'bad_response' && (!at || error.message.includes(`"${at}"`)),
    at,
  );
};
const set = (path: string, value: unknown) => (product: Record<string, unknown>) => {
  const keys = path.split('.');
  const last = keys.pop()!;
  const place = keys.reduce<Record<string, unknown>>((at, key) => at[key] as Record<string, unknown>, product);
  // Like JSON.parse, not like an assignment: `__proto__` becomes a member.
  Object.defineProperty(place, last, { value, enumerable: true, configurable: true, writable: true });
};

/** Leaves out what a product does not have: empty texts, numbers that are none, objects and lists of nothing. */
function present(_key: string, value: unknown): unknown {
  if (value === '' || Number.isNaN(value)) return undefined;
  if (typeof value !== 'object' || !value) return value;
  return Object.values(value).some((member) => present('', member) !== undefined && member !== false)
    ? value
    : undefined;
}

test('every sample product is read as it is', () => {
  for (const id of sampleIds) {
    for (const locale of ['zh-CN', 'zh-HK', 'en'] as const) {
      const { unknown, ...read } = parseProduct(sampleProduct(id, locale));
      assert.deepEqual(JSON.parse(JSON.stringify(read, present)), sampleProduct(id, locale));
      assert.deepEqual(unknown, []);
    }
  }
});

test('a wrong type, form or length is refused with the place of it', () => {
  const wrong: [string, unknown][] = [
    ['id', 7],
    ['fullName', ['x']],
    ['fullName', 'x'.repeat(201)],
    ['status', 'maybe'],
    ['risk', 3],
    ['risk.issuer', '2'],
    ['risk.issuer', 2.5],
    ['minAmountFen', -1],
    ['minAmountFen', 0.5],
    ['minAmountFen', '100'],
    ['minAmountFen', 2 ** 53],
    ['inceptionDate', '2025-02-30'],
    ['dataDate', '20261120'],
    ['cutOffTime', '24:00'],
    ['opensAt', '2026-12-01 10:00'],
    ['benchmark.low', 2.2],
    ['benchmark.low', '2,20'],
    ['benchmark.high', '0E-8'],
    ['benchmark.annualised', 'true'],
    ['performance.intervals', {}],
    ['performance.series.points', [['2025-03-18']]],
    ['performance.series.points', [['2025-03-18', '1.0', '2']]],
    ['performance.series.points', [['2025-03-18', 1]]],
    ['disclosure.risk', 'x'.repeat(2001)],
    ['regions', 'all'],
    ['regions', [310000]],
  ];
  for (const [path, value] of wrong) refuses(set(path, value));
  refuses(set('performance.series.points', new Array(121).fill(['2025-03-18', '1.0'])), 'points');
  for (const answer of [null, undefined, 7, 'x', [], [sampleProduct('FN30D02A')], true]) {
    assert.throws(() => parseProduct(answer), { code: 'bad_response' });
  }
  assert.throws(() => parseProduct({}), { code: 'bad_response' });
});

test('T3 keys that pollute prototypes are refused wherever they stand', () => {
  for (const key of ['__proto__', 'constructor', 'prototype']) {
    for (const place of ['', 'risk.', 'performance.', 'performance.series.', 'disclosure.']) {
      refuses(set(place + key, { polluted: true }), key);
    }
  }
  assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
});

test('T3 nothing a page put on Object.prototype shows through', () => {
  const bare = { id: 'X' };
  const prototype = Object.prototype as unknown as Record<string, unknown>;
  prototype['fullName'] = 'polluted';
  prototype['performance'] = { source: 'polluted' };
  try {
    const product = parseProduct(bare);
    assert.equal(product.fullName, '');
    assert.equal(product.performance.source, '');
  } finally {
    delete prototype['fullName'];
    delete prototype['performance'];
  }
});

test('T3 any JSON at all is read or refused, and leaves every prototype as it was', () => {
  const before = Object.getOwnPropertyNames(Object.prototype).length;
  const names = fc.constantFrom(
    'id',
    'risk',
    'performance',
    'series',
    'points',
    'disclosure',
    '__proto__',
    'constructor',
    'x',
  );
  const json = fc.letrec((tie) => ({
    any: fc.oneof({ depthSize: 'small' }, fc.jsonValue(), fc.dictionary(names, tie('any')), fc.array(tie('any'))),
  })).any;
  fc.assert(
    fc.property(json, (value) => {
      const parsed: unknown = JSON.parse(JSON.stringify(value));
      try {
        parseProduct(parsed);
      } catch (error) {
        assert.ok(error instanceof InlayError && error.code === 'bad_response');
      }
      assert.equal(({} as Record<string, unknown>)['x'], undefined);
      assert.equal(Object.getOwnPropertyNames(Object.prototype).length, before);
    }),
    { numRuns: 2000 },
  );
});

test('T3 one changed value anywhere in a good product is read or refused, never thrown otherwise', () => {
  const paths = [
    'id',
    'kind',
    'risk',
    'risk.issuer',
    'term',
    'term.kind',
    'benchmark',
    'performance.intervals',
    'performance.series',
    'fees',
    'disclosure',
    'regions',
  ];
  fc.assert(
    fc.property(fc.constantFrom(...paths), fc.jsonValue(), (path, value) => {
      const product = sampleProduct('FN30D02A') as unknown as Record<string, unknown>;
      set(path, JSON.parse(JSON.stringify(value)))(product);
      try {
        parseProduct(product);
      } catch (error) {
        assert.equal((error as InlayError).code, 'bad_response');
      }
    }),
  );
});

test('T30 hidden and direction characters become spaces, piled-up marks are cut', () => {
  const product = sampleProduct('FN30D02A');
  product.fullName = 'a\u202eb\u0000c\u200bd' + 'e\u0301\u0302\u0303\u0304\u0305\u0306';
  assert.equal(parseProduct(product).fullName, 'a b c de\u0301\u0302\u0303');
});

test('W16 what is the customer’s own is never read: grade, holdings, balance', () => {
  const product = { ...sampleProduct('FN30D02A'), customerRisk: 'C3', holdings: [{ amountFen: 1 }], balance: 1 };
  const read = parseProduct(product) as unknown as Record<string, unknown>;
  for (const key of ['customerRisk', 'holdings', 'balance']) assert.equal(read[key], undefined);
  assert.ok(!JSON.stringify({ ...read, unknown: [] }).includes('C3'));
});

test('one request per product and language serves the whole page', async () => {
  const { inlay, requests } = createFakeInlay();
  const [a, b] = await Promise.all([loadProduct(inlay, 'FN30D02A', 'zh-CN'), loadProduct(inlay, 'FN30D02A', 'zh-CN')]);
  assert.equal(a, b);
  assert.equal(await loadProduct(inlay, 'FN30D02A', 'zh-CN'), a);
  await loadProduct(inlay, 'FN30D02A', 'en');
  await loadProduct(inlay, 'CS00M01A', 'zh-CN');
  assert.deepEqual(
    requests.map((request) => request.path),
    [
      '/v1/products/FN30D02A?partner=lvtu&locale=zh-CN',
      '/v1/products/FN30D02A?partner=lvtu&locale=en',
      '/v1/products/CS00M01A?partner=lvtu&locale=zh-CN',
    ],
  );
  assert.ok(requests.every(({ auth, method, body }) => !auth && !method && !body));
});

test('a failed request is forgotten, so that the next one tries again', async () => {
  const fake = createFakeInlay();
  fake.answer('/v1/products', refusal('service_unavailable'));
  await assert.rejects(loadProduct(fake.inlay, 'FN30D02A', 'zh-CN'), { code: 'service_unavailable' });
  fake.answer('/v1/products', sampleProduct('FN30D02A'));
  assert.equal((await loadProduct(fake.inlay, 'FN30D02A', 'zh-CN')).id, 'FN30D02A');
});

test('an answer about another product is refused', async () => {
  const fake = createFakeInlay();
  fake.answer('/v1/products', sampleProduct('CS00M01A'));
  await assert.rejects(loadProduct(fake.inlay, 'FN30D02A', 'zh-CN'), { code: 'bad_response' });
});
