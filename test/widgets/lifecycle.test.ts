import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { fillSlot, pageSlot, VERSION } from '../../src/core/slot.ts';
import { InlayWealthCard } from '../../src/widgets/wealth-card/wealth-card.ts';
import { clear, drawn, mount, until, type Card } from '../support/card.ts';
import { createFakeInlay } from '../support/fake-inlay.ts';
import { sampleProduct } from '../support/products.ts';

const loads = (card: Card) => card.fake.requests.filter(({ path }) => path.startsWith('/v1/products')).length;

type AnyCall = (this: unknown, ...args: unknown[]) => unknown;

/** Counts what is registered and not yet taken back, by kind. */
function watchLeaks(): { open: Record<string, number>; stop: () => void } {
  const open: Record<string, number> = {};
  const undo: (() => void)[] = [];
  const count = (what: string, by: number) => (open[what] = (open[what] ?? 0) + by);
  const patch = <T extends object>(owner: T, name: keyof T & string, replace: (own: AnyCall) => AnyCall) => {
    const own = owner[name] as AnyCall;
    Object.assign(owner, { [name]: replace(own) });
    undo.push(() => Object.assign(owner, { [name]: own }));
  };
  for (const target of [window, document] as EventTarget[]) {
    patch(
      target,
      'addEventListener',
      (own) =>
        function (this: unknown, ...args: unknown[]) {
          count(`listener ${String(args[0])}`, 1);
          return own.apply(this, args);
        },
    );
    patch(
      target,
      'removeEventListener',
      (own) =>
        function (this: unknown, ...args: unknown[]) {
          count(`listener ${String(args[0])}`, -1);
          return own.apply(this, args);
        },
    );
  }
  const seen = new Set<unknown>();
  for (const [kind, prototype] of [
    ['intersection', IntersectionObserver.prototype],
    ['mutation', MutationObserver.prototype],
  ] as const) {
    patch(
      prototype,
      'observe',
      (own) =>
        function (this: unknown, ...args: unknown[]) {
          if (!seen.has(this)) count(kind, 1);
          seen.add(this);
          return own.apply(this, args);
        },
    );
    patch(
      prototype,
      'disconnect',
      (own) =>
        function (this: unknown) {
          if (seen.delete(this)) count(kind, -1);
          return own.call(this);
        },
    );
  }
  return { open, stop: () => undo.forEach((back) => back()) };
}

