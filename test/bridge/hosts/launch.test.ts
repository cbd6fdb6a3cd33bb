import { page } from '../page.ts';
import { app, bank, createLaunchRig, miniProgram, settle } from './launch-rig.ts';
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { LaunchTarget } from '../../../src/core/ports.ts';
import { rows } from './launch-rows.ts';

const row = (what: string) => rows.find((one) => one.what.includes(what))!;
const on = (what: string) => {
  const { agent, host, touches } = row(what);
  return { agent, stated: host, touches };
};
const token = 'eyJhbGciOiJFUzI1NiJ9.eyJqIjoiMSJ9.c2ln-_~';

/** The query of an address the page was sent to. */
const queryOf = (visit: string) => Object.fromEntries(new URL(visit.replace(/^framed \w+/, 'https')).searchParams);

beforeEach(() => page.reset());
afterEach(() => assert.deepEqual(page.listeners(), []));

describe('what goes along', () => {
  const params = {
    placement: 'hotel&detail=1#x 首页',
    campaign: 'SHANLAN-WELCOME',
    attribution: token,
    journey: 'j-0001',
    return: 'https://travel.example/hotel?id=7',
  };
  const query = { pt: 'lvtu', pl: params.placement, cp: params.campaign, at: token, jn: 'j-0001', rt: params.return };

  for (const what of ['Safari on an iPhone', 'Meituan on Android', 'WeChat on Android', 'the bank’s page in Safari']) {
    it(`is escaped, and whole at the other end, from ${what}`, async () => {
      if (row(what).home) page.reset(`${bank}/h5/account`);
      const rig = createLaunchRig({ ...on(what), allow: { origins: [bank, 'https://travel.example'] } });
      rig.open(app, params);
      assert.equal(rig.visits.length, 1);
      assert.deepEqual(queryOf(rig.visits[0]!.replace(/^qinghebank/, 'https')), query);
      assert.deepEqual(rig.lines, []);
      await rig.device.advance(10_000);
    });
  }

  it('is in Chrome’s intent link and in its fallback', async () => {
    const rig = createLaunchRig(on('Chrome on Android'));
    rig.open(app, params);
    const [link = '', intent = ''] = rig.visits[0]!.split('#');
    const [, fallback = ''] = /S\.browser_fallback_url=([^;]+);/.exec(intent)!;
    assert.deepEqual(queryOf(link.replace('intent', 'https')), query);
    assert.deepEqual(queryOf(decodeURIComponent(fallback)), query);
    await rig.device.advance(10_000);
  });

  it('goes into the mini-program’s query', async () => {
    const rig = createLaunchRig(on('Safari on an iPhone'));
    rig.open(miniProgram, params);
    const link = new URL(rig.visits[0]!);
    assert.equal(link.protocol, 'weixin:');
    assert.equal(link.searchParams.get('appid'), miniProgram.wechat!.id);
    assert.equal(link.searchParams.get('path'), 'pages/product/index');
    assert.deepEqual(Object.fromEntries(new URLSearchParams(link.searchParams.get('query')!)), query);
    await rig.device.advance(10_000);
  });

  it('keeps the query of the place’s own address', async () => {
    const rig = createLaunchRig(on('WeChat on Android'));
    rig.open({ ...app, url: `${bank}/h5?x=1` }, { journey: 'j' });
    assert.deepEqual(rig.visits, [`${bank}/h5?x=1&pt=lvtu&jn=j`]);
    await rig.device.advance(10_000);
  });

  it('R6 is nothing personal, nothing nameless and nothing too long; a line says so', async () => {
    const bad = {
      placement: '13800138000',
      campaign: 'x'.repeat(65),
      attribution: 'a b',
      journey: 'a\u202eb',
      return: 'https://evil.example/',
    };
    const rig = createLaunchRig(on('WeChat on Android'));
    rig.open(app, { ...bad, phone: '13800138000', __proto__: 'x' } as never);
    assert.deepEqual(rig.visits, [`${app.url}?pt=lvtu`]);
    assert.equal(rig.lines.length, Object.keys(bad).length);
    assert.doesNotMatch(rig.lines.join(), /13800138000|evil/);
    await rig.device.advance(10_000);
  });

  it('is cut to what every host hands on, the return address first', async () => {
    const rig = createLaunchRig(on('WeChat on Android'));
    rig.open(app, { attribution: 'a'.repeat(1200), return: `https://travel.example/${'x'.repeat(1000)}` });
    assert.deepEqual(queryOf(rig.visits[0]!), { pt: 'lvtu', at: 'a'.repeat(1200) });
    await rig.device.advance(10_000);
  });

  it('leaves the mini-program for the bank’s page where it is too long for it', async () => {
    const rig = createLaunchRig(on('Safari on an iPhone'));
    rig.open(miniProgram, { attribution: 'a'.repeat(1200) });
    assert.match(rig.visits[0]!, /^https:\/\/open\.bank\.example\/h5\/mini-program\?/);
    await rig.device.advance(10_000);
  });
});

