import type { Storage } from '../core/ports.ts';

/** {@link Storage} that also keeps what only structured cloning can copy, such as a CryptoKey. */
export interface Vault extends Storage {
  get<T = string>(key: string): Promise<T | undefined>;
  set(key: string, value: unknown): Promise<void>;
  /** Closes the database; a later call opens it again. */
  close(): void;
}

const { Promise, setTimeout, clearTimeout } = globalThis;
const table = 'values';
// Safari 14 sometimes never answers `open` (WebKit bug 226547).
const patience = 1500;

function open(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    // Read late and inside the promise: the getter itself throws where a page is not allowed to store.
    const request = indexedDB.open(name, 1);
    const timer = setTimeout(reject, patience);
    request.onupgradeneeded = () => request.result.createObjectStore(table);
    request.onerror = (event) => {
      // Firefox would report a refused database to the page's own error handler.
      event.preventDefault();
      reject();
    };
    request.onsuccess = () => {
      clearTimeout(timer);
      resolve(request.result);
    };
  });
}

/** Makes a store in IndexedDB; what it will not take lives in memory for as long as the page does. */
export function createStorage(name: string): Vault {
  const memory = new Map<string, unknown>();
  let database: Promise<IDBDatabase> | undefined;

  /** Runs one request; rejects when the database does not do it. */
  async function run<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
    database = database ?? open(name);
    const db = await database;
    // Another tab wants to delete or upgrade: let go, and open again at the next call.
    db.onversionchange = db.onclose = close;
    return new Promise((resolve, reject) => {
      const transaction = db.transaction(table, mode);
      const request = act(transaction.objectStore(table));
      // A write counts when it is committed, not when it is accepted: a full disk says no in between.
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = transaction.onabort = reject;
    });
  }

  function close(): void {
    database?.then(
      (db) => db.close(),
      () => {},
    );
    database = undefined;
  }

  return {
    async get<T>(key: string) {
      if (memory.has(key)) return memory.get(key) as T;
      return run<T | undefined>('readonly', (store) => store.get(key)).catch(() => undefined);
    },
    async set(key, value) {
      memory.delete(key);
      await run('readwrite', (store) => store.put(value, key)).catch(() => memory.set(key, value));
    },
    async remove(key) {
      memory.delete(key);
      await run('readwrite', (store) => store.delete(key)).catch(() => {});
    },
    close,
  };
}
