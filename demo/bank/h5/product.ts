import { randomUUID } from 'node:crypto';
import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { html } from 'hono/html';
import { parseProduct } from '../../../src/core/api.ts';
import { checkProduct } from '../../../src/core/disclosure.ts';
import { formatFen } from '../../../src/core/money.ts';
import { arrive } from '../attribution/conversion.ts';
import type { App, Bank, Env } from '../context.ts';
import { assembleProduct } from '../products/assemble.ts';
import type { ProductBody } from '../products/schema.ts';
import type { Locale } from '../seed/texts.ts';
import { localeOf, sayer } from './locale.ts';
import { notThere, whoIsHere, page } from './page.ts';
import { sdkTags } from './sdk.ts';

/** What a card's button brings along: what the customer had been shown before he tapped. */
const receiptQuery = z.object({
  rv: z.string().min(1).max(64),
  rd: z.string().regex(/^[0-9a-f]{64}$/),
  dw: z.coerce.number().int().min(0).max(86_400_000),
  vr: z.coerce.number().min(0).max(1),
  vs: z.string().regex(/^\w{1,16}$/),
  pl: z
    .string()
    .regex(/^[\w.-]{0,64}$/)
    .default(''),
  pt: z.string().regex(/^[\w-]{1,64}$/),
});

/** Adds the bank's product page, where a card's button leads, and the page behind it that needs the bank's session. */
export function addProductPages(app: App, bank: Bank): void {
  const load = async (id: string, locale: Locale) => {
    const row = await bank.db.selectFrom('product').selectAll().where('id', '=', id).executeTakeFirst();
    return row && { row, product: await assembleProduct(bank, row, locale) };
  };
  /** The bank's page holds itself to the rules of the card: what a partner's page may not show it does not show either. */
  const isLawful = (product: ProductBody) => {
    const region = product.regions?.[0] ?? '';
    const today = bank.clock.today();
    return !checkProduct(parseProduct(product), { today, region, profile: 'standard' }).reason;
  };

  app.get('/h5/products/:id{[A-Za-z0-9]{1,32}}', async (c) => {
    const locale = localeOf(c);
    const found = await load(c.req.param('id'), locale);
    if (!found) return notThere(c, 'noProduct');
    await recordReceipt(bank, c, found.product);
    await arrive(bank, c, 'visit', found.row.id);
    const { product } = found;
    if (!isLawful(product)) return notThere(c, 'notShown');
    const customer = await whoIsHere(bank, c);
    const parts = { title: product.fullName, head: sdkTags(bank, c, { locale }), body: productMarkup(product, locale) };
    return page(c, { ...parts, customer, partner: c.req.query('pt'), locale });
  });

  app.get('/h5/buy/:id{[A-Za-z0-9]{1,32}}', async (c) => {
    const found = await load(c.req.param('id'), 'zh-CN');
    if (!found?.row.listed) return notThere(c, 'noProduct');
    await recordReceipt(bank, c, found.product);
    const customer = await whoIsHere(bank, c);
    if (!customer) return c.redirect(`/h5/sign-in?next=/h5/buy/${found.row.id}`, 303);
    await arrive(bank, c, 'purchase', found.row.id);
    const body = html`<section>
      <h1>${found.product.fullName}</h1>
      <p>${customer.name}，您好。可用余额 <b>${formatFen(customer.balanceFen, 'zh-CN')}</b></p>
      <p class="note">预留手机号 ${customer.phone}</p>
      <p class="note">沙盒到此为止：风险测评、适当性匹配、合同签署与付款由银行自有渠道完成。</p>
      <form method="post" action="/h5/sign-out"><button class="quiet">退出登录</button></form>
    </section>`;
    return page(c, { title: '购买', body, customer });
  });
}

/** The SDK's own card, with the bank's surface. Fees have a place of their own. */
function productMarkup(product: ProductBody, locale: Locale) {
  const say = sayer(locale);
  return html`<h1 class="unseen">${product.fullName}</h1>
    <h2 class="unseen">${say('product')}</h2>
    <inlay-wealth-card product="${product.id}" placement="bank-product" loading="eager">
      <a class="button" href="/h5/buy/${product.id}">${say('goOn')}</a>
    </inlay-wealth-card>
    <noscript>${plainMarkup(product, locale)}</noscript>
    <section id="fees">
      <h2>${say('fees')}</h2>
      <p>${product.fees.summary}</p>
      ${product.registrationCode ? html`<p class="note">${say('lookUp')}</p>` : ''}
    </section>`;
}

/** Without script: what the product is, and its warning. Figures of return stand in the card alone, with all that the rules want beside them. */
function plainMarkup(product: ProductBody, locale: Locale) {
  const say = sayer(locale);
  const { distributorName: distributor, issuerName: issuer, disclosure, risk } = product;
  const facts = {
    registration: product.registrationCode,
    fundCode: product.fundCode,
    minAmount: formatFen(product.minAmountFen, locale),
    inception: product.inceptionDate,
  };
  return html`<section>
      <p class="note">${say('soldBy', { distributor, issuer })}</p>
      <h1>${product.fullName}</h1>
      <span class="risk">${say('grade', { level: `${Math.max(risk.issuer, risk.distributor)}` })}</span>
    </section>
    <section>
      <dl>
        ${(Object.keys(facts) as (keyof typeof facts)[]).map((name) =>
          facts[name]
            ? html`<dt>${say(name)}</dt>
                <dd>${facts[name]}</dd>`
            : '',
        )}
      </dl>
    </section>
    <section>
      <p>${disclosure.risk}</p>
      ${disclosure.agency ? html`<p>${disclosure.agency}</p>` : ''}
    </section>`;
}

async function recordReceipt(bank: Bank, c: Context<Env>, product: ProductBody): Promise<void> {
  const parsed = receiptQuery.safeParse(c.req.query());
  if (!parsed.success) return;
  const { rv, rd, dw, vr, vs, pl, pt } = parsed.data;
  await bank.db
    .insertInto('disclosure_receipt')
    .values({
      id: randomUUID(),
      product_id: product.id,
      revision: product.revision,
      text_version: rv,
      text_digest: rd,
      dwell_ms: dw,
      visible_ratio: vr.toFixed(3),
      visibility: vs,
      placement: pl,
      partner_id: pt,
      received_at: bank.clock.now(),
    })
    .execute();
}
