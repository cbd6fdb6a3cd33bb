import type { Intent, Verb } from '../core/ports.ts';
import { randomWord } from './base64.ts';

/** Keeps what a customer was doing while he is away at the bank's sign-in. */
export interface Intents {
  /** Keeps the intent for ten minutes and gives the random state that must come back with the customer. */
  keep(intent: Intent | undefined): string;
  /** Takes the state out of the page's address and, if it is ours and in time, lets the intent be taken. */
  resume(): void;
  /** Hands the intent out, once. */
  take(widget: string, key: string): Intent | undefined;
  /** Forgets everything. */
  clear(): void;
}

const slot = 'inlay:intent';
const lifetime = 600_000;
const ticketForm = /^[\x21-\x7e]{16,4096}$/;
const wall = Date.now;

/** Takes every parameter of a name out of the page's address; gives the first and what stood before it. */
function takeOut(name: string): [value: string, before: string] | undefined {
  const parameter = new RegExp(`([?#&])${name}=([^&#]*)(&?)`);
  let { href } = location;
  let given: [string, string] | undefined;
  for (let found; (found = parameter.exec(href));) {
    const [whole, before, value, after] = found;
    given = given ?? [value, href.slice(0, found.index + 1)];
    href = href.replace(whole, after ? before : '');
  }
  try {
    // At once, so that nobody shares or records it; everything else in the address stays byte for byte.
    if (given) history.replaceState(history.state, '', href);
  } catch {
    // A document without a history of its own.
  }
  return given;
}

/**
 * Takes the one-use ticket that a mini-program hands its web-view out of the fragment, before anything else on the page can
 * read it. One in the query has been sent to servers, and counts for nothing.
 */
export function takeTicket(): string {
  const [ticket, before] = takeOut('inlay_ticket') ?? ['', ''];
  return before.includes('#') && ticketForm.test(ticket) ? ticket : '';
}

/** Makes the keeper; where a page may not store it lives in memory and so outlives no navigation. */
export function createIntents(): Intents {
  let memory = '';
  let ready: Intent | undefined;

  function write(text: string): void {
    memory = text;
    try {
      if (text) sessionStorage.setItem(slot, text);
      else sessionStorage.removeItem(slot);
    } catch {
      // Denied or full: memory has it.
    }
  }

  function read(): string {
    try {
      return sessionStorage.getItem(slot) ?? memory;
    } catch {
      return memory;
    }
  }

  return {
    keep(intent) {
      const state = randomWord();
      // The device's clock, not the bank's: on return the bank's is not known yet. The key comes last: it is free text.
      write([state, wall() + lifetime, intent?.verb, intent?.widget, intent?.key].join('\n'));
      return state;
    },
    resume() {
      const [given] = takeOut('inlay_state') ?? [];
      if (given === undefined) return;
      const [state, until, verb, widget, ...key] = read().split('\n');
      if (!state || state !== given) return;
      write('');
      if (widget && wall() < Number(until)) ready = { verb: verb as Verb, widget, key: key.join('\n') };
    },
    take(widget, key) {
      const intent = ready;
      if (intent?.widget !== widget || intent.key !== key) return undefined;
      ready = undefined;
      return intent;
    },
    clear() {
      ready = undefined;
      write('');
    },
  };
}
