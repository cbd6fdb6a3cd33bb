import { expect } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import type { InlayEvents } from '../../src/core/events.ts';
import { bannerPolicy, movingRule } from '../support/banner.ts';
import { clearBanners, mountBanner, type BannerOnPage } from '../support/banner-element.ts';
import { drawn, until } from '../support/card.ts';

/** Taps the middle of an element with a real mouse. */
async function tap(target: Element | null): Promise<void> {
  target!.scrollIntoView({ block: 'center' });
  await drawn();
  const { left, top, width, height } = target!.getBoundingClientRect();
  await sendMouse({ type: 'click', position: [Math.round(left + width / 2), Math.round(top + height / 2)] });
  await drawn();
}

/** Taps the button until something stands there: on a busy machine Chromium takes it for covered at first. */
async function tapUntil(banner: BannerOnPage, selector: string): Promise<void> {
  for (let tries = 0; tries < 10 && !banner.find(selector); tries++) {
    await tap(banner.find('.act button'));
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  await until(selector, () => banner.find(selector));
}

function heard<N extends keyof InlayEvents>(name: N): CustomEvent<InlayEvents[N]>[] {
  const events: CustomEvent<InlayEvents[N]>[] = [];
  const listen = (event: Event) => void events.push(event as CustomEvent<InlayEvents[N]>);
  document.addEventListener(name, listen);
  stops.push(() => document.removeEventListener(name, listen));
  return events;
}
const stops: (() => void)[] = [];
const size = (node: Element) => parseFloat(getComputedStyle(node).fontSize);
const unknown = { outcome: 'unknown', evidence: 'timeout' } as const;

describe('the app banner', () => {
  afterEach(() => {
    clearBanners();
    stops.splice(0).forEach((stop) => stop());
  });

  it('R4 names the app, who is left and who is entered, and has one button to open and one to close', async () => {
    const banner = await mountBanner();
    expect(banner.text()).to.contain('青禾银行App').and.to.contain('将离开旅途，进入青禾银行App');
    expect(banner.all('button').map((one) => one.getAttribute('aria-label') ?? one.textContent!.trim())).to.deep.equal([
      '打开',
      '关闭',
    ]);
  });

  it('R1 opens on a trusted tap and tells what came of it', async () => {
    const banner = await mountBanner();
    const [opened, results] = [heard('inlay-app-open'), heard('inlay-app-result')];
    await tap(banner.find('.act button'));
    await until('the result', () => results.length);
    expect(banner.launches.map(({ target, way }) => [target.id, way])).to.deep.equal([['bank_app', 'open']]);
    expect(opened).to.have.length(1);
    expect(results[0]!.detail.outcome).to.equal('opened');
  });

  it('R1 does nothing when a script taps, and opens by the keyboard', async () => {
    const banner = await mountBanner();
    const opened = heard('inlay-app-open');
    const button = banner.find<HTMLButtonElement>('.act button')!;
    for (let i = 0; i < 100; i++) button.click();
    await drawn();
    expect(opened).to.have.length(0);
    button.focus();
    await sendKeys({ press: 'Enter' });
    await until('the jump', () => banner.launches.length);
    expect(opened).to.have.length(1);
  });

  it('the page may prevent the jump', async () => {
    const banner = await mountBanner();
    const stop = (event: Event) => event.preventDefault();
    document.addEventListener('inlay-app-open', stop);
    stops.push(() => document.removeEventListener('inlay-app-open', stop));
    await tap(banner.find('.act button'));
    expect(banner.launches).to.have.length(0);
  });

  it('R5 closes with one tap on a target of 44 px, at once, and takes no room any more', async () => {
    const banner = await mountBanner();
    const empty = heard('inlay-empty');
    const close = banner.find('.close')!;
    const { width, height } = close.getBoundingClientRect();
    expect(Math.min(width, height)).to.be.at.least(44);
    await tap(close);
    expect(empty.map(({ detail }) => detail.reason)).to.deep.equal(['dismissed']);
    expect(banner.text().trim()).to.equal('');
    expect(banner.element.getBoundingClientRect().height).to.equal(0);
    const again = await mountBanner({}, { words: banner.fake.words });
    expect(again.find('button')).to.equal(null);
    expect(banner.launches).to.have.length(0);
  });

  it('R9 marks a paid placement beside the name, in the smallest text or larger', async () => {
    const banner = await mountBanner({ paid: '' });
    const mark = banner.find('.ad')!;
    expect(mark.textContent).to.equal('广告');
    expect(size(mark)).to.be.at.least(12);
    expect((await mountBanner()).find('.ad')).to.equal(null);
  });

  it('R8 stays in the flow: nothing fixed, nothing over the page, nothing that imitates the system', async () => {
    for (const form of ['inline', 'bar', 'link']) {
      const banner = await mountBanner({ form });
      for (const node of [banner.element, ...banner.all('*')]) {
        expect(getComputedStyle(node).position, form).to.not.match(/fixed|sticky/);
      }
      expect(banner.all('dialog, [role=dialog], [role=alertdialog]')).to.have.length(0);
      const { left, right } = banner.find('.base')!.getBoundingClientRect();
      expect(right - left).to.equal(343);
    }
  });

  it('asks "not opened?" after an attempt of unknown end, and only then shows the way to the store', async () => {
    const banner = await mountBanner({}, { result: unknown });
    expect(banner.text()).to.not.contain('下载');
    await tapUntil(banner, '.after p');
    expect(banner.text()).to.contain('没有打开青禾银行App？');
    expect(banner.find('[role=status]')!.textContent).to.contain('没有打开');
    await tap(banner.find('.after button'));
    expect(banner.launches.map(({ way }) => way)).to.deep.equal(['open', 'download']);
  });

  it('shows a code for the phone on a desktop, dark on white with a quiet zone, in both themes', async () => {
    const code = { size: 21, path: 'M0 0h7v7H0z' };
    for (const theme of ['light', 'dark']) {
      const banner = await mountBanner({ theme }, { result: { outcome: 'unknown', evidence: 'code_shown', code } });
      await tapUntil(banner, '.code');
      const svg = banner.find<SVGSVGElement>('.code')!;
      expect(svg.getAttribute('viewBox')).to.equal('-4 -4 29 29');
      expect(svg.getAttribute('aria-label')).to.equal('青禾银行App的二维码');
      const { backgroundColor, fill } = getComputedStyle(svg);
      expect([backgroundColor, fill]).to.deep.equal(['rgb(255, 255, 255)', 'rgb(0, 0, 0)']);
      await expect(banner.element).to.be.accessible();
      clearBanners();
    }
  });

  it('stands inline, and says so, where its form is no word for one', async () => {
    const banner = await mountBanner({ form: 'bra' as 'bar' });
    expect(banner.find('.row')).not.to.equal(null);
    expect(banner.fake.lines).to.deep.equal(['<inlay-app-banner>: form must be one of inline, bar, link, got "bra"']);
  });

  it('X2 is a plain inline link in elder mode, large and with nothing to close', async () => {
    const banner = await mountBanner({ mode: 'elder', form: 'bar' });
    expect(banner.all('button').map((one) => one.textContent!.trim())).to.deep.equal(['打开青禾银行App']);
    const button = banner.find('button')!;
    expect(button.getBoundingClientRect().height).to.be.at.least(60);
    expect(getComputedStyle(button).textDecorationLine).to.equal('underline');
    for (const node of banner.all('p, button')) expect(size(node)).to.be.at.least(18);
    await tap(button);
    expect(banner.launches).to.have.length(1);
  });

  it('turns at the policy’s instant while the page is open, without a touch', async () => {
    const notice = { 'zh-CN': '2026年11月22日10点01分起，请在青禾银行App办理。' };
    const at = '2026-11-22T10:01:00+08:00';
    const rule = { host: '*', productClass: 'app', verb: 'show' };
    const policy = bannerPolicy({
      rules: [
        { ...rule, id: 'go', verdict: 'redirect', target: 'bank_app', from: at },
        { ...rule, id: 'stay', verdict: 'notice', until: at, notice },
      ],
    });
    const banner = await mountBanner({}, { policy });
    expect(banner.text()).to.contain('10点01分起');
    expect(banner.find('.act')).to.equal(null);
    await banner.fake.clock.advance(60_000);
    await drawn();
    expect(banner.text()).to.contain('将离开旅途');
    expect(banner.find('.act button')).to.not.equal(null);
  });

  for (const form of ['inline', 'bar', 'link'])
    it(`R4 with a notice is no higher, says where it leads, and unfolds the notice on a tap or by the keyboard: ${form}`, async () => {
      const plain = await mountBanner({ form });
      const heightOf = ({ element }: BannerOnPage) => element.getBoundingClientRect().height;
      const before = heightOf(plain);
      clearBanners();
      const banner = await mountBanner({ form, paid: '' }, { policy: bannerPolicy({ rules: [movingRule] }) });
      expect(heightOf(banner)).to.be.at.most(before);
      expect(banner.text()).to.contain('将离开旅途，进入青禾银行App').and.to.contain('广告');
      const [line, words] = [banner.find('summary')!, banner.find('summary span')!];
      expect(words.textContent).to.equal(movingRule.notice['zh-CN']);
      expect(line.getBoundingClientRect().height).to.be.at.least(form === 'link' ? 44 : 24);
      expect(words.scrollHeight, 'it is folded').to.be.above(words.clientHeight);
      await expect(banner.element).to.be.accessible();
      await tap(line);
      expect(words.scrollHeight, 'it is whole').to.equal(words.clientHeight);
      await expect(banner.element).to.be.accessible();
      await sendKeys({ press: 'Enter' });
      expect(heightOf(banner)).to.be.at.most(before);
      // T5: folded words are not hidden ones. On a busy machine Chromium takes the button for covered at first.
      for (let tries = 0; tries < 10 && !banner.launches.length; tries++) {
        await tap(banner.find('.act button'));
        await new Promise((resolve) => setTimeout(resolve, 150));
      }
      expect(banner.launches).to.have.length(1);
    });

  it('keeps its height while the attempt runs, and reserves what it takes', async () => {
    const banner = await mountBanner({}, { early: true, before: (fake) => fake.hold('/v1/channel-policy') });
    const reserved = banner.find('.base')!.getBoundingClientRect().height;
    clearBanners();
    const ready = await mountBanner();
    const { height } = ready.find('.base')!.getBoundingClientRect();
    expect(Math.abs(height - reserved)).to.be.at.most(1);
    await tap(ready.find('.act button'));
    expect(ready.find('.base')!.getBoundingClientRect().height).to.equal(height);
  });

  for (const width of [288, 320, 343, 736]) {
    it(`fits into ${width} px in all languages, forms and modes, also with a notice`, async () => {
      const long = 'From 1 January 2027 this service is offered in the Qinghe Bank app only. '.repeat(3);
      const rules = [
        {
          id: 'x',
          host: '*',
          productClass: 'app',
          verb: 'show',
          verdict: 'redirect',
          target: 'bank_app',
          notice: { 'zh-CN': long, en: long },
        },
      ];
      for (const locale of ['zh-CN', 'zh-HK', 'en'])
        for (const mode of ['standard', 'elder'])
          for (const form of ['inline', 'bar', 'link']) {
            const banner = await mountBanner({ locale, mode, form }, { width, policy: bannerPolicy({ rules }) });
            const base = banner.find('.base')!;
            expect(base.scrollWidth, `${locale} ${mode} ${form}`).to.be.at.most(base.clientWidth);
            clearBanners();
          }
    });
  }

  for (const theme of ['light', 'dark'])
    for (const mode of ['standard', 'elder'])
      it(`is accessible in every form and state: ${theme}, ${mode}`, async () => {
        for (const form of ['inline', 'bar', 'link']) {
          const banner = await mountBanner({ theme, mode, form }, { result: unknown });
          await expect(banner.element).to.be.accessible();
          await tapUntil(banner, '.after p');
          await expect(banner.element).to.be.accessible();
          clearBanners();
        }
        const waiting = await mountBanner(
          { theme, mode },
          { early: true, before: (fake) => fake.hold('/v1/channel-policy') },
        );
        await expect(waiting.element).to.be.accessible();
      }).timeout(30_000);
});
