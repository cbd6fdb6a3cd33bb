import '../bridge/page.ts';
import { createWeixinRig, ticket } from './weixin-rig.ts';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { signPage } from '../../demo/hosts/wechat/signature.ts';
import { createShell } from '../../demo/hosts/wechat/mini-program.ts';

/** Notes what a JSSDK call comes to. */
function note() {
  const said: string[] = [];
  const of = (name: string) => (answer?: unknown) =>
    void said.push(`${name} ${(answer as { errMsg?: string } | undefined)?.errMsg ?? ''}`.trim());
  return { said, success: of('success'), fail: of('fail'), cancel: of('cancel'), complete: of('complete'), of };
}

describe('the model of WeChat’s bridge under the genuine JSSDK', () => {
  it('holds the signature to the known answers', () => {
    const known = { ticket, nonceStr: 'Wm3WZYTPz0wzccnW', timestamp: 1414587457 };
    assert.equal(
      signPage({ ...known, url: 'http://mp.weixin.qq.com?params=value' }),
      '0f9de62fce790f9a083d5c99e95740ceb90c27ed',
    );
    assert.equal(signPage({ ...known, url: 'http://mp.weixin.qq.com' }), 'f4d90daf4b3bca3078ab155816175ba34c443a7b');
    assert.equal(signPage({ ...known, url: 'http://mp.weixin.qq.com#x' }), 'f4d90daf4b3bca3078ab155816175ba34c443a7b');
  });

  for (const system of ['ios', 'android', 'harmony'] as const) {
    it(`grants on ${system} what is signed rightly, and reports the page’s whole address`, async () => {
      const { wx, client, sign, device, reports } = createWeixinRig({ system });
      const seen = note();
      wx.error(seen.of('error'));
      wx.ready(seen.of('ready'));
      wx.config({
        ...(await sign(location.href)),
        jsApiList: ['onMenuShareAppMessage'],
        openTagList: ['wx-open-launch-app'],
      });
      await device.advance(100);
      assert.deepEqual(seen.said, ['ready']);
      assert.deepEqual(client!.granted()?.tags, ['wx-open-launch-app']);
      assert.deepEqual(client!.granted()?.apis, ['menu:share:appmessage'], 'the caller’s list was rewritten in place');
      assert.deepEqual(Object.keys(client!.calls[0]!.params).sort(), [
        'appId',
        'verifyAppId',
        'verifyJsApiList',
        'verifyNonceStr',
        'verifyOpenTagList',
        'verifySignType',
        'verifySignature',
        'verifyTimestamp',
      ]);
      // The JSSDK takes HarmonyOS for no phone and sends nothing there.
      assert.equal(
        reports.some((url) => url.includes(encodeURIComponent('?id=7'))),
        system !== 'harmony',
      );
    });
  }

  it('refuses what is signed wrongly: error first, and then ready all the same', async () => {
    const { wx, client, sign, device } = createWeixinRig();
    const seen = note();
    wx.error(seen.of('error'));
    wx.ready(seen.of('ready'));
    wx.config({ ...(await sign('https://other.example/')), jsApiList: [] });
    await device.advance(100);
    assert.deepEqual(seen.said, ['error config:invalid signature', 'ready']);
    assert.equal(client!.granted(), undefined);
  });

  it('a second config takes the first one’s rights away', async () => {
    const { wx, client, sign, device } = createWeixinRig();
    wx.error(() => {});
    wx.config({ ...(await sign(location.href)), jsApiList: ['scanQRCode'] });
    await device.advance(100);
    assert.ok(client!.granted());
    wx.config({ ...(await sign('https://other.example/')), jsApiList: ['scanQRCode'] });
    await device.advance(100);
    assert.equal(client!.granted(), undefined);
  });

  it('iOS holds the address that was loaded, Android the one that is shown, after a change of route', async () => {
    for (const [system, wanted] of [
      ['ios', 'https://open.bank.example/h5/app?id=7'],
      ['android', 'https://open.bank.example/h5/other'],
    ] as const) {
      const { wx, client, sign, device } = createWeixinRig({ system });
      history.replaceState({}, '', '/h5/other');
      assert.equal(client!.address(), wanted);
      wx.error(() => {});
      for (const url of ['https://open.bank.example/h5/app?id=7', 'https://open.bank.example/h5/other']) {
        wx.config({ ...(await sign(url)), jsApiList: [] });
        await device.advance(100);
        assert.equal(!!client!.granted(), url === wanted, `${system} ${url}`);
      }
    }
  });

  it('the rights end with the route on Android', async () => {
    const { wx, sign, device } = createWeixinRig();
    const seen = note();
    wx.config({ ...(await sign(location.href)), jsApiList: ['scanQRCode'] });
    await device.advance(100);
    (wx.scanQRCode as (o: object) => void)({ ...seen });
    await device.advance(100);
    history.replaceState({}, '', '/h5/other');
    (wx.scanQRCode as (o: object) => void)({ ...seen });
    await device.advance(100);
    assert.deepEqual(seen.said, [
      'success scanQRCode:ok',
      'complete scanQRCode:ok',
      'fail scanQRCode:permission denied',
      'complete scanQRCode:permission denied',
    ]);
  });

  it('a bridge that comes late is waited for, one that never comes is heard of by nobody', async () => {
    for (const arrives of [3000, 'never'] as const) {
      const { wx, sign, device } = createWeixinRig({ arrives });
      const seen = note();
      wx.error(seen.of('error'));
      wx.ready(seen.of('ready'));
      wx.config({ ...(await sign(location.href)), jsApiList: [] });
      await device.advance(2900);
      assert.deepEqual(seen.said, []);
      await device.advance(60_000);
      assert.deepEqual(seen.said, arrives === 'never' ? [] : ['ready']);
    }
  });

  it('a share hangs on the menu and is asked for by name', async () => {
    const { wx, client, device } = createWeixinRig();
    (wx.onMenuShareAppMessage as (o: object) => void)({ title: 't', link: 'https://open.bank.example/' });
    assert.equal(client!.fire('menu:share:appmessage'), true);
    await device.advance(100);
    assert.equal(client!.calls.at(-1)?.name, 'sendAppMessage');
    assert.equal(client!.fire('menu:share:qq'), false);
  });
});

