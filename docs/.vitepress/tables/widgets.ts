import { readFileSync } from 'node:fs';
import type { Language } from '../tables.ts';
import { row, table } from './markdown.ts';
import { chineseOf, tokenWords } from './widget-words.ts';

interface Entry {
  name: string;
  description?: string;
  type?: { text: string };
  default?: string;
}
interface Declaration {
  tagName?: string;
  attributes?: Entry[];
  events?: Entry[];
  slots?: Entry[];
  cssParts?: Entry[];
  cssProperties?: Entry[];
}

const path = 'custom-elements.json';

/** The elements of the manifest that `npm run build` writes. */
function declarations(): Declaration[] {
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as { modules: { declarations: Declaration[] }[] };
  return manifest.modules.flatMap((module) => module.declarations).filter((one) => one.tagName);
}

const heads = {
  attributes: [['attribute', 'type', 'without it', ''], ['属性', '类型', '缺省', ''], 'Attributes', '属性'],
  events: [['event', 'says', ''], ['事件', '含义', ''], 'Events', '事件'],
  slots: [['slot', ''], ['插槽', ''], 'Slots', '插槽'],
  cssParts: [['part', ''], ['部件', ''], 'Parts for `::part()`', '可用 `::part()` 的部件'],
} as const;
type Kind = keyof typeof heads;

/** The shared settings' types are names in the manifest. */
const types: Readonly<Record<string, string>> = {
  "Settings['locale'] | undefined": "'zh-CN' | 'zh-HK' | 'en'",
  "Settings['mode'] | undefined": "'standard' | 'elder'",
  "Settings['theme'] | undefined": "'light' | 'dark' | 'auto'",
  'string | undefined': 'string',
};

const say = (kind: Kind, entry: Entry, tag: string, language: Language): string =>
  language === 'en' ? (entry.description ?? '') : chineseOf(kind, entry.name, tag);

function cells(kind: Kind, entry: Entry, text: string): string[] {
  const code = (value: string) => (value ? `\`${value}\`` : '');
  if (kind === 'attributes') {
    const type = entry.type?.text ?? '';
    const fallback = entry.default === "''" ? '' : code((entry.default ?? '').replaceAll("'", ''));
    return [code(entry.name), code((types[type] ?? type).replace(' | undefined', '')), fallback, text];
  }
  if (kind === 'events') {
    const detail = /CustomEvent<(\w+)>/.exec(entry.type?.text ?? '')?.[1] ?? '';
    return [code(entry.name), text, code(detail)];
  }
  return [entry.name ? code(entry.name) : '—', text];
}

/** Everything of one widget that a page can set, hear and style. */
export function widgetTable(language: Language, tag: string): string {
  const element = declarations().find((one) => one.tagName === `inlay-${tag}`);
  if (!element) throw new Error(`${path} has no inlay-${tag}: run npm run build`);
  const zh = language === 'zh';
  return (Object.keys(heads) as Kind[])
    .map((kind) => {
      const [enHead, zhHead, enTitle, zhTitle] = heads[kind];
      const entries = (element[kind] ?? []).filter((entry) => kind !== 'events' || entry.name.startsWith('inlay-'));
      const rows = entries.map((entry) => row(...cells(kind, entry, say(kind, entry, tag, language))));
      return rows.length ? `## ${zh ? zhTitle : enTitle}\n\n${table(zh ? zhHead : enHead, rows)}` : '';
    })
    .join('\n\n');
}

/** The closed list of tokens a page may set. */
export function tokenTable(language: Language): string {
  const zh = language === 'zh';
  const rows = (declarations()[0]?.cssProperties ?? []).map(({ name, default: light, description = '' }) => {
    const [, words = description, dark = ''] = /^(.*?); `([^`]+)` in the dark theme\.$/.exec(description) ?? [];
    const text = zh ? tokenWords[name] : words.replace(/\.$/, '');
    if (!text) throw new Error(`widget-words.ts has no "${name}"`);
    return row(`\`${name}\``, text, `\`${light}\``, dark && `\`${dark}\``);
  });
  return table(zh ? ['变量', '用途', '浅色', '深色'] : ['token', 'what it is for', 'light', 'dark'], rows);
}
