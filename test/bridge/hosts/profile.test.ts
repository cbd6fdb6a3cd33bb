import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hostFacts } from '../../../src/bridge/hosts/facts.ts';
import { profileOf, type Profile } from '../../../src/bridge/hosts/profile.ts';
import type { System } from '../../../src/bridge/hosts/system.ts';
import type { HostName } from '../../../src/core/ports.ts';

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
const systems: System[] = ['ios', 'android', 'harmony', 'desktop'];
const each = (say: (profile: Profile, name: HostName, system: System) => void) => {
  for (const name of names) for (const system of systems) say(profileOf(name, system), name, system);
};

describe('host profiles', () => {
  it('say for each host and system how an app is opened', () => {
    each(({ app }, name, system) => assert.match(app[system], /^(link|intent|scheme|page|qr)$/, `${name} ${system}`));
  });

  it('have a code for the phone on every desktop, and nowhere else', () => {
    each(({ app }, name, system) => assert.equal(app[system] === 'qr', system === 'desktop', `${name} ${system}`));
  });

  it('use no scheme in WeChat, which blocks them', () => {
    for (const name of ['wechat', 'wechat-webview'] as const) {
      for (const system of systems) assert.doesNotMatch(profileOf(name, system).app[system], /scheme|intent/);
    }
  });

  it('use Chrome’s intent links in no app’s web-view', () => {
    each(({ app }, name, system) => {
      if (app[system] === 'intent') assert.equal(`${name} ${system}`, 'browser android');
    });
  });

  it('of Meituan and Ctrip are assumed until the partner confirms, and claim nothing', () => {
    each((profile, name, system) => {
      const { assumed, share } = hostFacts(name, system);
      assert.equal(assumed, name === 'meituan' || name === 'ctrip', name);
      if (assumed) assert.deepEqual([...profile.opens, profile.frames, share], ['unknown', 'unknown']);
    });
  });

  it('take the bank’s page for "not installed" only where the way is known to open the app', () => {
    const sure = names.filter((name) => profileOf(name, 'ios').opens.length);
    assert.deepEqual(sure, ['browser']);
  });
});
