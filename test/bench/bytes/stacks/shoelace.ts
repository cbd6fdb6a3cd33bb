// Shoelace, oidc-client-ts, Snowplow, callapp-lib: what a team would put together from the shelf.
import '@shoelace-style/shoelace/dist/themes/light.css';
import '@shoelace-style/shoelace/dist/components/button/button.js';
import '@shoelace-style/shoelace/dist/components/card/card.js';
import '@shoelace-style/shoelace/dist/components/tag/tag.js';
import { openApp, signIn, startSnowplow } from './common.ts';

startSnowplow();
signIn();
openApp();
