import type { MarkdownRenderer } from 'vitepress';

/** An empty corner of a table heads nothing: screen readers are told of a cell, not of a heading without a name. */
export function corners(md: MarkdownRenderer): void {
  md.core.ruler.push('inlay-corners', ({ tokens }) => {
    tokens.forEach((token, index) => {
      if (token.type !== 'th_open' || tokens[index + 1]?.content) return;
      token.tag = 'td';
      tokens[index + 2]!.tag = 'td';
    });
  });
}
