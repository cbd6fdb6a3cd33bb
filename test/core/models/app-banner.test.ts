import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAppBanner, type AppBannerParams } from '../../../src/core/models/app-banner.ts';
import type { LaunchResult } from '../../../src/core/ports.ts';
import { bannerPolicy } from '../../support/banner.ts';
import { refusal, settle } from '../../support/fake-inlay.ts';
import { banner, seen, token, type Options } from '../../support/mount-banner.ts';

const tracked = (fake: { tracks: { name: string }[] }, name: string) => fake.tracks.filter((one) => one.name === name);

test('R4 the banner says where it leads, who is left and who is entered', async () => {
  const { view, names, fake } = await banner();
  assert.deepEqual(view(), {
    form: 'inline',
    name: '青禾银行App',
    hint: '将离开旅途，进入青禾银行App',
    notice: '',
    action: { label: '打开', enabled: true },
    close: '关闭',
    appParameter: '',
    result: '',
    download: '',
    code: undefined,
  });
  assert.deepEqual(names(), ['inlay-ready']);
  assert.deepEqual(tracked(fake, 'app_banner_ready'), [
    { name: 'app_banner_ready', data: { campaign: 'AUTUMN', placement: 'hotel-detail', verdict: 'app-open' } },
  ]);
  const onBank = await banner({}, { policy: bannerPolicy({ surface: 'bank' }) });
  assert.equal(onBank.view().hint, '将离开本页面，进入青禾银行App');
});

test('R1 a tap of the customer opens the place at once, in its own task; a script’s tap does nothing, a thousand times over', async () => {
  const { model, launches, fake } = await banner({}, { result: { outcome: 'opened', evidence: 'hidden' } });
  for (let i = 0; i < 1000; i++) model.open(seen, false);
  for (let i = 0; i < 1000; i++) model.download(seen, false);
  assert.equal(launches.length, 0);
  assert.equal(tracked(fake, 'app_banner_opened').length, 1);
  model.open(seen, true);
  assert.equal(launches.length, 1, 'before any promise has settled');
});

test('R1 nothing opens by itself: no timer, no load, no return to the page', async () => {
  const { fake, launches } = await banner({}, { result: { outcome: 'opened', evidence: 'hidden' } });
  await fake.clock.advance(3_600_000);
  fake.comeBack();
  await settle();
  assert.deepEqual([launches.length, fake.navigations.length], [0, 0]);
});

test('R6 what goes along is opaque: placement, campaign and the attribution token', async () => {
  const { model, launches, fake } = await banner(
    { product: 'FN30D02A' },
    { result: { outcome: 'opened', evidence: 'hidden' }, session: { level: 'partner', user: 'user-7' } },
  );
  fake.inlay.attribution.take(token);
  model.open(seen, true);
  assert.deepEqual(launches[0]!.params, { placement: 'hotel-detail', campaign: 'AUTUMN', attribution: token });
  assert.equal(launches[0]!.target.url, 'https://h5.bank.example/h5/products/FN30D02A');
  assert.doesNotMatch(JSON.stringify(launches), /user-7/);
});

test('R3 a host that cannot launch is left in one hop for the bank’s page', async () => {
  const { model, fake } = await banner();
  fake.inlay.attribution.take(token);
  model.open(seen, true);
  assert.deepEqual(fake.navigations, [`https://h5.bank.example/h5/open?pt=lvtu&pl=hotel-detail&cp=AUTUMN&at=${token}`]);
});

test('R2 a place that is not the bank’s by the policy is none', async () => {
  const app = bannerPolicy().targets.bank_app;
  for (const bad of [
    { ...app, origin: 'https://h5.bank.example.evil.example/' },
    { ...app, origin: 'javascript:alert(1)' },
    { ...app, path: '//evil.example' },
    { ...app, path: '/x?to=https://evil.example' },
  ]) {
    const { model, fake, names } = await banner({}, { policy: bannerPolicy({ targets: { bank_app: bad } }) });
    assert.equal(model.getState().status, 'empty', JSON.stringify(bad));
    model.open(seen, true);
    assert.deepEqual([fake.navigations, names()], [[], ['inlay-empty']]);
  }
});

