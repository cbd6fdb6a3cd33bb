import { html } from 'hono/html';
import type { App, Bank } from '../context.ts';
import { whoIsHere, page } from './page.ts';
import { sdkTags } from './sdk.ts';

/** The official account whose services move on 31 July 2025 (`seed/wechat-account.json`). */
const corporateAccount = 'qinghe-corporate';

/**
 * Adds the bank's own pages on which the widgets stand as on a partner's: the front page of its official account, and that of
 * the account for companies, which the channel policy closes.
 */
export function addHomePages(app: App, bank: Bank): void {
  app.get('/h5/home', async (c) => {
    const body = html`<section>
        <p class="note">青禾银行服务号</p>
        <h1>今天想办点什么？</h1>
        <p>理财、优惠券和积分都在这里；办理以青禾银行App为准。</p>
      </section>
      <h2 id="wealth">理财</h2>
      <inlay-wealth-card product="CL00F03A" placement="home-fixed">
        <a href="/h5/products/CL00F03A">长林每日开放</a>
      </inlay-wealth-card>
      <inlay-wealth-card product="CS00M01A" placement="home-mixed">
        <a href="/h5/products/CS00M01A">长石每日开放</a>
      </inlay-wealth-card>
      <h2 id="coupons">优惠</h2>
      <inlay-coupon-list group="shanlan" placement="home-coupons">
        <a href="/h5/campaigns/SHANLAN-WELCOME">山岚咖啡活动</a>
      </inlay-coupon-list>
      <inlay-app-banner campaign="home-app" placement="home-app"
        ><a href="/h5/open">打开青禾银行App</a></inlay-app-banner
      >`;
    return page(c, { title: '青禾银行服务号', head: sdkTags(bank, c), body, customer: await whoIsHere(bank, c) });
  });

  app.get('/h5/corporate', async (c) => {
    const services = ['账户余额与明细', '代发工资', '电子回单', '贷款进度查询'];
    const body = html`<section>
        <p class="note">青禾银行对公服务号</p>
        <h1>企业服务</h1>
        <ul class="rows">
          ${services.map((name) => html`<li>${name}</li>`)}
        </ul>
      </section>
      <inlay-app-banner about="corporate" campaign="corporate-move" placement="corporate-top"></inlay-app-banner>`;
    const head = sdkTags(bank, c, { account: corporateAccount });
    return page(c, { title: '企业服务', head, body, customer: await whoIsHere(bank, c) });
  });
}
