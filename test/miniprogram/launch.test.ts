import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import type { Inlay } from '../../src/core/inlay.ts';
import type { LaunchResult, LaunchTarget } from '../../src/core/ports.ts';
import { bannerPolicy } from '../support/banner.ts';
import { gateway, sampleBank } from './bank.ts';
import { mount, sdk, until, type Rendered } from './stage.ts';
import { createWx, type WxDouble } from './wx.ts';

const origin = 'https://h5.bank.example';
const app: LaunchTarget = {
  kind: 'app',
  id: 'bank_app',
  name: '青禾银行App',
  url: `${origin}/h5/open`,
  app: { scheme: 'qinghebank', package: 'com.qinghe.bank', wechat: '', stores: { ios: '', android: '', harmony: '' } },
};
const mini: LaunchTarget = {
  ...{ kind: 'mini-program', id: 'bank_mini', name: '青禾银行' },
  ...{ url: `${origin}/h5/mini`, wechat: { id: 'wxfedcba9876543210', path: 'pages/open/open' } },
};
const params = { placement: 'hotel', campaign: 'C1', phone: '13812345678' };
let double: WxDouble;
let inlay: Inlay;
let policy: object;

beforeEach(async () => {
  double = createWx();
  policy = bannerPolicy();
  double.bank = sampleBank(() => policy).answer;
  inlay = sdk().init({ partner: 'lvtu', gateway, attribution: 'abcdefgh.0123456789' });
  inlay.policy.subscribe(() => {});
  await until(() => inlay.policy.getState().status === 'ready', 'the policy');
});
afterEach(() => inlay.destroy());

const launch = (target: LaunchTarget, way?: 'open' | 'download') => inlay.ports.host.launch!(target, params, way);
const calls = (name: string) => double.calls.filter((call) => call.name === name).map(({ given }) => given);
/** WeChat's own button says something, on any of our components. */
function answer(type: string, errMsg?: string): void {
  const component = mount('wealth-card', {});
  component.instance.launched!({ type, detail: errMsg ? { errMsg } : {} });
  component.detach();
}

test('only in a scene that allows it has WeChat’s button something to open the app with', () => {
  const parameter = () => inlay.ports.host.appButton!(app, params);
  for (const scene of [1001, 1007, 1011, 1038, 1089]) {
    double.enter.scene = scene;
    assert.equal(parameter(), '', `${scene}`);
  }
  double.enter.scene = 1069;
  assert.match(parameter(), /^https:\/\/h5\.bank\.example\/h5\/open\?pt=lvtu&pl=hotel&cp=C1(&jn=[\w-]{22})?$/);
  double.enter.scene = 1036;
  assert.match(parameter(), /^https:/);
  assert.equal(inlay.ports.host.appButton!(mini, params), '');
  assert.equal(inlay.ports.host.appButton!({ ...app, url: 'https://evil.example/' }, params), '', 'R2');
});

const said: [type: string, errMsg: string | undefined, result: LaunchResult][] = [
  ['launchapp', undefined, { outcome: 'opened', evidence: 'launched' }],
  ['error', 'launchApp:fail invalid scene', { outcome: 'blocked', evidence: 'invalid_scene' }],
  ['error', 'launchApp:fail cancel', { outcome: 'cancelled', evidence: 'question_closed' }],
  ['error', 'launchApp:fail', { outcome: 'unknown', evidence: 'launch_failed' }],
];
for (const [type, errMsg, result] of said) {
  test(`what WeChat’s button says, ${errMsg ?? type}, is told as ${result.outcome}`, async () => {
    double.enter.scene = 1069;
    const outcome = launch(app);
    answer(type, errMsg);
    assert.deepEqual(await outcome, result);
    assert.deepEqual(calls('navigateTo'), []);
  });
}

test('in any other scene the app’s place is the bank’s page, inside the mini-program', async () => {
  assert.deepEqual(await launch(app), { outcome: 'unknown', evidence: 'page' });
  assert.equal(calls('navigateTo')[0]!.url, '/pages/bank/index');
});

test('a store cannot be opened from a mini-program, and that is said', async () => {
  assert.deepEqual(await launch(app, 'download'), { outcome: 'blocked', evidence: 'no_store' });
});

test('the bank’s own mini-program is opened with what goes along, and a no is a cancel', async () => {
  assert.deepEqual(await launch(mini), { outcome: 'opened', evidence: 'mini_program' });
  const { appId, path } = calls('navigateToMiniProgram')[0]!;
  assert.equal(appId, 'wxfedcba9876543210');
  assert.match(path as string, /^pages\/open\/open\?pt=lvtu&pl=hotel&cp=C1(&jn=[\w-]{22})?$/);
  double.answers.navigateToMiniProgram = { fail: 'cancel' };
  assert.deepEqual(await launch(mini), { outcome: 'cancelled', evidence: 'question_closed' });
  double.answers.navigateToMiniProgram = { fail: 'appId not in the list' };
  assert.deepEqual(await launch(mini), { outcome: 'blocked', evidence: 'refused' });
});

