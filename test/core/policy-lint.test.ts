import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { lintPolicy } from '../../src/core/policy-lint.ts';
import { policyVectors } from '../support/policy-vectors.ts';
import { samplePolicy } from '../support/products.ts';

const text = (zh: string) => ({ 'zh-CN': zh, 'zh-HK': zh, en: zh });
const notice = text('说明');
const rule = (id: string, more: object = {}) => ({
  id,
  host: '*',
  productClass: 'coupon',
  verb: 'claim',
  verdict: 'allow',
  ...more,
});
const h5 = { kind: 'h5', name: text('青禾银行'), origin: 'https://h5.bank.example' };
const document = (rules: object[], more: object = {}) => ({
  issuedAt: '2025-01-01T00:00:00+08:00',
  expiresAt: '2026-01-01T00:00:00+08:00',
  partner: 'lvtu',
  surface: 'partner',
  rules,
  targets: { bank_page: h5 },
  ...more,
});
const day = (date: string) => `${date}T00:00:00+08:00`;

/** What the linter says of a document, as `way rule`. */
const lint = (rules: object[], more: object = {}) =>
  lintPolicy(document(rules, more)).map(({ path, rule }) => `${path.join('.')} ${rule}`);

test('a clean document has no finding, and each finding says what to do', () => {
  for (const { file, policy } of policyVectors().filter(({ file }) => !/first-match/.test(file))) {
    assert.deepEqual(lintPolicy(policy), [], file);
  }
  assert.deepEqual(lintPolicy(samplePolicy()), []);
  assert.deepEqual(lint([rule('a')]), []);
  for (const { says, fix } of lintPolicy(document([{}, rule('a', { verdict: 'redirect' })]))) assert.ok(says && fix);
});

test('form: what is missing, misspelt, unknown or twice there', () => {
  assert.deepEqual(
    lintPolicy(null).map(({ rule }) => rule),
    ['form'],
  );
  assert.deepEqual(lint([rule('a', { host: 'wechatt' })]), ['rules.0.host form']);
  assert.deepEqual(lint([rule('a', { verb: 'sell' })]), ['rules.0.verb form']);
  assert.deepEqual(lint([rule('a', { verdict: 'maybe' })]), ['rules.0.verdict form']);
  assert.deepEqual(lint([rule('a', { from: '2025-02-30T00:00:00+08:00' })]), ['rules.0.from form']);
  assert.deepEqual(lint([rule('a', { until: '2025-02-03' })]), ['rules.0.until form']);
  assert.deepEqual(lint([rule('a', { region: 'Shanghai' })]), ['rules.0.region form']);
  assert.deepEqual(lint([rule('a', { noticeDays: 1.5, notice, from: day('2024-01-01') })]), [
    'rules.0.noticeDays form',
  ]);
  assert.deepEqual(lint([rule('a', { untill: null })]), ['rules.0.untill form']);
  assert.deepEqual(lint([{ ...rule('a'), host: undefined }]), ['rules.0.host form']);
  assert.deepEqual(lint([rule('a'), rule('a', { verb: 'show' })]), ['rules.1.id form']);
  assert.deepEqual(lint([rule('a')], { expiresAt: 'soon' }), ['expiresAt form']);
  for (const profile of ['teen', '', 1]) assert.deepEqual(lint([rule('a')], { profile }), ['profile form']);
  for (const region of ['Shanghai', '*', 310000.5, ''])
    assert.deepEqual(lint([rule('a')], { region }), ['region form']);
  assert.deepEqual(lint([rule('a')], { paid: ['order', 'a b', '*'] }), ['paid.1 form']);
  assert.deepEqual(lint([rule('a')], { profile: 'standard', region: '310000', paid: ['order'] }), []);
  assert.deepEqual(lint([rule('a')], { partner: undefined }), ['partner form']);
});

