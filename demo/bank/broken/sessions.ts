import { decodeJwt, type JWTPayload } from 'jose';
import { rfc3339 } from '../clock.ts';
import {
  type Answered,
  type Asked,
  type BankFault,
  change,
  changing,
  codeOf,
  forgiving,
  membersOf,
  queryOf,
  refuse,
  say,
  type Surroundings,
  wordsOf,
} from './fault.ts';
import { iatOf, off, token } from './tickets.ts';

const anywhere = /^(GET \/v1\/session|POST \/oidc\/token)$/;
const atSession = /^GET \/v1\/session$/;
const tokenOf = ({ headers }: Asked) => /^\w+ ([\w-]+)$/.exec(headers['authorization'] ?? '')?.[1] ?? '';
const proofOf = ({ headers }: Asked): JWTPayload => (headers['dpop'] ? decodeJwt(headers['dpop']) : {});

/** A session, or a token, in place of a refusal. */
function welcome(answer: Answered, asked: Asked, { clock }: Surroundings): void {
  if (asked.path === '/oidc/token') return token(answer);
  const session = { level: 'partner', surface: 'partner', scope: 'partner', session: 'AAAAAAAAAAAAAAAAAAAAAA' };
  say(answer, 200, { ...session, expiresAt: rfc3339(clock.now() + 60_000) });
}
const forgives = (says: string, at: RegExp, fits: (answer: Answered, asked: Asked, there: Surroundings) => boolean) =>
  forgiving(says, at, fits, welcome);

/** Remembers the tokens that were given and those that were given back. */
function notes(answer: Answered, asked: Asked, { memory }: Surroundings): void {
  if (asked.path === '/oidc/token' && answer.status === 200)
    memory.set(String(membersOf(answer.body)['access_token']), 'given');
  if (asked.path === '/v1/session/logout' && answer.status === 204) memory.set(tokenOf(asked), 'ended');
}
/** Takes a token that is `given`, `ended`, or neither. */
const forgivesToken = (says: string, state: string | undefined): BankFault => ({
  says,
  after(answer, asked, there) {
    notes(answer, asked, there);
    const shown = tokenOf(asked);
    const fits = /^DPoP /.test(asked.headers['authorization'] ?? '') && there.memory.get(shown) === state;
    if (asked.path === '/v1/session' && codeOf(answer) === 'token_invalid' && fits) welcome(answer, asked, there);
  },
});

/** Faults with proofs and sessions. */
export const sessionFaults = {
  proof_replay_accepted: forgives(
    'A proof counts as often as it comes',
    anywhere,
    (answer) => codeOf(answer) === 'proof_replayed',
  ),
  proof_optional: forgives(
    'A proof may be left out',
    anywhere,
    (answer, { headers }) => codeOf(answer) === 'proof_invalid' && !headers['dpop'],
  ),
  proof_key_unchecked: forgives('A proof may be of another key than the token’s', atSession, (answer) =>
    /signed with another key/.test(wordsOf(answer)),
  ),
  proof_method_unchecked: forgives(
    'A proof for one method serves for another',
    atSession,
    (answer, asked) => /another call/.test(wordsOf(answer)) && proofOf(asked)['htm'] !== asked.method,
  ),
  proof_address_unchecked: forgives(
    'A proof for one address serves for another',
    atSession,
    (answer, asked) => /another call/.test(wordsOf(answer)) && proofOf(asked)['htm'] === asked.method,
  ),
  proof_token_unchecked: forgives('A proof for one token serves for another', atSession, (answer) =>
    /another token/.test(wordsOf(answer)),
  ),
  proof_unsigned_accepted: forgives('A proof need not be signed', atSession, (answer) =>
    /wrongly signed/.test(wordsOf(answer)),
  ),
  proof_age_unchecked: forgives('A proof never ends', anywhere, (answer) => codeOf(answer) === 'proof_stale'),
  proof_clock_strict: {
    says: 'A page’s clock may not differ at all',
    after(answer, asked, there) {
      if (answer.status === 200 && asked.path === '/v1/session' && off(there, iatOf(asked.headers['dpop'])) > 10) {
        refuse(answer, 401, 'proof_stale');
        answer.body = answer.body.replace('"retryable":false', '"retryable":true');
        answer.headers['www-authenticate'] = 'DPoP error="invalid_dpop_proof"';
      }
    },
  },
  proof_query_counts: {
    says: 'A proof whose address has a query is refused',
    after(answer, asked) {
      if (asked.path !== '/v1/session' || !String(proofOf(asked)['htu']).includes('?')) return;
      refuse(answer, 401, 'proof_invalid');
      answer.headers['www-authenticate'] = 'DPoP error="invalid_dpop_proof"';
    },
  },
  session_for_nobody: forgives(
    'Who shows no token has a session',
    atSession,
    (answer, asked) => answer.status === 401 && !asked.headers['authorization'] && !queryOf(asked, 'access_token'),
  ),
  bearer_accepted: forgives(
    'A token serves as Bearer',
    atSession,
    (answer, { headers }) => answer.status === 401 && /^Bearer/.test(headers['authorization'] ?? ''),
  ),
  token_unknown_accepted: forgivesToken('Any word is a token', undefined),
  token_never_ends: forgivesToken('A token does not end', 'given'),
  token_survives_logout: forgivesToken('A token serves on after logout', 'ended'),
  token_origin_unchecked: forgives(
    'A token serves at any origin',
    atSession,
    (answer) => codeOf(answer) === 'origin_refused',
  ),
  token_in_address: forgives(
    'A token is taken from the query',
    atSession,
    (answer, asked) => answer.status === 401 && queryOf(asked, 'access_token') !== '',
  ),
  token_echoed: {
    says: 'An answer repeats the token it was asked with',
    after(answer, asked) {
      if (asked.path === '/v1/session' && answer.status === 200) answer.headers['x-session-token'] = tokenOf(asked);
    },
  },
  session_names_user: {
    says: 'The id of a session is the partner’s own of the user',
    after(answer, asked, { memory }) {
      const form = new URLSearchParams(asked.path === '/oidc/token' ? asked.body : '');
      const { access_token: given } = membersOf(answer.body);
      const subject = form.get('subject_token');
      const user = memory.get(form.get('ticket') ?? tokenOf(asked));
      if (answer.status !== 200) return;
      if (subject) memory.set(String(given), String(decodeJwt(subject).sub));
      else if (user) {
        if (form.has('ticket')) memory.set(String(given), user);
        if (!asked.path.startsWith('/v1/') || asked.path === '/v1/session')
          change(answer, (json) => (json['session'] = user));
      }
    },
  },
  session_without_level: changing('A session does not tell its level', atSession, (json) => delete json['level']),
} satisfies Record<string, BankFault>;
