import type { Plugin } from 'vite';

const helper = /function (__decorate\S*)\(decorators, target, key, desc\) \{[^]*?\n\t*\}/;

/**
 * Replaces the compiler's helper for legacy decorators by what ours need, who are all of properties and give nothing back.
 * The full one would also hand our elements to a `Reflect.decorate` that a page has brought along.
 */
export function smallDecorate(): Plugin {
  return {
    name: 'inlay:small-decorate',
    // Before minification.
    renderChunk(code) {
      if (!code.includes('Reflect.decorate')) return undefined;
      if (!helper.test(code)) throw new Error('The helper for decorators has changed');
      return {
        code: code.replace(
          helper,
          'function $1(decorators, target, key) { decorators.forEach((it) => it(target, key)); }',
        ),
        map: null,
      };
    },
  };
}
