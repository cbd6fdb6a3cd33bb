import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { generateKeyPair, SignJWT } from 'jose';
import { loadPartnerKey, type PartnerKey } from '../../demo/partners/backend-key.ts';
import { allEngines, pageKey, type Rig, startRig } from './rig.ts';

const exchange = 'urn:ietf:params:oauth:grant-type:token-exchange';
const user = 'lvtu-u-1001';

for (const engine of allEngines) {
  describe(`The token endpoint on ${engine}`, () => {
    let rig: Rig;
    let key: PartnerKey;
    let page: Awaited<ReturnType<typeof pageKey>>;
    const now = () => rig.bank.bank.clock.now();
    const tokenUrl = () => `${rig.bank.origin}/oidc/token`;

    before(async () => {
      rig = await startRig(engine);
      page = await pageKey();
      // A partner whose key the test holds itself, to spoil its assertions.
      key = await loadPartnerKey('weishi', 'memory');
      await rig.bank.register({
        id: 'weishi',
        name: { 'zh-CN': '味食', 'zh-HK': '味食', en: 'Weishi' },
        origins: ['http://food.localhost:1'],
        jwks: { keys: [key.publicJwk] },
        returnUrl: null,
        status: 'active',
      });
    });
    after(() => rig.stop());

    async function swap(ticket: string, change: { proof?: string; origin?: string | null; client?: string } = {}) {
      const proof = change.proof ?? (await page.proof('POST', tokenUrl(), now()));
      return rig.call('/oidc/token', {
        headers: proof ? { dpop: proof } : {},
        body: new URLSearchParams({
          grant_type: 'urn:inlay:grant-type:ticket',
          client_id: change.client ?? 'lvtu',
          ticket,
        }),
        ...(change.origin === undefined ? {} : { origin: change.origin }),
      });
    }

    async function ask(change: Record<string, string> = {}, at = now()) {
      const aud = `${rig.bank.origin}/oidc`;
      const form = {
        grant_type: exchange,
        client_id: 'weishi',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: await key.sign({ iss: 'weishi', sub: 'weishi', aud }, at),
        subject_token: await key.sign({ iss: 'weishi', sub: 'someone', aud }, at),
        subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
        requested_token_type: 'urn:inlay:token-type:ticket',
        origin: 'http://food.localhost:1',
        scope: 'partner',
        ...change,
      };
      return rig.call('/oidc/token', { body: new URLSearchParams(form), origin: null });
    }

    function refused(answer: Awaited<ReturnType<typeof ask>>, code: string, status = 400, retryable = false) {
      assert.equal(answer.json?.code, code, answer.text);
      assert.equal(answer.status, status);
      assert.equal(answer.json.retryable, retryable);
      assert.equal(typeof answer.json.error, 'string');
      assert.match(answer.json.traceId, /^[0-9a-f]{32}$/);
      assert.equal(answer.json.traceId, answer.headers.get('x-trace-id'));
      assert.equal(answer.headers.get('cache-control'), 'no-store');
      assert.ok(!answer.text.includes('access_token'));
    }

    it('swaps a partner’s ticket and a proof for a token of ten minutes bound to the key', async () => {
      const answer = await swap(await rig.partner.ticket(user));
      assert.equal(answer.status, 200, answer.text);
      assert.equal(answer.json.token_type, 'DPoP');
      assert.equal(answer.json.expires_in, 600);
      assert.equal(answer.json.level, 'partner');
      assert.equal(answer.json.surface, 'partner');
      assert.equal(answer.headers.get('access-control-allow-origin'), rig.partner.origin);
      assert.match(answer.headers.get('access-control-expose-headers') ?? '', /Date/);
    });

    it('gives the same user the same session id and another user another one', async () => {
      const sessions = [];
      for (const name of [user, user, 'lvtu-u-1002']) {
        sessions.push((await swap(await rig.partner.ticket(name))).json.session as string);
      }
      assert.equal(sessions[0], sessions[1]);
      assert.notEqual(sessions[0], sessions[2]);
      assert.ok(!sessions.some((session) => session.includes('u-1001')));
    });

    it('S2 refuses a ticket that was used before', async () => {
      const ticket = await rig.partner.ticket(user);
      assert.equal((await swap(ticket)).status, 200);
      refused(await swap(ticket), 'ticket_used');
    });

    it('lets one of ten who show the same ticket at once have the token', async () => {
      const ticket = await rig.partner.ticket(user);
      const answers = await Promise.all(Array.from({ length: 10 }, () => swap(ticket)));
      assert.equal(answers.filter((answer) => answer.status === 200).length, 1);
      for (const answer of answers.filter((one) => one.status !== 200)) refused(answer, 'ticket_used');
    });

    it('refuses a proof that was used before, and leaves the ticket good', async () => {
      const proof = await page.proof('POST', tokenUrl(), now());
      assert.equal((await swap(await rig.partner.ticket(user), { proof })).status, 200);
      const ticket = await rig.partner.ticket(user);
      refused(await swap(ticket, { proof }), 'proof_replayed');
      assert.equal((await swap(ticket)).status, 200);
    });

    it('S2 refuses a ticket from another origin than it was asked for, and uses it up', async () => {
      const other = 'http://other.localhost:2';
      await rig.partner.allow(other);
      const ticket = await rig.partner.ticket(user, other);
      refused(await swap(ticket), 'ticket_origin_mismatch');
      refused(await swap(ticket, { origin: other }), 'ticket_used');
    });

    it('refuses an origin that is not the partner’s, in words the page may read', async () => {
      for (const origin of ['http://evil.localhost', `${rig.partner.origin}.evil`, 'null', null]) {
        const answer = await swap(await rig.partner.ticket(user), { origin });
        refused(answer, 'origin_refused', 403);
        assert.equal(answer.headers.get('access-control-allow-origin'), '*');
      }
    });

    it('S2 refuses a ticket past its minute', async () => {
      const ticket = await rig.partner.ticket(user);
      rig.bank.bank.clock.set({ offsetMs: now() - Date.now() + 61_000 });
      refused(await swap(ticket), 'ticket_expired');
    });

    it('refuses an unknown ticket and another partner’s', async () => {
      refused(await swap('x'.repeat(43)), 'ticket_invalid');
      const theirs = (await ask()).json.access_token as string;
      refused(await swap(theirs), 'ticket_invalid');
    });

    it('refuses proofs that are missing, for another call, of another key, or not ES256', async () => {
      const ticket = await rig.partner.ticket(user);
      const other = await pageKey();
      const spoilt = [
        '',
        'no.jwt.at-all',
        await page.proof('GET', tokenUrl(), now()),
        await page.proof('POST', `${rig.bank.origin}/v1/session`, now()),
        await page.proof('POST', 'http://evil.localhost/oidc/token', now()),
        await page.proof('POST', tokenUrl(), now(), { jti: '' }),
        await page.proof('POST', tokenUrl(), now(), {}, { typ: 'JWT' }),
        await page.proof('POST', tokenUrl(), now(), {}, { jwk: other.jwk }),
      ];
      for (const proof of spoilt) refused(await swap(ticket, { proof }), 'proof_invalid');
      assert.equal((await swap(ticket)).status, 200);
    });

    it('calls a proof of a wrong clock stale and says the time, and the same ticket then serves', async () => {
      const ticket = await rig.partner.ticket(user);
      for (const minutes of [-10, 10]) {
        const proof = await page.proof('POST', tokenUrl(), now() + minutes * 60_000);
        const answer = await swap(ticket, { proof });
        refused(answer, 'proof_stale', 400, true);
        assert.ok(Math.abs(Date.parse(answer.headers.get('date') ?? '') - now()) < 5_000);
      }
      assert.equal((await swap(ticket)).status, 200);
    });

    it('refuses a client or subject assertion that was used before', async () => {
      const aud = `${rig.bank.origin}/oidc`;
      const client = await key.sign({ iss: 'weishi', sub: 'weishi', aud }, now());
      assert.equal((await ask({ client_assertion: client })).status, 200);
      refused(await ask({ client_assertion: client }), 'assertion_replayed', 401);
      const subject = await key.sign({ iss: 'weishi', sub: 'someone', aud }, now());
      assert.equal((await ask({ subject_token: subject })).status, 200);
      refused(await ask({ subject_token: subject }), 'assertion_replayed', 401);
    });

    it('refuses assertions that are stale, early, long-lived, for another bank, or of another key', async () => {
      const aud = `${rig.bank.origin}/oidc`;
      const claims = { iss: 'weishi', sub: 'weishi', aud };
      const stranger = await generateKeyPair('ES256');
      const at = Math.floor(now() / 1000);
      const forged = await new SignJWT({ ...claims, iat: at, exp: at + 50, jti: randomUUID() })
        .setProtectedHeader({ alg: 'ES256' })
        .sign(stranger.privateKey);
      const spoilt = [
        await key.sign(claims, now() - 120_000),
        await key.sign(claims, now() + 120_000),
        await key.sign(claims, now(), 3_600),
        await key.sign({ ...claims, aud: 'https://another.bank.example' }, now()),
        await key.sign({ ...claims, iss: 'lvtu' }, now()),
        await key.sign({ ...claims, sub: 'lvtu' }, now()),
        forged,
        'eyJhbGciOiJub25lIn0.e30.',
      ];
      for (const assertion of spoilt) {
        refused(await ask({ client_assertion: assertion }), 'assertion_invalid', 401);
      }
    });

    it('issues no ticket for an origin that is not in the partner’s list', async () => {
      refused(await ask({ origin: 'http://food.localhost:1.evil' }), 'origin_refused', 403);
      refused(await ask({ origin: 'http://evil.localhost' }), 'origin_refused', 403);
    });

    it('refuses other scopes, token types and half a request', async () => {
      refused(await ask({ scope: 'bank' }), 'invalid_request');
      refused(await ask({ requested_token_type: 'urn:ietf:params:oauth:token-type:access_token' }), 'invalid_request');
      refused(await ask({ subject_token: '' }), 'invalid_request');
      assert.equal((await ask({ grant_type: 'password' })).json.code, 'invalid_request');
    });

    it('refuses everything to a partner that is switched off', async () => {
      const ticket = (await ask()).json.access_token as string;
      const record = {
        name: { 'zh-CN': '', 'zh-HK': '', en: '' },
        origins: ['http://food.localhost:1'],
        returnUrl: null,
      };
      const jwks = { keys: [key.publicJwk] };
      await rig.bank.register({ id: 'weishi', ...record, jwks, status: 'disabled' });
      refused(await swap(ticket, { client: 'weishi', origin: 'http://food.localhost:1' }), 'partner_disabled', 403);
      refused(await ask(), 'partner_disabled', 403);
      const from = { origin: 'http://food.localhost:1' };
      assert.equal((await rig.call('/v1/products/FN30D02A?partner=weishi', from)).json.code, 'partner_disabled');
      // Open pages learn of it by their policy, which stops them.
      assert.deepEqual((await rig.call('/v1/channel-policy?partner=weishi', from)).json.stopped, ['*']);
      await rig.bank.register({ id: 'weishi', ...record, jwks, status: 'active' });
    });

    it('S10 keeps no ticket and no token in its database but by their hash', async () => {
      const ticket = await rig.partner.ticket(user);
      const token = (await swap(ticket)).json.access_token as string;
      const { db } = rig.bank.bank;
      const rows = JSON.stringify([
        await db.selectFrom('ticket').selectAll().execute(),
        await db.selectFrom('access_token').selectAll().execute(),
      ]);
      assert.ok(!rows.includes(ticket) && !rows.includes(token));
      assert.ok(rows.includes(createHash('sha256').update(ticket).digest('base64url')));
    });
  });
}