test('W7 W13 W14 banned words in notices and names, gifts and urgency beside wealth and funds only', () => {
  const say = (productClass: string, zh: string) =>
    lint([rule('a', { productClass, verb: 'show', notice: { ...notice, 'zh-CN': zh } })]);
  assert.deepEqual(say('wealth.fixed_income', '高收益产品将移至App'), ['rules.0.notice.zh-CN W7']);
  assert.deepEqual(say('coupon', '稳赚不赔'), ['rules.0.notice.zh-CN W7']);
  assert.deepEqual(say('fund', '仅剩一周，赠积分'), ['rules.0.notice.zh-CN W13', 'rules.0.notice.zh-CN W14']);
  assert.deepEqual(say('coupon', '领券请至App，赠积分'), [], 'a coupon may speak of gifts');
  assert.deepEqual(say('wealth', '2025年9月11日起请在青禾银行App办理，理财不保本'), []);
  const named = { targets: { bank_page: { ...h5, name: text('零风险App') } }, partnerName: text('保本旅途') };
  assert.deepEqual(
    lint([rule('a')], named).map((line) => line.replace(/\.(zh-..|en) /, ' ')),
    [...Array(3).fill('targets.bank_page.name W7'), ...Array(3).fill('partnerName W7')],
  );
});

test('gap: between two rules, after the last, before the first', () => {
  const until = day('2025-07-10');
  assert.deepEqual(lint([rule('a', { until }), rule('b', { from: day('2025-07-11'), verdict: 'hide' })]), [
    'rules.0.until gap',
  ]);
  assert.deepEqual(lint([rule('a', { until }), rule('b', { from: until, verdict: 'hide' })]), []);
  assert.deepEqual(lint([rule('a', { until })]), ['rules.0.until gap']);
  assert.deepEqual(lint([rule('a', { from: until })]), ['rules.0.from gap']);
  assert.deepEqual(lint([rule('a', { from: day('2024-07-10') })]), [], 'what lies before the document is no gap');
});

test('gap: only where a narrower rule leaves one, not where a wider one fills it', () => {
  const until = day('2025-07-10');
  assert.deepEqual(lint([rule('a', { host: 'wechat', until }), rule('b')]), []);
  assert.deepEqual(
    lint([rule('a', { host: 'wechat', until }), rule('b', { account: 'x' })]),
    ['rules.0.until gap'],
    'the wider one must be wider in everything',
  );
});

test('overlap: two rules for the same, and a wider one before a narrower one', () => {
  const [june, august] = [day('2025-06-01'), day('2025-08-01')];
  assert.deepEqual(lint([rule('a', { until: august }), rule('b', { from: june, verdict: 'hide' })]), [
    'rules.1.from overlap',
  ]);
  assert.deepEqual(lint([rule('a', { from: june }), rule('b', { until: august, verdict: 'hide' })]), [
    'rules.1.until overlap',
  ]);
  assert.deepEqual(lint([rule('a', { until: august }), rule('b', { from: june, host: 'wechat', verdict: 'hide' })]), [
    'rules.0.until gap',
    'rules.1.from overlap',
  ]);
  assert.deepEqual(
    lint([rule('a', { from: june, until: august }), rule('b')]),
    [],
    'a shorter one first is an exception',
  );
  assert.deepEqual(
    lint([rule('a', { host: 'wechat', until: august }), rule('b')]),
    [],
    'narrower first is how it is meant',
  );
});

test('unreachable: a rule that another one covers', () => {
  assert.deepEqual(lint([rule('a'), rule('b', { host: 'wechat', verdict: 'hide' })]), ['rules.1.id unreachable']);
  assert.deepEqual(lint([rule('a'), rule('b', { until: day('2024-12-01') })]), [], 'what is over may stay as history');
});

test('order: what ends before it begins, and a step for some after the step for all', () => {
  assert.deepEqual(lint([rule('a', { from: day('2025-03-01'), until: day('2025-02-01') })]), ['rules.0.until order']);
  assert.deepEqual(lint([rule('a', { from: day('2025-03-01'), until: day('2025-03-01') })]), ['rules.0.until order']);
  assert.deepEqual(lint([rule('a', { noticeDays: 30, notice })]), ['rules.0.noticeDays order']);
  assert.deepEqual(lint([rule('a')], { issuedAt: day('2026-02-01') }), ['expiresAt order']);
  const steps = (all: string) => [
    rule('some-go', {
      productClass: 'wealth.mixed',
      verb: 'buy',
      verdict: 'redirect',
      target: 'bank_page',
      from: day('2025-07-10'),
    }),
    rule('some', { productClass: 'wealth.mixed', verb: 'buy', until: day('2025-07-10') }),
    rule('all-go', { productClass: 'wealth', verb: 'buy', verdict: 'redirect', target: 'bank_page', from: day(all) }),
    rule('all', { productClass: 'wealth', verb: 'buy', until: day(all) }),
  ];
  const own = { surface: 'bank', issuedAt: day('2023-01-01') };
  assert.deepEqual(lint(steps('2025-09-11'), own), []);
  assert.deepEqual(lint(steps('2023-09-11'), own), ['rules.0.from order'], 'the year of the second step is wrong');
});

