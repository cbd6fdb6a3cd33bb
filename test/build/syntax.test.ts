import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sources } from './source.ts';
import { newSyntax } from './syntax.ts';

const built = () => sources('dist/inlay*.js', 'dist/chunks/*.js');

test('the script builds hold no syntax younger than ES2019', () => {
  assert.ok(built().length >= 6, 'the built files were found');
  assert.deepEqual(built().flatMap(newSyntax), []);
});

test('the script builds call nothing that Chrome 87 and iOS 13 lack', () => {
  const young =
    /\.replaceAll\(|Object\.hasOwn\b|structuredClone\(|\.at\(-|AbortSignal\.(timeout|any)|Promise\.any|WeakRef|\.findLast\(|\.toSorted\(|Object\.groupBy/;
  assert.deepEqual(
    built()
      .filter(({ text }) => young.test(text))
      .map(({ path, text }) => `${path}: ${young.exec(text)?.[0]}`),
    [],
  );
});

test('the classic files hold neither import() nor import.meta', () => {
  const classic = built().filter(({ path }) => /inlay\.(iife|zh-HK|en)\.js$/.test(path));
  assert.equal(classic.length, 3);
  for (const { path, text } of classic) assert.doesNotMatch(text, /\bimport\s*[(.]|^export /m, path);
});

test('the checker sees each planted piece of young syntax', () => {
  for (const text of [
    'a?.b;',
    'a ?? b;',
    'a ??= b;',
    'a ||= b;',
    '10n;',
    '1_000;',
    'class A { #a() {} }',
    'class A { a = 1 }',
    'class A { static { a(); } }',
    'export * as a from "b";',
    'await a;',
    '/(?<=a)b/;',
    '/a/d;',
  ]) {
    assert.equal(newSyntax({ path: 'a.js', text }).length > 0, true, text);
  }
  assert.deepEqual(
    newSyntax({ path: 'a.js', text: 'async()=>{await import(import.meta.url);try{}catch{}}; /(?<a>b)/' }),
    [],
  );
});
