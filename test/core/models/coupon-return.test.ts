import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { LaunchResult } from '../../../src/core/ports.ts';
import type { ClaimBank } from '../../support/claim-bank.ts';
import { sampleCampaign } from '../../support/campaigns.ts';
import type { FakeInlay } from '../../support/fake-inlay.ts';
import { redirecting } from '../../support/launching.ts';
import { coupon } from '../../support/mount-coupon.ts';

const campaign = 'SHANLAN-WELCOME';
const asked = ({ requests }: FakeInlay) => requests.filter(({ path }) => !path.startsWith('/v1/channel-policy')).length;

/** The customer claims at the bank, under the key this page keeps. */
function claimsThere(fake: FakeInlay, bank: ClaimBank): void {
  const { key } = [...fake.kept.values()][0]!;
  const granted = { id: 'claim-1', campaign, key, status: 'granted' } as const;
  bank.claims.push({ ...granted, claimedAt: '2026-11-22T10:00:00+08:00', coupons: bank.coupons, user: 'user-a' });
}

describe('a claim for which the customer went to the bank’s page, with this page living on', () => {
  const atBank = (fake: FakeInlay) =>
    fake.answer('/v1/campaigns', { items: [{ ...sampleCampaign(campaign), identity: 'bank' }] });

  test('T26 is asked for at once when he is back, and the page hears of it', async () => {
    const { fake, bank, tap, turn, stage, names } = await coupon({ script: atBank });
    await tap();
    await turn();
    assert.deepEqual([fake.navigations.length, stage(), fake.kept.size], [1, 'claimable', 1]);
    await fake.clock.advance(10_000);
    claimsThere(fake, bank);
    fake.comeBack();
    await turn();
    assert.deepEqual([stage(), names().at(-1), fake.kept.size], ['active', 'inlay-coupon-claimed', 0]);
  });

  test('T26 is asked for with every return until something is known, and then no more than anything', async () => {
    const { fake, bank, tap, turn, stage, names } = await coupon({ script: atBank });
    await tap();
    await turn();
    for (let i = 0; i < 2; i++) {
      const before = asked(fake);
      fake.comeBack();
      await turn();
      assert.ok(asked(fake) > before);
      assert.deepEqual([stage(), fake.kept.size], ['claimable', 1]);
    }
    claimsThere(fake, bank);
    fake.comeBack();
    await turn();
    assert.deepEqual([stage(), names().at(-1)], ['active', 'inlay-coupon-claimed']);
    const before = asked(fake);
    fake.comeBack();
    await turn();
    assert.equal(asked(fake), before);
  });

  test('T26 is asked for even if the question before he left is still on its way', async () => {
    const { fake, bank, tap, turn, stage, names } = await coupon({ script: atBank });
    const release = fake.hold('/v1/entitlements');
    await tap();
    await turn();
    assert.equal(stage(), 'asking');
    claimsThere(fake, bank);
    fake.comeBack();
    await turn();
    assert.equal(names().at(-1), 'inlay-coupon-claimed');
    release();
    await turn();
    assert.equal(stage(), 'active');
  });
});

describe('a claim that the policy leads into the bank’s app', () => {
  const launching = (launch: (fake: FakeInlay) => LaunchResult) => (fake: FakeInlay) => {
    fake.answer('/v1/channel-policy', redirecting('coupon', 'claim', 'bank_app'));
    fake.ports.host.launch = () => Promise.resolve(launch(fake));
  };

  test('T26 is not under way when the customer does not want the app: the button is as it was', async () => {
    for (const early of [true, false]) {
      const { fake, tap, turn, stage, view } = await coupon({
        script: launching((it) => {
          if (early) it.comeBack();
          return { outcome: 'cancelled', evidence: 'question_closed' };
        }),
      });
      const { action, line } = view();
      await tap();
      await turn();
      assert.deepEqual([stage(), view().action, view().line], ['claimable', action, line]);
      assert.deepEqual([fake.kept.size, fake.navigations], [0, []]);
      const before = asked(fake);
      fake.comeBack();
      await turn();
      assert.equal(asked(fake), before, 'nothing is pending');
    }
  });

  test('T26 keeps its key when a second way into the app is called off', async () => {
    const results = ['opened', 'cancelled'] as const;
    let i = 0;
    const { fake, bank, tap, turn, stage, names } = await coupon({
      script: launching(() => ({ outcome: results[i++]!, evidence: 'hidden' })),
    });
    await tap();
    await turn();
    fake.comeBack();
    await turn();
    await tap();
    await turn();
    assert.deepEqual([i, stage(), fake.kept.size], [2, 'claimable', 1]);
    claimsThere(fake, bank);
    fake.comeBack();
    await turn();
    assert.deepEqual([stage(), names().at(-1)], ['active', 'inlay-coupon-claimed']);
  });

  test('T26 may be made on the bank’s page that stands for an app that is not there, and is asked for on return', async () => {
    const { fake, bank, tap, turn, stage, names } = await coupon({
      script: launching(() => ({ outcome: 'not_installed_likely', evidence: 'left_for_page' })),
    });
    await tap();
    await turn();
    assert.deepEqual([stage(), fake.kept.size], ['claimable', 1]);
    claimsThere(fake, bank);
    fake.comeBack();
    await turn();
    assert.deepEqual([stage(), names().at(-1)], ['active', 'inlay-coupon-claimed']);
  });

  test('T26 is asked for at once when the customer was back before the app is known to have opened', async () => {
    const { bank, tap, turn, stage, names } = await coupon({
      script: launching((it) => {
        claimsThere(it, bank);
        it.comeBack();
        return { outcome: 'opened', evidence: 'hidden' };
      }),
    });
    await tap();
    await turn();
    assert.deepEqual([stage(), names().at(-1)], ['active', 'inlay-coupon-claimed']);
  });

  test('T26 is under way where nobody can say what became of the app', async () => {
    const { fake, tap, turn, stage, view } = await coupon({
      script: launching(() => ({ outcome: 'unknown', evidence: 'timeout' })),
    });
    await tap();
    await turn();
    assert.deepEqual([stage(), view().action.busy, fake.kept.size], ['checking', false, 1]);
  });
});
