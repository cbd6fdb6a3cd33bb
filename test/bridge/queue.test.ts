import assert from 'node:assert/strict';
import { test } from 'node:test';
import { everything, trackRig } from './track-rig.ts';

test('the transaction is issued inside track(), and the events of one task share it', async () => {
  const rig = trackRig();
  const tab = rig.tab(everything);
  await rig.settle();
  const database = await new Promise<IDBDatabase>((done) => {
    const open = rig.indexedDB.open('inlay-lvtu');
    open.onsuccess = () => done(open.result);
  });
  const proto = Object.getPrototypeOf(database) as IDBDatabase;
  const original = proto.transaction;
  const begun: unknown[] = [];
  proto.transaction = function (this: IDBDatabase, ...args: Parameters<IDBDatabase['transaction']>) {
    begun.push(args[1], args[2]);
    return original.apply(this, args);
  };
  try {
    tab.ready('P1');
    assert.deepEqual(begun, ['readwrite', { durability: 'relaxed' }], 'before track() has returned');
    for (let i = 0; i < 20; i++) tab.ready(`P${i}`);
    assert.equal(begun.length, 2);
    await rig.settle();
    tab.ready('P1');
    assert.equal(begun.length, 4);
    await rig.settle();
  } finally {
    proto.transaction = original;
    database.close();
  }
  assert.equal((await rig.stored()).length, 22);
});

test('what a killed page left is delivered by the next one and erased after the answer, not before', async () => {
  const rig = trackRig();
  rig.reply = 'down';
  const dead = rig.tab(everything, { sendBeacon: undefined, page: undefined, document: undefined });
  for (let i = 0; i < 5; i++) dead.ready(`P${i}`);
  await rig.settle();
  dead.tracker.destroy();
  rig.requests.length = 0;
  rig.reply = 'silent';
  const next = rig.tab(everything);
  await rig.pass(2500);
  assert.equal((await rig.stored()).length, 5);
  rig.reply = { status: 202 };
  await rig.pass(20_000);
  assert.equal(rig.arrived().length, 5);
  assert.deepEqual(await rig.stored(), []);
  assert.equal(next.tracker.ledger().acknowledged, 5);
});

test('of two tabs one sends at a time, and neither sends again what the other delivered', async () => {
  const rig = trackRig();
  const tabs = [rig.tab(everything), rig.tab(everything)];
  for (let round = 0; round < 6; round++) {
    for (const tab of tabs) for (let i = 0; i < 10; i++) tab.ready(`P${i}`);
    await rig.pass(2000);
  }
  await rig.pass(5000);
  const sent = rig.requests.flatMap((request) => request.events.map((event) => event.source + event.id));
  assert.equal(sent.length, 120);
  assert.equal(new Set(sent).size, 120);
  assert.equal(rig.sendersAtOnce, 1);
  for (const tab of tabs) assert.equal(tab.tracker.ledger().waiting, 0);
});

test('a tab that is interrupted while it waits for the lock does not send without it', async () => {
  const rig = trackRig();
  rig.reply = 'silent';
  rig.tab(everything).ready('P1');
  await rig.pass(2100);
  const waiting = rig.tab(everything);
  waiting.ready('P2');
  await rig.pass(2100);
  waiting.leave();
  await rig.settle();
  assert.equal(rig.sendersAtOnce, 1);
  assert.equal(rig.requests.length, 1);
});

test('without locks each tab sends its own, and takes up what has lain for a minute', async () => {
  const rig = trackRig();
  const tabs = [0, 1].map(() => rig.tab(everything, { locks: undefined }));
  for (const tab of tabs) for (let i = 0; i < 10; i++) tab.ready(`P${i}`);
  await rig.pass(5000);
  assert.equal(rig.requests.flatMap((request) => request.events).length, 20);
  rig.reply = 'down';
  tabs[0]!.ready('left');
  await rig.settle();
  rig.beaconRoom = 0;
  tabs[0]!.tracker.destroy();
  rig.reply = { status: 202 };
  rig.requests.length = 0;
  tabs[1]!.ready('soon');
  await rig.pass(5000);
  assert.equal(rig.arrived().length, 1);
  await rig.pass(60_000);
  tabs[1]!.ready('later');
  await rig.pass(5000);
  assert.equal(rig.arrived().length, 3);
});

