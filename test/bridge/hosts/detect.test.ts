import '../page.ts';
import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { detectHost } from '../../../src/bridge/hosts/detect.ts';
import { isAtLeast, systemOf } from '../../../src/bridge/hosts/system.ts';
import { createWebHost } from '../../../src/bridge/hosts/web.ts';
import type { HostName } from '../../../src/core/ports.ts';
import { page } from '../page.ts';
import { nearMisses } from './near-misses.ts';
import { seen } from './user-agents.ts';

const world = window as { __wxjs_environment?: unknown };

afterEach(() => page.reset());

describe('the host a page stands in', () => {
  for (const { what, agent, host, system, touches = 0 } of seen) {
    it(`${what} is ${host} on ${system}`, () => {
      assert.equal(detectHost(agent), host);
      assert.equal(systemOf(agent, touches), system);
    });
  }

  it('each host has been seen', () => {
    const names: HostName[] = [
      'browser',
      'wechat',
      'wechat-webview',
      'alipay',
      'unionpay',
      'meituan',
      'ctrip',
      'douyin',
      'qq',
    ];
    assert.deepEqual([...new Set(seen.map(({ host }) => host))].sort(), names.sort());
  });
});

describe('what only looks like a host', () => {
  for (const { what, agent, host, system, touches = 0 } of nearMisses) {
    it(`${what} is ${host} on ${system}`, () => {
      assert.equal(detectHost(agent), host);
      assert.equal(systemOf(agent, touches), system);
    });
  }

  it('WeChat’s word for a mini-program means nothing outside WeChat', () => {
    for (const { agent, host } of [...seen, ...nearMisses]) {
      if (host !== 'wechat') assert.equal(detectHost(agent, 'miniprogram'), host, agent);
    }
  });

  it('any other value of that word means nothing in WeChat either', () => {
    const { agent } = seen[0]!;
    for (const value of ['browser', '', true, {}, null, undefined]) assert.equal(detectHost(agent, value), 'wechat');
  });
});

describe('the host of a page', () => {
  it('is what the page looks like', () => {
    page.agent = seen.find(({ host }) => host === 'meituan')!.agent;
    assert.equal(createWebHost().name, 'meituan');
  });

  it('is what the page states, whatever it looks like', () => {
    page.agent = seen.find(({ host }) => host === 'meituan')!.agent;
    assert.equal(createWebHost('ctrip').name, 'ctrip');
    assert.equal(createWebHost('browser').name, 'browser');
    world.__wxjs_environment = 'miniprogram';
    assert.equal(createWebHost('wechat').name, 'wechat');
  });

  it('becomes a mini-program when an old client says so late', () => {
    page.agent = seen[0]!.agent;
    const host = createWebHost();
    assert.equal(host.name, 'wechat');
    world.__wxjs_environment = 'miniprogram';
    assert.equal(host.name, 'wechat-webview');
  });
});

describe('versions', () => {
  const at = (version: string) => `X MicroMessenger/${version}(0x1) Y`;

  it('are compared as numbers', () => {
    for (const [version, least, is] of [
      ['7.0.11', '7.0.5', true],
      ['7.0.5', '7.0.5', true],
      ['7.0.4', '7.0.5', false],
      ['10.0.0', '7.0.5', true],
      ['8.0.76.3141', '8.0.76', true],
      ['8.0', '8.0.1', false],
      ['8', '8.0.0', true],
      ['6.9.99', '7', false],
    ] as const) {
      assert.equal(isAtLeast(at(version), 'MicroMessenger', least), is, `${version} ${least}`);
    }
  });

  it('that are not there are not new enough', () => {
    assert.equal(isAtLeast('Safari', 'MicroMessenger', '0'), false);
    assert.equal(isAtLeast('MicroMessenger/Lite', 'MicroMessenger', '0'), false);
  });
});
