import { existsSync, globSync, readFileSync } from 'node:fs';
import { binOf, run, runBin, type Ran } from '../scripts/run.ts';
import { secondTry, withFile } from './second-try.ts';

/** One thing `npm test` does. */
export interface Step {
  name: string;
  /** False when there is nothing to do yet. */
  here?: () => boolean;
  run: () => Promise<Ran>;
  /** Reads its tests from what it printed; without it the step counts as one. */
  count?: (output: string) => Count | undefined;
  /** When it fails, what comes after cannot work. */
  needed?: boolean;
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

const script = (file: string, ...args: string[]) => run(process.execPath, [file, ...args], true);
const reporters = (list: string) => [
  ...['--test-reporter=spec', '--test-reporter-destination=stdout'],
  ...['--test-reporter=./test/failed-files.mjs', `--test-reporter-destination=${list}`],
];
const nodeTests = (patterns: string[], env: NodeJS.ProcessEnv = {}, ...args: string[]) =>
  withFile((list) => {
    let files = patterns;
    return secondTry(countNode, async () => {
      const ran = await run(process.execPath, ['--test', ...reporters(list), ...args, ...files], true, env);
      // Whole files: what runs after each test may count on the test before.
      files = readFileSync(list, 'utf8').split('\n').filter(Boolean);
      return ran;
    });
  });
const any = (pattern: string) => globSync(pattern).length > 0;

const inNode = ['core', 'bridge', 'hosts', 'bank', 'contracts', 'build', 'miniprogram'].map(
  (folder) => `test/${folder}/**/*.test.ts`,
);

const attw = ['--pack', '.', '--profile', 'esm-only', '--quiet'];
/** WebKitGTK has no headless mode. */
const screen = ['-a', '-s', '-screen 0 1600x1200x24'];

async function inBrowsers(): Promise<Ran> {
  const wtr = [...screen, process.execPath, binOf('@web/test-runner', 'wtr'), '--config', 'test/wtr.counted.mjs'];
  let failed: string[] = [];
  return secondTry(countBrowser, async () => {
    const ran = await run('xvfb-run', failed.length ? [...wtr, '--files', ...failed] : wtr, true);
    failed = failedFiles(ran.output);
    return ran;
  });
}

/** The bank's suite once more, on a PostgreSQL of its own. */
async function onPostgres(): Promise<Ran> {
  const { startPostgres } = await import('./support/postgres.ts');
  const postgres = await startPostgres();
  if (!postgres) return { code: 1, output: 'PostgreSQL is not installed' };
  try {
    return await nodeTests(['test/bank/**/*.test.ts'], { DATABASE_URL: postgres.url }, '--test-concurrency=1');
  } finally {
    await postgres.stop();
  }
}

/** Everything, in order; nothing after `build` builds again. */
export const steps: readonly Step[] = [
  { name: 'types', run: () => script('scripts/typecheck.ts') },
  { name: 'eslint', run: () => runBin('eslint', ['.', '--max-warnings=0'], true) },
  { name: 'prettier', run: () => runBin('prettier', ['--check', '.', '--log-level=warn'], true) },
  { name: 'build', run: () => script('scripts/build.ts'), needed: true },
  ...['api-types', 'inventory'].map((name) => ({
    name: `${name} is up to date`,
    here: () => existsSync(`scripts/${name}.ts`),
    run: () => script(`scripts/${name}.ts`, '--check'),
  })),
  { name: 'size', run: () => script('scripts/size.ts') },
  { name: 'publint', run: () => runBin('publint', ['--strict'], true) },
  {
    name: 'attw',
    // A stylesheet has no types.
    run: () => runBin('@arethetypeswrong/cli', [...attw, '--exclude-entrypoints', 'inlay.css'], true, 'attw'),
  },
  { name: 'tests in Node', run: () => nodeTests(inNode.filter(any), {}, '--test-concurrency=2'), count: countNode },
  { name: 'bank on PostgreSQL', here: () => existsSync('test/support/postgres.ts'), run: onPostgres, count: countNode },
  {
    name: 'widgets in three engines',
    here: () => existsSync('wtr.config.mjs'),
    run: () => inBrowsers(),
    count: countBrowser,
  },
  {
    name: 'scenarios on web and mini-program',
    here: () => any('test/scenarios/*.test.ts'),
    run: () => nodeTests(['test/scenarios/*.test.ts'], {}, '--test-concurrency=1'),
    count: countNode,
  },
  {
    name: 'pages end to end',
    here: () => any('test/e2e/*.test.ts'),
    run: () => nodeTests(['test/e2e/*.test.ts'], {}, '--test-concurrency=2'),
    count: countNode,
  },
  // A dead link, or a table whose code has no words in it, ends it.
  { name: 'docs build', run: () => runBin('vitepress', ['build', 'docs'], true) },
  {
    name: 'docs and their samples',
    run: () => nodeTests(['test/docs/*.test.ts'], {}, '--test-concurrency=1'),
    count: countNode,
  },
];
