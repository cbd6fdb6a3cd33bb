import assert from 'node:assert/strict';
import { test } from 'node:test';
import ts from 'typescript';
import { parse, sources, walk, type Source } from './source.ts';

/** Names the code of `src` may not use, with the reason. */
const names: Readonly<Record<string, string>> = {
  innerHTML: 'markup from a string',
  outerHTML: 'markup from a string',
  insertAdjacentHTML: 'markup from a string',
  srcdoc: 'markup from a string',
  unsafeHTML: 'markup from a string',
  unsafeSVG: 'markup from a string',
  unsafeCSS: 'style from a string',
  unsafeStatic: 'markup from a string',
  styleMap: 'writes a style attribute, which a strict style-src refuses',
  eval: 'code from a string',
  Function: 'code from a string',
  localStorage: 'loses what was written in the last seconds, and blocks',
  sessionStorage: 'blocks, and throws where storage is denied',
  Image: 'a request to whatever address it is given (T12)',
  img: 'a request to whatever address it is given (T12)',
  replaceAll: 'not in iOS 13',
  structuredClone: 'not in Chrome 87',
  hasOwn: 'not in Chrome 87',
};
/** The few places that need one of them all the same, each with its reason in the code. */
const excused: Readonly<Record<string, readonly string[]>> = {
  'src/bridge/intents.ts': ['sessionStorage'],
  'src/bridge/hosts/web.ts': ['localStorage'],
};

/** Words no template or stylesheet may hold. */
const inText: readonly [pattern: RegExp, why: string][] = [
  [/[\d.]rem\b/, 'the host decides what a rem is'],
  [/\sstyle\s*=/, 'a style attribute, which a strict style-src refuses'],
  [/@font-face|@import/, 'a request the host did not ask for'],
  [/javascript:/i, 'code in a URL'],
  [
    /<(img|image|picture|source|video|audio|object|embed|iframe)\b|\burl\(|\bsrcset\b/i,
    'a picture of some address (T12)',
  ],
];

/** What a file holds that it may not, one line each; comments do not count. */
function wrongWords(source: Source): string[] {
  const found: string[] = [];
  const say = (word: string, why: string) => found.push(`${source.path}: ${word} (${why})`);
  if (source.path.endsWith('.css')) {
    for (const [pattern, why] of inText) {
      const word = pattern.exec(source.text.replace(/\/\*[^]*?\*\//g, ''));
      if (word) say(word[0].trim(), why);
    }
    return found;
  }
  walk(parse(source), (node) => {
    if (ts.isIdentifier(node) && Object.hasOwn(names, node.text) && !excused[source.path]?.includes(node.text)) {
      // `Function` as a type, or asked about, makes no code.
      const made =
        (ts.isCallExpression(node.parent) || ts.isNewExpression(node.parent)) && node.parent.expression === node;
      if (node.text !== 'Function' || made) say(node.text, names[node.text]!);
    }
    if (ts.isForInStatement(node)) say('for…in', "walks a page's polluted prototypes");
    if (!ts.isStringLiteralLike(node) && !ts.isTemplateLiteralToken(node)) return;
    if (ts.isStringLiteralLike(node) && Object.hasOwn(names, node.text)) say(`'${node.text}'`, names[node.text]!);
    for (const [pattern, why] of inText) {
      const word = pattern.exec(node.text);
      if (word) say(word[0].trim(), why);
    }
  });
  return found;
}

test('T12 src holds no word that breaks on a strict or messy page, or that loads a picture of any address', () => {
  const files = sources('src/**/*.{ts,css}');
  assert.ok(files.length > 20, 'the files of src were found');
  assert.deepEqual(files.flatMap(wrongWords), []);
});

test('the checker sees each planted word', () => {
  const planted = [
    'element.innerHTML = text;',
    "element['innerHTML'] = text;",
    "import { unsafeHTML } from 'lit/directives/unsafe-html.js';",
    "import { styleMap } from 'lit/directives/style-map.js';",
    'html`<p style="color: red">`;',
    'html`<p style=${colour}>`;',
    'css`p { margin: 1rem }`;',
    'css`p { margin: ${a}; padding: .5rem }`;',
    'css`@font-face { src: url(x) }`;',
    'eval(code);',
    'new Function(code);',
    "localStorage.setItem('a', 'b');",
    'for (const key in object) key;',
    "text.replaceAll('a', 'b');",
    "link.href = 'javascript:alert(1)';",
    'html`<img src=${url} />`;',
    'svg`<image href=${url} />`;',
    'css`p { background: url(${picture}) }`;',
    "document.createElement('img').src = url;",
    'new Image().src = url;',
  ];
  for (const text of planted) assert.equal(wrongWords({ path: 'src/a.ts', text }).length > 0, true, text);
  assert.equal(wrongWords({ path: 'src/a.css', text: 'p { margin: 1rem }' }).length, 1);
});

test('the checker lets words in comments and harmless likenesses through', () => {
  for (const text of [
    '// never innerHTML, never 1rem',
    '/** No `style=` attribute. */',
    'css`p { margin: 16px }`;',
    "const remark = 'premium';",
    'element.style.setProperty(name, value);',
    'type Handler = Function;',
  ]) {
    assert.deepEqual(wrongWords({ path: 'src/a.ts', text }), [], text);
  }
});
