import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import type { CouponView } from '../../src/core/models/coupon-claim.ts';
import { addClaimBank } from '../support/claim-bank.ts';
import { at, couponStates } from '../support/coupon-states.ts';
import { createFakeInlay } from '../support/fake-inlay.ts';
import { member } from '../support/member.ts';
import { mountCoupon, turn } from '../support/mount-coupon.ts';
import { openCounter, type AtCounter, type Counter, type Hear } from './counter.ts';
import { textOf, until } from './stage.ts';

const campaign = 'SHANLAN-WELCOME';
let counter: Counter;
afterEach(() => counter.close());

/** A native coupon of a signed-in customer, and the bank behind it. */
async function coupon(says: object = {}, properties: Record<string, unknown> = {}, hear?: Hear) {
  const fake = createFakeInlay({ session: member });
  const bank = addClaimBank(fake);
  const id = `${properties.campaign ?? campaign}`;
  bank.says[id] = says;
  counter = openCounter(fake);
  const component = counter.place('coupon-claim', { campaign, ...properties }, hear);
  const view = () => component.data.view as CouponView;
  await until(() => counter.inlay.session.getState().level === 'partner', 'the session');
  await until(() => view() && view().stage !== 'asking', 'the coupon');
  const claims = () =>
    fake.requests.filter(({ method, path }) => method === 'POST' && /\/claims$|\/claims\?/.test(path));
  return { fake, bank, component, view, claims };
}

const button = '.button';
const named = ({ events }: AtCounter, name: string) =>
  events.filter(([one]) => one === name).map(([, detail]) => detail);

for (const [name, id, says] of couponStates)
  test(`C3 a native coupon says all of a state, and nothing of its own: ${name}`, async () => {
    const { fake, component, view } = await coupon(says, { campaign: id });
    const headless = mountCoupon(fake, { campaign: id });
    await turn(fake);
    const wanted = headless.view();
    await until(() => view().stage === wanted.stage && view().line === wanted.line, wanted.line);
    // The native coupon's clock runs.
    const side = /^距开始/.test(wanted.side) ? view().side : wanted.side;
    assert.equal(side.slice(0, 3), wanted.side.slice(0, 3));
    const { face, progress, batches, action } = wanted;
    const words = [
      ...[wanted.by, face.sign, face.amount, face.unit, face.kind, wanted.name, wanted.line, side],
      ...[wanted.trouble, progress?.text ?? '', wanted.smallPrint, action.label, wanted.rules!.title],
      ...batches.flatMap(({ label, count }) => [label, count]),
      ...wanted.facts.flatMap(({ label, value }) => [label, value]),
    ];
    let rest = textOf(component).replaceAll(' ', '');
    for (const word of words) {
      const letters = word.replaceAll(' ', '');
      assert.ok(rest.includes(letters), `${word} in ${rest}`);
      rest = rest.replace(letters, '');
    }
    assert.equal(rest, wanted.spoken.replaceAll(' ', ''));
    headless.model.destroy();
  });

test('C2 two taps are one claim; the page hears of it and the coupon is the customer’s', async () => {
  const { component, view, claims } = await coupon();
  component.tap(button);
  component.tap(button);
  await until(() => named(component, 'inlay-coupon-claimed').length, 'the claim');
  await until(() => view().stage === 'active', 'the coupon to be his');
  assert.equal(claims().length, 1);
  assert.equal(named(component, 'inlay-coupon-claimed')[0]!.campaign, campaign);
});

test('a page holds a claim back with waitUntil until its own check is through', async () => {
  let pass = (_: boolean) => {};
  const check = new Promise<boolean>((resolve) => (pass = resolve));
  const hear: Hear = (name, detail) => {
    if (name === 'inlay-claim-intent') (detail.waitUntil as (one: Promise<unknown>) => void)(check);
  };
  const { component, view, claims } = await coupon({}, {}, hear);
  component.tap(button);
  await until(() => view().action.busy, 'the button to be busy');
  assert.equal(claims().length, 0);
  pass(true);
  await until(() => view().stage === 'active', 'the claim');
  assert.equal(claims().length, 1);
});

