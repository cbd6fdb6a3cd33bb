import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { describe } from '../../demo/playground/gallery/manifest.ts';
import { widgets } from '../../scripts/widgets.ts';
import { usage } from '../../src/bin/conformance/options.ts';
import { lintFile } from '../../src/bin/lint-file.ts';
import { inlayEvents } from '../../src/core/event-options.ts';
import { allBlocks, type Block, blocksOf, pages } from './blocks.ts';

const blocks = allBlocks();
const of = (...kinds: string[]) => blocks.filter(({ kind }) => kinds.includes(kind));

/** Where each kind of block is run; a new kind has to get a place here. */
const runners: Readonly<Record<string, string>> = {
  html: 'samples-html',
  csp: 'samples-html',
  ts: 'samples-code',
  tsx: 'samples-code',
  js: 'samples-code',
  http: 'samples-wire',
  json: 'samples-data',
  jsonc: 'samples-data',
  css: 'samples-data',
  sh: 'samples-data',
  wxml: 'samples-data',
  console: 'samples-report',
  // Drawings, and what programs print.
  txt: '',
};

test('every block is of a kind that something runs', () => {
  const strangers = blocks.filter(({ kind }) => runners[kind] === undefined).map(({ at, kind }) => `${at} "${kind}"`);
  assert.deepEqual(strangers, []);
  for (const file of new Set(Object.values(runners))) assert.ok(!file || existsSync(`test/docs/${file}.test.ts`), file);
});

test('a block of an unknown kind, and one without an end, would be seen', () => {
  assert.equal(runners[blocksOf('a.md', '```rust\nfn main() {}\n```')[0]!.kind], undefined);
  assert.throws(() => blocksOf('a.md', '```ts\nconst a = 1;'), /no end/);
});

test('files that stand in the pages are there, and each is run by a test of its own', () => {
  const run = /^(docs\/samples\/partner-backend\.mjs|demo\/miniprogram\/.*)$/;
  const files = pages().flatMap((path) =>
    [...readFileSync(path, 'utf8').matchAll(/^<<< (\S+?)(?:\{\w+\})?$/gm)].map(([, file]) =>
      join(dirname(path), file!),
    ),
  );
  assert.ok(files.length > 8);
  for (const file of files) assert.ok(existsSync(file) && run.test(file), file);
});

/** JSON with comments and "…" for what is left out, as JSON. */
const plain = (text: string) =>
  text
    .replace(/("(?:[^"\\]|\\.)*")|\/\/[^\n]*|\/\*[^]*?\*\//g, (_, string?: string) => string ?? '')
    .replace(/("(?:[^"\\]|\\.)*")|…/g, (_, string?: string) => string ?? '')
    .replace(/,(\s*)(?=[}\]])/g, '$1')
    .replace(/,(\s*,)+/g, ',');

for (const { at, text, kind, words } of of('json', 'jsonc')) {
  test(`${at} is JSON`, () => {
    JSON.parse(kind === 'jsonc' ? plain(text) : text);
    if (words.includes('policy')) assert.deepEqual(lintFile(at, text), []);
  });
}

test('templates of a mini-program name components and events that there are', () => {
  // The guide shows the files of the sample project as they are.
  const all = globSync('demo/miniprogram/pages/*/*.wxml').map((file) => readFileSync(file, 'utf8'));
  assert.ok(all.length > 2);
  for (const [, name] of all.join('\n').matchAll(/<inlay-([\w-]+)/g)) {
    assert.ok(existsSync(`dist/miniprogram/${name}/index.wxml`), name);
  }
  for (const [, name] of all.join('\n').matchAll(/bind:(inlay-[\w-]+)/g)) assert.ok(name! in inlayEvents, name);
});

test('the Chinese playground says in Chinese what each attribute, event and slot is for', () => {
  const manifest = JSON.parse(readFileSync('custom-elements.json', 'utf8')) as Parameters<typeof describe>[0];
  for (const { name } of widgets) {
    const tag = `inlay-${name}`;
    const { knobs, events, slots } = describe(manifest, tag);
    assert.ok(knobs.length && events.length && slots.length, tag);
    for (const { name: word, about } of [...knobs, ...events, ...slots])
      assert.match(about, /\p{sc=Han}/u, `${tag} ${word}`);
  }
});

