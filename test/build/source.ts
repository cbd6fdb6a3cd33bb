import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';

/** One of the project's own files. */
export interface Source {
  path: string;
  text: string;
}

/** The project's own files that fit a glob, generated ones left out. */
export function sources(...globs: string[]): Source[] {
  return globs
    .flatMap((glob) => globSync(glob, { exclude: (name) => name === 'node_modules' || name === '.dist' }))
    .filter((path) => !path.includes('node_modules/') && !path.endsWith('.gen.ts'))
    .sort()
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }));
}

/** Parses a file without checking its types. */
export function parse({ path, text }: Source): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
}

/** Visits a node and everything below it. */
export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}
