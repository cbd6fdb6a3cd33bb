import { expect } from '@open-wc/testing';
import { sendMouse, setViewport } from '@web/test-runner-commands';
import { isSeen } from '../../src/widgets/base/visibility.ts';
import { drawn, until } from '../support/card.ts';
import { sampleCampaigns } from '../support/campaigns.ts';
import { clearCoupons, mountCoupon, type Mounted } from '../support/coupon.ts';

const looks = ({ find, all }: Mounted<HTMLElement>) => isSeen(find('.base'), find('.act button'), all('.must'));

/** Taps the middle of the coupon's button with a real mouse, whatever lies there. */
async function tap({ find, rest }: Mounted<HTMLElement>): Promise<void> {
  const { left, top, width, height } = find('.act button').getBoundingClientRect();
  await sendMouse({ type: 'click', position: [Math.round(left + width / 2), Math.round(top + height / 2)] });
  await rest();
}

describe('a coupon that the page covers', () => {
  before(() => setViewport({ width: 800, height: 1100 }));
  afterEach(() => {
    clearCoupons();
    document.querySelectorAll('.cover').forEach((cover) => cover.remove());
  });
  after(() => setViewport({ width: 800, height: 600 }));

  const covers: [what: string, selector: string][] = [
    ['its rules', '.terms'],
    ['what it is worth', '.amount'],
    ['the button', '.act button'],
  ];
  for (const [what, selector] of covers)
    it(`T4 R1 is not claimed by a tap through what lies over ${what}, and is once that is gone`, async () => {
      const coupon = await mountCoupon();
      await coupon.shows('a button that can be tapped', () => coupon.find('.act [aria-busy=false]') && looks(coupon));
      const { left, top, width, height } = coupon.find(selector).getBoundingClientRect();
      const cover = document.body.appendChild(document.createElement('div'));
      cover.className = 'cover';
      cover.style.cssText = `position:absolute;left:${left + scrollX}px;top:${top + scrollY}px;width:${width}px;height:${height}px;background:#fff;pointer-events:none`;
      await drawn();
      await tap(coupon);
      expect(coupon.bank.claims).to.have.length(0);
      expect(coupon.fake.lines.join()).to.contain('plain to see');
      cover.remove();
      await until('it to be seen again', () => looks(coupon));
      // Chromium's own word that nothing lies there any more comes later.
      for (const end = Date.now() + 5000; !coupon.bank.claims.length && Date.now() < end;) await tap(coupon);
      expect(coupon.bank.claims).to.have.length(1);
    });

  for (const layout of ['card', 'compact'])
    for (const mode of ['standard', 'elder'])
      for (const width of [288, 343, 736])
        it(`C1 leaves an honest page's coupon alone: ${layout}, ${mode}, ${width} px`, async function () {
          this.timeout(20_000);
          // In elder mode there is no flash sale (X2).
          for (const campaign of sampleCampaigns.filter((id) => mode !== 'elder' || id !== 'FLASH-8TH')) {
            const coupon = await mountCoupon({ campaign, layout, mode }, { width });
            coupon.find('.act button').scrollIntoView({ block: 'nearest' });
            await until(`${campaign} to be seen`, () => looks(coupon));
            clearCoupons();
          }
        });
});
