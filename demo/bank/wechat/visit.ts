import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { getCookie, setCookie } from 'hono/cookie';
import { html } from 'hono/html';
import type { App, Bank } from '../context.ts';
import { retrying } from '../db/retry.ts';
import { page } from '../h5/page.ts';
import { Problem } from '../problem.ts';
import { call } from './credentials.ts';

/** Whom a code brought. */
interface Visit {
  openid: string | null;
  /** WeChat showed the page to somebody who had not tapped: the id is nobody's. */
  snapshot: boolean;
}

const patience = 4000;
const lease = 10_000;
const hashOf = (code: string) => createHash('sha256').update(code).digest('hex');

/** Adds the bank's entry for customers who come through WeChat's OAuth. */
export function addWechatVisits(app: App, bank: Bank): void {
  const cookie = {
    path: '/h5/wechat',
    httpOnly: true,
    sameSite: 'Lax' as const,
    secure: bank.origin.startsWith('https:'),
  };
  const back = `${bank.origin}/h5/wechat/callback`;
  const authorize = bank.wechatApi.startsWith(bank.internal)
    ? bank.wechatApi.replace(bank.internal, bank.origin)
    : 'https://open.weixin.qq.com';

  app.get('/h5/wechat/start', async (c) => {
    const { app_id } = await ownAccount(bank);
    const state = randomBytes(16).toString('hex');
    setCookie(c, 'wx_state', state, { ...cookie, maxAge: 600 });
    // WeChat matches the order of these, and asks for the fragment even in a redirect.
    const query = `appid=${app_id}&redirect_uri=${encodeURIComponent(back)}&response_type=code&scope=snsapi_base&state=${state}`;
    return c.redirect(`${authorize}/connect/oauth2/authorize?${query}#wechat_redirect`, 302);
  });

  app.get('/h5/wechat/callback', async (c) => {
    const { code = '', state = '' } = c.req.query();
    if (!/^\w{8,128}$/.test(code) || !state || getCookie(c, 'wx_state') !== state) {
      throw new Problem('invalid_request', 'This is not the answer to a request of this browser');
    }
    const visit = await redeem(bank, code, state);
    // Off the address at once: WeChat loads it again, and customers share it.
    return c.redirect(visit.snapshot ? '/h5/wechat/snapshot' : '/h5/wechat/known', 303);
  });

  app.get('/h5/wechat/known', (c) =>
    page(c, { title: '微信', body: html`<section><h1>已识别您的微信</h1></section>` }),
  );
  app.get('/h5/wechat/snapshot', (c) =>
    page(c, { title: '微信', body: html`<section><h1>请点击右下角“使用完整服务”</h1></section>` }),
  );
}

/** The account of the bank itself. */
function ownAccount({ db }: Pick<Bank, 'db'>) {
  return db.selectFrom('wechat_account').selectAll().where('partner_id', 'is', null).executeTakeFirstOrThrow();
}

/**
 * Swaps a code, once, however often it comes: WeChat loads the callback twice (back, reload, prefetch), and the second swap
 * would be refused. The first to come swaps, the others read what he got.
 */
export async function redeem(
  bank: Pick<Bank, 'db' | 'clock' | 'wechatApi'>,
  code: string,
  state: string,
): Promise<Visit> {
  const { db, clock } = bank;
  const code_hash = hashOf(code);
  const mine = randomUUID();
  const fresh = {
    code_hash,
    app_id: '',
    openid: null,
    snapshot: false,
    state,
    lease: mine,
    leased_until: Date.now() + lease,
    at: clock.now(),
  };
  await retrying(() =>
    db
      .insertInto('wechat_visit')
      .values(fresh)
      .onConflict((conflict) => conflict.column('code_hash').doNothing())
      .execute(),
  );
  for (const end = Date.now() + patience; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 50))) {
    const row = await db.selectFrom('wechat_visit').selectAll().where('code_hash', '=', code_hash).executeTakeFirst();
    if (!row) break;
    if (row.state !== state) throw new Problem('invalid_request', 'This code came with another state');
    if (row.openid) return { openid: row.openid, snapshot: row.snapshot };
    if (row.lease !== mine) continue;
    return swap(bank, code, code_hash);
  }
  throw new Problem('unavailable', 'The code could not be swapped in time');
}

async function swap(bank: Pick<Bank, 'db' | 'wechatApi'>, code: string, code_hash: string): Promise<Visit> {
  const account = await ownAccount(bank);
  const query = { appid: account.app_id, secret: account.secret, code, grant_type: 'authorization_code' };
  try {
    const answer = await call(bank, '/sns/oauth2/access_token', query);
    const { openid } = answer;
    if (typeof openid !== 'string')
      throw new Problem('invalid_request', `WeChat refused the code with ${Number(answer.errcode)}`);
    const visit = { openid, snapshot: answer.is_snapshotuser === 1, app_id: account.app_id };
    await bank.db.updateTable('wechat_visit').set(visit).where('code_hash', '=', code_hash).execute();
    return visit;
  } catch (error) {
    // Another try may swap it, if it was not used up.
    await bank.db.deleteFrom('wechat_visit').where('code_hash', '=', code_hash).execute();
    throw error;
  }
}
