import { html } from 'hono/html';
import { arrive } from '../attribution/conversion.ts';
import type { App, Bank } from '../context.ts';
import { apps, targetsAt } from '../seed/channels.ts';
import { customerOf, page } from './page.ts';

const stores = [
  ['ios', 'iPhone'],
  ['android', 'Android'],
  ['harmony', 'HarmonyOS'],
] as const;
const word = (value: string | undefined) => (/^[\w.-]{1,64}$/.test(value ?? '') ? value! : '');

/** Adds the pages that stand for the bank's app where it does not answer, and for another official account. */
export function addOpenPages(app: App, bank: Bank): void {
  app.get('/h5/open', async (c) => {
    await arrive(bank, c, 'app_open', word(c.req.query('cp')) || 'app');
    const { name, stores: links } = apps.qinghe;
    const body = html`<section>
      <h1>在${name['zh-CN']}中继续</h1>
      <p>您已进入青禾银行官方页面。没有自动打开时，请在手机上打开${name['zh-CN']}，或从应用商店安装。</p>
      ${stores.map(([system, label]) => html`<a class="button" href="${links[system]}" rel="noopener">${label} 应用商店</a>`)}
    </section>`;
    return page(c, { title: name['zh-CN'], body, customer: await customerOf(bank, c) });
  });

  app.get('/h5/accounts/micro-bank', async (c) => {
    await arrive(bank, c, 'visit', 'micro-bank');
    const { name } = targetsAt(bank.origin).micro_bank;
    const body = html`<section>
      <h1>${name['zh-CN']}</h1>
      <p>您已进入青禾银行官方页面。请在微信中搜索并关注公众号“${name['zh-CN']}”，原账号的功能已移至该公众号。</p>
    </section>`;
    return page(c, { title: name['zh-CN'], body, customer: await customerOf(bank, c) });
  });
}
