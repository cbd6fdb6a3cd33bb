import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { clear, drawn, mount, until } from '../support/card.ts';
import { refusal } from '../support/fake-inlay.ts';

interface Shift extends PerformanceEntry {
  value: number;
}

let sheet: CSSStyleSheet;
const below: HTMLElement[] = [];

/** The sum of layout shifts while `act` runs; 0 in engines that cannot measure them. */
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

describe('the layout', () => {
  before(async () => {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(await (await fetch('/src/inlay.css')).text());
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  });
  after(async () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
    await setViewport({ width: 800, height: 600 });
  });
  afterEach(() => {
    clear();
    below.splice(0).forEach((node) => node.remove());
    scrollTo(0, 0);
  });

  for (const [width, height] of [
    [320, 2400],
    [375, 2400],
    [768, 2400],
    [375, 667],
  ] as const)
    it(`does not shift while cards load, fail or come out empty at ${width} × ${height}`, async function () {
      if (!PerformanceObserver.supportedEntryTypes.includes('layout-shift')) this.skip();
      await setViewport({ width, height });
      document.body.style.margin = '0';
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
        const text = document.body.appendChild(document.createElement('p'));
        text.textContent = 'What stands below the card';
        below.push(text);
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
    if (!PerformanceObserver.supportedEntryTypes.includes('layout-shift')) this.skip();
    for (const height of [667, 2400]) {
      await setViewport({ width: 375, height });
      let release = () => {};
      const card = await mount({}, { width: 343, before: (fake) => (release = fake.hold('/v1/channel-policy')) });
      const text = document.body.appendChild(document.createElement('p'));
      text.textContent = 'What stands below the card';
      below.push(text);
      await drawn();
      expect(card.find('.notice')).to.equal(null);
      const sum = await shifts(async () => {
        release();
        await until('the notice', () => card.find('.notice'));
      });
      // The hint below the button names the partner by then: the same line, centred anew.
      expect(sum, `${height} px`).to.be.below(0.0001);
      clear();
      text.remove();
    }
  });

  it('is as high while it loads as it was reserved', async () => {
    await setViewport({ width: 375, height: 667 });
    const card = await mount({}, { early: true, before: (fake) => fake.hold('/v1/products') });
    expect(card.find('.base').getBoundingClientRect().height).to.equal(935);
  });
});
