import { type Check, type Group, refused, succeeded, want, where } from './check.ts';
import { createPageKey, thumbOf } from './keys.ts';
import { createVisitor } from './visitor.ts';

const says = where.tickets;
const path = '/v1/session';

/** A proof that is wrong in one way is refused at a call with a token. */
function wrong(id: string, sentence: string, code: string, spoil: (now: number) => object, what: string): Check {
  return {
    id: `proofs.${id}`,
    says: sentence,
    where: says,
    async run(kit) {
      const visitor = await kit.visitor();
      refused(await visitor.call(path, { ...spoil(kit.now()), what }), code);
    },
  };
}

/** A proof whose time is so many seconds off is still good. */
function right(id: string, sentence: string, off: number): Check {
  return {
    id: `proofs.${id}`,
    says: sentence,
    where: says,
    async run(kit) {
      const visitor = await kit.visitor();
      const iat = Math.floor(kit.now() / 1000) + off;
      succeeded(await visitor.call(path, { claims: { iat }, what: `a proof ${off} s off` }), 200);
    },
  };
}

const seconds = (now: number) => Math.floor(now / 1000);

const proofs: Check[] = [
  wrong('missing', 'A token without a proof is refused', 'proof_invalid', () => ({ proof: '' }), 'without a proof'),
  wrong('bearer', 'A token shown as Bearer is refused', 'token_invalid', () => ({ scheme: 'Bearer' }), 'as Bearer'),
  {
    id: 'proofs.other-key',
    says: 'A proof of another key than the token’s is refused',
    where: says,
    async run(kit) {
      const visitor = await kit.visitor();
      const claims = { ath: thumbOf(visitor.token) };
      const proof = createPageKey().proof('GET', kit.gateway + path, kit.now(), claims);
      refused(await visitor.call(path, { proof, what: 'a proof of another key' }), 'proof_invalid');
    },
  },
  wrong(
    'other-method',
    'A proof is for one method',
    'proof_invalid',
    () => ({ claims: { htm: 'POST' } }),
    'a proof for POST',
  ),
  {
    id: 'proofs.other-address',
    says: 'A proof is for one address of the bank',
    where: says,
    async run(kit) {
      const visitor = await kit.visitor();
      for (const htu of [`${kit.gateway}/v1/claims`, `https://another-bank.example${path}`]) {
        refused(await visitor.call(path, { claims: { htu }, what: `a proof for ${htu}` }), 'proof_invalid');
      }
    },
  },
  wrong(
    'other-token',
    'A proof is for one token',
    'proof_invalid',
    () => ({ claims: { ath: 'another' } }),
    'with another ath',
  ),
  wrong(
    'unsigned',
    'A proof is signed with ES256',
    'proof_invalid',
    () => ({ header: { alg: 'none' } }),
    'with alg "none"',
  ),
  {
    id: 'proofs.once',
    says: 'A proof counts once',
    where: says,
    async run(kit) {
      const visitor = await kit.visitor();
      const proof = visitor.proof('GET', path);
      succeeded(await visitor.call(path, { proof }), 200);
      refused(await visitor.call(path, { proof, what: 'the same proof a second time' }), 'proof_replayed');
    },
  },
  wrong('old', 'A proof may be 60 s old', 'proof_stale', (now) => ({ claims: { iat: seconds(now) - 90 } }), '90 s old'),
  wrong(
    'future',
    'A proof may be 30 s in the future',
    'proof_stale',
    (now) => ({ claims: { iat: seconds(now) + 60 } }),
    '60 s ahead',
  ),
  right('tolerates-old', 'A proof may be 60 s old', -45),
  right('tolerates-future', 'A proof may be 30 s in the future', 20),
  {
    id: 'proofs.query-ignored',
    says: 'htu is compared without query and fragment',
    where: says,
    async run(kit) {
      const visitor = await kit.visitor();
      const htu = `${kit.gateway}${path}?partner=x#y`;
      succeeded(await visitor.call(path, { claims: { htu }, what: 'htu with a query' }), 200);
    },
  },
];

const session: Check[] = [
  {
    id: 'session.tells',
    says: 'A session tells level, surface, scope, its opaque id and its end',
    where: where.calls,
    async run(kit) {
      const visitor = await kit.visitor();
      const answer = await visitor.call(path);
      succeeded(answer, 200);
      const { level, surface, session: id, expiresAt } = answer.json as Record<string, string>;
      want(level === 'partner' && surface === 'partner', 'level and surface "partner"', answer);
      want(id === visitor.session, 'the id the token came with', answer);
      const left = Date.parse(expiresAt ?? '') - kit.now();
      want(left > 0 && left <= 605_000, 'an end within ten minutes', answer);
    },
  },
  {
    id: 'session.pairwise',
    says: 'The id of a session changes with the user, is the same for the same user, and does not tell who he is',
    where: says,
    async run(kit) {
      const visitor = await kit.visitor('a');
      const again = await kit.swap({ ticket: await kit.ticket({ user: visitor.user }) });
      want((again.json as { session?: string }).session === visitor.session, 'the same id for the same user', again);
      const other = await kit.visitor('b');
      want(other.session !== visitor.session, 'another id for another user', other.granted);
      want(!visitor.session.includes(visitor.user), 'an id that is not the partner’s own of the user', again);
    },
  },
  {
    id: 'session.other-origin',
    says: 'A token serves the origin to which it was given, and no other',
    where: where.callers,
    async run(kit) {
      const visitor = await kit.visitor();
      const what = 'from another origin';
      refused(await visitor.call(path, { origin: 'https://stranger.example', what }), 'origin_refused');
      refused(await visitor.call(path, { origin: undefined, what: 'without an origin' }), 'origin_refused');
    },
  },
  {
    id: 'session.unknown-token',
    says: 'A token the bank did not give is refused',
    where: where.errors,
    async run(kit) {
      const visitor = await kit.visitor();
      refused(await visitor.call(path, { token: 'x'.repeat(43), what: 'a token of our own' }), 'token_invalid');
    },
  },
  {
    id: 'session.not-in-address',
    says: 'A token is taken from the header and never from an address',
    where: says,
    async run(kit) {
      const visitor = await kit.visitor();
      const at = `${path}?access_token=${visitor.token}`;
      const headers = { dpop: visitor.proof('GET', path) };
      refused(await kit.call(at, { headers, what: 'the token in the query' }), 'token_invalid');
    },
  },
  {
    id: 'session.none',
    says: 'Without a token a page of a partner has no session',
    where: where.calls,
    async run(kit) {
      refused(await kit.call(path, { what: 'without a token' }), 'token_invalid');
    },
  },
  {
    id: 'session.logout',
    says: 'After logout the token is dead, and no other',
    where: where.calls,
    async run(kit) {
      const user = kit.userOf('a');
      const [one, two] = [await createVisitor(kit, user), await createVisitor(kit, user)];
      succeeded(await one.call('/v1/session/logout', { method: 'POST', what: 'logs out' }), 204);
      refused(await one.call(path, { what: 'after logout' }), 'token_invalid');
      succeeded(await two.call(path, { what: 'another token of the same user' }), 200);
    },
  },
];

/** What a page shows with its token, and what it is told of its session. */
export const sessionGroups: Group[] = [
  { name: 'proofs', title: 'Proofs of possession', checks: proofs },
  { name: 'session', title: 'Sessions', checks: session },
];
