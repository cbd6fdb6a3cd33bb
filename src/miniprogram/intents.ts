import type { Intents } from '../bridge/hosts/host.ts';
import type { Intent } from '../core/ports.ts';

const lifetime = 600_000;

/** {@link Intents} of a mini-program, which lives on while the bank's page lies over it. */
export interface AppIntents extends Intents {
  /** The bank sent the customer back with this state. */
  accept(state: string): void;
}

/** Makes the keeper, in memory. `attribution` is the token that travels along behind a dot. */
export function createIntents(attribution: () => string): AppIntents {
  let kept: { state: string; until: number; intent: Intent | undefined } | undefined;
  let ready: Intent | undefined;
  return {
    keep(intent) {
      const token = attribution();
      // No secret: it only tells this departure from the one before, and only the page we opened can bring it back.
      const word = `${Date.now().toString(36)}${Math.random().toString(36).slice(2)}`;
      kept = { state: word + (token && `.${token}`), until: Date.now() + lifetime, intent };
      return kept.state;
    },
    accept(state) {
      if (!kept || kept.state !== state) return;
      if (Date.now() < kept.until) ready = kept.intent;
      kept = undefined;
    },
    resume() {},
    take(widget, key) {
      const intent = ready;
      if (intent?.widget !== widget || intent.key !== key) return undefined;
      ready = undefined;
      return intent;
    },
    clear() {
      kept = ready = undefined;
    },
  };
}
