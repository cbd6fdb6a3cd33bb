import { chineseOf } from '../../../docs/.vitepress/tables/widget-words.ts';
import { tongue } from '../say.ts';

/** An attribute that can be turned while a widget runs. */
export interface Knob {
  name: string;
  about: string;
  kind: 'text' | 'choice' | 'flag';
  /** The words of a choice. */
  words: readonly string[];
  /** What the widget takes without it. */
  usual: string;
}

/** A custom property that a page may set. */
export interface Token {
  name: string;
  about: string;
  usual: string;
}

/** An event or a slot, with what the manifest says of it. */
export interface Named {
  name: string;
  about: string;
}

/** What `custom-elements.json` says of one tag. */
export interface Described {
  knobs: readonly Knob[];
  tokens: readonly Token[];
  events: readonly Named[];
  slots: readonly Named[];
}

interface Entry {
  name: string;
  description?: string;
  default?: string;
  type?: { text: string };
}
interface Declaration {
  tagName?: string;
  attributes?: Entry[];
  cssProperties?: Entry[];
  events?: Entry[];
  slots?: Entry[];
}
interface Manifest {
  modules: { declarations: Declaration[] }[];
}

/** Chosen in the toolbar, for the page as a whole. */
const elsewhere = ['locale', 'mode', 'theme', 'loading'];

function knob({ name, type, default: usual = '' }: Entry, about: string): Knob {
  const text = type?.text ?? 'string';
  const words = [...text.matchAll(/'([\w-]+)'/g)].map(([, word]) => word!);
  // A string that may be absent without a value of its own is an attribute that is there or not.
  const kind = words.length ? 'choice' : text === 'string | undefined' ? 'flag' : 'text';
  return { name, about, kind, words, usual: usual.replace(/^'(.*)'$/, '$1') };
}

/** Reads a tag's description out of a manifest, in the language of the page. */
export function describe(manifest: Manifest, tag: string): Described {
  const about = (kind: string, { name, description = '' }: Entry) =>
    tongue === 'en' ? description : chineseOf(kind, name, tag.slice(6));
  const found = manifest.modules.flatMap(({ declarations }) => declarations).find((one) => one.tagName === tag);
  const named = (kind: 'events' | 'slots'): Named[] =>
    (found?.[kind] ?? []).map((entry) => ({ name: entry.name, about: about(kind, entry) }));
  return {
    knobs: (found?.attributes ?? [])
      .filter(({ name }) => !elsewhere.includes(name))
      .map((entry) => knob(entry, about('attributes', entry))),
    tokens: (found?.cssProperties ?? []).map(({ name, description = '', default: usual = '' }) => ({
      name,
      about: description,
      usual,
    })),
    events: named('events'),
    slots: named('slots'),
  };
}

let asked: Promise<Manifest> | undefined;

/** The manifest of the SDK's build, asked for once. */
export function readManifest(): Promise<Manifest> {
  return (asked ??= fetch('/custom-elements.json').then((answer) => answer.json() as Promise<Manifest>));
}
