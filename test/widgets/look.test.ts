import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { clear, mount, until, type Card } from '../support/card.ts';
import { refusal, type FakeInlay } from '../support/fake-inlay.ts';
import { sampleProduct } from '../support/products.ts';

const size = (node: Element) => parseFloat(getComputedStyle(node).fontSize);

/** Elements with words of their own that a customer can see. */
function worded(card: Card): HTMLElement[] {
  return card
    .all('.base *')
    .filter((node) => [...node.childNodes].some((child) => child.nodeType === 3 && /\S/.test(child.nodeValue!)))
    .filter((node) => node.className !== 'unseen');
}

/** Runs of a text that stand on one line, counted, and those that do not. */
function inPieces(within: Element, runs: RegExp): { whole: number; broken: string[] } {
  const found = { whole: 0, broken: [] as string[] };
  const walk = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let text = walk.nextNode() as Text | null; text; text = walk.nextNode() as Text | null) {
    for (const { 0: run, index } of text.data.matchAll(runs)) {
      range.setStart(text, index);
      range.setEnd(text, index + run.length);
      if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) found.broken.push(run);
      else found.whole++;
    }
  }
  return found;
}

const kinds: Record<string, string>[] = [
  { product: 'FN30D02A' },
  { product: 'LS00C01A' },
  { product: 'FD990013' },
  { product: 'FN30D02A', layout: 'compact' },
  { product: 'FN30D02A', locale: 'en' },
];
const name = (kind: Record<string, string>) => Object.values(kind).join(' ');

