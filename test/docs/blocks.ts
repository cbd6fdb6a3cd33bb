import { globSync, readFileSync } from 'node:fs';

/** A fenced block of a page. */
export interface Block {
  /** Page and line, for messages: `docs/start/script.md:7`. */
  at: string;
  /** The language, such as `html`. */
  kind: string;
  /** What else stands behind the language: `live`, `site=npm`, `file=main.ts`. */
  words: readonly string[];
  text: string;
}

/** Every page of the documentation and the README, by its path in the repository. */
export function pages(): string[] {
  return [
    'README.md',
    ...globSync('docs/**/*.md', { exclude: (name) => /node_modules|dist|cache/.test(String(name)) }),
  ];
}

/** The fenced blocks of a text, in order. */
export function blocksOf(path: string, text: string): Block[] {
  const found: Block[] = [];
  let open: { at: string; info: string; indent: number; fence: string; lines: string[] } | undefined;
  text.split('\n').forEach((line, index) => {
    const [, space = '', fence = '', info = ''] = /^(\s*)(`{3,}|~{3,})(.*)$/.exec(line) ?? [];
    if (!open) {
      if (fence) open = { at: `${path}:${index + 1}`, info: info.trim(), indent: space.length, fence, lines: [] };
    } else if (fence.startsWith(open.fence) && !info.trim()) {
      const [kind = '', ...words] = open.info.split(/\s+/);
      found.push({ at: open.at, kind, words, text: open.lines.join('\n') });
      open = undefined;
    } else open.lines.push(line.slice(Math.min(open.indent, line.length - line.trimStart().length)));
  });
  if (open) throw new Error(`${open.at}: the block has no end`);
  return found;
}

/** Every block there is. */
export function allBlocks(): Block[] {
  return pages().flatMap((path) => blocksOf(path, readFileSync(path, 'utf8')));
}

/** The value of `name=value` among a block's words. */
export function wordOf(block: Block, name: string): string | undefined {
  return block.words.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1);
}
