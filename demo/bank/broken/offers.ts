import { type BankFault, changing } from './fault.ts';

type Json = Record<string, unknown>;
const product = /^GET \/v1\/products\/\w+$/;
const list = /^GET \/v1\/products$/;
const campaign = /^GET \/v1\/campaigns\/[\w-]+$/;
const policy = /^GET \/v1\/channel-policy$/;
const itemsOf = (json: Json) => json['items'] as Json[];
const rulesOf = (json: Json) => json['rules'] as Json[];

/** Faults with products, campaigns and the policy. */
export const offerFaults = {
  list_with_figures: changing('The list of products tells their returns', list, (json) => {
    for (const item of itemsOf(json)) item['sevenDayYield'] = '2.31';
  }),
  kinds_mixed: changing('The list of products holds two kinds', list, (json) => {
    const [first] = itemsOf(json);
    itemsOf(json).push({ ...first, kind: 'deposit' });
  }),
  money_as_text: changing('Money is told in yuan, as a text', product, (json) => (json['minAmountFen'] = '1.00')),
  risk_warning_missing: changing(
    'A product lacks its risk warning',
    product,
    (json) => delete (json['disclosure'] as Json)['risk'],
  ),
  digest_wrong: changing('The digest is not that of the texts', product, (json) => {
    (json['disclosure'] as Json)['digest'] = 'a'.repeat(64);
  }),
  history_backwards: changing('The history comes newest first', /\/nav$/, (json) => itemsOf(json).reverse()),
  stock_as_number: changing('A campaign tells how many are left', campaign, (json) => (json['remaining'] = 12)),
  campaign_digest_wrong: changing('The digest is not that of the rules', campaign, (json) => {
    (json['rules'] as Json)['validity'] = '以门店公告为准。';
  }),
  instants_in_utc: changing('A campaign’s instants are in UTC', campaign, (json) => {
    for (const name of ['startsAt', 'endsAt']) json[name] = new Date(String(json[name])).toISOString();
  }),
  campaigns_in_own_order: changing('Campaigns come in the bank’s own order', /^GET \/v1\/campaigns$/, (json) =>
    itemsOf(json).reverse(),
  ),
  policy_sells: changing('A partner’s page may sell', policy, (json) => {
    const rule = rulesOf(json).find(({ verb, productClass }) => verb === 'buy' && productClass === 'wealth');
    if (rule) Object.assign(rule, { verdict: 'allow' });
  }),
  policy_of_another: changing('The document is another partner’s', policy, (json) => (json['partner'] = 'weishi')),
  policy_expired: changing('The document has expired', policy, (json) => {
    Object.assign(json, { issuedAt: '2025-01-01T00:00:00+08:00', expiresAt: '2025-01-08T00:00:00+08:00' });
  }),
  policy_of_bank: changing('A partner’s page is taken for the bank’s', policy, (json) => (json['surface'] = 'bank')),
} satisfies Record<string, BankFault>;
