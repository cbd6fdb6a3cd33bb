import type { Plugin } from 'vite';
import { languages, widgets } from './widgets.ts';

/** Entries too small for files of their own: one per widget chunk, per language chunk and per classic language file. */
export function virtualEntries(): Plugin {
  const entries = new Map<string, string>();
  for (const { name, element, source } of widgets)
    entries.set(`virtual:widget/${name}`, `export { ${element} as element } from '/${source}';`);
  for (const { locale, source, table } of languages) {
    entries.set(`virtual:text/${locale}`, `export { ${table} as default } from '/${source}';`);
    entries.set(
      `virtual:side/${locale}`,
      `import { ${table} as table } from '/${source}';
       (window.inlay = window.inlay || []).push(['text', ${JSON.stringify(locale)}, table]);`,
    );
  }
  return {
    name: 'inlay:virtual-entries',
    // Vite takes an entry for a path and puts the root before it.
    resolveId(id) {
      const [name] = /virtual:.*/.exec(id) ?? [];
      return name && entries.has(name) ? `\0${name}` : undefined;
    },
    load: (id) => entries.get(id.slice(1)),
  };
}
