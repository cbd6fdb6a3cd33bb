import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { Hono } from 'hono';
import { createOauth } from './oauth.ts';
import { signPage } from './signature.ts';

/** An official account as WeChat has it. */
export interface WeixinAccount {
  appId: string;
  secret: string;
  /** Domains whose pages may use the JSSDK, exactly. */
  safeDomains: readonly string[];
  /** The one domain OAuth sends customers back to. */
  oauthDomain: string;
  /** Scopes the account has. */
  scopes: readonly string[];
}

export interface PlatformOptions {
  now(): number;
  accounts(): readonly WeixinAccount[];
  /** Tokens and tickets a day. */
  quota?: number;
  /** Milliseconds an answer takes. */
  latency?: number;
}

/** What the platform was asked for, and what a client's check is answered from. */
export interface Platform {
  app: Hono;
  /** Tokens and tickets given out. */
  readonly given: { token: number; ticket: number };
  /** What a client hears that wants a page's `wx.config` checked. */
  verify(request: { appId: string; timestamp: string; nonceStr: string; signature: string; url: string }): string;
}

const life = 7_200_000;
/** A token goes on for so long after the next one was made. */
const overlap = 300_000;

const same = (a: string, b: string) =>
  timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest());

/**
 * A model of WeChat's servers: tokens and tickets of two hours, rationed by the day, an older token that ends when a newer
 * one is made, and OAuth. Paths are those of api.weixin.qq.com and open.weixin.qq.com.
 */
export function createPlatform({ now, accounts, quota = 2000, latency = 0 }: PlatformOptions): Platform {
  const tokens = new Map<string, { appId: string; until: number }>();
  const tickets = new Map<string, { appId: string; until: number }>();
  const given = { token: 0, ticket: 0 };
  const app = new Hono();
  const find = (appId: string | undefined) => accounts().find((account) => account.appId === appId);
  const make = () => randomBytes(48).toString('base64url');
  const failure = (errcode: number, errmsg: string) => ({ errcode, errmsg });

  app.use(async (_, next) => {
    if (latency) await new Promise((resolve) => setTimeout(resolve, latency));
    await next();
  });

  app.get('/cgi-bin/token', (c) => {
    const { appid, secret = '', grant_type } = c.req.query();
    const account = find(appid);
    if (grant_type !== 'client_credential') return c.json(failure(40002, 'invalid grant_type'));
    if (!account) return c.json(failure(40013, 'invalid appid'));
    if (!same(secret, account.secret)) return c.json(failure(40125, 'invalid appsecret'));
    if (given.token >= quota) return c.json(failure(45009, 'reach max api daily quota limit'));
    given.token++;
    for (const old of tokens.values())
      if (old.appId === account.appId) old.until = Math.min(old.until, now() + overlap);
    const token = make();
    tokens.set(token, { appId: account.appId, until: now() + life });
    return c.json({ access_token: token, expires_in: life / 1000 });
  });

  app.get('/cgi-bin/ticket/getticket', (c) => {
    const token = tokens.get(c.req.query('access_token') ?? '');
    if (!token || token.until <= now())
      return c.json(failure(40001, 'invalid credential, access_token is invalid or not latest'));
    if (c.req.query('type') !== 'jsapi') return c.json(failure(40097, 'invalid args'));
    if (given.ticket >= quota) return c.json(failure(45009, 'reach max api daily quota limit'));
    given.ticket++;
    const ticket = make();
    tickets.set(ticket, { appId: token.appId, until: now() + life });
    return c.json({ errcode: 0, errmsg: 'ok', ticket, expires_in: life / 1000 });
  });

  const verify: Platform['verify'] = ({ appId, timestamp, nonceStr, signature, url }) => {
    const account = find(appId);
    if (!account) return 'invalid appid';
    if (!account.safeDomains.includes(new URL(url).hostname)) return 'invalid url domain';
    const fits = [...tickets].some(
      ([ticket, { appId: owner, until }]) =>
        owner === appId && until > now() && signPage({ ticket, timestamp, nonceStr, url }) === signature,
    );
    return fits ? 'ok' : 'invalid signature';
  };
  // Between the client and WeChat's servers; no page sees it.
  app.post('/client/verify', async (c) => c.text(verify(await c.req.json())));
  app.route('/', createOauth({ now, find, same }));

  return { app, given, verify };
}
