import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { buildAlipay } from '../../demo/alipay/build.ts';
import type { CouponView } from '../../src/core/models/coupon-claim.ts';
import { fillSlot, pageSlot, VERSION } from '../../src/core/slot.ts';
import { asWxml, readAxml } from '../support/axml.ts';
import { addClaimBank } from '../support/claim-bank.ts';
import { couponStates } from '../support/coupon-states.ts';
import { createFakeInlay } from '../support/fake-inlay.ts';
import { member } from '../support/member.ts';
import { mountCoupon, turn } from '../support/mount-coupon.ts';
import { simulator, textOf, until, type Rendered } from './stage.ts';

type Method = (this: object, ...given: unknown[]) => unknown;
/** The options of Alipay's `Component`. */
interface Options {
  props: Record<string, unknown>;
  data: Record<string, unknown>;
  didMount: Method;
  didUpdate: Method;
  didUnmount: Method;
  methods: Record<string, Method>;
}

const axml = 'demo/alipay/coupon-claim/index.axml';
const world = globalThis as unknown as Record<string, unknown>;
let root = '';
let options: Options;
let id = '';
let hears: Record<string, (detail: Record<string, unknown>) => void> = {};
let standing: Rendered | undefined;

/** Alipay's component over WeChat's: what both runtimes promise, in the other's words. */
function asWechat({ props, data, methods, didMount, didUpdate, didUnmount }: Options): object {
  const names = Object.keys(props);
  const take = (component: Record<string, unknown>) => {
    const given = component.data as Record<string, unknown>;
    component.props = { ...Object.fromEntries(names.map((name) => [name, given[name]])), ...hears };
  };
  return {
    options: { multipleSlots: true },
    properties: Object.fromEntries(names.map((name) => [name, { type: String, value: props[name] }])),
    data,
    methods,
    observers: {
      [[...names, ...Object.keys(data)].join()](this: Record<string, unknown>) {
        if (!this.props) return;
        take(this);
        didUpdate.call(this);
      },
    },
    lifetimes: {
      attached(this: Record<string, unknown>) {
        take(this);
        didMount.call(this);
      },
      detached: didUnmount,
    },
  };
}

before(async () => {
  root = mkdtempSync(join(tmpdir(), 'inlay-alipay-'));
  await buildAlipay(root);
  const folder = join(root, 'coupon-claim');
  writeFileSync(join(folder, 'index.wxml'), asWxml(axml));
  writeFileSync(join(folder, 'index.wxss'), readFileSync(join(folder, 'index.acss')));
  writeFileSync(join(root, 'package.json'), '{ "type": "commonjs" }');
  const simulate = simulator();
  const wechat = world.Component as (given: object) => void;
  world.Component = (given: Options) => wechat(asWechat((options = given)));
  id = simulate.load(join(folder, 'index'), 'inlay-coupon-claim', {
    rootPath: root,
    compiler: 'official',
    less: false,
  });
  world.Component = wechat;
});

after(() => rmSync(root, { recursive: true }));
afterEach(() => {
  standing?.detach();
  standing = undefined;
  hears = {};
  pageSlot(VERSION)!.inlay = undefined;
});

/** Alipay's coupon on a page, for a signed-in customer. */
async function coupon(says: object = {}, properties: Record<string, unknown> = {}) {
  const fake = createFakeInlay({ session: member });
  const bank = addClaimBank(fake);
  const campaign = `${properties.campaign ?? 'SHANLAN-WELCOME'}`;
  bank.says[campaign] = says;
  fillSlot(pageSlot(VERSION)!, fake.inlay);
  standing = simulator().render(id, { campaign, placement: 'test', theme: 'light', ...properties });
  standing.attach((world.document as Document).createElement('page'));
  const component = standing;
  const view = () => component.data.view as CouponView;
  const rest = async () => {
    await turn(fake);
    await new Promise((resume) => setTimeout(resume));
  };
  for (let round = 0; round < 4; round++) await rest();
  const claims = () => fake.requests.filter(({ method, path }) => method === 'POST' && path.includes('/claims'));
  return { fake, bank, component, view, rest, claims };
}

test('the AXML is well-formed, and everything it binds is there: data, parts of the view, handlers', async () => {
  const { names, paths, handlers } = readAxml(axml);
  const { view } = await coupon();
  const there = new Set([...Object.keys(options.data), ...Object.keys(options.props)]);
  assert.deepEqual(
    [...names].filter((name) => !there.has(name)),
    [],
  );
  assert.deepEqual(
    [...handlers].filter((name) => typeof options.methods[name] !== 'function'),
    [],
  );
  // The parts that this state has not got, from states that have.
  const whole = {
    ...view(),
    batches: [{ label: '', count: '', on: true }],
    progress: { text: '', ratio: 1 },
  } as unknown as Record<string, unknown>;
  const has = (path: string) =>
    path.split('.').reduce<unknown>((value, part) => {
      const one: unknown = Array.isArray(value) ? value[0] : value;
      return one && typeof one === 'object' ? (one as Record<string, unknown>)[part] : undefined;
    }, whole) !== undefined;
  assert.ok(paths.size > 25);
  assert.deepEqual(
    [...paths].filter((path) => !has(path)),
    [],
  );
});