describe('the model of a mini-program around a web-view', () => {
  const pages = ['pages/index/index', 'pages/web/index', 'pages/bank/index'];
  const rig = (late = false) => {
    const shell = createShell(pages, late);
    return { shell, ...createWeixinRig({ miniProgram: shell, arrives: late ? 500 : 'before' }) };
  };

  it('delivers what was posted only when the customer leaves, all of it as one list', async () => {
    const { wx, shell, device } = rig();
    wx.miniProgram.postMessage!({ data: { a: 1 } });
    wx.miniProgram.postMessage!({ data: { a: 2 } });
    await device.advance(1000);
    assert.deepEqual(shell.delivered, []);
    wx.miniProgram.navigateBack!({ delta: 1 });
    await device.advance(100);
    assert.deepEqual(shell.delivered, [[{ a: 1 }, { a: 2 }]]);
    assert.deepEqual(shell.stack, ['pages/index/index']);
  });

  it('what is posted after going back is not delivered by it', async () => {
    const { wx, shell, device } = rig();
    wx.miniProgram.navigateBack!();
    await device.advance(100);
    wx.miniProgram.postMessage!({ data: 'late' });
    await device.advance(100);
    assert.deepEqual(shell.delivered, []);
    shell.leave('share');
    assert.deepEqual(shell.delivered, [['late']]);
  });

  it('has ten pages, and only its own', async () => {
    const { wx, shell, device } = rig();
    const seen = note();
    for (let page = 0; page < 9; page++) {
      wx.miniProgram.navigateTo!({ url: '/pages/bank/index?a=1', ...seen });
      await device.advance(100);
    }
    assert.equal(shell.stack.length, 10);
    assert.equal(seen.said.filter((line) => line.startsWith('success')).length, 8);
    assert.ok(seen.said.includes('fail invokeMiniProgramAPI:webview count limit exceed'));
    wx.miniProgram.redirectTo!({ url: '/pages/evil/index', ...seen });
    await device.advance(100);
    assert.match(seen.said.at(-1)!, /is not found/);
  });

  it('says late what it is, in old clients', async () => {
    const { wx, device } = rig(true);
    const said: unknown[] = [];
    wx.miniProgram.getEnv!((answer: unknown) => said.push(answer));
    await device.advance(400);
    assert.deepEqual(said, []);
    await device.advance(200);
    assert.equal(JSON.stringify(said), '[{"miniprogram":true}]');
  });
});
