import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { detectHost } from '../../src/bridge/hosts/detect.ts';
import { systemOf } from '../../src/bridge/hosts/system.ts';
import { installHost } from '../../demo/hosts/install.ts';
import { simulatedHosts, type HostSettings } from '../../demo/hosts/settings.ts';
import { createDevice, settle } from '../bridge/device.ts';

/* eslint-disable @typescript-eslint/no-explicit-any -- these are other people's globals */

/** A window with as much in it as a host's bridge touches. */
function rig(name: string, change: Partial<HostSettings> = {}) {
  const device = createDevice();
  const settings = { ...simulatedHosts.find(({ label }) => label === name)!, ...change };
  class HTMLIFrameElement {
    loaded: string[] = [];
    get src() {
      return this.loaded.at(-1) ?? '';
    }
    set src(url: string) {
      this.loaded.push(url);
    }
  }
  // No body comes here; what is done to one is tried in a browser.
  class MutationObserver {
    observe() {}
  }
  const window: any = Object.assign(new EventTarget(), {
    document: new EventTarget(),
    location: { href: 'https://travel.example/hotel?id=7#top' },
    setTimeout: (run: () => void, milliseconds: number) => device.set(run, milliseconds),
    Event,
    DOMException,
    HTMLIFrameElement,
    MutationObserver,
    localStorage: {},
  });
  const host = installHost(window, settings);
  return { window, host, device, frame: () => new HTMLIFrameElement() };
}

describe('the hosts of the demo', () => {
  for (const { label, agent, name, system } of simulatedHosts) {
    it(`${label} is taken for ${name} on ${system}`, () => {
      assert.equal(detectHost(agent), name);
      assert.equal(systemOf(agent, 5), system);
    });
  }

  it('say of Meituan and Ctrip that they are assumed', () => {
    for (const { name, assumed } of simulatedHosts) assert.equal(!!assumed, name === 'meituan' || name === 'ctrip');
  });

  it('let a page go where its host lets it go, and storage be as its host has it', () => {
    const same = rig('美团');
    same.window.open('https://open.bank.example/');
    assert.equal(same.window.location.href, 'https://open.bank.example/');
    const nothing = rig('携程');
    assert.equal(nothing.window.open('https://open.bank.example/'), null);
    assert.equal(nothing.window.location.href, 'https://travel.example/hotel?id=7#top');
    assert.deepEqual(nothing.host.opened, ['https://open.bank.example/']);
    assert.equal(rig('抖音').window.localStorage, null);
    assert.throws(() => rig('QQ，字体 150%').window.localStorage, { name: 'SecurityError' });
  });

  it('load a frame of the web and no other', () => {
    const { frame, host } = rig('抖音');
    const one = frame();
    one.src = 'https://open.bank.example/frame';
    one.src = 'qinghebank://open.bank.example/';
    assert.deepEqual(one.loaded, ['https://open.bank.example/frame']);
    assert.deepEqual(host.blocked, ['qinghebank://open.bank.example/']);
  });
});

describe('Alipay’s bridge', () => {
  it('comes late and says so', async () => {
    const { window, device, host } = rig('支付宝');
    let ready = 0;
    window.document.addEventListener('AlipayJSBridgeReady', () => ready++);
    await device.advance(800);
    assert.equal(window.AlipayJSBridge, undefined);
    await device.advance(200);
    assert.equal(ready, 1);
    const answers: any[] = [];
    window.AlipayJSBridge.call('getAuthCode', { appId: '1', scopes: ['auth_base'] }, (answer: any) =>
      answers.push(answer),
    );
    window.AlipayJSBridge.call('openURL', { url: 'qinghebank://x' }, (answer: any) => answers.push(answer));
    window.AlipayJSBridge.call('unknown', (answer: any) => answers.push(answer));
    await device.advance(100);
    assert.deepEqual(
      answers.map(({ authCode, error }) => authCode ?? error),
      ['auth-1', 2, 1],
    );
    assert.deepEqual(
      host.calls.map(({ name }) => name),
      ['getAuthCode', 'openURL', 'unknown'],
    );
  });

  it('never comes, when it never comes', async () => {
    const { window, device } = rig('支付宝', { arrives: 'never' });
    await device.advance(60_000);
    assert.equal(window.AlipayJSBridge, undefined);
  });

  it('has a shell that is heard only by who has spoken first', async () => {
    const { window, device, host } = rig('支付宝小程序');
    await device.advance(1000);
    const heard: unknown[] = [];
    window.my.onMessage = (message: unknown) => heard.push(message);
    host.world.say!('early');
    window.my.postMessage({ a: 1 });
    host.world.say!('now');
    window.my.getEnv((env: unknown) => heard.push(env));
    await device.advance(100);
    assert.deepEqual(heard, [{ data: 'now' }, { miniprogram: true }]);
  });
});

