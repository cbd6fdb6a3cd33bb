import 'fake-indexeddb/auto';
import { json, net, until } from '../net.ts';
import { page } from '../page.ts';
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { allowedBy } from '../../../src/bridge/hosts/address.ts';
import type { Inlay } from '../../../src/core/inlay.ts';
import type { LaunchTarget } from '../../../src/core/ports.ts';
import { init } from '../../../src/init.ts';
import { samplePolicy } from '../../support/products.ts';
import { app } from './launch-rig.ts';

const gateway = 'https://open.bank.example';
const policy = (targets: Record<string, string>, document: unknown) => ({
  targets: () => new Map(Object.entries(targets).map(([name, origin]) => [name, { origin }])) as never,
  document: () => document,
});

describe('R2 what may be opened', () => {
  it('is the gateway alone while there is no policy', () => {
    assert.deepEqual(allowedBy(gateway, policy({}, undefined)), { origins: [gateway], schemes: [] });
  });

  it('is what the document names', () => {
    const document = { apps: { a: { scheme: 'qinghebank' }, b: { scheme: 'qinghedirect' } } };
    assert.deepEqual(allowedBy(gateway, policy({ m: 'https://m.bank.example' }, document)), {
      origins: [gateway, 'https://m.bank.example'],
      schemes: ['qinghebank', 'qinghedirect'],
    });
  });

  it('is not read out of a malformed document', () => {
    for (const document of [
      null,
      1,
      'x',
      [],
      { apps: null },
      { apps: 'x' },
      { apps: { a: null, b: 1, c: { scheme: {} } } },
    ]) {
      for (const scheme of allowedBy(gateway, policy({}, document)).schemes) assert.doesNotMatch(scheme, /^qinghe/);
    }
  });
});

describe('a page’s Inlay', () => {
  let inlay: Inlay;
  beforeEach(() => {
    page.reset();
    page.agent = 'Mozilla/5.0 (Linux; Android 14; wv) TitansX/20 KNB/1 MeituanGroup/12';
    Object.defineProperty(navigator, 'userActivation', { configurable: true, value: undefined });
    const document = { ...samplePolicy(), apps: { bank: { scheme: 'qinghebank' } } };
    net.reset(() => json(document));
    inlay = init({ partner: 'lvtu', gateway, host: 'wechat' }, () => import('../../../src/bridge/after-paint.ts'));
  });
  afterEach(() => inlay.destroy());

  it('opens what its policy allows, from the host it states', async () => {
    inlay.policy.subscribe(() => {});
    await until(() => inlay.policy.getState().status === 'ready', 'the policy');
    const place: LaunchTarget = { ...app, url: `${gateway}/h5/a` };
    void inlay.ports.host.launch!(place, { return: '' });
    await until(() => page.navigations.length === 1, 'the hop');
    assert.match(page.navigations.join(), new RegExp(`^${gateway}/h5/a\\?pt=lvtu&jn=[\\w-]{22}$`));
    const refused = await inlay.ports.host.launch!({ ...place, url: 'https://evil.example/' }, {});
    assert.deepEqual(refused.outcome, 'unknown', 'hears of the first');
  });

  it('opens nothing else', async () => {
    const refused = await inlay.ports.host.launch!({ ...app, url: 'https://evil.example/' }, {});
    assert.deepEqual(refused, { outcome: 'blocked', evidence: 'not_allowed' });
    assert.deepEqual(page.navigations, []);
  });
});
