import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { registerPartner } from '../../demo/bank/partners.ts';
import { call, createBrowser, engines } from './rig.ts';
import { bindVisitor, type PointsRig, redeeming, startPointsRig, type Visitor } from './points-rig.ts';

const app = 'https://servicewechat.com/wx0123456789abcdef';

for (const engine of engines) {
  describe(`A page of the bank that a mini-program opened with its user’s ticket, on ${engine}`, () => {
    let rig: PointsRig;
    let mei: Visitor;
    let quote = '';
    before(async () => {
      rig = await startPointsRig(engine);
      await rig.partner.allow(app);
      await registerPartner(rig.bank.bank, {
        id: 'stranger',
        name: { 'zh-CN': '路人', 'zh-HK': '路人', en: 'Stranger' },
        origins: [app],
        jwks: { keys: [] },
        returnUrl: null,
        status: 'active',
      });
      mei = await rig.visitor('lvtu-u-mei');
      quote = (await redeeming(rig, () => mei).quote('LATTE-26', { quantity: 1 })).quote;
    });
    after(() => rig.stop());

    const visit = (ticket: string, more: { partner?: string; origin?: string; type?: string; cookie?: string } = {}) =>
      call(`${rig.bank.internal}/h5/visit`, {
        origin: more.origin ?? rig.bank.origin,
        headers: { 'content-type': more.type ?? 'application/json', cookie: more.cookie ?? '' },
        body: JSON.stringify({ partner: more.partner ?? 'lvtu', ticket }),
      });
    const cookieOf = (headers: Headers) =>
      headers
        .getSetCookie()
        .map((line) => line.split(';')[0])
        .join('; ');
    const handed = (user = 'lvtu-u-mei') => rig.partner.ticket(user, app);
    const redeem = async (cookie: string, customer = 'qh-c-1001') => {
      const both = `${await rig.cookie(customer)}; ${cookie}`;
      return (await call(`${rig.bank.internal}/h5/redeem?quote=${quote}`, { headers: { cookie: both } })).text;
    };

    it('takes the ticket out of the address before anything else on the page, and carries none on', async () => {
      for (const path of ['/h5/sign-out', `/h5/redeem?quote=${quote}`, '/h5/products/FN30D02A?pt=lvtu']) {
        const { text } = await rig.own('qh-c-1001', path);
        assert.match(text, /<head>[^]*?<script\s+src="\/h5\/arrive\.js"/);
        assert.ok(text.indexOf('/h5/arrive.js') < (text.indexOf('/inlay/inlay.js') + 1 || Infinity), path);
      }
      const script = await createBrowser().go(`${rig.bank.origin}/h5/arrive.js`);
      assert.match(script.text, /replaceState/);
    });

    it('knows which user came: the same as his partner’s page does, and nobody else', async () => {
      const answer = await visit(await handed());
      assert.deepEqual([answer.status, answer.json], [200, { session: mei.session }]);
      const [line] = answer.headers.getSetCookie();
      assert.match(line!, /^inlay_bank_visit=[\w-]{43};.*HttpOnly/);
      assert.match(line!, /Path=\/h5;.*SameSite=Lax/);
      assert.match(await redeem(cookieOf(answer.headers)), /id="visitor">\s*您从旅途小程序登录前来。/);
      assert.doesNotMatch(await redeem(''), /id="visitor"/);
    });

    it('says so when the redemption was begun by another of the partner’s users', async () => {
      const answer = await visit(await handed('lvtu-u-bo'));
      assert.notEqual(answer.json.session, mei.session);
      assert.match(await redeem(cookieOf(answer.headers)), /id="visitor">\s*这份兑换由旅途的另一位用户发起/);
    });

    it('knows a user who is bound to a customer as that customer, whose quote it is', async () => {
      const known = await rig.visitor('lvtu-u-known');
      await bindVisitor(rig, known, 'qh-c-1001');
      quote = (await redeeming(rig, () => known).quote('LATTE-26', { quantity: 1 })).quote;
      const answer = await visit(await handed('lvtu-u-known'));
      assert.match(await redeem(cookieOf(answer.headers)), /您从旅途小程序登录前来/);
    });

    it('opens nothing by it: points still ask for the bank’s own sign-in, and the cookie is no token', async () => {
      const cookie = cookieOf((await visit(await handed())).headers);
      const page = await call(`${rig.bank.internal}/h5/redeem?quote=${quote}`, { headers: { cookie } });
      assert.equal(page.status, 303);
      assert.match(page.headers.get('location')!, /^\/h5\/sign-in/);
      const balance = await call(`${rig.bank.internal}/v1/points/balance`, {
        headers: { cookie, 'sec-fetch-site': 'same-origin' },
      });
      assert.equal(balance.status, 403);
      const value = cookie.split('=')[1]!;
      const token = await rig.call('/v1/session?partner=lvtu', {
        headers: { authorization: `DPoP ${value}`, dpop: 'none' },
        origin: rig.bank.origin,
      });
      assert.deepEqual([token.status, token.json.code], [401, 'proof_invalid']);
    });

    it('T18 refuses a ticket used before, too old, of another page, of another partner or of nobody, each by its name', async () => {
      const used = await handed();
      await visit(used);
      const old = await handed();
      rig.tick(61_000);
      const refusals: [string, Awaited<ReturnType<typeof visit>>][] = [
        ['ticket_used', await visit(used)],
        ['ticket_expired', await visit(old)],
        ['ticket_origin_mismatch', await visit(await rig.partner.ticket('lvtu-u-mei'))],
        ['ticket_invalid', await visit(await handed(), { partner: 'stranger' })],
        ['ticket_invalid', await visit('no-such-ticket')],
        ['ticket_invalid', await visit(await rig.partner.ticket('lvtu-u-mei', app, 'A'.repeat(22)))],
      ];
      for (const [code, { status, json, headers }] of refusals) {
        assert.deepEqual([status, json.code], [403, code]);
        assert.deepEqual(headers.getSetCookie(), [], code);
      }
    });

    it('is asked by the bank’s own pages alone', async () => {
      const ticket = await handed();
      for (const more of [{ origin: rig.partner.origin }, { type: 'text/plain' }]) {
        const { status, json } = await visit(ticket, more);
        assert.deepEqual([status, json.code], [403, 'origin_refused']);
      }
      assert.equal((await visit(ticket)).status, 200, 'and the ticket is still good');
    });
  });
}
