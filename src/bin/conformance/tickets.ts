import { randomUUID } from 'node:crypto';
import { type Check, type Group, refused, succeeded, want, where } from './check.ts';
import { createPageKey, strangersKey } from './keys.ts';

const says = where.tickets;

const assertions: Check[] = [
  {
    id: 'assertions.accepted',
    says: 'A right request of the partner’s backend is answered with a ticket that lives 60 s at most',
    where: says,
    async run(kit) {
      const answer = await kit.ask();
      succeeded(answer, 200);
      const { token_type: type, expires_in: life } = answer.json as { token_type: string; expires_in: number };
      want(type === 'N_A' && life > 0 && life <= 60, 'token_type "N_A" and expires_in of 1 to 60', answer);
    },
  },
  {
    id: 'assertions.tolerance',
    says: 'A partner’s clock may be 10 s off',
    where: says,
    async run(kit) {
      for (const off of [7, -7]) {
        const iat = Math.floor(kit.now() / 1000) + off;
        succeeded(
          await kit.ask({ claims: { iat, exp: iat + 55 }, what: `assertions of a clock that is ${off} s off` }),
          200,
        );
      }
    },
  },
  {
    id: 'assertions.stale',
    says: 'An assertion that has ended, or is from the future, is refused',
    where: says,
    async run(kit) {
      for (const off of [-120, 120]) {
        const iat = Math.floor(kit.now() / 1000) + off;
        refused(
          await kit.ask({ claims: { iat, exp: iat + 55 }, what: `assertions ${off} s off` }),
          'assertion_invalid',
        );
      }
    },
  },
  {
    id: 'assertions.life',
    says: 'An assertion lives 60 s at most',
    where: says,
    async run(kit) {
      const exp = Math.floor(kit.now() / 1000) + 3600;
      refused(await kit.ask({ claims: { exp }, what: 'assertions that live an hour' }), 'assertion_invalid');
    },
  },
  {
    id: 'assertions.signature',
    says: 'Assertions are signed with ES256 by the partner’s own key',
    where: says,
    async run(kit) {
      refused(await kit.ask({ signer: strangersKey(), what: 'signed with another key' }), 'assertion_invalid');
      refused(
        await kit.ask({ header: { alg: 'none' }, what: 'with alg "none" and no signature' }),
        'assertion_invalid',
      );
    },
  },
  {
    id: 'assertions.audience',
    says: 'Assertions name the bank’s issuer in aud',
    where: says,
    async run(kit) {
      const claims = { aud: 'https://another-bank.example/oidc' };
      refused(await kit.ask({ claims, what: 'assertions for another bank' }), 'assertion_invalid');
    },
  },
  {
    id: 'assertions.client',
    says: 'iss and sub of the client’s assertion are the partner’s id',
    where: says,
    async run(kit) {
      refused(await kit.ask({ client: { sub: 'somebody-else' }, what: 'sub of another client' }), 'assertion_invalid');
      refused(await kit.ask({ claims: { iss: 'somebody-else' }, what: 'iss of another client' }), 'assertion_invalid');
    },
  },
  {
    id: 'assertions.once',
    says: 'Each assertion counts once',
    where: says,
    async run(kit) {
      const iat = Math.floor(kit.now() / 1000);
      const claims = { iat, exp: iat + 55, jti: randomUUID() };
      succeeded(await kit.ask({ client: claims, what: 'the first time' }), 200);
      refused(await kit.ask({ client: claims, what: 'a client assertion of the same jti' }), 'assertion_replayed');
    },
  },
  {
    id: 'assertions.origin',
    says: 'A ticket is for an origin of the partner’s record',
    where: says,
    async run(kit) {
      const form = { origin: 'https://stranger.example' };
      refused(await kit.ask({ form, what: 'for an origin that is not in the record' }), 'origin_refused');
    },
  },
  {
    id: 'assertions.form',
    says: 'A request that lacks a member is refused as such',
    where: says,
    async run(kit) {
      refused(
        await kit.ask({ form: { subject_token_type: '' }, what: 'without subject_token_type' }),
        'invalid_request',
      );
      refused(await kit.ask({ form: { scope: 'bank' }, what: 'with scope "bank"' }), 'invalid_request');
    },
  },
  {
    id: 'assertions.frame-nonce',
    says: 'A ticket of scope frame needs the word the SDK made for one frame',
    where: says,
    async run(kit) {
      refused(await kit.ask({ form: { scope: 'frame' }, what: 'scope frame without nonce' }), 'invalid_request');
    },
  },
];

