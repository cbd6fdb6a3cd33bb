import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ClaimBank } from '../../support/claim-bank.ts';
import { couponRules, sampleCampaign } from '../../support/campaigns.ts';
import type { FakeInlay } from '../../support/fake-inlay.ts';
import { redirecting } from '../../support/launching.ts';
import { coupon } from '../../support/mount-coupon.ts';
import { samplePolicy } from '../../support/products.ts';

const campaign = 'SHANLAN-WELCOME';
const posts = ({ requests }: FakeInlay) => requests.filter(({ method }) => method === 'POST');

describe('a claim that a sign-in interrupted', () => {
  const returned = (fake: FakeInlay) =>
    (fake.returned = {
      widget: 'coupon-claim',
      key: `${campaign} ${sampleCampaign(campaign).rules!.digest}`,
      verb: 'claim',
    });
  const hidden = { id: 'h', host: '*', productClass: 'coupon', verb: 'claim', verdict: 'hide' };
  const rows: [what: string, stage: string, script: (fake: FakeInlay, bank: ClaimBank) => void][] = [
    [
      'the policy hides the claim',
      'claimable',
      (fake) => fake.answer('/v1/channel-policy', { ...samplePolicy(), rules: [hidden, ...couponRules] }),
    ],
    [
      'the customer may not claim',
      'not_eligible',
      (_, bank) => (bank.says[campaign] = { state: 'not_eligible', reasonText: '请使用金卡' }),
    ],
    [
      'the bank wants to know him itself',
      'bank_identity_required',
      (_, bank) => (bank.says[campaign] = { state: 'bank_identity_required' }),
    ],
    [
      'the policy leads the claim into the app',
      'claimable',
      (fake) => fake.answer('/v1/channel-policy', redirecting('coupon', 'claim', 'bank_app')),
    ],
  ];
  for (const [what, wanted, script] of rows)
    test(`R1 does not go on by itself where ${what}`, async () => {
      const { fake, stage, turn } = await coupon({
        script(it, bank) {
          script(it, bank);
          returned(it);
        },
      });
      await turn();
      assert.deepEqual([stage(), posts(fake), fake.navigations, fake.kept.size], [wanted, [], [], 0]);
      assert.equal(fake.returned, undefined, 'a tap of his own is wanted now');
    });

  test('waits for the policy, and then goes on', async () => {
    let release = () => {};
    const { fake, bank, turn } = await coupon({
      script(it) {
        returned(it);
        release = it.hold('/v1/channel-policy');
      },
    });
    await fake.clock.advance(1000);
    assert.deepEqual([posts(fake).length, !!fake.returned], [0, true]);
    release();
    await turn();
    assert.equal(bank.claims.length, 1);
  });
});

/** What nobody answered for while `act` ran. */
async function unhandled(act: () => Promise<void>): Promise<unknown[]> {
  const reasons: unknown[] = [];
  const hear = (reason: unknown) => void reasons.push(reason);
  process.on('unhandledRejection', hear);
  await act();
  await new Promise(setImmediate);
  process.off('unhandledRejection', hear);
  return reasons;
}

test('a check of the page that fails after the page had stopped the claim troubles nobody', async () => {
  const { tap, turn, stage } = await coupon({
    hear(name, detail) {
      if (name !== 'inlay-claim-intent') return;
      (detail as { waitUntil(check: Promise<unknown>): void }).waitUntil(Promise.reject(new Error('no member')));
      return false;
    },
  });
  const reasons = await unhandled(async () => {
    await tap();
    await turn();
  });
  assert.deepEqual([stage(), reasons], ['claimable', []]);
});

test('a page that may not be left, say in a sandbox, says so in a debug line and rejects nothing', async () => {
  const { fake, tap } = await coupon({
    script(it, bank) {
      it.ports.host.navigate = () => {
        throw new Error('no top navigation here');
      };
      const url = 'https://open.bank.example/h5/cards';
      bank.says[campaign] = { state: 'not_eligible', next: { text: '去办卡', url } };
    },
  });
  assert.deepEqual(await unhandled(tap), []);
  assert.match(fake.lines.join(), /no top navigation/);
});
