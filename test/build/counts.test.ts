import assert from 'node:assert/strict';
import { test } from 'node:test';
import reportFiles from '../file-reporter.ts';
import { secondTry } from '../second-try.ts';
import { countBrowser, countNode, type Done, failedFiles } from '../steps.ts';

test("the counts are read from node:test's closing lines", () => {
  const spec = 'ℹ tests 9\nℹ suites 0\nℹ pass 6\nℹ fail 2\nℹ cancelled 1\nℹ skipped 0\nℹ todo 0\n';
  assert.deepEqual(countNode(spec), { passed: 6, failed: 3 });
  assert.deepEqual(countNode(`ℹ pass 1\nℹ fail 0\n${spec}`), { passed: 6, failed: 3 }, 'the last ones count');
  assert.equal(countNode('it broke before the first test'), undefined);
});

test("the counts are read from the browsers' last line, codes for the terminal or not", () => {
  assert.deepEqual(countBrowser('\n\x1b[2K\x1b[1A\x1b[2K\x1b[G449 passed, 8 failed\n\n'), { passed: 449, failed: 8 });
  assert.deepEqual(countBrowser('7 passed, 0 failed\n'), { passed: 7, failed: 0 });
  assert.equal(countBrowser('no browser started'), undefined);
});

const spec = (passed: number, ...failed: string[]) => ({
  code: failed.length ? 1 : 0,
  output: `ℹ pass ${passed}\nℹ fail ${failed.length}\nℹ cancelled 0\n\n✖ failing tests:\n\n${failed.map((name) => `test at a:1\n✖ ${name} (3.5ms)\n  Error`).join('\n')}\n`,
});
const play = (...runs: Done[]) => {
  let at = 0;
  return secondTry(countNode, async () => runs[at++]!).then((ran) => ({
    ...ran,
    count: countNode(ran.output),
    runs: at,
  }));
};

test('what failed is run once more; what passes then is counted and named, what fails twice has failed', async () => {
  const steady = await play(spec(5));
  assert.deepEqual(
    [steady.code, steady.count, steady.runs, steady.unsteady],
    [0, { passed: 5, failed: 0 }, 1, undefined],
  );
  const late = await play(spec(4, 'a late one'), spec(1));
  assert.deepEqual([late.code, late.count, late.unsteady], [0, { passed: 5, failed: 0 }, ['a late one']]);
  const broken = await play(spec(3, 'broken', 'a late one'), spec(1, 'broken'));
  assert.deepEqual([broken.code, broken.count, broken.unsteady], [1, { passed: 4, failed: 1 }, []]);
});

test('of a file that is run whole again, what fails once in two tries is no failure but named', async () => {
  const turns = await play(spec(4, 'a late one'), spec(1, 'another late one'));
  assert.deepEqual([turns.code, turns.count], [0, { passed: 5, failed: 0 }]);
  assert.deepEqual(turns.unsteady, ['a late one', 'another late one']);
  const crashed = await play(spec(4, 'a late one'), { ...spec(1), code: 1 });
  assert.deepEqual([crashed.code, crashed.unsteady], [1, []]);
});

test('the files of both tries are named with their times', async () => {
  const file = (seconds: number, passed: boolean) => ({ file: 'a.test.ts', seconds, passed });
  const { files } = await play(
    { ...spec(4, 'a late one'), files: [file(30, false), file(2, true)] },
    { ...spec(1), files: [file(20, true)] },
  );
  assert.deepEqual(files, [file(30, false), file(2, true), file(20, true)]);
  assert.equal((await play(spec(5))).files, undefined);
});

test('a file that breaks before its first test is one that failed, and is known by its name', async () => {
  const events = [
    {
      type: 'test:fail',
      data: { name: 'test/a.test.ts', nesting: 0, file: '/x/test/a.test.ts', details: { duration_ms: 30 } },
    },
    { type: 'test:fail', data: { name: 'a test', nesting: 0, file: '/x/test/b.test.ts', details: { duration_ms: 1 } } },
    { type: 'test:summary', data: { file: '/x/test/b.test.ts', success: false, duration_ms: 2000 } },
    { type: 'test:summary', data: { success: false, duration_ms: 3000 } },
  ];
  const lines: string[] = [];
  for await (const line of reportFiles(events)) lines.push(line.trim());
  assert.deepEqual(lines, [
    '{"file":"/x/test/a.test.ts","passed":false,"seconds":0.03}',
    '{"file":"/x/test/b.test.ts","passed":false,"seconds":2}',
  ]);
});

test('many failures are no matter of a busy machine, nor is a run that breaks off', async () => {
  const many = await play(spec(3, ...Array.from({ length: 11 }, (_, n) => `test ${n}`)));
  assert.deepEqual([many.code, many.runs], [1, 1]);
  assert.equal((await play({ code: 1, output: 'broke' })).runs, 1);
});

test("a browser run's files that failed are run once more", () => {
  assert.deepEqual(failedFiles('x\nfailed in test/widgets/look.test.ts\n3 passed, 1 failed\n'), [
    'test/widgets/look.test.ts',
  ]);
});
