import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { drawn } from '../support/card.ts';
import { clearCoupons, mountCoupon } from '../support/coupon.ts';

interface Shift extends PerformanceEntry {
  value: number;
}

let sheet: CSSStyleSheet;

/** The sum of layout shifts while `act` runs; engines that cannot measure them are left out. */
async function shifts(act: () => Promise<unknown>): Promise<number> {
  let sum = 0;
  const observer = new PerformanceObserver((list) =>
    list.getEntries().forEach((entry) => (sum += (entry as Shift).value)),
  );
  observer.observe({ type: 'layout-shift' });
  await act();
  await drawn();
  await new Promise((resolve) => setTimeout(resolve, 100));
  observer.disconnect();
  return sum;
}

describe('the layout around a coupon', () => {
  before(async function () {
    if (!PerformanceObserver.supportedEntryTypes.includes('layout-shift')) this.skip();
    sheet = new CSSStyleSheet();
    sheet.replaceSync(await (await fetch('/src/inlay.css')).text());
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    document.body.style.margin = '0';
  });
  after(async () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
    await setViewport({ width: 800, height: 600 });
  });
  afterEach(() => {
    clearCoupons();
    document.querySelectorAll('.below').forEach((node) => node.remove());
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
    const text = document.body.appendChild(document.createElement('p'));
    text.className = 'below';
    text.textContent = 'What stands below the coupon';
    await drawn();
    const loading = await shifts(async () => {
      release();
      await coupon.shows('the coupon', () => !coupon.find('.skeleton'));
    });
    // What lies inside the ticket may change its place; the page may not.
    const before = text.getBoundingClientRect().top;
    const { model } = (coupon.element as unknown as { card: { model?: { act(trusted: boolean): Promise<void> } } })
      .card;
    // Not awaited: it asks the bank again, when the test's clock goes on.
    void model?.act(true);
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
      this.timeout(40_000);
      await setViewport({ width, height: 2600 });
      for (const campaign of ['SHANLAN-WELCOME', 'SHANLAN-WEEKLY', 'FLASH-8TH', 'none-such']) {
        expect(await run(campaign, width, mode), campaign).to.deep.equal({ loading: 0, claiming: 0 });
        clearCoupons();
        document.querySelectorAll('.below').forEach((node) => node.remove());
      }
    });
});
