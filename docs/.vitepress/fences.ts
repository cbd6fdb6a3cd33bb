import type { MarkdownRenderer } from 'vitepress';

/** What there are no colours for. */
const plain = /^(csp)?$/;

/**
 * A block of HTML marked `live` is shown as code and runs above it. Other words after a block's language are for the
 * test that runs it (`test/docs`) and are dropped.
 */
export function fences(md: MarkdownRenderer): void {
  const fence = md.renderer.rules.fence!;
  md.renderer.rules.fence = (tokens, index, options, env, self) => {
    const token = tokens[index]!;
    const [language = '', ...words] = token.info.split(/\s+/);
    token.info = plain.test(language) ? 'txt' : language;
    const code = fence(tokens, index, options, env, self);
    if (!words.includes('live')) return code;
    const picture = /inlay-([a-z-]+)/.exec(token.content)![1]!;
    return `<LiveExample picture="${picture}">${token.content.trim()}</LiveExample>\n${code}`;
  };
}
