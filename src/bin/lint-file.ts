import { lintPolicy } from '../core/policy-lint.ts';

// Strings whole, so that what looks like structure inside one is none.
const tokens = /"(?:[^"\\]|\\.)*"|[{}[\],:]|\n|[^\s{}[\],:"]+/g;
const literal = /^(["{}[\],:\n]|-?\d|true$|false$|null$)/;

/** A JSON text's places by their way from the top (`rules/3/until`), with the line on which each begins. */
function linesOf(json: string): Map<string, number> {
  const lines = new Map<string, number>();
  const way: { key: string | number; inArray: boolean }[] = [];
  let line = 1;
  let word = '';
  let wordLine = 1;
  for (const [token] of json.matchAll(tokens)) {
    const top = way[way.length - 1];
    const mark = () => lines.set(way.map(({ key }) => key).join('/'), line);
    if (token === '\n') line++;
    else if (token === '{' || token === '[') {
      if (top?.inArray) mark();
      way.push({ key: token === '[' ? 0 : '', inArray: token === '[' });
    } else if (token === '}' || token === ']') way.pop();
    else if (token === ',') {
      if (top?.inArray) top.key = (top.key as number) + 1;
    } else if (token === ':' && top) {
      top.key = JSON.parse(word) as string;
      lines.set(way.map(({ key }) => key).join('/'), wordLine);
    } else {
      if (top?.inArray) mark();
      [word, wordLine] = [token, line];
    }
  }
  return lines;
}

/** The line of a place, or of the nearest one around it that is there. */
function lineAt(lines: ReadonlyMap<string, number>, path: readonly (string | number)[]): number {
  for (let length = path.length; length; length--) {
    const line = lines.get(path.slice(0, length).join('/'));
    if (line) return line;
  }
  return 1;
}

/** One line per fault of a policy file, in the order of the file; empty when nothing is wrong. */
export function lintFile(name: string, json: string): string[] {
  let document: unknown;
  try {
    document = JSON.parse(json);
  } catch (error) {
    const { message } = error as Error;
    // Engines tell the position of some faults only; for the others the first word that JSON does not know.
    const told = /position (\d+)/.exec(message)?.[1];
    const strange = [...json.matchAll(tokens)].find(([token]) => !literal.test(token))?.index;
    const line = json.slice(0, told ? +told : (strange ?? json.trimEnd().length)).split('\n').length;
    return [`${name}:${line} json: ${message.replace(/\s+/g, ' ')}; fix: write valid JSON, without comments`];
  }
  const lines = linesOf(json);
  return lintPolicy(document)
    .map(({ path, rule, says, fix }) => ({ line: lineAt(lines, path), text: `${rule}: ${says}; fix: ${fix}` }))
    .sort((a, b) => a.line - b.line)
    .map(({ line, text }) => `${name}:${line} ${text}`);
}
