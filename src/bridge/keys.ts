import type { Clock, Kept, Keys } from '../core/ports.ts';
import { encodeBytes, randomWord } from './base64.ts';
import type { Vault } from './storage.ts';

const { TextEncoder, crypto } = globalThis;

/** Makes the keeper of keys for one partner at one gateway. */
export function createKeys(scope: string, storage: Vault, clock: Clock): Keys {
  /** A hash, so that what is stored names neither user nor act; the user's id is itself a random word (T1). */
  async function nameOf(name: string, user: string): Promise<string> {
    const plain = [scope, user, name].join('\n');
    const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(plain));
    return `key ${encodeBytes(hash).slice(0, 22)}`;
  }

  return {
    find: async (name, user) => storage.get<Kept>(await nameOf(name, user)),
    async hold(name, user, body) {
      const fresh: Kept = { key: randomWord(), at: clock.now(), body };
      return (await storage.change<Kept>(await nameOf(name, user), (old) => old ?? fresh)) ?? fresh;
    },
    async free(name, user, key) {
      await storage.change<Kept>(await nameOf(name, user), (old) => (old?.key === key ? undefined : old));
    },
  };
}
