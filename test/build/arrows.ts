import { dirname, join, relative } from 'node:path';
import ts from 'typescript';
import { parse, walk, type Source } from './source.ts';

/** What each folder of `src` may import beside itself; the files directly in `src` may import everything. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  core: [],
  bridge: ['core'],
  widgets: ['core'],
  miniprogram: ['core'],
  // Of bridge what knows no browser: the redaction, which also judges a bank's answers.
  bin: ['core', 'bridge'],
};
/** Packages a folder may import; only views and composition roots know Lit, and of it the templates alone (decision 0012), only commands know Node. */
const packages: Readonly<Record<string, RegExp>> = {
  widgets: /^lit\/html\.js$/,
  '': /^(lit\/html\.js|lean-qr(\/.*)?)$/,
  bin: /^(node:|@cfworker\/json-schema$)/,
  miniprogram: /^@noble\/(curves|hashes)\//,
};

/** Every module a file names: imports, re-exports, dynamic imports and imported types. */
export function importsOf(source: Source): string[] {
  const found: string[] = [];
  walk(parse(source), (node) => {
    const named =
      ts.isImportDeclaration(node) || ts.isExportDeclaration(node)
        ? node.moduleSpecifier
        : ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)
          ? node.argument.literal
          : ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
            ? node.arguments[0]
            : undefined;
    if (named && ts.isStringLiteralLike(named)) found.push(named.text);
  });
  return found;
}

/** The arrows a file of `src` draws that the design does not allow, one line each. */
export function wrongArrows(source: Source): string[] {
  const folders = relative('src', source.path).split('/');
  const folder = folders.length > 1 ? folders[0]! : '';
  return importsOf(source).flatMap((target) => {
    const line = `${source.path} imports ${target}`;
    if (!target.startsWith('.')) return packages[folder]?.test(target) ? [] : [line];
    const parts = relative('src', join(dirname(source.path), target)).split('/');
    if (parts[0] === '..') return [line];
    if (folder === '') return [];
    const [to, part] = parts.length > 1 ? parts : [''];
    // A mini-program's own runtime stands over the bridge, as `init.ts` does on a page; its components do not (decision 0021).
    if (folder === 'miniprogram' && to === 'bridge') return folders.length === 2 ? [] : [line];
    if (to !== folder) return allowed[folder]?.includes(to!) ? [] : [line];
    if (folder === 'miniprogram') return part === folders[1] || parts.length === 2 ? [] : [line];
    // A widget knows its own folder and the common base, no other widget.
    return folder === 'widgets' && part !== 'base' && part !== folders[1] ? [line] : [];
  });
}
