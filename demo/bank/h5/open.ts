import { html } from 'hono/html';
import type { LaunchTarget } from '../../../src/core/ports.ts';
import { arrive } from '../attribution/conversion.ts';
import type { App, Bank } from '../context.ts';

import { ownChannel } from '../own-channel.ts';
import { apps, targetsAt } from '../seed/channels.ts';
import type { Locale } from '../seed/texts.ts';
import { localeOf, sayer } from './locale.ts';
import { whoIsHere, page } from './page.ts';
import { addScript } from './script.ts';

const stores = [
  ['ios', 'iPhone'],
  ['android', 'Android'],
  ['harmony', 'HarmonyOS'],
] as const;
const outcomes = ['opened', 'cancelled', 'not_installed_likely', 'blocked', 'unknown'] as const;
const word = (value: string | undefined) => (/^[\w.-]{1,64}$/.test(value ?? '') ? value! : '');

/** The bank's app as the SDK opens it. */
function appAt(origin: string, locale: Locale): LaunchTarget {
  const { name } = targetsAt(origin).bank_app;
  const { scheme, package: id, wechat, stores } = apps.qinghe;
  return {
    kind: 'app',
    id: 'bank_app',
    name: name[locale],
    url: `${origin}/h5/open`,
    app: { scheme, package: id, wechat, stores },
  };
}

/**
 * Adds the page that stands for the bank's app where a link cannot open it (in WeChat it carries the open tag, which works
 * on a page of the bank's own domain alone), and the page of another official account.
 */
export function addOpenPages(app: App, bank: Bank): void {
  addScript(app, 'open.js', './open-page.ts', 'esm');

  app.get('/h5/open', async (c) => {
    await arrive(bank, c, 'app_open', word(c.req.query('cp')) || 'app');
    const { name: names, stores: links } = apps.qinghe;
    const locale = localeOf(c);
    const say = sayer(locale);
    const place = names[locale];
    // What the script says after an attempt.
    const words = Object.fromEntries(outcomes.map((outcome) => [outcome, say(`open_${outcome}`)]));
    const labels = { open: say('open', { app: place }), download: say('openDownload', { app: place }) };
    const body = html`<section>
        <h1>${say('openTitle', { app: place })}</h1>
        <p class="note" id="how">${say('openHint', { app: place })}</p>
        <div
          id="open"
          data-partner="${ownChannel}"
          data-target="${JSON.stringify(appAt(bank.origin, locale))}"
          data-words="${JSON.stringify({ ...labels, ...words })}"
        ></div>
        <p class="note" id="said" role="status"></p>
      </section>
      <section>
        <p>${say('openInstall')}</p>
        ${stores.map(([system, label]) => html`<a class="button" href="${links[system]}" rel="noopener">${say('openStore', { system: label })}</a>`)}
      </section>
      <script type="module" src="/h5/open.js"></script>`;
    return page(c, { title: place, body, customer: await whoIsHere(bank, c), locale });
  });

  app.get('/h5/accounts/micro-bank', async (c) => {
    await arrive(bank, c, 'visit', 'micro-bank');
    const { name } = targetsAt(bank.origin).micro_bank;
    const body = html`<section>
      <h1>${name['zh-CN']}</h1>
      <p>您已进入青禾银行官方页面。请在微信中搜索并关注公众号“${name['zh-CN']}”，原账号的功能已移至该公众号。</p>
    </section>`;
    return page(c, { title: name['zh-CN'], body, customer: await whoIsHere(bank, c) });
  });
}
