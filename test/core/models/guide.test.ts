import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import '../../support/late.ts';
import { createWealthCard } from '../../../src/core/models/wealth-card.ts';
import type { LaunchResult } from '../../../src/core/ports.ts';
import { createFakeInlay, settle, type FakeInlay } from '../../support/fake-inlay.ts';
import { addLaunch, redirecting } from '../../support/launching.ts';
import { coupon } from '../../support/mount-coupon.ts';
import { done, open as openPoints } from '../../support/points-model.ts';
import { sampleProduct } from '../../support/products.ts';

const seen = { dwell: 2000, ratio: 1, visible: true };
const token = `${'a'.repeat(22)}.t4x5y6.${'b'.repeat(32)}`;
const page = 'https://open.bank.example/h5/products/FN30D02A';
const receipt = `rv=2026-09-01.2&rd=${sampleProduct('FN30D02A').disclosure!.digest!}&dw=2000&vr=1&vs=1`;
const opened: LaunchResult = { outcome: 'opened', evidence: 'hidden' };

async function card(target: string, ...results: LaunchResult[]) {
  const fake = createFakeInlay();
  fake.answer('/v1/channel-policy', redirecting('wealth', 'buy', target));
  const launched = results.length ? addLaunch(fake, ...results) : [];
  fake.inlay.attribution.take(token);
  const model = createWealthCard(fake.inlay, { product: 'FN30D02A', placement: 'hotel-detail' }, () => true);
  await settle();
  const tap = async () => {
    await model.open(seen, true);
    await settle();
  };
  return { fake, model, launched, tap };
}

describe('a product whose purchase the policy leads to the bank’s app', () => {
  test('R1 is opened in it, in the task of the tap, with the product’s own address, the receipt and the token', async () => {
    const { fake, model, launched } = await card('bank_app', opened);
    void model.open(seen, true);
    assert.equal(launched.length, 1, 'before anything is waited for');
    await settle();
    const [{ target, params, way }] = launched as [(typeof launched)[0]];
    assert.deepEqual([target.kind, target.id, target.app?.scheme], ['app', 'bank_app', 'qinghebank']);
    assert.equal(target.url, `${page}?${receipt}`);
    assert.deepEqual(params, { placement: 'hotel-detail', campaign: '', attribution: token });
    assert.equal(way, 'follow');
    assert.deepEqual([fake.navigations, model.getState().status], [[], 'ready'], 'this page stays, its button is free');
  });

  const here = `${page}?${receipt}&pl=hotel-detail&pt=lvtu&at=${token}`;

  test('R3 is never behind a dead button: what cannot be opened is a page of the bank’s at once', async () => {
    const { fake, tap } = await card('bank_app', { outcome: 'blocked', evidence: 'page_rules' });
    await tap();
    assert.deepEqual(fake.navigations, [here]);
  });

  test('X2 takes language and size along to a page of the bank’s, where they are not the usual ones', async () => {
    const { fake, tap } = await card('bank_app', { outcome: 'blocked', evidence: 'page_rules' });
    fake.inlay.update({ mode: 'elder', locale: 'en' });
    await settle();
    await tap();
    assert.deepEqual(fake.navigations, [`${here}&mode=elder&locale=en`]);
  });

  test('R7 on the bank’s own page in WeChat is behind the page that carries the open tag', async () => {
    const { fake, tap } = await card('bank_app', { outcome: 'blocked', evidence: 'open_tag' });
    await tap();
    assert.match(fake.navigations[0]!, /^https:\/\/h5\.bank\.example\/h5\/open\?.*pl=hotel-detail&pt=lvtu&at=/);
  });

  test('R1 is left alone when nothing was seen, and the customer’s next tap goes to the page', async () => {
    const { fake, tap, launched } = await card('bank_app', { outcome: 'unknown', evidence: 'timeout' });
    await tap();
    await fake.clock.advance(60_000);
    assert.deepEqual([launched.length, fake.navigations], [1, []], 'no timer leaves');
    await tap();
    assert.deepEqual([launched.length, fake.navigations], [1, [here]]);
  });

  test('may be tried again after a cancel, and nobody is sent anywhere for it', async () => {
    const { fake, tap, launched } = await card('bank_app', { outcome: 'cancelled', evidence: 'question_closed' });
    await tap();
    await tap();
    assert.deepEqual([launched.length, fake.navigations], [2, []]);
  });

  test('is its page where the host opens nothing, or the place is a page', async () => {
    const cannot = await card('bank_app');
    await cannot.tap();
    const h5 = await card('bank_page', opened);
    await h5.tap();
    assert.deepEqual([cannot.fake.navigations, h5.fake.navigations, h5.launched], [[here], [here], []]);
  });

  test('is told to a mini-program by its id, and another account is its own page', async () => {
    const mini = await card('mini', opened);
    await mini.tap();
    assert.equal(mini.launched[0]!.target.url, `${page}?${receipt}&id=FN30D02A`);
    const account = await card('other_account', opened);
    await account.tap();
    assert.equal(account.launched[0]!.target.url, 'https://h5.bank.example/h5/accounts/retail');
  });
});

