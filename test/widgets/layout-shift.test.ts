import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { clear, drawn, mount, until } from '../support/card.ts';
import { refusal } from '../support/fake-inlay.ts';
import { samplePolicy } from '../support/products.ts';
import { below, clearBelow, giveBack, measuresShifts, reserve, shifts } from '../support/shift.ts';

describe('the layout', () => {
  before(reserve);
  after(giveBack);
  afterEach(() => {
    clear();
    clearBelow();
    scrollTo(0, 0);
  });

  for (const [width, height] of [
    [320, 2400],
    [360, 2400],
    [375, 2400],
    [412, 2400],
    [768, 2400],
    [375, 667],
  ] as const)
    it(`does not shift while cards load, fail or come out empty at ${width} × ${height}`, async function () {
      if (!measuresShifts()) this.skip();
      await setViewport({ width, height });
      for (const product of ['FN30D02A', 'LS00C01A', 'STALE001', 'QS90P06C', 'none-such', 'timeout']) {
        let release = () => {};
        const card = await mount(
          { product },
          {
            early: true,
            width: width - 32,
            before: (fake) => {
              if (product === 'timeout') fake.answer('/v1/products', refusal('timeout'));
              release = fake.hold('/v1/products');
            },
          },
        );
        const text = below();
        await drawn();
        const sum = await shifts(async () => {
          release();
          await until('the card', () => !card.find('.skeleton'));
          await drawn();
        });
        expect(sum, product).to.equal(0);
        clear();
        text.remove();
      }
    });

  it('does not shift when a notice comes after the product', async function () {
    if (!measuresShifts()) this.skip();
    for (const height of [667, 2400]) {
      await setViewport({ width: 375, height });
      const quiet = { ...samplePolicy(), rules: [] };
      const card = await mount({}, { width: 343, before: (fake) => fake.answer('/v1/channel-policy', quiet) });
      const text = below();
      await drawn();
      expect(card.find('.notice')).to.equal(null);
      const sum = await shifts(async () => {
        card.fake.answer('/v1/channel-policy', samplePolicy());
        card.fake.clock.sleep(11 * 60_000);
        card.fake.comeBack();
        await until('the notice', () => card.find('.notice'));
      });
      expect(sum, `${height} px`).to.be.below(0.0001);
      clear();
      text.remove();
    }
  });

  it('is as high while it loads as it was reserved', async () => {
    await setViewport({ width: 375, height: 667 });
    const card = await mount({}, { early: true, before: (fake) => fake.hold('/v1/products') });
    expect(card.find('.base').getBoundingClientRect().height).to.equal(929);
  });
});
