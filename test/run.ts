import type { Ran } from '../scripts/run.ts';
import { setUp } from './setup.ts';
import { steps, type Count, type Step } from './steps.ts';

process.chdir(new URL('..', import.meta.url).pathname);

/** Runs a step; whatever goes wrong in it is a failure of that step and no more. */
async function take(step: Step): Promise<Count & Pick<Ran, 'unsteady'>> {
  console.log(`\n=== ${step.name}`);
  const started = performance.now();
  const ran: Ran = await step.run().catch((error: unknown) => {
    console.log(error);
    return { code: 1, output: '' };
  });
  const count = step.count
    ? (step.count(ran.output) ?? { passed: 0, failed: 0 })
    : { passed: ran.code ? 0 : 1, failed: 0 };
  // A program that ends badly has failed even where it counts no failed test, and so has one without a test.
  if (count.failed === 0 && (ran.code || count.passed === 0)) count.failed = 1;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`--- ${step.name}: ${count.passed} passed, ${count.failed} failed, ${seconds} s`);
  return { ...count, unsteady: ran.unsteady };
}

/** `npm test` runs all steps; `npm test -- size e2e` those whose names hold one of the words. */
async function main(words: string[]): Promise<void> {
  const total: Count = { passed: 0, failed: 0 };
  const failures: string[] = [];
  const unsteady: string[] = [];
  if (!(await setUp())) {
    process.exitCode = 1;
    return;
  }
  for (const step of steps) {
    if (words.length && !words.some((word) => step.name.includes(word))) continue;
    if (step.here && !step.here()) continue;
    const count = await take(step);
    total.passed += count.passed;
    total.failed += count.failed;
    unsteady.push(...(count.unsteady ?? []));
    if (count.failed) failures.push(step.name);
    if (count.failed && step.needed) break;
  }
  if (unsteady.length) console.log(`\npassed only at the second try:\n  ${unsteady.join('\n  ')}`);
  if (failures.length) console.log(`\nfailed: ${failures.join(', ')}`);
  console.log(`${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed || !total.passed ? 1 : 0;
}

await main(process.argv.slice(2));
