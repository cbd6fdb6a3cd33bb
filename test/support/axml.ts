import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

// It brings no types.
const { JSDOM } = createRequire(import.meta.url)('jsdom') as {
  JSDOM: new (html: string) => { window: { DOMParser: typeof DOMParser } };
};

/** Tags of Alipay's that the twin may use. */
const tags = /^(view|text|block|slot|scroll-view|import|template)$/;
const own = /^(true|false|null|item|index|length)$/;

/** What a page of AXML refers to. */
export interface Axml {
  /** Names at the head of an expression: data and properties of the component. */
  names: Set<string>;
  /** Paths below `view`, such as `face.amount`, and below the items of a list of it, such as `batches.label`. */
  paths: Set<string>;
  handlers: Set<string>;
}

/**
 * Reads AXML strictly, as XML with the prefix `a:`, because no compiler of Alipay's can be had in public; throws where it is not
 * well-formed, where a tag or a directive is unknown, or a branch has no `a:if` before it.
 */
export function readAxml(file: string): Axml {
  const { DOMParser } = new JSDOM('').window;
  const text = `<page xmlns:a="axml">${readFileSync(file, 'utf8')}</page>`;
  const page = new DOMParser().parseFromString(text, 'application/xml');
  const error = page.querySelector('parsererror');
  if (error) throw new Error(`${file}: ${error.textContent}`);
  const found: Axml = { names: new Set(), paths: new Set(), handlers: new Set() };

  function expression(code: string, list: string): void {
    const plain = code.replace(/'[^']*'/g, '');
    for (const [path] of plain.matchAll(/(?<![\w.])[A-Za-z_][\w.]*/g)) {
      const [head, ...rest] = path.split('.').filter((part) => part !== 'length');
      if (head === 'item') found.paths.add([list, ...rest].join('.'));
      else if (!own.test(head!)) found.names.add(head!);
      if (head === 'view' && rest.length) found.paths.add(rest.join('.'));
    }
  }

  const codes = (text: string) => [...text.matchAll(/\{\{(.*?)\}\}/g)].map(([, code]) => code!);
  const branches = (element: Element | null) =>
    [...(element?.attributes ?? [])].some(({ name }) => /^a:(if|elif)$/.test(name));

  function walk(element: Element, list: string): void {
    if (!tags.test(element.localName)) throw new Error(`${file}: <${element.localName}> is none of Alipay's`);
    const each = element.getAttribute('a:for');
    const inner = each ? codes(each)[0]!.replace(/^view\./, '') : list;
    for (const { name, value } of element.attributes) {
      if (/^a:(?!if$|elif$|else$|for$|key$)/.test(name)) throw new Error(`${file}: ${name} is no directive`);
      if (/^a:el/.test(name) && !branches(element.previousElementSibling))
        throw new Error(`${file}: ${name} follows no a:if`);
      if (/^(on|catch)[A-Z]/.test(name)) found.handlers.add(value);
      for (const code of codes(value)) expression(code, name === 'a:for' ? list : inner);
    }
    for (const node of element.childNodes) {
      if (node.nodeType === 1) walk(node as Element, inner);
      else for (const code of codes(node.nodeValue ?? '')) expression(code, inner);
    }
  }
  for (const element of page.documentElement.children) walk(element, '');
  return found;
}

/** The same page in WeChat's words, for WeChat's compiler and simulator. */
export function asWxml(file: string): string {
  return readFileSync(file, 'utf8')
    .replace(/\ba:(if|elif|else|for|key)=/g, 'wx:$1=')
    .replace(/\bonTap=/g, 'bind:tap=')
    .replace(/\bcatchTouchMove=/g, 'catch:touchmove=')
    .replace(/&gt;/g, '>');
}
