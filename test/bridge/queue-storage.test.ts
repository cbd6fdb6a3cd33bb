import assert from 'node:assert/strict';
import { test } from 'node:test';
import { IDBFactory } from 'fake-indexeddb';
import { everything, trackRig } from './track-rig.ts';

/** A factory whose databases do one thing wrong. */
function faulty(wrong: Partial<IDBDatabase>): IDBFactory {
  const factory = new IDBFactory();
  const open = factory.open.bind(factory);
  factory.open = (...args) => {
    const request = open(...args);
    request.addEventListener('success', () => Object.assign(request.result, wrong));
    return request;
  };
  return factory;
}

function fullDatabase(): IDBFactory {
  const factory = new IDBFactory();
  const open = factory.open.bind(factory);
  factory.open = (...args) => {
    const request = open(...args);
    request.addEventListener('success', () => {
      const database = request.result;
      const original = database.transaction.bind(database);
      database.transaction = (stores, mode, options) => {
        const transaction = original(stores, mode, options);
        if (mode === 'readwrite') {
          Object.defineProperty(transaction, 'error', { value: new DOMException('full', 'QuotaExceededError') });
          queueMicrotask(() => transaction.abort());
        }
        return transaction;
      };
    });
    return request;
  };
  return factory;
}

const faults: [string, IDBFactory | undefined, RegExp][] = [
  ['missing', undefined, /storage/],
  [
    'throwing on open',
    Object.assign(new IDBFactory(), {
      open() {
        throw new DOMException('denied', 'SecurityError');
      },
    }),
    /SecurityError/,
  ],
  [
    'refusing to open',
    Object.assign(new IDBFactory(), {
      open() {
        const request = Object.assign(new EventTarget(), { error: new DOMException('broken', 'UnknownError') });
        const event = new Event('error', { cancelable: true });
        setImmediate(() => {
          (request as unknown as IDBOpenDBRequest).onerror!(event);
          assert.equal(event.defaultPrevented, true, 'Firefox reports it to the page otherwise');
        });
        return request;
      },
    }) as unknown as IDBFactory,
    /UnknownError/,
  ],
  [
    'throwing on every transaction',
    faulty({
      transaction() {
        throw new DOMException('corrupt', 'InvalidStateError');
      },
    }),
    /InvalidStateError/,
  ],
  ['full', fullDatabase(), /QuotaExceededError/],
];

for (const [name, indexedDB, note] of faults) {
  test(`T22 IndexedDB ${name}: events live in memory, arrive, and the ledger says so`, async () => {
    const rig = trackRig();
    rig.reply = 'down';
    const tab = rig.tab(everything, { indexedDB });
    await rig.settle();
    for (let i = 0; i < 10; i++) tab.ready(`P${i}`);
    await rig.settle();
    assert.equal(tab.tracker.ledger().storage, 'memory');
    assert.match(tab.tracker.ledger().note, note);
    rig.reply = { status: 202 };
    await rig.pass(60_000);
    assert.equal(rig.arrived().length, 10);
    assert.equal(tab.tracker.ledger().waiting, 0);
    assert.equal(tab.tracker.ledger().acknowledged, 10);
  });
}

test('T22 IndexedDB that never answers does not hold anything up', async () => {
  const rig = trackRig();
  const indexedDB = Object.assign(new IDBFactory(), { open: () => new EventTarget() }) as unknown as IDBFactory;
  const tab = rig.tab(everything, { indexedDB });
  tab.ready('P1');
  await rig.pass(10_000);
  const { storage, acknowledged } = tab.tracker.ledger();
  assert.deepEqual({ storage, acknowledged }, { storage: 'memory', acknowledged: 1 });
});

test('T22 storage cleared under the open page: what was in it is sent from memory', async () => {
  const rig = trackRig();
  rig.reply = 'down';
  const tab = rig.tab(everything);
  for (let i = 0; i < 5; i++) tab.ready(`P${i}`);
  await rig.settle();
  rig.indexedDB.deleteDatabase('inlay-lvtu');
  await rig.settle();
  rig.reply = { status: 202 };
  await rig.pass(60_000);
  assert.equal(rig.arrived().length, 5);
  assert.equal(tab.tracker.ledger().storage, 'memory');
});

test('a database that was full is used again once something has left it', async () => {
  const rig = trackRig();
  let full = false;
  const open = rig.indexedDB.open.bind(rig.indexedDB);
  rig.indexedDB.open = (...args: Parameters<IDBFactory['open']>) => {
    const request = open(...args);
    request.addEventListener('success', () => {
      const database = request.result;
      const original = database.transaction.bind(database);
      database.transaction = (stores, mode, options) => {
        const transaction = original(stores, mode, options);
        if (full && mode === 'readwrite') transaction.abort();
        return transaction;
      };
    });
    return request;
  };
  rig.reply = 'down';
  const tab = rig.tab(everything);
  await rig.settle();
  tab.ready('P1');
  await rig.settle();
  full = true;
  tab.ready('P2');
  await rig.settle();
  assert.equal(tab.tracker.ledger().storage, 'memory');
  full = false;
  rig.reply = ({ events }) => (events.length > 1 ? { status: 202 } : 'down');
  await rig.pass(30_000);
  tab.ready('P3');
  await rig.settle();
  assert.equal(tab.tracker.ledger().storage, 'indexeddb');
  assert.equal((await rig.stored()).length, 1);
});
