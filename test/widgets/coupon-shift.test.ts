import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { sampleCampaigns } from '../support/campaigns.ts';
import { drawn } from '../support/card.ts';
import { clearCoupons, mountCoupon } from '../support/coupon.ts';
import { below, clearBelow, giveBack, measuresShifts, reserve, shifts } from '../support/shift.ts';

describe('the layout around a coupon', () => {
  before(async function () {
    if (!measuresShifts()) this.skip();
    await reserve();
  });
  after(giveBack);
  afterEach(() => {
    clearCoupons();
    clearBelow();
    scrollTo(0, 0);
  });

  /** Mounts a coupon with a text below it, and says what moved while it loaded and was claimed. */
  async function run(campaign: string, width: number, mode: string): Promise<{ loading: number; claiming: number }> {
    let release = () => {};
    const coupon = await mountCoupon(
      { campaign, mode },
      {
        early: true,
        width: width - 32,
        before(fake, bank) {
          bank.coupons = ['11-22', '12-01'].map((day, i) => ({
            id: `c-${i}`,
            state: i ? 'waiting' : 'active',
            faceValueFen: 2600,
            activeFrom: `2026-${day}T00:00:00+08:00`,
            validUntil: '2026-12-31T00:00:00+08:00',
          }));
          release = fake.hold('/v1/campaigns');
        },
      },
    );
    const text = below();
    await drawn();
    const loading = await shifts(async () => {
      release();
      await coupon.shows('the coupon', () => !coupon.find('.skeleton'));
    });
    // What lies inside the ticket may change its place; the page may not.
    const before = text.getBoundingClientRect().top;
    const { model } = (coupon.element as unknown as { card: { model?: { act(seen: object, trusted: boolean): Promise<void> } } })
      .card;
    // Not awaited: it asks the bank again, when the test's clock goes on.
    void model?.act({ dwell: 0, ratio: 1, visible: true }, true);
    await coupon.rest();
    const claiming = Math.round(text.getBoundingClientRect().top - before);
    return { loading, claiming };
  }

  for (const [width, mode] of [
    [320, 'standard'],
    [375, 'standard'],
    [768, 'standard'],
    [375, 'elder'],
  ] as const)
    it(`does not shift while coupons load, fail, come out empty or are claimed: ${width} px, ${mode}`, async function () {
      this.timeout(60_000);
      await setViewport({ width, height: 2600 });
      for (const campaign of [...sampleCampaigns, 'none-such']) {
        expect(await run(campaign, width, mode), campaign).to.deep.equal({ loading: 0, claiming: 0 });
        clearCoupons();
        clearBelow();
      }
    });
});
