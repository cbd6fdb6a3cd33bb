import { page } from '../page.ts';
import { app, bank, createLaunchRig, miniProgram, settle, type LaunchRigOptions } from './launch-rig.ts';
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import fc from 'fast-check';
import type { LaunchTarget } from '../../../src/core/ports.ts';
import { hostile } from './hostile-addresses.ts';
import { rows } from './launch-rows.ts';

const { agent } = rows.find(({ chrome }) => chrome)!;
const iphone = rows.find(({ what }) => what.includes('Safari on an iPhone'))!.agent;
const scheming = rows.find(({ what }) => what.includes('Meituan on Android'))!.agent;

/** Opens it once on each kind of device; gives where the page was sent. */
async function visits(
  target: LaunchTarget,
  params: Record<string, string> = {},
  way?: 'open' | 'download',
  more: Partial<LaunchRigOptions> = {},
) {
  const all: string[] = [];
  for (const device of [agent, iphone, scheming]) {
    page.reset();
    const rig = createLaunchRig({ agent: device, ...more });
    const result = rig.open(target, params, way);
    await rig.device.advance(10_000);
    assert.ok(result(), 'it ends');
    all.push(...rig.visits);
  }
  return all;
}

/** True when it can only lead to the bank, or to its app. */
function leadsHome(visit: string): boolean {
  const [, scheme = '', rest = ''] = /^(?:framed )?([a-z]+):\/\/([^]*)$/.exec(visit) ?? [];
  const [address = '', intent] = rest.split('#');
  const home = new URL(`https://${address}`);
  if (home.origin !== bank || home.username || home.port) return false;
  if (scheme === 'https' || scheme === 'qinghebank') return intent === undefined;
  const parts = /^Intent;scheme=(?:qinghebank|https);package=[\w.]+;S\.browser_fallback_url=([^;]+);end$/.exec(
    intent ?? '',
  );
  return scheme === 'intent' && new URL(decodeURIComponent(parts![1]!)).origin === bank;
}

beforeEach(() => page.reset());

describe('R2 T9 a hostile address', () => {
  it('of the place itself is not opened, in any way', async () => {
    for (const url of hostile) {
      for (const kind of ['app', 'mini-program', 'account', 'h5'] as const) {
        assert.deepEqual(await visits({ ...app, ...miniProgram, kind, url }), [], url);
      }
    }
  });

  it('of the bank under an origin that the policy does not list is not opened', async () => {
    assert.deepEqual(await visits(app, {}, 'open', { allow: { origins: [] } }), []);
    assert.deepEqual(await visits(app, {}, 'open', { allow: { origins: ['https://other.bank.example'] } }), []);
  });

  it('to return to does not go along', async () => {
    for (const url of hostile) {
      for (const visit of await visits(app, { return: url })) assert.doesNotMatch(visit, /rt=/, url);
    }
  });

  it('of a store is not opened', async () => {
    const more = [
      'https://apps.apple.com/us/app/id1',
      'https://apps.apple.com.evil.example/cn/app/id1234567',
      'https://play.google.com/store/apps/details?id=x',
    ];
    for (const url of [...hostile, ...more]) {
      const stores = { ios: url, android: url, harmony: url };
      assert.deepEqual(await visits({ ...app, app: { ...app.app!, stores } }, {}, 'download'), [], url);
    }
  });

  it('as the mini-program’s link, id or path leads to the bank’s page', async () => {
    // A plain word is a page’s path.
    for (const url of hostile.filter((one) => !/^\w+$/.test(one))) {
      for (const wechat of [
        { id: 'gh_1', path: 'a', link: url },
        { id: url, path: 'a' },
        { id: miniProgram.wechat!.id, path: url },
      ]) {
        for (const visit of await visits({ ...miniProgram, wechat })) assert.ok(leadsHome(visit), `${visit} by ${url}`);
      }
    }
  });

  it('in the place of any value that goes along stays a value', async () => {
    for (const value of hostile) {
      const all = await visits(app, { placement: value, campaign: value, journey: value, attribution: value });
      assert.equal(all.length, 3);
      for (const visit of all) assert.ok(leadsHome(visit), `${visit} by ${value}`);
    }
  });
});

describe('R2 T9 an app', () => {
  const schemes = [
    'javascript',
    'data',
    'vbscript',
    'file',
    'blob',
    'about',
    'http',
    'https',
    'ws',
    'intent',
    'content',
    'filesystem',
    'view-source',
  ];

  it('is opened by no scheme that runs or reads something, were it on the list', async () => {
    for (const scheme of [
      ...schemes,
      ...schemes.map((name) => name.toUpperCase()),
      'a',
      'a b',
      'a:',
      'a/',
      '1a',
      'qinghebank://evil',
      '',
    ]) {
      const target = { ...app, app: { ...app.app!, scheme } };
      for (const visit of await visits(target, {}, 'open', { allow: { schemes: [scheme] } }))
        assert.ok(leadsHome(visit), visit);
    }
  });

  it('is opened by no scheme that is not on the list', async () => {
    for (const visit of await visits({ ...app, app: { ...app.app!, scheme: 'otherbank' } })) {
      assert.ok(leadsHome(visit) && !visit.includes('otherbank'), visit);
    }
  });

  it('is named by a package and nothing else', async () => {
    for (const name of [
      'a',
      'a.b;S.browser_fallback_url=https://evil.example',
      'a.b;end',
      'a b',
      '.a.b',
      'a..b',
      '1a.b',
      'a.b#',
      '../a',
    ]) {
      for (const visit of await visits({ ...app, app: { ...app.app!, package: name } })) {
        assert.ok(!visit.startsWith('intent:'), visit);
      }
    }
  });
});

describe('T9 whatever it is given', () => {
  const part = fc.string({
    unit: fc.constantFrom(
      ...'abz09.:/@\\?#%=&;-_~ \t\u00a0\u3002\u202e',
      'https://',
      bank,
      'evil.example',
      '%2f',
      '#Intent;',
    ),
    maxLength: 24,
  });

  it('it leads nowhere but to the bank and its app', async () => {
    const target = fc.record({
      url: fc.oneof(
        part,
        fc.constant(app.url),
        part.map((tail) => `${bank}/${tail}`),
        part.map((tail) => `https://${tail}`),
      ),
      scheme: fc.oneof(part, fc.constant('qinghebank')),
      name: fc.oneof(part, fc.constant('example.bank.qinghe')),
    });
    const params = fc.dictionary(
      fc.constantFrom('placement', 'campaign', 'attribution', 'journey', 'return', 'x', '__proto__'),
      part,
    );
    let went = 0;
    await fc.assert(
      fc.asyncProperty(
        target,
        params,
        fc.constantFrom(agent, iphone, scheming),
        async ({ url, scheme, name }, given, device) => {
          page.reset();
          const rig = createLaunchRig({ agent: device });
          const result = rig.open({ ...app, url, app: { ...app.app!, scheme, package: name } }, given);
          await settle(2);
          for (const visit of rig.visits) assert.ok(leadsHome(visit), visit);
          went += rig.visits.length;
          rig.destroy();
          await settle(2);
          assert.ok(result());
        },
      ),
      { numRuns: 3000 },
    );
    assert.ok(went > 300, `good addresses were opened: ${went}`);
  });
});