test('R5 one tap closes it, everywhere on the page and on the next one, for its campaign and for thirty days', async () => {
  const kept = new Map<string, string>();
  const first = await banner({}, { words: kept });
  const twin = createAppBanner(
    first.fake.inlay,
    { campaign: 'AUTUMN', placement: 'b', form: 'bar', about: 'app', verb: 'show', product: '', paid: false, mode: '' },
    () => true,
  );
  await settle();
  first.model.close();
  assert.deepEqual(first.model.getState(), { status: 'empty', reason: 'dismissed' });
  assert.deepEqual(twin.getState(), { status: 'empty', reason: 'dismissed' });
  assert.equal(tracked(first.fake, 'app_banner_closed').length, 1);
  assert.deepEqual((await banner({}, { words: kept })).model.getState(), { status: 'empty', reason: 'dismissed' });
  assert.equal((await banner({ campaign: 'WINTER' }, { words: kept })).model.getState().status, 'ready');
  const day = 864e5;
  const later = (days: number) => banner({}, { words: kept, now: first.fake.clock.now() + days * day });
  assert.equal((await later(29.9)).model.getState().status, 'empty');
  assert.equal((await later(30)).model.getState().status, 'ready');
  for (const value of kept.values()) assert.match(value, /^\d{13}$/, 'an instant and nothing else');
});

test('R5 what was closed in another tab is gone when the customer comes back', async () => {
  const kept = new Map<string, string>();
  const here = await banner({}, { words: kept });
  const there = await banner({}, { words: kept });
  there.model.close();
  here.fake.comeBack();
  assert.equal(here.model.getState().status, 'empty');
});

test('R9 a paid placement is marked, by the page’s word or by the bank’s; X2 it is not shown in elder mode', async () => {
  assert.equal((await banner({ paid: true })).ad(), '广告');
  const bank = { policy: bannerPolicy({ paid: ['hotel-detail'] }) };
  assert.equal((await banner({}, bank)).ad(), '广告');
  assert.equal((await banner({ placement: 'other' }, bank)).ad(), '');
  const moved = {
    policy: bannerPolicy({ paid: ['hotel-new'], aliases: { placements: { 'hotel-detail': 'hotel-new' } } }),
  };
  assert.equal((await banner({}, moved)).ad(), '广告', 'under the name the page still has');
  const elder = await banner({ mode: 'elder' }, bank);
  assert.deepEqual(elder.model.getState(), { status: 'empty', reason: 'hidden_by_policy' });
});

test('W7 a notice with words that the law bans is not read out', async () => {
  const notice = { 'zh-CN': '末班车！保本高收益', 'zh-HK': '末班車！保本高收益', en: 'Guaranteed return' };
  const rule = { host: '*', productClass: 'app', verb: 'show', verdict: 'notice', notice, id: 'loud' };
  const { model } = await banner({}, { policy: bannerPolicy({ rules: [rule] }) });
  assert.deepEqual(model.getState(), { status: 'empty', reason: 'nothing_to_open' });
  const plain = { ...rule, notice: { ...notice, 'zh-CN': '服务已迁移' } };
  assert.equal((await banner({}, { policy: bannerPolicy({ rules: [plain] }) })).view().notice, '服务已迁移');
});

test('X2 in elder mode it is a plain link, whatever form was asked for', async () => {
  const { view } = await banner({ mode: 'elder', form: 'bar' });
  assert.deepEqual([view().form, view().action!.label, view().close], ['link', '打开青禾银行App', '']);
});

test('what came of it is told, tracked and said in words, with a way to the store only where the app may be missing', async () => {
  const rows: [LaunchResult, result: string, download: string][] = [
    [{ outcome: 'opened', evidence: 'hidden' }, '', ''],
    [{ outcome: 'cancelled', evidence: 'question_closed' }, '', ''],
    [{ outcome: 'unknown', evidence: 'timeout' }, '没有打开青禾银行App？', '前往下载'],
    [{ outcome: 'not_installed_likely', evidence: 'left_for_page' }, '手机上可能还没有青禾银行App。', '前往下载'],
    [{ outcome: 'blocked', evidence: 'refused' }, '这里无法打开青禾银行App，请在手机浏览器中重试。', ''],
    [
      { outcome: 'blocked', evidence: 'no_store' },
      '这里无法打开应用商店，请在手机自带的应用商店中搜索青禾银行App。',
      '',
    ],
    [{ outcome: 'unknown', evidence: 'store' }, '', ''],
    [{ outcome: 'unknown', evidence: 'page' }, '', ''],
  ];
  for (const [result, words, download] of rows) {
    const { model, view, events, fake } = await banner({}, { result });
    model.open(seen, true);
    await settle();
    assert.deepEqual([view().result, view().download], [words, download], result.evidence);
    assert.deepEqual(events.slice(1), [
      ['inlay-app-open', { ...detail, way: 'open' }],
      ['inlay-app-result', { ...detail, ...result }],
    ]);
    const { campaign, placement, target } = detail;
    assert.deepEqual(
      fake.tracks.slice(1).map(({ name, data }) => [name, data]),
      [
        ['app_banner_opened', { campaign, placement, target, way: 'open', visible: true }],
        ['app_banner_result', { campaign, placement, target, ...result }],
      ],
    );
  }
});
const detail = { widget: 'app-banner', campaign: 'AUTUMN', placement: 'hotel-detail', target: 'bank_app', kind: 'app' };

