import { type JWK } from 'jose';
import { Provider } from 'oidc-provider';
import { type Bank, traceOf } from '../context.ts';
import { createAdapter } from './adapter.ts';
import { exchange, exchangeGrant, swap, ticketGrant } from './grants.ts';
import { nameRefusals, noteRefusal } from './refusal.ts';

/** The bank's own H5 backend as a confidential client; its secret lives as long as the process. */
export const h5Client = 'qinghe-h5';

/** What the provider needs besides the bank. */
export interface ProviderSecrets {
  jwks: { keys: JWK[] };
  cookieKeys: string[];
  h5Secret: string;
}

/** Makes the authorisation server: authorization code + PKCE for the bank's H5, and the two grants of the gateway. */
export function createProvider(bank: Bank, secrets: ProviderSecrets): Provider {
  const provider = new Provider(`${bank.origin}/oidc`, {
    adapter: createAdapter(bank),
    jwks: secrets.jwks,
    cookies: { keys: secrets.cookieKeys, long: { sameSite: 'lax' }, short: { sameSite: 'lax' } },
    clients: [
      {
        client_id: h5Client,
        client_secret: secrets.h5Secret,
        redirect_uris: [`${bank.origin}/h5/callback`],
        grant_types: ['authorization_code'],
        response_types: ['code'],
        id_token_signed_response_alg: 'ES256',
      },
    ],
    // private_key_jwt is left out, or the provider would judge the partners' assertions itself, by real time.
    clientAuthMethods: ['none', 'client_secret_basic'],
    scopes: ['openid'],
    responseTypes: ['code'],
    pkce: { required: () => true },
    enabledJWA: { idTokenSigningAlgValues: ['ES256'] },
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      dPoP: { enabled: false },
      resourceIndicators: { enabled: false },
    },
    interactions: { url: (_ctx, interaction) => `/h5/login/${interaction.uid}` },
    ttl: { Session: 900, Grant: 900, Interaction: 600, AuthorizationCode: 60, AccessToken: 60, IdToken: 60 },
    findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => ({ sub }) }),
    async loadExistingGrant(ctx) {
      // The bank's own client needs no consent page; a fresh grant each time, since a revoked one would loop.
      const accountId = ctx.oidc.session?.accountId;
      if (!accountId || !ctx.oidc.client) return undefined;
      const grant = new ctx.oidc.provider.Grant({ accountId, clientId: ctx.oidc.client.clientId });
      grant.addOIDCScope('openid');
      await grant.save();
      return grant;
    },
    renderError(ctx, out) {
      ctx.type = 'html';
      ctx.set('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'");
      ctx.body = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>青禾银行</title><p>登录未完成（${out.error.replace(/[^a-z_]/g, '')}）。请返回后重试。</p></html>`;
    },
  });
  // `clientAssertion` and the rest are read from the body by the grants; the provider need not know them.
  provider.registerGrantType(exchangeGrant, (ctx) => exchange(bank, ctx), ['scope']);
  provider.registerGrantType(ticketGrant, (ctx) => swap(bank, ctx), []);
  provider.use(nameRefusals);
  provider.on('grant.error', noteRefusal);
  provider.on('server_error', (ctx, error) => console.error('[bank]', traceOf(ctx.req), error));
  return provider;
}
