import { html } from 'hono/html';
import type { Context } from 'hono';
import type { App, Bank, Env } from '../context.ts';
import { findPartner, type Partner } from '../partners.ts';
import { type QuoteRow, readQuote } from '../points/quote.ts';
import { localeOf, sayer, spoken } from './locale.ts';
import { notThere, whoIsHere, page } from './page.ts';
import { sdkTags } from './sdk.ts';
import { visitorOf } from './visit.ts';

/** A quote a page brought along, whose it was, and the state that goes back with the customer. */
interface Visit {
  quote: QuoteRow;
  partner: Partner | undefined;
  state: string;
}

/**
 * Adds the page on which points are spent. It stands at top level alone (`page` refuses every frame): where a host lays
 * something over a frame, nobody can know what the customer saw. What it shows is the SDK's own element, which asks for
 * the balance with the bank's cookie.
 */
export function addRedeemPages(app: App, bank: Bank): void {
  app.get('/h5/redeem', async (c) => {
    const visit = await read(bank, c);
    if (!visit) return notThere(c, 'noQuote', 'noQuoteHint');
    const locale = localeOf(c);
    const say = sayer(locale);
    const customer = await whoIsHere(bank, c);
    const here = `/h5/redeem?${query(c)}`;
    // One tap less than to sign in from the page; a session that ends later is renewed from there.
    const asked = new URLSearchParams({ partner: visit.quote.partner_id, next: here, ...spoken(locale) });
    if (!customer) return c.redirect(`/h5/sign-in?${asked.toString()}`, 303);
    const { partner_id: partner, person } = visit.quote;
    const visitor = await visitorOf(bank, c, partner);
    const name = visit.partner?.name[locale] ?? '';
    const from =
      visitor &&
      html`<p class="note" id="visitor">
        ${say(visitor.person === person ? 'visitor' : 'otherVisitor', { partner: name })}
      </p>`;
    const back = visit.partner?.returnUrl
      ? html`<a class="button quiet" href="/h5/redeem/back?${query(c)}">${say('backTo', { partner: name })}</a>`
      : '';
    // The element shows what it is all about; who listens needs the page's name first.
    const body = html`<h1 class="unseen">${say('redeemTitle')}</h1>
      <h2 class="unseen">${say('bank')}</h2>
      ${from ?? ''}<inlay-points-redeem
        item="${visit.quote.item_id}"
        quote="${c.req.query('quote') ?? ''}"
        placement="bank-redeem"
        loading="eager"
      >
        <p>${say('redeemOldBrowser')}</p>
      </inlay-points-redeem>
      <noscript
        ><section><p>${say('redeemNoScript')}</p></section></noscript
      >
      ${back}`;
    const head = sdkTags(bank, c, { channel: partner, locale });
    const parts = { title: say('redeemTitle'), head, body, locale };
    return page(c, { ...parts, customer, partner, visitor: visitor?.session ?? '' });
  });

  app.get('/h5/redeem/back', async (c) => {
    const visit = await read(bank, c);
    if (!visit?.partner?.returnUrl) return notThere(c, 'noQuote', 'noQuoteHint');
    // To the address in the record, never to one from the query (R2); nothing of the outcome stands in it (P5, R6).
    const back = new URL(visit.partner.returnUrl);
    if (visit.state) back.searchParams.set('inlay_state', visit.state);
    return c.redirect(back.href, 303);
  });

  /** The quote's own signature says that the bank made it for that partner. */
  async function read(bank: Bank, c: Context<Env>): Promise<Visit | undefined> {
    const { quote: token = '', state = '' } = c.req.query();
    const quote = await readQuote(bank, token).catch(() => undefined);
    if (!quote || !/^[\w.~-]{0,128}$/.test(state)) return undefined;
    return { quote, partner: await findPartner(bank, quote.partner_id), state };
  }
}

function query(c: Context<Env>): string {
  const { quote = '', state = '' } = c.req.query();
  return new URLSearchParams({ quote, ...(state ? { state } : {}), ...spoken(localeOf(c)) }).toString();
}
