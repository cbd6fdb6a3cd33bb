import type { Intent, Verb } from '../core/ports.ts';
import { randomWord } from './base64.ts';

/** Keeps what a customer was doing while he is away at the bank's sign-in. */
export interface Intents {
  /** Keeps the intent for ten minutes and gives the random state that must come back with the customer. */
  keep(intent: Intent | undefined): string;
  /**
   * Takes the state out of the page's address and, if it is ours and in time, lets the intent be taken. Gives the
   * attribution token that travelled with it.
   */
  resume(): string | undefined;
  /** Hands the intent out, once. */
  take(widget: string, key: string): Intent | undefined;
  /** Forgets everything. */
  clear(): void;
}

const slot = 'inlay:intent';
const lifetime = 600_000;
const parameter = /([?#&])inlay_state=([^&#]*)(&?)/;
const wall = Date.now;

/** Makes the keeper; where a page may not store it lives in memory and so outlives no navigation. */
export function createIntents(attribution: () => string = () => ''): Intents {
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
      const token = attribution();
      const state = randomWord() + (token && `.${token}`);
      // The device's clock, not the bank's: on return the bank's is not known yet. The key comes last: it is free text.
      write([state, wall() + lifetime, intent?.verb, intent?.widget, intent?.key].join('\n'));
      return state;
    },
    resume() {
      let { href } = location;
      let given: string | undefined;
      for (let found; (found = parameter.exec(href));) {
        const [whole, before, state, after] = found;
        given = given ?? state;
        href = href.replace(whole, after ? before : '');
      }
      if (given === undefined) return undefined;
      try {
        // At once, so that nobody shares or records it; everything else in the address stays byte for byte.
        history.replaceState(history.state, '', href);
      } catch {
        // A document without a history of its own.
      }
      const [state, until, verb, widget, ...key] = read().split('\n');
      if (state && state === given) {
        write('');
        if (widget && wall() < Number(until)) ready = { verb: verb as Verb, widget, key: key.join('\n') };
      }
      return /\.(.+)/.exec(given)?.[1];
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
