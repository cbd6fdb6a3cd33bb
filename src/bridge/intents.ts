import type { Intent, Verb } from '../core/ports.ts';
import { randomWord } from './base64.ts';
import type { Intents } from './hosts/host.ts';
import { takeState } from './returned.ts';

const slot = 'inlay:intent';
const lifetime = 600_000;
const wall = Date.now;

/**
 * Makes the keeper; where a page may not store it lives in memory and so outlives no navigation. `returned` is a state
 * that was taken out of the address before; `attribution` is the token that travels along behind a dot.
 */
export function createIntents(returned?: string, attribution: () => string = () => ''): Intents {
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

  function accept(given: string | undefined): void {
    if (given === undefined) return;
    const [state, until, verb, widget, ...key] = read().split('\n');
    // The word alone is kept: what came along behind the dot is marketing's, and nobody has been asked for that.
    if (!state || state !== given.split('.')[0]) return;
    write('');
    if (widget && wall() < Number(until)) ready = { verb: verb as Verb, widget, key: key.join('\n') };
  }

  accept(returned);
  return {
    keep(intent) {
      const token = attribution();
      const word = randomWord();
      // The device's clock, not the bank's: on return the bank's is not known yet. The key comes last: it is free text.
      write([word, wall() + lifetime, intent?.verb, intent?.widget, intent?.key].join('\n'));
      return word + (token && `.${token}`);
    },
    resume: () => accept(takeState()),
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
