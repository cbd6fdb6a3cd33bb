import { expect } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import { drawn, until } from '../support/card.ts';
import { refusal } from '../support/fake-inlay.ts';
import { clearPoints, mountAtBank, mountPoints, type Mounted } from '../support/points-widget.ts';
import { mixedItem, orderItem, sampleItem, type PointsBank } from '../support/rewards.ts';

async function tap(target: Element): Promise<void> {
  target.scrollIntoView({ block: 'center' });
  await drawn();
  const { left, top, width, height } = target.getBoundingClientRect();
  await sendMouse({ type: 'click', position: [Math.round(left + width / 2), Math.round(top + height / 2)] });
  await drawn();
}

const act = (mounted: Mounted) => mounted.find('.act button');
const outcome = (script: (bank: PointsBank) => void) => ({
  script(bank: PointsBank) {
    script(bank);
  },
});

describe('points redemption', () => {
  afterEach(clearPoints);

  it('P1 shows who, what, price, caps, rules and one button, in this order', async () => {
    const points = await mountPoints();
    await until('the caps', () => points.text().includes('还可兑'));
    const order = [
      '由青禾银行提供',
      '大杯拿铁',
      '2,600',
      '本月还可兑',
      '价格说明',
      '发放方式',
      '退换规则',
      '有效期',
      '咨询',
    ];
    order.push('去青禾银行确认兑换', '将离开旅途，进入青禾银行', '积分余额仅在青禾银行页面显示');
    const text = points.text();
    const places = order.map((words) => text.indexOf(words));
    expect(places.indexOf(-1), order[places.indexOf(-1)]).to.equal(-1);
    expect(places).to.deep.equal([...places].sort((a, b) => a - b));
  });

  it('R1 leaves with a signed quote on a trusted tap; a script’s tap does nothing', async () => {
    const points = await mountPoints();
    await until('the caps', () => points.text().includes('还可兑'));
    act(points).click();
    await drawn();
    expect(points.fake.navigations).to.deep.equal([]);
    await tap(act(points));
    await until('the jump', () => points.fake.navigations.length);
    expect(points.fake.navigations[0]).to.match(/\/h5\/redeem\?quote=q-1\.sig&state=/);
    expect(act(points).getAttribute('aria-busy')).to.equal('true');
  });

  it('T5 a widget that is covered, or whose rules are, does not leave', async () => {
    const points = await mountPoints();
    const cover = document.createElement('div');
    const { left, top, width } = points.find('.rules').getBoundingClientRect();
    cover.style.cssText = `position:absolute;left:${left}px;top:${top + scrollY}px;width:${width}px;height:40px;background:#fff`;
    document.body.append(cover);
    try {
      await tap(act(points));
      await drawn();
      expect(points.fake.navigations).to.deep.equal([]);
    } finally {
      cover.remove();
    }
  });

  it('the number is a spin button for the keyboard, and its buttons work for the finger', async () => {
    const points = await mountPoints();
    const number = points.find('[role=spinbutton]');
    const value = () => number.getAttribute('aria-valuenow');
    await tap(points.all('.step button')[1]!);
    await until('two', () => value() === '2');
    expect(points.text()).to.include('5,200积分');
    number.focus();
    await sendKeys({ press: 'ArrowDown' });
    await until('one', () => value() === '1');
    await sendKeys({ press: 'End' });
    await until('the most', () => value() === '2');
    await sendKeys({ press: 'PageDown' });
    await until('the least', () => value() === '1');
    expect(number.getAttribute('aria-valuetext')).to.equal('1份');
    expect(points.all('.step button')[0]!.getAttribute('aria-disabled')).to.equal('true');
    for (const button of points.all('.step button')) {
      const { width, height } = button.getBoundingClientRect();
      expect(Math.min(width, height)).to.be.at.least(44);
    }
  });

  it('P2 at the bank: balance, tap, code with the keyboard on it, receipt', async () => {
    const points = await mountAtBank();
    expect(points.find('.held').innerText).to.match(/8,800积分[\s\S]*截至/);
    points.fake.answer('/v1/points/redemptions', refusal('step_up_required'));
    await tap(act(points));
    await until('the code', () => points.find('input'));
    await until('the focus', () => points.element.renderRoot.activeElement === points.find('input'));
    points.fake.answer('/v1/points/redemptions', refusal('step_up_failed'));
    await sendKeys({ type: '111111' });
    await sendKeys({ press: 'Enter' });
    await until('the refusal', () => points.text().includes('验证码不正确'));
    expect(points.find('input').getAttribute('aria-invalid')).to.equal('true');
    points.fake.answer('/v1/points/redemptions', {
      ...{ quote: 'q-1', status: 'confirmed', receipt: 'QH-1', points: 2600, moneyFen: 0 },
    });
    await tap(act(points));
    await until('the receipt', () => points.find('.outcome.done')?.textContent?.includes('QH-1'));
    expect(points.find('.act')).to.equal(null);
    expect(points.find('.held')).to.equal(null);
  });

  it('X2 elder mode: text of at least 18 px, targets of 60, one column', async () => {
    const points = await mountPoints({ mode: 'elder' }, { width: 320 });
    for (const element of points.all('p, b, dd, dt, span, h3, button')) {
      const size = parseFloat(getComputedStyle(element).fontSize);
      if (element.textContent!.trim()) expect(size, element.outerHTML).to.be.at.least(18);
    }
    for (const button of points.all('button')) expect(button.getBoundingClientRect().height).to.be.at.least(60);
  });

  it('nothing overflows at 288 px, in three languages', async () => {
    for (const locale of ['zh-CN', 'zh-HK', 'en']) {
      const points = await mountPoints({ locale }, { width: 288, script: (bank) => void (bank.item = mixedItem()) });
      const base = points.find('.base');
      expect(base.scrollWidth, locale).to.be.at.most(base.clientWidth);
      clearPoints();
    }
  });

  const states: [string, () => Promise<Mounted>][] = [
    ['ready', () => mountPoints()],
    [
      'points and money',
      () =>
        mountPoints(
          {},
          outcome((bank) => void (bank.item = mixedItem())),
        ),
    ],
    [
      'a variable amount',
      () =>
        mountPoints(
          { order: 'O-1', amount: '8800' },
          outcome((bank) => void (bank.item = orderItem())),
        ),
    ],
    [
      'sold out',
      () =>
        mountPoints(
          {},
          outcome((bank) => void (bank.item = sampleItem({ status: 'sold_out' }))),
        ),
    ],
    ['a visitor', () => mountPoints({}, { session: { level: 'anonymous', user: '' } })],
    ['elder', () => mountPoints({ mode: 'elder' })],
    ['dark', () => mountPoints({ theme: 'dark' })],
    [
      'error',
      () =>
        mountPoints({}, { shows: '.error', script: (_, fake) => fake.answer('/v1/reward-items/', refusal('network')) }),
    ],
    ['at the bank', () => mountAtBank()],
    ['at the bank, dark', () => mountAtBank({ theme: 'dark' })],
    ['at the bank, signed out', () => mountAtBank({}, { shows: '.price', session: { level: 'anonymous', user: '' } })],
    [
      'done',
      () =>
        mountAtBank(
          {},
          {
            shows: '.outcome.done',
            script: (bank) =>
              void bank.redemptions.set('q-1', {
                quote: 'q-1',
                status: 'confirmed',
                receipt: 'QH-1',
                points: 2600,
                moneyFen: 0,
              }),
          },
        ),
    ],
    [
      'checking',
      () =>
        mountAtBank(
          {},
          {
            shows: '.outcome.checking',
            script: (bank) =>
              void bank.redemptions.set('q-1', { quote: 'q-1', status: 'pending', points: 2600, moneyFen: 0 }),
          },
        ),
    ],
    [
      'the code',
      async () => {
        const points = await mountAtBank(
          {},
          { script: (_, fake) => fake.answer('/v1/points/redemptions', refusal('step_up_failed')) },
        );
        await tap(act(points));
        await until('the code', () => points.find('input'));
        return points;
      },
    ],
  ];
  for (const [name, mount] of states) {
    it(`X1 is accessible: ${name}`, async () => {
      const { element } = await mount();
      await expect(element).to.be.accessible();
    });
  }
});
