import { IDBFactory } from 'fake-indexeddb';
import type { Consent } from '../../src/core/ports.ts';
import { createTracker, type TrackerOptions } from '../../src/bridge/tracker.ts';

/** One event as the collector got it. */
export interface Arrived {
  specversion: string;
  id: string;
  source: string;
  type: string;
  time: string;
  datacontenttype: string;
  dataschema: string;
  attribution?: string;
  data: Record<string, unknown>;
}

/** One request as the collector got it. */
export interface Delivered {
  url: string;
  init: RequestInit;
  events: Arrived[];
}

/** How the collector answers; `down` is a network error. */
export type Reply = { status: number; headers?: Record<string, string>; body?: unknown } | 'down' | 'silent';

const real = { setImmediate };

/** A world for trackers: clock, collector, storage and locks; several trackers are several tabs of one browser. */
export function trackRig() {
  let now = Date.parse('2026-11-22T10:00:00+08:00');
  let timers: { at: number; callback: () => void }[] = [];
  const held = new Map<string, Promise<unknown>>();
  let sending = 0;
  const rig = {
    clock: {
      now: () => now,
      after(milliseconds: number, callback: () => void) {
        const timer = { at: now + milliseconds, callback };
        timers.push(timer);
        return () => {
          timers = timers.filter((one) => one !== timer);
        };
      },
    },
    indexedDB: new IDBFactory(),
    /** What the collector answers from now on. */
    reply: { status: 202, body: { rejected: [] } } as Reply | ((request: Delivered) => Reply),
    requests: [] as Delivered[],
    beacons: [] as { url: string; text: string; events: Arrived[] }[],
    /** Bytes the browser still takes as beacons. */
    beaconRoom: 65_536,
    /** Most requests under way at once. */
    sendersAtOnce: 0,
    pending: () => timers.map((timer) => timer.at - now).sort((a, b) => a - b),
    /** Lets IndexedDB and promises do what they have to do now. */
    async settle() {
      for (let turn = 0; turn < 300; turn++) await new Promise((done) => real.setImmediate(done));
    },
    async pass(milliseconds: number) {
      const end = now + milliseconds;
      await rig.settle();
      for (;;) {
        const due = timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
        if (!due) break;
        timers = timers.filter((timer) => timer !== due);
        now = Math.max(now, due.at);
        due.callback();
        await rig.settle();
      }
      now = end;
    },
    async fetch(url: unknown, init?: RequestInit): Promise<Response> {
      const request = { url: String(url), init: init!, events: JSON.parse(init!.body as string) as Arrived[] };
      rig.requests.push(request);
      rig.sendersAtOnce = Math.max(rig.sendersAtOnce, ++sending);
      try {
        const reply = typeof rig.reply === 'function' ? rig.reply(request) : rig.reply;
        for (let turn = 0; turn < 3; turn++) await new Promise((done) => real.setImmediate(done));
        if (reply === 'down') throw new TypeError('Failed to fetch');
        if (reply === 'silent') {
          const { signal } = init!;
          await new Promise((_, refuse) => signal!.addEventListener('abort', () => refuse(new Error('aborted'))));
        }
        const { status, headers, body } = reply as Exclude<Reply, string>;
        return new Response(JSON.stringify(body ?? {}), { status, headers });
      } finally {
        sending--;
      }
    },
    sendBeacon(url: string, text: string) {
      if (text.length > rig.beaconRoom) return false;
      rig.beaconRoom -= text.length;
      rig.beacons.push({ url, text, events: JSON.parse(text) as Arrived[] });
      return true;
    },
    locks: {
      async request(name: string, options: { signal?: AbortSignal }, work: () => Promise<unknown>) {
        const aborted = new Promise<never>((_, refuse) =>
          options.signal?.addEventListener('abort', () => refuse(new Error('aborted'))),
        );
        aborted.catch(() => undefined);
        while (held.has(name)) await Promise.race([held.get(name), aborted]);
        const run = work();
        held.set(name, run);
        try {
          return await run;
        } finally {
          held.delete(name);
        }
      },
    } as unknown as LockManager,
    /** A tab with a tracker; its page and document may be sent events by the test. */
    tab(consent: Partial<Consent> = {}, options: Partial<TrackerOptions> = {}) {
      const page = new EventTarget();
      const document = Object.assign(new EventTarget(), { visibilityState: 'visible' });
      const tracker = createTracker({
        partner: 'lvtu',
        gateway: 'https://open.bank.example',
        clock: rig.clock,
        fetch: rig.fetch as typeof fetch,
        sendBeacon: rig.sendBeacon,
        locks: rig.locks,
        indexedDB: rig.indexedDB,
        page,
        document,
        consent,
        ...options,
      });
      const hide = () => {
        document.visibilityState = 'hidden';
        document.dispatchEvent(new Event('visibilitychange'));
      };
      return {
        tracker,
        page,
        document,
        hide,
        leave() {
          hide();
          page.dispatchEvent(new Event('pagehide'));
        },
        ready: (product: string) =>
          tracker.track('wealth_card_ready', {
            product,
            placement: 'test',
            verdict: 'allow',
            disclosure: '2026-09-01.2',
          }),
      };
    },
    /** Every event that arrived, by fetch or beacon, resent ones once. */
    arrived(): Arrived[] {
      const seen = new Map<string, Arrived>();
      for (const { events } of [...rig.requests, ...rig.beacons]) {
        for (const event of events) seen.set(`${event.source} ${event.id}`, event);
      }
      return [...seen.values()];
    },
    /** Keys in the tracker's database, one per event; empty when there is none, and none is made by looking. */
    async stored(): Promise<string[]> {
      const databases = await rig.indexedDB.databases();
      if (!databases.some((one) => one.name === 'inlay-lvtu')) return [];
      return new Promise((done, refuse) => {
        const open = rig.indexedDB.open('inlay-lvtu');
        open.onerror = () => refuse(open.error!);
        open.onsuccess = () => {
          const rows = open.result.transaction('rows').objectStore('rows');
          const keys = rows.getAllKeys();
          const texts = rows.getAll();
          texts.onsuccess = () => {
            open.result.close();
            const counts = (texts.result as unknown[]).map((text) => String(text).split('specversion').length - 1 || 1);
            done((keys.result as string[]).flatMap((key, i) => Array<string>(counts[i]!).fill(key)));
          };
        };
      });
    },
  };
  return rig;
}

/** Consent to everything. */
export const everything: Consent = { service: 'granted', marketing: 'granted', experience: 'granted' };
