import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { VERSION } from '../../src/core/slot.ts';
import { widgets } from '../../scripts/widgets.ts';

interface Manifest {
  version: string;
  files: string[];
  exports: Record<string, string | { types: string; default: string }>;
  dependencies: Record<string, string>;
  sideEffects: string[];
  [field: string]: unknown;
}
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const built = globSync('dist/**/*.*').map((path) => ({ path, text: readFileSync(path, 'utf8') }));

test('every path of the exports map leads to a file that is there and published', () => {
  const paths = Object.values(manifest.exports).flatMap((to) => (typeof to === 'string' ? [to] : Object.values(to)));
  const fields = ['types', 'unpkg', 'jsdelivr', 'customElements', 'web-types'].map((field) => String(manifest[field]));
  assert.ok(paths.length > 6);
  for (const path of [...paths, ...fields, ...manifest.sideEffects]) {
    assert.ok(existsSync(path), path);
    const published = manifest.files.some((entry) => path.replace(/^\.\//, '').startsWith(entry));
    assert.ok(published || path === './package.json', `${path} is published`);
  }
});

test('every widget has its own entry, and of other parts only what WeChat’s config and mini-programs need', () => {
  const entries = Object.keys(manifest.exports).filter((path) => !/^\.$|define|css|json/.test(path));
  assert.deepEqual(entries.sort(), [...widgets.map(({ name }) => `./${name}`), './weixin', './miniprogram'].sort());
});

test('Lit is the only thing the package needs at run time', () => {
  assert.deepEqual(Object.keys(manifest.dependencies), ['lit']);
});

test('the version in the code is the version of the package', () => {
  assert.equal(VERSION, manifest.version);
});

for (const entry of ['index', 'define', ...widgets.map(({ name }) => name)]) {
  test(`importing ${entry}.js in plain Node fails at nothing and changes nothing`, () => {
    const code = `
      // Lit's Node build brings stand-ins for a few DOM globals; they are not ours.
      await import('lit'); await import('lit/decorators.js');
      const before = new Set(Reflect.ownKeys(globalThis));
      const names = Object.keys(await import('./dist/${entry}.js'));
      const grown = Reflect.ownKeys(globalThis).filter((key) => !before.has(key)).map(String);
      const defined = !!globalThis.customElements?.get('inlay-wealth-card');
      console.log(JSON.stringify({ names, grown, defined }));`;
    const out = execFileSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' });
    const seen = JSON.parse(out) as { names: string[]; grown: string[]; defined: boolean };
    assert.deepEqual(seen.grown, []);
    assert.equal(seen.defined, false);
    assert.equal(seen.names.includes('init'), entry === 'index');
  });
}

test('init in plain Node says what to change', () => {
  const code = `
    const { init } = await import('./dist/index.js');
    try { init({ partner: 'lvtu', gateway: 'https://open.bank.example' }); } catch (error) { console.log(error.code); }`;
  const out = execFileSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' });
  assert.equal(out.trim(), 'unsupported_environment');
});

test('the script builds carry production Lit under a policy name of its own', () => {
  for (const { path, text } of built.filter(({ path }) => /dist\/(inlay\.iife|chunks\/base)\.js$/.test(path))) {
    assert.doesNotMatch(text, /dev mode|dev-mode|litIssuedWarnings|lit\.dev\/msg/, path);
    assert.match(text, /try\{return \w+\.createPolicy\([`"']inlay-lit[`"']/, path);
    assert.doesNotMatch(text, /createPolicy\([`"']lit-html/, path);
  }
});

test('Lit stays outside the npm build', () => {
  const npm = built.filter(({ path }) => /dist\/(shared\/)?[\w.-]+\.js$/.test(path) && !/dist\/inlay/.test(path));
  assert.ok(npm.some(({ text }) => /from ["']lit\/html\.js["']/.test(text)));
  for (const { path, text } of npm) assert.doesNotMatch(text, /createPolicy\([`"']lit|litHtmlVersions/, path);
});

test('no built file holds a key, a secret or a path of the machine that built it', () => {
  assert.ok(built.length > 10);
  const leak =
    /-----BEGIN|"d"\s*:\s*"[\w-]{40,}"|client_secret|private_?key\s*[:=]|(^|[^.\w:/])\/(?:home|root|tmp|work|usr|var|Users)\/|node_modules|file:\/\//m;
  // A command begins with the way to whatever Node there is.
  const shebang = /^#!\/usr\/bin\/env node\n/;
  for (const { path, text } of built) assert.doesNotMatch(text.replace(shebang, ''), leak, path);
  assert.match('{"kty":"EC","d":"' + 'x'.repeat(43) + '"}', leak);
  assert.match("import '/home/me/a.js'", leak);
});
