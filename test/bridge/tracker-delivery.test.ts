import assert from 'node:assert/strict';
import { test } from 'node:test';
import { everything, trackRig } from './track-rig.ts';

test('events of two seconds travel together; fifty go at once', async () => {
  const rig = trackRig();
  const tab = rig.tab(everything);
  tab.ready('P1');
  await rig.pass(1000);
  tab.ready('P2');
  assert.equal(rig.requests.length, 0);
  await rig.pass(1500);
  assert.deepEqual(
    rig.requests.map((request) => request.events.length),
    [2],
  );
  for (let i = 0; i < 120; i++) tab.ready(`P${i}`);
  await rig.settle();
  assert.deepEqual(
    rig.requests.map((request) => request.events.length),
    [2, 50, 50, 20],
  );
  assert.equal(rig.requests[1]!.init.keepalive, false, 'a large batch leaves the keepalive room to beacons');
});

for (const reply of ['down', { status: 500 }, { status: 503 }, { status: 429 }] as const) {
  const name = reply === 'down' ? 'a network error' : `status ${reply.status}`;
  test(`T23 after ${name} the same events go again, later and later, with jitter`, async (t) => {
    const rig = trackRig();
    rig.reply = reply;
    const tab = rig.tab(everything);
    tab.ready('P1');
    await rig.pass(2000);
    const waits: number[] = [];
    for (let i = 0; i < 12; i++) {
      waits.push(rig.pending()[0]!);
      await rig.pass(waits[i]!);
    }
    waits.forEach((wait, i) => assert.ok(wait >= 0 && wait <= 1 + Math.min(3e5, 1000 * 2 ** i), `${i}: ${wait}`));
    assert.ok(new Set(waits.map(Math.round)).size > 8, 'jitter');
    assert.equal(rig.requests.length, 13);
    t.diagnostic(waits.map(Math.round).join(' '));
    rig.reply = { status: 202 };
    await rig.pass(3e5);
    assert.equal(tab.tracker.ledger().acknowledged, 1);
    assert.equal(new Set(rig.requests.map((request) => request.events[0]!.id)).size, 1);
  });
}

test('jitter is full: among many clients the first wait is spread evenly over its second', async () => {
  const waits: number[] = [];
  for (let i = 0; i < 60; i++) {
    const rig = trackRig();
    rig.reply = 'down';
    rig.tab(everything).ready('P1');
    await rig.pass(2000);
    waits.push(rig.pending()[0]!);
  }
  const thirds = [0, 0, 0];
  for (const wait of waits) thirds[Math.min(2, Math.floor((wait / 1001) * 3))]!++;
  assert.ok(
    thirds.every((count) => count >= 5),
    thirds.join(),
  );
});

for (const [header, least] of [
  ['120', 120_000],
  ['Sun, 22 Nov 2026 02:03:02 GMT', 180_000],
  ['999999', 3_600_000],
] as const) {
  test(`T23 Retry-After: ${header} is waited for, with jitter on top`, async () => {
    const rig = trackRig();
    rig.reply = { status: 503, headers: { 'retry-after': header } };
    rig.tab(everything).ready('P1');
    await rig.pass(2000);
    const [wait] = rig.pending();
    assert.ok(wait! >= least && wait! <= least + Math.min(least, 300_000) + 1001, `${wait}`);
  });
}

for (const status of [400, 401, 403, 404, 413, 422]) {
  test(`status ${status} drops the batch with a line in the ledger, and the next one goes`, async () => {
    const rig = trackRig();
    rig.reply = { status };
    const tab = rig.tab(everything);
    tab.ready('P1');
    await rig.pass(3000);
    const { rejected, waiting, note } = tab.tracker.ledger();
    assert.deepEqual({ rejected, waiting }, { rejected: 1, waiting: 0 });
    assert.match(note, new RegExp(`${status}`));
    assert.deepEqual(await rig.stored(), []);
    rig.reply = { status: 202 };
    tab.ready('P2');
    await rig.pass(3000);
    assert.equal(tab.tracker.ledger().acknowledged, 1);
  });
}

test('T23 an answer that never comes is given up after ten seconds and tried again', async () => {
  const rig = trackRig();
  rig.reply = 'silent';
  const tab = rig.tab(everything);
  tab.ready('P1');
  await rig.pass(2500);
  rig.reply = { status: 202 };
  await rig.pass(9000);
  assert.equal(tab.tracker.ledger().acknowledged, 0);
  await rig.pass(4000);
  assert.equal(tab.tracker.ledger().acknowledged, 1);
});

