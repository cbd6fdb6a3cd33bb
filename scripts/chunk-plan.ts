import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Static imports that leave code behind; a dynamic one is a chunk of its own, a type is nothing. */
const staticImport = /^\s*(?:import|export)\s(?!type\b)(?:[^'";]*?\sfrom\s)?\s*'(\.[^']+)'/gm;

/** A file with all it needs, through static imports. */
function reach(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file) || !existsSync(file)) return found;
  found.add(file);
  for (const [, target] of readFileSync(file, 'utf8').matchAll(staticImport))
    reach(join(dirname(file), target!), found);
  return found;
}

/**
 * Says which modules go into the base chunk: what the runtime needs, and what two or more of the other chunks share.
 * What only one chunk needs travels with it.
 */
export function planBase(root: string, runtime: string, others: readonly string[]): (id: string) => boolean {
  const base = reach(join(root, runtime));
  const once = new Set<string>();
  for (const other of others) {
    for (const file of reach(join(root, other))) (once.has(file) ? base : once).add(file);
  }
  // Lit, and the small functions compilers add, serve everyone.
  return (id) =>
    base.has(id) || /\/node_modules\/(@lit|lit)/.test(id) || (id.startsWith('\0') && !id.includes('virtual:'));
}
