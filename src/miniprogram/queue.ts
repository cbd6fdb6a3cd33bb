import { byKey, countIn, countOf, purposes, type Item, type Queue } from '../bridge/rows.ts';
import type { Clock, Consent, Ledger } from '../core/ports.ts';

const MOST_IN_ROW = 10;
const MOST = 1000;
// Of the 10 MB that one user's storage has for the whole mini-program.
const MOST_BYTES = 5e5;
const KEEP_MS = 30 * 864e5;

/** Makes the queue in WeChat's storage: a row is written at the end of the turn in which its events were tracked. */
export function createQueue(prefix: string, clock: Clock, consent: Readonly<Consent>, ledger: Ledger): Queue {
  const items = new Map<string, Item>();
  let bytes = 0;
  let taking: (Item | undefined)[] = [];
  let group: Item[] = [];

  const all = () => [...items.values()];
  const size = () => countOf(all());
  const stateOf = (key: string) =>
    clock.now() - Number(key.split('.')[1]) < KEEP_MS ? consent[purposes[Number(key[0])]!] : undefined;

  /** Runs an act on the storage; what it will not take lives in memory. */
  function stored(act: () => void): boolean {
    try {
      act();
      return true;
    } catch (thrown) {
      ledger.storage = 'memory';
      ledger.note = `storage: ${(thrown as Error)?.message}`;
      return false;
    }
  }

  function save(item: Item): void {
    if (group.push(item) > 1) return;
    void Promise.resolve().then(() => {
      const saved = group;
      group = [];
      taking = [];
      for (const one of saved) {
        if (items.has(one.key)) one.stored = stored(() => wx.setStorageSync(prefix + one.key, one.text));
        if (one.stored) ledger.storage = 'wx';
      }
    });
  }

  function forget(item: Item): void {
    if (!items.delete(item.key)) return;
    bytes -= item.text.length;
    taking = [];
    if (item.stored) stored(() => wx.removeStorageSync(prefix + item.key));
  }

  /** Looks through what an earlier life left: takes it in, or erases what may not stay. */
  function look(take: boolean): void {
    stored(() => {
      for (const name of wx.getStorageInfoSync().keys.filter((name) => name.startsWith(prefix))) {
        const key = name.slice(prefix.length);
        const state = stateOf(key);
        const text: unknown = wx.getStorageSync(name);
        if (!state || state === 'denied' || typeof text !== 'string') wx.removeStorageSync(name);
        else if (take && state === 'granted' && !items.has(key)) put(key, text, true);
      }
    });
  }

  function put(key: string, text: string, old: boolean): void {
    const rank = Number(key[0]);
    let item = old ? undefined : taking[rank];
    if (item && item.count < MOST_IN_ROW) {
      item.text += `,${text}`;
      item.count++;
      ledger.queued++;
    } else {
      item = { key, text, count: old ? countIn(text) : 1, stored: old, beaconed: false };
      items.set(key, item);
      ledger.queued += item.count;
      if (!old) save((taking[rank] = item));
    }
    bytes += text.length;
    while (size() > MOST || bytes > MOST_BYTES) {
      // The oldest of the lowest rank.
      const weakest = all().sort((a, b) => Number(b.key[0]) - Number(a.key[0]) || byKey(a, b))[0]!;
      forget(weakest);
      ledger.rejected += weakest.count;
      ledger.note = 'queue: full';
    }
  }

  return {
    open(create) {
      if (create) ledger.storage = 'wx';
      look(create);
    },
    add: (key, text) => put(key, text, false),
    load(done) {
      // There are no other tabs.
      done();
    },
    next(count, room) {
      const list: Item[] = [];
      // What has been looked at takes no more events.
      taking = [];
      for (const item of all().sort(byKey)) {
        if (stateOf(item.key) !== 'granted') continue;
        count -= item.count;
        room -= item.text.length + 1;
        if (count < 0 || room < 0) break;
        list.push(item);
      }
      return list;
    },
    remove: (these) => these.forEach(forget),
    purge() {
      const denied = all().filter((item) => stateOf(item.key) === 'denied');
      denied.forEach(forget);
      ledger.denied += countOf(denied);
      look(false);
    },
    size,
    durable: () => false,
    close() {
      items.clear();
    },
  };
}
