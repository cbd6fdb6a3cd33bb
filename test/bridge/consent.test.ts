import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTabs } from '../../src/bridge/tabs.ts';
import type { ConsentState, Purpose } from '../../src/core/ports.ts';
import { until } from './net.ts';
import { everything, trackRig } from './track-rig.ts';

const states: ConsentState[] = ['unknown', 'granted', 'denied'];
const byPurpose = {
  service: (tab: ReturnType<ReturnType<typeof trackRig>['tab']>) => tab.ready('P1'),
  marketing: (tab: ReturnType<ReturnType<typeof trackRig>['tab']>) =>
    tab.tracker.track('wealth_card_exposed', { product: 'P1', placement: 'test', ratio: 1 }),
  experience: (tab: ReturnType<ReturnType<typeof trackRig>['tab']>) =>
    tab.tracker.track('wealth_card_chart_read', { product: 'P1', placement: 'test' }),
};
const purposes = Object.keys(byPurpose) as Purpose[];

test('T1 before consent there is no request, no beacon, no database and no sink call', async () => {
  const rig = trackRig();
  const seen: unknown[] = [];
  const tab = rig.tab({}, { onTrack: (event) => seen.push(event) });
  for (const purpose of purposes) byPurpose[purpose](tab);
  await rig.pass(60_000);
  tab.leave();
  tab.page.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
  tab.page.dispatchEvent(new Event('online'));
  await rig.pass(60_000);
  assert.equal(rig.requests.length + rig.beacons.length, 0);
  assert.deepEqual(await rig.indexedDB.databases(), []);
  assert.deepEqual(seen, []);
  assert.equal(tab.tracker.ledger().waiting, 3);
});

for (const purpose of purposes) {
  for (const state of states) {
    test(`T7 ${purpose} ${state} decides on ${purpose} events alone`, async () => {
      const rig = trackRig();
      const others = Object.fromEntries(purposes.map((one) => [one, 'granted']));
      const tab = rig.tab({ ...others, [purpose]: state });
      for (const one of purposes) byPurpose[one](tab);
      await rig.pass(5000);
      assert.equal(rig.arrived().length, state === 'granted' ? 3 : 2);
      const { denied, waiting, acknowledged } = tab.tracker.ledger();
      assert.equal(denied, state === 'denied' ? 1 : 0);
      assert.equal(waiting, state === 'unknown' ? 1 : 0);
      assert.equal(acknowledged, state === 'granted' ? 3 : 2);
    });
  }
}

test('T7 a misspelt purpose or state is never taken as given, and is told', async () => {
  const rig = trackRig();
  const lines: string[] = [];
  const misspelt = { services: 'granted', marketing: 'grant', experience: true } as object;
  const tab = rig.tab(misspelt, { debug: (line) => lines.push(line) });
  tab.tracker.consent({ analytic: 'granted' } as object);
  tab.tracker.consent(null as never);
  tab.tracker.consent(undefined as never);
  for (const one of purposes) byPurpose[one](tab);
  await rig.pass(5000);
  assert.deepEqual([rig.requests.length, tab.tracker.ledger().waiting], [0, 3]);
  const can = 'consent: service,marketing,experience can be granted|denied|unknown, not';
  assert.deepEqual(lines, [
    `${can} services granted`,
    `${can} marketing grant`,
    `${can} experience boolean`,
    `${can} analytic granted`,
  ]);
});

test('T7 what is no text at all throws nothing at the page, and the refusal beside it counts', () => {
  const tab = trackRig().tab({ marketing: 'granted' }, { debug: () => {} });
  tab.tracker.consent({ service: Object.create(null), experience: Symbol(), marketing: 'denied' } as object);
  assert.equal((byPurpose.marketing(tab), tab.tracker.ledger().denied), 1);
});

test('T7 what a page puts on Object.prototype grants nothing', async () => {
  const polluted = Object.prototype as { marketing?: string };
  polluted.marketing = 'granted';
  try {
    const rig = trackRig();
    const tab = rig.tab({ service: 'denied' });
    byPurpose.marketing(tab);
    await rig.pass(5000);
    assert.deepEqual([rig.requests.length, tab.tracker.ledger().waiting], [0, 1]);
  } finally {
    delete polluted.marketing;
  }
});

