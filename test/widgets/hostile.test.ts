import { expect } from '@open-wc/testing';
import { clear, mount, type Card } from '../support/card.ts';

const sheet = new CSSStyleSheet();

/** What a customer reads and how: the same on every page, whatever the page's own styles are. */
function reading(card: Card): string[] {
  return card.all('.must, .must *, h3, button').map((node) => {
    const style = getComputedStyle(node);
    const { width, height } = node.getBoundingClientRect();
    const box = width && height ? 'seen' : 'unseen';
    return [
      node.textContent!.trim().slice(0, 12),
      box,
      style.fontSize,
      style.lineHeight,
      style.color,
      style.visibility,
      style.opacity,
      style.letterSpacing,
      style.wordSpacing,
      style.textTransform,
      style.textIndent,
      style.direction,
      style.writingMode,
      style.fontStyle,
      style.fontWeight,
      style.fontFamily,
      style.textAlign,
      style.whiteSpace,
      style.webkitTextFillColor,
      style.getPropertyValue('-webkit-text-security'),
      style.textShadow,
      style.fontVariantCaps,
      style.display,
    ].join(' | ');
  });
}

const attacks: [name: string, css: string][] = [
  ['all: unset on everything', '* { all: unset !important }'],
  ['all: unset on everything and on the card itself', '*, inlay-wealth-card { all: unset !important }'],
  ['a root of 62.5 %', 'html { font-size: 62.5% !important }'],
  [
    'inherited colour',
    'body, inlay-wealth-card { color: #fff !important; -webkit-text-fill-color: transparent !important }',
  ],
  [
    'inherited direction',
    'body, inlay-wealth-card { direction: rtl !important; unicode-bidi: bidi-override !important }',
  ],
  [
    'wide letters',
    'body { letter-spacing: 9px !important; word-spacing: 2em !important; text-indent: -999px !important }',
  ],
  ['invisibility', 'body, inlay-wealth-card { visibility: hidden !important }'],
  [
    'tiny type',
    'body, inlay-wealth-card { font: italic 1px/0 cursive !important; text-transform: uppercase !important }',
  ],
  [
    'vertical writing',
    'inlay-wealth-card { writing-mode: vertical-rl !important; text-orientation: upright !important }',
  ],
  [
    'no wrapping',
    'body { white-space: nowrap !important; word-break: break-all !important; text-align: right !important }',
  ],
  ['secret text', 'body { -webkit-text-security: disc !important; text-shadow: 0 0 9px #000 !important }'],
  [
    'rules for our inner classes',
    '.must, .legal, h3, p, button, article, .base { display: none !important; color: red }',
  ],
  [
    'all parts',
    'inlay-wealth-card::part(action), inlay-wealth-card::part(chart) { color: #fff; font-size: 1px; letter-spacing: 9px }',
  ],
  [
    'our inner custom properties',
    '* { --text: #fff; --note: 1px; --title: 1px; --surface: #000; --body: 1px; --tap: 1px }',
  ],
  ['old vendor sizes', 'html { -webkit-text-size-adjust: none; zoom: 1 } body { line-height: 0; font-size: 0 }'],
];

describe('hostile styles of the page', () => {
  before(() => (document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]));
  after(() => (document.adoptedStyleSheets = [...document.adoptedStyleSheets].filter((one) => one !== sheet)));
  afterEach(() => {
    sheet.replaceSync('');
    clear();
  });

  for (const [name, css] of attacks) {
    it(`X4 change nothing in how required texts read: ${name}`, async () => {
      const card = await mount();
      const before = reading(card);
      sheet.replaceSync(css);
      const after = reading(card);
      for (const [i, row] of after.entries()) expect(row).to.equal(before[i]);
      for (const row of after.filter((row) => row[0] !== ' ')) expect(row).to.not.contain('unseen');
      expect(card.find('button').getBoundingClientRect().height).to.be.at.least(44);
    });
  }

  it('hold no required text in a part or in a slot', async () => {
    const card = await mount();
    for (const part of card.all('[part]')) expect(part.querySelectorAll('.must'), part.outerHTML).to.have.length(0);
    for (const part of card.all('[part]')) expect(part.closest('.must')).to.equal(null);
    expect(card.all('slot .must, .must slot')).to.have.length(0);
    expect(card.all<HTMLSlotElement>('slot').map(({ name }) => name)).to.deep.equal(['', 'footer']);
    expect(new Set(card.all('[part]').map((node) => node.getAttribute('part'))).size).to.be.at.most(6);
  });

  it('meet no style attribute of ours', async () => {
    const card = await mount();
    expect(card.all('[style]')).to.have.length(0);
  });
});
