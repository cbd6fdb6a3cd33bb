import { parseAst } from 'vite';

/**
 * Rewrites a minified module as the CommonJS of a mini-program: imports become one `require`, exports one object at the
 * end. esbuild's own CommonJS brings a getter for each export and the helpers around them.
 */
export function asCommonJs(code: string): string {
  const exported: string[] = [];
  let body = '';
  let end = 0;
  for (const node of parseAst(code).body) {
    if (!/^(Import|Export)/.test(node.type)) continue;
    body += code.slice(end, node.start);
    end = node.end;
    if (node.type === 'ImportDeclaration') {
      const names = node.specifiers.map((one) => {
        if (one.type !== 'ImportSpecifier') throw new Error('Only named imports are expected');
        return pair(nameOf(one.imported), one.local.name);
      });
      body += `const{${names.join()}}=require(${JSON.stringify(node.source.value)});`;
    } else if (node.type === 'ExportNamedDeclaration' && !node.declaration && !node.source) {
      for (const one of node.specifiers) exported.push(pair(nameOf(one.exported), nameOf(one.local)));
    } else {
      throw new Error(`Unexpected ${node.type} in a file of the package`);
    }
  }
  body += exported.length ? `module.exports={${exported.join()}};` : '';
  body += code.slice(end);
  // Run when it is wanted, which may be never.
  return `"use strict";${body.replace(/\bimport\(("[^"]+")\)/g, 'Promise.resolve().then(()=>require($1))')}`;
}

const pair = (outside: string, inside: string): string => (outside === inside ? inside : `${outside}:${inside}`);

function nameOf(node: { type: string; name?: string; value?: unknown }): string {
  return String(node.name ?? node.value);
}
