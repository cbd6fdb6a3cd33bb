import { randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { html, raw } from 'hono/html';
import type { App, Bank, Env } from '../context.ts';
import { findPartner } from '../partners.ts';
import { frameScript } from './build.ts';
import { couponMarkup, couponName, readCampaign, rulesMarkup } from './campaign.ts';
import type { FrameConfig } from './config.ts';
import { frameStyle } from './style.ts';
import { type FrameLocale, frameTexts } from './texts.ts';

/** What a page of a bank has no use for, and the page around a frame could otherwise lend it. */
const denied = [
  ...['accelerometer', 'autoplay', 'camera', 'clipboard-read', 'clipboard-write', 'display-capture', 'encrypted-media'],
  ...['fullscreen', 'geolocation', 'gyroscope', 'magnetometer', 'microphone', 'midi', 'payment', 'picture-in-picture'],
  ...['publickey-credentials-get', 'screen-wake-lock', 'storage-access', 'usb', 'xr-spatial-tracking'],
];

const pick = <T extends string>(value: string | undefined, ...words: [T, ...T[]]): T =>
  words.find((word) => word === value) ?? words[0];

/**
 * Adds the page that stands in a frame within a partner's page: what is claimed, by whom, and the one act. The address holds
 * public words alone (partner, campaign, language, look); whoever claims comes over the port.
 */
export function addFramePage(app: App, bank: Bank): void {
  app.get('/frame/claim', async (c) => {
    const { partner: partnerId = '', campaign: id = '' } = c.req.query();
    const locale = pick<FrameLocale>(c.req.query('locale'), 'zh-CN', 'zh-HK', 'en');
    const mode = pick(c.req.query('mode'), 'standard', 'elder');
    const theme = pick(c.req.query('theme'), 'auto', 'light', 'dark');
    const partner = await findPartner(bank, partnerId);
    const origins = partner?.status === 'active' ? partner.origins : [];
    const nonce = secure(c, origins);
    const known = /^[\w-]{1,64}$/.test(id) && origins.length > 0;
    const campaign = known ? await readCampaign(app, partnerId, id, locale) : undefined;
    const words = frameTexts[locale];
    const config: FrameConfig = {
      origins,
      partner: partnerId,
      campaign: id,
      digest: campaign?.rules.digest ?? '',
      texts: { unbound: words.unbound, again: words.again },
    };
    const place = words.place.replace('{partner}', partner?.name[locale] ?? '');
    const text = await html`<!doctype html>
      <html lang="${locale}" class="${theme} ${mode}">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>${words.title} · ${words.bank}</title>
          <style nonce="${nonce}">
            ${raw(frameStyle)}
          </style>
        </head>
        <body data-config="${JSON.stringify(config)}">
          <main id="main">
            <header><i aria-hidden="true"></i>${words.bank}<span>${place}</span></header>
            ${campaign ? couponMarkup(campaign, locale) : html`<p id="what">${words.gone}</p>`}
            <div id="rules">${campaign ? rulesMarkup(campaign, locale) : ''}</div>
            <dl id="deal">
              <dt>${words.what}</dt>
              <dd>${campaign ? couponName(campaign, locale) : ''}</dd>
              <dt>${words.as}</dt>
              <dd><span id="who" role="status">${words.waiting}</span></dd>
            </dl>
            <p id="say" role="alert"></p>
            <button id="claim" disabled ${campaign ? '' : 'hidden'}>${words.claim}</button>
            <button id="leave" hidden>${words.leave}</button>
            <button id="close" class="quiet">${words.close}</button>
          </main>
          <script nonce="${nonce}">
            ${raw(await frameScript())};
          </script>
        </body>
      </html>`;
    return c.html(text, campaign ? 200 : 404);
  });
}

/** Section 6 of the threat notes: who may be around the frame is the partner's record and nothing else; nobody by default. */
function secure(c: Context<Env>, origins: string[]): string {
  const nonce = randomBytes(16).toString('base64');
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'nonce-${nonce}'`,
    "connect-src 'self'",
    `frame-ancestors ${origins.length ? origins.join(' ') : "'none'"}`,
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ];
  c.header('Content-Security-Policy', policy.join('; '));
  c.header('Cross-Origin-Resource-Policy', 'cross-origin');
  c.header('Cross-Origin-Embedder-Policy', 'require-corp');
  c.header('Permissions-Policy', denied.map((feature) => `${feature}=()`).join(', '));
  c.header('Referrer-Policy', 'no-referrer');
  c.header('Cache-Control', 'no-store');
  c.header('Strict-Transport-Security', 'max-age=63072000; includeSubDomains');
  return nonce;
}
