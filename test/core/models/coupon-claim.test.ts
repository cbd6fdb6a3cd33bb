import assert from 'node:assert/strict';
import { test } from 'node:test';
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

test('T11 a coupon loads, is ready, and says once which rules it showed', async () => {
  const { events, fake, stage, view } = await coupon();
  assert.equal(stage(), 'claimable');
  assert.deepEqual(events, [['inlay-ready', { widget: 'coupon-claim' }]]);
  assert.deepEqual(fake.tracks, [
    { name: 'coupon_ready', data: { campaign: 'SHANLAN-WELCOME', placement: 'order-done', rules: '2026-11-01' } },
  ]);
  assert.deepEqual(view().face, { sign: '¥', amount: '26', unit: '×6', kind: '商品券', off: false });
  assert.deepEqual([view().action.label, view().side], ['领取', '12月31日 截止']);
  assert.deepEqual(fake.lines, []);
});

test('ten coupons on a page ask for their campaigns in one request, and for the customer’s state in another', async () => {
  const fake = createFakeInlay({ session: member });
  addClaimBank(fake);
  const ids = ['SHANLAN-WELCOME', 'SHANLAN-WEEKLY', 'CASHBACK-5', 'none-such'];
  const coupons = [...ids, ...ids, ...ids].map((campaign) => mountCoupon(fake, { campaign }));
  await turn(fake);
  const asked = fake.requests.map(({ path }) => path.replace(/\?.*(ids|campaigns)=/, ' '));
  assert.deepEqual(asked.sort(), [
    '/v1/campaigns SHANLAN-WELCOME,SHANLAN-WEEKLY,CASHBACK-5,none-such',
    '/v1/channel-policy?partner=lvtu',
    '/v1/entitlements SHANLAN-WELCOME,SHANLAN-WEEKLY,CASHBACK-5,none-such',
  ]);
  assert.deepEqual(
    coupons.slice(0, 4).map(({ model }) => model.getState().status),
    ['ready', 'ready', 'ready', 'error'],
  );
});

test('C2 a claim keeps its key before it leaves, is granted by the bank alone, and is told once', async () => {
  let keptFirst = false;
  const { fake, bank, tap, turn, stage, model, events } = await coupon({
    script: (it, bank) => {
      bank.play.before = () => {
        keptFirst = it.kept.size === 1;
      };
    },
  });
  void tap();
  assert.deepEqual([stage(), model.getState().status], ['claiming', 'busy']);
  await turn();
  assert.ok(keptFirst);
  assert.deepEqual([stage(), bank.claims.length, fake.kept.size], ['active', 1, 0]);
  const [post] = posts(fake);
  assert.equal(post!.path, '/v1/campaigns/SHANLAN-WELCOME/claims?partner=lvtu');
  assert.equal(post!.idempotencyKey, bank.claims[0]!.key);
  assert.deepEqual(JSON.parse(JSON.stringify(post!.body)), { digest: post!.body.digest, placement: 'order-done' });
  assert.deepEqual(
    events.slice(1).map(([name]) => name),
    ['inlay-claim-intent', 'inlay-coupon-claimed'],
  );
  assert.deepEqual(events[2]![1], {
    widget: 'coupon-claim',
    campaign: 'SHANLAN-WELCOME',
    placement: 'order-done',
    claim: 'claim-1',
    coupons: 1,
    already: false,
  });
  assert.deepEqual(
    fake.tracks.slice(1).map(({ name }) => name),
    ['coupon_claim_begun', 'coupon_claimed'],
  );
});

test('a claim carries the attribution token that the customer came with', async () => {
  const token = `${'a'.repeat(22)}.t4x5y6.${'b'.repeat(32)}`;
  const { fake, tap, turn } = await coupon();
  fake.inlay.attribution.take(token);
  await tap();
  await turn();
  assert.equal((posts(fake)[0]!.body as { attribution?: string }).attribution, token);
});

test('C2 T27 double taps, and taps on two widgets of a campaign, make one claim; the one that was tapped tells', async () => {
  const { fake, bank, model, events, turn } = await coupon();
  const other = mountCoupon(fake);
  await turn();
  void model.act(seen, true);
  void model.act(seen, true);
  void other.model.act(seen, true);
  await turn();
  assert.deepEqual([posts(fake).length, bank.claims.length], [1, 1]);
  assert.deepEqual([other.stage(), other.names().includes('inlay-coupon-claimed')], ['active', false]);
  assert.equal(events.filter(([name]) => name === 'inlay-coupon-claimed').length, 1);
});

test('R1 neither a script’s tap nor one on a covered coupon does anything', async () => {
  const { fake, model, events, turn } = await coupon();
  await model.act(seen, false);
  await model.act({ ...seen, visible: false }, true);
  await turn();
  assert.deepEqual([posts(fake).length, events.length], [0, 1]);
  assert.match(fake.lines.join(), /R1.*plain to see/);
});

test('C2 what the customer had claimed elsewhere is shown as claimed, and as such in the event', async () => {
  const { fake, bank, tap, turn, stage, events } = await coupon();
  fake.answer('/v1/entitlements', { items: [] });
  bank.claims.push({
    id: 'claim-0',
    campaign: 'SHANLAN-WELCOME',
    key: 'another',
    status: 'granted',
    claimedAt: '2026-11-21T10:00:00+08:00',
    coupons: bank.coupons,
    user: 'user-a',
  });
  await tap();
  await turn();
  assert.deepEqual([stage(), bank.claims.length], ['active', 1]);
  assert.equal((events[2]![1] as { already: boolean }).already, true);
});

