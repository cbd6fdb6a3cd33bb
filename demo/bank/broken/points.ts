import { randomUUID } from 'node:crypto';
import { rfc3339 } from '../clock.ts';
import { type Answered, type BankFault, changing, codeOf, forgiving, membersOf, say } from './fault.ts';

const quotes = /^POST \/v1\/points\/quotes$/;
const attribution = /^\w+ \/v1\/attribution\//;

/** A price in place of a refusal. */
function quote(answer: Answered, expiresAt: string): void {
  say(answer, 201, {
    quote: `${'A'.repeat(22)}.${'A'.repeat(43)}`,
    id: 'A'.repeat(22),
    points: 2600,
    moneyFen: 0,
    expiresAt,
  });
}

/** Faults with points and with attribution. */
export const pointFaults = {
  quote_holds_for_a_day: changing('A price holds for a day', quotes, (json) => {
    json['expiresAt'] = rfc3339(Date.parse(String(json['expiresAt'])) + 86_400_000);
  }),
  quote_price_differs: changing(
    'A price is not that of the item',
    quotes,
    (json) => (json['points'] = Number(json['points']) + 100),
  ),
  quote_says_what: changing('A quote’s token tells the item', quotes, (json, { body }) => {
    json['quote'] = `${Buffer.from(body).toString('base64url').slice(0, 60)}.${String(json['quote']).slice(-43)}`;
  }),
  quote_rules_unread: forgiving(
    'A price is given for whatever rules',
    quotes,
    (answer) => codeOf(answer) === 'rules_changed',
    (answer, _asked, { clock }) => quote(answer, rfc3339(clock.now() + 60_000)),
  ),
  quote_without_session: forgiving(
    'A price needs no session',
    quotes,
    (answer) => answer.status === 401,
    (answer, _asked, { clock }) => quote(answer, rfc3339(clock.now() + 60_000)),
  ),
  balance_for_partners: forgiving(
    'A partner’s token reads the balance',
    /^GET \/v1\/points\/balance$/,
    (answer) => codeOf(answer) === 'bank_identity_required',
    (answer, _asked, { clock }) => say(answer, 200, { points: 12_600, asOf: rfc3339(clock.now()) }),
  ),
  redemption_for_partners: forgiving(
    'A partner’s token confirms a redemption',
    /^POST \/v1\/points\/redemptions$/,
    (answer) => codeOf(answer) === 'bank_identity_required',
    (answer, _asked, { clock }) => {
      const amount = { points: 2600, moneyFen: 0, item: 'LATTE-26', quantity: 1, at: rfc3339(clock.now()) };
      say(answer, 201, { id: randomUUID(), quote: 'A'.repeat(22), status: 'confirmed', receipt: 'R1', ...amount });
    },
  ),
  outcome_for_anybody: changing(
    'The outcome of a quote is told to anybody',
    /^GET \/v1\/points\/redemptions$/,
    (json) => {
      const amount = { points: 2600, moneyFen: 0, item: 'LATTE-26', quantity: 1, at: '2026-11-22T10:00:00+08:00' };
      json['items'] = [{ id: randomUUID(), quote: 'A'.repeat(22), status: 'pending', ...amount }];
    },
  ),
  attribution_open: forgiving(
    'Anybody makes attribution tokens',
    /^POST \/v1\/attribution\/tokens$/,
    (answer) => answer.status === 401,
    (answer) => say(answer, 201, { token: 'A'.repeat(62), journey: 'j', expiresAt: '2026-11-23T10:00:00+08:00' }),
  ),
  attribution_tampered_counts: {
    says: 'A tampered attribution token counts',
    after(answer, { method, path }) {
      if (attribution.test(`${method} ${path}`) && membersOf(answer.body)['counted'] === false)
        say(answer, 200, { counted: true });
    },
  },
} satisfies Record<string, BankFault>;
