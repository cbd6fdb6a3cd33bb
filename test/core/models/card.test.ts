import assert from 'node:assert/strict';
import { test } from 'node:test';
import { en } from '../../../src/core/text.en.ts';
import { setTextLoader } from '../../../src/core/text.ts';
import { createFakeInlay, refusal, settle, type FakeInlay } from '../../support/fake-inlay.ts';
import { mount } from '../../support/mount-card.ts';
import { coupon } from '../../support/mount-coupon.ts';
import { open } from '../../support/points-model.ts';
import { samplePolicy } from '../../support/products.ts';

test('a refusal that is here before its language’s table is no unhandled rejection, and is said when the table is here', async (t) => {
  const strays: unknown[] = [];
  const note = (reason: unknown) => void strays.push(reason);
  process.on('unhandledRejection', note);
  t.after(() => process.off('unhandledRejection', note));
  let give = () => {};
  setTextLoader(() => new Promise((resolve) => (give = () => resolve(en))));
  const { model, events } = await open({
    params: { locale: 'en' },
    script: (_, fake) => void fake.answer('/v1/reward-items', refusal('rate_limited')),
  });
  // Node tells of one when the turn is over.
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual([strays, model.getState().status, events], [[], 'loading', []]);
  give();
  await settle();
  assert.deepEqual([model.getState().status, events.map(([name]) => name)], ['error', ['inlay-error']]);
});

/** What a card shows in a placement of the policy's, in a mode. */
const states = async (change: object, mode?: string) => {
  const policy = { ...samplePolicy(), ...change };
  const product = createFakeInlay();
  product.answer('/v1/channel-policy', policy);
  const wealth = mount(product, 'FN30D02A', mode ? { mode } : {});
  await settle();
  const claim = await coupon({
    placement: 'hotel-detail',
    ...(mode && { mode }),
    script: (fake) => fake.answer('/v1/channel-policy', policy),
  });
  const points = await open({
    params: { placement: 'hotel-detail', ...(mode && { mode }) },
    script: (_, fake) => fake.answer('/v1/channel-policy', policy),
  });
  return [wealth.model, claim.model, points.model].map((model) => model.getState() as { status: string; ad?: string });
};

test('R9 a product, a coupon and an item in a placement the bank pays for are marked; X2 they are not shown in elder mode', async () => {
  const moved = { paid: ['hotel-new'], aliases: { placements: { 'hotel-detail': 'hotel-new' } } };
  for (const paid of [{ paid: ['hotel-detail'] }, moved]) {
    assert.deepEqual(
      (await states(paid)).map(({ status, ad }) => [status, ad]),
      Array(3).fill(['ready', '广告']),
    );
    assert.deepEqual(
      (await states(paid, 'elder')).map(({ status }) => status),
      Array(3).fill('empty'),
    );
  }
});

test('R9 in any other placement there is no mark, and elder mode shows everything', async () => {
  for (const mode of ['standard', 'elder'])
    assert.deepEqual(
      (await states({ paid: ['another'] }, mode)).map(({ status, ad }) => [status, ad]),
      Array(3).fill(['ready', '']),
    );
});

test('X2 the page’s mode is followed in place: nothing is loaded or told again, unless an advertisement goes or comes back', async () => {
  for (const paid of [false, true]) {
    const fake = createFakeInlay();
    fake.answer('/v1/channel-policy', { ...samplePolicy(), ...(paid && { paid: ['*'] }) });
    const { model, events } = mount(fake, 'FN30D02A');
    const names = () => events.map(([name]) => name);
    await settle();
    const asked = fake.requests.length;
    fake.inlay.update({ mode: 'elder' });
    assert.equal(model.getState().status, paid ? 'empty' : 'ready');
    fake.inlay.update({ mode: 'standard' });
    assert.equal(model.getState().status, 'ready');
    await settle();
    assert.deepEqual(names(), paid ? ['inlay-ready', 'inlay-empty', 'inlay-ready'] : ['inlay-ready']);
    assert.equal(fake.requests.length, asked);
    model.destroy();
  }
});

test('X2 a coupon follows the page’s mode in place too: its rules stand in the card, and go back into their sheet', async () => {
  const { model, view, events, fake } = await coupon();
  const [asked, told] = [fake.requests.length, events.length];
  assert.ok(view().rules);
  fake.inlay.update({ mode: 'elder' });
  assert.equal(view().rules, undefined);
  fake.inlay.update({ mode: 'standard' });
  assert.ok(view().rules);
  assert.deepEqual([fake.requests.length, events.length], [asked, told]);
  model.destroy();
});

test('R6 a placement that holds a number of a person’s is no placement: no address, no call and no event has it', async () => {
  for (const [number, placement] of [
    ['13800138000', '13800138000'],
    ['13800138000', 'from-13800138000.top'],
    ['6222020200112233445', 'c6222020200112233445'],
    ['11010119900307001X', '11010119900307001X'],
  ] as const) {
    const product = createFakeInlay();
    const wealth = mount(product, 'FN30D02A', { placement });
    await settle();
    await wealth.model.open({ dwell: 2000, ratio: 1, visible: true }, true);
    await settle();
    const claim = await coupon({ placement });
    await claim.tap();
    assert.equal(product.navigations.length, 1);
    for (const { navigations, requests, tracks } of [product, claim.fake])
      assert.ok(!JSON.stringify([navigations, requests, tracks]).includes(number), placement);
    assert.ok(product.lines.some((line) => line.includes('placement is')));
  }
});

test('X2 in elder mode no coupon and no item is seen before the policy says whether it is an advertisement; otherwise after a moment', async () => {
  for (const mode of ['standard', 'elder']) {
    let release = () => {};
    const hold = (fake: FakeInlay) => {
      fake.answer('/v1/channel-policy', { ...samplePolicy(), paid: ['hotel-detail'] });
      release = fake.hold('/v1/channel-policy');
    };
    const place = { placement: 'hotel-detail', mode };
    for (const make of [
      () => coupon({ ...place, script: hold }),
      () => open({ params: place, script: (_, fake) => hold(fake) }),
    ]) {
      const { fake, model, events } = await make();
      await fake.clock.advance(1000);
      assert.equal(model.getState().status, mode === 'elder' ? 'loading' : 'ready');
      release();
      await settle();
      assert.equal(model.getState().status, mode === 'elder' ? 'empty' : 'ready');
      if (mode === 'elder')
        assert.deepEqual(
          events.map(([name]) => name),
          ['inlay-empty'],
        );
    }
  }
});

test('X2 elder mode waits no longer than the bank’s refusal', async () => {
  const { model } = await coupon({
    mode: 'elder',
    script: (fake) => fake.answer('/v1/channel-policy', refusal('service_unavailable')),
  });
  assert.equal(model.getState().status, 'ready');
});
