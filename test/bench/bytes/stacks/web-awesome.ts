// The same with Shoelace's successor.
import '@awesome.me/webawesome/dist/styles/webawesome.css';
import '@awesome.me/webawesome/dist/components/button/button.js';
import '@awesome.me/webawesome/dist/components/card/card.js';
import '@awesome.me/webawesome/dist/components/tag/tag.js';
import { openApp, signIn, startSnowplow } from './common.ts';

startSnowplow();
signIn();
openApp();
