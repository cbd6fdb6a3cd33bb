import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ownPath } from '../../demo/bank/h5/own-path.ts';
import { createBrowser, engines, type Rig, startRig } from './rig.ts';

const customer = { id: 'qh-c-1001', name: '林晓禾', balance: '1,286,350.27' };

for (const engine of engines) {
  describe(`The bank’s own pages on ${engine}`, () => {
    let rig: Rig;
    before(async () => void (rig = await startRig(engine)));
    after(() => rig.stop());

    /** Follows a sign-in from its first address to the place it ends at. */
    async function signIn(
      browser: ReturnType<typeof createBrowser>,
      path: string,
      choice = customer.id,
      stopAt = /\/h5\/(buy|sign-out)/,
    ) {
      let step = await browser.go(rig.bank.origin + path);
      while (step.location && new URL(step.location).pathname.startsWith('/oidc'))
        step = await browser.go(step.location);
      const login = step.location ?? '';
      const form = await browser.go(login);
      step = await browser.go(login, { form: { customer: choice } });
      const seen: string[] = [];
      while (step.location?.startsWith(rig.bank.origin) && !stopAt.test(step.location)) {
        seen.push(step.location);
        step = await browser.go(step.location);
      }
      return { form, end: step, seen };
    }
    const session = (browser: ReturnType<typeof createBrowser>) =>
      browser.go(`${rig.bank.origin}/v1/session?partner=lvtu`, { headers: { 'sec-fetch-site': 'same-origin' } });

    it('signs a customer in by code and PKCE and ends at the partner’s recorded address with the state', async () => {
      const browser = createBrowser();
      const { end, seen, form } = await signIn(browser, '/h5/sign-in?partner=lvtu&state=st4te.x-1~');
      assert.equal(end.location, `${rig.partner.origin}/?inlay_state=st4te.x-1%7E`);
      assert.match(form.text, /返回旅途/);
      assert.ok(seen.some((url) => url.includes('/h5/callback?code=')));
      const kept = browser.jar.find((one) => one.name === 'inlay_bank_session');
      assert.match(kept?.line ?? '', /HttpOnly/i);
      assert.match(kept?.line ?? '', /SameSite=Lax/i);
      assert.doesNotMatch(kept?.line ?? '', /domain/i);
      const { level, surface } = JSON.parse((await session(browser)).text) as Record<string, string>;
      assert.deepEqual([level, surface], ['bank', 'bank']);
    });

    it('asks the provider for a code with S256, state and nonce, and never for a token in the page', async () => {
      const first = await createBrowser().go(`${rig.bank.origin}/h5/sign-in?partner=lvtu&state=a`);
      const query = new URL(first.location ?? '').searchParams;
      assert.equal(query.get('response_type'), 'code');
      assert.equal(query.get('code_challenge_method'), 'S256');
      assert.match(query.get('code_challenge') ?? '', /^[\w-]{43}$/);
      assert.ok(query.get('state') && query.get('nonce'));
      assert.notEqual(query.get('state'), 'a');
    });

    it('never goes to an address from the query', async () => {
      const evil = encodeURIComponent('http://evil.localhost/');
      const browser = createBrowser();
      const { end } = await signIn(
        browser,
        `/h5/sign-in?partner=lvtu&state=a&return=${evil}&return_url=${evil}&redirect_uri=${evil}&next=${evil}`,
      );
      assert.equal(new URL(end.location ?? '').origin, rig.partner.origin);
      const lost = await signIn(createBrowser(), `/h5/sign-in?next=${evil}`);
      assert.equal(new URL(lost.end.location ?? '').origin, rig.bank.origin);
      assert.equal((await createBrowser().go(`${rig.bank.origin}/h5/sign-in?partner=nobody&state=a`)).status, 400);
      assert.equal((await createBrowser().go(`${rig.bank.origin}/h5/sign-in?partner=lvtu&state=a%0d%0ab`)).status, 400);
    });

    it('comes back to the page of the bank that asked, with the state', async () => {
      const next = encodeURIComponent('/h5/products/FN30D02A?rv=1&pt=lvtu');
      const { end, form } = await signIn(
        createBrowser(),
        `/h5/sign-in?partner=qinghe&state=st4te-1&next=${next}`,
        customer.id,
        /\/h5\/products/,
      );
      assert.equal(end.location, `${rig.bank.origin}/h5/products/FN30D02A?inlay_state=st4te-1`);
      assert.doesNotMatch(form.text, /登录后返回/);
      // The partner's id in the query, which anybody can write there, does not lead away from the bank's own page.
      const named = await signIn(
        createBrowser(),
        '/h5/sign-in?partner=lvtu&state=a&next=/h5/products/FN30D02A',
        customer.id,
        /\/h5\/products/,
      );
      assert.equal(named.end.location, `${rig.bank.origin}/h5/products/FN30D02A?inlay_state=a`);
    });

    it('leads a customer who breaks off back to the page, never in a circle', async () => {
      for (const next of ['/h5/products/FN30D02A', '/h5/buy/FN30D02A']) {
        const { end } = await signIn(
          createBrowser(),
          `/h5/sign-in?partner=qinghe&state=a&next=${next}`,
          '',
          /\/h5\/(products|buy)/,
        );
        assert.equal(end.location, `${rig.bank.origin}/h5/products/FN30D02A`, next);
      }
    });

    it('R2 takes no `next` that is not a path of its own pages', async () => {
      const bad = [
        'http://evil.localhost/h5/products/FN30D02A',
        '//evil.localhost/h5/products/FN30D02A',
        '/\\evil.localhost',
        '/h5/products/../../../evil',
        '/h5/products/FN30D02A@evil.localhost',
        '/h5/products/FN30D02A#//evil.localhost',
        '/h5/products/FN30D02A?a=//evil.localhost',
        '/h5/products/FN30D02A\r\nlocation: x',
        '/h5/sign-out',
        '/h5/login/abc',
        '/oidc/auth',
        'javascript:alert(1)',
        ' /h5/products/FN30D02A',
      ];
      for (const next of bad) {
        assert.equal(ownPath(next), undefined, next);
        const query = `state=a&next=${encodeURIComponent(next)}`;
        const { end } = await signIn(createBrowser(), `/h5/sign-in?partner=lvtu&${query}`);
        assert.equal(end.location, `${rig.partner.origin}/?inlay_state=a`, next);
        // Without a partner's record there is nowhere to return to.
        assert.equal((await createBrowser().go(`${rig.bank.origin}/h5/sign-in?partner=qinghe&${query}`)).status, 400);
      }
      assert.deepEqual(ownPath('/h5/products/FN30D02A?rv=1'), {
        done: '/h5/products/FN30D02A',
        brokenOff: '/h5/products/FN30D02A',
      });
    });

    it('gives the bank’s own channel to pages of the bank alone', async () => {
      const policy = `${rig.bank.origin}/v1/channel-policy?partner=qinghe`;
      const own = await createBrowser().go(policy, { headers: { 'sec-fetch-site': 'same-origin' } });
      const { surface, rules } = JSON.parse(own.text) as {
        surface: string;
        rules: { verb: string; verdict: string }[];
      };
      assert.equal(surface, 'bank');
      assert.ok(rules.some(({ verb, verdict }) => verb === 'buy' && verdict === 'allow'));
      assert.equal((await createBrowser().go(policy, { headers: { origin: rig.partner.origin } })).status, 403);
    });

    it('refuses a code that another browser was given', async () => {
      const attacker = createBrowser();
      const { end } = await signIn(attacker, '/h5/sign-in?partner=lvtu&state=a', customer.id, /\/h5\/callback/);
      const callback = end.location ?? '';
      assert.match(callback, /\/h5\/callback\?code=/);
      const victim = createBrowser();
      await victim.go(`${rig.bank.origin}/h5/sign-in?partner=lvtu&state=b`);
      assert.equal((await victim.go(callback)).status, 400);
      assert.equal(
        victim.jar.some((one) => one.name === 'inlay_bank_session'),
        false,
      );
    });

    it('lets an unused code through in the browser that asked for it', async () => {
      const browser = createBrowser();
      const { end } = await signIn(browser, '/h5/sign-in?partner=lvtu&state=a', customer.id, /\/h5\/callback/);
      assert.equal((await browser.go(end.location ?? '')).status, 303);
    });

    it('refuses the same callback a second time', async () => {
      const browser = createBrowser();
      const { seen } = await signIn(browser, '/h5/sign-in?partner=lvtu&state=a');
      assert.equal((await browser.go(seen.at(-1) ?? '')).status, 400);
    });

    it('goes back without the state when the customer cancels', async () => {
      const browser = createBrowser();
      const { end } = await signIn(browser, '/h5/sign-in?partner=lvtu&state=a', '');
      assert.equal(end.location, `${rig.partner.origin}/`);
      assert.equal(JSON.parse((await session(browser)).text).level, 'anonymous');
    });

    it('asks for a sign-in before the page that needs one, and comes back to it', async () => {
      const browser = createBrowser();
      const asked = await browser.go(`${rig.bank.origin}/h5/buy/FN30D02A`);
      assert.equal(new URL(asked.location ?? '').pathname, '/h5/sign-in');
      const { end } = await signIn(browser, asked.location?.slice(rig.bank.origin.length) ?? '');
      const page = await browser.go(end.location ?? '');
      assert.ok(page.text.includes(customer.name) && page.text.includes(customer.balance));
    });

    it('W16 shows name and balance on the bank’s pages only', async () => {
      const browser = createBrowser();
      await signIn(browser, '/h5/sign-in?partner=lvtu&state=a');
      const asked: Record<string, string>[] = [{ 'sec-fetch-site': 'same-origin' }, { origin: rig.partner.origin }];
      for (const path of [
        '/v1/session?partner=lvtu',
        '/v1/channel-policy?partner=lvtu',
        '/v1/products/FN30D02A?partner=lvtu',
      ]) {
        for (const headers of asked) {
          const { text } = await browser.go(rig.bank.origin + path, { headers });
          assert.ok(!text.includes(customer.name) && !text.includes('1286350') && !text.includes(customer.id), path);
        }
      }
      const foreign = await browser.go(`${rig.bank.origin}/v1/session?partner=lvtu`, {
        headers: { origin: rig.partner.origin },
      });
      assert.equal(foreign.status, 401);
    });

    it('ends the bank session at sign-out, which only its own form can do', async () => {
      const browser = createBrowser();
      await signIn(browser, '/h5/sign-in?partner=lvtu&state=a');
      const out = `${rig.bank.origin}/h5/sign-out`;
      const foreign = await browser.go(out, { form: {}, headers: { origin: rig.partner.origin } });
      assert.equal(foreign.status, 400);
      assert.equal(JSON.parse((await session(browser)).text).level, 'bank');
      await browser.go(out);
      assert.equal(JSON.parse((await session(browser)).text).level, 'bank');
      const kept = browser.jar.find((one) => one.name === 'inlay_bank_session');
      assert.equal((await browser.go(out, { form: {} })).status, 200);
      assert.ok(!browser.jar.some((one) => one.name === 'inlay_bank_session'));
      // A copy of the cookie is worth nothing either.
      if (kept) browser.jar.push(kept);
      assert.equal(JSON.parse((await session(browser)).text).level, 'anonymous');
    });

    it('shows the product and keeps the receipt that the card’s button brought', async () => {
      const digest = 'a1'.repeat(32);
      const query = `rv=2026-09-01.2&rd=${digest}&dw=4200&vr=0.875&vs=1&pl=hotel-detail&pt=lvtu`;
      const page = await createBrowser().go(`${rig.bank.origin}/h5/products/FN30D02A?${query}`);
      assert.equal(page.status, 200);
      for (const text of ['Z7001025000318', '理财非存款', '风险等级 R2']) assert.ok(page.text.includes(text), text);
      const { items } = (await rig.call('/sandbox/receipts')).json;
      const { id: _id, received_at: _at, ...receipt } = items[0];
      assert.deepEqual(receipt, {
        product_id: 'FN30D02A',
        revision: 7,
        text_version: '2026-09-01.2',
        text_digest: digest,
        dwell_ms: 4200,
        visible_ratio: '0.875',
        visibility: '1',
        placement: 'hotel-detail',
        partner_id: 'lvtu',
      });
    });

    it('shows the product without a receipt, or with a malformed one, and keeps nothing', async () => {
      const before = (await rig.call('/sandbox/receipts')).json.count;
      for (const query of ['', '?rv=1', `?rv=1&rd=zz&dw=-1&vr=7&vs=1&pl=a&pt=lvtu`]) {
        assert.equal((await createBrowser().go(`${rig.bank.origin}/h5/products/FN30D02A${query}`)).status, 200);
      }
      assert.equal((await rig.call('/sandbox/receipts')).json.count, before);
      assert.equal((await createBrowser().go(`${rig.bank.origin}/h5/products/UNKNOWN1`)).status, 404);
    });

    it('lets no page be framed, no inline script run, and escapes what it is given', async () => {
      await rig.bank.bank.db
        .updateTable('product')
        .set({ texts: JSON.stringify(await spoilt()) })
        .where('id', '=', 'STALE001')
        .execute();
      for (const path of ['/h5/products/FN30D02A', '/h5/products/STALE001', '/h5/sign-out', '/h5/products/UNKNOWN1']) {
        const { headers, text } = await createBrowser().go(rig.bank.origin + path);
        const policy = headers.get('content-security-policy') ?? '';
        assert.match(policy, /default-src 'none'/);
        assert.match(policy, /frame-ancestors 'none'/);
        assert.match(policy, /script-src 'self'/);
        assert.doesNotMatch(policy, /unsafe/);
        // The one script there is comes from the bank's own origin and is the SDK.
        const rest = text.replace(
          /<script\s+(type="module"\s+src="\/inlay\/inlay|src="\/h5\/arrive).js"[^<>]*><\/script>/g,
          '',
        );
        const live = /<script|style="|\sonclick=|"onclick/.exec(rest);
        assert.equal(live, null, `${path}: ${live?.[0]}`);
      }
    });

    async function spoilt() {
      const { texts } = await rig.bank.bank.db
        .selectFrom('product')
        .select('texts')
        .where('id', '=', 'FN30D02A')
        .executeTakeFirstOrThrow();
      const copy = structuredClone(texts) as Record<string, { fullName: string }>;
      (copy['zh-CN'] as { fullName: string }).fullName = '<script>alert(1)</script>"onclick=';
      return copy;
    }
  });
}
