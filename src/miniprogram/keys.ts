import type { Clock, Kept, Keys } from '../core/ports.ts';
import type { Curve } from './proof.ts';
import { bytesOf, encodeBytes, randomWord } from './random.ts';

/** Makes the keeper of keys for one partner at one gateway, in WeChat's storage: it is written when it returns. */
export function createKeys(scope: string, load: () => Promise<Curve>, clock: Clock): Keys {
  const memory: Record<string, Kept | undefined> = {};

  /** A hash, so that what is stored names neither user nor act; the mini-program's own code can read this storage (T1). */
  async function nameOf(name: string, user: string): Promise<string> {
    const { sha256 } = await load();
    return `inlay:key:${encodeBytes(sha256(bytesOf([scope, user, name].join('\n')))).slice(0, 22)}`;
  }

  function read(name: string): Kept | undefined {
    if (memory[name]) return memory[name];
    try {
      // Absent, it is an empty text.
      return wx.getStorageSync<Kept | ''>(name) || undefined;
    } catch {
      return undefined;
    }
  }

  return {
    find: async (name, user) => read(await nameOf(name, user)),
    async hold(name, user, body) {
      const [place, key] = await Promise.all([nameOf(name, user), randomWord()]);
      const kept = read(place);
      if (kept) return kept;
      const fresh: Kept = { key, at: clock.now(), body };
      try {
        wx.setStorageSync(place, fresh);
      } catch {
        // Full: it lasts as long as the mini-program runs.
        memory[place] = fresh;
      }
      return fresh;
    },
    async free(name, user, key) {
      const place = await nameOf(name, user);
      if (read(place)?.key !== key) return;
      delete memory[place];
      try {
        wx.removeStorageSync(place);
      } catch {
        // It was in memory alone.
      }
    },
  };
}
