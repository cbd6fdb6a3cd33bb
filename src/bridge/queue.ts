import type { Clock, Consent, Ledger, Purpose } from '../core/ports.ts';

/** Purposes by rank: the first is sent first and dropped last. */
export const purposes: readonly Purpose[] = ['service', 'marketing', 'experience'];

/** One event on its way to the bank. */
export interface Item {
  /** `rank.instant.page.number`, so that the order of the text is rank, then age. */
  readonly key: string;
  /** The event as JSON; ASCII, so that its length is its size in bytes. */
  readonly text: string;
  /** True once IndexedDB has said that it holds the event. */
  stored: boolean;
  /** True once a beacon took it; it stays in the queue, because nobody answers a beacon. */
  beaconed: boolean;
}

/** What the queue needs from outside. */
export interface QueueOptions {
  /** Name of the database. */
  name: string;
  /** Absent where the page has no IndexedDB: then the queue lives in memory. */
  factory: IDBFactory | undefined;
  clock: Clock;
  /** The consent of the moment, changed in place by the tracker. */
  consent: Readonly<Consent>;
  /** The tracker's counts, written in place. */
  ledger: Ledger;
  /** True when a lock sees to it that one tab sends at a time. */
  locked: boolean;
}

/** Events waiting for the bank: in memory for speed, in IndexedDB for reloads and killed browsers. */
export interface Queue {
  /** Starts IndexedDB; without `create` only a database that is there already, to erase from it. */
  open(create: boolean): void;
  add(key: string, text: string): void;
  /** Takes in what other pages left and lets go of what they delivered. */
  load(done: () => void): void;
  /** The next events with consent, by rank and age, up to so many and so many bytes. */
  next(count: number, bytes: number, fresh?: boolean): Item[];
  remove(items: readonly Item[]): void;
  /** Erases whatever consent is refused for. */
  purge(): void;
  size(): number;
  durable(): boolean;
  close(): void;
}

const STORE = 'rows';
const MOST = 2000;
const MOST_BYTES = 1e6;
const KEEP_MS = 30 * 864e5;
// Without a lock, what another page wrote is left to that page for so long.
const LEAVE_MS = 6e4;
const defer = globalThis.queueMicrotask;