describe('the life of a card', () => {
  afterEach(clear);

  it('does nothing when imported but defined nowhere', () => {
    expect(() => new (class extends InlayWealthCard {})()).to.throw();
  });

  it('waits for init, which may come after the tag', async () => {
    const element = document.createElement('inlay-wealth-card');
    element.setAttribute('product', 'FN30D02A');
    element.loading = 'eager';
    document.body.append(element);
    await drawn();
    expect(element.shadowRoot!.querySelector('.skeleton')).to.not.equal(null);
    const { inlay } = createFakeInlay();
    const slot = pageSlot(VERSION)!;
    fillSlot(slot, inlay);
    await until('the product', () => element.shadowRoot!.querySelector('h3'));
    element.remove();
    slot.inlay = undefined;
  });

  it('prefers the Inlay it was given, and takes another one when given', async () => {
    const card = await mount();
    const other = createFakeInlay({ locale: 'en' });
    card.element.inlay = other.inlay;
    await until('the other Inlay', () => /Risk level/.test(card.text()));
    expect(other.requests.length).to.be.greaterThan(0);
  });

  it('loads when it comes near the viewport, not before', async () => {
    const card = await mount(
      { loading: 'lazy' },
      {
        early: true,
        before: (_, element) => (element.style.cssText = 'position:absolute;top:4000px;width:343px'),
      },
    );
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(loads(card)).to.equal(0);
    card.element.style.top = '0';
    await until('the product', () => card.find('h3'));
    expect(loads(card)).to.equal(1);
  });

  it('does not load again when it is moved in the page', async () => {
    const card = await mount();
    const elsewhere = card.holder.appendChild(document.createElement('div'));
    elsewhere.append(card.element);
    await drawn();
    card.holder.prepend(card.element);
    await drawn();
    expect(card.find('h3')).to.not.equal(null);
    expect(loads(card)).to.equal(1);
    expect(card.fake.tracks.filter(({ name }) => name === 'wealth_card_ready')).to.have.length(1);
    const { element } = card;
    element.remove();
    await drawn();
    card.holder.append(element);
    await until('the product', () => card.find('h3'));
  });

  it('drops its model when it leaves, and speaks no more', async () => {
    const card = await mount();
    const before = card.fake.clock.pending;
    card.element.remove();
    await drawn();
    card.fake.inlay.update({ locale: 'en' });
    await drawn();
    expect(loads(card)).to.equal(1);
    expect(card.fake.clock.pending).to.be.at.most(before);
  });

  it('leaves no listener, timer or observer after the last card, over 20 rounds', async () => {
    const leaks = watchLeaks();
    for (let round = 0; round < 20; round++) {
      const cards = await Promise.all([mount(), mount({ layout: 'compact' }), mount({ mode: 'elder' })]);
      if (round === 0) {
        await until('the line', () => cards[0].find('.chart'));
        expect(leaks.open.intersection).to.be.within(2, 3);
        expect(leaks.open.mutation).to.equal(1);
      }
      for (const card of cards) card.holder.remove();
      await drawn();
    }
    leaks.stop();
    for (const [what, count] of Object.entries(leaks.open)) expect(count, what).to.equal(0);
  });

  it('keeps the reserved height while it could move something on screen, and gives it back below', async () => {
    const reserve = document.head.appendChild(document.createElement('style'));
    reserve.textContent = 'inlay-wealth-card:not([settled]) { min-height: 1500px }';
    await setViewport({ width: 800, height: 1800 });
    const visible = await mount({ product: 'STALE001' });
    expect(visible.element.hasAttribute('settled')).to.equal(false);
    clear();
    await setViewport({ width: 800, height: 600 });
    const below = await mount();
    expect(below.element.hasAttribute('settled')).to.equal(true);
    expect(below.element.getBoundingClientRect().height).to.be.below(1200);
    reserve.remove();
  });

  it('takes no room when it has nothing to show and nothing was reserved', async () => {
    const bare = { ...sampleProduct('FN30D02A'), issuerName: undefined };
    const card = await mount({}, { before: (fake) => fake.answer('/v1/products', bare) });
    expect(card.element.getBoundingClientRect().height).to.equal(0);
  });

  it('draws on a page that refuses adopted sheets', async () => {
    const own = Object.getOwnPropertyDescriptor(ShadowRoot.prototype, 'adoptedStyleSheets')!;
    Object.defineProperty(ShadowRoot.prototype, 'adoptedStyleSheets', {
      configurable: true,
      get: () => [],
      set() {
        throw new DOMException('Sharing constructed stylesheets', 'NotAllowedError');
      },
    });
    const card = await mount();
    Object.defineProperty(ShadowRoot.prototype, 'adoptedStyleSheets', own);
    expect(getComputedStyle(card.find('.base')).borderRadius).to.equal('14px');
    expect(card.text()).to.contain('丰年');
  });

  it('keeps one view and one set of observers for many cards', async () => {
    const leaks = watchLeaks();
    const cards: Card[] = [];
    for (let i = 0; i < 30; i++) cards.push(await mount({}, { early: true }));
    await until('the products near the screen', () => cards[0]!.find('.chart'));
    expect(cards[29]!.find('h3'), 'a card far off draws nothing yet').to.equal(null);
    leaks.stop();
    expect(leaks.open.intersection).to.be.at.most(3);
    expect(leaks.open['listener visibilitychange']).to.equal(1);
  });
});
