import assert from 'node:assert/strict';
import { test } from 'node:test';
import { en } from '../../../src/core/text.en.ts';
import { setTextLoader } from '../../../src/core/text.ts';
import { refusal, settle } from '../../support/fake-inlay.ts';
import { open } from '../../support/points-model.ts';

test('a refusal that is here before its language’s table is no unhandled rejection, and is said when the table is here', async (t) => {
  const strays: unknown[] = [];
  const note = (reason: unknown) => void strays.push(reason);
  process.on('unhandledRejection', note);
  t.after(() => process.off('unhandledRejection', note));
  let give = () => {};
  setTextLoader(() => new Promise((resolve) => (give = () => resolve(en))));
  const { model, events } = await open({
    params: { locale: 'en' },
    script: (_, fake) => void fake.answer('/v1/reward-items', refusal('rate_limited')),
  });
  // Node tells of one when the turn is over.
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual([strays, model.getState().status, events], [[], 'loading', []]);
  give();
  await settle();
  assert.deepEqual([model.getState().status, events.map(([name]) => name)], ['error', ['inlay-error']]);
});
