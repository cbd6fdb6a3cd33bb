import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type FaultName, faults } from '../../demo/bank/broken/faults.ts';
import { type ConformanceRig, outcomesIn, startConformance } from './conformance-rig.ts';
import { engines } from './rig.ts';

/** What fails with each fault, and nothing else does. */
const table: Record<FaultName, string[]> = {
TABLE
};

// The faults lie before the bank and know nothing of its database, so one engine tells it all.
const skip = engines.length > 1 && 'the layer of faults knows no database';

describe('A bank that is broken on purpose', { skip }, () => {
  let conformance: ConformanceRig;
  before(async () => void (conformance = await startConformance('pglite')));
  after(() => conformance.stop());

  const failures = async (...more: string[]) => outcomesIn(await conformance.run(...more), 'failed').map(({ id }) => id);

  it('is whole while no fault is switched on', async () => {
    assert.deepEqual(await failures(), []);
  });

  const names = Object.keys(table) as FaultName[];
  names.forEach((name, at) => {
    const expected = table[name];
    // A whole run takes a second of work. Every third fault gets one, all of them with INLAY_ALL_FAULTS; the others the
    // groups that are to find them, and the checks of everything that was answered.
    const whole = at % 3 === 0 || process.env['INLAY_ALL_FAULTS'] !== undefined;
    const groups = [...new Set([...expected.map((id) => id.split('.')[0]!), 'shapes', 'answers'])];
    it(`${name}: ${faults[name].says} (${whole ? 'of all checks' : 'of its groups'} fails ${expected.join(', ')})`, async () => {
      conformance.rig.bank.broken?.set(name);
      const failed = await failures(...(whole ? [] : ['--only', groups.join()]));
      conformance.rig.bank.broken?.set(undefined);
      assert.deepEqual(failed, expected);
    });
  });

  it('has a fault for all but a few of the checks', () => {
    const found = new Set(Object.values(table).flat());
    const never = conformance.groups.flatMap(({ checks }) => checks.map(({ id }) => id)).filter((id) => !found.has(id));
    assert.deepEqual(never.filter((id) => !id.startsWith('shapes.')), []);
  });
});

describe('The switch of the broken bank', () => {
  it('is a path of the sandbox that lists the faults and switches one on', { skip }, async (test) => {
    const conformance = await startConformance('pglite');
    test.after(() => conformance.stop());
    const { rig } = conformance;
    const at = '/sandbox/broken';
    const list = (await rig.call(at)).json as { fault: string | null; faults: Record<string, string> };
    assert.equal(list.fault, null);
    assert.deepEqual(Object.keys(list.faults), Object.keys(faults));
    assert.equal((await rig.call(at, { body: '{"fault":"vary_missing"}' })).json.fault, 'vary_missing');
    assert.equal((await rig.call('/v1/channel-policy?partner=lvtu')).headers.get('vary'), null);
    assert.equal((await rig.call(at, { body: '{"fault":"no_such_fault"}' })).status, 400);
    await rig.call(at, { body: '{}' });
    assert.equal((await rig.call('/v1/channel-policy?partner=lvtu')).headers.get('vary'), 'Origin');
  });
});
