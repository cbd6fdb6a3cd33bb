import { lintPolicy } from '../core/policy-lint.ts';

/** A JSON text's places by their way from the top (`rules/3/until`), with the line on which each begins. */
function linesOf(json: string): Map<string, number> {
  const lines = new Map<string, number>();
  const way: { key: string | number; inArray: boolean }[] = [];
  let line = 1;
  let word = '';
  let wordLine = 1;
  // Strings whole, so that what looks like structure inside one is none.
  for (const [token] of json.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],:]|\n|[^\s{}[\],:"]+/g)) {
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
    const position = /position (\d+)/.exec(`${error}`)?.[1];
    const line = position ? json.slice(0, +position).split('\n').length : json.split('\n').length;
    return [`${name}:${line} json: ${(error as Error).message}; fix: write valid JSON, without comments`];
  }
  const lines = linesOf(json);
  return lintPolicy(document)
    .map(({ path, rule, says, fix }) => ({ line: lineAt(lines, path), text: `${rule}: ${says}; fix: ${fix}` }))
    .sort((a, b) => a.line - b.line)
    .map(({ line, text }) => `${name}:${line} ${text}`);
}
