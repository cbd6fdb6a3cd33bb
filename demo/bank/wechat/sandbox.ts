import { randomBytes } from 'node:crypto';
import { createPlatform, type Platform, type WeixinAccount } from '../../hosts/wechat/platform.ts';
import type { App, Bank } from '../context.ts';

/** Where the sandbox has its model of WeChat's servers. */
export const platformPath = '/wechat-platform';
/** The sandbox bank's own account. */
export const ownAppId = 'wx0f1e2d3c4b5a6978';

/** Makes the bank's own account at the model of WeChat, bound to the bank's domain, and mounts the model. */
export async function addWechatPlatform(app: App, bank: Bank): Promise<Platform> {
  const row = {
    app_id: ownAppId,
    partner_id: null,
    secret: randomBytes(16).toString('hex'),
    safe_domains: JSON.stringify([new URL(bank.origin).hostname]),
  };
  await bank.db
    .insertInto('wechat_account')
    .values(row)
    .onConflict((conflict) => conflict.column('app_id').doNothing())
    .execute();
  const rows = await bank.db.selectFrom('wechat_account').selectAll().execute();
  const accounts = rows.map(({ app_id, secret, safe_domains }): WeixinAccount => ({
    appId: app_id,
    secret,
    safeDomains: safe_domains,
    oauthDomain: safe_domains[0] ?? '',
    scopes: ['snsapi_base', 'snsapi_userinfo'],
  }));
  const platform = createPlatform({ now: bank.clock.now, accounts: () => accounts });
  // The model forgets what it gave out when it stops; the bank must not go on with that.
  await bank.db.deleteFrom('wechat_credential').execute();
  app.mount(platformPath, (request) => platform.app.fetch(request));
  return platform;
}
