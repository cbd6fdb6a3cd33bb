import { page } from '../page.ts';
import { bank, createLaunchRig, settle } from './launch-rig.ts';
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { acts, type Act } from './phone.ts';
import { rows, type Row } from './launch-rows.ts';

const words: Record<string, string> = {
  o: 'opened',
  c: 'cancelled',
  n: 'not_installed_likely',
  b: 'blocked',
  u: 'unknown',
};

async function play({ host, system, agent, touches, chrome, home }: Row, installed: boolean, act: Act) {
  page.reset(home ? `${bank}/h5/account` : undefined);
  const rig = createLaunchRig({ agent, touches, stated: host, phone: { host, system, chrome, installed, act } });
  const result = rig.open();
  await settle();
  await rig.device.advance(200_000);
  await settle();
  return { rig, result: result(), saw: rig.phone!.saw };
}

beforeEach(() => page.reset());
afterEach(() => assert.deepEqual(page.listeners(), []));

describe('the bank’s app is opened', () => {
  for (const row of rows) {
    for (const installed of [true, false]) {
      const expected = installed ? row.installed : row.missing;
      acts.forEach((act, index) => {
        const outcome = words[expected[index]!];
        it(`from ${row.what}, ${installed ? 'installed' : 'missing'}, the customer ${act}: ${outcome}`, async () => {
          const { rig, result, saw } = await play(row, installed, act);
          assert.equal(result?.outcome, outcome, `${result?.evidence} ${saw.join()}`);
          assert.match(rig.visits.join(' '), row.link);
          // The word is true, as somebody sees it who looks at the phone.
          if (outcome === 'opened') assert.ok(saw.includes('app'));
          if (outcome === 'cancelled') assert.ok(saw.includes('question') && !saw.includes('app'));
          if (outcome === 'not_installed_likely') assert.equal(installed, false);
          assert.ok(!saw.includes('store'), 'nobody is sent to a store who has not asked for it');
          assert.ok(!saw.includes('error page'));
          assert.ok(rig.visits.length <= 1, 'R3 one hop');
          assert.equal(rig.frames(), 0, 'no frame is left');
          assert.equal(rig.device.pending, 0, 'no timer is left');
        });
      });
    }
  }

  it('the table has at least 120 rows', () => {
    assert.ok(rows.length * acts.length * 2 >= 120, `${rows.length * acts.length * 2}`);
  });
});
