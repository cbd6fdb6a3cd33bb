import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';
import { languages, lateParts } from './widgets.ts';

/** Names of the chunks that only the base asks for. */
export const lateNames: readonly string[] = Object.keys(lateParts).concat(
  languages.map(({ locale }) => `text-${locale}`),
);
const mark = (name: string): string => `hash of ${name}`;

/** What stands in the base chunk until their bytes are known; the value of `__INLAY_LATE__`. */
export const lateMarks: string = JSON.stringify(Object.fromEntries(lateNames.map((name) => [name, mark(name)])));

/** Hash of a chunk in the form the `integrity` attribute takes: SHA-256, the shortest, because hashes do not compress. */
export const chunkHash = (content: string | Uint8Array): string =>
  `sha256-${createHash('sha256').update(content).digest('base64')}`;

/**
 * Writes the hashes of the late chunks into the base chunk: the loader, which every page fetches, holds only those of
 * what it asks for itself. A chunk knows names of the base and not its bytes, so none waits for the other.
 */
export function lateHashes(): Plugin {
  return {
    name: 'inlay:late-hashes',
    // Below chunk-factory in the list, so after it: the bytes are final.
    generateBundle(_, bundle) {
      const codeOf = (name: string) => {
        const chunk = bundle[`${name}.js`];
        if (chunk?.type !== 'chunk') throw new Error(`There is no chunk ${name}`);
        return chunk;
      };
      const base = codeOf('base');
      for (const name of lateNames) {
        if (!base.code.includes(mark(name))) throw new Error(`The base chunk has no place for the hash of ${name}`);
        base.code = base.code.replace(mark(name), chunkHash(codeOf(name).code));
      }
    },
  };
}
