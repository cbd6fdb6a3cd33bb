import { expect } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import type { InlayEvents } from '../../src/core/events.ts';
import { drawn, until } from '../support/card.ts';
import { clearCoupons, mountCoupon } from '../support/coupon.ts';
import { refusal } from '../support/fake-inlay.ts';

/** Taps the middle of an element with a real mouse. */
async function tap(target: Element): Promise<void> {
  target.scrollIntoView({ block: 'center' });
  await drawn();
  const { left, top, width, height } = target.getBoundingClientRect();
  await sendMouse({ type: 'click', position: [Math.round(left + width / 2), Math.round(top + height / 2)] });
  await drawn();
}

const stops: (() => void)[] = [];
function heard<N extends keyof InlayEvents>(name: N): CustomEvent<InlayEvents[N]>[] {
  const events: CustomEvent<InlayEvents[N]>[] = [];
  const listen = (event: Event) => void events.push(event as CustomEvent<InlayEvents[N]>);
  document.addEventListener(name, listen);
  stops.push(() => document.removeEventListener(name, listen));
  return events;
}

describe('the coupon', () => {
  afterEach(() => {
    clearCoupons();
    stops.splice(0).forEach((stop) => stop());
  });

  it('C1 shows all that must be seen before a claim, and one button, without a tap', async () => {
    const coupon = await mountCoupon();
    const text = coupon.text();
    for (const words of [
      ...['青禾银行', '山岚咖啡', '26', '×6', '商品券', '使用门槛', '适用范围', '领取对象', '领取数量', '领取时间'],
      ...['有效期', '叠加使用', '退款说明', '发放方', '咨询', '95000', '12月31日 截止', '活动规则'],
    ])
      expect(text).to.contain(words);
    expect(coupon.find('.act button').textContent!.trim()).to.equal('领取');
    expect(coupon.all('input, [type=checkbox], details'), 'C7 nothing to tick').to.have.length(0);
  });

  it('R1 claims on a trusted tap: busy while it lasts, claimed when the bank has said so', async () => {
    const claimed = heard('inlay-coupon-claimed');
    const intent = heard('inlay-claim-intent');
    let go = () => {};
    const coupon = await mountCoupon();
    coupon.bank.play.after = () => new Promise<void>((resolve) => (go = resolve));
    await tap(coupon.find('.act button'));
    expect(coupon.find('.act button').getAttribute('aria-busy')).to.equal('true');
    expect(claimed).to.have.length(0);
    go();
    await until('the claim', () => claimed.length);
    await coupon.rest();
    expect(coupon.text()).to.contain('已领取 1 张');
    expect(coupon.find('.act button').textContent!.trim()).to.equal('去使用');
    expect([intent.length, coupon.bank.claims.length]).to.deep.equal([1, 1]);
    expect(coupon.find('[role=status]').textContent).to.contain('已领取 1 张');
  });

  it('R1 T5 does nothing when a script taps', async () => {
    const coupon = await mountCoupon();
    for (let i = 0; i < 1000; i++) coupon.find('.act button').click();
    await coupon.rest();
    expect(coupon.bank.claims).to.have.length(0);
  });

  it('T27 makes one claim of a double tap', async () => {
    const coupon = await mountCoupon();
    const button = coupon.find('.act button');
    const { left, top } = button.getBoundingClientRect();
    const click = {
      type: 'click' as const,
      position: [Math.round(left + 20), Math.round(top + 20)] as [number, number],
    };
    await sendMouse(click);
    await sendMouse(click);
    await until('the claim', () => coupon.bank.claims.length);
    await coupon.rest();
    expect(coupon.fake.requests.filter(({ method }) => method === 'POST')).to.have.length(1);
  });

  it('stops for the page, and waits for its promise', async () => {
    const coupon = await mountCoupon();
    let answer = (_: boolean) => {};
    coupon.element.addEventListener('inlay-claim-intent', (event) =>
      (event as CustomEvent<InlayEvents['inlay-claim-intent']>).detail.waitUntil(
        new Promise<boolean>((resolve) => (answer = resolve)),
      ),
    );
    await tap(coupon.find('.act button'));
    expect(coupon.find('.act button').getAttribute('aria-busy')).to.equal('true');
    answer(false);
    await until('the button', () => coupon.find('.act button').getAttribute('aria-busy') === 'false');
    expect(coupon.bank.claims).to.have.length(0);
    await tap(coupon.find('.act button'));
    answer(true);
    await until('the claim', () => coupon.bank.claims.length);
  });

  it('claims by keyboard and keeps the focus', async () => {
    const coupon = await mountCoupon();
    coupon.find('.act button').focus();
    await drawn();
    await sendKeys({ press: 'Enter' });
    await until('the claim', () => coupon.bank.claims.length);
    await coupon.rest();
    expect(coupon.element.shadowRoot!.activeElement).to.equal(coupon.find('.act button'));
  });

  it('shows the page’s next step once the coupon is claimed, not before', async () => {
    const coupon = await mountCoupon(
      {},
      { before: (_, __, element) => (element.innerHTML = '<p slot="next">再来一杯</p>') },
    );
    const next = coupon.element.querySelector('p')!;
    expect(next.getBoundingClientRect().height).to.equal(0);
    await tap(coupon.find('.act button'));
    await until('the next step', () => next.getBoundingClientRect().height > 0);
  });

  it('shows an error with its trace, the page’s own link, and a retry that works', async () => {
    let broken = true;
    const coupon = await mountCoupon(
      {},
      {
        before(fake, bank, element) {
          const whole = fake.answer;
          whole('/v1/campaigns?', () =>
            broken ? refusal('service_unavailable') : { items: [bank.campaign('SHANLAN-WELCOME')] },
          );
          element.innerHTML = '<a href="https://h5.bank.example/">在青禾银行领取</a>';
        },
      },
    );
    expect(coupon.find('[role=alert]').innerText).to.contain('4bf92f3577b34da6');
    expect(coupon.element.querySelector('a')!.getBoundingClientRect().height).to.be.greaterThan(0);
    broken = false;
    await tap(coupon.find('button'));
    await coupon.rest();
    expect(coupon.find('h3').textContent).to.equal('山岚咖啡饮品券');
  });

  it('T10 prints markup in any text as text', async () => {
    const name = '<img src=x onerror=alert(1)>${alert(1)}{{x}}';
    const coupon = await mountCoupon(
      {},
      {
        before: (fake, bank) => {
          const whole = bank.campaign('SHANLAN-WELCOME');
          fake.answer('/v1/campaigns?', { items: [{ ...whole, coupon: { ...whole.coupon, name } }] });
        },
      },
    );
    expect(coupon.find('h3').textContent).to.equal(name);
    expect(coupon.all('img')).to.have.length(0);
  });
});

