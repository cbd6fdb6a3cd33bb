import { randomUUID } from 'node:crypto';
import type { Context } from 'hono';
import { html } from 'hono/html';
import { couponMarkup, readCampaign, rulesMarkup, type ShownCampaign } from '../frame/campaign.ts';
import type { App, Bank, Env } from '../context.ts';
import { keyPattern } from '../idempotency.ts';
import { findPartner, type Partner } from '../partners.ts';
import { localeOf, sayer, spoken } from './locale.ts';
import { whoIsHere, fromOwnPage, type Markup, notThere, page } from './page.ts';
import { type BankText, bankTexts } from './texts.ts';

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
    const campaign = await readCampaign(app, partner.id, visit.campaign, localeOf(c));
    return campaign ? { visit, partner, campaign } : { visit, partner };
  }

  app.get('/h5/claim', async (c) => {
    const { visit, partner, campaign } = await visitOf(c);
    if (!partner || !campaign) return notThere(c, 'noCampaign');
    const customer = await whoIsHere(bank, c);
    const locale = localeOf(c);
    const say = sayer(locale);
    const here = `${c.req.path}?${new URLSearchParams({ ...visit, ...spoken(locale) }).toString()}`;
    const act = customer
      ? html`<p>${say('claimAs', { name: customer.name, phone: customer.phone })}</p>
          <form method="post" action="${here}">
            <input type="hidden" name="digest" value="${campaign.rules.digest}" />
            <input type="hidden" name="key" value="${visit.key || randomUUID()}" />
            <button>${say('claim')}</button>
          </form>`
      : html`<a class="button" href="/h5/sign-in?${new URLSearchParams({ next: here, ...spoken(locale) }).toString()}"
          >${say('claimSignIn')}</a
        >`;
    const body = html`<section>${couponMarkup(campaign, locale)}</section>
      <section>${rulesMarkup(campaign, locale)}</section>
      <section>${act}${back(partner, visit, say('back'))}</section>`;
    return page(c, { title: say('claimTitle'), body, customer, partner: partner.id, locale });
  });

  app.post('/h5/claim', async (c) => {
    const { visit, partner, campaign } = await visitOf(c);
    if (!partner || !campaign) return notThere(c, 'noCampaign');
    if (!fromOwnPage(bank, c)) return notThere(c, 'noCampaign');
    const customer = await whoIsHere(bank, c);
    const form = await c.req.parseBody();
    const locale = localeOf(c);
    const say = sayer(locale);
    // By the same call as the SDK's, so that keys, quotas and stock are judged in one place.
    const answer = await app.request(`/v1/campaigns/${campaign.id}/claims?partner=${partner.id}&locale=${locale}`, {
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
    // Where a refusal brings no reason of its own.
    const refusal = `claim_${code}` in bankTexts['zh-CN'] ? (`claim_${code}` as BankText) : 'claimLater';
    const said = answer.ok
      ? { title: say('claimed'), text: say(already ? 'claimedBefore' : 'claimedNow') }
      : { title: say('notClaimed'), text: reasonText ?? say(refusal) };
    const body = html`<section>
      <h1 role="status">${said.title}</h1>
      <p>${said.text}</p>
      ${back(partner, visit, say('backTo', { partner: partner.name[locale] }))}
    </section>`;
    return page(c, { title: said.title, body, customer, locale });
  });
}

/** Back to the address in the partner's record, with the state that says which intention it was. */
function back({ returnUrl }: Partner, { state }: Visit, text: string): Markup | '' {
  if (!returnUrl) return '';
  const url = new URL(returnUrl);
  if (state) url.searchParams.set('inlay_state', state);
  return html`<a class="button quiet" id="back" href="${url.href}">${text}</a>`;
}