test('target: none, unknown, of no kind, without a name or a plain address', () => {
  assert.deepEqual(lint([rule('a', { verdict: 'redirect' })]), ['rules.0.verdict target']);
  assert.deepEqual(lint([rule('a', { verdict: 'redirect', target: 'app' })]), ['rules.0.target target']);
  const target = (more: object) => lint([rule('a')], { targets: { x: { ...h5, ...more } } });
  assert.deepEqual(target({ kind: 'shop' }), ['targets.x.kind target']);
  assert.deepEqual(target({ name: { 'zh-CN': '青禾银行' } }), ['targets.x.name target']);
  for (const origin of ['http://h5.bank.example', 'https://h5.bank.example@evil.example', 'javascript:alert(1)', ''])
    assert.deepEqual(target({ origin }), ['targets.x.origin R2']);
  assert.deepEqual(target({ path: '/h5/open?to=https://evil.example' }), ['targets.x.origin R2']);
  assert.deepEqual(target({ path: '//evil.example' }), ['path form']);
});

test('app: unknown, ended without an heir, and an heir that ends first', () => {
  const app = (apps: object, more: object = {}) =>
    lint([rule('a')], { targets: { x: { ...h5, kind: 'app', app: 'life' } }, apps, ...more });
  assert.deepEqual(app({}), ['targets.x.app app']);
  assert.deepEqual(app({ life: { until: day('2025-06-30') } }), ['apps.life.until app']);
  assert.deepEqual(app({ life: { until: day('2025-06-30'), successor: 'main' } }), ['apps.life.successor app']);
  assert.deepEqual(
    app({
      life: { until: day('2025-06-30'), successor: 'main' },
      main: { until: day('2025-05-01'), successor: 'next' },
      next: {},
    }),
    ['apps.life.successor order'],
  );
  assert.deepEqual(app({ life: { until: day('2025-06-30'), successor: 'main' }, main: {} }), []);
});

test('form: what a page would refuse as a whole, when nothing else is wrong', () => {
  const stores = (ios: string) => lint([rule('a')], { apps: { main: { stores: { ios } } } });
  assert.deepEqual(stores('https://apps.apple.com/cn/app/id1'), []);
  assert.deepEqual(stores(''), []);
  assert.deepEqual(stores('itms-apps://apps.apple.com/cn/app/id1'), ['ios form']);
  assert.deepEqual(lint([rule('a')], { apps: { main: { scheme: 'javascript:' } } }), ['scheme form']);
  assert.deepEqual(lint([rule('a')], { surface: 'everywhere' }), ['surface form']);
});

test('alias: a chain, and a way to nothing', () => {
  const alias = (placements: object) => lint([rule('a')], { aliases: { placements } });
  assert.deepEqual(alias({ old: 'new' }), []);
  assert.deepEqual(alias({ older: 'old', old: 'new' }), ['aliases.placements.older alias']);
  assert.deepEqual(alias({ old: '' }), ['aliases.placements.old alias']);
});

test('notice: a text that is not there in each language, or not there at all', () => {
  assert.deepEqual(lint([rule('a', { notice: { 'zh-CN': '说明' } })]), ['rules.0.notice notice']);
  assert.deepEqual(lint([rule('a', { verdict: 'notice' })]), ['rules.0.verdict notice']);
  assert.deepEqual(lint([rule('a', { noticeDays: 3, from: day('2024-01-01') })]), ['rules.0.noticeDays notice']);
  const targets = { nowhere: { kind: 'none', name: text('青禾银行') } };
  assert.deepEqual(lint([rule('a', { verdict: 'redirect', target: 'nowhere' })], { targets }), [
    'rules.0.target notice',
  ]);
});

