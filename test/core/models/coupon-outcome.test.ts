import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InlayError } from '../../../src/core/errors.ts';
import { createFakeInlay } from '../../support/fake-inlay.ts';
import { addClaimBank } from '../../support/claim-bank.ts';
import { coupon, member, mountCoupon, seen, turn } from '../../support/mount-coupon.ts';

interface Post {
  path: string;
  method?: string;
  body: { digest: string; placement: string };
  idempotencyKey: string;
}
const posts = (fake: { requests: unknown[] }) => (fake.requests as Post[]).filter(({ method }) => method === 'POST');
const lost = (code: 'network' | 'timeout') => () => {
  throw new InlayError(code, 'lost on the way');
};

test('T26 an answer that gets lost is checking, never claimed, until the bank says so under the same key', async () => {
  for (const code of ['network', 'timeout'] as const) {
    const { fake, bank, tap, turn, stage, view, names } = await coupon();
    bank.play.after = lost(code);
    await tap();
    await turn();
    assert.equal(stage(), 'checking');
    assert.deepEqual([view().action.busy, names().includes('inlay-coupon-claimed')], [true, false]);
    assert.match(view().line, /请勿重复领取/);
    await fake.clock.advance(1000);
    await turn();
    assert.deepEqual([stage(), bank.claims.length, posts(fake).length], ['active', 1, 1], code);
    assert.ok(names().includes('inlay-coupon-claimed'));
    assert.equal(fake.kept.size, 0);
  }
});

test('T26 a claim that never arrived is sent again under the same key with the same body', async () => {
  const { fake, bank, tap, turn, stage } = await coupon();
  bank.play.before = lost('network');
  await tap();
  await fake.clock.advance(1000);
  await turn();
  assert.deepEqual([stage(), bank.claims.length], ['active', 1]);
  const [first, second] = posts(fake);
  assert.equal(first!.idempotencyKey, second!.idempotencyKey);
  assert.deepEqual(first!.body, second!.body);
});

test('T26 after a kill, the page finds its key, asks, and shows the bank’s truth: claimed, or claimed now', async () => {
  for (const granted of [true, false]) {
    const first = await coupon({ script: (_, bank) => (bank.play[granted ? 'after' : 'before'] = lost('timeout')) });
    await first.tap();
    const fake = createFakeInlay({ session: member });
    const bank = addClaimBank(fake);
    bank.claims = first.bank.claims;
    fake.kept = first.fake.kept;
    first.fake.kept.forEach((value, name) => fake.kept.set(name, value));
    const again = mountCoupon(fake);
    // The bank's own memory of the claims is the one from before.
    fake.answer('/v1/claims', () => ({ items: bank.claims }));
    await turn(fake);
    assert.equal(again.stage(), 'active');
    assert.deepEqual([bank.claims.length, posts(fake).length], [1, granted ? 0 : 1]);
    assert.ok(again.names().includes('inlay-coupon-claimed'));
  }
});

test('an intention of more than ten minutes ago that never arrived is not sent by itself', async () => {
  const { fake, stage, bank } = await coupon({
    script: (it) =>
      it.kept.set('SHANLAN-WELCOME user-a', {
        key: 'old',
        at: it.clock.now() - 601_000,
        body: { digest: 'd', placement: 'p' },
      }),
  });
  assert.deepEqual([stage(), posts(fake).length, bank.claims.length, fake.kept.size], ['claimable', 0, 0, 0]);
});

test('a bank that stays silent is asked less and less often, then by the customer; coming back asks at once', async () => {
  const { fake, tap, turn, stage, view, model, names } = await coupon();
  fake.answer('/v1/claims', lost('network'));
  fake.answer('/v1/campaigns/', lost('network'));
  await tap();
  for (let i = 0; i < 100; i++) await fake.clock.advance(1000);
  assert.deepEqual([stage(), view().action.label, view().action.busy], ['checking', '再查一次', false]);
  assert.match(view().line, /不会丢失/);
  assert.equal(names().filter((name) => name === 'inlay-error').length, 1);
  // The channel policy is another matter.
  const calls = () => fake.requests.filter(({ path }) => !path.startsWith('/v1/channel-policy')).length;
  const asked = calls();
  await fake.clock.advance(600_000);
  assert.equal(calls(), asked, 'nothing by itself any more');
  fake.comeBack();
  await turn();
  assert.ok(calls() > asked);
  await fake.clock.advance(100_000);
  const bank = addClaimBank(fake);
  await model.act(seen, true);
  await turn();
  // Far more than ten minutes have passed: what never arrived wants a new tap.
  assert.deepEqual([stage(), bank.claims.length, fake.kept.size], ['claimable', 0, 0]);
});

test('Retry-After is kept to, and 409 in_progress is a claim under way', async () => {
  const { fake, bank, tap, turn, stage } = await coupon();
  bank.play.before = () => {
    throw bank.refuse('in_progress', { retryAfter: 20 });
  };
  await tap();
  const before = fake.requests.length;
  await fake.clock.advance(19_000);
  assert.deepEqual([stage(), fake.requests.length], ['checking', before]);
  await fake.clock.advance(1000);
  await turn();
  assert.deepEqual([stage(), bank.claims.length], ['active', 1]);
});

test('a session that ends mid-flow keeps the key; the next session of the same user finds the claim', async () => {
  const { fake, bank, tap, turn, view, stage } = await coupon();
  bank.play.after = () => {
    throw new InlayError('signed_out', 'The session has ended', { status: 401 });
  };
  await tap();
  await turn();
  assert.deepEqual([stage(), fake.kept.size], ['claimable', 1]);
  assert.match(view().trouble, /重新登录/);
  fake.session.set({ ...fake.session.getState(), status: 'signed_out', level: 'anonymous', user: '' });
  fake.session.set({ ...fake.session.getState(), status: 'active', level: 'partner', user: 'user-a' });
  await turn();
  assert.deepEqual([stage(), bank.claims.length, fake.kept.size], ['active', 1, 0]);
});

test('another user who comes mid-flow sees nothing of the claim, and claims under a key of his own', async () => {
  const { fake, bank, tap, turn, stage, names } = await coupon();
  let go = () => {};
  bank.play.after = () => new Promise<void>((resolve) => (go = resolve));
  await tap();
  await turn();
  fake.session.set({ ...fake.session.getState(), user: 'user-b' });
  await turn();
  assert.equal(stage(), 'claimable');
  go();
  await turn();
  assert.deepEqual([stage(), names().includes('inlay-coupon-claimed')], ['claimable', false]);
  await tap();
  await turn();
  assert.equal(stage(), 'active');
  assert.deepEqual(
    bank.claims.map(({ user }) => user),
    ['user-a', 'user-b'],
  );
  assert.notEqual(bank.claims[0]!.key, bank.claims[1]!.key);
  assert.ok(fake.kept.has('SHANLAN-WELCOME user-a'), 'it finds the first user’s claim when he comes back');
});

test('a tap of one user is no claim of the next, however long the page’s check takes', async () => {
  let go = () => {};
  const { fake, bank, tap, turn } = await coupon({
    hear(name, detail) {
      if (name === 'inlay-claim-intent')
        (detail as { waitUntil(check: Promise<unknown>): void }).waitUntil(new Promise<void>((done) => (go = done)));
    },
  });
  await tap();
  fake.session.set({ ...fake.session.getState(), user: 'user-b' });
  await turn();
  go();
  await turn();
  assert.deepEqual([bank.claims.length, fake.kept.size], [0, 0]);
});
