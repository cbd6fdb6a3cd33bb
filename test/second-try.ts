import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import type { Count, Done } from './steps.ts';

/** More failures than this are no matter of a busy machine. */
const few = 10;

/**
 * Runs tests, and those that failed a second time: on two busy cores a browser may answer late, and a run of twenty minutes
 * should not be lost by it. What passes in one of two tries is named at the end of the run, for somebody to mend; what is
 * broken fails twice. `run` shall run only what failed when it is called again; its own count of the second try may leave out
 * what it did not run.
 */
export async function secondTry(count: (output: string) => Count | undefined, run: () => Promise<Done>): Promise<Done> {
  const first = await run();
  const before = count(first.output);
  if (!first.code || !before || before.failed > few) return first;
  console.log('\n··· once more, only what failed');
  const second = await run();
  const files = [...(first.files ?? []), ...(second.files ?? [])];
  const after = count(second.output);
  if (!after) return { ...second, files };
  const missed = [names(first.output), names(second.output)] as const;
  const twice = missed[1].filter((name) => missed[0].includes(name));
  const broken = twice.length > 0 || (!!second.code && !missed[1].length);
  const failed = broken ? after.failed : 0;
  const passed = before.passed + before.failed - failed;
  // In both counters' form: the last of each counts.
  const sum = `${passed} passed, ${failed} failed\npass ${passed}\nfail ${failed}\ncancelled 0`;
  const unsteady = broken ? [] : [...new Set(missed.flat())];
  return { code: broken ? second.code : 0, output: `${second.output}\n${sum}\n`, unsteady, files };
}

/** Gives a run a file for what it has to remember. */
export async function withFile<T>(run: (file: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(`${tmpdir()}/inlay-tests-`);
  return run(`${folder}/list`).finally(() => rm(folder, { recursive: true, force: true }));
}

/** What failed, as node:test and Web Test Runner name it. */
function names(output: string): string[] {
  const list = output.slice(Math.max(0, output.lastIndexOf('failing tests:')));
  return [...list.matchAll(/^(?:✖ (.*?)(?: \([\d.]+ms\))?|.*failed in (\S+))$/gm)].map(
    ([, test, file]) => test ?? file!,
  );
}
