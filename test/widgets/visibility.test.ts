import { expect } from '@open-wc/testing';
import { sendMouse, setViewport } from '@web/test-runner-commands';
import { isSeen } from '../../src/widgets/base/visibility.ts';
import { clear, drawn, mount, until, type Card } from '../support/card.ts';

const looks = (card: Card) =>
  isSeen(card.find('.base'), card.find('button'), card.element.shadowRoot!.querySelectorAll('.must'));

/** Lays a box of the given style over an element of the card. */
function cover(target: Element, style: string): HTMLElement {
  const { left, top, width, height } = target.getBoundingClientRect();
  const box = document.body.appendChild(document.createElement('div'));
  box.style.cssText = `position:absolute;left:${left + scrollX}px;top:${top + scrollY}px;width:${width}px;height:${height}px;${style}`;
  extras.push(box);
  return box;
}
const extras: HTMLElement[] = [];

/** Time for IntersectionObserver v2 to have its say, where there is one. */
async function considered(): Promise<void> {
  await drawn();
  if ('isVisible' in IntersectionObserverEntry.prototype) await new Promise((resolve) => setTimeout(resolve, 250));
}

let card: Card;
let style: string;

describe('the visibility check', () => {
  before(async () => {
    await setViewport({ width: 400, height: 1100 });
    card = await mount();
    style = card.holder.style.cssText;
  });
  afterEach(() => {
    card.holder.style.cssText = style;
    card.element.removeAttribute('style');
    card.element.replaceChildren();
    extras.splice(0).forEach((extra) => extra.remove());
    document.documentElement.removeAttribute('style');
    document.body.removeAttribute('style');
    scrollTo(0, 0);
  });
  after(() => {
    clear();
    return setViewport({ width: 800, height: 600 });
  });

  const onHolder: [trick: string, style: string][] = [
    ['fades it', 'opacity:.05'],
    ['blurs it', 'filter:blur(3px)'],
    ['takes its colours to nothing', 'filter:contrast(0)'],
    ['shrinks it', 'transform:scale(.5)'],
    ['shrinks it by the scale property', 'scale:.4'],
    ['turns it', 'transform:rotate(8deg)'],
    ['tips it over', 'transform:rotateX(80deg)'],
    ['mirrors it', 'transform:scaleX(-1)'],
    ['squeezes it by zoom', 'zoom:.5'],
    ['masks it', '-webkit-mask-image:linear-gradient(#0001,#0001);mask-image:linear-gradient(#0001,#0001)'],
    ['blends it away', 'mix-blend-mode:screen'],
    ['clips it to the button', 'clip-path:inset(calc(100% - 110px) 0 0 0)'],
    ['clips it to its left edge', 'clip-path:inset(0 60% 0 0)'],
    ['crops it', 'height:200px;overflow:hidden;display:flex;align-items:flex-end'],
    ['crops its right side', 'width:180px;overflow:hidden'],
    ['shows it through a slit that scrolls', 'height:90px;overflow:auto'],
    ['pushes it off the left edge', 'margin-left:-160px'],
    ['pushes it off the top of the page', 'margin-top:-500px'],
    ['pins it beyond the edge', 'position:fixed;top:-400px'],
  ];
  for (const [trick, attack] of onHolder) {
    it(`T4 notices when the page ${trick}`, async () => {
      await until('a card to be seen', () => looks(card));
      card.holder.style.cssText += `;${attack}`;
      if (card.holder.style.overflow) (card.element as HTMLElement).style.cssText = 'min-width:343px;flex:none';
      if (/slit/.test(trick)) card.find('button').scrollIntoView();
      await drawn();
      expect(looks(card)).to.equal(false);
    });
  }

  for (const [trick, root] of [
    ['html', 'documentElement'],
    ['body', 'body'],
  ] as const) {
    it(`T4 notices a mask and a filter on ${trick}`, async () => {
      for (const style of ['-webkit-mask-image:linear-gradient(#0001,#0001)', 'filter:opacity(.1)', 'opacity:.2']) {
        document[root].setAttribute('style', style);
        await drawn();
        expect(looks(card), style).to.equal(false);
      }
    });
  }

  const covers: [trick: string, selector: string, style: string][] = [
    ['the warnings', '.legal', 'background:#fff'],
    ['the warnings with a box that lets taps through', '.legal', 'background:#fff;pointer-events:none'],
    [
      'the benchmark’s warning with a picture',
      '.rate > .note',
      'background-image:linear-gradient(red,red);pointer-events:none',
    ],
    ['the risk grade', '.risk', 'background:#fff;pointer-events:none'],
    ['the name', 'h3', 'backdrop-filter:blur(9px);-webkit-backdrop-filter:blur(9px);background:#ffffff99'],
    ['the button with a veil that lets taps through', 'button', 'background:#0b6b58;pointer-events:none'],
    ['the hint', '.hint', 'border:9px solid #fff;pointer-events:none'],
  ];
  for (const [trick, selector, style] of covers) {
    it(`T4 notices when the page covers ${trick}`, async () => {
      const box = cover(card.find(selector), style);
      expect(looks(card)).to.equal(false);
      box.remove();
      await until('the card to be seen again', () => looks(card));
    });
  }

  it('T4 notices a patch that sticks to the text', async () => {
    const box = cover(card.find('.legal'), 'background:#fff');
    box.style.width = '60px';
    box.style.height = '60px';
    expect(looks(card)).to.equal(false);
  });

  it('T4 notices a cover that is only a pseudo element', async () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('.veil::after{content:"";position:absolute;inset:0;background:#fff}');
    document.adoptedStyleSheets = [sheet];
    cover(card.find('.legal'), 'pointer-events:none').className = 'veil';
    expect(looks(card)).to.equal(false);
    document.adoptedStyleSheets = [];
  });

  it('T4 notices what the page puts over the card from within its own slot', async () => {
    const inside = document.createElement('div');
    inside.slot = 'footer';
    inside.style.cssText = 'position:absolute;left:0;top:0;right:0;height:300px;background:#fff;pointer-events:none';
    card.element.append(inside);
    expect(looks(card)).to.equal(false);
  });

  it('T4 a tap on a covered card does nothing, and the receipt says so', async () => {
    cover(card.find('.legal'), 'background:#fff;pointer-events:none');
    const { left, top, width, height } = card.find('button').getBoundingClientRect();
    await sendMouse({ type: 'click', position: [Math.round(left + width / 2), Math.round(top + height / 2)] });
    await until('the record', () => card.fake.tracks.some(({ name }) => name === 'wealth_card_opened'));
    const record = card.fake.tracks.find(({ name }) => name === 'wealth_card_opened')!;
    expect(record.data.visible).to.equal(false);
    expect(card.fake.navigations).to.deep.equal([]);
  });

  const honest: [situation: string, style: string][] = [
    ['rounded corners', 'border-radius:24px;overflow:hidden'],
    ['a shift by transform', 'transform:translate(10px,20px)'],
    ['a slight enlargement', 'transform:scale(1.02)'],
    ['a zoom that enlarges', 'zoom:1.1'],
    ['a shadow and a border', 'box-shadow:0 2px 12px #0003;border:2px solid red'],
    ['a column that scrolls', 'height:600px;overflow:auto'],
    ['a page in grey for mourning', 'filter:grayscale(1)'],
    ['a stacking context of its own', 'position:relative;z-index:3;isolation:isolate'],
    ['hidden visibility', 'visibility:hidden'],
  ];
  for (const [situation, style] of honest) {
    it(`lets a card pass in ${situation}`, async () => {
      card.holder.style.cssText += `;${style}`;
      await drawn();
      card.find('button').scrollIntoView({ block: 'nearest' });
      await considered();
      expect(looks(card)).to.equal(true);
    });
  }

  it('lets a card pass on a dark page, scrolled so that its top is out of view', async () => {
    document.body.style.cssText = 'background:#000;padding-bottom:2000px';
    card.element.theme = 'dark';
    scrollTo(0, 420);
    await considered();
    expect(looks(card)).to.equal(true);
    card.element.theme = 'light';
  });

  it('lets a card pass under an empty layer that takes no taps, as toast libraries leave it', async () => {
    extras.push(document.body.appendChild(document.createElement('div')));
    extras[0]!.style.cssText = 'position:fixed;inset:16px;z-index:9999;pointer-events:none';
    await considered();
    expect(looks(card)).to.equal(true);
  });

  it('lets a card pass under the page’s own top bar and floating button', async () => {
    document.body.style.cssText = 'padding-bottom:2000px';
    for (const style of ['top:0;left:0;right:0;height:56px', 'right:8px;top:560px;width:56px;height:56px']) {
      const box = document.body.appendChild(document.createElement('div'));
      box.style.cssText = `position:fixed;background:#fff;z-index:9;${style}`;
      extras.push(box);
    }
    scrollTo(0, 200);
    await considered();
    expect(looks(card)).to.equal(true);
  });

  it('T4 lets a card pass while its own button is held down, however long', async () => {
    const { left, top, width, height } = card.find('button').getBoundingClientRect();
    await sendMouse({ type: 'move', position: [Math.round(left + width / 2), Math.round(top + height / 2)] });
    await sendMouse({ type: 'down' });
    await considered();
    const held = card.find('button').matches(':active');
    const seen = looks(card);
    // Let go elsewhere: no tap.
    await sendMouse({ type: 'move', position: [1, 1] });
    await sendMouse({ type: 'up' });
    expect([held, seen]).to.deep.equal([true, true]);
  });

  it('leaves nothing behind in the page', async () => {
    const before = [...document.adoptedStyleSheets];
    looks(card);
    expect([...document.adoptedStyleSheets]).to.deep.equal(before);
    expect(document.querySelectorAll('style[data-inlay]')).to.have.length(0);
  });
});