describe('R1 without a customer’s tap', () => {
  it('nothing is opened', async () => {
    for (const way of ['open', 'download'] as const) {
      const rig = createLaunchRig({ ...on('Safari on an iPhone'), tapped: false });
      const result = rig.open(app, {}, way);
      await settle();
      assert.deepEqual([result(), rig.visits], [{ outcome: 'blocked', evidence: 'no_tap' }, []]);
    }
  });

  it('a tap that the engine confirms, or cannot speak of, is enough', async () => {
    for (const tapped of [true, undefined]) {
      const rig = createLaunchRig({ ...on('Safari on an iPhone'), ...(tapped ? { tapped } : {}) });
      rig.open();
      assert.equal(rig.visits.length, 1, 'in the task of the tap');
      await rig.device.advance(10_000);
    }
  });
});

describe('the store', () => {
  it('is opened by a tap on the download alone', async () => {
    for (const [what, system] of [
      ['Safari on an iPhone', 'ios'],
      ['Meituan on Android', 'android'],
      ['a HarmonyOS browser', 'harmony'],
    ] as const) {
      const rig = createLaunchRig(on(what));
      const result = rig.open(app, {}, 'download');
      await settle();
      assert.deepEqual(rig.visits, [app.app!.stores[system]]);
      assert.deepEqual(result(), { outcome: 'unknown', evidence: 'store' });
    }
  });

  it('that the bank has not named is not made up', async () => {
    const rig = createLaunchRig(on('Safari on an iPhone'));
    const result = rig.open(
      { ...app, app: { ...app.app!, stores: { ios: '', android: '', harmony: '' } } },
      {},
      'download',
    );
    const other = rig.open(miniProgram, {}, 'download');
    await settle();
    for (const given of [result(), other()]) assert.deepEqual(given, { outcome: 'blocked', evidence: 'no_store' });
    assert.deepEqual(rig.visits, []);
  });
});

describe('a desktop', () => {
  const code = { size: 21, path: 'M0 0' };

  it('gets a code for the phone, with what goes along', async () => {
    for (const target of [app, miniProgram]) {
      for (const way of ['open', 'download'] as const) {
        const drawn: string[] = [];
        const draw = async (text: string) => (drawn.push(text), code);
        const rig = createLaunchRig({ ...on('a desktop'), draw });
        const result = rig.open(target, { journey: 'j' }, way);
        await settle();
        assert.deepEqual(result(), { outcome: 'unknown', evidence: 'code_shown', code });
        assert.deepEqual([drawn, rig.visits], [[`${target.url}?pt=lvtu&jn=j`], []]);
      }
    }
  });

  it('gets the bank’s page when the code cannot be drawn', async () => {
    const rig = createLaunchRig({ ...on('a desktop'), draw: () => Promise.reject(new Error('no chunk')) });
    const result = rig.open();
    await settle();
    assert.deepEqual([result(), rig.visits], [{ outcome: 'unknown', evidence: 'page' }, [`${app.url}?pt=lvtu`]]);
  });

  it('opens a page like any other', async () => {
    const rig = createLaunchRig(on('a desktop'));
    rig.open({ ...app, kind: 'h5' });
    assert.deepEqual(rig.visits, [`${app.url}?pt=lvtu`]);
    await rig.device.advance(10_000);
  });
});