describe('the rules of a coupon', () => {
  afterEach(clearCoupons);
  const active = (root: ShadowRoot | null) => root!.activeElement as HTMLElement;

  async function open() {
    const coupon = await mountCoupon({ campaign: 'CASHBACK-5' });
    // What stands above it has come, or the tap would miss it.
    await drawn();
    await tap(coupon.find('.read'));
    await until('the sheet', () => coupon.find('dialog[open]'));
    await drawn();
    return coupon;
  }
  const closed = async (coupon: { find(selector: string): Element | null }) => {
    await until('the sheet to close', () => !coupon.find('dialog'));
    // Going back in history takes its time.
    await new Promise((resolve) => setTimeout(resolve, 50));
    await drawn();
  };

  it('C1 hold everything Order 32 asks for, in a dialog with a name', async () => {
    const coupon = await open();
    const dialog = coupon.find('dialog');
    expect([
      dialog.getAttribute('role'),
      dialog.getAttribute('aria-modal'),
      dialog.getAttribute('aria-label'),
    ]).to.deep.equal(['dialog', 'true', '活动规则']);
    for (const words of [
      '主办方',
      '青禾银行股份有限公司',
      '活动名额共10万份',
      '逾期未领取',
      '返现于次月',
      '2026-11-01',
    ])
      expect(dialog.innerText).to.contain(words);
    const { bottom, height } = dialog.getBoundingClientRect();
    expect(bottom).to.be.at.most(innerHeight);
    expect(height).to.be.at.most(innerHeight * 0.86);
    expect(coupon.fake.tracks.filter(({ name }) => name === 'coupon_rules_read')).to.have.length(1);
    await expect(coupon.element).to.be.accessible();
  });

  it('close by Escape, and give the focus back', async () => {
    const coupon = await open();
    const length = history.length;
    await sendKeys({ press: 'Escape' });
    await closed(coupon);
    expect(active(coupon.element.shadowRoot)).to.equal(coupon.find('.read'));
    expect(history.length).to.equal(length);
  });

  it('close by their button, and by a tap beside them', async () => {
    const coupon = await open();
    await tap(coupon.find('dialog .shut'));
    await closed(coupon);
    await tap(coupon.find('.read'));
    await until('the sheet', () => coupon.find('dialog[open]'));
    await sendMouse({ type: 'click', position: [10, 10] });
    await closed(coupon);
  });

  it('close by the back gesture, which leaves the page where it is', async () => {
    const before = { href: location.href, state: JSON.stringify(history.state) };
    const coupon = await open();
    history.back();
    await closed(coupon);
    expect({ href: location.href, state: JSON.stringify(history.state) }).to.deep.equal(before);
  });

  it('keep the focus inside', async () => {
    const coupon = await open();
    const dialog = coupon.find('dialog');
    const seen = new Set<Element>();
    for (let i = 0; i < 6; i++) {
      await sendKeys({ press: 'Tab' });
      expect(dialog.contains(active(coupon.element.shadowRoot))).to.equal(true);
      seen.add(active(coupon.element.shadowRoot));
    }
    expect(seen.size).to.equal(3);
    await sendKeys({ down: 'Shift' });
    await sendKeys({ press: 'Tab' });
    await sendKeys({ up: 'Shift' });
    expect(dialog.contains(active(coupon.element.shadowRoot))).to.equal(true);
  });

  it('go with their coupon, and do not walk back over where the page has gone since', async () => {
    const coupon = await open();
    history.pushState({ mine: 1 }, '');
    coupon.element.remove();
    await closed(coupon);
    expect(history.state).to.deep.equal({ mine: 1 });
    history.go(-2);
    await new Promise((resolve) => setTimeout(resolve, 100));
  });

  it('close when the coupon has none any more, and open again with the next tap', async () => {
    const marked = () => !!history.state?.inlaySheet;
    const coupon = await open();
    expect(marked()).to.equal(true);
    coupon.element.mode = 'elder';
    await closed(coupon);
    await until('the card without a sheet', () => coupon.find('.act button'));
    await until('the sheet’s entry to go', () => !marked());
    coupon.element.mode = 'standard';
    await until('the way to the rules', () => coupon.find('.read'));
    await drawn();
    expect(coupon.find('dialog')).to.equal(null);
    await tap(coupon.find('.read'));
    await until('the sheet', () => coupon.find('dialog[open]'));
    await sendKeys({ press: 'Escape' });
    await closed(coupon);
    expect(marked()).to.equal(false);
  });

  it('X2 stand in the coupon itself in elder mode: nothing pops up', async () => {
    const coupon = await mountCoupon({ campaign: 'CASHBACK-5', mode: 'elder' });
    expect(coupon.find('.read')).to.equal(null);
    expect(coupon.text()).to.contain('青禾银行股份有限公司');
  });
});