test('every refusal of the bank frees the key, is told once, and the state that follows is the bank’s', async () => {
  const rows = [
    ['not_started', { state: 'not_started', claimFrom: '2026-11-23T10:00:00+08:00' }, 'not_started'],
    ['claim_closed', { state: 'closed' }, 'closed'],
    ['sold_out', { state: 'sold_out' }, 'sold_out'],
    ['not_eligible', { state: 'not_eligible', reasonText: '请使用金卡' }, 'not_eligible'],
    ['idempotency_key_reused', {}, 'claimable'],
  ] as const;
  for (const [code, says, after] of rows) {
    const { fake, bank, tap, turn, stage, view, events } = await coupon();
    bank.play.before = () => {
      bank.says['SHANLAN-WELCOME'] = says;
      throw bank.refuse(code);
    };
    await tap();
    await turn();
    assert.deepEqual([stage(), bank.claims.length, fake.kept.size], [after, 0, 0], code);
    assert.match(view().trouble, /查询编号：c0ffee/);
    const errors = events.filter(([name]) => name === 'inlay-error');
    assert.deepEqual(
      errors.map(([, detail]) => (detail as { code: string }).code),
      [code],
    );
  }
});

test('C5 T11 rules that changed against the customer are refused, shown and told anew, and want a tap of their own', async () => {
  const { events, fake, bank, tap, turn, view } = await coupon();
  bank.play.before = () => {
    throw bank.refuse('rules_changed');
  };
  const path = '/v1/campaigns?';
  const { sampleCampaign } = await import('../../support/campaigns.ts');
  const old = sampleCampaign('SHANLAN-WELCOME');
  const digest = 'a'.repeat(64);
  fake.answer(path, { items: [{ ...old, rules: { ...old.rules, digest, version: '2026-11-22' } }] });
  await tap();
  await turn();
  assert.match(view().trouble, /活动规则已更新/);
  assert.equal(bank.claims.length, 0);
  assert.ok(view().rules!.lines.some(({ value }) => value === '2026-11-22'));
  const shown = fake.tracks.filter(({ name }) => name === 'coupon_ready');
  assert.deepEqual(
    shown.map(({ data }) => (data as { rules: string }).rules),
    ['2026-11-01', '2026-11-22'],
  );
  assert.equal(events.filter(([name]) => name === 'inlay-ready').length, 1);
  await tap();
  await turn();
  assert.equal(bank.claims.length, 1);
  const [first, second] = posts(fake);
  assert.deepEqual([first!.body.digest, second!.body.digest], [old.rules!.digest, digest]);
  assert.notEqual(first!.idempotencyKey, second!.idempotencyKey);
});

test('the page may stop a claim at once, or hold it until its own check is done', async () => {
  const stopped = await coupon({ hear: (name) => name !== 'inlay-claim-intent' });
  await stopped.tap();
  await stopped.turn();
  assert.deepEqual([stopped.stage(), posts(stopped.fake).length, stopped.fake.kept.size], ['claimable', 0, 0]);

  type Detail = { waitUntil(check: Promise<unknown>): void };
  for (const [answer, claims] of [
    [() => Promise.resolve('fine'), 1],
    [() => Promise.resolve(false), 0],
    [() => Promise.reject(new Error('not a member')), 0],
    [() => new Promise(() => {}), 0],
  ] as const) {
    let late: Detail | undefined;
    const it = await coupon({
      hear(name, detail) {
        if (name !== 'inlay-claim-intent') return;
        late = detail as Detail;
        late.waitUntil(Promise.resolve());
        late.waitUntil(answer());
      },
    });
    await it.tap();
    late!.waitUntil(Promise.reject(new Error('too late')).catch(() => {}));
    assert.equal(it.stage(), it.bank.claims.length ? 'active' : it.stage());
    await it.fake.clock.advance(30_000);
    await it.turn();
    assert.deepEqual([it.bank.claims.length, it.stage()], [claims, claims ? 'active' : 'claimable']);
    assert.match(it.fake.lines.join(), /only during/);
  }
});

test('without a session the customer signs in, and the claim goes on by itself when he is back, without a second check', async () => {
  const { fake, bank, tap, view, names, turn } = await coupon({ fake: { session: { level: 'anonymous', user: '' } } });
  assert.deepEqual([view().action.label, view().stage], ['登录后领取', 'claimable']);
  await tap();
  const [intent] = fake.signIns;
  assert.equal(intent!.widget, 'coupon-claim');
  assert.match(intent!.key, /^SHANLAN-WELCOME [0-9a-f]{64}$/);
  assert.deepEqual([fake.kept.size, posts(fake).length], [0, 0]);
  fake.returned = intent;
  fake.session.set({ ...fake.session.getState(), level: 'partner', user: 'user-a' });
  await turn();
  assert.equal(bank.claims.length, 1);
  assert.equal(names().filter((name) => name === 'inlay-claim-intent').length, 1);
  assert.ok(names().includes('inlay-coupon-claimed'));
});

test('C5 a claim is not resumed when other rules are on screen than those he left with', async () => {
  const returned = { widget: 'coupon-claim', key: `SHANLAN-WELCOME ${'b'.repeat(64)}`, verb: 'claim' } as const;
  const { bank } = await coupon({ script: (fake) => (fake.returned = returned) });
  assert.equal(bank.claims.length, 0);
});

test('a destroyed coupon hears and does nothing more, and leaves no timer', async () => {
  const { fake, model, events, tap } = await coupon({ campaign: 'FLASH-8TH' });
  model.destroy();
  const count = events.length;
  await tap();
  fake.session.set({ ...fake.session.getState(), user: 'user-b' });
  await turn(fake);
  assert.deepEqual([events.length, posts(fake).length, fake.clock.pending <= 1], [count, 0, true]);
});
