import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { createBrowser, engines, pageKey, type Rig, startRig } from './rig.ts';

const campaign = 'QINGHE-INSTALMENT';
const word = () => randomBytes(16).toString('base64url');

for (const engine of engines) {
  describe(`The bank’s own page for a claim on ${engine}`, () => {
    let rig: Rig;
    before(async () => void (rig = await startRig(engine)));
    after(() => rig.stop());

    const address = (key: string, more = '') =>
      `${rig.bank.origin}/h5/claim?partner=lvtu&campaign=${campaign}&digest=${'0'.repeat(64)}&placement=hotel&key=${key}&state=st4te${more}`;
    const field = (text: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? '';
    const rows = () =>
      rig.bank.bank.db.selectFrom('coupon_claim').selectAll().where('campaign_id', '=', campaign).execute();

    /** Opens the page, signs in from there and ends on it again. */
    async function arrive(key: string, customer: string) {
      const browser = createBrowser();
      const first = await browser.go(address(key));
      const link = /href="(\/h5\/sign-in[^"]*)"/.exec(first.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
      let step = await browser.go(rig.bank.origin + link);
      while (step.location && new URL(step.location).pathname.startsWith('/oidc'))
        step = await browser.go(step.location);
      step = await browser.go(step.location ?? '', { form: { customer } });
      while (step.location && new URL(step.location).pathname !== '/h5/claim') step = await browser.go(step.location);
      const here = step.location ?? '';
      return { browser, first, here, page: await browser.go(here) };
    }
    const send = ({ browser, here, page }: Awaited<ReturnType<typeof arrive>>, headers = {}) =>
      browser.go(here, { form: { digest: field(page.text, 'digest'), key: field(page.text, 'key') }, headers });

    it('shows rules before the sign-in, comes back to itself, claims under the page’s key and leads back with the state', async () => {
      const key = word();
      const visit = await arrive(key, 'qh-c-1002');
      assert.ok(visit.first.text.includes('账单分期利率优惠') && visit.first.text.includes('活动规则'));
      assert.ok(!visit.first.text.includes('<form'), 'no act before the sign-in');
      assert.ok(visit.page.text.includes('周一舟'));
      assert.equal(field(visit.page.text, 'key'), key);
      const done = await send(visit);
      assert.ok(done.text.includes('领取成功'), done.text);
      const back = /id="back" href="([^"]*)"/.exec(done.text)?.[1];
      assert.equal(back, `${rig.partner.origin}/?inlay_state=st4te`);
      const [row] = await rows();
      assert.deepEqual(
        [row?.idem_key, row?.partner_id, row?.placement, row?.person],
        [key, 'lvtu', 'hotel', 'c:qh-c-1002'],
      );
      // The same again, by reload and by another visit: one claim (C2).
      assert.ok((await send(visit)).text.includes('领取成功'));
      const again = await send(await arrive(word(), 'qh-c-1002'));
      assert.ok(again.text.includes('您已领取过'));
      assert.equal((await rows()).length, 1);
    });

    it('takes no form of another site, and no claim without a sign-in', async () => {
      const visit = await arrive(word(), 'qh-c-1003');
      for (const origin of [rig.partner.origin, 'null', 'http://evil.localhost'])
        assert.equal((await send(visit, { origin })).status, 404);
      const stranger = { ...visit, browser: createBrowser() };
      assert.ok((await send(stranger)).text.includes('未能领取'));
      assert.equal((await rows()).length, 1);
    });

    it('refuses rules that the customer has not read (C5)', async () => {
      const visit = await arrive(word(), 'qh-c-1003');
      const form = { digest: 'f'.repeat(64), key: field(visit.page.text, 'key') };
      assert.ok((await visit.browser.go(visit.here, { form })).text.includes('活动规则已更新'));
      assert.equal((await rows()).length, 1);
    });

    it('tells the page that made the key of the outcome, even when its user is known to nobody, and no other key', async () => {
      const key = word();
      await send(await arrive(key, 'qh-c-1004'));
      const proofs = await pageKey();
      const now = () => rig.bank.bank.clock.now();
      const url = `${rig.bank.origin}/oidc/token`;
      const body = {
        grant_type: 'urn:inlay:grant-type:ticket',
        client_id: 'lvtu',
        ticket: await rig.partner.ticket('nobody'),
      };
      const headers = { dpop: await proofs.proof('POST', url, now()) };
      const { access_token: token } = (await rig.call('/oidc/token', { body: new URLSearchParams(body), headers }))
        .json;
      const { createHash } = await import('node:crypto');
      const ath = createHash('sha256').update(token).digest('base64url');
      const ask = async (query: string) => {
        const dpop = await proofs.proof('GET', `${rig.bank.origin}/v1/claims`, now(), { ath });
        return (
          await rig.call(`/v1/claims?partner=lvtu${query}`, { headers: { dpop, authorization: `DPoP ${token}` } })
        ).json;
      };
      const { items } = await ask(`&key=${key}`);
      assert.deepEqual(
        items.map((item: { key: string }) => item.key),
        [key],
      );
      assert.ok(!JSON.stringify(items).includes('qh-c'));
      assert.deepEqual((await ask(`&key=${word()}`)).items, []);
      assert.deepEqual((await ask('')).items, []);
    });

    it('is a page of the bank: not in a frame, nothing for a stranger, no markup out of the address', async () => {
      const { headers, status } = await createBrowser().go(address(word()));
      assert.equal(status, 200);
      assert.match(headers.get('content-security-policy') ?? '', /frame-ancestors 'none'/);
      const nasty = encodeURIComponent('"><img src=x>');
      for (const query of ['', '?partner=nobody', `?partner=lvtu&campaign=${nasty}`, `?partner=lvtu&campaign=NONE`]) {
        const { status, text } = await createBrowser().go(`${rig.bank.origin}/h5/claim${query}`);
        assert.equal(status, 404, query);
        assert.doesNotMatch(text, /<img/);
      }
      const odd = await createBrowser().go(address(nasty, `&state=${nasty}`));
      assert.doesNotMatch(odd.text, /<img/);
    });
  });
}
