import { existsSync, globSync, readFileSync } from 'node:fs';
import { binOf, run, runBin, type Ran, type Show } from '../scripts/run.ts';
import { secondTry, withFile } from './second-try.ts';

/** One thing `npm test` does. */
export interface Step {
  name: string;
  /** False when there is nothing to do yet. */
  here?: () => boolean;
  run: (show: Show) => Promise<Done>;
  /** Reads its tests from what it printed; without it the step counts as one. */
  count?: (output: string) => Count | undefined;
  /** When it fails, what comes after cannot work. */
  needed?: boolean;
  /** It leaves a core idle: such steps that follow each other run two at a time, and what each prints comes at its end. */
  light?: boolean;
}

/** How a step ended. */
export interface Done extends Ran {
  /** Tests that passed only when they were run again. */
  unsteady?: string[];
  files?: RanFile[];
}

/** A file of tests, as `file-reporter.ts` writes it. */
export interface RanFile {
  file: string;
  passed: boolean;
  seconds: number;
}

/** Tests that passed and tests that did not. */
export interface Count {
  passed: number;
  failed: number;
}

/** The closing numbers of node:test's spec reporter. */
export function countNode(output: string): Count | undefined {
  const last = (name: string): number | undefined => {
    const found = [...output.matchAll(new RegExp(`^\\W*${name} (\\d+)$`, 'gm'))].pop();
    return found && Number(found[1]);
  };
  const passed = last('pass');
  return passed === undefined ? undefined : { passed, failed: (last('fail') ?? 0) + (last('cancelled') ?? 0) };
}

/** The line of `count-reporter.mjs`; the runner's own reporter may have left codes for the terminal before it. */
export function countBrowser(output: string): Count | undefined {
  const found = [...output.matchAll(/(\d+) passed, (\d+) failed$/gm)].pop();
  return found && { passed: Number(found[1]), failed: Number(found[2]) };
}

/** The files that `count-reporter.mjs` names. */
export function failedFiles(output: string): string[] {
  return [...output.matchAll(/failed in (test\/\S+)$/gm)].map(([, file]) => file!);
}

const script = (show: Show, file: string, ...args: string[]) => run(process.execPath, [file, ...args], show);
const reporters = (list: string) => [
  ...['--test-reporter=spec', '--test-reporter-destination=stdout'],
  ...['--test-reporter=./test/file-reporter.ts', `--test-reporter-destination=${list}`],
];
/** Each file is a process of its own, and most import the same modules. */
const compiled = new URL('../.cache/node', import.meta.url).pathname;
const nodeTests = (patterns: string[], concurrency: number, env: NodeJS.ProcessEnv = {}) =>
  withFile((list) => {
    // A page that hangs ends its file, not the run.
    const args = ['--test', '--test-timeout=480000', ...reporters(list), `--test-concurrency=${concurrency}`];
    let wanted = patterns;
    return secondTry(countNode, async () => {
      const ran = await run(process.execPath, [...args, ...wanted], true, { NODE_COMPILE_CACHE: compiled, ...env });
      const lines = readFileSync(list, 'utf8').split('\n').filter(Boolean);
      const files = lines.map((line) => JSON.parse(line) as RanFile);
      // Whole files: what runs after each test may count on the test before.
      const failed = files.filter(({ passed }) => !passed).map(({ file }) => file);
      // Without a name node:test would take every test there is.
      if (failed.length) wanted = failed;
      return { ...ran, files };
    });
  });
const any = (pattern: string) => globSync(pattern).length > 0;

const inNode = ['core', 'bridge', 'hosts', 'build', 'miniprogram'].map((folder) => `test/${folder}/**/*.test.ts`);

const attw = ['--pack', '.', '--profile', 'esm-only', '--quiet'];
/** WebKitGTK has no headless mode. */
const screen = ['-a', '-s', '-screen 0 1600x1200x24'];

async function inBrowsers(): Promise<Done> {
  const wtr = [...screen, process.execPath, binOf('@web/test-runner', 'wtr'), '--config', 'test/wtr.counted.mjs'];
  let failed: string[] = [];
  return secondTry(countBrowser, async () => {
    const ran = await run('xvfb-run', failed.length ? [...wtr, '--files', ...failed] : wtr, true);
    failed = failedFiles(ran.output);
    return ran;
  });
}

/** The bank's suite on PGlite and on a PostgreSQL of its own. */
async function bank(): Promise<Done> {
  const { startPostgres } = await import('./support/postgres.ts');
  const postgres = await startPostgres();
  if (!postgres) return { code: 1, output: 'PostgreSQL is not installed' };
  try {
    return await nodeTests(['test/bank/**/*.test.ts'], 2, { DATABASE_URL: postgres.url });
  } finally {
    await postgres.stop();
  }
}

/** Everything, in order; nothing after `build` builds again. */
export const steps: readonly Step[] = [
  { name: 'types', light: true, run: (show) => script(show, 'scripts/typecheck.ts') },
  { name: 'eslint', light: true, run: (show) => runBin('eslint', ['.', '--max-warnings=0'], show) },
  { name: 'prettier', light: true, run: (show) => runBin('prettier', ['--check', '.', '--log-level=warn'], show) },
  { name: 'build', run: (show) => script(show, 'scripts/build.ts'), needed: true },
  // A dead link, or a table whose code has no words in it, ends it.
  { name: 'docs build', light: true, run: (show) => runBin('vitepress', ['build', 'docs'], show) },
  ...['api-types', 'inventory'].map((name) => ({
    name: `${name} is up to date`,
    light: true,
    here: () => existsSync(`scripts/${name}.ts`),
    run: (show: Show) => script(show, `scripts/${name}.ts`, '--check'),
  })),
  { name: 'size', light: true, run: (show) => script(show, 'scripts/size.ts') },
  { name: 'publint', light: true, run: (show) => runBin('publint', ['--strict'], show) },
  {
    name: 'attw',
    light: true,
    // A stylesheet has no types.
    run: (show) => runBin('@arethetypeswrong/cli', [...attw, '--exclude-entrypoints', 'inlay.css'], show, 'attw'),
  },
  { name: 'tests in Node', run: () => nodeTests(inNode.filter(any), 3), count: countNode },
  { name: 'bank on PGlite and PostgreSQL', here: () => any('test/bank/*.test.ts'), run: bank, count: countNode },
  {
    name: 'widgets in three engines',
    light: true,
    here: () => existsSync('wtr.config.mjs'),
    run: inBrowsers,
    count: countBrowser,
  },
  {
    name: 'scenarios on web and mini-program',
    light: true,
    here: () => any('test/scenarios/*.test.ts'),
    run: () => nodeTests(['test/scenarios/*.test.ts'], 1),
    count: countNode,
  },
  {
    name: 'pages end to end',
    here: () => any('test/e2e/*.test.ts'),
    // They wait more than they compute.
    run: () => nodeTests(['test/e2e/*.test.ts'], 3),
    count: countNode,
  },
  {
    name: 'docs and their samples',
    run: () => nodeTests(['test/docs/*.test.ts'], 2),
    count: countNode,
  },
];
