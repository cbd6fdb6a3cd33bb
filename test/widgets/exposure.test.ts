import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { measureExposure, type Exposure } from '../../src/widgets/base/exposure.ts';
import { clear, drawn, mount, until } from '../support/card.ts';
import { createFakeClock, type FakeClock } from '../support/fake-inlay.ts';

let box: HTMLElement;
let clock: FakeClock;
let exposure: Exposure;
let reports: number[];

async function place(style: string): Promise<void> {
  box = document.body.appendChild(document.createElement('div'));
  box.style.cssText = style;
  clock = createFakeClock();
  reports = [];
  exposure = measureExposure(box, (ratio) => reports.push(ratio), clock);
  await drawn();
  await drawn();
}

function tab(state: 'hidden' | 'visible'): void {
  Object.defineProperty(document, 'visibilityState', { configurable: true, value: state });
  document.dispatchEvent(new Event('visibilitychange'));
}

describe('the exposure clock', () => {
  beforeEach(() => setViewport({ width: 400, height: 600 }));
  afterEach(() => {
    exposure.stop();
    box.remove();
    scrollTo(0, 0);
    delete (document as { visibilityState?: string }).visibilityState;
  });
  after(() => setViewport({ width: 800, height: 600 }));

  it('reports once after a second with at least half on screen', async () => {
    await place('height:200px');
    await until('the clock to run', () => clock.pending);
    await clock.advance(999);
    expect(reports).to.deep.equal([]);
    await clock.advance(1);
    await clock.advance(5000);
    expect(reports).to.deep.equal([1]);
    expect(exposure.dwell()).to.equal(6000);
    expect(exposure.ratio()).to.equal(1);
  });

  it('does not run with less than half on screen', async () => {
    await place('height:200px;margin-top:520px');
    expect(exposure.ratio()).to.be.within(0.2, 0.49);
    expect(clock.pending).to.equal(0);
    await clock.advance(5000);
    expect(reports).to.deep.equal([]);
    expect(exposure.dwell()).to.equal(0);
  });

  it('stands still while the tab is hidden, and goes on where it was', async () => {
    await place('height:200px');
    await until('the clock to run', () => clock.pending);
    await clock.advance(700);
    tab('hidden');
    await clock.advance(60_000);
    expect(reports).to.deep.equal([]);
    expect(exposure.dwell()).to.equal(700);
    tab('visible');
    await clock.advance(299);
    expect(reports).to.deep.equal([]);
    await clock.advance(1);
    expect(reports).to.deep.equal([1]);
  });

  it('counts half a viewport filled by what is larger than the viewport', async () => {
    await place('height:3000px');
    await until('the clock to run', () => clock.pending);
    expect(exposure.ratio()).to.be.closeTo(0.2, 0.01);
    await clock.advance(1000);
    expect(reports).to.have.length(1);
  });

  it('stops when it is scrolled away', async () => {
    await place('height:200px;margin-bottom:3000px');
    await until('the clock to run', () => clock.pending);
    await clock.advance(400);
    scrollTo(0, 2000);
    await until('the clock to stop', () => !clock.pending);
    await clock.advance(9000);
    expect(exposure.dwell()).to.equal(400);
  });

  it('holds no timer, observer or listener once stopped', async () => {
    const stopped: string[] = [];
    const { disconnect } = IntersectionObserver.prototype;
    const remove = document.removeEventListener;
    IntersectionObserver.prototype.disconnect = function () {
      stopped.push('observer');
      disconnect.call(this);
    };
    document.removeEventListener = function (this: Document, type: string, ...rest: [EventListener]) {
      stopped.push(type);
      remove.call(this, type, ...rest);
    } as typeof remove;
    await place('height:200px');
    exposure.stop();
    IntersectionObserver.prototype.disconnect = disconnect;
    delete (document as { removeEventListener?: unknown }).removeEventListener;
    expect(stopped).to.have.members(['observer', 'visibilitychange']);
    expect(clock.pending).to.equal(0);
  });

  it('tells the card’s model after the product is there, not before', async () => {
    let release = () => {};
    const card = await mount({}, { early: true, before: (fake) => (release = fake.hold('/v1/products')) });
    await new Promise((resolve) => setTimeout(resolve, 1200));
    expect(card.fake.tracks.map(({ name }) => name)).to.not.include('wealth_card_exposed');
    release();
    await until('the exposure', () => card.fake.tracks.some(({ name }) => name === 'wealth_card_exposed'));
    clear();
  });
});
