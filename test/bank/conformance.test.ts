import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { jsonReport, textReport } from '../../src/bin/conformance/report.ts';
import type { Run } from '../../src/bin/conformance/run.ts';
import { type ConformanceRig, operationsKey, outcomesIn, startConformance } from './conformance-rig.ts';
import { engines } from './rig.ts';

for (const engine of engines) {
  describe(`The conformance kit and the sandbox bank on ${engine}`, () => {
    let conformance: ConformanceRig;
    let run: Run;
    before(async () => {
      conformance = await startConformance(engine);
      run = await conformance.run();
    });
    after(() => conformance.stop());

    it('find the bank to be as the contract says', () => {
      const failed = outcomesIn(run, 'failed').map(
        ({ id, wanted, answer }) => `${id}: ${wanted} ${answer?.text ?? ''}`,
      );
      assert.deepEqual(failed, []);
      assert.ok(outcomesIn(run, 'passed').length > 150);
    });

    it('leave out no check but two that need more than a bank', () => {
      assert.deepEqual(
        outcomesIn(run, 'skipped').map(({ id }) => id),
        ['shapes.POST /v1/wechat/js-config', 'answers.no-canary'],
      );
    });

    it('put the bank’s clock back', () => {
      const off = conformance.rig.bank.bank.clock.now() - Date.parse('2026-11-22T10:00:00+08:00');
      assert.ok(off >= 0 && off < 600_000, `${off} ms`);
    });

    it('tell what they left at the bank', () => {
      assert.deepEqual(
        run.wrote.map((line) => line.replace(/^\d+ /, '')),
        [
          'tickets, which end by themselves',
          'tokens, which end by themselves',
          'claims',
          'quotes, which end by themselves',
          'redemptions of points',
          'of them taken back',
          'events of type inlay.conformance.v1',
          'attribution tokens of one day',
          'conversions of kind visit',
        ],
      );
    });

    it('hold no ticket, no token, no assertion and no key in what they report', () => {
      const { secrets } = run.kit;
      assert.ok(secrets.size > 50);
      // As though every answer were at fault.
      const groups = [
        {
          name: 'all',
          title: 'All',
          outcomes: run.kit.log.map((answer) => ({
            ...{ id: 'x', says: 'x', where: 'x', wanted: 'x', state: 'failed' as const },
            answer,
          })),
        },
      ];
      for (const report of [textReport({ ...run, groups }), jsonReport({ ...run, groups })]) {
        assert.ok(report.includes('[hidden]'));
        assert.deepEqual(
          [...secrets].filter((secret) => report.includes(secret)),
          [],
        );
        assert.ok(!report.includes(operationsKey) && !report.includes(conformance.bankCookie.split('=')[1]!));
      }
    });

    it('see what the bank knows of the test users when it is told', async () => {
      const told = await conformance.run('--only', 'products,answers', '--canary', '青禾理财');
      assert.deepEqual(
        outcomesIn(told, 'failed').map(({ id }) => id),
        ['answers.no-canary'],
      );
    });

    it('take the users they are given, and say when there are too few', async () => {
      const few = await conformance.run('--only', 'claims', '--users', 'lvtu-u-1003,lvtu-u-1001');
      assert.deepEqual(outcomesIn(few, 'failed'), []);
      const skipped = outcomesIn(few, 'skipped');
      assert.ok(skipped.some(({ id, why }) => id === 'claims.at-once' && /--users/.test(why ?? '')));
      const again = await conformance.run('--only', 'claims', '--users', 'lvtu-u-1003,lvtu-u-1001');
      assert.deepEqual(outcomesIn(again, 'failed'), []);
      const granted = outcomesIn(again, 'skipped').find(({ id }) => id === 'claims.granted');
      assert.match(granted?.why ?? '', /lvtu-u-1003 may not claim LVTU-STAY \(claimed\)/);
    });

    it('leave out what they are not told of', async () => {
      const bare = await conformance.run(
        '--only',
        'claims,points,limits',
        '--burst',
        '0',
        '--item',
        '',
        '--campaign',
        '',
      );
      assert.deepEqual(outcomesIn(bare, 'failed'), []);
      assert.deepEqual(outcomesIn(bare, 'passed'), []);
      assert.deepEqual([...new Set(outcomesIn(bare, 'skipped').map(({ why }) => why))].sort(), [
        'it needs --burst',
        'it needs --campaign',
        'it needs --item',
        'it needs two of --campaign',
      ]);
    });
  });
}
