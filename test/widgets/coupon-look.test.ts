import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { contrast } from '../../src/widgets/base/theme.ts';
import { drawn } from '../support/card.ts';
import { at, claimed, couponStates as states, held } from '../support/coupon-states.ts';
import { clearCoupons, mountCoupon, type CouponMount, type Mounted } from '../support/coupon.ts';

const welcome = 'SHANLAN-WELCOME';
const looks: Record<string, string>[] = [
  { theme: 'light' },
  { theme: 'dark' },
  { mode: 'elder' },
  { locale: 'en' },
  { layout: 'compact' },
];
const mount = (campaign: string, says: object, attributes: Record<string, string> = {}, more: CouponMount = {}) =>
  mountCoupon({ campaign, ...attributes }, { before: (_, bank) => (bank.says[campaign] = says), ...more });
/** All of them at once, as what each waits for is frames; in one place, as what is out of sight is not drawn. */
const mountAll = (width: number, all: [campaign: string, says: object][], attributes: Record<string, string>) => {
  const style = `position:absolute;top:0;width:${width}px`;
  return Promise.all(all.map(([campaign, says]) => mount(campaign, says, { ...attributes, style })));
};
const every = states.map(([, campaign, says]): [string, object] => [campaign, says]);
const size = (node: Element) => parseFloat(getComputedStyle(node).fontSize);

/** Elements with words of their own that a customer can see. */
function worded(coupon: Mounted<HTMLElement>): HTMLElement[] {
  return coupon
    .all('.base *')
    .filter((node) => [...node.childNodes].some((child) => child.nodeType === 3 && /\S/.test(child.nodeValue!)))
    .filter((node) => node.className !== 'unseen');
}

