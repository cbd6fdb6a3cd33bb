import '../page.ts';
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { createClock } from '../../../src/bridge/clock.ts';
import { inMiniProgram } from '../../../src/bridge/hosts/mini-program.ts';
import { createDevice, settle, type FakeDevice } from '../device.ts';
import { page } from '../page.ts';
import { nearMisses } from './near-misses.ts';
import { seen } from './user-agents.ts';

const world = window as { __wxjs_environment?: unknown; WeixinJSBridge?: unknown };
const agentOf = (host: string) => seen.find((sample) => sample.host === host)!.agent;
let device: FakeDevice;

/** Asks, and gives what was answered so far. */
async function ask(): Promise<() => string> {
  let answer = 'waiting';
  void inMiniProgram(createClock(device)).then((given) => (answer = given));
  await settle();
  return () => answer;
}

beforeEach(() => {
  page.reset();
  device = createDevice();
});
afterEach(() => {
  delete world.WeixinJSBridge;
  assert.deepEqual(page.listeners(), [], 'no listener is left');
  assert.equal(device.pending, 0, 'no timer is left');
});

describe('a page in a mini-program', () => {
  it('is one at once where the user agent says so', async () => {
    page.agent = agentOf('wechat-webview');
    assert.equal((await ask())(), 'yes');
  });

  it('is none at once outside WeChat, whatever the globals say', async () => {
    world.__wxjs_environment = 'miniprogram';
    world.WeixinJSBridge = {};
    for (const { agent } of [...seen, ...nearMisses].filter(({ host }) => !host.startsWith('wechat'))) {
      page.agent = agent;
      assert.equal((await ask())(), 'no', agent);
    }
  });

  it('is told by a bridge that is there', async () => {
    page.agent = agentOf('wechat');
    world.WeixinJSBridge = { invoke() {} };
    assert.equal((await ask())(), 'no');
    world.__wxjs_environment = 'miniprogram';
    assert.equal((await ask())(), 'yes');
  });

  it('is told by a bridge that comes late', async () => {
    page.agent = agentOf('wechat');
    const answer = await ask();
    await device.advance(1500);
    assert.equal(answer(), 'waiting');
    world.WeixinJSBridge = { invoke() {} };
    world.__wxjs_environment = 'miniprogram';
    page.dispatch('document', 'WeixinJSBridgeReady');
    await settle();
    assert.equal(answer(), 'yes');
  });

  it('is unknown when the bridge never comes', async () => {
    page.agent = agentOf('wechat');
    const answer = await ask();
    await device.advance(2000);
    assert.equal(answer(), 'unknown');
  });

  it('is unknown when a bridge is announced that is not there, or an element answers for it', async () => {
    page.agent = agentOf('wechat');
    for (const lie of [undefined, null, 0, 'bridge', new EventTarget()]) {
      world.WeixinJSBridge = lie;
      const answer = await ask();
      page.dispatch('document', 'WeixinJSBridgeReady');
      await settle();
      assert.equal(answer(), 'unknown', typeof lie);
    }
  });

  it('does not wait longer for a bridge that comes after the limit', async () => {
    page.agent = agentOf('wechat');
    const answer = await ask();
    await device.advance(2000);
    world.__wxjs_environment = 'miniprogram';
    page.dispatch('document', 'WeixinJSBridgeReady');
    await settle();
    assert.equal(answer(), 'unknown');
  });
});
