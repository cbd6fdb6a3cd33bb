import { randomUUID } from 'node:crypto';
import { rfc3339 } from '../clock.ts';
import {
  type Answered,
  type Asked,
  type BankFault,
  change,
  changing,
  codeOf,
  forgiving,
  say,
  type Surroundings,
} from './fault.ts';

const redemptions = /^POST \/v1\/points\/redemptions$/;
const openQuote = /^GET \/v1\/points\/quotes\/[^/]+$/;
const withCookie = ({ headers }: Asked) => headers['cookie'] !== undefined;

/** Changes an answer to a confirmation that is not the first. */
const again = (says: string, spoil: (answer: Answered) => void): BankFault => ({
  says,
  after(answer, { method, path }) {
    if (redemptions.test(`${method} ${path}`) && answer.status === 200) spoil(answer);
  },
});
const isReplay = ({ headers }: Answered) => headers['idempotency-replayed'] === 'true';
const otherId = (answer: Answered) => change(answer, (json) => (json['id'] = randomUUID()));
const price = (answer: Answered, { clock }: Surroundings) =>
  say(answer, 201, {
    quote: `${'A'.repeat(22)}.${'A'.repeat(43)}`,
    ...{ id: 'A'.repeat(22), points: 2600, moneyFen: 0, expiresAt: rfc3339(clock.now() + 60_000) },
  });

/** Faults on the bank's own surface. */
export const redemptionFaults = {
  bank_session_as_partner: changing('A session of the bank is told as a partner’s', /^GET \/v1\/session$/, (json) => {
    if (json['level'] === 'bank') json['level'] = 'partner';
  }),
  cookie_from_anywhere: forgiving(
    'The bank’s cookie serves on any page',
    /^GET \/v1\/points\/balance$/,
    (answer, asked) => codeOf(answer) === 'bank_identity_required' && withCookie(asked),
    (answer, _asked, { clock }) => say(answer, 200, { points: 12_600, asOf: rfc3339(clock.now()) }),
  ),
  entries_oldest_first: changing('What moved is told oldest first', /^GET \/v1\/points\/entries$/, (json) =>
    (json['items'] as unknown[]).reverse(),
  ),
  quote_always_open: changing('A quote is told as open for ever', openQuote, (json) => {
    if (json['state'] === 'expired') json['state'] = 'open';
  }),
  quote_signature_unchecked: forgiving(
    'A quote that was changed is redeemed',
    redemptions,
    (answer) => codeOf(answer) === 'not_found',
    (answer, _asked, { clock }) => {
      const amount = { points: 2600, moneyFen: 0, item: 'LATTE-26', quantity: 1, at: rfc3339(clock.now()) };
      say(answer, 201, { id: randomUUID(), quote: 'A'.repeat(22), status: 'confirmed', receipt: 'R1', ...amount });
    },
  ),
  redemption_key_ignored: again('The same key redeems a second time', (answer) => isReplay(answer) && otherId(answer)),
  redemption_unmarked: again(
    'A replayed redemption is not marked',
    (answer) => delete answer.headers['idempotency-replayed'],
  ),
  redemption_by_second_key: again('A second key redeems a quote a second time', (answer) => {
    if (isReplay(answer)) return;
    otherId(answer);
    change(answer, (json) => delete json['already']);
  }),
  redemption_key_reuse_accepted: forgiving(
    'A key serves for another quote too',
    redemptions,
    (answer) => codeOf(answer) === 'idempotency_key_reused',
    (answer, _asked, { clock }) => {
      const amount = { points: 2600, moneyFen: 0, item: 'LATTE-26', quantity: 1, at: rfc3339(clock.now()) };
      say(answer, 201, { id: randomUUID(), quote: 'A'.repeat(22), status: 'released', ...amount });
    },
  ),
  points_taken_twice: {
    says: 'A redemption takes its points twice',
    after(answer, { method, path }, { memory }) {
      if (redemptions.test(`${method} ${path}`) && answer.status === 201) memory.set('taken', 'again');
      if (path.endsWith('/reversal')) memory.delete('taken');
      if (path !== '/v1/points/balance' || !memory.has('taken')) return;
      change(answer, (json) => (json['points'] = Number(json['points']) - 2600));
    },
  },
  outcome_hidden: changing(
    'What became of a quote is told to nobody',
    /^GET \/v1\/points\/redemptions$/,
    (json) => (json['items'] = []),
  ),
  renewal_after_redemption: forgiving(
    'There is a new price for what was redeemed',
    /\/renewal$/,
    (answer) => codeOf(answer) === 'quote_redeemed',
    (answer, _asked, there) => price(answer, there),
  ),
  reversal_pending: changing(
    'A redemption that was taken back is told as pending',
    /\/reversal$/,
    (json) => (json['status'] = 'pending'),
  ),
  conversions_unlisted: changing(
    'What an organisation brought is not listed',
    /^GET \/v1\/attribution\/conversions$/,
    (json) => (json['items'] = []),
  ),
} satisfies Record<string, BankFault>;
