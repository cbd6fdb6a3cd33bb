import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { frameCookie } from '../../demo/bank/frame/session.ts';
import { bind, pairwise } from '../../demo/bank/person.ts';
import { registerPartner } from '../../demo/bank/partners.ts';
import { type Answer, engines, pageKey, type Rig, startRig } from './rig.ts';

const campaign = 'QINGHE-INSTALMENT';
const word = () => randomBytes(16).toString('base64url');

for (const engine of engines) {
  describe(`The bank’s frame on ${engine}`, () => {
    let rig: Rig;
    let customers = 0;
    before(async () => void (rig = await startRig(engine)));
    after(() => rig.stop());

    /** A call as the frame's own script makes it, with members to spoil it. */
    const own = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> =>
      rig.call(path, {
        body: typeof body === 'string' ? body : JSON.stringify(body),
        origin: rig.bank.origin,
        headers: {
          'content-type': 'application/json',
          'sec-fetch-site': 'same-origin',
          'x-inlay-frame': 'new',
          ...headers,
        },
      });
    /** A user of the partner whom the bank knows. */
    async function known(): Promise<string> {
      const user = `u-${++customers}`;
      const { bank } = rig.bank;
      await bind(bank, 'lvtu', pairwise(bank.pairwiseKey, 'lvtu', user), 'qh-c-1002');
      return user;
    }
    async function ask(change: Record<string, string> = {}, user?: string): Promise<Answer> {
      const nonce = word();
      const ticket = await rig.partner.ticket(user ?? (await known()), undefined, nonce);
      return own('/frame/session', { partner: 'lvtu', ticket, nonce, parent: rig.partner.origin, ...change });
    }
    const cookieOf = ({ headers }: Answer) => /^([^;]*);/.exec(headers.get('set-cookie') ?? '')?.[1] ?? '';
    const page = (query: string) => rig.call(`/frame/claim?${query}`, { origin: null });

    it('S5 T7 may stand in the pages of the partner’s record and nowhere else, with the headers of a page that keeps to itself', async () => {
      const { status, headers, text } = await page(`partner=lvtu&campaign=${campaign}`);
      assert.equal(status, 200);
      const policy = headers.get('content-security-policy') ?? '';
      assert.ok(policy.includes(`frame-ancestors ${rig.partner.origin};`), policy);
      for (const part of [
        "default-src 'none'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
      ]) {
        assert.ok(policy.includes(part), part);
      }
      assert.doesNotMatch(policy, /unsafe|\*/);
      const nonce = /script-src 'nonce-([^']+)' 'strict-dynamic'/.exec(policy)?.[1] ?? assert.fail(policy);
      assert.ok(text.includes(`<script nonce="${nonce}">`));
      assert.notEqual(
        nonce,
        /'nonce-([^']+)'/.exec((await page('partner=lvtu')).headers.get('content-security-policy')!)?.[1],
      );
      assert.equal(headers.get('cross-origin-resource-policy'), 'cross-origin');
      assert.equal(headers.get('cross-origin-embedder-policy'), 'require-corp');
      assert.equal(headers.get('referrer-policy'), 'no-referrer');
      assert.equal(headers.get('cache-control'), 'no-store');
      assert.match(headers.get('permissions-policy') ?? '', /publickey-credentials-get=\(\)/);
      assert.equal(headers.get('access-control-allow-origin'), null, 'no page reads it');

      await registerPartner(rig.bank.bank, {
        ...{ id: 'gone', name: { 'zh-CN': '', 'zh-HK': '', en: '' }, origins: ['http://gone.localhost'] },
        ...{ jwks: { keys: [] }, returnUrl: null, status: 'disabled' },
      });
      for (const partner of ['nobody', '', 'gone', 'lvtu%20*', "lvtu'"]) {
        const refused = await page(`partner=${partner}&campaign=${campaign}`);
        assert.equal(refused.status, 404, partner);
        assert.match(refused.headers.get('content-security-policy') ?? '', /frame-ancestors 'none'/, partner);
      }
    });

    it('C1 shows campaign and every rule in three languages, and writes no markup out of the address', async () => {
      for (const [locale, words] of [
        ['zh-CN', '账单分期利率优惠'],
        ['zh-HK', '賬單分期利率優惠'],
        ['en', 'Lower rate for bill instalments'],
      ]) {
        const { text } = await page(`partner=lvtu&campaign=${campaign}&locale=${locale}&mode=elder&theme=dark`);
        assert.ok(text.includes(words!), locale);
        assert.ok(text.includes(`<html lang="${locale}" class="dark elder">`));
        const { rules } = (await rig.call(`/v1/campaigns/${campaign}?partner=lvtu&locale=${locale}`)).json;
        for (const name of [
          'scope',
          'who',
          'quota',
          'claimWindow',
          'validity',
          'stacking',
          'refund',
          'contact',
          'organiser',
          'smallPrint',
        ])
          if (rules[name]) assert.ok(text.includes(rules[name].slice(0, 8)), `${locale} ${name}`);
        assert.ok(text.includes(rules.digest));
      }
      const nasty = encodeURIComponent('"><img src=x onerror=alert(1)>');
      const { text } = await page(`partner=lvtu&campaign=${nasty}&locale=${nasty}&mode=${nasty}&theme=${nasty}`);
      assert.doesNotMatch(text, /<img/);
    });

    it('T18 swaps a ticket for a __Host- cookie that is partitioned, and a masked identity (T19)', async () => {
      const { status, headers, json, text } = await ask();
      assert.equal(status, 200);
      assert.equal(json.identity, '周** 199****1002');
      for (const secret of ['周一舟', '19900001002', 'qh-c-1002', '9341860']) assert.ok(!text.includes(secret));
      const cookie = headers.get('set-cookie') ?? '';
      assert.ok(cookie.startsWith(`${frameCookie}=`));
      for (const part of ['Path=/', 'HttpOnly', 'Secure', 'SameSite=None', 'Partitioned', 'Max-Age=600'])
        assert.ok(cookie.includes(part), part);
      assert.doesNotMatch(cookie, /domain/i);
    });

    it('T18 T19 refuses a ticket a second time, late, from another page, for another frame, partner or purpose', async () => {
      const nonce = word();
      const ticket = await rig.partner.ticket(await known(), undefined, nonce);
      const given = { partner: 'lvtu', ticket, nonce, parent: rig.partner.origin };
      assert.equal((await own('/frame/session', given)).status, 200);
      assert.equal((await own('/frame/session', given)).json.code, 'ticket_used');

      const other = 'http://other.localhost:1';
      await rig.partner.allow(other);
      const codes: string[] = [];
      const changes: Record<string, string>[] = [
        { nonce: word() },
        { parent: other },
        { ticket: word() },
        { ticket: await rig.partner.ticket('u') },
      ];
      for (const change of changes) codes.push((await ask(change)).json.code);
      assert.deepEqual(codes, ['ticket_nonce_mismatch', 'ticket_origin_mismatch', 'ticket_invalid', 'ticket_invalid']);
      assert.equal((await ask({ parent: 'http://evil.localhost' })).json.code, 'origin_refused');
      assert.equal((await ask({ partner: 'weishi' })).json.code, 'origin_refused');

      const late = await rig.partner.ticket(await known(), undefined, nonce);
      rig.bank.bank.clock.set({ offsetMs: Date.parse('2026-11-22T10:02:00+08:00') - Date.now() });
      assert.equal((await own('/frame/session', { ...given, ticket: late })).json.code, 'ticket_expired');
    });

    it('a ticket that turned up at the wrong place is spent, and one for the frame gives no token', async () => {
      const nonce = word();
      const ticket = await rig.partner.ticket(await known(), undefined, nonce);
      const given = { partner: 'lvtu', ticket, nonce, parent: rig.partner.origin };
      assert.equal((await own('/frame/session', { ...given, nonce: word() })).json.code, 'ticket_nonce_mismatch');
      assert.equal((await own('/frame/session', given)).json.code, 'ticket_used');

      const key = await pageKey();
      const proof = await key.proof('POST', `${rig.bank.origin}/oidc/token`, rig.bank.bank.clock.now());
      const answer = await rig.call('/oidc/token', {
        body: new URLSearchParams({
          grant_type: 'urn:inlay:grant-type:ticket',
          client_id: 'lvtu',
          ticket: await rig.partner.ticket(await known(), undefined, word()),
        }),
        headers: { dpop: proof },
      });
      assert.equal(answer.json.code, 'ticket_invalid');
    });

    it('says that it does not know a partner’s user whom it does not know', async () => {
      const answer = await ask({}, 'u-stranger');
      assert.deepEqual([answer.status, answer.json.code], [403, 'bank_identity_required']);
      assert.equal(answer.headers.get('set-cookie'), null);
    });

    it('T16 takes a session or a claim from its own script only: no form, no other site, no call without the header', async () => {
      const session = await ask();
      const good = { cookie: cookieOf(session), 'x-inlay-frame': session.json.token as string };
      const digest = (await rig.call(`/v1/campaigns/${campaign}?partner=lvtu`)).json.rules.digest as string;
      const path = `/v1/campaigns/${campaign}/claims?partner=lvtu`;
      const body = { digest, placement: 'test' };
      const spoilt: Record<string, Record<string, string>> = {
        'another site': { origin: 'http://evil.localhost', 'sec-fetch-site': 'cross-site' },
        'the partner’s own page': { origin: rig.partner.origin, 'sec-fetch-site': 'cross-site' },
        'an opaque origin': { origin: 'null', 'sec-fetch-site': 'cross-site' },
        'a form': { 'content-type': 'application/x-www-form-urlencoded' },
        'a form of plain text': { 'content-type': 'text/plain' },
        'another frame’s token': { 'x-inlay-frame': word() },
        'no token': { 'x-inlay-frame': '' },
        'no cookie': { cookie: '' },
        'another cookie': { cookie: `${frameCookie}=${word()}` },
        'a sibling subdomain': { 'sec-fetch-site': 'same-site' },
      };
      for (const [name, headers] of Object.entries(spoilt)) {
        const key = randomUUID();
        const { status } = await rig.call(path, {
          body: JSON.stringify(body),
          origin: null,
          headers: {
            ...{ origin: rig.bank.origin, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' },
            ...{ 'idempotency-key': key, ...good, ...headers },
          },
        });
        assert.ok(status >= 400 && status < 500, `${name}: ${status}`);
      }
      const { rows } = await claims();
      assert.deepEqual(rows, []);
      const forged: Record<string, string>[] = [
        { 'sec-fetch-site': 'cross-site' },
        { 'content-type': 'text/plain' },
        { 'x-inlay-frame': '' },
      ];
      for (const headers of forged) {
        const nonce = word();
        const ticket = await rig.partner.ticket(await known(), undefined, nonce);
        const given = { partner: 'lvtu', ticket, nonce, parent: rig.partner.origin };
        assert.equal((await own('/frame/session', given, headers)).json.code, 'origin_refused');
      }
    });

    it('C2 T17 claims for the customer himself with cookie and token, once, whatever comes again', async () => {
      const session = await ask();
      const good = { cookie: cookieOf(session), 'x-inlay-frame': session.json.token as string };
      const digest = (await rig.call(`/v1/campaigns/${campaign}?partner=lvtu`)).json.rules.digest as string;
      const path = `/v1/campaigns/${campaign}/claims?partner=lvtu`;
      const send = (key: string) => own(path, { digest, placement: 'test' }, { ...good, 'idempotency-key': key });
      const key = word();
      const first = await send(key);
      assert.equal(first.status, 201, first.text);
      // T17: the recorded request, 50 times over.
      for (let round = 0; round < 50; round++) {
        const again = await send(key);
        assert.deepEqual([again.status, again.json.id], [200, first.json.id]);
      }
      assert.equal((await send(word())).json.already, true);
      assert.equal((await claims()).rows.length, 1);
    });

    it('the frame’s session ends after ten minutes, is good for its own partner only, and tells no balance', async () => {
      const session = await ask();
      const good = { cookie: cookieOf(session), 'x-inlay-frame': session.json.token as string };
      const state = (partner = 'lvtu') =>
        rig.call(`/v1/entitlements?partner=${partner}&campaigns=${campaign}`, {
          origin: rig.bank.origin,
          headers: { 'sec-fetch-site': 'same-origin', 'content-type': 'application/json', ...good },
        });
      assert.equal((await state()).status, 200);
      assert.equal((await state('nobody')).status, 403);
      const { offsetMs } = rig.bank.bank.clock.state();
      rig.bank.bank.clock.set({ offsetMs: offsetMs + 601_000 });
      assert.equal((await state()).status, 401);
      rig.bank.bank.clock.set({ offsetMs });
    });

    async function claims() {
      const rows = await rig.bank.bank.db
        .selectFrom('coupon_claim')
        .selectAll()
        .where('campaign_id', '=', campaign)
        .execute();
      return { rows };
    }
  });
}
