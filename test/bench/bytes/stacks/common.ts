import { newTracker, trackSelfDescribingEvent } from '@snowplow/browser-tracker';
import CallApp from 'callapp-lib';
import { UserManager, WebStorageStateStore } from 'oidc-client-ts';

/** Snowplow with its defaults. */
export function startSnowplow(): void {
  newTracker('bench', 'https://collector.bank.example', { appId: 'bench' });
  trackSelfDescribingEvent({
    event: { schema: 'iglu:bank.example/card/jsonschema/1-0-0', data: { product: 'FN30D02A' } },
  });
}

/** Opens the bank's app, or its download page. */
export function openApp(): void {
  const app = new CallApp({
    scheme: { protocol: 'bankapp' },
    appstore: 'https://apps.example/bank',
    fallback: 'https://h5.bank.example',
    timeout: 2000,
  });
  document.addEventListener('open-app', () => app.open({ path: 'product' }));
}

/** Signs the customer in by code and PKCE. */
export function signIn(): void {
  const users = new UserManager({
    authority: 'https://open.bank.example',
    client_id: 'lvtu',
    redirect_uri: location.href,
    userStore: new WebStorageStateStore({ store: sessionStorage }),
  });
  void users.signinSilent();
}