test('T22 locks that are refused are done without', async () => {
  const rig = trackRig();
  const locks = { request: () => Promise.reject(new DOMException('opaque origin', 'SecurityError')) };
  const tab = rig.tab(everything, { locks: locks as unknown as LockManager });
  tab.ready('P1');
  await rig.pass(5000);
  assert.equal(tab.tracker.ledger().acknowledged, 1);
  assert.equal(rig.requests.length, 1);
});

test('rows that are not ours or not whole are erased, and good ones beside them arrive', async () => {
  const rig = trackRig();
  rig.reply = 'down';
  const dead = rig.tab(everything, { sendBeacon: undefined });
  dead.ready('good');
  await rig.settle();
  dead.tracker.destroy();
  await new Promise<void>((done) => {
    const open = rig.indexedDB.open('inlay-lvtu');
    open.onsuccess = () => {
      const transaction = open.result.transaction('rows', 'readwrite');
      const rows = transaction.objectStore('rows');
      rows.put('x', 'nonsense');
      rows.put('x', 7);
      rows.put('x', '9.1.a.1');
      rows.put('x', ['0', 1]);
      rows.put({ not: 'text' }, `0.${rig.clock.now()}.a.1`);
      transaction.oncomplete = () => (open.result.close(), done());
    };
  });
  rig.requests.length = 0;
  rig.reply = { status: 202 };
  rig.tab(everything);
  await rig.pass(5000);
  assert.equal(rig.arrived().length, 1);
  assert.equal((await rig.stored()).length, 1, 'the one with a good key and no text stays unsent until it is old');
});

test('T3 what has waited for thirty days is erased unsent', async () => {
  const rig = trackRig();
  rig.reply = 'down';
  const dead = rig.tab(everything, { sendBeacon: undefined });
  dead.ready('P1');
  await rig.settle();
  dead.tracker.destroy();
  rig.requests.length = 0;
  await rig.pass(30 * 864e5 + 1);
  rig.reply = { status: 202 };
  rig.tab(everything);
  await rig.pass(5000);
  assert.equal(rig.arrived().length, 0);
  assert.deepEqual(await rig.stored(), []);
});

test('T22 a queue that is full drops the oldest of the least important and counts them', async () => {
  const rig = trackRig();
  rig.reply = 'down';
  const tab = rig.tab(everything);
  for (let i = 0; i < 30; i++) {
    tab.tracker.track('wealth_card_chart_read', { product: `E${i}`, placement: 'p' });
  }
  await rig.pass(1);
  for (let i = 0; i < 2000; i++) tab.ready(`P${i}`);
  const { note } = tab.tracker.ledger();
  await rig.settle();
  const { rejected, waiting } = tab.tracker.ledger();
  assert.ok(rejected >= 30 && rejected <= 40, `${rejected}`);
  assert.equal(waiting, 2030 - rejected);
  assert.match(note, /full/);
  rig.reply = { status: 202 };
  await rig.pass(3e5);
  const products = rig.arrived().map((event) => String(event.data.product));
  assert.ok(products.includes('P1999'));
  assert.equal(products.filter((product) => product[0] === 'E').length, 0);
});

test('withdrawing and granting again in one task keeps what came after', async () => {
  const rig = trackRig();
  const tab = rig.tab(everything);
  await rig.settle();
  tab.ready('before');
  tab.tracker.consent({ service: 'denied' });
  tab.tracker.consent({ service: 'granted' });
  tab.ready('after');
  await rig.pass(5000);
  assert.deepEqual(
    rig.arrived().map((event) => event.data.product),
    ['after'],
  );
  assert.deepEqual(await rig.stored(), []);
});

test('events of one task share rows, and all of them arrive, with a late one in a row of its own', async () => {
  const rig = trackRig();
  const tab = rig.tab(everything);
  await rig.settle();
  for (let i = 0; i < 12; i++) tab.ready(`P${i}`);
  tab.hide();
  tab.ready('late');
  await rig.settle();
  assert.equal(new Set(await rig.stored()).size, 3);
  assert.equal((await rig.stored()).length, 13);
  assert.equal(rig.beacons[0]!.events.length, 12);
  tab.hide();
  assert.deepEqual(
    rig.beacons[1]!.events.map((event) => event.data.product),
    ['late'],
  );
});
