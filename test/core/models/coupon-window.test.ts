import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { InlayError } from '../../../src/core/errors.ts';
import { sampleCampaign } from '../../support/campaigns.ts';
import type { FakeInlay } from '../../support/fake-inlay.ts';
import { coupon, member, mountCoupon } from '../../support/mount-coupon.ts';

const minute = 60_000;
const now = Date.parse('2026-11-22T23:50:00+08:00');
const ended = '2026-11-23T00:00:00+08:00';
const first = { from: '2026-11-16T10:00:00+08:00', until: ended };
const second = { from: '2026-11-23T00:30:00+08:00', until: '2026-11-30T00:00:00+08:00' };

/** A coupon with one window after the other; `says` is what the bank answers from now on. */
async function recurring({ signedIn = false, endsAt = '2026-12-31T00:00:00+08:00', listed = false } = {}) {
  const made = { ...sampleCampaign('SHANLAN-WELCOME'), startsAt: '2026-11-01T00:00:00+08:00', endsAt };
  const answer = { window: first, says: (): unknown => ({ items: [{ ...made, window: answer.window }] }) };
  const it = await coupon({
    fake: { now, session: signedIn ? member : { level: 'anonymous', user: '' } },
    script: (fake) => fake.answer('/v1/campaigns', () => answer.says()),
    ...(listed ? { data: { ...made, window: first } } : {}),
  });
  return { ...it, answer };
}
const asked = ({ requests }: FakeInlay, path = '/v1/campaigns') =>
  requests.filter((request) => request.path.startsWith(path)).length;

describe('a coupon whose window is over, of a campaign that is not', () => {
  for (const listed of [false, true])
    test(`C3 asks the bank for the next window${listed ? ', also when it came with a list' : ''}`, async () => {
      const { fake, answer, stage, turn, view } = await recurring({ listed });
      assert.equal(stage(), 'claimable');
      answer.window = second;
      await fake.clock.advance(10 * minute);
      await turn();
      assert.deepEqual([stage(), asked(fake)], ['not_started', listed ? 1 : 2]);
      assert.match(view().line, /11月23日/);
      await fake.clock.advance(30 * minute);
      await turn();
      assert.deepEqual([stage(), asked(fake)], ['claimable', listed ? 1 : 2]);
    });

  test('C3 asks again when the answer was an old one or got lost, once a minute', async () => {
    const { fake, answer, stage, turn } = await recurring();
    await fake.clock.advance(10 * minute);
    await turn();
    assert.deepEqual([stage(), asked(fake)], ['closed', 2]);
    fake.comeBack();
    await turn();
    await fake.clock.advance(59_000);
    assert.equal(asked(fake), 2);
    const { says } = answer;
    answer.says = () => {
      throw new InlayError('network', 'lost on the way');
    };
    await fake.clock.advance(1000);
    await turn();
    assert.deepEqual([stage(), asked(fake)], ['closed', 3]);
    answer.says = says;
    answer.window = second;
    await fake.clock.advance(minute);
    await turn();
    assert.deepEqual([stage(), asked(fake)], ['not_started', 4]);
    await fake.clock.advance(10 * minute);
    assert.equal(asked(fake), 4);
  });

  test('C3 asks once for all coupons of it on the page, and for one that comes later', async () => {
    const { fake, answer, model, stage, turn } = await recurring();
    const other = mountCoupon(fake);
    await turn();
    assert.equal(asked(fake), 1);
    await fake.clock.advance(10 * minute);
    await turn();
    assert.deepEqual([stage(), other.stage(), asked(fake)], ['closed', 'closed', 2]);
    [model, other.model].forEach((one) => one.destroy());
    answer.window = second;
    const later = mountCoupon(fake);
    await turn();
    assert.deepEqual([later.stage(), asked(fake)], ['not_started', 3]);
  });

  test('C3 asks as well what the customer may do in it', async () => {
    const { fake, bank, answer, stage, turn } = await recurring({ signedIn: true });
    bank.says['SHANLAN-WELCOME'] = { state: 'waiting_batch', claimFrom: second.from, claimUntil: second.until };
    answer.window = second;
    await fake.clock.advance(10 * minute);
    await turn();
    assert.deepEqual([stage(), asked(fake, '/v1/entitlements')], ['waiting_batch', 2]);
  });
});

test('C3 a campaign that has ended is over for good, and nothing is asked for', async () => {
  const { fake, stage, turn } = await recurring({ endsAt: ended });
  await fake.clock.advance(60 * minute);
  await turn();
  assert.deepEqual([stage(), asked(fake)], ['closed', 1]);
});

/** A coupon that is sold out for a signed-in customer whose window the bank says so. */
const soldOut = (claimFrom: string, claimUntil: string) =>
  coupon({
    fake: { now },
    script: (_, bank) => void (bank.says['SHANLAN-WELCOME'] = { state: 'sold_out', claimFrom, claimUntil }),
  });

test('C3 a sale that comes again tells its next batch when it is sold out, and goes on with it', async () => {
  const { fake, view, stage } = await soldOut(second.from, second.until);
  assert.deepEqual([stage(), view().line], ['sold_out', '本期优惠券已领完，下一批：11月23日（周一） 00:30']);
  await fake.clock.advance(40 * minute);
  assert.deepEqual([stage(), view().action.act], ['claimable', 'claim']);
});

test('C3 a window that is sold out is not taken for the next one, and no batch is told that is not ahead', async () => {
  const { fake, view, stage } = await soldOut(first.from, first.until);
  assert.deepEqual([stage(), view().line], ['sold_out', '本期优惠券已领完']);
  await fake.clock.advance(5 * minute);
  assert.deepEqual([stage(), view().line, view().action.act], ['sold_out', '本期优惠券已领完', 'none']);
});
