import { html } from 'hono/html';
import { rateText } from '../../../src/core/models/coupon-basics.ts';
import { formatFen } from '../../../src/core/money.ts';
import { assembleCampaign, slotsOf } from '../campaigns/assemble.ts';
import type { CampaignBody } from '../campaigns/schema.ts';
import { findCampaigns, rulesInForce, stockLeft } from '../campaigns/store.ts';
import type { App, Bank } from '../context.ts';
import { frameTexts } from '../frame/texts.ts';
import type { Locale } from '../seed/texts.ts';
import { localeOf, sayer } from './locale.ts';
import { notThere, whoIsHere, page } from './page.ts';

/** Adds the bank's own page of a campaign: everything Order 32 asks for, and how a coupon is used. */
export function addCampaignPages(app: App, bank: Bank): void {
  app.get('/h5/campaigns/:id{[A-Za-z0-9-]{1,32}}', async (c) => {
    const locale = localeOf(c);
    const [campaign] = await findCampaigns(bank.db, { ids: [c.req.param('id')] });
    const rules = campaign && (await rulesInForce(bank.db, [campaign.id])).get(campaign.id);
    if (!campaign || !rules) return notThere(c, 'noCampaign');
    const left = await stockLeft(bank.db, slotsOf([campaign], bank.clock.now()));
    const shown = assembleCampaign(bank, campaign, rules, left.get(campaign.id), locale);
    const body = markup(shown, c.req.query('part') === 'use', locale);
    return page(c, { title: shown.title, body, customer: await whoIsHere(bank, c), locale });
  });
}

/** How a coupon is used stands first where that is what the customer came for. */
function markup({ title, brand, issuerName, coupon, rules }: CampaignBody, using: boolean, locale: Locale) {
  const say = sayer(locale);
  const { count, rule } = frameTexts[locale];
  const worth = coupon.tiers?.map((tier) => `${tier.name} ${formatFen(tier.faceValueFen, locale)}`) ?? [
    coupon.rate ? say('rate', { rate: rateText(coupon.rate, locale) }) : formatFen(coupon.faceValueFen, locale),
  ];
  const many = coupon.count > 1 ? count.replace('{count}', String(coupon.count)) : '';
  const facts = (...names: (keyof typeof rule)[]) =>
    names.map(
      (name) =>
        html`<h2>${rule[name]}</h2>
          <p>${rules[name]}</p>`,
    );
  const use = html`<section id="use">${facts('scope', 'validity', 'stacking', 'refund')}</section>`;
  return html`${using ? use : ''}
    <section>
      <p class="note">${brand} · ${issuerName}</p>
      <h1>${title}</h1>
      <p>${[coupon.name, worth.join(' / '), many].filter(Boolean).join(' ')}</p>
      ${
        coupon.thresholdFen
          ? html`<p class="note">${say('threshold', { amount: formatFen(coupon.thresholdFen, locale) })}</p>`
          : ''
      }
    </section>
    ${using ? '' : use}
    <section id="rules">
      ${facts('who', 'quota', 'claimWindow')} ${rules.extra.map((text) => html`<p>${text}</p>`)}
      ${rules.smallPrint ? html`<p>${rules.smallPrint}</p>` : ''} ${facts('organiser', 'contact')}
      <p class="note">${say('rulesVersion', { version: rules.version })}</p>
    </section>`;
}