test('T9 on a page for minors nothing is tracked, whatever was granted', async () => {
  const rig = trackRig();
  let minor = true;
  const tab = rig.tab(everything, { silent: () => minor });
  for (const one of purposes) byPurpose[one](tab);
  await rig.pass(5000);
  assert.deepEqual([rig.requests.length, tab.tracker.ledger().denied, tab.tracker.ledger().waiting], [0, 3, 0]);
  minor = false;
  for (const one of purposes) byPurpose[one](tab);
  await rig.pass(5000);
  assert.equal(rig.arrived().length, 3);
});

test('T9 what was held before the policy said minor is dropped when consent comes: not stored, not sent, not told', async () => {
  const rig = trackRig();
  const seen: unknown[] = [];
  let minor = false;
  const tab = rig.tab({}, { silent: () => minor, onTrack: (event) => seen.push(event) });
  for (const one of purposes) byPurpose[one](tab);
  minor = true;
  tab.tracker.consent(everything);
  await rig.pass(5000);
  tab.leave();
  assert.deepEqual([rig.requests.length, rig.beacons.length, seen, await rig.stored()], [0, 0, [], []]);
  assert.deepEqual([tab.tracker.ledger().denied, tab.tracker.ledger().waiting], [3, 0]);
});

test('what was held leaves in its order, with the time at which it happened, once consent is granted', async () => {
  const rig = trackRig();
  const tab = rig.tab();
  tab.ready('first');
  await rig.pass(1000);
  tab.ready('second');
  tab.tracker.consent({ service: 'granted' });
  await rig.pass(5000);
  const events = rig.arrived();
  assert.deepEqual(
    events.map((event) => [event.id, event.data.product, event.time]),
    [
      ['1', 'first', '2026-11-22T10:00:00.000+08:00'],
      ['2', 'second', '2026-11-22T10:00:01.000+08:00'],
    ],
  );
});

test('what is held for consent is capped by count, and the ledger says what was lost', () => {
  const tab = trackRig().tab();
  for (let i = 0; i < 250; i++) tab.ready(`P${i}`);
  const { waiting, rejected } = tab.tracker.ledger();
  assert.deepEqual({ waiting, rejected }, { waiting: 200, rejected: 50 });
});

test('T2 withdrawing erases that purpose from memory and IndexedDB at once, and only that', async () => {
  const rig = trackRig();
  rig.reply = 'down';
  const tab = rig.tab(everything);
  for (const purpose of purposes) byPurpose[purpose](tab);
  await rig.settle();
  assert.equal((await rig.stored()).length, 3);
  tab.tracker.consent({ marketing: 'denied' });
  byPurpose.marketing(tab);
  await rig.settle();
  assert.deepEqual(
    (await rig.stored()).map((key) => key[0]),
    ['0', '2'],
  );
  assert.equal(tab.tracker.ledger().denied, 2);
  rig.reply = { status: 202 };
  await rig.pass(60_000);
  tab.leave();
  const types = rig.arrived().map((event) => event.type);
  assert.ok(!types.includes('inlay.wealth_card_exposed.v1'), types.join());
  assert.equal(types.length, 2);
});

test('T2 withdrawing breaks off the delivery that is under way', async () => {
  const rig = trackRig();
  rig.reply = 'silent';
  const tab = rig.tab(everything);
  byPurpose.marketing(tab);
  await rig.pass(2500);
  assert.equal(rig.requests.length, 1);
  tab.tracker.consent({ marketing: 'denied' });
  assert.equal(rig.requests[0]!.init.signal!.aborted, true);
  rig.reply = { status: 202 };
  byPurpose.service(tab);
  await rig.pass(60_000);
  const last = rig.requests.at(-1)!;
  assert.deepEqual(
    last.events.map((event) => event.type),
    ['inlay.wealth_card_ready.v1'],
  );
});

test('T2 consent that is unknown again was withdrawn: delivery breaks off, what waits is erased, and nothing is held', async () => {
  const rig = trackRig();
  rig.reply = 'silent';
  const tab = rig.tab(everything);
  byPurpose.marketing(tab);
  await rig.pass(2500);
  assert.equal((await rig.stored()).length, 1);
  tab.tracker.consent({ marketing: 'unknown' });
  assert.equal(rig.requests[0]!.init.signal!.aborted, true);
  byPurpose.marketing(tab);
  tab.tracker.consent({ marketing: 'unknown' });
  byPurpose.marketing(tab);
  await rig.settle();
  assert.deepEqual(await rig.stored(), []);
  assert.deepEqual([tab.tracker.ledger().denied, tab.tracker.ledger().waiting], [3, 0]);
});