test('what is wrong in AXML is found: an unknown tag, an unclosed one, a directive of WeChat’s, a branch without its if', () => {
  const bad = {
    'an unknown tag': '<div/>',
    'an unclosed tag': '<view><text></view>',
    'an unknown directive': '<view a:elseif="{{x}}"/>',
    'a foreign prefix': '<view wx:if="{{x}}"/>',
    'a branch alone': '<view><text/><view a:else="">x</view></view>',
  };
  for (const [what, text] of Object.entries(bad)) {
    const file = join(root, 'bad.axml');
    writeFileSync(file, text);
    assert.throws(() => readAxml(file), what);
  }
});

test('the look is the native one, without what a web-view of Chrome 69 does not know, and with no size below the law’s', () => {
  const acss = readFileSync(join(root, 'coupon-claim/index.acss'), 'utf8');
  assert.doesNotMatch(acss, /\b(max|min)\(/);
  assert.match(acss, /--note: 12px;[^]*--note: 18px;/);
  assert.match(acss, /\.elder \{[^}]*--body: 18px;/);
});

for (const [name, campaign, says] of couponStates)
  test(`C3 Alipay's coupon says all of a state, and nothing of its own: ${name}`, async () => {
    const { fake, component, view } = await coupon(says, { campaign });
    const headless = mountCoupon(fake, { campaign });
    await turn(fake);
    const wanted = headless.view();
    assert.deepEqual({ ...view(), spoken: '' }, { ...structuredClone(wanted), spoken: '', ...blanks(wanted) });
    const { face, progress, batches, action, facts } = wanted;
    const words = [
      ...[wanted.by, face.sign, face.amount, face.unit, face.kind, wanted.name, wanted.line, wanted.side],
      ...[wanted.trouble, progress?.text ?? '', wanted.smallPrint, action.label, wanted.rules!.title],
      ...batches.flatMap(({ label, count }) => [label, count]),
      ...facts.flatMap(({ label, value }) => [label, value]),
      wanted.spoken,
    ];
    const letters = (text: string) => [...text.replace(/\s/g, '')].sort().join('');
    assert.equal(letters(textOf(component)), letters(words.join('')));
    headless.model.destroy();
  });

/** `setData` knows no `undefined`. */
const blanks = (view: CouponView) => ({ progress: view.progress ?? view.progress, rules: view.rules });

test('R1 C2 a tap claims once and tells the page by its functions; a script that feigns no tap claims nothing', async () => {
  const told: Record<string, unknown>[] = [];
  hears = { onInlayCouponClaimed: (detail) => void told.push(detail) };
  const { component, view, rest, claims } = await coupon();
  component.instance.act!({});
  await rest();
  assert.equal(claims().length, 0);
  const button = component.querySelector('.row .button')!;
  button.dispatchEvent('tap');
  button.dispatchEvent('tap');
  for (let round = 0; round < 20; round++) await rest();
  assert.equal(view().stage, 'active');
  assert.equal(claims().length, 1);
  assert.equal(told[0]!.campaign, 'SHANLAN-WELCOME');
});

test('a page stops a claim with preventDefault, as with WeChat', async () => {
  let asked = 0;
  hears = {
    onInlayClaimIntent(detail) {
      asked++;
      (detail.preventDefault as () => void)();
    },
  };
  const { component, rest, claims } = await coupon();
  component.querySelector('.row .button')!.dispatchEvent('tap');
  for (let round = 0; round < 20; round++) await rest();
  assert.equal(asked, 1);
  assert.equal(claims().length, 0);
});

test('C1 its sheet has all of the rules, and closes; X2 in elder mode they stand in the card', async () => {
  const { bank, component, view, rest } = await coupon();
  component.querySelector('.read')!.dispatchEvent('tap');
  const sheet = await until(() => component.querySelector('.sheet'), 'the sheet');
  for (const { label, value } of view().rules!.lines)
    assert.ok(textOf(sheet).includes(label + value) || textOf(sheet).includes(value));
  component.querySelector('.shut')!.dispatchEvent('tap');
  await until(() => !component.querySelector('.sheet'), 'the sheet to close');
  component.querySelector('.read')!.dispatchEvent('tap');
  await until(() => component.querySelector('.sheet'), 'the sheet again');
  bank.says['FLASH-8TH'] = { state: 'not_started' };
  component.setData({ campaign: 'FLASH-8TH' });
  for (let round = 0; round < 4; round++) await rest();
  await until(() => component.querySelector('.read') && view()?.stage === 'not_started', 'another coupon');
  assert.ok(!component.querySelector('.sheet'), 'whose rules are not opened unasked');
  component.setData({ campaign: 'CASHBACK-5', mode: 'elder' });
  for (let round = 0; round < 4; round++) await rest();
  await until(() => /规则版本/.test(textOf(component)) && !component.querySelector('.read'), 'the elder view');
});

test('a coupon that has left leaves no timer and no listener', async () => {
  const { fake, component, rest } = await coupon();
  await fake.clock.advance(1000);
  component.detach();
  standing = undefined;
  await rest();
  assert.equal(fake.clock.pending, 0);
});
