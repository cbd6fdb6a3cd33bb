import { createHash } from 'node:crypto';
import { createRoute, z } from '@hono/zod-openapi';
import type { App, Bank } from '../context.ts';
import { admit } from '../partners.ts';
import { Problem, problemSchema } from '../problem.ts';
import { type Locale, locales } from '../seed/texts.ts';
import { assembleProduct, dataDateOf, headOf } from './assemble.ts';
import { listSchema, navSchema, productSchema } from './schema.ts';

const partner = z.string().min(1).max(64).openapi({ example: 'lvtu' });
const locale = z
  .string()
  .max(35)
  .optional()
  .openapi({ description: 'zh-CN, zh-HK or en; anything else is answered in zh-CN' });
const id = z.string().regex(/^[A-Za-z0-9]{1,32}$/);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const pageSize = 250;

const json = <S extends z.ZodType>(schema: S, description: string) => ({
  description,
  content: { 'application/json': { schema } },
});
const problems = {
  default: { description: 'A problem', content: { 'application/problem+json': { schema: problemSchema } } },
};

const productRoute = createRoute({
  method: 'get',
  path: '/v1/products/{id}',
  request: { params: z.object({ id }), query: z.object({ partner, locale }) },
  responses: { 200: json(productSchema, 'One product'), 304: { description: 'Not changed' }, ...problems },
});
const listRoute = createRoute({
  method: 'get',
  path: '/v1/products',
  request: { query: z.object({ partner, locale, kind: z.enum(['wealth', 'fund']).optional() }) },
  responses: { 200: json(listSchema, 'Products of one kind in the server’s order'), ...problems },
});
const navRoute = createRoute({
  method: 'get',
  path: '/v1/products/{id}/nav',
  request: {
    params: z.object({ id }),
    query: z.object({ partner, from: day.optional(), to: day.optional(), cursor: day.optional() }),
  },
  responses: { 200: json(navSchema, 'A page of the history, oldest first'), ...problems },
});

/** The entity tag of a body. */
export function etagOf(body: unknown): string {
  return `"${createHash('sha256').update(JSON.stringify(body)).digest('base64url').slice(0, 22)}"`;
}

/** Whether an `If-None-Match` header names the tag; a cache may have weakened it. */
export function matches(header: string | undefined, etag: string): boolean {
  return !!header && header.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
}

/** One of the bank's three languages. */
export function toLocale(value: string | undefined): Locale {
  return locales.find((one) => one === value) ?? 'zh-CN';
}

const fresh = { 'cache-control': 'public, max-age=60' };

/** Adds the product routes. */
export function addProductRoutes(app: App, bank: Bank): void {
  const rowOf = async (key: string) => {
    const row = await bank.db.selectFrom('product').selectAll().where('id', '=', key).executeTakeFirst();
    if (!row) throw new Problem('not_found', 'There is no product of this id');
    return row;
  };

  app.openapi(productRoute, async (c) => {
    const query = c.req.valid('query');
    await admit(bank, c, query.partner);
    const chosen = toLocale(query.locale);
    const body = await assembleProduct(bank, await rowOf(c.req.valid('param').id), chosen);
    const etag = etagOf(body);
    const headers = { ...fresh, etag, 'content-language': chosen };
    return matches(c.req.header('if-none-match'), etag) ? c.body(null, 304, headers) : c.json(body, 200, headers);
  });

  app.openapi(listRoute, async (c) => {
    const query = c.req.valid('query');
    await admit(bank, c, query.partner);
    // Kinds are never mixed in one list: each has its own zone.
    const kind = query.kind ?? 'wealth';
    const rows = await bank.db
      .selectFrom('product')
      .selectAll()
      .where('listed', '=', true)
      .where('kind', '=', kind)
      .orderBy('position')
      .execute();
    const chosen = toLocale(query.locale);
    return c.json({ kind, items: rows.map((row) => headOf(bank, row, chosen)) }, 200, fresh);
  });

  app.openapi(navRoute, async (c) => {
    const query = c.req.valid('query');
    await admit(bank, c, query.partner);
    const row = await rowOf(c.req.valid('param').id);
    const published = dataDateOf(row, bank.clock.today());
    let select = bank.db
      .selectFrom('product_nav')
      .selectAll()
      .where('product_id', '=', row.id)
      .where('nav_date', '<=', query.to && query.to < published ? query.to : published);
    if (query.from) select = select.where('nav_date', '>=', query.from);
    if (query.cursor) select = select.where('nav_date', '>', query.cursor);
    const rows = await select
      .orderBy('nav_date')
      .limit(pageSize + 1)
      .execute();
    const items = rows.slice(0, pageSize).map((one) => ({
      date: one.nav_date,
      unitNav: one.unit_nav,
      ...(one.benchmark ? { benchmark: one.benchmark } : {}),
      ...(one.seven_day ? { sevenDay: one.seven_day } : {}),
      ...(one.per_ten_thousand ? { perTenThousand: one.per_ten_thousand } : {}),
    }));
    const next = rows.length > pageSize ? (items.at(-1)?.date ?? null) : null;
    return c.json({ id: row.id, items, next }, 200, fresh);
  });
}
