import { expect } from '@open-wc/testing';
import { applyTheme, contrast, pairs } from '../../src/widgets/base/theme.ts';
import { clear, drawn, mount, until, type Card } from '../support/card.ts';

const colours = [
  'primary',
  'on-primary',
  'text',
  'text-2',
  'text-3',
  'surface',
  'ground',
  'line',
  'accent',
  'rise',
  'fall',
  'notice',
];
const others = ['font-family', 'font-size-title', 'font-size-body', 'font-size-note', 'space', 'tap', 'radius'];

const rgb = (text: string) =>
  text
    .match(/[\d.]+/g)!
    .slice(0, 3)
    .map(Number) as [number, number, number];

/** The colour a token of ours has in the card. */
function colour(card: Card, token: string): [number, number, number] {
  const probe = card.find('.base').appendChild(document.createElement('i'));
  probe.style.color = `var(${token})`;
  const { color } = getComputedStyle(probe);
  probe.remove();
  return rgb(color);
}

describe('the tokens', () => {
  afterEach(() => {
    clear();
    document.documentElement.removeAttribute('style');
  });

  for (const theme of ['light', 'dark']) {
    it(`X1 keeps every pair of text and ground at 4.5:1 in the ${theme} theme`, async () => {
      const card = await mount({ theme });
      for (const [text, ground] of pairs)
        expect(contrast(colour(card, text), colour(card, ground)), `${text} on ${ground}`).to.be.at.least(4.5);
    });
  }

  it('X1 leaves no text in the card on another ground than the pairs name', async () => {
    for (const theme of ['light', 'dark']) {
      const card = await mount({ theme });
      for (const node of card.all('.base *')) {
        const own = [...node.childNodes].some((child) => child.nodeType === 3 && /\S/.test(child.nodeValue!));
        if (!own || node.className === 'unseen') continue;
        let under: Element | null = node;
        while (under && /, 0\)|transparent/.test(getComputedStyle(under).backgroundColor)) under = under.parentElement;
        const ratio = contrast(rgb(getComputedStyle(node).color), rgb(getComputedStyle(under!).backgroundColor));
        expect(ratio, `${theme}: ${node.outerHTML.slice(0, 60)}`).to.be.at.least(4.5);
      }
      clear();
    }
  });

  it('takes over a page’s colours that can be read', async () => {
    const card = await mount({ style: '--inlay-color-primary:#7a1fa2;--inlay-color-accent:rgb(20 20 20)' });
    expect(getComputedStyle(card.find('button')).backgroundColor).to.equal('rgb(122, 31, 162)');
    expect(colour(card, '--accent')).to.deep.equal([20, 20, 20]);
  });

  it('X1 ignores a colour that makes a text hard to read, and says so once', async () => {
    const card = await mount({
      style:
        '--inlay-color-primary:#ffd100;--inlay-color-on-primary:#fff;--inlay-color-text:#ddd;--inlay-color-rise:#fcc',
    });
    expect(getComputedStyle(card.find('button')).backgroundColor).to.equal('rgb(11, 107, 88)');
    expect(colour(card, '--text')).to.deep.equal([23, 33, 31]);
    card.element.requestUpdate();
    await drawn();
    const lines = card.fake.lines.filter((line) => /4\.5:1/.test(line));
    expect(lines.length).to.be.greaterThan(1);
    expect(lines).to.deep.equal([...new Set(lines)]);
  });

  it('X1 finds the ink for any brand colour, and another colour for links where it is too light', async () => {
    for (const brand of ['#ffd100', '#07c160', '#ff5000', '#777777', '#0f62c9']) {
      const card = await mount({ style: `--inlay-color-primary:${brand}` });
      const primary = colour(card, '--primary');
      expect(`#${primary.map((part) => part.toString(16).padStart(2, '0')).join('')}`).to.equal(brand);
      expect(contrast(rgb(getComputedStyle(card.find('button')).color), primary), brand).to.be.at.least(4.5);
      expect(contrast(rgb(getComputedStyle(card.find('a')).color), [255, 255, 255]), brand).to.be.at.least(4.5);
      clear();
    }
  });

  it('takes a dark surface only with texts that can be read on it', async () => {
    const alone = await mount({ style: '--inlay-color-surface:#102030' });
    expect(getComputedStyle(alone.find('.base')).backgroundColor).to.equal('rgb(255, 255, 255)');
    const light = ['text', 'text-2', 'text-3', 'primary', 'rise', 'fall'].map(
      (name) => `--inlay-color-${name}:#e8f0ff`,
    );
    const whole = await mount({
      style: `--inlay-color-surface:#102030;--inlay-color-ground:#000;--inlay-color-on-primary:#000;${light.join(';')}`,
    });
    expect(getComputedStyle(whole.find('.base')).backgroundColor).to.equal('rgb(16, 32, 48)');
    expect(colour(whole, '--text')).to.deep.equal([232, 240, 255]);
  });

  it('takes a family of the system, none that the page brings along', async () => {
    const card = await mount({ style: '--inlay-font-family: "Noto Serif CJK SC", serif' });
    expect(getComputedStyle(card.find('.legal')).fontFamily).to.match(/^"Noto Serif CJK SC", serif$/);
    clear();
    const blank = new FontFace('Blank', 'url(data:font/woff2;base64,)');
    document.fonts.add(blank);
    const blind = await mount({ style: '--inlay-font-family: Blank, sans-serif' });
    expect(getComputedStyle(blind.find('.legal')).fontFamily).to.match(/^system-ui/);
    document.fonts.delete(blank);
  });

  const attacks = ['url(https://evil.example/x)', 'red;background:url(https://evil.example/y)', 'rgba(0,0,0,.01)'];
  attacks.push(
    'transparent',
    'currentColor',
    'var(--nothing)',
    'banana',
    '</style><img src=x>',
    'expression(alert(1))',
  );
  for (const attack of attacks) {
    it(`T11 takes nothing from "${attack}"`, async () => {
      const card = await mount(
        {},
        {
          before: (_, element) => {
            element.style.setProperty('--inlay-color-surface', attack);
            element.style.setProperty('--inlay-color-text', attack);
          },
        },
      );
      expect(getComputedStyle(card.find('.base')).backgroundColor).to.equal('rgb(255, 255, 255)');
      expect(colour(card, '--text')).to.deep.equal([23, 33, 31]);
      expect(card.find('.base').getAttribute('style') ?? '').to.not.contain('url');
      expect(performance.getEntriesByType('resource').filter(({ name }) => /evil/.test(name))).to.have.length(0);
    });
  }

  it('T11 takes nothing from 200 values in every token at once: no request, no change of the layout, no size out of bounds', async () => {
    const away = 'https://evil.example/t11';
    const seeds = [
      `url(${away})`,
      `url("${away}")`,
      `image-set("${away}" 1x)`,
      `-webkit-image-set(url(${away}) 1x)`,
      `src("${away}")`,
      `cross-fade(url(${away}), red)`,
      `element(#x)`,
      `paint(x)`,
      `attr(title)`,
      `env(safe-area-inset-top)`,
      `var(--a)`,
      `var(--inlay-color-text, url(${away}))`,
      `linear-gradient(red, blue)`,
      `color-mix(in srgb, red, transparent)`,
      `light-dark(url(${away}), red)`,
      `rgb(0 0 0 / 0)`,
      `calc(9e9px * 9e9)`,
      `9e9vw`,
      `\\75 rl(${away})`,
      `@import "${away}"`,
    ];
    const wraps = [
      (value: string) => value,
      (value: string) => `red ${value}`,
      (value: string) => `red; background: ${value}`,
      (value: string) => `red} * { background: ${value}`,
      (value: string) => `red, ${value}`,
      (value: string) => `/* ${value} */ ${value}`,
      (value: string) => `red !important; content: ${value}`,
      (value: string) => `"${value}"`,
      (value: string) => `{ ${value} }`,
      (value: string) => `</style><style>*{background:${value}}`,
    ];
    const card = await mount();
    const base = card.find('.base');
    const values = seeds.flatMap((seed) => wraps.map((wrap) => wrap(seed)));
    expect(values).to.have.length(200);
    const set = (name: string, value: string) => card.element.style.setProperty(`--inlay-${name}`, value);
    const shape = () => card.all('.base, .base *').map((node) => JSON.stringify(node.getBoundingClientRect()));
    const before = shape().join();
    for (const value of values) {
      for (const name of colours) set(`color-${name}`, value);
      applyTheme(card.element, base, () => {});
      if (shape().join() !== before) throw new Error(`The layout is another one with "${value}"`);
    }
    // What is no size counts as none; a family's name may be any text.
    for (const value of values) {
      for (const name of others) set(name, value);
      applyTheme(card.element, base, () => {});
      const style = (base.getAttribute('style') ?? '').replace(/"[^"]*"/g, '');
      expect(style, value).to.not.match(/url|image|background|content/);
      expect(parseFloat(getComputedStyle(card.find('.legal')).fontSize), value).to.be.at.least(12);
      expect(card.find('button').getBoundingClientRect().height, value).to.be.at.least(44);
      expect(base.scrollWidth, value).to.be.at.most(343);
    }
    await drawn();
    expect(performance.getEntriesByType('resource').filter(({ name }) => /evil/.test(name))).to.have.length(0);
  });

  it('looks again when the page changes its colours', async () => {
    const card = await mount();
    document.documentElement.setAttribute('style', '--inlay-color-primary:#1a237e');
    await until('the new colour', () => getComputedStyle(card.find('button')).backgroundColor === 'rgb(26, 35, 126)');
    document.documentElement.removeAttribute('style');
    await until('the old colour', () => getComputedStyle(card.find('button')).backgroundColor === 'rgb(11, 107, 88)');
  });

  it('keeps sizes within their bounds', async () => {
    const names = ['font-size-title', 'font-size-body', 'font-size-note', 'tap'];
    const size = (card: Card, selector: string) => parseFloat(getComputedStyle(card.find(selector)).fontSize);
    for (const value of ['1px', '0', '-9px', 'banana', '0.1em', 'calc(1px - 5px)']) {
      const card = await mount({ style: names.map((name) => `--inlay-${name}:${value}`).join(';') });
      expect(size(card, 'h3'), value).to.be.at.least(size(card, '.pair b'));
      expect(size(card, '.legal'), value).to.be.at.least(12);
      expect(card.find('button').getBoundingClientRect().height, value).to.be.at.least(44);
      clear();
    }
    const card = await mount({ style: names.map((name) => `--inlay-${name}:900px`).join(';') });
    expect(size(card, 'h3')).to.equal(36);
    expect(size(card, '.pair b')).to.be.at.most(36);
    expect(card.find('.base').scrollWidth).to.be.at.most(343);
  });
});
