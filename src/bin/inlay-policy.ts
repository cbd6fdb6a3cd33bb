// The command `inlay-policy`, built to dist/bin.
import { readFileSync } from 'node:fs';
import { lintFile } from './lint-file.ts';

/** Runs the command; the exit code: 0 nothing wrong, 1 faults, 2 not understood. */
function run([command, ...files]: string[], print: (line: string) => void): number {
  if (command !== 'lint' || !files.length) {
    print('usage: inlay-policy lint <file.json> …');
    return 2;
  }
  let faults = 0;
  for (const file of files) {
    let json: string;
    try {
      json = readFileSync(file, 'utf8');
    } catch (error) {
      print(`${file}: ${(error as Error).message}`);
      return 2;
    }
    const found = lintFile(file, json);
    found.forEach((line) => print(line));
    print(`${file}: ${found.length ? `${found.length} to mend` : 'nothing wrong'}`);
    faults += found.length;
  }
  return faults ? 1 : 0;
}

process.exitCode = run(process.argv.slice(2), console.log);
