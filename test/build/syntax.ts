import ts from 'typescript';
import { parse, walk, type Source } from './source.ts';

const kinds: ReadonlyMap<ts.SyntaxKind, string> = new Map([
  [ts.SyntaxKind.QuestionDotToken, 'optional chaining (ES2020)'],
  [ts.SyntaxKind.QuestionQuestionToken, 'nullish coalescing (ES2020)'],
  [ts.SyntaxKind.QuestionQuestionEqualsToken, 'logical assignment (ES2021)'],
  [ts.SyntaxKind.BarBarEqualsToken, 'logical assignment (ES2021)'],
  [ts.SyntaxKind.AmpersandAmpersandEqualsToken, 'logical assignment (ES2021)'],
  [ts.SyntaxKind.BigIntLiteral, 'BigInt (ES2020)'],
  [ts.SyntaxKind.PrivateIdentifier, 'private name (ES2022)'],
  [ts.SyntaxKind.PropertyDeclaration, 'class field (ES2022)'],
  [ts.SyntaxKind.ClassStaticBlockDeclaration, 'static block (ES2022)'],
]);

/** Syntax in a built file that Chrome 87 or iOS 13 may not read; `import()` and `import.meta` are what modules there have. */
export function newSyntax(source: Source): string[] {
  const found: string[] = [];
  walk(parse(source), (node) => {
    const kind = kinds.get(node.kind);
    if (kind) found.push(kind);
    if (ts.isNumericLiteral(node) && node.getText().includes('_')) found.push('numeric separator (ES2021)');
    if (ts.isExportDeclaration(node) && node.exportClause && ts.isNamespaceExport(node.exportClause)) {
      found.push('export * as (ES2020)');
    }
    if (ts.isRegularExpressionLiteral(node) && /\/[a-z]*[dv][a-z]*$|\(\?<[=!]/.test(node.text)) {
      // iOS got lookbehind with 16.4: one in a file keeps the whole file from being read.
      found.push(`regular expression ${node.text}`);
    }
    if (ts.isAwaitExpression(node) && !inFunction(node)) found.push('await at top level (ES2022)');
  });
  return found.map((what) => `${source.path}: ${what}`);
}

function inFunction(node: ts.Node): boolean {
  for (let up = node.parent; up; up = up.parent) if (ts.isFunctionLike(up)) return true;
  return false;
}