const tickets: Check[] = [
  {
    id: 'tickets.swapped',
    says: 'A ticket with a proof is swapped for a token of the partner’s level that lives 10 min at most',
    where: says,
    async run(kit) {
      const answer = await kit.swap({ ticket: await kit.ticket() });
      succeeded(answer, 200);
      const { token_type: type, expires_in: life, level, surface } = answer.json as Record<string, unknown>;
      want(
        type === 'DPoP' && level === 'partner' && surface === 'partner',
        'a DPoP token of level and surface "partner"',
        answer,
      );
      want(Number(life) > 0 && Number(life) <= 600, 'expires_in of 1 to 600', answer);
    },
  },
  {
    id: 'tickets.once',
    says: 'A ticket counts once',
    where: says,
    async run(kit) {
      const ticket = await kit.ticket();
      succeeded(await kit.swap({ ticket }), 200);
      refused(await kit.swap({ ticket, what: 'the same ticket a second time' }), 'ticket_used');
    },
  },
  {
    id: 'tickets.once-at-once',
    says: 'Of five swaps of one ticket at the same moment one is answered with a token',
    where: says,
    async run(kit) {
      const ticket = await kit.ticket();
      const what = 'one ticket, five times at once';
      const answers = await Promise.all(Array.from({ length: 5 }, () => kit.swap({ ticket, what })));
      const granted = answers.filter(({ status }) => status === 200);
      want(granted.length === 1, `one token of five (there were ${granted.length})`, granted[1] ?? answers[0]);
    },
  },
  {
    id: 'tickets.unknown',
    says: 'A ticket the bank did not give is refused',
    where: says,
    async run(kit) {
      refused(
        await kit.swap({ ticket: kit.fresh().repeat(3).slice(0, 43), what: 'a ticket of our own' }),
        'ticket_invalid',
      );
    },
  },
  {
    id: 'tickets.stranger',
    says: 'A page of another origin gets no token for it',
    where: says,
    async run(kit) {
      const what = 'from an origin that is not in the record';
      refused(
        await kit.swap({ ticket: await kit.ticket(), origin: 'https://stranger.example', what }),
        'origin_refused',
      );
    },
  },
  {
    id: 'tickets.other-origin',
    says: 'A ticket is bound to the origin it was asked for',
    where: says,
    async run(kit) {
      const what = 'from the bank’s own origin, for which it was not asked';
      const answer = await kit.swap({ ticket: await kit.ticket(), origin: kit.gateway, what });
      // A bank whose pages have another origin than its gateway does not know this one.
      refused(answer, 'ticket_origin_mismatch', 'origin_refused');
    },
  },
  {
    id: 'tickets.frame-scope',
    says: 'A ticket for the bank’s frame gives no token to a page',
    where: says,
    async run(kit) {
      const ticket = await kit.ticket({ form: { scope: 'frame', nonce: 'AAAAAAAAAAAAAAAAAAAAAA' } });
      refused(await kit.swap({ ticket, what: 'a ticket of scope frame' }), 'ticket_invalid');
    },
  },
  {
    id: 'tickets.after-stale-proof',
    says: 'The proof is checked before the ticket is touched: proof_stale leaves the ticket good',
    where: says,
    async run(kit) {
      const ticket = await kit.ticket();
      const iat = Math.floor(kit.now() / 1000) - 600;
      refused(await kit.swap({ ticket, claims: { iat }, what: 'with a proof ten minutes old' }), 'proof_stale');
      succeeded(await kit.swap({ ticket, what: 'the same ticket with a new proof' }), 200);
    },
  },
  {
    id: 'tickets.proof-missing',
    says: 'A ticket without a proof is refused',
    where: says,
    async run(kit) {
      refused(await kit.swap({ ticket: await kit.ticket(), proof: '', what: 'without a proof' }), 'proof_invalid');
    },
  },
  {
    id: 'tickets.proof-once',
    says: 'A proof counts once at the token endpoint too',
    where: says,
    async run(kit) {
      const key = createPageKey();
      const proof = key.proof('POST', `${kit.gateway}/oidc/token`, kit.now());
      succeeded(await kit.swap({ ticket: await kit.ticket(), proof }), 200);
      refused(
        await kit.swap({ ticket: await kit.ticket(), proof, what: 'another ticket, the same proof' }),
        'proof_replayed',
      );
    },
  },
];

/** What a partner’s backend shows for a ticket, and what a ticket is good for. */
export const ticketGroups: Group[] = [
  { name: 'assertions', title: 'What a partner’s backend shows', checks: assertions },
  { name: 'tickets', title: 'Tickets', checks: tickets },
];