describe('the look', () => {
  afterEach(clear);

  it('W6 prints the name of an index no larger than the text', async () => {
    const card = await mount({ product: 'FD990013' });
    expect(size(card.find('.rate b'))).to.equal(size(card.find('dd')));
    expect(card.find('.rate .pair').getBoundingClientRect().height).to.be.below(30);
  });

  for (const locale of ['zh-CN', 'en'])
    it(`breaks no code and no date in two, from 320 to 640 px: ${locale}`, async function () {
      this.timeout(60_000);
      for (const width of [320, 360, 402, 640]) {
        // Some engines have no window as narrow as a small phone.
        await setViewport({ width, height: 900 }).catch(() => undefined);
        if (innerWidth > width) continue;
        for (const product of ['FN30D02A', 'STALE001'])
          for (const mode of ['standard', 'elder']) {
            const card = await mount({ product, locale, mode }, { width: width - 32 });
            await until('the notice', () => card.find('.notice'));
            const kept = inPieces(card.find('.base'), /[A-Z]?\d{6,}|\d+-\d+-\d+/g);
            expect(kept.broken, `${product} ${width} px ${mode}`).to.deep.equal([]);
            expect(kept.whole, product).to.be.at.least(3);
            clear();
          }
      }
    });

  it('gives the dates of an interval a line of their own', async () => {
    const card = await mount({ product: 'FD990013' });
    const period = card.find('.whole');
    expect(period.getBoundingClientRect().height).to.be.below(2 * size(period));
  });

  for (const kind of kinds) {
    it(`W6 shows the benchmark no larger than the name, and not alone: ${name(kind)}`, async () => {
      for (const mode of ['standard', 'elder']) {
        const card = await mount({ ...kind, mode });
        const title = size(card.find('h3'));
        for (const figure of card.all('.figures, .figures *')) expect(size(figure)).to.be.at.most(title);
        const benchmark = card.find('.rate .pair');
        if (/%/.test(benchmark?.textContent ?? ''))
          expect(benchmark.nextElementSibling!.textContent).to.match(/不是预期收益率|not an expected return/);
        clear();
      }
    });

    it(`prints nothing beyond the edge of what holds it, from 256 px on: ${name(kind)}`, async () => {
      for (const width of [256, 288, 343]) {
        const card = await mount(kind, { width });
        for (const node of worded(card)) {
          const own = node.getBoundingClientRect();
          const holder = node.parentElement!.getBoundingClientRect();
          expect(own.right, `${width} px: ${node.textContent}`).to.be.at.most(holder.right + 0.5);
        }
        clear();
      }
    });

    it(`X4 shows the warnings in full, no smaller than the smallest text: ${name(kind)}`, async () => {
      const card = await mount(kind);
      const legal = card.find('.legal');
      expect(size(legal)).to.be.at.least(Math.min(...worded(card).map(size)));
      expect(size(legal)).to.be.at.least(12);
      expect(legal.scrollHeight).to.be.at.most(legal.clientHeight + 1);
      expect(legal.getBoundingClientRect().height).to.be.at.least(30);
      expect(card.all('details, [hidden]')).to.have.length(0);
    });

    it(`X2 keeps to the elder rules: ${name(kind)}`, async () => {
      const card = await mount({ ...kind, mode: 'elder' });
      for (const node of worded(card)) {
        expect(size(node), node.outerHTML).to.be.at.least(18);
        if (node.closest('button, h3')) continue;
        expect(parseFloat(getComputedStyle(node).lineHeight) / size(node), node.outerHTML).to.be.at.least(1.5);
      }
      expect(card.find('button').getBoundingClientRect().height).to.be.at.least(60);
      const columns = new Set(card.all('dl:last-of-type > div').map((fact) => fact.getBoundingClientRect().left));
      expect(columns.size).to.equal(1);
      if (kind.layout !== 'compact') {
        await until('the line', () => card.find('.chart') || !card.find('.frame'));
        for (const chart of card.all('.chart')) expect(chart.getBoundingClientRect().height).to.be.at.least(60);
      }
    });
  }

  it('X1 gives every target at least 44 px', async () => {
    const card = await mount();
    await until('the line', () => card.find('.chart'));
    for (const target of card.all('button, [tabindex]'))
      expect(target.getBoundingClientRect().height).to.be.at.least(44);
    const links = card.all('a');
    expect(links).to.have.length(1);
    for (const link of links) {
      link.scrollIntoView({ block: 'center' });
      const { left, top, width, height } = link.getClientRects()[0]!;
      // As far from its middle as a finger of 44 px reaches.
      for (const off of [-21, 21]) {
        const hit = card.element.renderRoot.elementFromPoint(left + width / 2, top + height / 2 + off);
        expect(hit === link, `${off} px`).to.equal(true);
      }
    }
  });

  it('shows compact all that the law wants, without past performance', async () => {
    const card = await mount({ layout: 'compact' });
    const text = card.text();
    for (const words of ['代销', '发行与管理', '丰年', '风险等级 R2', '固定收益类', '最短持有30天', 'Z7001025000318'])
      expect(text).to.contain(words);
    for (const words of ['2.20%–2.80%', '不构成对产品收益的承诺', '理财非存款', '管理费', 'chinawealth', '将离开旅途'])
      expect(text).to.contain(words);
    expect(text).to.not.match(/成立以来|单位净值/);
  });

  for (const width of [288, 320, 343, 480, 736]) {
    it(`fits into ${width} px with long names in all languages and modes`, async () => {
      await setViewport({ width: 800, height: 600 });
      for (const locale of ['zh-CN', 'zh-HK', 'en'] as const)
        for (const mode of ['standard', 'elder'])
          for (const layout of ['card', 'compact']) {
            const fullName = sampleProduct('FN30D02A', locale).fullName!.repeat(3).slice(0, 120);
            const before = (fake: FakeInlay) =>
              fake.answer('/v1/products', { ...sampleProduct('FN30D02A', locale), fullName });
            const card = await mount({ locale, mode, layout }, { width, before });
            const base = card.find('.base');
            expect(base.getBoundingClientRect().width).to.equal(width);
            expect(base.scrollWidth, `${locale} ${mode} ${layout}`).to.be.at.most(base.clientWidth);
            clear();
          }
    });
  }

  it('keeps everything at 200 % text size', async () => {
    const style = '--inlay-font-size-title:34px;--inlay-font-size-body:28px;--inlay-font-size-note:24px';
    const card = await mount({ style }, { width: 320 });
    expect(size(card.find('.legal'))).to.equal(24);
    expect(card.find('.base').scrollWidth).to.be.at.most(320);
    for (const node of worded(card)) expect(node.scrollWidth).to.be.at.most(Math.max(node.clientWidth, 320));
  });

  for (const theme of ['light', 'dark'])
    for (const mode of ['standard', 'elder'])
      it(`is accessible in every state: ${theme}, ${mode}`, async () => {
        for (const product of ['FN30D02A', 'SOLDOUT1', 'SOON0001', 'STALE001', 'LS00C01A', 'FD990013']) {
          const card = await mount({ theme, mode, product });
          await expect(card.element).to.be.accessible();
          clear();
        }
        const failing = await mount(
          { theme, mode },
          { before: (fake) => fake.answer('/v1/products', refusal('timeout')) },
        );
        await expect(failing.element).to.be.accessible();
        const waiting = await mount({ theme, mode }, { early: true, before: (fake) => fake.hold('/v1/products') });
        await expect(waiting.element).to.be.accessible();
        const compact = await mount({ theme, mode, layout: 'compact' });
        await expect(compact.element).to.be.accessible();
      }).timeout(30_000);
});
