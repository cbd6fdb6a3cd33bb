import { page } from '../bridge/page.ts';
import { createWeixinRig, type WeixinRig } from './weixin-rig.ts';
import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import {
  configureWeixin,
  mergeWeixin,
  signedAddress,
  type Weixin,
  type WeixinLists,
} from '../../src/bridge/hosts/wx-config.ts';
import { settle } from '../bridge/device.ts';

/** Configures the page's genuine `wx`, and gives the answer as far as it is there. */
function configure({ wx, sign, clock }: WeixinRig, own: WeixinLists = {}, by = sign) {
  let answer: string | undefined;
  void configureWeixin(wx, own, by, clock).then(
    (given) => (answer = given),
    () => (answer = 'rejected'),
  );
  return () => answer;
}

afterEach(() => page.reset());

describe('the lists for wx.config', () => {
  it('are the page’s own with ours, each once, in arrays of their own', () => {
    const own = { appId: 'wx1', jsApiList: ['scanQRCode'], openTagList: ['wx-open-launch-weapp', 'wx-open-audio'] };
    const kept = structuredClone(own);
    const merged = mergeWeixin(own);
    assert.deepEqual(merged, {
      appId: 'wx1',
      jsApiList: ['scanQRCode', 'checkJsApi'],
      openTagList: ['wx-open-launch-weapp', 'wx-open-audio', 'wx-open-launch-app'],
    });
    merged.jsApiList.push('x');
    assert.deepEqual(own, kept, 'wx.config rewrites what it is given: not the page’s own');
  });

  it('stand alone where the page has none', () => {
    assert.deepEqual(mergeWeixin({}), {
      jsApiList: ['checkJsApi'],
      openTagList: ['wx-open-launch-app', 'wx-open-launch-weapp'],
    });
  });
});

describe('wx.config by the page’s leave', () => {
  for (const system of ['ios', 'android', 'harmony'] as const) {
    it(`is granted on ${system}, with the page’s own lists`, async () => {
      const rig = createWeixinRig({ system });
      const answer = configure(rig, { jsApiList: ['scanQRCode'] });
      await rig.device.advance(500);
      assert.equal(answer(), 'yes');
      assert.deepEqual(rig.client!.granted()?.apis, ['scanQRCode', 'checkJsApi']);
      assert.deepEqual(rig.client!.granted()?.tags, ['wx-open-launch-app', 'wx-open-launch-weapp']);
      assert.equal(rig.device.pending, 0);
    });

    it(`is granted again on ${system} after a change of route`, async () => {
      const rig = createWeixinRig({ system });
      configure(rig);
      await rig.device.advance(500);
      history.replaceState({}, '', '/h5/other?b=2#here');
      const again = configure(rig);
      await rig.device.advance(3000);
      assert.equal(again(), 'yes');
      assert.equal(rig.client!.granted()?.url, rig.client!.address());
      const url = system === 'ios' ? 'https://open.bank.example/h5/app?id=7' : 'https://open.bank.example/h5/other?b=2';
      assert.equal(signedAddress(), url);
    });

    it(`is refused on ${system} when the signature is wrong, although the JSSDK says ready`, async () => {
      const rig = createWeixinRig({ system });
      const answer = configure(rig, {}, () => rig.sign('https://other.example/'));
      await rig.device.advance(500);
      assert.equal(answer(), 'no');
    });

    it(`is refused on ${system} after a change of route when the signature is wrong`, async () => {
      const rig = createWeixinRig({ system });
      configure(rig);
      await rig.device.advance(500);
      const answer = configure(rig, {}, () => rig.sign('https://other.example/'));
      await rig.device.advance(3000);
      assert.equal(answer(), 'no');
    });
  }

  it('is refused after a change of route also when WeChat takes its time, with the first rights still standing', async () => {
    let slow = (): Promise<string> => Promise.resolve('ok');
    const rig = createWeixinRig({ system: 'ios', verify: () => slow() });
    configure(rig);
    await rig.device.advance(500);
    slow = () => new Promise((resolve) => rig.clock.after(800, () => resolve('invalid signature')));
    const answer = configure(rig);
    await rig.device.advance(3000);
    assert.equal(answer(), 'no');
  });

  it('is refused where the JSSDK compares the client’s version wrongly and tells no error', async () => {
    const agent =
      'Mozilla/5.0 (Linux; Android 16; wv) Chrome/156.0.0.0 Mobile Safari/537.36 MicroMessenger/10.0.1.1(0x1) NetType/WIFI';
    const rig = createWeixinRig({ agent });
    const answer = configure(rig, {}, () => rig.sign('https://other.example/'));
    await rig.device.advance(3000);
    assert.equal(answer(), 'no');
  });

  it('waits for a bridge that comes late, and not for ever', async () => {
    for (const [arrives, expected] of [
      [1000, 'yes'],
      [4100, 'unknown'],
      ['never', 'unknown'],
    ] as const) {
      const rig = createWeixinRig({ arrives });
      const answer = configure(rig);
      await rig.device.advance(900);
      assert.equal(answer(), undefined);
      await rig.device.advance(4000);
      assert.equal(answer(), expected, `${arrives}`);
      await rig.device.advance(10_000);
      assert.equal(rig.device.pending, 0);
    }
  });

  it('is unknown when the bridge never answers, throws, or is none at all', async () => {
    for (const options of [{ mood: 'deaf' }, { mood: 'broken' }, { client: false }] as const) {
      const rig = createWeixinRig(options);
      const answer = configure(rig);
      await rig.device.advance(5000);
      assert.equal(answer(), 'unknown', JSON.stringify(options));
      assert.equal(rig.device.pending, 0);
    }
  });

  it('is unknown when the customer went on before the bank had signed, and takes nothing from the new page', async () => {
    const rig = createWeixinRig({ system: 'android' });
    let answerBank = (_: unknown) => {};
    const answer = configure(rig, {}, () => new Promise((resolve) => (answerBank = resolve as never)));
    history.replaceState({}, '', '/h5/other');
    answerBank(await rig.sign('https://open.bank.example/h5/app?id=7'));
    await settle();
    assert.equal(answer(), 'unknown');
    assert.deepEqual(rig.client!.calls, []);
  });

  it('a tag that the client does not know is a no', async () => {
    const rig = createWeixinRig();
    const wx: Weixin = {
      ...rig.wx,
      checkJsApi: ({ success }) => success({ checkResult: { 'wx-open-launch-app': false } }),
    };
    const answer = configure({ ...rig, wx: wx as never });
    await rig.device.advance(500);
    assert.equal(answer(), 'no');
  });

  it('a bank that does not sign is an error of its caller’s', async () => {
    const rig = createWeixinRig();
    const answer = configure(rig, {}, () => Promise.reject(new Error('503')));
    await settle();
    assert.equal(answer(), 'rejected');
    assert.deepEqual(rig.client!.calls, []);
  });
});
