import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Answers, readBank } from './bank-answers.ts';
import { compare } from './compare.ts';
import { unexpected } from './expected.ts';
import { readScenarios } from './format.ts';
import { openNative } from './native/run.ts';
import { openWeb, type Play } from './web/run.ts';

const recorded = Object.assign({}, ...Object.values(readBank())) as Answers;
const scenarios = readScenarios();
/** Pages that play at once: while one waits for its frames another works. */
const lanes = 3;

describe('The web elements and the mini-program components', { concurrency: lanes }, () => {
  let equal = 0;
  let pages: Play[];
  let native: ReturnType<typeof openNative>;
  before(async () => {
    native = openNative(recorded);
    pages = await Promise.all(Array.from({ length: lanes }, () => openWeb(recorded)));
  });
  after(async () => {
    await native.close();
    console.log(`${scenarios.length} scenarios, ${equal} equal`);
  });

  for (const scenario of scenarios) {
    const { widget, name, rules } = scenario;
    it(`are the same: ${widget}: ${name}${rules ? ` (${rules.join(', ')})` : ''}`, async () => {
      const page = pages.pop()!;
      const playing = Promise.all([page(scenario), native.play(scenario)]);
      const [web, mini] = await playing.finally(() => pages.push(page));
      assert.deepEqual(unexpected(scenario, web), [], 'on the web');
      assert.deepEqual(unexpected(scenario, mini), [], 'in a mini-program');
      assert.deepEqual(compare(web, mini), []);
      equal++;
    });
  }
});
