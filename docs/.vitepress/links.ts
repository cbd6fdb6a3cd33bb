import { posix } from 'node:path';
import type { MarkdownRenderer } from 'vitepress';

/**
 * Links of the repository's pages, as the site has them: a folder's README is its index, and what lies outside the
 * documents (sources, tests) has no address there and is named only. A test of the repository checks those links.
 */
export function linksOnly(md: MarkdownRenderer): void {
  md.core.ruler.push('inlay-links', (state) => {
    const folder = posix.dirname((state.env as { relativePath?: string }).relativePath ?? '');
    for (const { children } of state.tokens) {
      let outside = false;
      for (const token of children ?? []) {
        if (token.type === 'link_close' && outside) {
          Object.assign(token, { tag: 'span' });
          outside = false;
        }
        const to = token.type === 'link_open' ? (token.attrGet('href') ?? '') : '';
        if (!to || /^([a-z]+:|#|\/)/.test(to)) continue;
        outside = /^\.\.(\/|$)/.test(posix.normalize(posix.join(folder, to)));
        if (outside) Object.assign(token, { tag: 'span', attrs: null });
        else token.attrSet('href', to.replace(/(^|\/)README\.md/, '$1index.md'));
      }
    }
  });
}