test('styles set only what there is', () => {
  const { modules } = JSON.parse(readFileSync('custom-elements.json', 'utf8')) as {
    modules: {
      declarations: { tagName?: string; cssProperties?: { name: string }[]; cssParts?: { name: string }[] }[];
    }[];
  };
  const elements = modules.flatMap(({ declarations }) => declarations).filter(({ tagName }) => tagName);
  const tokens = elements.flatMap(({ cssProperties = [] }) => cssProperties.map(({ name }) => name));
  for (const { at, text } of of('css')) {
    for (const [token] of text.matchAll(/--inlay-[\w-]+/g)) assert.ok(tokens.includes(token), `${at}: ${token}`);
    for (const [, tag, part] of text.matchAll(/(inlay-[a-z-]+)(?:::part\((\w+)\))?/g)) {
      if (text.includes(`--${tag}`)) continue;
      const element = elements.find(({ tagName }) => tagName === tag);
      assert.ok(element, `${at}: <${tag}>`);
      if (part)
        assert.ok(
          element.cssParts?.some(({ name }) => name === part),
          `${at}: ${tag}::part(${part})`,
        );
    }
    assert.equal((text.match(/{/g) ?? []).length, (text.match(/}/g) ?? []).length, `${at}: braces`);
  }
});

test('commands are known ones', () => {
  const { scripts, bin: bins } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<
    'scripts' | 'bin',
    Record<string, string>
  >;
  const options = (line: string) => line.match(/--[a-z-]+/g) ?? [];
  const known = (line: string): boolean => {
    const script = /^npm (?:run )?([\w:]+)/.exec(line)?.[1] ?? '';
    if (/^npm (start|test|run)\b/.test(line)) return script in scripts;
    const file = /\bnode (?!-)([\w./-]+)/.exec(line)?.[1];
    if (file) return existsSync(file);
    if (line.startsWith('npx inlay-conformance '))
      return options(line).every((option) => usage.includes(`  ${option} `));
    if (/^curl http:\/\/bank\.localhost:8787\/sandbox\/broken( -d '\{.*\}')?$/.test(line)) return true;
    const bin = /^npx ([\w-]+)/.exec(line)?.[1];
    if (bin) return bin in bins;
    return /^(npm ci|npm install @inlay\/sdk|curl .*\/bank-ticket)$/.test(line);
  };
  for (const { at, text } of of('sh')) {
    const lines = text.split('\n').map((line) => line.replace(/\s+#.*$/, '').trim());
    for (const command of lines.filter(Boolean).flatMap((line) => line.split(' && '))) {
      assert.ok(known(command), `${at}: ${command}`);
    }
  }
});

/** Two blocks of one page that must be alike in both languages: code is not translated, but for what people read. */
test('the Chinese pages have the samples of the English ones', () => {
  const shape = (list: Block[]) =>
    list
      .filter(({ kind }) => kind !== 'txt')
      .map(({ kind, words }) => [kind, ...words.map((word) => word.replace('-zh', ''))].join(' '));
  const at = (path: string) => blocks.filter((block) => block.at.startsWith(`${path}:`));
  for (const path of new Set(blocks.map((block) => block.at.replace(/:\d+$/, '')))) {
    if (!path.startsWith('docs/zh/')) continue;
    assert.deepEqual(shape(at(path)), shape(at(path.replace('docs/zh/', 'docs/'))), path);
  }
});

/** The bones of a page: levels of its headings, tables by their rows, lists by their points, tables made from code. */
const bones = (path: string) =>
  readFileSync(path, 'utf8')
    .replace(/^ *```[^]*?^ *```/gm, '')
    .split('\n')
    .flatMap((line) => /^(#+ |\||- |<!-- table: .*)/.exec(line)?.[0].trim() ?? [])
    .join(' ');

test('the Chinese pages have the headings, rows and points of the English ones', () => {
  const chinese = pages().filter((path) => path.startsWith('docs/zh/') && !path.includes('['));
  assert.ok(chinese.length >= 20);
  for (const path of chinese) {
    const twin = path.replace('docs/zh/', 'docs/');
    assert.equal(bones(path), bones(twin), `${path} has not followed ${twin}`);
  }
});
