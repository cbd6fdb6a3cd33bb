import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { createKeys } from '../../src/bridge/keys.ts';
import { createStorage } from '../../src/bridge/storage.ts';

const scope = 'https://open.bank.example\nlvtu';
const body = { digest: 'd', placement: 'order-done' };
let now = 1000;
const clock = { now: () => now, after: () => () => {} };
/** A tab of its own on the same device. */
const tab = (of = scope) => createKeys(of, createStorage('inlay'), clock);

/** Everything the device keeps, as text. */
async function stored(): Promise<string> {
  const db = await new Promise<IDBDatabase>((resolve) => {
    const request = indexedDB.open('inlay');
    request.onsuccess = () => resolve(request.result);
  });
  const store = db.transaction('values').objectStore('values');
  const read = <T>(request: IDBRequest<T>) =>
    new Promise<T>((done) => (request.onsuccess = () => done(request.result)));
  const [names, values] = await Promise.all([read(store.getAllKeys()), read(store.getAll())]);
  db.close();
  return JSON.stringify([names, values]);
}

beforeEach(() => {
  Object.defineProperty(globalThis, 'indexedDB', { value: new IDBFactory(), configurable: true, writable: true });
  now = 1000;
});

describe('keys of acts under way', () => {
  it('are kept with what goes with them, over reload and crash, until they are freed', async () => {
    const kept = await tab().hold('A', 'user-a', body);
    assert.match(kept.key, /^[\w-]{22}$/);
    now = 2000;
    assert.deepEqual(await tab().find('A', 'user-a'), { key: kept.key, at: 1000, body });
    assert.deepEqual(await tab().hold('A', 'user-a', { digest: 'other' }), kept);
    await tab().free('A', 'user-a', kept.key);
    assert.equal(await tab().find('A', 'user-a'), undefined);
    assert.notEqual((await tab().hold('A', 'user-a', body)).key, kept.key);
  });

  it('T25 T27 are one for all tabs that ask at once', async () => {
    const tabs = Array.from({ length: 8 }, () => tab());
    const kept = await Promise.all(tabs.flatMap((one) => [one.hold('A', 'u', body), one.hold('A', 'u', body)]));
    assert.equal(new Set(kept.map(({ key }) => key)).size, 1);
  });

  it('are another one per act, user, partner and bank', async () => {
    const keys = await Promise.all([
      tab().hold('A', 'u', body),
      tab().hold('B', 'u', body),
      tab().hold('A', 'v', body),
      tab('https://open.bank.example\nweishi').hold('A', 'u', body),
      tab('https://other.example\nlvtu').hold('A', 'u', body),
    ]);
    assert.equal(new Set(keys.map(({ key }) => key)).size, 5);
  });

  it('are not freed by who holds an older one', async () => {
    const first = await tab().hold('A', 'u', body);
    await tab().free('A', 'u', first.key);
    const second = await tab().hold('A', 'u', body);
    await tab().free('A', 'u', first.key);
    assert.deepEqual(await tab().find('A', 'u'), second);
  });

  it('T1 are stored under a hash: neither user, partner nor act can be read', async () => {
    await tab().hold('SHANLAN-WELCOME', 'pairwise-user', body);
    const all = await stored();
    assert.match(all, /"key [\w-]{22}"/);
    assert.doesNotMatch(all, /SHANLAN|pairwise|lvtu|bank\.example/);
  });

  it('wait for the disk before they count as kept', async () => {
    const asked: unknown[] = [];
    const open = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = function (this: IDBDatabase, ...call: unknown[]) {
      if (call[1] === 'readwrite') asked.push(call[2]);
      return Reflect.apply(open, this, call) as IDBTransaction;
    } as typeof open;
    try {
      await tab().hold('A', 'u', body);
    } finally {
      IDBDatabase.prototype.transaction = open;
    }
    assert.deepEqual(asked, [{ durability: 'strict' }]);
  });

  it('T22 live as long as the page where it may not store, one per act all the same', async () => {
    const put = IDBObjectStore.prototype.put;
    for (const deny of [
      () =>
        (IDBObjectStore.prototype.put = () => {
          throw new DOMException('full', 'QuotaExceededError');
        }),
      () => Object.defineProperty(globalThis, 'indexedDB', { value: undefined, configurable: true }),
      () =>
        Object.defineProperty(globalThis, 'indexedDB', {
          configurable: true,
          get() {
            throw new DOMException('denied', 'SecurityError');
          },
        }),
    ]) {
      deny();
      const keys = tab();
      const kept = await keys.hold('A', 'u', body);
      assert.deepEqual(await keys.hold('A', 'u', {}), kept);
      assert.deepEqual(await keys.find('A', 'u'), kept);
      await keys.free('A', 'u', kept.key);
      assert.equal(await keys.find('A', 'u'), undefined);
      IDBObjectStore.prototype.put = put;
    }
  });
});
