import assert from 'node:assert/strict';
import { test } from 'node:test';
import '../../support/late.ts';
import type { InlayEvents } from '../../../src/core/events.ts';
import { createWealthCard } from '../../../src/core/models/wealth-card.ts';
import type { Intent, SessionState } from '../../../src/core/ports.ts';
import { createFakeInlay, refusal, settle, type FakeInlay } from '../../support/fake-inlay.ts';
import { samplePolicy, sampleProduct } from '../../support/products.ts';

const seen = { dwell: 2345.6, ratio: 0.987, visible: true };
const digest = sampleProduct('FN30D02A').disclosure!.digest!;
const intent: Intent = { widget: 'wealth-card', key: 'FN30D02A', verb: 'buy' };

interface Options {
  session?: Partial<SessionState>;
  script?: (fake: FakeInlay) => void;
  stop?: boolean;
}
async function card({ session, script, stop = false }: Options = {}) {
  const fake = createFakeInlay(session ? { session } : {});
  script?.(fake);
  const events: [keyof InlayEvents, unknown][] = [];
  const model = createWealthCard(fake.inlay, { product: 'FN30D02A', placement: 'hotel-detail' }, (name, detail) => {
    events.push([name, detail]);
    return !stop;
  });
  await settle();
  return { fake, model, events, opened: () => fake.tracks.filter(({ name }) => name === 'wealth_card_opened') };
}
const onBank = (fake: FakeInlay) =>
  fake.answer('/v1/channel-policy', {
    ...samplePolicy(),
    surface: 'bank',
    rules: [{ id: 'all', host: '*', productClass: '*', verb: '*', verdict: 'allow' }],
  });

test('a tap tells the page, tracks, and leaves for the bank with a receipt and no personal data', async () => {
  const { fake, model, events, opened } = await card({ session: { level: 'partner', user: 'user-7f' } });
  await model.open(seen, true);
  const receipt = { version: '2026-09-01.2', digest, dwell: 2346, ratio: 0.99, visible: true };
  assert.deepEqual(events[1], [
    'inlay-product-open',
    { widget: 'wealth-card', product: 'FN30D02A', verb: 'enquire', placement: 'hotel-detail', receipt },
  ]);
  assert.deepEqual(fake.navigations, [
    `https://open.bank.example/h5/products/FN30D02A?rv=2026-09-01.2&rd=${digest}&dw=2346&vr=0.99&vs=1&pl=hotel-detail&pt=lvtu`,
  ]);
  assert.ok(!fake.navigations[0]!.includes('user-7f'), 'R6');
  assert.deepEqual(opened(), [
    {
      name: 'wealth_card_opened',
      data: {
        product: 'FN30D02A',
        placement: 'hotel-detail',
        verb: 'enquire',
        disclosure: '2026-09-01.2',
        dwell: 2346,
        ratio: 0.99,
        visible: true,
      },
    },
  ]);
});

test('R1 T5 a tap made by a script does nothing but be told, a thousand times over', async () => {
  const { fake, model, events, opened } = await card();
  for (let tap = 0; tap < 1000; tap++) await model.open(seen, false);
  assert.deepEqual([events.length, fake.navigations.length, opened().length, fake.lines.length], [1, 0, 1, 1]);
  assert.equal(opened()[0]!.data['verb'], 'none');
  assert.match(fake.lines[0]!, /R1/);
});

test('T4 a card that is hidden, covered or scaled does not act, and says so', async () => {
  const { fake, model, events, opened } = await card();
  await model.open({ ...seen, visible: false }, true);
  assert.deepEqual([events.length, fake.navigations.length], [1, 0]);
  assert.deepEqual([opened()[0]!.data['visible'], opened()[0]!.data['verb']], [false, 'none']);
  assert.match(fake.lines[0]!, /covers/);
  await model.open(seen, true);
  assert.equal(fake.navigations.length, 1, 'plain to see again, it acts');
});

test('T27 a double tap leaves once; the button is busy until the customer is back or some seconds passed', async () => {
  const { fake, model } = await card();
  await Promise.all([model.open(seen, true), model.open(seen, true)]);
  assert.deepEqual([fake.navigations.length, model.getState().status], [1, 'busy']);
  fake.comeBack();
  assert.equal(model.getState().status, 'ready');
  await model.open(seen, true);
  assert.deepEqual([fake.navigations.length, model.getState().status], [2, 'busy']);
  await fake.clock.advance(4000);
  assert.equal(model.getState().status, 'ready');
});

test('a page may stop the jump; the tap is tracked all the same', async () => {
  const { fake, model, opened } = await card({ stop: true });
  await model.open(seen, true);
  assert.deepEqual([fake.navigations.length, model.getState().status, opened().length], [0, 'ready', 1]);
});