test('a page stops a claim: by a check that says no, or at once with preventDefault', async () => {
  let answers = 0;
  const hear: Hear = (name, detail) => {
    if (name !== 'inlay-claim-intent') return;
    if (answers++) (detail.preventDefault as () => void)();
    else (detail.waitUntil as (one: Promise<unknown>) => void)(Promise.resolve(false));
  };
  const { component, view, claims } = await coupon({}, {}, hear);
  for (const told of [1, 2]) {
    component.tap(button);
    await until(() => answers === told && !view().action.busy, 'the page to have stopped it');
    assert.equal(view().stage, 'claimable');
  }
  assert.equal(claims().length, 0);
});

test('R1 a script of the page that feigns no tap of the runtime claims nothing', async () => {
  const { component, view, claims } = await coupon();
  component.instance.act!({});
  component.instance.act!();
  component.tap('.read');
  await until(() => component.data.reading, 'the next turn');
  assert.equal(view().stage, 'claimable');
  assert.equal(claims().length, 0);
});

test('C1 all of the rules stand in the sheet, which closes again', async () => {
  const { component, view } = await coupon();
  const { lines, title, close, more } = view().rules!;
  assert.ok(lines.length > view().facts.length);
  component.tap('.read');
  const sheet = await until(() => component.querySelector('.sheet'), 'the sheet');
  const text = textOf(sheet);
  for (const word of [title, close, more.text, ...lines.flatMap(({ label, value }) => [label, value])])
    assert.ok(text.includes(word), word);
  for (const way of ['.shut', '.shade']) {
    if (way === '.shade') component.tap('.read');
    await until(() => component.querySelector(way), 'the sheet');
    component.tap(way);
    await until(() => !component.querySelector('.sheet'), `${way} to close it`);
  }
});

test('C1 the sheet goes with its coupon: the rules of another are not opened unasked', async () => {
  const { bank, component, view } = await coupon();
  component.tap('.read');
  await until(() => component.querySelector('.sheet'), 'the sheet');
  bank.says['FLASH-8TH'] = { state: 'not_started' };
  component.instance.setData!({ campaign: 'FLASH-8TH' });
  await until(() => view()?.rules && view().stage === 'not_started', 'the other coupon');
  assert.ok(!component.querySelector('.sheet'));
  component.tap('.read');
  await until(() => component.querySelector('.sheet'), 'its own sheet');
});

test('a countdown draws one thing a second; a coupon that has left draws nothing and asks for nothing', async () => {
  const { fake, component, view } = await coupon(
    { state: 'not_started', claimFrom: at('11-22T10:45:10') },
    { campaign: 'FLASH-8TH' },
  );
  await until(() => view().side.includes('距开始'), 'the countdown');
  const { side } = view();
  const before = component.draws.length;
  await until(() => view().side !== side, 'a second');
  assert.deepEqual(component.draws.slice(before), [['view.side']]);
  component.detach();
  const after = component.draws.length;
  const asked = fake.requests.length;
  await new Promise((resume) => setTimeout(resume, 1500));
  assert.equal(component.draws.length, after);
  assert.equal(fake.requests.length, asked);
});

test('X2 in elder mode nothing presses and nothing pops up: no countdown, the rules stand in the card', async () => {
  const { component, view } = await coupon(
    { state: 'not_started', claimFrom: at('11-22T10:45:10') },
    { campaign: 'SHANLAN-WELCOME', mode: 'elder' },
  );
  await until(() => view().line.includes('11月22日'), 'the bank’s answer');
  assert.equal(view().side, '');
  assert.equal(component.querySelector('.read'), undefined);
  assert.match(textOf(component), /规则版本/);
  assert.match(`${component.data.look}`, /^elder /);
});