/** Makes the queue; nothing is opened or stored before {@link Queue.open}. */
export function createQueue({ name, factory, clock, consent, ledger, locked }: QueueOptions): Queue {
  const items = new Map<string, Item>();
  let bytes = 0;
  let database: IDBDatabase | undefined;
  let opening = false;
  let creating = false;
  let closed = false;
  let group: ((item: Item) => void) | undefined;

  // The page may have written what it likes into its own database; NaN fails every comparison.
  const ageOf = (key: string) => clock.now() - +`${key}`.split('.')[1];
  /** Consent for a key; nothing for one that is too old or none of ours. */
  const stateOf = (key: string) => (ageOf(key) < KEEP_MS ? consent[purposes[+key[0]]] : undefined);
  const all = () => [...items.values()];

  function fail(reason: unknown): void {
    ledger.storage = 'memory';
    ledger.note = `storage: ${reason}`;
  }

  function begin(mode: IDBTransactionMode, act: (store: IDBObjectStore, transaction: IDBTransaction) => void): void {
    try {
      // Relaxed: a killed browser loses nothing by it, only a loss of power may.
      const transaction = database!.transaction(STORE, mode, { durability: 'relaxed' });
      act(transaction.objectStore(STORE), transaction);
    } catch (thrown) {
      fail(thrown);
    }
  }

  function lose(): void {
    if (database) database.close();
    database = undefined;
    for (const item of all()) item.stored = false;
    if (!closed) fail('lost');
  }

  function open(create: boolean): void {
    creating = creating || create;
    if (database || opening || closed) return;
    opening = true;
    const broken = (reason: unknown) => {
      opening = false;
      if (creating && !create) open(true);
      else if (creating) fail(reason);
    };
    try {
      const request = factory!.open(name, 1);
      request.onupgradeneeded = () => {
        if (creating) request.result.createObjectStore(STORE);
        // Before consent nothing may be stored, an empty database neither.
        else request.transaction!.abort();
      };
      request.onsuccess = () => {
        opening = false;
        database = request.result;
        if (closed) return lose();
        database.onversionchange = database.onclose = lose;
        ledger.storage = 'indexeddb';
        erase();
        saveAll();
      };
      request.onerror = (event) => {
        // Firefox would report it to the page.
        event.preventDefault();
        broken(request.error);
      };
    } catch (thrown) {
      broken(thrown);
    }
  }

  /** Writes at once, all events of one task in one transaction: a page that leaves in the same task has saved them. */
  function save(item: Item): void {
    if (!database || ledger.storage === 'memory') return;
    if (!group) {
      begin('readwrite', (store, transaction) => {
        const saved: Item[] = [];
        transaction.oncomplete = () => {
          for (const one of saved) one.stored = true;
        };
        transaction.onabort = () => fail(transaction.error);
        group = (one) => {
          store.put(one.text, one.key);
          saved.push(one);
        };
        defer(() => {
          group = undefined;
          try {
            transaction.commit();
          } catch {
            // An older engine, or a transaction that has ended: it commits by itself.
          }
        });
      });
    }
    try {
      if (group) group(item);
    } catch (thrown) {
      group = undefined;
      fail(thrown);
    }
  }

  function saveAll(): void {
    for (const item of all()) if (!item.stored) save(item);
  }

  function put(key: string, text: string, stored: boolean): void {
    const item = { key, text, stored, beaconed: false };
    items.set(key, item);
    bytes += text.length;
    ledger.queued++;
    if (!stored) save(item);
    while (items.size > MOST || bytes > MOST_BYTES) {
      // The oldest of the lowest rank; several, so that a full queue does not sort for every event.
      const gone = all()
        .sort((a, b) => +b.key[0] - +a.key[0] || byKey(a, b))
        .slice(0, 20);
      remove(gone);
      ledger.rejected += gone.length;
      ledger.note = 'queue: full';
    }
  }

  function forget(item: Item): void {
    if (items.delete(item.key)) bytes -= item.text.length;
  }

  /** Deletes these keys, or else whatever may not stay. */
  function erase(gone?: readonly Item[]): void {
    if (!database) return;
    begin('readwrite', (store, transaction) => {
      if (gone) for (const item of gone) store.delete(item.key);
      else {
        const keys = store.getAllKeys();
        keys.onsuccess = () => {
          for (const key of keys.result as string[]) {
            const state = stateOf(key);
            if (state !== 'granted' && state !== 'unknown') store.delete(key);
          }
        };
      }
      transaction.oncomplete = () => {
        if (ledger.storage === 'indexeddb') return;
        // It was full, and there may be room again.
        ledger.storage = 'indexeddb';
        saveAll();
      };
    });
  }

  function remove(gone: readonly Item[]): void {
    gone.forEach(forget);
    erase(gone);
  }

  return {
    open,
    remove,
    add: (key, text) => put(key, text, false),
    load(done) {
      if (!database) return done();
      begin('readonly', (store, transaction) => {
        const keys = store.getAllKeys();
        const texts = store.getAll();
        transaction.oncomplete = () => {
          const there = new Set(keys.result as string[]);
          // What is no longer there was delivered by another tab.
          for (const item of all()) {
            if (!item.stored || there.has(item.key)) continue;
            forget(item);
            ledger.acknowledged++;
          }
          (keys.result as string[]).forEach((key, index) => {
            const text: unknown = texts.result[index];
            if (items.has(key) || stateOf(key) !== 'granted' || typeof text !== 'string') return;
            if (locked || ageOf(key) > LEAVE_MS) put(key, text, true);
          });
          done();
        };
      });
    },
    next(count, size, fresh) {
      const list: Item[] = [];
      for (const item of all().sort(byKey)) {
        if (stateOf(item.key) !== 'granted' || (fresh && item.beaconed)) continue;
        size -= item.text.length + 1;
        if (list.length >= count || size < 0) break;
        list.push(item);
      }
      return list;
    },
    purge() {
      const denied = all().filter((item) => stateOf(item.key) === 'denied');
      denied.forEach(forget);
      ledger.denied += denied.length;
      if (database) erase();
      else open(false);
    },
    size: () => items.size,
    durable: () => !!database,
    close() {
      closed = true;
      lose();
    },
  };
}

const byKey = (a: Item, b: Item) => (a.key < b.key ? -1 : 1);
