import { parseAst, type Plugin } from 'vite';

/**
 * Turns each chunk that imports the base chunk into a function of it: `export default (base) => ({ …exports })`.
 * A static import would be fetched by the engine without a hash; a function can only run after the loader has
 * checked both files.
 */
export function chunkFactory(): Plugin {
  return {
    name: 'inlay:chunk-factory',
    // After minification, which comes last in rendering.
    generateBundle(_, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk' || chunk.imports.length === 0) continue;
        if (chunk.imports.join() !== 'base.js') throw new Error(`${chunk.fileName} imports ${chunk.imports.join()}`);
        chunk.code = asFactory(chunk.code);
      }
    },
  };
}

/** The rewriting itself: imports become the parameter, exports the result. */
export function asFactory(code: string): string {
  const parameters: string[] = [];
  const results: string[] = [];
  let body = '';
  let end = 0;
  for (const node of parseAst(code).body) {
    if (node.type === 'ImportDeclaration') {
      for (const one of node.specifiers) {
        if (one.type !== 'ImportSpecifier') throw new Error('Only named imports of the base chunk are expected');
        parameters.push(`${nameOf(one.imported)}:${one.local.name}`);
      }
    } else if (node.type === 'ExportNamedDeclaration' && !node.declaration) {
      for (const one of node.specifiers) results.push(`${nameOf(one.exported)}:${nameOf(one.local)}`);
    } else if (node.type.startsWith('Export')) {
      throw new Error(`Unexpected ${node.type} in a chunk`);
    } else {
      continue;
    }
    body += code.slice(end, node.start);
    end = node.end;
  }
  body += code.slice(end);
  return `export default({${parameters.join()}})=>{${body.trim()};return{${results.join()}}};\n`;
}

function nameOf(node: { type: string; name?: string; value?: unknown }): string {
  return String(node.name ?? node.value);
}
