import { html } from 'hono/html';
import type { App } from '../context.ts';
import { type FrameLocale, frameTexts } from './texts.ts';

/** Of a campaign, what a customer must read before he claims. */
export interface ShownCampaign {
  id: string;
  title: string;
  brand: string;
  coupon: { name: string; count: number };
  rules: { digest: string; smallPrint?: string; extra?: string[] } & Record<string, string | string[] | undefined>;
}

/** The campaign as the gateway gives it to anybody: the bank's own pages read it by the same call as the SDK. */
export async function readCampaign(
  app: App,
  partner: string,
  id: string,
  locale: FrameLocale,
): Promise<ShownCampaign | undefined> {
  const query = new URLSearchParams({ partner, locale });
  const headers = { 'sec-fetch-site': 'same-origin' };
  const answer = await app.request(`/v1/campaigns/${id}?${query.toString()}`, { headers });
  return answer.ok ? ((await answer.json()) as ShownCampaign) : undefined;
}

/** The coupon's name, with the number of coupons where one claim brings more than one. */
export function couponName({ coupon }: ShownCampaign, locale: FrameLocale): string {
  const count = frameTexts[locale].count.replace('{count}', String(coupon.count));
  return coupon.count > 1 ? `${coupon.name} ${count}` : coupon.name;
}

/** What is claimed: the campaign and its coupon. */
export function couponMarkup(campaign: ShownCampaign, locale: FrameLocale) {
  return html`<div id="what" class="ticket">
    <p class="note">${campaign.brand}</p>
    <h1>${campaign.title}</h1>
    <p><b>${couponName(campaign, locale)}</b></p>
  </div>`;
}

/** Everything the campaign says (C1), folded. */
export function rulesMarkup({ rules }: ShownCampaign, locale: FrameLocale) {
  const { rules: name, rule } = frameTexts[locale];
  const named = (Object.keys(rule) as (keyof typeof rule)[]).filter((key) => rules[key]);
  return html`${rules.smallPrint ? html`<p class="note">${rules.smallPrint}</p>` : ''}
    <details>
      <summary>${name}</summary>
      <dl class="rules">
        ${named.map(
          (key) =>
            html`<dt>${rule[key]}</dt>
              <dd>${rules[key]}</dd>`,
        )}
      </dl>
      ${(rules.extra ?? []).map((text) => html`<p class="note">${text}</p>`)}
    </details>`;
}
