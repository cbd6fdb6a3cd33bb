import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { claimBody, claimFor } from '../../demo/bank/campaigns/grant.ts';
import type { Campaign } from '../../demo/bank/campaigns/rule.ts';
import { at, campaign, claim, short, spend, stand, type Who } from './standings.ts';

describe('A flash sale', () => {
  const friday = campaign('SHANLAN-FRIDAY');
  const eighth = campaign('QINGHE-EIGHTH');
  const next = 'waiting_batch · 2026-11-27 10:00 · 2026-11-28 00:00';
  const open = 'claimable · 2026-11-27 10:00 · 2026-11-28 00:00';

  const cases: [string, Campaign, string, Who | undefined, number, string][] = [
    ['waits between its days', friday, '2026-11-22 10:00', undefined, 500, next],
    ['waits to the last millisecond before ten', friday, '2026-11-27 09:59', undefined, 500, next],
    ['opens on bank time for everybody', friday, '2026-11-27 10:00', undefined, 500, open],
    [
      'is sold out and names the next day',
      friday,
      '2026-11-27 10:01',
      undefined,
      0,
      'sold_out · 2026-12-04 10:00 · 2026-12-05 00:00',
    ],
    [
      'lets a second one go',
      friday,
      '2026-11-27 10:01',
      { claims: [claim('2026-11-27.1', '2026-11-27 10:00')] },
      499,
      open,
    ],
    [
      'stops at two a day',
      friday,
      '2026-11-27 10:02',
      { claims: [claim('2026-11-27.1', '2026-11-27 10:00'), claim('2026-11-27.2', '2026-11-27 10:01')] },
      498,
      'quota_reached · 2026-11-27 10:00 · 2026-11-28 00:00 · day · 2026-11-28 00:00',
    ],
    [
      'stops at four a month',
      friday,
      '2026-11-27 10:02',
      {
        claims: ['06.1', '06.2', '13.1', '20.1'].map((day) =>
          claim(`2026-11-${day}`, `2026-11-${day.slice(0, 2)} 11:00`),
        ),
      },
      498,
      'quota_reached · 2026-11-27 10:00 · 2026-11-28 00:00 · month · 2026-12-01 00:00',
    ],
    [
      'with one a time is claimed after it',
      eighth,
      '2026-12-08 10:02',
      { claims: [claim('2026-12-08.1', '2026-12-08 10:00')] },
      9,
      'claimed · 2026-12-08 10:00 · 2026-12-08 22:00 · day · 2026-12-09 00:00',
    ],
    [
      'is over at its hour',
      eighth,
      '2026-12-08 22:00',
      undefined,
      9,
      'waiting_batch · 2027-01-08 10:00 · 2027-01-08 22:00',
    ],
    [
      'ends with its campaign',
      eighth,
      '2027-10-08 22:00',
      undefined,
      9,
      'closed · 2026-09-01 00:00 · 2027-11-01 00:00',
    ],
  ];
  for (const [name, one, now, who, left, expected] of cases) {
    it(`${name} (C3, C4)`, () => assert.equal(short(stand(one, now, who, left)), expected));
  }
});

describe('Other campaigns', () => {
  it('that need the bank’s own sign-in say so to a partner’s page, and nothing of the customer (C3)', () => {
    const cashBack = campaign('LVTU-CASHBACK');
    assert.equal(stand(cashBack, '2026-11-22 10:00', undefined).state, 'bank_identity_required');
    const who = { spends: [spend('2026-11-20 10:00', 200_00, 'QINGHE')] };
    assert.deepEqual(stand(cashBack, '2026-11-22 10:00', who), stand(cashBack, '2026-11-22 10:00', undefined));
    const claims = [claim('2026-11-01', '2026-11-20 11:00')];
    assert.equal(stand(cashBack, '2026-11-22 10:00', { ...who, claims }).state, 'claimed');
    assert.equal(stand(cashBack, '2026-12-01 00:00', { ...who, claims }).state, 'bank_identity_required');
    assert.equal(
      short(stand(cashBack, '2026-11-22 10:00', { ...who, level: 'bank' })),
      'claimable · 2026-11-20 10:00 · 2026-12-05 00:00',
    );
  });

  it('pay cash-back at the beginning of the third day after the claim', () => {
    const one = campaign('LVTU-CASHBACK');
    const about = { person: 'c:1', partner: 'lvtu', nth: '1', key: 'k', digest: '', placement: '', attribution: null };
    const whole = claimFor({ campaign: one, ...about, facts: undefined, now: at('2026-12-30 23:59') });
    const states = ['2026-12-30 23:59', '2027-01-01 23:59', '2027-01-02 00:00', '2030-01-01 00:00'];
    assert.deepEqual(
      states.map((now) => claimBody(whole, at(now)).coupons[0]?.state),
      ['pending', 'pending', 'paid', 'paid'],
    );
  });

  it('for everybody are claimed once, by a customer and by a user nobody knows', () => {
    const stay = campaign('LVTU-STAY');
    for (const who of [undefined, {}]) assert.equal(stand(stay, '2026-11-22 10:00', who).state, 'claimable');
    assert.equal(stand(stay, '2026-11-22 10:00', { claims: [claim('1', '2026-10-01 10:00')] }).state, 'claimed');
    assert.equal(stand(stay, '2026-11-22 10:00', {}, 0).state, 'sold_out');
    assert.equal(stand(stay, '2027-11-01 00:00', {}).state, 'closed');
  });

  it('are not claimed here when they are redeemed with points', () => {
    assert.equal(short(stand(campaign('SHANLAN-EXCHANGE'), '2026-11-22 10:00', {})), 'not_eligible · points_only');
  });
});
