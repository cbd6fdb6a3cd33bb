// The leanest mix one could make by hand: Lit, oauth4webapi, Snowplow, callapp-lib.
import { html, LitElement } from 'lit';
import * as oauth from 'oauth4webapi';
import { openApp, startSnowplow } from './common.ts';

class BenchCard extends LitElement {
  override render() {
    return html`<h3><slot></slot></h3>`;
  }
}
customElements.define('bench-card', BenchCard);

/** A DPoP-bound token by code and PKCE, the way oauth4webapi's examples do it. */
async function signIn(issuer: URL, callback: URL): Promise<string> {
  const client: oauth.Client = { client_id: 'lvtu' };
  const server = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer));
  const verifier = oauth.generateRandomCodeVerifier();
  const challenge = await oauth.calculatePKCECodeChallenge(verifier);
  const state = oauth.generateRandomState();
  sessionStorage.setItem(state, challenge);
  const DPoP = oauth.DPoP(client, await oauth.generateKeyPair('ES256'));
  const answer = oauth.validateAuthResponse(server, client, callback, state);
  const response = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    oauth.None(),
    answer,
    callback.href,
    verifier,
    {
      DPoP,
    },
  );
  return (await oauth.processAuthorizationCodeResponse(server, client, response)).access_token;
}

startSnowplow();
openApp();
void signIn(new URL('https://open.bank.example'), new URL(location.href));
