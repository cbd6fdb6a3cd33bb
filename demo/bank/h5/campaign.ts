import { html } from 'hono/html';
import type { CampaignBody } from '../campaigns/schema.ts';
import { assembleCampaign, slotsOf } from '../campaigns/assemble.ts';
import { findCampaigns, rulesInForce, stockLeft } from '../campaigns/store.ts';
import type { App, Bank } from '../context.ts';
import { whoIsHere, page } from './page.ts';

/** Adds the bank's own page of a campaign: everything Order 32 asks for, and how a coupon is used. */
export function addCampaignPages(app: App, bank: Bank): void {
  app.get('/h5/campaigns/:id{[A-Za-z0-9-]{1,32}}', async (c) => {
    const [campaign] = await findCampaigns(bank.db, { ids: [c.req.param('id')] });
    const rules = campaign && (await rulesInForce(bank.db, [campaign.id])).get(campaign.id);
    if (!campaign || !rules) return page(c, missing);
    const left = await stockLeft(bank.db, slotsOf([campaign], bank.clock.now()));
    const body = assembleCampaign(bank, campaign, rules, left.get(campaign.id), 'zh-CN');
    const using = c.req.query('part') === 'use';
    return page(c, { title: body.title, body: markup(body, using), customer: await whoIsHere(bank, c) });
  });
}

const missing = {
  title: '没有这个活动',
  status: 404 as const,
  body: html`<section>
    <h1>没有这个活动</h1>
    <p>请返回后重试。</p>
  </section>`,
};

const yuan = (fen: number) => `${fen % 100 ? (fen / 100).toFixed(2) : fen / 100}元`;

/** How a coupon is used stands first where that is what the customer came for. */
function markup({ title, brand, issuerName, coupon, rules }: CampaignBody, using: boolean) {
  const values = coupon.tiers?.map((tier) => `${tier.name}${yuan(tier.faceValueFen)}`) ?? [
    coupon.rate ? `${coupon.rate}折` : yuan(coupon.faceValueFen),
  ];
  const fact = (name: string, value: string) =>
    html`<h2>${name}</h2>
      <p>${value}</p>`;
  const use = html`<section id="use">
    ${fact('适用范围', rules.scope)}${fact('有效期', rules.validity)}${fact('使用限制', rules.stacking)}
    ${fact('退款', rules.refund)}
  </section>`;
  return html`${using ? use : ''}
    <section>
      <p class="note">${brand} · ${issuerName}</p>
      <h1>${title}</h1>
      <p>${coupon.name} ${values.join('、')}${coupon.count > 1 ? ` × ${coupon.count}张` : ''}</p>
      ${coupon.thresholdFen ? html`<p class="note">满${yuan(coupon.thresholdFen)}可用</p>` : ''}
    </section>
    ${using ? '' : use}
    <section id="rules">
      ${fact('参加条件', rules.who)}${fact('领取限额', rules.quota)}${fact('领取时间', rules.claimWindow)}
      ${rules.extra.map((text) => html`<p>${text}</p>`)}${rules.smallPrint ? html`<p>${rules.smallPrint}</p>` : ''}
      ${fact('主办方', rules.organiser)}${fact('联系方式', rules.contact)}
      <p class="note">规则版本 ${rules.version}</p>
    </section>`;
}
