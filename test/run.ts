import { relative } from 'node:path';
import { setUp } from './setup.ts';
import { steps, type Count, type Done, type RanFile, type Step } from './steps.ts';

process.chdir(new URL('..', import.meta.url).pathname);

/** A step with its outcome. */
interface Took extends Count {
  step: Step;
  seconds: number;
  done: Done;
}

/** Runs a step; whatever goes wrong in it is a failure of that step and no more. */
async function take(step: Step): Promise<Took> {
  const kept: (Buffer | string)[] = [];
  const show = (text: Buffer | string) => void (step.light ? kept.push(text) : process.stdout.write(text));
  show(`\n=== ${step.name}\n`);
  const started = performance.now();
  const done = await step.run(show).catch((error: unknown): Done => {
    show(`${error instanceof Error ? error.stack : error}\n`);
    return { code: 1, output: '' };
  });
  const count = step.count
    ? (step.count(done.output) ?? { passed: 0, failed: 0 })
    : { passed: done.code ? 0 : 1, failed: 0 };
  // A program that ends badly has failed even where it counts no failed test, and so has one without a test.
  if (count.failed === 0 && (done.code || count.passed === 0)) count.failed = 1;
  const seconds = (performance.now() - started) / 1000;
  show(`--- ${step.name}: ${count.passed} passed, ${count.failed} failed, ${seconds.toFixed(1)} s\n`);
  for (const text of kept) process.stdout.write(text);
  return { step, ...count, seconds, done };
}

/** Runs the first of the steps, or, where they leave a core idle, the first few two at a time; takes them off the list. */
async function takeNext(list: Step[]): Promise<Took[]> {
  const next = [list.shift()!];
  while (next[0]!.light && list[0]?.light) next.push(list.shift()!);
  const took: Took[] = [];
  const lane = async () => {
    for (let step; (step = next.shift());) took.push(await take(step));
  };
  await Promise.all([lane(), lane()]);
  return took;
}

/** What took longest, for whoever wants the run shorter. */
function tellTimes(all: Took[]): void {
  const line = (seconds: number, what: string) => `${seconds.toFixed(0).padStart(5)} s  ${what}`;
  const files = all.flatMap(({ done }) => done.files ?? []).sort((a: RanFile, b: RanFile) => b.seconds - a.seconds);
  console.log('\nsteps:');
  for (const { seconds, step } of all) console.log(line(seconds, step.name));
  if (files.length) console.log('slowest files:');
  for (const { seconds, file } of files.slice(0, 12)) console.log(line(seconds, relative('.', file)));
}

/** `npm test` runs all steps; `npm test -- size e2e` those whose names hold one of the words. */
async function main(words: string[]): Promise<void> {
  if (!(await setUp())) {
    process.exitCode = 1;
    return;
  }
  const list = steps.filter(
    ({ name, here }) => (!words.length || words.some((word) => name.includes(word))) && (!here || here()),
  );
  const all: Took[] = [];
  while (list.length && !all.some(({ step, failed }) => step.needed && failed)) all.push(...(await takeNext(list)));
  tellTimes(all);
  const sum = (what: keyof Count) => all.reduce((total, took) => total + took[what], 0);
  const unsteady = all.flatMap(({ done }) => done.unsteady ?? []);
  const failures = all.filter(({ failed }) => failed).map(({ step }) => step.name);
  if (unsteady.length) console.log(`\npassed only at the second try:\n  ${unsteady.join('\n  ')}`);
  if (failures.length) console.log(`\nfailed: ${failures.join(', ')}`);
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
  process.exitCode = failures.length || !sum('passed') ? 1 : 0;
}

await main(process.argv.slice(2));
