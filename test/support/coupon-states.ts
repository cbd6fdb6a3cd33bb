/** An instant of this year. */
export const at = (time: string) => `2026-${time}+08:00`;
/** So many coupons of a customer's in one state. */
export const held = (count: number, state: string, from: string) =>
  Array.from({ length: count }, (_, i) => ({
    id: `c-${from}-${i}`,
    state,
    faceValueFen: 2600,
    activeFrom: at(from),
    validUntil: at('12-31T00:00:00'),
  }));
/** What the bank says once he has claimed. */
export const claimed = (campaign: string, ...coupons: object[]) => ({
  state: 'claimed',
  claims: [{ id: 'claim-1', campaign, key: 'k', coupons }],
});
const welcome = 'SHANLAN-WELCOME';
/** Every state of a coupon by its campaign and what the bank says of the customer (C3). */
export const couponStates: [name: string, campaign: string, says: object][] = [
  ['claimable', welcome, {}],
  [
    'claimed, three later',
    welcome,
    claimed(welcome, ...held(3, 'active', '11-22T00:00:00'), ...held(3, 'waiting', '12-01T00:00:00')),
  ],
  ['used', welcome, claimed(welcome, ...held(1, 'used', '11-22T00:00:00'))],
  ['expired', welcome, claimed(welcome, ...held(1, 'expired', '11-01T00:00:00'))],
  ['not started', 'FLASH-8TH', { state: 'not_started' }],
  ['counted down', 'FLASH-8TH', { state: 'not_started', claimFrom: at('11-22T10:45:10') }],
  ['waiting for a batch', 'FLASH-8TH', { state: 'waiting_batch', claimFrom: at('11-27T10:00:00') }],
  [
    'quota reached',
    welcome,
    { state: 'quota_reached', quota: { period: 'week', used: 1, limit: 1, resetsAt: at('11-23T00:00:00') } },
  ],
  [
    'not eligible',
    welcome,
    {
      state: 'not_eligible',
      reasonText: '本周再消费1笔即可领取',
      next: { text: '去消费', url: 'https://open.bank.example/x' },
      progress: { done: 2, needed: 3 },
    },
  ],
  ['sold out', 'CASHBACK-5', { state: 'sold_out' }],
  ['closed', 'CASHBACK-5', { state: 'closed' }],
  ['cash-back pending', 'CASHBACK-5', claimed('CASHBACK-5', ...held(1, 'pending', '11-22T00:00:00'))],
  ['cash-back paid', 'CASHBACK-5', claimed('CASHBACK-5', ...held(1, 'paid', '11-22T00:00:00'))],
  ['needs the bank identity', 'INSTALMENT-88', {}],
];
