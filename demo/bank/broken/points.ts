import { randomUUID } from 'node:crypto';
import { rfc3339 } from '../clock.ts';
import { type Answered, type BankFault, changing, codeOf, forgiving, membersOf, refuse, say } from './fault.ts';

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
  item_digest_wrong: changing(
    'The digest is not that of an item’s texts',
    /^GET \/v1\/reward-items\/[\w-]+$/,
    (json) => {
      (json['rules'] as Record<string, unknown>)['contact'] = '以门店公告为准。';
    },
  ),
  quota_refused: {
    says: 'How much of the caps is used is not told',
    after(answer, { path }) {
      if (path.endsWith('/quota')) refuse(answer, 403, 'bank_identity_required');
    },
  },
  quote_form_unchecked: forgiving(
    'A price is given for no piece, or for half a piece',
    quotes,
    (answer) => codeOf(answer) === 'invalid_request',
    (answer, _asked, { clock }) => quote(answer, rfc3339(clock.now() + 60_000)),
  ),
  attribution_refuses_quote: {
    says: 'A price with a bad attribution token is refused',
    after(answer, { method, path, body }) {
      if (quotes.test(`${method} ${path}`) && 'attribution' in membersOf(body)) refuse(answer, 400, 'invalid_request');
    },
  },
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
  attribution_names_employee: {
    says: 'An attribution token tells the employee',
    before(asked) {
      asked.body = asked.body.replace('"token":"E-CONFORMANCE.', '"token":"');
    },
    after(answer, { path }) {
      if (path === '/v1/attribution/tokens') answer.body = answer.body.replace('"token":"', '"token":"E-CONFORMANCE.');
    },
  },
  attribution_never_counts: {
    says: 'No attribution token counts',
    after(answer) {
      if (membersOf(answer.body)['counted'] === true) say(answer, 200, { counted: false });
    },
  },
  attribution_tampered_counts: {
    says: 'A tampered attribution token counts',
    after(answer, { method, path }) {
      if (attribution.test(`${method} ${path}`) && membersOf(answer.body)['counted'] === false)
        say(answer, 200, { counted: true });
    },
  },
} satisfies Record<string, BankFault>;
