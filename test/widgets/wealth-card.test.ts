import { expect } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import type { InlayEvents } from '../../src/core/events.ts';
import { clear, drawn, mount, until, type Card } from '../support/card.ts';
import { refusal } from '../support/fake-inlay.ts';
import { samplePolicy, sampleProduct } from '../support/products.ts';

/** Taps the middle of an element with a real mouse. */
async function tap(target: Element): Promise<void> {
  target.scrollIntoView({ block: 'center' });
  await drawn();
  const { left, top, width, height } = target.getBoundingClientRect();
  await sendMouse({ type: 'click', position: [Math.round(left + width / 2), Math.round(top + height / 2)] });
  await drawn();
}

function heard<N extends keyof InlayEvents>(name: N): CustomEvent<InlayEvents[N]>[] {
  const events: CustomEvent<InlayEvents[N]>[] = [];
  const listen = (event: Event) => void events.push(event as CustomEvent<InlayEvents[N]>);
  document.addEventListener(name, listen);
  stops.push(() => document.removeEventListener(name, listen));
  return events;
}
const stops: (() => void)[] = [];

describe('the wealth card', () => {
  afterEach(() => {
    clear();
    stops.splice(0).forEach((stop) => stop());
  });

  it('shows seller, name, grade, benchmark, past, facts, warnings, notice and one button, in this order', async () => {
    const card = await mount();
    const text = card.text();
    const order = ['代销', '丰年', '风险等级 R2', '业绩比较基准', '2.20%–2.80%', '不构成', '过往业绩', '成立以来'];
    order.push('起购金额', '理财非存款', '管理费', '2025年9月11日起', '在青禾银行查看', '将离开旅途');
    const places = order.map((words) => text.indexOf(words));
    expect(places.indexOf(-1), order[places.indexOf(-1)]).to.equal(-1);
    expect(places).to.deep.equal([...places].sort((a, b) => a - b));
    expect(card.all('button')).to.have.length(1);
  });

  it('takes no attribute that is none of its words, and says which they are; an empty one or none is no mistake', async () => {
    const wrong = { layout: 'compat', mode: 'dark', theme: '' };
    const card = await mount(wrong);
    expect(card.find('.base').className).not.to.match(/compact|elder|dark/);
    expect(card.fake.lines).to.have.members([
      '<inlay-wealth-card>: layout must be one of card, compact, got "compat"',
      '<inlay-wealth-card>: mode must be one of standard, elder, got "dark"',
    ]);
    card.element.setAttribute('mode', 'elder');
    card.element.removeAttribute('layout');
    await drawn();
    expect(card.find('.base').className).to.match(/elder/);
    expect(card.fake.lines).to.have.length(2);
  });

  it('R1 leaves for the bank on a trusted tap, with a receipt', async () => {
    const card = await mount();
    const opened = heard('inlay-product-open');
    await tap(card.find('button'));
    await until('the jump', () => card.fake.navigations.length);
    expect(opened).to.have.length(1);
    expect(opened[0]!.detail.receipt.visible).to.equal(true);
    expect(opened[0]!.detail.receipt.ratio).to.be.greaterThan(0);
    expect(card.find('button').getAttribute('aria-busy')).to.equal('true');
    expect(card.find('button').textContent!.trim()).to.equal('在青禾银行查看');
  });

  it('R1 acts on the bank’s own page too, where no hint says that anything is left', async () => {
    const card = await mount(
      {},
      {
        session: { surface: 'bank', level: 'bank' },
        before: (fake) => {
          const sell = { id: 'sell', host: '*', productClass: 'wealth', verb: 'buy', verdict: 'allow' };
          fake.answer('/v1/channel-policy', { ...samplePolicy(), surface: 'bank', rules: [sell] });
        },
      },
    );
    await until('the button', () => card.find('button').textContent.includes('购买'));
    expect(card.find('.hint')).to.equal(null);
    await tap(card.find('button'));
    await until('the purchase', () => card.fake.navigations.length > 0);
    expect(card.fake.navigations[0]).to.match(/\/h5\/buy\/FN30D02A\?/);
  });

  it('R1 T5 does nothing when a script taps', async () => {
    const card = await mount();
    const opened = heard('inlay-product-open');
    for (let i = 0; i < 1000; i++) card.find('button').click();
    await drawn();
    expect(opened).to.have.length(0);
    expect(card.fake.navigations).to.have.length(0);
  });

  it('stays when the page prevents inlay-product-open', async () => {
    const card = await mount();
    card.element.addEventListener('inlay-product-open', (event) => event.preventDefault());
    await tap(card.find('button'));
    expect(card.fake.navigations).to.have.length(0);
    expect(card.find('button').getAttribute('aria-busy')).to.equal('false');
  });

  it('opens by keyboard, and keeps the focus while busy', async () => {
    const card = await mount();
    card.find('button').focus();
    await drawn();
    await sendKeys({ press: 'Enter' });
    await until('the jump', () => card.fake.navigations.length);
    expect(card.element.shadowRoot!.activeElement).to.equal(card.find('button'));
  });

  it('walks the line by arrow keys and speaks date and value', async () => {
    const card = await mount();
    await until('the line', () => card.find('.chart'));
    const chart = card.find('.chart');
    const last = chart.getAttribute('aria-valuetext');
    expect(last).to.match(/^2026-11-20/);
    chart.focus();
    await sendKeys({ press: 'ArrowLeft' });
    await card.element.updateComplete;
    expect(chart.getAttribute('aria-valuetext')).to.match(/^2026-11-1/);
    expect(card.text()).to.contain(chart.getAttribute('aria-valuetext'));
    await sendKeys({ press: 'Home' });
    await card.element.updateComplete;
    expect(chart.getAttribute('aria-valuetext')).to.match(/^2025-03-18/);
    expect(chart.getAttribute('aria-valuenow')).to.equal('0');
    expect(card.find('#line').textContent).to.match(/最低.*最高/);
  });

  it('moves the marker to where the pointer is', async () => {
    const card = await mount();
    await until('the line', () => card.find('.chart'));
    const chart = card.find('.chart');
    chart.scrollIntoView({ block: 'center' });
    await drawn();
    const { left, top, width } = chart.getBoundingClientRect();
    await sendMouse({ type: 'move', position: [Math.round(left + width / 2), Math.round(top + 30)] });
    await until('the marker', () => /2026-0|2025-1|2026-1/.test(chart.getAttribute('aria-valuetext')!.slice(0, 7)));
    expect(card.fake.tracks.filter(({ name }) => name === 'wealth_card_chart_read')).to.have.length(1);
    const now = Number(chart.getAttribute('aria-valuenow'));
    expect(now / Number(chart.getAttribute('aria-valuemax'))).to.be.closeTo(0.5, 0.03);
  });

  it('X3 gives every rise and fall a sign and an arrow', async () => {
    const card = await mount();
    const changes = card.all('.up, .down').map((node) => node.textContent!.trim());
    expect(changes).to.not.have.length(0);
    for (const change of changes) expect(change).to.match(/^[▲▼] [+−-]\d/);
  });

  const states: [name: string, attributes: Record<string, string>, shows: RegExp][] = [
    ['soon', { product: 'SOON0001' }, /将于|尚未开售/],
    ['sold out', { product: 'SOLDOUT1' }, /已售罄/],
    ['closed', { product: 'CLOSED01' }, /已停止申购/],
    ['stale', { product: 'STALE001' }, /暂不显示收益数据/],
    ['cash management', { product: 'LS00C01A' }, /7日年化/],
    ['zh-HK', { locale: 'zh-HK' }, /風險等級/],
    ['en', { locale: 'en' }, /Risk level/],
  ];
  for (const [name, attributes, shows] of states) {
    it(`shows its state: ${name}`, async () => {
      const card = await mount(attributes);
      expect(card.text()).to.match(shows);
      expect(card.find('.base').lang).to.equal(attributes.locale ?? 'zh-CN');
    });
  }

  it('shows the skeleton while it loads, and says so to a screen reader', async () => {
    const card = await mount({}, { early: true, before: (fake) => fake.hold('/v1/products') });
    expect(card.find('.skeleton').getAttribute('role')).to.equal('status');
    expect(card.find('.skeleton').textContent!.trim()).to.equal('正在加载产品信息');
  });

  it('shows an error with its trace, the page’s own link, and a retry that works', async () => {
    const failed = heard('inlay-error');
    let broken = true;
    const card = await mount(
      {},
      {
        before: (fake, element) => {
          fake.answer('/v1/products', () => (broken ? refusal('service_unavailable') : sampleProduct('FN30D02A')));
          element.innerHTML = '<a href="https://h5.bank.example/">在青禾银行查看</a>';
        },
      },
    );
    expect(failed.map(({ detail }) => detail.code)).to.deep.equal(['service_unavailable']);
    expect(card.find('[role=alert]').innerText).to.contain('4bf92f3577b34da6');
    expect(card.element.querySelector('a')!.getBoundingClientRect().height).to.be.greaterThan(0);
    broken = false;
    await tap(card.find('button'));
    await until('the product', () => card.find('h3'));
    expect(card.element.querySelector('a')!.getBoundingClientRect().height).to.equal(0);
  });

  it('shows nothing when the law wants more than there is, and says why in one event', async () => {
    const empty = heard('inlay-empty');
    const bare = { ...sampleProduct('FN30D02A'), issuerName: undefined };
    const card = await mount({}, { before: (fake) => fake.answer('/v1/products', bare) });
    await until('the event', () => empty.length);
    expect(empty[0]!.detail.rules).to.include('W1');
    expect(card.text().trim()).to.equal('');
  });

  it('makes a link of a plain https address only', async () => {
    for (const url of [
      'javascript:alert(1)',
      'https://a@b.example/',
      'data:text/html,x',
      'http://b.example/',
      '//b.example',
    ]) {
      const product = { ...sampleProduct('FN30D02A'), fees: { summary: '费率说明', url } };
      const card = await mount({}, { before: (fake) => fake.answer('/v1/products', product) });
      expect(card.all('a'), url).to.have.length(0);
      clear();
    }
  });

  it('R4 says of a link whose page it opens', async () => {
    const card = await mount();
    expect(card.find('a').title).to.equal('在青禾银行查看');
  });

  it('T10 prints markup in any text as text', async () => {
    const fullName = '<img src=x onerror=alert(1)>丰年${alert(1)}{{x}}';
    const product = { ...sampleProduct('FN30D02A'), fullName };
    const card = await mount({}, { before: (fake) => fake.answer('/v1/products', product) });
    expect(card.find('h3').textContent).to.equal(fullName);
    expect(card.all('img')).to.have.length(0);
  });

  it('follows a change of product, and of the page’s settings', async () => {
    const card = await mount({ theme: '' });
    card.element.product = 'LS00C01A';
    await until('the other product', () => /7日年化/.test(card.text()));
    card.fake.inlay.update({ mode: 'elder', theme: 'dark', locale: 'en' });
    await until('the other language', () => /Risk level/.test(card.text()));
    expect(card.find('.base').className).to.match(/elder.*dark/);
  });

  it('works with a polluted Object.prototype', async () => {
    const polluted = { once: true, signal: 5, passive: 1, capture: true };
    Object.assign(Object.prototype, polluted);
    try {
      const card: Card = await mount();
      card.find('button').click();
      card.find('button').click();
      expect(card.fake.tracks.map(({ name }) => name)).to.include('wealth_card_opened');
    } finally {
      for (const key of Object.keys(polluted)) delete (Object.prototype as Record<string, unknown>)[key];
    }
  });
});
