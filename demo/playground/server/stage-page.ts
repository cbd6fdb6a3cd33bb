import type { Failure } from '../failures/list.ts';
import type { Specimen, State } from '../gallery/states.ts';
import { scriptTag, widgetTag } from '../snippets.ts';

/** What a stage's page is made of. */
export interface StageParts {
  /** Origins: the bank's and the playground's. */
  bank: string;
  playground: string;
  specimen: Specimen;
  state: State;
  failure: Failure | undefined;
  integrity: string | undefined;
  query: URLSearchParams;
}

/** The policy of a careful partner, but that the playground may frame the page. */
export function stagePolicy(bank: string, playground: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' ${bank}`,
    `style-src 'self' ${bank}`,
    `connect-src 'self' ${bank}`,
    `img-src 'self' ${bank} data:`,
    `frame-src ${bank}`,
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${playground}`,
    "require-trusted-types-for 'script'",
  ].join('; ');
}

const word = (query: URLSearchParams, name: string, words: readonly string[]) => {
  const value = query.get(name);
  return value && words.includes(value) ? value : undefined;
};

/** A partner's page with one widget, by the same code that the playground offers for copying. */
export function stagePage({ bank, playground, specimen, state, failure, integrity, query }: StageParts): string {
  const locale = word(query, 'locale', ['zh-CN', 'zh-HK', 'en']);
  const mode = word(query, 'mode', ['standard', 'elder']);
  const theme = word(query, 'theme', ['light', 'dark', 'auto']);
  const attributes: Record<string, string> = { ...state.attributes };
  for (const [name, value] of query) {
    const [, attribute] = /^a\.([a-z-]{1,32})$/.exec(name) ?? [];
    if (attribute) attributes[attribute] = value;
  }
  const script = scriptTag(
    {
      partner: state.partner ?? 'lvtu',
      gateway: bank,
      sdk: `${bank}/inlay`,
      ...(integrity ? { integrity } : {}),
      ...(locale ? { locale } : {}),
      ...(mode ? { mode } : {}),
      ...(theme ? { theme } : {}),
      ...(failure?.host ? { host: failure.host } : {}),
      ...(state.user === '' ? {} : { ticket: '/bank-ticket' }),
    },
    '    ',
  );
  const link = { href: bank + specimen.wayOut.path, words: specimen.wayOut.words };
  const tag = widgetTag({ name: specimen.name, attributes, link }, '      ', {
    'data-specimen': '',
    loading: 'eager',
  });
  const looks = [theme === 'dark' ? 'dark' : theme === 'light' ? 'light' : '', mode === 'elder' ? 'inlay-elder' : ''];
  return `<!doctype html>
<html lang="${locale ?? 'zh-CN'}" class="${looks.join(' ').trim()}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${specimen.title.zh} · ${state.title.zh}</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="${bank}/inlay/inlay.css" />
    <link rel="stylesheet" href="/stage.css" />
    <script src="/app/probe.js" data-playground="${playground}" data-spoiled="${failure?.spoils ?? ''}"></script>
    ${script}
  </head>
  <body data-fits>
    <main>
      <h1 class="unseen">${specimen.title.zh} · ${state.title.zh}</h1>
      <h2 class="unseen">合作银行服务</h2>
      ${tag}
      <p class="below">页面自己的内容</p>
    </main>
  </body>
</html>
`;
}