test('R8 the store is opened by the customer’s own tap and by nothing else', async () => {
  const { model, launches } = await banner({}, { result: { outcome: 'unknown', evidence: 'timeout' } });
  model.open(seen, true);
  await settle();
  assert.deepEqual(
    launches.map(({ way }) => way),
    ['open'],
  );
  model.download(seen, true);
  assert.deepEqual(
    launches.map(({ way }) => way),
    ['open', 'download'],
  );
});

test('X2 elder mode says that the app may be missing, and offers no download', async () => {
  for (const evidence of ['timeout', 'left_for_page'] as const) {
    const outcome = evidence === 'timeout' ? 'unknown' : 'not_installed_likely';
    const { model, view } = await banner({ mode: 'elder' }, { result: { outcome, evidence } });
    model.open(seen, true);
    await settle();
    assert.match(view().result, /青禾银行App/);
    assert.equal(view().download, '');
  }
});

test('on a desktop the place is shown as a code for the phone', async () => {
  const code = { size: 21, path: 'M0 0h7v1H0z' };
  const { model, view } = await banner({}, { result: { outcome: 'unknown', evidence: 'code_shown', code } });
  model.open(seen, true);
  await settle();
  assert.deepEqual(view().code, { ...code, label: '青禾银行App的二维码' });
  assert.deepEqual([view().result, view().download], ['请用手机扫码，在青禾银行App中继续。', '']);
});

test('the page may stop the attempt, and a banner that is hidden or covered makes none', async () => {
  const result = { outcome: 'opened', evidence: 'hidden' } as const;
  const stopped = await banner({}, { result, stopped: true });
  stopped.model.open(seen, true);
  assert.deepEqual([stopped.launches.length, stopped.names()], [0, ['inlay-ready', 'inlay-app-open']]);
  stopped.model.open(seen, true);
  assert.equal(stopped.names().length, 3, 'the button is free again');
  const covered = await banner({}, { result });
  covered.model.open({ ...seen, visible: false }, true);
  assert.deepEqual([covered.launches.length, covered.names()], [0, ['inlay-ready']]);
});

test('nothing to open, hidden, switched off, unreachable, without a campaign: no banner, and the reason once', async () => {
  const rows: [string, Partial<AppBannerParams>, Options][] = [
    ['nothing_to_open', { about: 'wealth', verb: 'show' }, {}],
    ['hidden_by_policy', { about: 'hidden' }, {}],
    ['hidden_by_policy', {}, { policy: bannerPolicy({ stopped: ['hotel-detail'] }) }],
    ['nothing_to_open', {}, { policy: refusal('network') }],
    ['no_campaign', { campaign: '' }, {}],
  ];
  for (const [reason, params, options] of rows) {
    const { model, events } = await banner(params, options);
    assert.deepEqual(model.getState(), { status: 'empty', reason });
    assert.deepEqual(events, [['inlay-empty', { widget: 'app-banner', reason, rules: [] }]]);
  }
});

test('a banner that the bank’s refusal keeps away says which refusal, with the fix, and where its reason is explained', async () => {
  const { fake } = await banner({}, { policy: refusal('origin_refused') });
  const said = fake.lines.join('\n');
  assert.match(said, /^origin_refused.*ask the bank to add this page's origin/m);
  assert.match(said, /^<inlay-app-banner campaign="AUTUMN">: not shown: nothing_to_open ; docs\/events\.md/m);
});
