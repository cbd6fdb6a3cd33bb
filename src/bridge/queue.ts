import type { Clock, Consent, Ledger } from '../core/ports.ts';
import { byKey, countIn, countOf, purposes, type Item, type Queue } from './rows.ts';

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

const STORE = 'rows';
// A row for each event would cost a burst more in IndexedDB than everything else together.
const MOST_IN_ROW = 10;
const MOST = 2000;
const MOST_BYTES = 1e6;
const KEEP_MS = 30 * 864e5;
// Without a lock, what another page wrote is left to that page for so long.
const LEAVE_MS = 6e4;
const defer = globalThis.queueMicrotask;

/** Makes the queue; nothing is opened or stored before {@link Queue.open}. */
export function createQueue({ name, factory, clock, consent, ledger, locked }: QueueOptions): Queue {
  const items = new Map<string, Item>();
  /** Keys forgotten since the last look into the database began, which may still see them. */
  let gone = new Set<string>();
  let bytes = 0;
  let database: IDBDatabase | undefined;
  let opening = false;
  let creating = false;
  let closed = false;
  /** Rows of this task, to be written when it ends, and for each rank the one that still takes events. */
  let group: Item[] = [];
  let taking: (Item | undefined)[] = [];

  // The page may have written what it likes into its own database; NaN fails every comparison.
  const ageOf = (key: string) => clock.now() - +`${key}`.split('.')[1];
  /** Consent for a key; nothing for one that is too old or none of ours. */
  const stateOf = (key: string, then = consent) => (ageOf(key) < KEEP_MS ? then[purposes[+key[0]]] : undefined);
  const all = () => [...items.values()];
  const size = () => countOf(all());

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

  /** Begins the one transaction of this task at once: a page that leaves in the same task has saved its events. */
  function save(item: Item): void {
    if (group.push(item) > 1) return;
    const saved = group;
    let rows: IDBObjectStore | undefined;
    if (ledger.storage === 'indexeddb') begin('readwrite', (store) => (rows = store));
    defer(() => {
      if (group === saved) group = [];
      taking = [];
      if (!rows) return;
      try {
        const { transaction } = rows;
        transaction.oncomplete = () => {
          for (const one of saved) one.stored = true;
        };
        transaction.onabort = () => fail(transaction.error);
        for (const one of saved) rows.put(one.text, one.key);
        // Else it waits for an answer to each row first.
        if (transaction.commit) transaction.commit();
      } catch (thrown) {
        fail(thrown);
      }
    });
  }

  function saveAll(): void {
    for (const item of all()) if (!item.stored) save(item);
  }

  function put(key: string, text: string, stored: boolean): void {
    const rank = +key[0];
    let item = stored ? undefined : taking[rank];
    if (item && item.count < MOST_IN_ROW) {
      item.text += `,${text}`;
      item.count++;
      ledger.queued++;
    } else {
      item = { key, text, count: stored ? countIn(text) : 1, stored, beaconed: false };
      items.set(key, item);
      ledger.queued += item.count;
      if (!stored) save((taking[rank] = item));
    }
    bytes += text.length;
    while (size() > MOST || bytes > MOST_BYTES) {
      // The oldest of the lowest rank.
      const [weakest] = all().sort((a, b) => +b.key[0] - +a.key[0] || byKey(a, b));
      remove([weakest]);
      ledger.rejected += weakest.count;
      ledger.note = 'queue: full';
    }
  }

  function forget(item: Item): void {
    if (!items.delete(item.key)) return;
    bytes -= item.text.length;
    gone.add(item.key);
    taking = [];
  }

  /** Deletes these keys, or else whatever may not stay. */
  function erase(these?: readonly Item[]): void {
    if (!database) return;
    begin('readwrite', (store, transaction) => {
      if (these) for (const item of these) store.delete(item.key);
      else {
        // What was refused goes even when it is granted again by then, and only what was there before.
        const now = { ...consent };
        group = [];
        const keys = store.getAllKeys();
        keys.onsuccess = () => {
          for (const key of keys.result as string[]) {
            const state = stateOf(key, now);
            if (!state || state === 'denied') store.delete(key);
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

  function remove(these: readonly Item[]): void {
    these.forEach(forget);
    erase(these);
  }

  return {
    open,
    remove,
    add: (key, text) => put(key, text, false),
    load(done) {
      if (!database) return done();
      gone = new Set();
      begin('readonly', (store, transaction) => {
        const keys = store.getAllKeys();
        const texts = store.getAll();
        transaction.oncomplete = () => {
          const there = new Set(keys.result as string[]);
          // What is no longer there was delivered by another tab.
          for (const item of all()) {
            if (!item.stored || there.has(item.key)) continue;
            forget(item);
            ledger.acknowledged += item.count;
          }
          (keys.result as string[]).forEach((key, index) => {
            const text: unknown = texts.result[index];
            if (items.has(key) || gone.has(key) || stateOf(key) !== 'granted' || typeof text !== 'string') return;
            if (locked || ageOf(key) > LEAVE_MS) put(key, text, true);
          });
          done();
        };
      });
    },
    next(count, room, fresh) {
      const list: Item[] = [];
      // What has been looked at takes no more events.
      taking = [];
      for (const item of all().sort(byKey)) {
        if (stateOf(item.key) !== 'granted' || (fresh && item.beaconed)) continue;
        count -= item.count;
        room -= item.text.length + 1;
        if (count < 0 || room < 0) break;
        list.push(item);
      }
      return list;
    },
    purge() {
      const denied = all().filter((item) => stateOf(item.key) === 'denied');
      denied.forEach(forget);
      ledger.denied += countOf(denied);
      if (database) erase();
      else open(false);
    },
    size,
    durable: () => !!database,
    close() {
      closed = true;
      lose();
    },
  };
}
