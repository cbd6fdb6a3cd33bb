import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { test } from 'node:test';
import type { TrackData, TrackName } from '../../src/core/events.ts';
import { everything, trackRig } from './track-rig.ts';

const loose = (data: unknown) => data as TrackData<'wealth_card_opened'>;

test('an event arrives as CloudEvents 1.0 that names partner and page, in bank time', async () => {
  const rig = trackRig();
  rig.tab(everything).ready('FN30D02A');
  await rig.pass(5000);
  const [request] = rig.requests;
  assert.equal(request!.url, 'https://open.bank.example/v1/events?k=lvtu');
  assert.equal(request!.init.method, 'POST');
  assert.equal(request!.init.credentials, 'omit');
  assert.equal(request!.init.keepalive, true);
  assert.equal(Object.getPrototypeOf(request!.init), null, 'a polluted Object.prototype gives fetch no options');
  assert.deepEqual(request!.init.headers, { 'content-type': 'application/cloudevents-batch+json' });
  const [{ source, ...event }] = request!.events as [(typeof request.events)[0]];
  assert.match(source, /^urn:inlay:lvtu:[0-9a-f]{16}$/);
  assert.deepEqual(event, {
    specversion: '1.0',
    id: '1',
    type: 'inlay.wealth_card_ready.v1',
    time: '2026-11-22T10:00:00.000+08:00',
    datacontenttype: 'application/json',
    dataschema: 'urn:inlay:wealth_card_ready:1',
    data: { product: 'FN30D02A', placement: 'test', verdict: 'allow', disclosure: '2026-09-01.2' },
  });
});

test('the attribution token goes along with what is seen and opened, as it was at that moment, and with nothing else', async () => {
  const rig = trackRig();
  let token = '';
  const copies: object[] = [];
  const { tracker, ready } = rig.tab(everything, { attribution: () => token, onTrack: (event) => copies.push(event) });
  const exposed = () => tracker.track('wealth_card_exposed', { product: 'P', placement: 'test', ratio: 1 });
  exposed();
  token = 'AAAA.b.CCCC';
  exposed();
  ready('P');
  tracker.track('wealth_card_chart_read', { product: 'P', placement: 'test' });
  token = 'not a "token"';
  exposed();
  await rig.pass(5000);
  assert.deepEqual(
    rig
      .arrived()
      .sort((a, b) => +a.id - +b.id)
      .map(({ type, attribution }) => [type, attribution]),
    [
      ['inlay.wealth_card_exposed.v1', undefined],
      ['inlay.wealth_card_exposed.v1', 'AAAA.b.CCCC'],
      ['inlay.wealth_card_ready.v1', undefined],
      ['inlay.wealth_card_chart_read.v1', undefined],
      ['inlay.wealth_card_exposed.v1', undefined],
    ],
  );
  assert.doesNotMatch(JSON.stringify(copies), /AAAA/);
});

test('ids are a gapless sequence per page, given only to events that passed the gates', async () => {
  const rig = trackRig();
  const one = rig.tab({ ...everything, experience: 'denied' });
  const two = rig.tab(everything);
  for (let i = 0; i < 120; i++) {
    one.ready(`P${i}`);
    one.tracker.track('wealth_card_chart_read', { product: 'P', placement: 'test' });
    one.tracker.track('unheard_of' as TrackName, {} as never);
    if (i % 2) two.ready(`P${i}`);
  }
  await rig.pass(10_000);
  const bySource = new Map<string, number[]>();
  for (const { source, id } of rig.arrived()) bySource.set(source, [...(bySource.get(source) ?? []), +id]);
  const sequences = [...bySource.values()].map((ids) => ids.sort((a, b) => a - b));
  assert.deepEqual(
    sequences.sort((a, b) => b.length - a.length),
    [120, 60].map((length) => Array.from({ length }, (_, i) => i + 1)),
  );
});

test('T3 unknown events and fields are dropped and counted, wrong types too, and nothing is thrown', async () => {
  const rig = trackRig();
  const { tracker } = rig.tab(everything);
  const opened = { product: 'P1', placement: 'p', verb: 'buy', disclosure: 'v1', dwell: 5, ratio: 0.5, visible: true };
  const wrong: unknown[] = [
    { ...opened, extra: 'x' },
    { ...opened, product: 12 },
    { ...opened, product: '张三' },
    { ...opened, product: 'a'.repeat(65) },
    { ...opened, product: '' },
    { ...opened, dwell: -1 },
    { ...opened, dwell: 1.5 },
    { ...opened, dwell: NaN },
    { ...opened, ratio: 1.01 },
    { ...opened, ratio: '1' },
    { ...opened, visible: 1 },
    { ...opened, product: { toString: () => 'P1' } },
    JSON.parse(`{"product":"P1","placement":"p","verb":"buy","disclosure":"v1","dwell":5,"ratio":0.5,"__proto__":1}`),
  ];
  for (const data of wrong) tracker.track('wealth_card_opened', loose(data));
  assert.equal(tracker.ledger().redacted, wrong.length);
  for (const data of [null, undefined, 'text', 7]) tracker.track('wealth_card_opened', loose(data));
  for (const name of ['', 'constructor', '__proto__', 'toString', null, {}])
    tracker.track(name as TrackName, {} as never);
  const throwing = Object.defineProperty({}, 'product', {
    enumerable: true,
    get() {
      throw new Error('no');
    },
  });
  tracker.track('wealth_card_opened', loose(throwing));
  await rig.pass(5000);
  const events = rig.arrived();
  const allowed = new Set(Object.keys(opened));
  for (const { data } of events) for (const key of Object.keys(data)) assert.ok(allowed.has(key), key);
  assert.equal(events[0]!.data.product, 'P1');
  assert.equal('product' in events[1]!.data, false);
  assert.ok(tracker.ledger().rejected >= 7, `rejected ${tracker.ledger().rejected}`);
});

