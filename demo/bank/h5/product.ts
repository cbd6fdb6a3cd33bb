import { randomUUID } from 'node:crypto';
import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { html } from 'hono/html';
import { arrive } from '../attribution/conversion.ts';
import type { App, Bank, Env } from '../context.ts';
import { assembleProduct } from '../products/assemble.ts';
import type { ProductBody } from '../products/schema.ts';
import { whoIsHere, page } from './page.ts';
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

const yuan = (fen: number) => `${(fen / 100).toLocaleString('zh-CN', { minimumFractionDigits: 2 })}元`;

/** Adds the bank's product page, where a card's button leads, and the page behind it that needs the bank's session. */
export function addProductPages(app: App, bank: Bank): void {
  const load = async (id: string) => {
    const row = await bank.db.selectFrom('product').selectAll().where('id', '=', id).executeTakeFirst();
    return row && { row, product: await assembleProduct(bank, row, 'zh-CN') };
  };

  app.get('/h5/products/:id{[A-Za-z0-9]{1,32}}', async (c) => {
    const found = await load(c.req.param('id'));
    if (!found) return page(c, missing);
    await recordReceipt(bank, c, found.product);
    await arrive(bank, c, 'visit', found.row.id);
    const { product } = found;
    const customer = await whoIsHere(bank, c);
    const parts = { title: product.fullName, head: sdkTags(bank, c), body: productMarkup(product) };
    return page(c, { ...parts, customer, partner: c.req.query('pt') });
  });

  app.get('/h5/buy/:id{[A-Za-z0-9]{1,32}}', async (c) => {
    const found = await load(c.req.param('id'));
    if (!found?.row.listed) return page(c, missing);
    await recordReceipt(bank, c, found.product);
    const customer = await whoIsHere(bank, c);
    if (!customer) return c.redirect(`/h5/sign-in?next=/h5/buy/${found.row.id}`, 303);
    await arrive(bank, c, 'purchase', found.row.id);
    const body = html`<section>
      <h1>${found.product.fullName}</h1>
      <p>${customer.name}，您好。可用余额 <b>${yuan(customer.balanceFen)}</b></p>
      <p class="note">预留手机号 ${customer.phone}</p>
      <p class="note">沙盒到此为止：风险测评、适当性匹配、合同签署与付款由银行自有渠道完成。</p>
      <form method="post" action="/h5/sign-out"><button class="quiet">退出登录</button></form>
    </section>`;
    return page(c, { title: '购买', body, customer });
  });
}

const missing = {
  title: '没有这个产品',
  status: 404 as const,
  body: html`<section>
    <h1>没有这个产品</h1>
    <p>请返回后重试。</p>
  </section>`,
};

/** The SDK's own card, with the bank's surface; without script, the same facts as plain text. Fees have a place of their own. */
function productMarkup(product: ProductBody) {
  return html`<h1 class="unseen">${product.fullName}</h1>
    <h2 class="unseen">产品要素</h2>
    <inlay-wealth-card product="${product.id}" placement="bank-product" loading="eager">
      <a class="button" href="/h5/buy/${product.id}">登录后继续</a>
    </inlay-wealth-card>
    <noscript>${plainMarkup(product)}</noscript>
    <section id="fees">
      <h2>费用</h2>
      <p>${product.fees.summary}</p>
      ${product.registrationCode ? html`<p class="note">可凭登记编码在中国理财网（www.chinawealth.com.cn）查询。</p>` : ''}
    </section>`;
}

function plainMarkup(product: ProductBody) {
  const { disclosure, benchmark, performance, cash } = product;
  const warnings = [
    disclosure.risk,
    disclosure.benchmark,
    disclosure.pastPerformance,
    disclosure.fund,
    disclosure.fundOthers,
    disclosure.agency,
  ];
  const fact = (name: string, value: string | undefined) =>
    value
      ? html`<dt>${name}</dt>
          <dd>${value}</dd>`
      : '';
  const target = benchmark?.low
    ? `${benchmark.low}%-${benchmark.high}%${benchmark.annualised ? '（年化）' : ''}`
    : benchmark?.name;
  return html`<section>
      <p class="note">${product.distributorName} 代销 · ${product.issuerName} 发行与管理</p>
      <h1>${product.fullName}</h1>
      <span class="risk">风险等级 R${Math.max(product.risk.issuer, product.risk.distributor)}</span>
    </section>
    <section>
      <dl>
        ${fact('登记编码', product.registrationCode)}${fact('基金代码', product.fundCode)}
        ${fact('业绩比较基准', target)}${fact('起购金额', yuan(product.minAmountFen))}
        ${fact('成立日', product.inceptionDate)}${fact('数据日期', product.dataDate)}
        ${cash ? fact(`7日年化（${cash.date}）`, `${cash.sevenDay}%`) : ''}
        ${cash ? fact(`万份收益（${cash.date}）`, cash.perTenThousand) : ''}
        ${(performance?.intervals ?? []).map((one) => fact(`${one.from} 至 ${one.to}`, `${one.rate}%`))}
      </dl>
      ${benchmark?.method ? html`<p class="note">${benchmark.method}</p>` : ''}
    </section>
    <section>${warnings.map((text) => (text ? html`<p>${text}</p>` : ''))}</section>`;
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