test('T2 an event of a time when its purpose was refused stays refused, whatever is granted later', async () => {
  const rig = trackRig();
  const tab = rig.tab({ marketing: 'granted', service: 'granted' });
  const then = { marketing: 'denied', service: 'granted' } as const;
  const time = rig.clock.now();
  tab.tracker.track('wealth_card_chart_read', { product: 'P1', placement: 'test' }, time, then);
  tab.tracker.track('wealth_card_exposed', { product: 'P1', placement: 'test', ratio: 1 }, time, then);
  await rig.pass(5000);
  assert.deepEqual([rig.requests.length, tab.tracker.ledger().denied, tab.tracker.ledger().waiting], [0, 1, 1]);
});

test('T2 a page that begins with consent denied erases what an earlier page stored', async () => {
  const rig = trackRig();
  rig.reply = 'down';
  byPurpose.marketing(rig.tab(everything));
  await rig.settle();
  assert.equal((await rig.stored()).length, 1);
  rig.tab({ marketing: 'denied' });
  await rig.settle();
  assert.deepEqual(await rig.stored(), []);
});

test('refusing everything on a fresh page makes no database', async () => {
  const rig = trackRig();
  const tab = rig.tab({ service: 'denied', marketing: 'denied', experience: 'denied' });
  byPurpose.service(tab);
  await rig.pass(5000);
  assert.deepEqual(await rig.indexedDB.databases(), []);
  tab.tracker.consent({ service: 'granted' });
  byPurpose.service(tab);
  await rig.settle();
  assert.equal((await rig.stored()).length, 1, 'and granting afterwards does');
});

test('refusing one purpose and granting another in one breath opens the database once, for good', async () => {
  const rig = trackRig();
  const tab = rig.tab({ experience: 'denied' });
  tab.tracker.consent({ service: 'granted' });
  byPurpose.service(tab);
  await rig.settle();
  assert.equal(tab.tracker.ledger().storage, 'indexeddb');
  assert.equal((await rig.stored()).length, 1);
});

test('T1 what an earlier page stored waits until this page has consent for that purpose', async () => {
  const rig = trackRig();
  rig.reply = 'down';
  const old = rig.tab(everything);
  for (const purpose of purposes) byPurpose[purpose](old);
  await rig.settle();
  // Ended as by a killed browser: no beacon.
  rig.beaconRoom = 0;
  old.tracker.destroy();
  rig.reply = { status: 202 };
  const tab = rig.tab();
  await rig.pass(60_000);
  assert.equal(rig.requests.length, 0);
  tab.tracker.consent({ service: 'granted' });
  await rig.pass(10_000);
  assert.deepEqual(
    rig.arrived().map((event) => event.type),
    ['inlay.wealth_card_ready.v1'],
  );
});

test('values that are no consent state change nothing', () => {
  const tab = trackRig().tab();
  tab.tracker.consent({ service: 'yes' as ConsentState });
  tab.ready('P1');
  assert.equal(tab.tracker.ledger().waiting, 1);
  assert.equal(tab.tracker.ledger().queued, 0);
});

test('T2 what is withdrawn in one tab is withdrawn in the others; a word from elsewhere never grants', async (t) => {
  const rig = trackRig();
  rig.reply = 'down';
  const told: string[] = [];
  const open = () => {
    const tabs = createTabs('consent test', (purpose) => tab.tracker.consent({ [purpose]: 'denied' }));
    const tab = rig.tab(everything, { onRefused: (purpose) => (told.push(purpose), tabs.tell(purpose)) });
    const heard: unknown[] = [];
    tabs.listen((news) => heard.push(news));
    t.after(tabs.close);
    return { ...tab, tabs, heard };
  };
  const [one, other] = [open(), open()];
  byPurpose.marketing(other);
  await rig.settle();
  for (const news of ['granted', { marketing: 'granted' }, 'user-b']) one.tabs.tell(news as string);
  one.tracker.consent({ marketing: 'denied' });
  await until(() => told.length === 2, 'the other tab refuses, too');
  byPurpose.marketing(other);
  byPurpose.service(other);
  await rig.settle();
  assert.deepEqual(other.heard, ['granted', { marketing: 'granted' }, 'user-b'], 'the session’s news is the session’s');
  assert.deepEqual([other.tracker.ledger().denied, other.tracker.ledger().waiting], [2, 1]);
  // Both have refused by now: the word does not go round.
  assert.deepEqual([one.heard, told], [[], ['marketing', 'marketing']]);
});