test('the partner’s sink gets the filtered set, outside our stack, and its failures stay its own', async () => {
  const rig = trackRig();
  const seen: { name: string; data: object }[] = [];
  let inside = false;
  const tab = rig.tab(everything, {
    onTrack(event) {
      assert.equal(inside, false);
      seen.push(event);
      event.data.product = 'changed by the sink';
      throw new Error('sink');
    },
  });
  inside = true;
  tab.tracker.track('wealth_card_ready', {
    product: 'P1',
    placement: 'p',
    verdict: 'allow',
    phone: '13800138000',
  } as never);
  tab.ready('P2');
  inside = false;
  await rig.pass(5000);
  assert.deepEqual(
    seen.map(({ name, data }) => [name, Object.keys(data)]),
    [
      ['wealth_card_ready', ['product', 'placement', 'verdict']],
      ['wealth_card_ready', ['product', 'placement', 'verdict', 'disclosure']],
    ],
  );
  assert.deepEqual(
    rig.arrived().map((event) => event.data.product),
    ['P1', 'P2'],
  );
  assert.equal(Object.getPrototypeOf(seen[0]!.data), Object.prototype, 'an ordinary object for the page');
  assert.match(tab.tracker.ledger().note, /onTrack/);
});

test('T2 prototypes with toJSON and a replaced JSON.stringify change nothing in what arrives', async () => {
  const rig = trackRig();
  const tab = rig.tab(everything);
  const { stringify } = JSON;
  const evil = { configurable: true, writable: true, value: () => 'evil' };
  const targets = [Object.prototype, Array.prototype, String.prototype, Number.prototype, Boolean.prototype];
  for (const target of targets) Object.defineProperty(target, 'toJSON', evil);
  const accessor = { configurable: true, enumerable: true, get: () => 'evil', set() {} };
  Object.defineProperty(Object.prototype, 'product', accessor);
  Object.defineProperty(Object.prototype, 'keepalive', accessor);
  JSON.stringify = () => '"evil"';
  try {
    tab.tracker.track('wealth_card_exposed', { product: 'P1', placement: 'p', ratio: 0.5 });
  } finally {
    JSON.stringify = stringify;
    for (const target of targets) delete (target as { toJSON?: unknown }).toJSON;
    for (const key of ['product', 'keepalive']) delete (Object.prototype as Record<string, unknown>)[key];
  }
  await rig.pass(5000);
  assert.deepEqual(rig.arrived()[0]!.data, { product: 'P1', placement: 'p', ratio: 0.5 });
});

test('T5 after the user left, nothing held goes, and a new page id and sequence cut the thread', async () => {
  const rig = trackRig();
  const tab = rig.tab({ service: 'granted' });
  tab.ready('old');
  tab.tracker.track('wealth_card_exposed', { product: 'held', placement: 'p', ratio: 1 });
  await rig.pass(1);
  tab.tracker.reset();
  tab.ready('new');
  tab.tracker.consent({ marketing: 'granted' });
  await rig.pass(10_000);
  const events = rig.arrived();
  assert.deepEqual(
    events.map((event) => [event.data.product, event.id]),
    [
      ['old', '1'],
      ['new', '1'],
    ],
  );
  assert.notEqual(events[0]!.source, events[1]!.source);
});

test('after destroy no timer and no listener is left, what waits is handed over once, and track is silent', async () => {
  const rig = trackRig();
  const tab = rig.tab(everything);
  const page = new EventTarget();
  const listened = () =>
    ['pagehide', 'pageshow', 'online'].map((type) => getEventListeners(page, type as 'abort').length);
  const other = rig.tab(everything, { page });
  tab.ready('P1');
  other.ready('P2');
  await rig.settle();
  assert.deepEqual(listened(), [1, 1, 1]);
  for (const one of [tab, other]) one.tracker.destroy();
  assert.deepEqual(listened(), [0, 0, 0]);
  assert.deepEqual(rig.pending(), []);
  assert.equal(rig.beacons.length, 2);
  tab.ready('P3');
  tab.tracker.consent({ marketing: 'denied' });
  tab.leave();
  tab.page.dispatchEvent(new Event('online'));
  tab.tracker.destroy();
  await rig.pass(60_000);
  assert.equal(rig.beacons.length, 2);
  assert.equal(rig.requests.length, 0);
});

test('the ledger adds up: what was queued is acknowledged, refused or waits', async () => {
  const rig = trackRig();
  const tab = rig.tab(everything);
  rig.reply = { status: 202, body: { accepted: 1, duplicate: 0, rejected: [{ index: 0, id: '1', detail: 'time' }] } };
  tab.ready('P1');
  tab.ready('P2');
  await rig.pass(5000);
  tab.ready('P3');
  const { queued, acknowledged, rejected, waiting, sent, note, storage } = tab.tracker.ledger();
  assert.deepEqual(
    { queued, acknowledged, rejected, waiting, sent, storage },
    { queued: 3, acknowledged: 1, rejected: 1, waiting: 1, sent: 2, storage: 'indexeddb' },
  );
  assert.match(note, /1 refused/);
});
