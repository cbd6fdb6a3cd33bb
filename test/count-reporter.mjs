import { relative } from 'node:path';

// Web Test Runner's own summary is for people; `test/run.ts` reads this line.

/** Tests of a suite and of the suites in it. */
function count(suite, sum) {
  for (const test of suite.tests) if (!test.skipped) sum[test.passed ? 'passed' : 'failed']++;
  for (const inner of suite.suites) count(inner, sum);
}

/** Prints `N passed, N failed` over all browsers; a file that broke before its tests counts as one failure. */
export function countReporter() {
  return {
    stop({ sessions }) {
      const sum = { passed: 0, failed: 0 };
      const files = new Set();
      for (const session of sessions) {
        const before = sum.failed;
        if (session.testResults) count(session.testResults, sum);
        if (!session.passed && sum.failed === before) sum.failed++;
        if (sum.failed > before) files.add(relative(process.cwd(), session.testFile));
      }
      for (const file of files) console.log(`failed in ${file}`);
      console.log(`${sum.passed} passed, ${sum.failed} failed`);
    },
  };
}