describe('the look of a coupon', () => {
  afterEach(clearCoupons);

  for (const [name, campaign, says] of states)
    it(`X1 is accessible in light, dark and elder: ${name}`, async () => {
      for (const attributes of looks) {
        const coupon = await mount(campaign, says, attributes);
        await expect(coupon.element).to.be.accessible();
        for (const target of coupon.all('button')) expect(target.getBoundingClientRect().height).to.be.at.least(44);
        clearCoupons();
      }
    });

  for (const theme of ['light', 'dark'])
    it(`X1 keeps what is small on the face at 4.5:1 with any colour of the page: ${theme}`, async () => {
      for (const colour of ['', '#767676', '#c8302b', '#000000', '#ffffff']) {
        const coupon = await mount(welcome, {}, { theme, style: colour && `--inlay-color-primary:${colour}` });
        const rgb = (text: string) =>
          text
            .match(/[\d.]+/g)!
            .slice(0, 3)
            .map(Number) as [number, number, number];
        const ground = rgb(getComputedStyle(coupon.find('.base')).backgroundColor);
        const tint = getComputedStyle(coupon.find('.face'), '::before');
        const mixed = rgb(tint.backgroundColor).map((v, i) => v * +tint.opacity + ground[i]! * (1 - +tint.opacity));
        const face = mixed as [number, number, number];
        expect(contrast(rgb(getComputedStyle(coupon.find('.face .note')).color), face), colour).to.be.at.least(4.5);
        expect(contrast(rgb(getComputedStyle(coupon.find('.amount')).color), face), colour).to.be.at.least(3);
        clearCoupons();
      }
    });

  it('X2 keeps to the elder rules', async () => {
    for (const coupon of await mountAll(343, every, { mode: 'elder' })) {
      for (const node of worded(coupon)) {
        expect(size(node), node.outerHTML).to.be.at.least(18);
        if (node.closest('button, h3, .amount, ol')) continue;
        expect(parseFloat(getComputedStyle(node).lineHeight) / size(node), node.outerHTML).to.be.at.least(1.5);
      }
      for (const target of coupon.all('button')) expect(target.getBoundingClientRect().height).to.be.at.least(60);
      expect(coupon.text()).to.not.match(/距开始/);
    }
  });

  for (const width of [288, 343, 736])
    it(`fits into ${width} px in all languages and modes`, async () => {
      await setViewport({ width: 800, height: 600 });
      for (const locale of ['zh-CN', 'zh-HK', 'en'])
        for (const mode of ['standard', 'elder']) {
          const coupons = await mountAll(width, every, { locale, mode });
          for (const [i, coupon] of coupons.entries()) {
            const which = `${states[i]![0]} ${locale} ${mode}`;
            const base = coupon.find('.base');
            expect(base.scrollWidth, which).to.be.at.most(base.clientWidth);
            for (const part of coupon.all('.face, .body, .row, li'))
              expect(part.scrollWidth, `${which} ${part.className}`).to.be.at.most(part.clientWidth + 1);
          }
          clearCoupons();
        }
    });

  it('keeps its height from state to state, so that nothing on the page moves', async function () {
    // WebKitGTK may spare itself the drawing here, and the box is then as high as a guess: it would say nothing.
    if (/^Apple/.test(navigator.vendor)) this.skip();
    const late = claimed(welcome, ...held(3, 'active', '11-22T00:00:00'), ...held(3, 'waiting', '12-01T00:00:00'));
    const ways: [string, object, object][] = [
      [welcome, {}, late],
      ['FLASH-8TH', { state: 'not_started', claimFrom: at('11-22T10:45:10') }, {}],
      ['CASHBACK-5', {}, claimed('CASHBACK-5', ...held(1, 'pending', '11-22T00:00:00'))],
    ];
    for (const width of [288, 343, 736]) {
      // Some engines have no window as narrow as a small phone.
      await setViewport({ width: width + 32, height: 900 }).catch(() => undefined);
      if (innerWidth > width + 32) continue;
      for (const mode of ['standard', 'elder'])
        for (const [campaign, ...says] of ways) {
          const coupons = await mountAll(
            width,
            says.map((each) => [campaign, each]),
            { mode },
          );
          const [before, after] = coupons.map((coupon) => coupon.find('.base').getBoundingClientRect().height);
          expect(after, `${campaign} ${width} ${mode}`).to.be.closeTo(before!, 0.5);
          clearCoupons();
        }
    }
  });

  describe('on a hostile page', () => {
    const sheet = new CSSStyleSheet();
    before(() => (document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]));
    after(() => (document.adoptedStyleSheets = [...document.adoptedStyleSheets].filter((one) => one !== sheet)));
    afterEach(() => sheet.replaceSync(''));
    const reading = (coupon: Mounted<HTMLElement>) =>
      coupon.all('.must, .must *, h3, dt, dd, button').map((node) => {
        const style = getComputedStyle(node);
        const { width, height } = node.getBoundingClientRect();
        return [
          ...[
            node.textContent!.trim().slice(0, 12),
            !!width && !!height,
            style.fontSize,
            style.color,
            style.visibility,
          ],
          ...[
            style.opacity,
            style.letterSpacing,
            style.direction,
            style.writingMode,
            style.textTransform,
            style.display,
          ],
        ].join(' | ');
      });
    const attacks: [name: string, css: string][] = [
      ['all: unset on everything', '*, inlay-coupon-claim { all: unset !important }'],
      ['a root of 62.5 %', 'html { font-size: 62.5% !important }'],
      ['invisibility', 'body, inlay-coupon-claim { visibility: hidden !important; color: #fff !important }'],
      [
        'tiny, turned type',
        'body { font: italic 1px/0 cursive !important; direction: rtl !important; letter-spacing: 9px }',
      ],
      [
        'rules for our classes',
        '.must, .ticket, .face, .terms, dl, dd, button { display: none !important; color: red }',
      ],
      [
        'our custom properties',
        '* { --text: #fff; --note: 1px; --body: 1px; --surface: #000; --tap: 1px; --primary: #fff }',
      ],
    ];
    for (const [name, css] of attacks)
      it(`X4 reads the same: ${name}`, async () => {
        const coupon = await mount('CASHBACK-5', {});
        const before = reading(coupon);
        sheet.replaceSync(css);
        await drawn();
        expect(reading(coupon)).to.deep.equal(before);
      });
  });
});
