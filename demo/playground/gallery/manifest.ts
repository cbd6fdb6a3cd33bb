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

function knob({ name, description = '', type, default: usual = '' }: Entry): Knob {
  const text = type?.text ?? 'string';
  const words = [...text.matchAll(/'([\w-]+)'/g)].map(([, word]) => word!);
  // A string that may be absent without a value of its own is an attribute that is there or not.
  const kind = words.length ? 'choice' : text === 'string | undefined' ? 'flag' : 'text';
  return { name, about: description, kind, words, usual: usual.replace(/^'(.*)'$/, '$1') };
}

const named = (list: Entry[] = []): Named[] => list.map(({ name, description = '' }) => ({ name, about: description }));

/** Reads a tag's description out of a manifest. */
export function describe(manifest: Manifest, tag: string): Described {
  const found = manifest.modules.flatMap(({ declarations }) => declarations).find((one) => one.tagName === tag);
  return {
    knobs: (found?.attributes ?? []).filter(({ name }) => !elsewhere.includes(name)).map(knob),
    tokens: (found?.cssProperties ?? []).map(({ name, description = '', default: usual = '' }) => ({
      name,
      about: description,
      usual,
    })),
    events: named(found?.events),
    slots: named(found?.slots),
  };
}

let asked: Promise<Manifest> | undefined;

/** The manifest of the SDK's build, asked for once. */
export function readManifest(): Promise<Manifest> {
  return (asked ??= fetch('/custom-elements.json').then((answer) => answer.json() as Promise<Manifest>));
}
