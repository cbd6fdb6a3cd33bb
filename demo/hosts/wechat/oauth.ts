import { createHash, randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import type { WeixinAccount } from './platform.ts';

interface Code {
  appId: string;
  person: string;
  scope: string;
  snapshot: boolean;
  until: number;
  used: boolean;
}

/** What OAuth needs of the platform. */
export interface OauthParts {
  now(): number;
  find(appId: string | undefined): WeixinAccount | undefined;
  same(a: string, b: string): boolean;
}

// The order of the parameters is matched strictly, the state is letters and digits, up to 128 of them.
const order =
  /^\?appid=([^&]+)&redirect_uri=([^&]+)&response_type=code&scope=(snsapi_base|snsapi_userinfo)&state=([A-Za-z0-9]{0,128})(?:&forcePopup=(?:true|false))?(&forceSnapShot=true)?$/;
const codeLife = 300_000;

/** Id of a person for one account: another account knows him by another. */
export function openIdOf(appId: string, person: string): string {
  return `o${createHash('sha256').update(`${appId} ${person}`).digest('base64url').slice(0, 27)}`;
}

/**
 * OAuth in pages as WeChat documents it. Who the customer is, the test says by the header `x-weixin-person`; a page
 * that asks for his profile before any tap is a snapshot, with a person of its own that nobody will see again.
 */
export function createOauth({ now, find, same }: OauthParts): Hono {
  const codes = new Map<string, Code>();
  const app = new Hono();
  const page = (number: number, says: string) =>
    `<!doctype html><meta charset="utf-8"><title>微信</title><p>${says}(${number})</p>`;

  app.get('/connect/oauth2/authorize', (c) => {
    const [, appid, redirect, scope, state, snap] = order.exec(new URL(c.req.url).search) ?? [];
    const account = find(appid);
    if (!account || !redirect) return c.html(page(10016, '请在微信客户端打开链接'), 400);
    let back: URL;
    try {
      back = new URL(decodeURIComponent(redirect));
    } catch {
      return c.html(page(10003, 'redirect_uri 参数错误'), 400);
    }
    if (back.hostname !== account.oauthDomain) return c.html(page(10003, 'redirect_uri域名与后台配置不一致'), 400);
    if (!account.scopes.includes(scope!)) return c.html(page(10005, '该公众号没有这个权限'), 400);
    const snapshot = !!snap || (scope === 'snsapi_userinfo' && c.req.header('x-weixin-tapped') !== 'yes');
    const person = snapshot
      ? `snapshot-${randomBytes(8).toString('hex')}`
      : (c.req.header('x-weixin-person') ?? 'somebody');
    const code = randomBytes(16).toString('hex');
    codes.set(code, { appId: account.appId, person, scope: scope!, snapshot, until: now() + codeLife, used: false });
    back.searchParams.set('code', code);
    back.searchParams.set('state', state!);
    return c.redirect(back.href, 302);
  });

  app.get('/sns/oauth2/access_token', (c) => {
    const { appid, secret = '', code = '', grant_type } = c.req.query();
    const account = find(appid);
    const failure = (errcode: number, errmsg: string) => c.json({ errcode, errmsg });
    if (!account) return failure(40013, 'invalid appid');
    if (!same(secret, account.secret)) return failure(40125, 'invalid appsecret');
    if (grant_type !== 'authorization_code') return failure(40002, 'invalid grant_type');
    const known = codes.get(code);
    if (!known || known.appId !== account.appId || known.until <= now()) return failure(40029, 'invalid code');
    if (known.used) return failure(40163, 'code been used');
    known.used = true;
    return c.json({
      access_token: randomBytes(32).toString('base64url'),
      expires_in: 7200,
      refresh_token: randomBytes(32).toString('base64url'),
      openid: openIdOf(account.appId, known.person),
      scope: known.scope,
      ...(known.snapshot ? { is_snapshotuser: 1 } : {}),
    });
  });
  return app;
}
