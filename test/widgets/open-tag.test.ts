import { expect } from '@open-wc/testing';
import { sendMouse } from '@web/test-runner-commands';
import { installOpenTags, type OpenTagOptions } from '../../demo/hosts/wechat/open-tags.ts';
import { createOpenTag, type OpenTag } from '../../src/bridge/hosts/open-tag.ts';
import type { LaunchResult, LaunchTarget } from '../../src/core/ports.ts';

const address = 'https://open.bank.example/h5/products/FN30D02A?pt=lvtu&at=a-b_c.d~';
const app: LaunchTarget = {
  kind: 'app',
  id: 'bank_app',
  name: '青禾银行',
  url: 'https://open.bank.example/h5/products/FN30D02A',
  app: {
    scheme: 'qinghebank',
    package: 'a.b',
    wechat: 'wx0f1e2d3c4b5a6978',
    stores: { ios: '', android: '', harmony: '' },
  },
};
const program: LaunchTarget = { ...app, kind: 'mini-program', wechat: { id: 'gh_0123456789ab', path: 'pages/index' } };
const css = '.open{width:200px;height:48px}';

// A tag name can be taken once on a page: the tests change what the model looks at.
const names = ['wx-open-launch-app', 'wx-open-launch-weapp'];
const url = location.href.split('#')[0]!;
const options: OpenTagOptions = {
  client: { granted: () => granted, address: () => url },
  domains: [],
  scene: 'menu',
  apps: [],
  trusts: (event) => event.isTrusted,
};
let granted: { apis: string[]; tags: string[]; url: string } | undefined;
const model = installOpenTags(window, options);

const tags: OpenTag[] = [];
const heard: LaunchResult[] = [];

/** Puts a tag into the page and waits until it is drawn. */
async function put(target: LaunchTarget, label = '打开青禾银行'): Promise<HTMLElement> {
  const tag = createOpenTag(target, address, label, css, (result) => heard.push(result))!;
  tags.push(tag);
  document.body.append(tag.element);
  await new Promise((resolve) => setTimeout(resolve, 20));
  return tag.element;
}

const buttonOf = (tag: HTMLElement) => tag.shadowRoot!.querySelector('button')!;

async function tap(element: Element): Promise<void> {
  const { left, top, width, height } = element.getBoundingClientRect();
  await sendMouse({ type: 'click', position: [Math.round(left + width / 2), Math.round(top + height / 2)] });
}

describe('an open tag', () => {
  beforeEach(() => {
    granted = { apis: [], tags: names, url };
    Object.assign(options, { domains: [location.hostname], scene: 'menu', apps: [app.app!.wechat] });
    heard.length = model.taps.length = 0;
  });
  afterEach(() => tags.splice(0).forEach((tag) => tag.remove()));

  it('stands in the light DOM with the place and what goes along', async () => {
    const tag = await put(app);
    expect(tag.localName).to.equal(names[0]);
    expect(tag.getRootNode()).to.equal(document);
    expect(tag.getAttribute('appid')).to.equal('wx0f1e2d3c4b5a6978');
    expect(tag.getAttribute('extinfo')).to.equal(address);
    expect(buttonOf(tag).textContent).to.equal('打开青禾银行');
    expect(buttonOf(tag).getBoundingClientRect().height).to.equal(48);
  });

  it('of a mini-program has its page with the suffix that only this tag wants', async () => {
    const tag = await put(program);
    expect(tag.localName).to.equal(names[1]);
    expect(tag.getAttribute('username')).to.equal('gh_0123456789ab');
    expect(tag.hasAttribute('appid')).to.equal(false);
    expect(tag.getAttribute('path')).to.equal('pages/index.html?pt=lvtu&at=a-b_c.d~');
    const other = await put({ ...program, wechat: { id: 'wx0f1e2d3c4b5a6978', path: 'pages/index.html' } });
    expect(other.getAttribute('appid')).to.equal('wx0f1e2d3c4b5a6978');
    expect(other.getAttribute('path')).to.match(/^pages\/index\.html\?/);
  });

  it('is none for a place without an id at WeChat', () => {
    for (const target of [
      { ...app, app: { ...app.app!, wechat: '' } },
      { ...program, wechat: undefined },
      { ...app, kind: 'h5' },
      { ...app, kind: 'account' },
    ]) {
      expect(createOpenTag(target as LaunchTarget, address, 'x', '', () => {})).to.equal(undefined);
    }
  });

  it('R1 opens by the customer’s own tap and by no other', async () => {
    const tag = await put(app);
    buttonOf(tag).click();
    buttonOf(tag).dispatchEvent(new MouseEvent('click', { bubbles: true }));
    expect(heard).to.deep.equal([]);
    await tap(buttonOf(tag));
    expect(heard).to.deep.equal([{ outcome: 'opened', evidence: 'open_tag' }]);
  });

  it('says no more than it knows when the client opens nothing', async () => {
    for (const change of [{ scene: 'link' }, { scene: 'menu', apps: [] }]) {
      Object.assign(options, change);
      heard.length = 0;
      await tap(buttonOf(await put(app)));
      expect(heard).to.deep.equal([{ outcome: 'unknown', evidence: 'open_tag_error' }]);
      tags.splice(0).forEach((tag) => tag.remove());
    }
  });

  it('R7 hears that the tags of the page are refused', async () => {
    for (const refuse of [() => (granted = undefined), () => Object.assign(options, { domains: ['other.example'] })]) {
      refuse();
      heard.length = 0;
      await tap(buttonOf(await put(app)));
      expect(heard[0]).to.deep.equal({ outcome: 'blocked', evidence: 'open_tags_refused' });
      granted = { apis: [], tags: names, url };
      tags.splice(0).forEach((tag) => tag.remove());
    }
  });

  it('shows a hostile name as the text it is', async () => {
    const tag = await put(app, '<img src=x onerror=alert(1)>"');
    expect(tag.shadowRoot!.querySelector('img')).to.equal(null);
    expect(buttonOf(tag).textContent).to.equal('<img src=x onerror=alert(1)>"');
  });

  it('that is taken out is heard of no more', async () => {
    const tag = await put(app);
    const button = buttonOf(tag);
    tags.splice(0)[0]!.remove();
    expect(tag.isConnected).to.equal(false);
    button.dispatchEvent(new CustomEvent('launch', { bubbles: true }));
    tag.dispatchEvent(new CustomEvent('launch'));
    document.dispatchEvent(new CustomEvent('WeixinOpenTagsError'));
    expect(heard).to.deep.equal([]);
  });
});
