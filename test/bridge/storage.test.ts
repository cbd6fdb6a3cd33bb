import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { createStorage } from '../../src/bridge/storage.ts';

beforeEach(() => {
  Object.defineProperty(globalThis, 'indexedDB', { value: new IDBFactory(), configurable: true, writable: true });
});

/** Works through a store as its users do. */
async function works(storage = createStorage('s')) {
  assert.equal(await storage.get('a'), undefined);
  await storage.set('a', 'one');
  assert.equal(await storage.get('a'), 'one');
  await storage.set('a', 'two');
  assert.equal(await storage.get('a'), 'two');
  await storage.remove('a');
  assert.equal(await storage.get('a'), undefined);
}

describe('storage', () => {
  it('keeps values over a reload', async () => {
    await works();
    await createStorage('s').set('a', 'kept');
    assert.equal(await createStorage('s').get('a'), 'kept');
  });

  it('sees what another tab wrote and removed', async () => {
    const [one, other] = [createStorage('s'), createStorage('s')];
    await one.set('a', '1');
    assert.equal(await other.get('a'), '1');
    await other.remove('a');
    assert.equal(await one.get('a'), undefined);
  });

  it('goes on after it was closed, and lets another tab delete the database', async () => {
    const storage = createStorage('s');
    await storage.set('a', '1');
    storage.close();
    assert.equal(await storage.get('a'), '1');
    await gone('s');
    await storage.set('a', '2');
    assert.equal(await storage.get('a'), '2');
  });

  const broken: [string, PropertyDescriptor][] = [
    ['indexedDB is undefined', { value: undefined }],
    [
      'the getter throws',
      {
        get: () => {
          throw new DOMException('denied', 'SecurityError');
        },
      },
    ],
    [
      'open throws',
      {
        value: {
          open: () => {
            throw new DOMException('denied', 'SecurityError');
          },
        },
      },
    ],
    ['open fails', { value: { open: () => refusing() } }],
  ];
  for (const [name, descriptor] of broken) {
    it(`T22 lives in memory when ${name}`, async () => {
      Object.defineProperty(globalThis, 'indexedDB', { configurable: true, ...descriptor });
      await works();
    });
  }

  it('T22 lives in memory when open never answers', async () => {
    Object.defineProperty(globalThis, 'indexedDB', { configurable: true, value: { open: () => ({}) } });
    await works();
  });

  it('T22 lives in memory while open is slow, and on the disk once the engine is there', async () => {
    const deliver = slow();
    const storage = createStorage('s');
    await storage.set('a', 'meanwhile');
    await storage.set('b', 'meanwhile');
    assert.equal(await storage.get('a'), 'meanwhile');
    await deliver();
    assert.equal(await storage.get('a'), 'meanwhile');
    await storage.set('b', 'on disk');
    assert.equal(await createStorage('s').get('b'), 'on disk');
    await gone('s');
  });

  it('holds no connection that comes after it was closed', async () => {
    const deliver = slow();
    const storage = createStorage('s');
    await storage.set('a', '1');
    storage.close();
    await deliver();
    await gone('s');
  });

  it('T22 lives in memory when the disk is full, value by value', async () => {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    const storage = createStorage('s');
    try {
      await works(storage);
      await storage.set('b', 'in memory');
    } finally {
      IDBObjectStore.prototype.put = put;
    }
    assert.equal(await storage.get('b'), 'in memory');
    await storage.set('b', 'on disk');
    assert.equal(await createStorage('s').get('b'), 'on disk');
  });

  it('T22 lives in memory when a commit fails after the write was accepted', async () => {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (...given: Parameters<typeof put>) {
      const request = put.apply(this, given);
      request.addEventListener('success', () => this.transaction.abort());
      return request;
    };
    try {
      await works();
    } finally {
      IDBObjectStore.prototype.put = put;
    }
  });
});

/** Deletes a database, which no connection may block. */
function gone(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onblocked = () => reject(new Error('the deletion was blocked'));
  });
}

/** Keeps the next connection back until the returned function is called. */
function slow(): () => Promise<void> {
  const open = indexedDB.open;
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  let come: Promise<void> | undefined;
  indexedDB.open = function (...given) {
    indexedDB.open = open;
    const request = open.apply(this, given);
    let tell = () => {};
    Object.defineProperty(request, 'onsuccess', { get: () => null, set: (told: typeof tell) => (tell = told) });
    const there = new Promise((resolve) => request.addEventListener('success', resolve));
    come = Promise.all([held, there]).then(() => tell());
    return request;
  };
  return async () => {
    release();
    await come;
  };
}

function refusing(): object {
  const request: { onerror?: (event: Event) => void } = {};
  queueMicrotask(() => request.onerror?.(new Event('error')));
  return request;
}
