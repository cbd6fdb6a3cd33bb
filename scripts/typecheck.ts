import { existsSync } from 'node:fs';
import { runBin } from './run.ts';

process.chdir(new URL('..', import.meta.url).pathname);

/** The whole tree with the DOM, and core again without it; TypeScript 7 checks, TypeScript 6 serves the tools. */
const projects = ['.', 'src/core', 'src/miniprogram'].filter(
  (path) => path === '.' || existsSync(`${path}/tsconfig.json`),
);

let failed = 0;
for (const project of projects) {
  const { code, output } = await runBin('typescript-7', ['-p', project], false, 'tsc');
  failed += code ? 1 : 0;
  console.log(code ? output : `types of ${project === '.' ? 'everything' : project}: right`);
}
process.exitCode = failed ? 1 : 0;
