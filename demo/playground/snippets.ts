import { said, type Said } from './say.ts';

/** What a page says to Inlay as it starts, by the attributes of its script tag. */
export interface Start {
  partner: string;
  /** Origin of the bank's gateway. */
  gateway: string;
  /** Address of the folder with the SDK's files. */
  sdk: string;
  integrity?: string | undefined;
  locale?: string;
  mode?: string;
  theme?: string;
  host?: string;
  /** Path of the page's own site that hands out tickets; none: nobody is signed in. */
  ticket?: string;
}

/** A widget's tag. */
export interface Tag {
  name: string;
  attributes: Readonly<Record<string, string>>;
  /** The way out in the tag, for whoever cannot see the widget. */
  link: { href: string; words: string };
}

const escaped = (text: string) =>
  text.replace(/[&<>"]/g, (sign) => `&${{ '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot' }[sign]};`);

function element(name: string, attributes: Readonly<Record<string, string | undefined>>, indent: string): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => (value === '' ? key : `${key}="${escaped(value!)}"`));
  const line = `<${name} ${written.join(' ')}>`;
  return line.length + indent.length <= 100
    ? line
    : `<${name}\n${indent}  ${written.join(`\n${indent}  `)}\n${indent}>`;
}

/** The script tag, as a partner copies it. */
export function scriptTag(start: Start, indent = ''): string {
  const tag = element(
    'script',
    {
      type: 'module',
      src: `${start.sdk}/inlay.js`,
      integrity: start.integrity,
      crossorigin: '',
      'data-partner': start.partner,
      'data-gateway': start.gateway,
      'data-ticket': start.ticket,
      'data-locale': start.locale,
      'data-mode': start.mode,
      'data-theme': start.theme,
      'data-host': start.host,
    },
    indent,
  );
  return `${tag}</script>`;
}

/** The widget's tag with its way out; `more` are attributes of the playground's own. */
export function widgetTag(tag: Tag, indent = '', more: Record<string, string> = {}): string {
  const open = element(`inlay-${tag.name}`, { ...tag.attributes, ...more }, indent);
  return `${open}\n${indent}  <a href="${escaped(tag.link.href)}">${escaped(tag.link.words)}</a>\n${indent}</inlay-${tag.name}>`;
}

/** One way of setting a widget into a page, as the files a partner would have. */
export interface Snippet {
  id: 'script' | 'npm' | 'mini-program';
  title: Said;
  about: Said;
  files: readonly { file: string; text: string }[];
}

/** Has no native twin: a mini-program lists coupons by itself. */
const webOnly = ['coupon-list'];

/** The ways to have what a stage shows. */
export function copyOut(start: Start, tag: Tag): readonly Snippet[] {
  const everywhere = [scriptSnippet(start, tag), npmSnippet(start, tag)];
  return webOnly.includes(tag.name) ? everywhere : [...everywhere, miniProgramSnippet(start, tag)];
}

function scriptSnippet(start: Start, tag: Tag): Snippet {
  return {
    id: 'script',
    title: said('脚本标签', 'Script tag'),
    about: said('两行放进 head，一个标签放在要出现的地方。', 'Two lines in the head, one tag where it shall appear.'),
    files: [
      {
        file: 'index.html',
        text: `<link rel="stylesheet" href="${start.sdk}/inlay.css" />\n${scriptTag(start)}\n\n${widgetTag(tag)}\n`,
      },
    ],
  };
}

/** The options of `init`, one a line. */
function options(start: Start, ticket: string): string {
  const { partner, gateway, locale, mode, theme } = start;
  const words = Object.entries({ partner, gateway, locale, mode, theme }).filter(([, value]) => value);
  const lines = words.map(([name, value]) => `  ${name}: '${value}',`);
  return [...lines, ...(start.ticket ? [ticket] : [])].join('\n');
}

function npmSnippet(start: Start, tag: Tag): Snippet {
  const ticket = `  getTicket: () => fetch('${start.ticket}').then((answer) => answer.text()),`;
  return {
    id: 'npm',
    title: said('npm', 'npm'),
    about: said('npm install @inlay/sdk，任何打包器都行。', 'npm install @inlay/sdk, with any bundler.'),
    files: [
      {
        file: 'main.js',
        text: `import { init } from '@inlay/sdk';\nimport '@inlay/sdk/define';\nimport '@inlay/sdk/inlay.css';\n\ninit({\n${options(start, ticket)}\n});\n`,
      },
      { file: 'index.html', text: `${widgetTag(tag)}\n` },
    ],
  };
}

function miniProgramSnippet(start: Start, tag: Tag): Snippet {
  const ticket = `  // Your backend swaps the code of wx.login for the bank's ticket.
  getTicket: () => new Promise((resolve, reject) =>
    wx.login({
      success: ({ code }) => wx.request({
        url: 'https://your.example/bank-ticket',
        method: 'POST',
        data: { code },
        success: ({ data }) => resolve(data),
        fail: reject,
      }),
      fail: reject,
    })),`;
  const attributes = Object.entries(tag.attributes).map(([name, value]) => `${name}="${escaped(value)}"`);
  const name = `inlay-${tag.name}`;
  return {
    id: 'mini-program',
    title: said('微信小程序', 'WeChat mini-program'),
    about: said(
      '原生组件，同一套核心；在开发者工具里“构建 npm”。',
      'Native components on the same core; “build npm” in the developer tools.',
    ),
    files: [
      {
        file: 'app.js',
        text: `const { init } = require('@inlay/sdk');\n\nApp({\n  onLaunch() {\n    init({\n${options(start, ticket).replace(/^/gm, '    ')}\n    });\n  },\n});\n`,
      },
      {
        file: 'page.json',
        text: `${JSON.stringify({ usingComponents: { [name]: `@inlay/sdk/${tag.name}/index` } }, undefined, 2)}\n`,
      },
      { file: 'page.wxml', text: `<${name} ${attributes.join(' ')} />\n` },
    ],
  };
}
