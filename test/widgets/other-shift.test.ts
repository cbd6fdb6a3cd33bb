import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import * as afterPaint from '../../src/after-paint.ts';
import { setLateLoader } from '../../src/core/late.ts';
import * as pointsLate from '../../src/points-late.ts';
import { drawn, until } from '../support/card.ts';
import { bannerPolicy, movingRule } from '../support/banner.ts';
import { clearBanners, mountBanner } from '../support/banner-element.ts';
import { clearPoints, mountPoints } from '../support/points-widget.ts';
import { mixedItem, orderItem, sampleItem } from '../support/rewards.ts';
import { below, clearBelow, giveBack, measuresShifts, reserve, shifts } from '../support/shift.ts';

const sizes = [
  [320, 'standard'],
  [360, 'standard'],
  [375, 'standard'],
  [768, 'standard'],
  [375, 'elder'],
  [412, 'elder'],
] as const;
const bannerSizes = [...sizes, [320, 'elder'], [768, 'elder']] as const;

setLateLoader((chunk) => Promise.resolve(chunk === 'points-late' ? pointsLate : afterPaint));

describe('the layout around points and banners', () => {
  before(async function () {
    if (!measuresShifts()) this.skip();
    await reserve();
  });
  after(giveBack);
  afterEach(() => {
    clearPoints();
    clearBanners();
    clearBelow();
    scrollTo(0, 0);
  });

  for (const [width, mode] of sizes) {
    it(`does not shift while a redemption loads, fails or comes out empty: ${width} px, ${mode}`, async function () {
      this.timeout(60_000);
      await setViewport({ width, height: 2600 });
      for (const item of [sampleItem(), mixedItem(), orderItem(), sampleItem({ status: 'sold_out' }), {}]) {
        let release = () => {};
        const order: Record<string, string> =
          item['target'] === 'partner_order' ? { order: 'o-1', amount: '9900' } : {};
        const points = await mountPoints(
          { mode, item: String(item['id'] ?? 'none'), ...order },
          {
            shows: '.skeleton',
            width: width - 32,
            script(bank, fake) {
              bank.item = item;
              release = fake.hold('/v1/reward-items');
            },
          },
        );
        below();
        await drawn();
        const sum = await shifts(async () => {
          release();
          await until('the item', () => !points.find('.skeleton'));
          await drawn();
        });
        expect(sum, String(item['name'])).to.equal(0);
        clearPoints();
        clearBelow();
      }
    });
  }

  for (const [width, mode] of sizes) {
    for (const locale of ['zh-CN', 'en']) {
      it(`does not shift when the bank says what is left of the caps: ${width} px, ${mode}, ${locale}`, async () => {
        await setViewport({ width, height: 2600 });
        let release = () => {};
        const points = await mountPoints(
          { mode, locale },
          {
            width: width - 32,
            script: ({ item }, fake) => (release = fake.hold(`/v1/reward-items/${String(item['id'])}/quota`)),
          },
        );
        below();
        const caps = () => points.all('.cap').map((cap) => cap.innerText);
        const before = caps();
        const sum = await shifts(async () => {
          release();
          await until('what is left', () => caps()[0] !== before[0]);
          await drawn();
        });
        expect(sum).to.equal(0);
      });
    }
  }

  for (const [width, mode] of bannerSizes) {
    it(`does not shift while a banner loads, brings a notice or comes out empty: ${width} px, ${mode}`, async function () {
      this.timeout(60_000);
      await setViewport({ width, height: 1200 });
      const { notice } = movingRule;
      const kinds = {
        app: {},
        hidden: {},
        moving: movingRule,
        // Nothing to open, for now.
        staying: { verdict: 'notice', notice },
      };
      const rules = Object.entries(kinds).flatMap(([productClass, kind]) =>
        'notice' in kind ? [{ host: '*', verb: 'show', ...kind, id: productClass, productClass }] : [],
      );
      const policy = bannerPolicy({ rules: [...bannerPolicy().rules, ...rules] });
      for (const about of Object.keys(kinds)) {
        const releases: (() => void)[] = [];
        const mountForm = (form: string) =>
          mountBanner(
            { form, mode, about, ...(about === 'moving' && mode !== 'elder' ? { paid: '' } : {}) },
            {
              policy,
              early: true,
              width: form === 'bar' ? width : width - 32,
              before: (fake) => void releases.push(fake.hold('/v1/channel-policy')),
            },
          );
        const banners = await Promise.all(['inline', 'bar', 'link'].map(mountForm));
        below();
        await drawn();
        const sum = await shifts(async () => {
          for (const release of releases) release();
          await until('the banners', () => !banners.some((banner) => banner.find('.skeleton')));
          await drawn();
        });
        expect(sum, about).to.equal(0);
        for (const banner of banners)
          expect(!!banner.find('summary'), about).to.equal(about === 'moving' || about === 'staying');
        clearBanners();
        clearBelow();
      }
    });
  }
});