test('coming online sends at once, whatever back-off was running', async () => {
  const rig = trackRig();
  rig.reply = 'down';
  const tab = rig.tab(everything);
  tab.ready('P1');
  await rig.pass(3e5);
  rig.reply = { status: 202 };
  tab.page.dispatchEvent(new Event('online'));
  await rig.settle();
  assert.equal(tab.tracker.ledger().acknowledged, 1);
});

test('leaving the page hands one text beacon to the browser, and an event is beaconed once', async () => {
  const rig = trackRig();
  const tab = rig.tab(everything);
  tab.ready('P1');
  tab.ready('P2');
  tab.leave();
  assert.equal(rig.beacons.length, 1);
  assert.equal(rig.beacons[0]!.url, 'https://open.bank.example/v1/events?k=lvtu');
  assert.deepEqual(
    rig.beacons[0]!.events.map((event) => event.id),
    ['1', '2'],
  );
  tab.hide();
  assert.equal(rig.beacons.length, 1);
  tab.ready('P3');
  tab.hide();
  assert.equal(rig.beacons[1]!.events.length, 1);
});

test('a beacon larger than the room goes in part, the rest waits in the queue, and the ledger says so', async () => {
  const rig = trackRig();
  rig.reply = 'down';
  const tab = rig.tab(everything);
  for (let i = 0; i < 1000; i++) tab.ready(`P${i}`);
  tab.hide();
  const first = rig.beacons[0]!;
  assert.equal(rig.beacons.length, 1);
  assert.ok(first.text.length <= 60_001 && first.text.length > 55_000, `${first.text.length}`);
  assert.match(tab.tracker.ledger().note, new RegExp(`${1000 - first.events.length} wait`));
  await rig.settle();
  assert.equal((await rig.stored()).length, 1000, 'nobody answers a beacon, so all is kept for the next page');
});

test('a refused beacon is tried smaller, and when the page has used up the room all of it waits', async () => {
  const rig = trackRig();
  const tab = rig.tab(everything);
  for (let i = 0; i < 60; i++) tab.ready(`P${i}`);
  rig.beaconRoom = 16_000;
  tab.leave();
  assert.equal(rig.beacons.length, 1);
  assert.ok(rig.beacons[0]!.events.length > 20);
  rig.beaconRoom = 100;
  tab.ready('last');
  tab.hide();
  assert.match(tab.tracker.ledger().note, /wait in the queue/);
});

for (const [name, sendBeacon] of [
  ['missing', undefined],
  [
    'throwing',
    () => {
      throw new TypeError('refused');
    },
  ],
] as const) {
  test(`T22 sendBeacon ${name} is done without`, async () => {
    const rig = trackRig();
    const tab = rig.tab(everything, { sendBeacon });
    tab.ready('P1');
    tab.leave();
    await rig.pass(60_000);
    assert.equal(tab.tracker.ledger().acknowledged, 1);
  });
}

for (const [name, fetch] of [
  ['missing', undefined],
  [
    'throwing',
    () => {
      throw new Error('no fetch here');
    },
  ],
] as const) {
  test(`T22 with fetch ${name} a beacon takes over after three tries`, async () => {
    const rig = trackRig();
    const tab = rig.tab(everything, { fetch });
    tab.ready('P1');
    await rig.pass(20_000);
    assert.equal(rig.arrived().length, 1);
    assert.equal(rig.beacons.length, 1);
  });
}

test('T25 coming back by the back button resumes without sending again what was acknowledged', async () => {
  const rig = trackRig();
  const tab = rig.tab(everything);
  tab.ready('P1');
  await rig.pass(3000);
  tab.ready('P2');
  tab.leave();
  await rig.settle();
  tab.document.visibilityState = 'visible';
  tab.page.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
  await rig.pass(3000);
  const sent = rig.requests.flatMap((request) => request.events.map((event) => event.id));
  assert.deepEqual(sent, ['1', '2'], 'the beaconed one once more, because nobody answers a beacon');
  assert.equal(tab.tracker.ledger().waiting, 0);
  tab.page.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
  await rig.pass(3000);
  assert.equal(rig.requests.length, 2);
});

test('leaving breaks off a delivery whose events the beacon took, so that the page can be kept', async () => {
  const rig = trackRig();
  rig.reply = 'silent';
  const tab = rig.tab(everything);
  tab.ready('P1');
  await rig.pass(2500);
  tab.leave();
  assert.equal(rig.requests[0]!.init.signal!.aborted, true);
  const other = trackRig();
  other.reply = 'silent';
  other.beaconRoom = 0;
  const full = other.tab(everything);
  full.ready('P1');
  await other.pass(2500);
  full.leave();
  assert.equal(other.requests[0]!.init.signal!.aborted, false, 'what no beacon took goes on');
});
