import { trackSchemas, type FieldType, type TrackData, type TrackName } from '../core/events.ts';
import type { Clock, Consent, Ledger, Tracker } from '../core/ports.ts';
import { createDelivery, type Delivery, type DeliveryNatives } from './delivery.ts';
import { blankLedger } from './ledger.ts';
import { isPersonal } from './redact.ts';
import { purposes, type Queue } from './rows.ts';

type Data = Record<string, string | number | boolean>;

/** What every tracker is made of. */
export interface TrackingOptions extends DeliveryNatives {
  /** The partner's id; part of a URL, so checked by the caller. */
  partner: string;
  /** Origin of the bank's gateway, such as `https://open.bank.example`. */
  gateway: string;
  clock: Clock;
  /** Consent given so far; what is not named is `unknown`. */
  consent?: Partial<Consent>;
  /** The page's own copy of each event that passed consent, schema and redaction. */
  onTrack?: (event: { name: string; data: Data }) => void;
  /** The attribution token that goes along with what is seen and opened; the page's own copy is without it. */
  attribution?: () => string;
  /** True where nobody is tracked whatever he has granted: on a page for minors (T9). */
  silent?: () => boolean;
  /** Hears of a purpose that was not refused before and is now. */
  onRefused?: (purpose: string) => void;
  /** Says a word of consent that is none; it changes nothing. */
  debug?: (line: string) => void;
  /** Makes the queue over the consent and the ledger, which the tracker goes on changing. */
  queue(consent: Readonly<Consent>, ledger: Ledger): Queue;
  /** Tells the delivery when the page goes, comes back, and is online again; the returned function ends it. */
  watch(delivery: Delivery): () => void;
}

interface Held {
  name: TrackName;
  time: number;
  /** The attribution token at that moment, or an empty text. */
  token: string;
  data: Data;
}

const MOST_HELD = 200;
const own = Function.prototype.call.bind(Object.prototype.hasOwnProperty) as (object: object, key: string) => boolean;
const { keys } = Object;
const defer = globalThis.queueMicrotask;
const random = Math.random;

function fits(type: FieldType, value: unknown): boolean {
  if (type === 'flag') return typeof value === 'boolean';
  if (type === 'id') return typeof value === 'string' && /^[\w.-]{1,64}$/.test(value);
  return typeof value === 'number' && value >= 0 && (type === 'ratio' ? value <= 1 : Number.isSafeInteger(value));
}

/** A {@link Tracker} that can be told when an event was, in bank time, and the consent of then, if it was not just now. */
export interface TimedTracker extends Tracker {
  track<N extends TrackName>(name: N, data: TrackData<N>, time?: number, then?: Partial<Consent>): void;
}

/** Makes the one tracker of a page or an app, over whatever keeps its events and carries them. */
export function createTracking(options: TrackingOptions): TimedTracker {
  const { clock, partner, onTrack, attribution, debug = () => {} } = options;
  const consent: Consent = { service: 'unknown', marketing: 'unknown', experience: 'unknown' };
  const ledger = blankLedger();
  let held: Held[] = [];
  let id = randomId();
  let number = 0;
  let ended = false;

  const queue = options.queue(consent, ledger);
  const delivery = createDelivery({ ...options, queue, ledger });

  /** The fields that may leave; the others are counted. */
  function filter(fields: Readonly<Record<string, FieldType>>, data: Data): Data {
    const passed = { __proto__: null } as unknown as Data;
    for (const key of keys(data)) {
      const value = data[key];
      if (own(fields, key) && fits(fields[key], value) && !isPersonal(key, `${value}`)) passed[key] = value;
      else ledger.redacted++;
    }
    return passed;
  }

  function enqueue({ name, time, token, data }: Held): void {
    const { version, purpose } = trackSchemas[name];
    number++;
    // Written by hand: each value has passed a pattern without quotes, and a page's toJSON or JSON.stringify has no say.
    const body = keys(data).map((key) => `"${key}":${typeof data[key] === 'string' ? `"${data[key]}"` : data[key]}`);
    queue.add(
      `${purposes.indexOf(purpose)}.${time}.${id}.${1e6 + number}`,
      `{"specversion":"1.0","id":"${number}","source":"urn:inlay:${partner}:${id}","type":"inlay.${name}.v${version}",` +
        `"time":"${new Date(time + 288e5).toISOString().slice(0, -1)}+08:00","datacontenttype":"application/json",` +
        `"dataschema":"urn:inlay:${name}:${version}",${token && `"attribution":"${token}",`}"data":{${body.join()}}}`,
    );
    delivery.wake();
    if (!onTrack) return;
    // Out of our stack: a slow or failing sink is the page's own affair.
    defer(() => {
      try {
        onTrack({ name, data: { ...data } });
      } catch {
        ledger.note = 'onTrack: threw';
      }
    });
  }

  function take(event: Held, then: Partial<Consent> = consent): void {
    const { purpose } = trackSchemas[event.name];
    const state = consent[purpose];
    // What happened under a refusal stays refused, and so does what was held before the page was known to be for minors.
    if (state === 'denied' || then[purpose] === 'denied' || options.silent?.()) ledger.denied++;
    else if (state === 'granted') enqueue(event);
    else held.push(event);
  }

  function change(wanted: Partial<Consent>): void {
    for (const purpose of keys(Object(wanted)) as (keyof Consent)[]) {
      const state = wanted[purpose];
      // What is no text may have none: to print it would throw at the page.
      const text = typeof state === 'string' ? state : typeof state;
      if (!purposes.includes(purpose) || !/^(granted|denied|unknown)$/.test(text)) {
        debug(`consent: ${purposes} can be granted|denied|unknown, not ${purpose} ${text}`);
        continue;
      }
      if (consent[purpose] === state) continue;
      if (state === 'granted') {
        consent[purpose] = state;
        ledger.note = '';
        queue.open(true);
        // Also for what an earlier page left.
        delivery.wake();
      } else {
        // What was granted and is unknown again is withdrawn.
        consent[purpose] = 'denied';
        delivery.interrupt();
        queue.purge();
        options.onRefused?.(purpose);
      }
    }
    const waiting = held;
    held = [];
    for (const event of waiting) take(event);
  }

  const unwatch = options.watch(delivery);
  change(options.consent || {});

  return {
    track(name, data, time = clock.now(), then) {
      try {
        if (ended) return;
        if (!own(trackSchemas, name)) return void ledger.rejected++;
        const { purpose, fields } = trackSchemas[name];
        const word = purpose === 'marketing' && attribution?.();
        const token = fits('id', word) ? (word as string) : '';
        take({ name, time: Math.round(time), token, data: filter(fields, data as Data) }, then);
        if (held.length <= MOST_HELD) return;
        held.shift();
        ledger.rejected++;
      } catch {
        // Data whose getters throw, an instant that is none: never the page's worry.
        ledger.rejected++;
      }
    },
    consent(wanted) {
      if (!ended) change(wanted);
    },
    ledger: () => ({ ...ledger, waiting: held.length + queue.size() }),
    reset() {
      // What was consented to is the bank's record and still goes; it names nobody, and a new page id cuts the thread.
      held = [];
      id = randomId();
      number = 0;
      delivery.flush();
    },
    destroy() {
      if (ended) return;
      unwatch();
      delivery.leave();
      ended = true;
      held = [];
      delivery.stop();
      queue.close();
    },
  };
}

/** 64 random bits in hex: one page's life, in memory only. */
function randomId(): string {
  let text = '';
  while (text.length < 16) text += ((random() * 16) | 0).toString(16);
  return text;
}