describe('UnionPay’s bridge', () => {
  const config = async (options: object) => {
    const { window, device } = rig('云闪付', { arrives: 'before' });
    const said: any[] = [];
    window.upsdk.error(({ errcode }: any) => said.push(errcode));
    window.upsdk.ready(() => said.push('ready'));
    window.upsdk.config(options);
    await device.advance(100);
    const ask = async () => {
      window.upsdk.appletAuth({
        success: ({ code }: any) => said.push(code),
        fail: ({ errcode }: any) => said.push(errcode),
      });
      await device.advance(100);
    };
    return { window, device, said, ask };
  };

  it('checks the address that was signed, without its fragment', async () => {
    for (const [options, first, then] of [
      [{ appId: 'a', url: 'https://travel.example/hotel?id=7' }, 'ready', 'up-code-1'],
      [{ appId: 'a', url: 'https://travel.example/hotel' }, 'c03', 'c05'],
      [{ url: 'https://travel.example/hotel?id=7' }, 'c00', 'c05'],
    ] as const) {
      const { said, ask } = await config(options);
      await ask();
      assert.deepEqual(said, [first, then]);
    }
  });

  it('goes through cordova', async () => {
    const { window, device, host } = rig('云闪付', { arrives: 'before' });
    let answered = 0;
    window.cordova.exec(() => answered++, null, 'UPWallet', 'scan', []);
    await device.advance(100);
    assert.equal(answered, 1);
    assert.deepEqual(
      host.calls.map(({ name }) => name),
      ['UPWallet.scan'],
    );
  });
});

describe('Meituan’s bridge, assumed until the partner confirms', () => {
  it('keeps calls until it is ready', async () => {
    const { window, device } = rig('美团');
    const said: any[] = [];
    window.KNB.getUserInfo({ success: ({ userId }: any) => said.push(userId) });
    window.KNB.ready(() => said.push('ready'));
    window.KNB.isApiSupported({ apiName: 'pay', success: (yes: boolean) => said.push(yes) });
    await device.advance(250);
    assert.deepEqual(said, []);
    await device.advance(250);
    assert.deepEqual(said.sort(), [-1, false, 'ready'].sort(), 'nobody is signed in');
  });

  it('answers what it does not know by a failure', async () => {
    const { window, device } = rig('美团');
    const said: any[] = [];
    window.KNB.stealEverything({ success: () => said.push('success'), fail: (answer: any) => said.push(answer) });
    await device.advance(1000);
    assert.deepEqual(said, [{ error: -1, msg: 'API [stealEverything] is not implemented' }]);
  });
});

describe('Ctrip’s bridge, assumed until the partner confirms', () => {
  for (const system of ['ios', 'android'] as const) {
    it(`answers through the page’s one callback on ${system}`, async () => {
      const { window, device, frame, host } = rig('携程', { system });
      const heard: any[] = [];
      window.app = { callback: (answer: any) => heard.push(answer) };
      const call = { service: 'User', action: 'member_login', callback_tagname: 'member_login' };
      if (system === 'ios') {
        const one = frame();
        one.src = `ctrip://h5/plugin?jsparam=${encodeURIComponent(JSON.stringify(call))}`;
        assert.deepEqual(one.loaded, [], 'nothing is loaded');
      } else window.User_a.memberLogin(JSON.stringify(call));
      await device.advance(100);
      await settle();
      assert.equal(heard[0].tagname, 'member_login');
      assert.equal(heard[0].param.data.LoginToken, 'secret-token');
      assert.equal(host.calls.length, 1);
    });
  }
});
