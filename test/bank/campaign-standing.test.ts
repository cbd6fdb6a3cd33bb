import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { claimBody, claimFor } from '../../demo/bank/campaigns/grant.ts';
import { templateFor } from '../../demo/bank/campaigns/standing.ts';
import { at, campaign, card, claim, short, spend, stand, tell, type Who } from './standings.ts';

describe('The welcome gift', () => {
  const welcome = campaign('SHANLAN-WELCOME');
  const approved = card('2026-11-02 15:00');
  const qualified = { cards: [approved], spends: [spend('2026-11-12 12:00')] };

  const cases: [string, string, Who | undefined, string][] = [
    ['waits for its start', '2026-08-31 23:59', qualified, 'not_started · 2026-09-01 00:00 · 2027-11-01 00:00'],
    ['knows nobody who is no customer', '2026-11-22 10:00', undefined, 'not_eligible · unbound'],
    ['is for holders of the card', '2026-11-22 10:00', { cards: [] }, 'not_eligible · wrong_card'],
    [
      'is for main cards',
      '2026-11-22 10:00',
      { ...qualified, cards: [card('2026-11-02 15:00', { main: false })] },
      'not_eligible · already_customer',
    ],
    [
      'is for the first main card',
      '2026-11-22 10:00',
      { ...qualified, cards: [card('2020-01-01 00:00', { product: 'QINGHE' }), approved] },
      'not_eligible · already_customer',
    ],
    [
      'is for cards approved during it',
      '2026-11-22 10:00',
      { cards: [card('2026-08-31 23:59')], spends: [spend('2026-11-12 12:00')] },
      'not_eligible · already_customer',
    ],
    ['waits for a spend', '2026-11-22 10:00', { cards: [approved] }, 'not_eligible · no_qualifying_spend'],
    [
      'counts no spend under 99 yuan',
      '2026-11-22 10:00',
      { cards: [approved], spends: [spend('2026-11-12 12:00', 98_99)] },
      'not_eligible · no_qualifying_spend',
    ],
    [
      'counts a spend of exactly 99 yuan',
      '2026-11-22 10:00',
      { cards: [approved], spends: [spend('2026-11-12 12:00', 99_00)] },
      'claimable · 2026-11-12 12:00 · 2026-12-12 00:00',
    ],
    [
      'counts no spend with another card',
      '2026-11-22 10:00',
      { cards: [approved], spends: [spend('2026-11-12 12:00', 128_00, 'QINGHE')] },
      'not_eligible · no_qualifying_spend',
    ],
    [
      'counts a spend in the last minute of the 60th day',
      '2027-01-01 10:00',
      { cards: [approved], spends: [spend('2026-12-31 23:59')] },
      'claimable · 2026-12-31 23:59 · 2027-01-30 00:00',
    ],
    [
      'counts no spend on the 61st day',
      '2027-01-01 10:00',
      { cards: [approved], spends: [spend('2027-01-01 00:00')] },
      'not_eligible · qualifying_over',
    ],
    ['counts no spend that is still to come', '2026-11-11 10:00', qualified, 'not_eligible · no_qualifying_spend'],
    [
      'is open to its last minute of the 30th day',
      '2026-12-11 23:59',
      qualified,
      'claimable · 2026-11-12 12:00 · 2026-12-12 00:00',
    ],
    ['is closed from then on', '2026-12-12 00:00', qualified, 'closed · 2026-11-12 12:00 · 2026-12-12 00:00'],
    ['is claimed for good', '2027-03-01 00:00', { ...qualified, claims: [claim('1', '2026-11-13 10:00')] }, 'claimed'],
    [
      'may be claimed after the campaign when the time for it runs on',
      '2027-11-10 10:00',
      { cards: [card('2027-10-20 10:00')], spends: [spend('2027-10-31 10:00')] },
      'claimable · 2027-10-31 10:00 · 2027-11-30 00:00',
    ],
    [
      'is closed after the campaign to those who have not qualified',
      '2027-11-10 10:00',
      { cards: [card('2027-10-20 10:00')], spends: [spend('2027-11-01 00:00')] },
      'closed · 2026-09-01 00:00 · 2027-11-01 00:00',
    ],
  ];
  for (const [name, now, who, expected] of cases) {
    it(`${name} (C2, C3)`, () => assert.equal(short(stand(welcome, now, who)), expected));
  }

  it('counts its days over a leap day', () => {
    const leap = campaign('SHANLAN-WELCOME', {}, '2028-02-10');
    const who = { cards: [card('2028-01-31 10:00')], spends: [spend('2028-02-29 23:59')] };
    assert.equal(short(stand(leap, '2028-03-01 00:00', who)), 'claimable · 2028-02-29 23:59 · 2028-03-30 00:00');
  });

  it('shows how far the 60 days have come', () => {
    const { progress } = stand(welcome, '2026-11-22 10:00', { cards: [approved] });
    assert.deepEqual(
      [progress?.done, progress?.needed, tell(progress?.from), tell(progress?.until)],
      [0, 1, '2026-11-02 15:00', '2027-01-01 00:00'],
    );
  });

  it('grants six coupons: three now, three on the 1st, each for 30 days with the first (C8)', () => {
    const whole = claimFor({
      campaign: welcome,
      person: 'c:1',
      partner: 'lvtu',
      nth: '1',
      key: 'k',
      digest: '',
      placement: '',
      attribution: null,
      facts: qualified,
      now: at('2026-11-22 10:00'),
    });
    const show = (now: string) =>
      claimBody(whole, at(now)).coupons.map(
        (one) => `${one.state} ${one.activeFrom.slice(0, 10)} ${one.validUntil?.slice(0, 10)}`,
      );
    const now = 'active 2026-11-22 2026-12-22';
    const later = 'waiting 2026-12-01 2026-12-31';
    assert.deepEqual(show('2026-11-22 10:00'), [now, now, now, later, later, later]);
    assert.equal(show('2026-11-30 23:59')[3], later);
    assert.equal(show('2026-12-01 00:00')[3], 'active 2026-12-01 2026-12-31');
    assert.equal(show('2026-12-21 23:59')[0], now);
    assert.equal(show('2026-12-22 00:00')[0], 'expired 2026-11-22 2026-12-22');
    assert.ok(whole.coupons.every((coupon) => coupon.face_value_fen === 2600));
  });
});

