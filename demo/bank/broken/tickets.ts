import { randomBytes } from 'node:crypto';
import { decodeJwt } from 'jose';
import {
  type Answered,
  type Asked,
  type BankFault,
  change,
  codeOf,
  forgiving,
  say,
  type Surroundings,
  wordsOf,
} from './fault.ts';

const endpoint = /^POST \/oidc\/token$/;
const formOf = ({ body }: Asked) => new URLSearchParams(body);
/** The partner's backend asks, not a page. */
const isExchange = (asked: Asked) => formOf(asked).has('client_assertion');

/** A ticket in place of a refusal. */
const ticket = (answer: Answered) =>
  say(answer, 200, {
    access_token: randomBytes(32).toString('base64url'),
    issued_token_type: 'urn:inlay:token-type:ticket',
    token_type: 'N_A',
    expires_in: 60,
  });
/** A token in place of a refusal. */
export const token = (answer: Answered): void =>
  say(answer, 200, {
    access_token: randomBytes(32).toString('base64url'),
    token_type: 'DPoP',
    expires_in: 600,
    scope: 'partner',
    level: 'partner',
    surface: 'partner',
    session: randomBytes(16).toString('base64url'),
  });

const forgivesTicket = (says: string, code: string): BankFault =>
  forgiving(says, endpoint, (answer, asked) => !isExchange(asked) && codeOf(answer) === code, token);
const forgivesAssertion = (says: string, code: string, words: RegExp): BankFault =>
  forgiving(
    says,
    endpoint,
    (answer, asked) => isExchange(asked) && codeOf(answer) === code && words.test(wordsOf(answer)),
    ticket,
  );
/** Changes the answer that gives a ticket, or a token. */
const changesGrant = (says: string, exchange: boolean, spoil: (json: Record<string, unknown>) => void): BankFault => ({
  says,
  after(answer, asked) {
    if (asked.path === '/oidc/token' && isExchange(asked) === exchange) change(answer, spoil);
  },
});
const refuseToken = (answer: Answered, code: string) =>
  say(answer, 400, { error: 'invalid_grant', code, traceId: answer.headers['x-trace-id'], retryable: false });
const iatOf = (jwt: string | null | undefined) => Number(jwt ? decodeJwt(jwt).iat : NaN);
const off = ({ clock }: Surroundings, iat: number) => Math.abs(iat - clock.now() / 1000);

/** Faults with what a partner's backend shows, and with tickets. */
export const ticketFaults = {
  assertion_replay_accepted: forgivesAssertion('An assertion counts as often as it comes', 'assertion_replayed', /./),
  assertion_signature_unchecked: forgivesAssertion(
    'Anybody may sign for a partner',
    'assertion_invalid',
    /signature|"alg"|algorithm/i,
  ),
  assertion_audience_unchecked: forgivesAssertion(
    'An assertion for another bank is good here',
    'assertion_invalid',
    /"aud"/,
  ),
  assertion_age_unchecked: forgivesAssertion(
    'An assertion never ends',
    'assertion_invalid',
    /timestamp|too far in the past|in the (past|future)/,
  ),
  assertion_life_unchecked: forgivesAssertion(
    'An assertion may live for an hour',
    'assertion_invalid',
    /lives too long/,
  ),
  assertion_client_unchecked: forgivesAssertion(
    'Any client may ask in a partner’s name',
    'assertion_invalid',
    /sub of the client|"iss"/,
  ),
  assertion_form_unchecked: forgivesAssertion(
    'A request for a ticket may lack anything',
    'invalid_request',
    /_type|scopes/,
  ),
  frame_nonce_optional: forgivesAssertion('A ticket for a frame needs no nonce', 'invalid_request', /nonce/),
  ticket_for_foreign_origin: forgivesAssertion('A ticket is given for any origin', 'origin_refused', /./),
  assertion_clock_strict: {
    says: 'A partner’s clock may not differ at all',
    after(answer, asked, there) {
      if (
        asked.path === '/oidc/token' &&
        isExchange(asked) &&
        off(there, iatOf(formOf(asked).get('client_assertion'))) > 6
      ) {
        if (answer.status === 200) refuseToken(answer, 'assertion_invalid');
      }
    },
  },
  ticket_life_too_long: changesGrant('A ticket lives ten minutes', true, (json) => (json['expires_in'] = 600)),
  ticket_replay_accepted: forgivesTicket('A ticket counts as often as it comes', 'ticket_used'),
  ticket_never_ends: forgivesTicket('A ticket does not end', 'ticket_expired'),
  ticket_unknown_accepted: forgivesTicket('Any word is a ticket', 'ticket_invalid'),
  ticket_origin_unchecked: forgivesTicket('A ticket for one origin serves at another', 'ticket_origin_mismatch'),
  ticket_for_strangers: forgivesTicket('A page of any origin gets a token', 'origin_refused'),
  stale_proof_burns_ticket: {
    says: 'A ticket that came with a stale proof is used up',
    after(answer, asked, { memory }) {
      const shown = asked.path === '/oidc/token' && formOf(asked).get('ticket');
      if (!shown) return;
      if (codeOf(answer) === 'proof_stale') memory.set(shown, 'burnt');
      else if (memory.has(shown)) refuseToken(answer, 'ticket_used');
    },
  },
  refusal_of_ticket_unnamed: {
    says: 'A refused ticket is told in OAuth’s words alone, without code, traceId and retryable',
    after(answer) {
      if (codeOf(answer) === 'ticket_used') say(answer, 400, { error: 'invalid_grant' });
    },
  },
  token_life_too_long: changesGrant('A token lives for a day', false, (json) => (json['expires_in'] = 86_400)),
} satisfies Record<string, BankFault>;

export { iatOf, off };