test('R2 a place on an origin that is not the bank’s is never opened', async () => {
  const strange = { ...app, url: 'https://evil.example/' };
  assert.deepEqual(await launch(strange), { outcome: 'blocked', evidence: 'not_allowed' });
  assert.deepEqual(double.calls, []);
});

test('the bank’s page gets its address from memory, and the way back brings the intent and closes it', async () => {
  await inlay.ports.auth.leave('/h5/redeem?quote=q1', { widget: 'points-redeem', key: 'I1', verb: 'redeem' });
  const page: Rendered = mount('web-view', {});
  const src = await until(() => page.data.src as string, 'an address');
  const [, state] = /^https:\/\/open\.bank\.example\/h5\/redeem\?quote=q1&state=([\w.~-]+)$/.exec(src)!;
  assert.equal(calls('navigateTo')[0]!.url, '/pages/bank/index', 'nothing of it stands in the page’s own address');
  let returns = 0;
  const stop = inlay.ports.host.onReturn(() => returns++);
  page.instance.move!({ detail: { src } });
  assert.equal(calls('navigateBack').length, 0, 'the bank’s own pages are no way back');
  page.instance.move!({ detail: { src: `https://lvtu.example/points?inlay_state=${state}` } });
  assert.equal(calls('navigateBack').length, 1);
  page.detach();
  assert.equal(returns, 1);
  stop();
  assert.equal(inlay.ports.auth.takeIntent('points-redeem', 'I1')?.verb, 'redeem');
  assert.equal(inlay.ports.auth.takeIntent('points-redeem', 'I1'), undefined);
});

test('a state that is not ours brings nothing, and a wrapper that nobody opened goes away', async () => {
  await inlay.ports.auth.leave('/h5/redeem?quote=q1', { widget: 'points-redeem', key: 'I1', verb: 'redeem' });
  const page = mount('web-view', {});
  await until(() => page.data.src, 'an address');
  page.instance.hear!({ detail: { data: [{ inlay_state: 'guessed' }] } });
  page.detach();
  assert.equal(inlay.ports.auth.takeIntent('points-redeem', 'I1'), undefined);
  const empty = mount('web-view', {});
  await until(() => calls('navigateBack').length === 1, 'it went');
  empty.detach();
});

test('a page that was never added is said with its fix, and throws nowhere', async () => {
  inlay.destroy();
  const lines: string[] = [];
  const { warn } = console;
  console.warn = (line: string) => void lines.push(line);
  try {
    inlay = sdk().init({ partner: 'lvtu', gateway, debug: true, bankPage: '/pages/none/index' });
    double.answers.navigateTo = { fail: 'page "pages/none/index" is not found' };
    inlay.ports.host.navigate(`${origin}/h5/open`);
  } finally {
    console.warn = warn;
  }
  assert.match(lines.join('\n'), /pages\/none\/index could not be opened .*add a page with <inlay-web-view\/>/);
});

/** The confirm step of points leaves, under a rule with this verdict and the bank's own mini-program for its place. */
async function leaveUnder(verdict: string): Promise<void> {
  inlay.destroy();
  const base = bannerPolicy() as { rules: object[]; targets: object };
  policy = {
    ...base,
    rules: [
      ...base.rules,
      { id: 'points-mini', host: '*', productClass: 'points', verb: 'redeem', verdict, target: 'mini' },
    ],
    targets: {
      ...base.targets,
      mini: { kind: 'mini-program', name: {}, origin, path: '/h5/open', wechat: mini.wechat },
    },
  };
  inlay = sdk().init({ partner: 'lvtu', gateway });
  inlay.policy.subscribe(() => {});
  await until(() => inlay.policy.getState().status === 'ready', 'the policy');
  await inlay.ports.auth.leave('/h5/redeem?quote=q1', { widget: 'points-redeem', key: 'I1', verb: 'redeem' });
}

test('by the policy’s word the confirm step of points leads to the bank’s own mini-program', async () => {
  await leaveUnder('redirect');
  const { path } = calls('navigateToMiniProgram')[0]!;
  const [, state] = /^pages\/open\/open\?quote=q1&state=(.+)$/.exec(path as string)!;
  // It sends the customer back with the state it was given.
  double.enter.referrerInfo = { extraData: { inlay_state: state } };
  double.show();
  assert.equal(inlay.ports.auth.takeIntent('points-redeem', 'I1')?.verb, 'redeem');
});

for (const verdict of ['hide', 'allow'])
  test(`a rule that does not redirect (${verdict}) opens no mini-program, whatever place it names`, async () => {
    await leaveUnder(verdict);
    assert.deepEqual(calls('navigateToMiniProgram'), []);
  });