describe('The weekly coupon', () => {
  const weekly = campaign('SHANLAN-WEEKLY');
  const cards = [card('2024-01-01 00:00')];
  const three = [spend('2026-11-16 00:00', 100), spend('2026-11-18 09:00', 100), spend('2026-11-22 23:59', 100)];

  const cases: [string, string, Who, string][] = [
    ['wants three spends', '2026-11-22 10:00', { spends: three.slice(0, 2) }, 'not_eligible · no_qualifying_spend'],
    [
      'opens with the third, on Sunday’s last minute',
      '2026-11-22 23:59',
      { spends: three },
      'claimable · 2026-11-22 23:59 · 2026-11-29 00:00',
    ],
    [
      'begins anew on Monday at midnight',
      '2026-11-23 10:00',
      { spends: [...three.slice(0, 2), spend('2026-11-23 00:00', 100)] },
      'not_eligible · no_qualifying_spend',
    ],
    [
      'stays open for seven days with the first',
      '2026-11-28 23:59',
      { spends: three },
      'claimable · 2026-11-22 23:59 · 2026-11-29 00:00',
    ],
    ['and no longer', '2026-11-29 00:00', { spends: three }, 'not_eligible · no_qualifying_spend'],
    [
      'is claimed for that week',
      '2026-11-25 00:00',
      { spends: three, claims: [claim('2026-11-16', '2026-11-23 10:00')] },
      'claimed',
    ],
    [
      'gives the next week’s beside it',
      '2026-11-25 10:00',
      {
        spends: [...three, spend('2026-11-23 08:00', 1), spend('2026-11-24 08:00', 1), spend('2026-11-25 08:00', 1)],
        claims: [claim('2026-11-16', '2026-11-23 10:00')],
      },
      'claimable · 2026-11-25 08:00 · 2026-12-02 00:00',
    ],
    [
      'gives the one that closes first first',
      '2026-11-25 10:00',
      { spends: [...three, spend('2026-11-23 08:00', 1), spend('2026-11-24 08:00', 1), spend('2026-11-25 08:00', 1)] },
      'claimable · 2026-11-22 23:59 · 2026-11-29 00:00',
    ],
    [
      'takes a week across the year’s end for one',
      '2027-01-02 10:00',
      { spends: [spend('2026-12-28 08:00'), spend('2026-12-31 23:59'), spend('2027-01-01 00:00')] },
      'claimable · 2027-01-01 00:00 · 2027-01-08 00:00',
    ],
  ];
  for (const [name, now, who, expected] of cases) {
    it(`${name} (C2, C3)`, () => assert.equal(short(stand(weekly, now, { cards, ...who })), expected));
  }

  it('stops at 52 in a calendar year, by the day of claiming, and says when it begins anew (C3)', () => {
    const claims = Array.from({ length: 52 }, (_, index) => claim(`past-${index}`, '2026-11-01 10:00'));
    const who = { cards, spends: three, claims };
    assert.equal(
      short(stand(weekly, '2026-11-23 10:00', who)),
      'quota_reached · 2026-11-22 23:59 · 2026-11-29 00:00 · year · 2027-01-01 00:00',
    );
    const last = [spend('2026-12-28 08:00'), spend('2026-12-29 08:00'), spend('2026-12-30 08:00')];
    const late = { ...who, spends: last };
    assert.equal(stand(weekly, '2026-12-31 23:59', late).state, 'quota_reached');
    assert.equal(stand(weekly, '2027-01-01 00:00', late).state, 'claimable');
    assert.equal(stand(weekly, '2026-11-23 10:00', { ...who, claims: claims.slice(1) }).state, 'claimable');
  });

  it('is worth 26 yuan to gold and 29 to platinum cards, the better of both', () => {
    const value = (...tiers: string[]) =>
      templateFor(weekly, { cards: tiers.map((tier) => card('2024-01-01 00:00', { tier })), spends: [] }).faceValueFen;
    assert.deepEqual([value('gold'), value('platinum'), value('platinum', 'gold')], [2600, 2900, 2900]);
  });
});