test('R2 an address that is not the bank’s leads nowhere', async () => {
  const bad = [
    'https://evil.example/h5',
    'http://open.bank.example/h5',
    'javascript:alert(1)',
    'https://open.bank.example@evil.example/',
  ];
  for (const detailUrl of bad) {
    const { fake, model } = await card({
      script: (it) => it.answer('/v1/products', { ...sampleProduct('FN30D02A'), detailUrl }),
    });
    const state = model.getState();
    assert.ok(state.status === 'ready' && !state.view.action.enabled, detailUrl);
    await model.open(seen, true);
    assert.deepEqual([fake.navigations, model.getState().status], [[], 'ready']);
    assert.match(fake.lines.join(), /R2/);
  }
});

test('R2 a target of the policy counts as the bank’s once the policy is there', async () => {
  const { fake, model } = await card({
    script: (it) =>
      it.answer('/v1/products', { ...sampleProduct('FN30D02A'), detailUrl: 'https://h5.bank.example/p/1' }),
  });
  await model.open(seen, true);
  assert.match(fake.navigations[0]!, /^https:\/\/h5\.bank\.example\/p\/1\?rv=/);
});

test('what the view measured is kept in its bounds', async () => {
  const { fake, model } = await card();
  await model.open({ dwell: NaN, ratio: 7, visible: true }, true);
  assert.match(fake.navigations[0]!, /&dw=0&vr=1&vs=1&/);
});

test('W11 on a partner’s page a purchase leaves for the bank; nobody signs in here', async () => {
  const { fake, model } = await card({
    script: (it) =>
      it.answer('/v1/channel-policy', {
        ...samplePolicy(),
        rules: [{ id: 'all', host: '*', productClass: '*', verb: '*', verdict: 'allow' }],
      }),
  });
  await model.open(seen, true);
  assert.equal(fake.signIns.length, 0);
  assert.match(fake.navigations[0]!, /^https:\/\/open\.bank\.example\/h5\/products\/FN30D02A\?rv=/);
});

test('on the bank’s own page a purchase signs in first, and resumes by itself on return', async () => {
  const before = await card({ script: onBank, session: { level: 'anonymous', surface: 'bank' } });
  await before.model.open(seen, true);
  assert.deepEqual([before.fake.signIns, before.fake.navigations], [[intent], []]);
  const after = await card({
    session: { level: 'bank', surface: 'bank' },
    script: (fake) => {
      onBank(fake);
      fake.returned = intent;
    },
  });
  assert.equal(after.fake.navigations.length, 1);
  assert.match(after.fake.navigations[0]!, /^https:\/\/open\.bank\.example\/h5\/buy\/FN30D02A\?rv=/);
  assert.equal(after.fake.returned, undefined);
});

test('the intent waits for the session and the policy, is taken once, and is dropped when he did not sign in', async () => {
  const { fake } = await card({
    session: { status: 'starting', level: 'anonymous', surface: 'bank' },
    script: (it) => {
      onBank(it);
      it.returned = intent;
    },
  });
  assert.equal(fake.navigations.length, 0);
  fake.session.set({ ...fake.session.getState(), status: 'active', level: 'bank' });
  assert.equal(fake.navigations.length, 1);
  fake.returned = intent;
  fake.session.set({ ...fake.session.getState(), user: 'other' });
  assert.deepEqual([fake.navigations.length, fake.returned], [1, intent], 'one mount resumes one intent');

  const refused = await card({
    session: { level: 'anonymous', surface: 'bank' },
    script: (it) => {
      onBank(it);
      it.returned = intent;
    },
  });
  assert.deepEqual([refused.fake.navigations, refused.fake.returned], [[], undefined]);
});

test('R1 an intent to buy moves nothing on a partner’s page', async () => {
  const { fake } = await card({ session: { level: 'bank' }, script: (it) => void (it.returned = intent) });
  assert.deepEqual(fake.navigations, []);
});

test('a customer who is signed in at the bank goes straight to the purchase', async () => {
  const { fake, model } = await card({ script: onBank, session: { level: 'bank', surface: 'bank' } });
  await model.open(seen, true);
  assert.equal(fake.signIns.length, 0);
  assert.match(fake.navigations[0]!, /\/h5\/buy\/FN30D02A\?rv=.*&dw=2346&vr=0\.99&vs=1&pl=hotel-detail&pt=lvtu$/);
});

test('a sign-in that fails frees the button and is told as an error', async () => {
  const { fake, model, events } = await card({
    session: { surface: 'bank' },
    script: (it) => {
      onBank(it);
      it.ports.auth.signIn = () => Promise.reject(refusal('network'));
    },
  });
  await model.open(seen, true);
  assert.equal(model.getState().status, 'ready');
  assert.deepEqual(events[events.length - 1], [
    'inlay-error',
    { widget: 'wealth-card', code: 'network', retryable: true, traceId: '4bf92f3577b34da6' },
  ]);
  assert.equal(fake.navigations.length, 0);
});

test('nothing can be opened before the card is ready or when it is empty', async () => {
  for (const answer of [refusal('timeout'), { ...sampleProduct('FN30D02A'), kind: 'deposit' }]) {
    const { fake, model } = await card({ script: (it) => it.answer('/v1/products', answer) });
    await model.open(seen, true);
    assert.deepEqual(fake.navigations, []);
  }
});
