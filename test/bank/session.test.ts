import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import * as oauth from 'oauth4webapi';
import { engines, pageKey, type Rig, startRig } from './rig.ts';

for (const engine of engines) {
  describe(`The partner session on ${engine}`, () => {
    let rig: Rig;
    let page: Awaited<ReturnType<typeof pageKey>>;
    before(async () => {
      rig = await startRig(engine);
      page = await pageKey();
    });
    after(() => rig.stop());

    const now = () => rig.bank.bank.clock.now();
    const ath = (token: string) => ({ ath: createHash('sha256').update(token).digest('base64url') });

    async function signIn(user = 'lvtu-u-1001') {
      const answer = await rig.call('/oidc/token', {
        headers: { dpop: await page.proof('POST', `${rig.bank.origin}/oidc/token`, now()) },
        body: new URLSearchParams({
          grant_type: 'urn:inlay:grant-type:ticket',
          client_id: 'lvtu',
          ticket: await rig.partner.ticket(user),
        }),
      });
      return answer.json as { access_token: string; session: string };
    }

    type Change = { proof?: string; scheme?: string; origin?: string | null; method?: string; path?: string };
    async function visit(token: string, change: Change = {}) {
      const path = change.path ?? '/v1/session';
      const method = change.method ?? 'GET';
      const proof = change.proof ?? (await page.proof(method, rig.bank.origin + path, now(), ath(token)));
      return rig.call(`${path}?partner=lvtu`, {
        method,
        headers: { authorization: `${change.scheme ?? 'DPoP'} ${token}`, ...(proof ? { dpop: proof } : {}) },
        ...(change.origin === undefined ? {} : { origin: change.origin }),
      });
    }

    function refused(answer: Awaited<ReturnType<typeof visit>>, code: string, status = 401) {
      assert.equal(answer.json?.code, code, answer.text);
      assert.equal(answer.status, status);
      if (status === 401) assert.match(answer.headers.get('www-authenticate') ?? '', /^DPoP /);
    }

    it('tells level, surface, scope and end, and no name and no number', async () => {
      const { access_token: token, session } = await signIn();
      const answer = await visit(token);
      assert.equal(answer.status, 200, answer.text);
      const { expiresAt, ...rest } = answer.json;
      assert.deepEqual(rest, { level: 'partner', surface: 'partner', scope: 'partner', session });
      const left = Date.parse(expiresAt) - now();
      assert.ok(left > 590_000 && left <= 600_000);
      assert.equal(answer.headers.get('cache-control'), 'no-store');
    });

    it('refuses the token without its proof, as a Bearer, with another key or another token’s proof', async () => {
      const { access_token: token } = await signIn();
      const thief = await pageKey();
      const url = `${rig.bank.origin}/v1/session`;
      refused(await visit(token, { proof: '' }), 'proof_invalid');
      refused(await visit(token, { scheme: 'Bearer' }), 'token_invalid');
      refused(await visit(token, { proof: await thief.proof('GET', url, now(), ath(token)) }), 'proof_invalid');
      refused(await visit(token, { proof: await page.proof('GET', url, now(), ath('another')) }), 'proof_invalid');
      refused(await visit(token, { proof: await page.proof('GET', url, now()) }), 'proof_invalid');
      refused(await visit('x'.repeat(43)), 'token_invalid');
    });

    it('refuses a proof a second time', async () => {
      const { access_token: token } = await signIn();
      const proof = await page.proof('GET', `${rig.bank.origin}/v1/session`, now(), ath(token));
      assert.equal((await visit(token, { proof })).status, 200);
      refused(await visit(token, { proof }), 'proof_replayed');
    });

    it('refuses a stale proof as retryable', async () => {
      const { access_token: token } = await signIn();
      const proof = await page.proof('GET', `${rig.bank.origin}/v1/session`, now() - 600_000, ath(token));
      const answer = await visit(token, { proof });
      refused(answer, 'proof_stale');
      assert.equal(answer.json.retryable, true);
    });

    it('refuses the token from another origin, and from none', async () => {
      const { access_token: token } = await signIn();
      const other = 'http://other.localhost:3';
      await rig.partner.allow(other);
      refused(await visit(token, { origin: other }), 'origin_refused', 403);
      refused(await visit(token, { origin: null }), 'origin_refused', 403);
    });

    it('ends the token at logout, and no other', async () => {
      const [one, two] = [await signIn(), await signIn()];
      const path = '/v1/session/logout';
      assert.equal((await visit(one.access_token, { method: 'POST', path })).status, 204);
      refused(await visit(one.access_token), 'token_invalid');
      assert.equal((await visit(two.access_token)).status, 200);
    });

    it('ends the token after ten minutes of bank time', async () => {
      const { access_token: token } = await signIn();
      const { clock } = rig.bank.bank;
      const kept = clock.state().offsetMs;
      clock.set({ offsetMs: kept + 601_000 });
      refused(await visit(token), 'token_invalid');
      clock.set({ offsetMs: kept });
    });

    it('speaks to a client written by others (oauth4webapi)', async () => {
      const keys = await oauth.generateKeyPair('ES256');
      const client: oauth.Client = { client_id: 'lvtu' };
      const dpop = oauth.DPoP({ ...client, [oauth.clockSkew]: Math.round((now() - Date.now()) / 1000) }, keys);
      // The bank's name resolves in browsers only; the address stays in the proof.
      const reach = (url: string, init: object) => {
        const { headers, ...rest } = init as RequestInit;
        const from = { ...Object.fromEntries(new Headers(headers)), origin: rig.partner.origin };
        return fetch(url.replace(rig.bank.origin, rig.bank.internal), { ...rest, headers: from });
      };
      const insecure = { [oauth.allowInsecureRequests]: true, [oauth.customFetch]: reach };
      const server = { issuer: `${rig.bank.origin}/oidc`, token_endpoint: `${rig.bank.origin}/oidc/token` };
      const response = await oauth.genericTokenEndpointRequest(
        server,
        client,
        oauth.None(),
        'urn:inlay:grant-type:ticket',
        { ticket: await rig.partner.ticket('lvtu-u-1001') },
        { ...insecure, DPoP: dpop },
      );
      const grant = await oauth.processGenericTokenEndpointResponse(server, client, response);
      assert.equal(grant.token_type, 'dpop');
      const url = new URL(`${rig.bank.origin}/v1/session?partner=lvtu`);
      const options = { ...insecure, DPoP: dpop };
      const session = await oauth.protectedResourceRequest(
        grant.access_token,
        'GET',
        url,
        undefined,
        undefined,
        options,
      );
      assert.equal(((await session.json()) as { level: string }).level, 'partner');
    });
  });
}