test('I1 a reward for sharing inside WeChat, also where it hides in a wider rule', () => {
  const share = { productClass: 'share_reward', verb: 'show' };
  assert.deepEqual(lint([rule('a', { ...share, host: 'wechat' })]), ['rules.0.verdict I1']);
  assert.deepEqual(lint([rule('a', { productClass: '*', verb: 'show' }), rule('b')], { surface: 'bank' }), [
    'rules.0.verdict I1',
    'rules.0.verdict I1',
  ]);
  const away = ['wechat', 'wechat-webview'].map((host) =>
    rule(host, { ...share, host, verdict: 'redirect', target: 'bank_page' }),
  );
  assert.deepEqual(lint([...away, rule('a', share)]), []);
  assert.deepEqual(lint([rule('a', { ...share, host: 'alipay' })]), []);
});

test('W12 a deposit on a partner’s page', () => {
  const deposit = { productClass: 'deposit', verb: 'show' };
  assert.deepEqual(lint([rule('a', deposit)]), ['rules.0.verdict W12']);
  assert.deepEqual(lint([rule('a', { ...deposit, verdict: 'redirect', target: 'bank_page' })]), [
    'rules.0.verdict W12',
  ]);
  assert.deepEqual(lint([rule('a', { ...deposit, verdict: 'hide' })]), []);
  assert.deepEqual(lint([rule('a', deposit)], { surface: 'bank' }), []);
});

test('W18 wealth on a cashier page or a page for minors', () => {
  const none = (productClass: string) => rule(productClass, { productClass, verb: '*', verdict: 'hide' });
  const shown = { productClass: 'wealth.mixed', verb: 'show' };
  for (const profile of ['cashier', 'minor']) {
    assert.deepEqual(lint([rule('a', shown), none('wealth'), none('fund')], { profile }), ['rules.0.verdict W18']);
    assert.deepEqual(lint([none('wealth'), none('fund')], { profile }), []);
    assert.deepEqual(lint([rule('all', { productClass: '*', verb: '*', verdict: 'hide' })], { profile }), []);
  }
});

test('W18 a page of such a kind says that there is none: what no rule decides would be shown', () => {
  const none = { productClass: 'wealth', verb: '*', verdict: 'hide' };
  const fund = rule('fund', { ...none, productClass: 'fund' });
  for (const profile of ['cashier', 'minor']) {
    assert.deepEqual(lint([rule('a')], { profile }), ['profile W18', 'profile W18']);
    for (const less of [{ verb: 'show' }, { host: 'wechat' }, { region: '310000' }, { productClass: 'wealth.mixed' }])
      assert.deepEqual(lint([rule('a', { ...none, ...less }), fund], { profile }), ['profile W18']);
    const from = day('2025-07-01');
    assert.ok(lint([rule('a', { ...none, from }), fund], { profile }).includes('profile W18'), 'nor for a time');
  }
  assert.deepEqual(lint([rule('a')], { profile: 'standard' }), []);
});

test('W11 a purchase on a partner’s page', () => {
  for (const verb of ['buy', 'sign', 'pay', 'assess']) {
    assert.deepEqual(lint([rule('a', { productClass: 'fund', verb })]), ['rules.0.verdict W11']);
    assert.deepEqual(lint([rule('a', { productClass: 'fund', verb })], { surface: 'bank' }), []);
  }
});

test('the names that every object has are members of no rule, and no targets', () => {
  assert.deepEqual(lint([rule('a', { valueOf: [], constructor: 1 })]), [
    'rules.0.valueOf form',
    'rules.0.constructor form',
  ]);
  assert.deepEqual(lint([rule('a', { verdict: 'redirect', target: 'toString' })]), ['rules.0.target target']);
});

test('any JSON at all is linted without a throw', () => {
  const anything = fc.record({
    rules: fc.array(fc.oneof(fc.jsonValue(), fc.constant(rule('a')))),
    targets: fc.jsonValue(),
  });
  fc.assert(fc.property(fc.oneof(fc.jsonValue(), anything), (value) => Array.isArray(lintPolicy(value))));
});