describe('a coupon', () => {
  const active = {
    state: 'claimed',
    claims: [
      {
        id: 'c',
        campaign: 'SHANLAN-WELCOME',
        key: 'k',
        status: 'granted',
        claimedAt: '2026-11-21T10:00:00+08:00',
        coupons: [
          {
            id: 'one',
            state: 'active',
            faceValueFen: 2600,
            activeFrom: '2026-11-20T00:00:00+08:00',
            validUntil: '2026-12-20T00:00:00+08:00',
          },
        ],
      },
    ],
  };

  test('is used in the bank’s app where the policy says so', async () => {
    let launched: ReturnType<typeof addLaunch> = [];
    const { fake, tap, turn } = await coupon({
      script(it, bank) {
        it.answer('/v1/channel-policy', redirecting('coupon', 'enquire', 'bank_app'));
        bank.says['SHANLAN-WELCOME'] = active;
        launched = addLaunch(it, opened);
      },
    });
    await tap();
    await turn();
    assert.deepEqual(
      launched.map(({ target, params }) => [target.id, target.url, params]),
      [
        [
          'bank_app',
          'https://open.bank.example/h5/coupons/SHANLAN-WELCOME',
          { placement: 'order-done', campaign: 'SHANLAN-WELCOME', attribution: '' },
        ],
      ],
    );
    assert.deepEqual(fake.navigations, []);
  });

  const claiming = (fake: FakeInlay, ...results: LaunchResult[]) => {
    fake.answer('/v1/channel-policy', redirecting('coupon', 'claim', 'bank_app'));
    return addLaunch(fake, ...results);
  };

  test('T26 is claimed in the app under the key of this page, and is claimed here when the bank says so', async () => {
    let launched: ReturnType<typeof addLaunch> = [];
    const { fake, bank, tap, turn, stage, names } = await coupon({
      script: (it) => void (launched = claiming(it, opened)),
    });
    await tap();
    await turn();
    assert.match(launched[0]!.target.url, /^https:\/\/open\.bank\.example\/h5\/claim\?partner=lvtu&campaign=SHANLAN/);
    const key = new URL(launched[0]!.target.url).searchParams.get('key')!;
    assert.deepEqual([stage(), [...fake.kept.values()].map((kept) => kept.key)], ['checking', [key]]);
    const granted = { id: 'claim-1', campaign: 'SHANLAN-WELCOME', key, status: 'granted' } as const;
    bank.claims.push({ ...granted, claimedAt: '2026-11-22T10:00:00+08:00', coupons: bank.coupons, user: 'user-a' });
    fake.comeBack();
    await turn();
    assert.deepEqual([stage(), names().includes('inlay-coupon-claimed'), fake.kept.size], ['active', true, 0]);
  });

  test('that was not claimed in the app may be claimed there again, with the same key', async () => {
    let launched: ReturnType<typeof addLaunch> = [];
    const { fake, tap, turn, stage } = await coupon({ script: (it) => void (launched = claiming(it, opened)) });
    await tap();
    await turn();
    fake.comeBack();
    await turn();
    assert.equal(stage(), 'claimable');
    await tap();
    await turn();
    assert.equal(new Set(launched.map(({ target }) => target.url)).size, 1);
    assert.equal(launched.length, 2);
  });

  test('goes to the bank’s own page where there is no app to open', async () => {
    const { fake, tap, turn } = await coupon({
      script: (it) => void claiming(it, { outcome: 'blocked', evidence: 'page_rules' }),
    });
    await tap();
    await turn();
    assert.match(fake.navigations.join(), /^https:\/\/open\.bank\.example\/h5\/claim\?.*&state=state$/);
  });
});

describe('points', () => {
  test('are confirmed in the app where the policy says so, and the outcome is asked for when the customer is back', async () => {
    let launched: ReturnType<typeof addLaunch> = [];
    const { fake, tap, view, named } = await openPoints({
      script(_, it) {
        it.answer('/v1/channel-policy', redirecting('points', 'redeem', 'bank_app'));
        launched = addLaunch(it, opened);
      },
    });
    await tap();
    assert.equal(launched[0]!.target.url, 'https://open.bank.example/h5/redeem?quote=q-1.sig');
    assert.deepEqual([fake.navigations, view().action?.enabled], [[], true]);
    fake.answer('/v1/points/redemptions', { items: [done(fake, { status: 'confirmed', receipt: 'R1' })] });
    fake.comeBack();
    await settle();
    assert.equal(named('inlay-points-redeemed').length, 1);
  });

  test('are confirmed on the bank’s page where there is no app to open', async () => {
    const { fake, tap } = await openPoints({
      script(_, it) {
        it.answer('/v1/channel-policy', redirecting('points', 'redeem', 'bank_app'));
        addLaunch(it, { outcome: 'blocked', evidence: 'refused' });
      },
    });
    await tap();
    assert.deepEqual(fake.navigations, ['https://open.bank.example/h5/redeem?quote=q-1.sig&state=state']);
  });
});
