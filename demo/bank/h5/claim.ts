import { randomUUID } from 'node:crypto';
import type { Context } from 'hono';
import { html } from 'hono/html';
import { couponMarkup, readCampaign, rulesMarkup, type ShownCampaign } from '../frame/campaign.ts';
import type { App, Bank, Env } from '../context.ts';
import { keyPattern } from '../idempotency.ts';
import { findPartner, type Partner } from '../partners.ts';
import { whoIsHere, fromOwnPage, type Markup, page } from './page.ts';

/** Where the customer came from, out of the address; whatever is malformed counts as absent. */
interface Visit {
  partner: string;
  /** Comes back with the customer as `inlay_state`. */
  state: string;
  /** Idempotency key of the intention he had in the partner's page: a claim begun there is the same claim here. */
  key: string;
  placement: string;
  campaign: string;
}

const forms: Record<keyof Visit, RegExp> = {
  partner: /^[a-z0-9][a-z0-9_-]{0,31}$/,
  state: /^[\w.~-]{1,128}$/,
  key: keyPattern,
  placement: /^[\w.-]{1,64}$/,
  campaign: /^[A-Za-z0-9-]{1,32}$/,
};

/** What the bank says when a claim was not granted, where the refusal brings no reason of its own. */
const refusals: Record<string, string> = {
  not_started: '领取尚未开始。',
  claim_closed: '领取时间已结束。',
  sold_out: '本期名额已领完。',
  quota_reached: '已达到领取上限。',
  not_eligible: '您暂不符合领取条件。',
  rules_changed: '活动规则已更新，请重新阅读后再领取。',
};

/** Adds the bank's own page for a claim: sign-in, rules, the one act, and the way back to the partner. */
export function addClaimPages(app: App, bank: Bank): void {
  async function visitOf(c: Context<Env>): Promise<{ visit: Visit; partner?: Partner; campaign?: ShownCampaign }> {
    const given = c.req.query();
    const names = Object.keys(forms) as (keyof Visit)[];
    const visit = Object.fromEntries(
      names.map((name) => [name, forms[name].test(given[name] ?? '') ? given[name] : '']),
    ) as unknown as Visit;
    const partner = await findPartner(bank, visit.partner);
    if (partner?.status !== 'active') return { visit };
    const campaign = await readCampaign(app, partner.id, visit.campaign, 'zh-CN');
    return campaign ? { visit, partner, campaign } : { visit, partner };
  }

  app.get('/h5/claim', async (c) => {
    const { visit, partner, campaign } = await visitOf(c);
    if (!partner || !campaign) return missing(c);
    const customer = await whoIsHere(bank, c);
    const here = `${c.req.path}?${new URLSearchParams({ ...visit }).toString()}`;
    const act = customer
      ? html`<p>领取人：${customer.name} ${customer.phone}</p>
          <form method="post" action="${here}">
            <input type="hidden" name="digest" value="${campaign.rules.digest}" />
            <input type="hidden" name="key" value="${visit.key || randomUUID()}" />
            <button>确认领取</button>
          </form>`
      : html`<a class="button" href="/h5/sign-in?next=${encodeURIComponent(here)}">登录后领取</a>`;
    const body = html`<section>${couponMarkup(campaign, 'zh-CN')}</section>
      <section>${rulesMarkup(campaign, 'zh-CN')}</section>
      <section>${act}${back(partner, visit, '返回')}</section>`;
    return page(c, { title: '领取优惠', body, customer, partner: partner.id });
  });

  app.post('/h5/claim', async (c) => {
    const { visit, partner, campaign } = await visitOf(c);
    if (!partner || !campaign) return missing(c);
    if (!fromOwnPage(bank, c)) return missing(c);
    const customer = await whoIsHere(bank, c);
    const form = await c.req.parseBody();
    // By the same call as the SDK's, so that keys, quotas and stock are judged in one place.
    const answer = await app.request(`/v1/campaigns/${campaign.id}/claims?partner=${partner.id}&locale=zh-CN`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        cookie: c.req.header('cookie') ?? '',
        origin: bank.origin,
        'idempotency-key': String(form['key']),
      },
      body: JSON.stringify({
        digest: String(form['digest']),
        placement: visit.placement || 'bank-page',
        // The state is the page's own word; what it has after its first dot is the attribution token it brought along.
        attribution: visit.state.split('.').slice(1).join('.') || undefined,
      }),
    });
    const { code, reasonText, already } = (await answer.json()) as Record<string, string | undefined>;
    const said = answer.ok
      ? { title: '领取成功', text: already ? '您已领取过，可在卡包中查看。' : '优惠券已放入您的卡包。' }
      : { title: '未能领取', text: reasonText ?? refusals[code ?? ''] ?? '暂时无法领取，请稍后再试。' };
    const body = html`<section>
      <h1 role="status">${said.title}</h1>
      <p>${said.text}</p>
      ${back(partner, visit, `返回${partner.name['zh-CN']}`)}
    </section>`;
    return page(c, { title: said.title, body, customer });
  });
}

/** Back to the address in the partner's record, with the state that says which intention it was. */
function back({ returnUrl }: Partner, { state }: Visit, text: string): Markup | '' {
  if (!returnUrl) return '';
  const url = new URL(returnUrl);
  if (state) url.searchParams.set('inlay_state', state);
  return html`<a class="button quiet" id="back" href="${url.href}">${text}</a>`;
}

function missing(c: Context<Env>): Promise<Response> {
  const body = html`<section>
    <h1>没有这个活动</h1>
    <p>请返回后重试。</p>
  </section>`;
  return page(c, { title: '没有这个活动', status: 404, body });
}
