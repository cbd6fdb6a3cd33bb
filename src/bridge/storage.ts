import type { Storage } from '../core/ports.ts';

/** {@link Storage} that also keeps what only structured cloning can copy, such as a CryptoKey. */
export interface Vault extends Storage {
  get<T = string>(key: string): Promise<T | undefined>;
  set(key: string, value: unknown): Promise<void>;
  /**
   * Compares and sets in one transaction, which no other tab can get between: `change` gets what is there and says what
   * shall be there, or `undefined` for nothing. Resolves to what is there then, when it is safely on the disk.
   */
  change<T>(key: string, change: (old: T | undefined) => T | undefined): Promise<T | undefined>;
  /** Closes the database; a later call opens it again. */
  close(): void;
}

const { Promise, setTimeout, clearTimeout } = globalThis;
const table = 'values';
// Safari 14 sometimes never answers `open` (WebKit bug 226547).
const patience = 1500;

/** Opens it; `late` is told when the engine answers after we gave up, of a connection that is let go. */
function open(name: string, late: () => void): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    // Read late and inside the promise: the getter itself throws where a page is not allowed to store.
    const request = indexedDB.open(name, 1);
    const timer = setTimeout(() => {
      request.onsuccess = () => {
        request.result.close();
        late();
      };
      reject();
    }, patience);
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
    database = database ?? open(name, close);
    const db = await database;
    // Another tab wants to delete or upgrade: let go, and open again at the next call.
    db.onversionchange = db.onclose = close;
    return new Promise((resolve, reject) => {
      const transaction = begin(db, mode);
      const request = act(transaction.objectStore(table));
      // A write counts when it is committed, not when it is accepted: a full disk says no in between.
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = transaction.onabort = reject;
    });
  }

  /** `strict` waits for the disk itself (T26); engines that do not know it wait anyway. */
  const begin = (db: IDBDatabase, mode: IDBTransactionMode) =>
    db.transaction(table, mode, { durability: mode === 'readonly' ? 'default' : 'strict' });

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
    async change<T>(key: string, change: (old: T | undefined) => T | undefined) {
      if (!memory.has(key)) {
        let next: T | undefined;
        const act = (store: IDBObjectStore) => {
          const read = store.get(key) as IDBRequest<T | undefined>;
          read.onsuccess = () => {
            next = change(read.result);
            try {
              if (next === undefined) store.delete(key);
              else if (next !== read.result) store.put(next, key);
            } catch {
              // Thrown here it would be the page's own error.
              read.transaction!.abort();
            }
          };
          return read;
        };
        const kept = await run('readwrite', act).then(
          () => true,
          () => false,
        );
        if (kept) return next;
      }
      const next = change(memory.get(key) as T | undefined);
      if (next === undefined) memory.delete(key);
      else memory.set(key, next);
      return next;
    },
    async remove(key) {
      memory.delete(key);
      await run('readwrite', (store) => store.delete(key)).catch(() => {});
    },
    close,
  };
}
