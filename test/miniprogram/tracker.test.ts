import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import type { Inlay } from '../../src/core/inlay.ts';
import { gateway, sampleBank } from './bank.ts';
import { sdk, until } from './stage.ts';
import { createWx, type WxDouble } from './wx.ts';

const everything = { service: 'granted', marketing: 'granted', experience: 'granted' } as const;
let double: WxDouble;
let bank: ReturnType<typeof sampleBank>;
let inlay: Inlay | undefined;
let cut = false;

beforeEach(() => {
  double = createWx();
  bank = sampleBank();
  cut = false;
  // In the background WeChat cuts requests off after five seconds.
  double.bank = (request) => (cut ? { fail: 'interrupted' } : bank.answer(request));
});

afterEach(() => {
  inlay?.destroy();
  inlay = undefined;
});

const start = (more: object = {}) => (inlay = sdk().init({ partner: 'lvtu', gateway, ...more }));
const ready = (product: string) =>
  inlay!.ports.tracker.track('wealth_card_ready', {
    product,
    placement: 'test',
    verdict: 'allow',
    disclosure: '2026-09-01.2',
  });
const rows = () => [...double.storage.keys()].filter((key) => key.startsWith('inlay:row:lvtu:'));
const turn = () => new Promise((resume) => setImmediate(resume));
const sent = () => double.requests.filter(({ path }) => path.startsWith('/v1/events'));
/** Products in the order of their numbers; fails when a number is missing or comes twice. */
function inOrder(): unknown[] {
  const bySource = new Map<string, Map<number, unknown>>();
  for (const { source, id, data } of bank.arrived) {
    const numbers = bySource.get(source) ?? new Map<number, unknown>();
    bySource.set(source, numbers.set(Number(id), data.product));
  }
  return [...bySource.values()].flatMap((numbers) => {
    const sorted = [...numbers].sort(([a], [b]) => a - b);
    assert.deepEqual(
      sorted.map(([number]) => number),
      sorted.map((_, at) => at + 1),
      'no gap',
    );
    return sorted.map(([, product]) => product);
  });
}

test('T1 before consent nothing is stored or sent; with it what was held goes along, in one row', async () => {
  start();
  ready('P1');
  ready('P2');
  await turn();
  assert.deepEqual([...double.storage], []);
  assert.equal(inlay!.ledger().waiting, 2);
  inlay!.consent(everything);
  await turn();
  assert.equal(rows().length, 1);
  assert.equal(inlay!.ledger().storage, 'wx');
  double.hide();
  await until(() => bank.arrived.length === 2, 'both arrived');
  assert.equal(sent()[0]!.header['content-type'], 'application/cloudevents-batch+json');
  assert.deepEqual(inOrder(), ['P1', 'P2']);
  await until(() => !rows().length, 'erased after the answer');
  assert.equal(inlay!.ledger().acknowledged, 2);
});

test('going to the background sends at once, without waiting for the next batch', async () => {
  start({ consent: everything });
  ready('P1');
  await turn();
  assert.equal(sent().length, 0);
  double.hide();
  // No timer in between: those of a mini-program in the background stand still.
  for (let turns = 0; turns < 20; turns++) await turn();
  assert.deepEqual(
    sent().map(({ path }) => path),
    ['/v1/events?k=lvtu'],
  );
});

test('what was cut off in the background stays stored and goes when the customer is back, gapless', async () => {
  start({ consent: everything });
  ready('P1');
  cut = true;
  double.hide();
  await until(() => sent().length === 1, 'a try');
  await turn();
  ready('P2');
  await turn();
  assert.equal(rows().length, 2);
  cut = false;
  double.show();
  await until(() => bank.arrived.length === 2, 'both arrived');
  ready('P3');
  double.hide();
  await until(() => bank.arrived.length === 3, 'all arrived');
  assert.deepEqual(inOrder(), ['P1', 'P2', 'P3']);
});

test('what a killed mini-program left is delivered by its next life', async () => {
  cut = true;
  start({ consent: everything });
  ready('P1');
  ready('P2');
  await turn();
  inlay!.destroy();
  assert.equal(rows().length, 1);
  cut = false;
  start({ consent: everything });
  double.show();
  await until(() => bank.arrived.length === 2, 'they arrived');
  assert.deepEqual(inOrder(), ['P1', 'P2']);
});

test('T2 a refusal erases what is stored, of this life and of an earlier one', async () => {
  cut = true;
  start({ consent: everything });
  ready('P1');
  await turn();
  inlay!.consent({ service: 'denied' });
  assert.deepEqual(rows(), []);
  inlay!.consent({ service: 'granted' });
  ready('P2');
  await turn();
  inlay!.destroy();
  assert.equal(rows().length, 1);
  start({ consent: { service: 'denied' } });
  assert.deepEqual(rows(), []);
});

test('a full storage loses nothing while the mini-program runs, and the ledger says so', async () => {
  double.wx.setStorageSync = () => {
    throw new Error('setStorageSync:fail exceed storage max size');
  };
  start({ consent: everything });
  ready('P1');
  await turn();
  assert.equal(inlay!.ledger().storage, 'memory');
  double.hide();
  await until(() => bank.arrived.length === 1, 'it arrived');
});

test('T4 a field that holds a number of a person does not leave', async () => {
  start({ consent: everything });
  ready('13812345678');
  double.hide();
  const [event] = await until(() => (bank.arrived.length ? bank.arrived : undefined));
  assert.equal(event!.data.product, undefined);
  assert.equal(inlay!.ledger().redacted, 1);
});