describe('a mini-program', () => {
  const open = async (what: string, target: LaunchTarget = miniProgram) => {
    const rig = createLaunchRig(on(what));
    rig.open(target);
    await rig.device.advance(10_000);
    return rig.visits;
  };
  const linked = { ...miniProgram, wechat: { ...miniProgram.wechat!, link: 'https://wxaurl.cn/AbCd_12-x' } };

  it('is opened by the bank’s URL Link where there is one', async () => {
    assert.deepEqual(await open('Safari on an iPhone', linked), ['https://wxaurl.cn/AbCd_12-x']);
  });

  it('is left to the bank’s page in WeChat, where only the open tag may open it, and in apps that block the scheme', async () => {
    for (const what of ['WeChat on Android', 'WeChat on an iPhone', 'Alipay on Android', 'Meituan on Android']) {
      assert.deepEqual(await open(what, linked), [`${miniProgram.url}?pt=lvtu`], what);
    }
  });

  it('that is only known by its original id is left to the bank’s page', async () => {
    const target = { ...miniProgram, wechat: { id: 'gh_0123456789ab', path: 'pages/index' } };
    assert.deepEqual(await open('Safari on an iPhone', target), [`${miniProgram.url}?pt=lvtu`]);
  });
});

describe('WeChat on an iPhone', () => {
  it('opens the app by its link from 7.0.5, compared as numbers', async () => {
    const { agent } = row('WeChat on an iPhone');
    for (const [version, outcome] of [
      ['7.0.11', 'opened'],
      ['7.0.4', 'unknown'],
    ] as const) {
      const old = agent.replace('8.0.74', version);
      const rig = createLaunchRig({
        agent: old,
        phone: {
          host: outcome === 'opened' ? 'wechat' : 'wechat-webview',
          system: 'ios',
          chrome: false,
          installed: true,
          act: 'confirms',
        },
      });
      const result = rig.open();
      await rig.device.advance(100_000);
      assert.equal(result()?.outcome, outcome);
    }
  });
});

describe('one attempt at a time', () => {
  it('a second tap hears of the first', async () => {
    const rig = createLaunchRig(on('Meituan on Android'));
    const [first, second] = [rig.open(), rig.open()];
    await rig.device.advance(3000);
    assert.equal(rig.visits.length, 1);
    assert.deepEqual(first(), { outcome: 'unknown', evidence: 'timeout' });
    assert.deepEqual(second(), first());
    rig.open();
    assert.equal(rig.visits.length, 2, 'and a later one is a new attempt');
    await rig.device.advance(3000);
  });

  it('the download ends an attempt', async () => {
    const rig = createLaunchRig(on('Meituan on Android'));
    const first = rig.open();
    const second = rig.open(app, {}, 'download');
    await settle();
    assert.deepEqual(first(), { outcome: 'unknown', evidence: 'superseded' });
    assert.deepEqual(second(), { outcome: 'unknown', evidence: 'store' });
    assert.equal(rig.device.pending, 0);
  });

  it('the end of the page’s Inlay ends it', async () => {
    const rig = createLaunchRig(on('Meituan on Android'));
    const result = rig.open();
    rig.destroy();
    await settle();
    assert.deepEqual(result(), { outcome: 'unknown', evidence: 'superseded' });
    assert.equal(rig.device.pending + rig.frames(), 0);
  });
});

describe('a page that forbids it', () => {
  it('by its rules for frames is told from a missing app', async () => {
    const rig = createLaunchRig(on('Meituan on Android'));
    const result = rig.open();
    page.dispatch('document', 'securitypolicyviolation', { blockedURI: 'https://other.example' });
    await settle();
    assert.equal(result(), undefined, 'another violation is none of ours');
    page.dispatch('document', 'securitypolicyviolation', { blockedURI: 'qinghebank' });
    await settle();
    assert.deepEqual(result(), { outcome: 'blocked', evidence: 'page_rules' });
    assert.equal(rig.frames(), 0);
  });

  it('by throwing breaks nothing', async () => {
    const { agent } = row('Meituan on Android');
    const rig = createLaunchRig({ agent });
    const { createElement } = document;
    document.createElement = () => {
      throw new Error('no');
    };
    const result = rig.open();
    document.createElement = createElement;
    await settle();
    assert.deepEqual(result(), { outcome: 'blocked', evidence: 'refused' });
    assert.equal(rig.device.pending, 0);
  });
});
