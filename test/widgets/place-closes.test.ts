import { expect } from '@open-wc/testing';

const tags = [
  'inlay-wealth-card',
  'inlay-coupon-claim',
  'inlay-coupon-list',
  'inlay-points-redeem',
  'inlay-app-banner',
];

// Nothing that this file imports defines an element.
describe('a page whose script never comes', () => {
  const style = document.createElement('style');
  before(async () => {
    style.textContent = await (await fetch('/src/inlay.css')).text();
    document.head.append(style);
  });
  after(() => style.remove());

  for (const tag of tags) {
    it(`${tag}: its place is kept for fifteen seconds and closes then, and the link stays`, () => {
      const widget = document.body.appendChild(document.createElement(tag));
      widget.append(Object.assign(document.createElement('a'), { href: '/h5', textContent: 'View at the bank' }));
      const link = widget.firstElementChild!.getBoundingClientRect().height;
      expect(widget.matches(':defined')).to.equal(false);
      expect(widget.offsetHeight).to.be.above(70);
      const [wait, ...others] = widget.getAnimations();
      expect(others.length).to.equal(0);
      expect(wait?.effect?.getTiming().delay).to.equal(15_000);
      wait!.finish();
      expect(widget.offsetHeight).to.be.within(Math.floor(link), Math.ceil(link) + 10);
      widget.remove();
    });
  }
});
