import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { redeem } from '../../demo/bank/wechat/visit.ts';
import { ticketOf } from '../../demo/bank/wechat/credentials.ts';
import { ownAppId, platformPath } from '../../demo/bank/wechat/sandbox.ts';
import { openIdOf } from '../../demo/hosts/wechat/oauth.ts';
import { allEngines, call, createBrowser, startRig, type Rig } from './rig.ts';

for (const engine of allEngines) {
  describe(`pages in WeChat, on ${engine}`, () => {
    let rig: Rig;
    before(async () => {
      rig = await startRig(engine);
    });
    after(() => rig.stop());

    const own = () => `${rig.bank.origin}/h5/products/FN30D02A?pl=x`;
    const sign = (url: unknown, origin: string | null = rig.bank.origin, partner = 'lvtu') =>
      rig.call(`/v1/wechat/js-config?partner=${partner}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ url }),
        origin,
      });
    const account = async () => {
      const row = await rig.bank.bank.db.selectFrom('wechat_account').selectAll().executeTakeFirstOrThrow();
      return { appId: row.app_id, secret: row.secret, safeDomains: row.safe_domains };
    };

    it('get a signature that WeChat accepts for that page and no other', async () => {
      const answer = await sign(own());
      assert.equal(answer.status, 200);
      assert.equal(answer.headers.get('cache-control'), 'no-store');
      const { appId, timestamp, nonceStr, signature } = answer.json;
      const verify = (url: string) =>
        rig.bank.wechat!.verify({ appId, timestamp: `${timestamp}`, nonceStr, signature, url });
      assert.equal(verify(own()), 'ok');
      assert.equal(verify(`${own()}&x=1`), 'invalid signature');
      assert.equal(verify('https://evil.example/'), 'invalid url domain');
      assert.deepEqual(Object.keys(answer.json).sort(), ['appId', 'nonceStr', 'signature', 'timestamp']);
    });

    it('never get the secret, the token or the ticket', async () => {
      const { text } = await sign(own());
      const rows = await rig.bank.bank.db.selectFrom('wechat_credential').selectAll().execute();
      assert.equal(rows.length, 2);
      for (const value of [(await account()).secret, ...rows.map((row) => row.value)])
        assert.ok(value && !text.includes(value));
    });

    it('share one token and one ticket, also when many ask at once and from several processes', async () => {
      const { db } = rig.bank.bank;
      await db.deleteFrom('wechat_credential').execute();
      const before = { ...rig.bank.wechat!.given };
      const who = await account();
      // Other origins stand for other processes: they share no flight, only the database.
      const others = ['127.0.0.1', 'localhost'].map((host) => ({
        ...rig.bank.bank,
        wechatApi: rig.bank.bank.wechatApi.replace('127.0.0.1', host),
      }));
      const all = await Promise.all([
        ...Array.from({ length: 20 }, () => sign(own()).then(({ status }) => status)),
        ...others.flatMap((bank) => Array.from({ length: 5 }, () => ticketOf(bank, who).then(() => 200))),
      ]);
      assert.deepEqual([...new Set(all)], [200]);
      assert.deepEqual(rig.bank.wechat!.given, { token: before.token + 1, ticket: before.ticket + 1 });
    });

    it('get a new ticket before the old one ends', async () => {
      await sign(own());
      const { given } = rig.bank.wechat!;
      const tickets = given.ticket;
      const { offsetMs } = rig.bank.bank.clock.state();
      rig.bank.bank.clock.set({ offsetMs: offsetMs + 6_000_000 });
      await sign(own());
      assert.equal(given.ticket, tickets);
      rig.bank.bank.clock.set({ offsetMs: offsetMs + 7_000_000 });
      const answer = await sign(own());
      assert.equal(answer.status, 200);
      const { appId, timestamp, nonceStr, signature } = answer.json;
      assert.equal(rig.bank.wechat!.verify({ appId, timestamp, nonceStr, signature, url: own() }), 'ok');
    });

    it('get one although somebody else has made a newer token', async () => {
      const { secret } = await account();
      const api = rig.bank.bank.wechatApi;
      await call(`${api}/cgi-bin/token?grant_type=client_credential&appid=${ownAppId}&secret=${secret}`);
      const { db, clock } = rig.bank.bank;
      clock.set({ offsetMs: clock.state().offsetMs + 400_000 });
      await db.updateTable('wechat_credential').set({ expires_at: 0 }).where('kind', '=', 'ticket').execute();
      assert.equal((await sign(own())).status, 200);
    });

    it('say it when WeChat does not give any', async () => {
      const who = await account();
      const bank = { ...rig.bank.bank, wechatApi: 'http://127.0.0.1:9' };
      await rig.bank.bank.db.deleteFrom('wechat_credential').execute();
      await assert.rejects(ticketOf(bank, who), { code: 'unavailable' });
      await assert.rejects(ticketOf({ ...rig.bank.bank }, { ...who, secret: 'wrong' }), { code: 'unavailable' });
      assert.equal((await sign(own())).status, 200, 'and the next try may succeed at once');
    });

    for (const [what, tail] of [
      ['a code', 'code=not-hex'],
      ['a state', 'state=not-hex'],
      ['a ticket', 'inlay_ticket=not-hex'],
      ['a token', 'access_token=not-hex'],
      ['a session', 'sessionId=not-hex'],
    ] as const) {
      it(`are not signed with ${what} in the address, which the JSSDK would report`, async () => {
        const answer = await sign(`${own()}&${tail}`);
        assert.equal(answer.status, 400);
        assert.equal(answer.json.errors[0].pointer, '/url');
        assert.ok(!answer.text.includes('not-hex'));
      });
    }

    it('are not signed for another origin, another domain, a fragment, or what is no page', async () => {
      for (const [url, origin, status] of [
        [`${rig.partner.origin}/hotel`, rig.bank.origin, 400],
        [own(), rig.partner.origin, 400],
        [`${rig.partner.origin}/hotel`, rig.partner.origin, 403],
        [`${own()}#x`, rig.bank.origin, 400],
        ['javascript:alert(1)', rig.bank.origin, 400],
        ['https://user:secret@bank.localhost/', rig.bank.origin, 400],
        ['no address', rig.bank.origin, 400],
        ['x'.repeat(3000), rig.bank.origin, 400],
        [undefined, rig.bank.origin, 400],
        [own(), 'https://evil.example', 403],
      ] as const) {
        assert.equal((await sign(url, origin)).status, status, `${url} ${origin}`);
      }
    });

    it('of a partner are signed for the partner’s own account alone', async () => {
      const { db } = rig.bank.bank;
      const domain = new URL(rig.partner.origin).hostname;
      const row = {
        app_id: 'wxaaaaaaaaaaaaaaaa',
        partner_id: 'weishi',
        secret: 's',
        safe_domains: JSON.stringify([domain]),
      };
      await db.insertInto('wechat_account').values(row).execute();
      const page = `${rig.partner.origin}/hotel`;
      assert.equal((await sign(page, rig.partner.origin)).status, 403, 'another partner’s account');
      await db.updateTable('wechat_account').set({ partner_id: 'lvtu' }).where('app_id', '=', row.app_id).execute();
      assert.equal((await sign(page, rig.partner.origin)).status, 503, 'found, and WeChat does not know it');
      await db.deleteFrom('wechat_account').where('app_id', '=', row.app_id).execute();
    });
  });

  describe(`customers from WeChat, on ${engine}`, () => {
    let rig: Rig;
    before(async () => {
      rig = await startRig(engine);
    });
    after(() => rig.stop());

    const authorize = async (more = '', headers: Record<string, string> = {}) => {
      const back = encodeURIComponent(`${rig.bank.origin}/h5/wechat/callback`);
      const query = `appid=${ownAppId}&redirect_uri=${back}&response_type=code&scope=snsapi_base&state=abc${more}`;
      const answer = await call(`${rig.bank.internal}${platformPath}/connect/oauth2/authorize?${query}`, { headers });
      return { answer, code: new URL(answer.headers.get('location') ?? 'x:').searchParams.get('code') ?? '' };
    };

    it('come in and stand without the code in the address, however often WeChat loads the callback', async () => {
      const browser = createBrowser();
      const started = await browser.go(`${rig.bank.origin}/h5/wechat/start`);
      assert.match(started.location!, /#wechat_redirect$/);
      const allowed = await browser.go(started.location!.replace('#wechat_redirect', ''), {
        headers: { 'x-weixin-person': 'li' },
      });
      assert.match(allowed.location!, /\/h5\/wechat\/callback\?code=\w+&state=\w{32}$/);
      const both = await Promise.all([browser.go(allowed.location!), browser.go(allowed.location!)]);
      const again = await browser.go(allowed.location!);
      for (const answer of [...both, again]) {
        assert.equal(answer.status, 303);
        assert.equal(new URL(answer.location!, rig.bank.origin).pathname, '/h5/wechat/known');
      }
      const rows = await rig.bank.bank.db.selectFrom('wechat_visit').selectAll().execute();
      assert.deepEqual(
        rows.map((row) => row.openid),
        [openIdOf(ownAppId, 'li')],
      );
    });

    it('T19 are not taken in with a code that another browser got', async () => {
      const { code } = await authorize();
      const victim = createBrowser();
      await victim.go(`${rig.bank.origin}/h5/wechat/start`);
      assert.equal((await victim.go(`${rig.bank.origin}/h5/wechat/callback?code=${code}&state=abc`)).status, 400);
    });

    it('of a snapshot are nobody', async () => {
      const { code } = await authorize('&forceSnapShot=true');
      assert.equal((await redeem(rig.bank.bank, code, 'abc')).snapshot, true);
    });

    it('T17 a code is swapped once, is known by its state, and ends after five minutes', async () => {
      const { code } = await authorize();
      const all = await Promise.all([1, 2, 3].map(() => redeem(rig.bank.bank, code, 'abc')));
      assert.equal(new Set(all.map(({ openid }) => openid)).size, 1);
      await assert.rejects(redeem(rig.bank.bank, code, 'other'), { code: 'invalid_request' });
      const late = (await authorize()).code;
      rig.bank.bank.clock.set({ offsetMs: rig.bank.bank.clock.state().offsetMs + 301_000 });
      await assert.rejects(redeem(rig.bank.bank, late, 'abc'), /40029/);
      await assert.rejects(redeem(rig.bank.bank, 'f'.repeat(32), 'abc'), /40029/);
    });

    it('WeChat itself is strict: order, domain, scope, and a code that was used', async () => {
      const url = (query: string) => call(`${rig.bank.internal}${platformPath}/connect/oauth2/authorize?${query}`);
      const back = encodeURIComponent(`${rig.bank.origin}/h5/wechat/callback`);
      const good = `appid=${ownAppId}&redirect_uri=${back}&response_type=code&scope=snsapi_base&state=a`;
      assert.equal((await url(good)).status, 302);
      for (const bad of [
        `redirect_uri=${back}&appid=${ownAppId}&response_type=code&scope=snsapi_base&state=a`,
        good.replace('&state=a', ''),
        good.replace('state=a', 'state=a-b'),
        good.replace(back, encodeURIComponent('https://evil.example/')),
        good.replace('snsapi_base', 'snsapi_login'),
      ]) {
        assert.equal((await url(bad)).status, 400, bad);
      }
      const { code } = await authorize();
      const { secret } = await rig.bank.bank.db.selectFrom('wechat_account').select('secret').executeTakeFirstOrThrow();
      const swap = () =>
        call(
          `${rig.bank.bank.wechatApi}/sns/oauth2/access_token?appid=${ownAppId}&secret=${secret}&code=${code}&grant_type=authorization_code`,
        );
      assert.match((await swap()).json.openid, /^o/);
      assert.equal((await swap()).json.errcode, 40163);
    });
  });
}
