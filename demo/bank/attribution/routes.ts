import { randomUUID, timingSafeEqual } from 'node:crypto';
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { rfc3339 } from '../clock.ts';
import type { App, Bank, Env } from '../context.ts';
import { findPartner } from '../partners.ts';
import { Problem, problemSchema } from '../problem.ts';
import type { Channels } from '../seed/channels.ts';
import { convert } from './conversion.ts';
import { mintAttribution } from './token.ts';

const day = 86_400_000;
const word = z
  .string()
  .regex(/^[\w.-]{0,64}$/)
  .default('');
const problems = {
  default: { description: 'A problem', content: { 'application/problem+json': { schema: problemSchema } } },
};
const security: Record<string, string[]>[] = [{ operations: [] }];
const json = <S extends z.ZodType>(schema: S, description: string) => ({
  description,
  content: { 'application/json': { schema } },
});

const wishSchema = z
  .object({
    partner: z.string().min(1).max(64),
    placement: word,
    campaign: word,
    material: word,
    employee: word,
    organisation: z
      .string()
      .regex(/^[\w.-]{0,64}(\/[\w.-]{1,64}){0,7}$/)
      .default(''),
    inviter: word,
    journey: word,
    days: z.number().int().min(1).max(90).default(30).openapi({ description: 'Days until it ends' }),
  })
  .openapi('AttributionWish');
const tokenSchema = z
  .object({ token: z.string(), journey: z.string(), expiresAt: z.string() })
  .openapi('AttributionToken');
const deedSchema = z
  .object({
    token: z.string().min(1).max(1024),
    partner: z.string().min(1).max(64),
    kind: z.enum(['visit', 'app_open', 'sign_in', 'claim', 'redemption', 'purchase']),
    subject: z.string().regex(/^[\w.:-]{1,64}$/),
  })
  .openapi('ConversionDeed');
const conversionSchema = z
  .object({
    partner: z.string(),
    placement: z.string().openapi({ description: 'As it was when the token was made' }),
    placementNow: z.string().openapi({ description: 'Where that placement has moved since' }),
    campaign: z.string(),
    material: z.string(),
    employee: z.string(),
    organisation: z.string(),
    inviter: z.string(),
    journey: z.string(),
    kind: z.string(),
    subject: z.string(),
    at: z.string(),
  })
  .openapi('Conversion');

const mintRoute = createRoute({
  method: 'post',
  path: '/v1/attribution/tokens',
  security,
  request: { body: { content: { 'application/json': { schema: wishSchema } }, required: true } },
  responses: { 201: json(tokenSchema, 'A token for a link, a poster, an invitation'), ...problems },
});
const convertRoute = createRoute({
  method: 'post',
  path: '/v1/attribution/conversions',
  security,
  request: { body: { content: { 'application/json': { schema: deedSchema } }, required: true } },
  responses: {
    200: json(z.object({ counted: z.boolean() }), 'Whether it counts; a token that does not is dropped with an event'),
    ...problems,
  },
});
const listRoute = createRoute({
  method: 'get',
  path: '/v1/attribution/conversions',
  security,
  request: {
    query: z.object({ employee: z.string().max(64).optional(), organisation: z.string().max(512).optional() }),
  },
  responses: {
    200: json(
      z.object({ items: z.array(conversionSchema) }),
      'What an employee, or an organisation with all below it, brought',
    ),
    ...problems,
  },
});

/** Adds the routes of attribution, for the bank's own systems alone. */
export function addAttributionRoutes(app: App, bank: Bank): void {
  app.openAPIRegistry.registerComponent('securitySchemes', 'operations', { type: 'http', scheme: 'bearer' });

  app.openapi(mintRoute, async (c) => {
    admitOperations(bank, c);
    const { days, ...wish } = c.req.valid('json');
    if (!(await findPartner(bank, wish.partner))) throw new Problem('not_found', 'There is no such partner');
    const expiresAt = bank.clock.now() + days * day;
    const journey = wish.journey || randomUUID();
    const { token } = await mintAttribution(bank, { ...wish, journey }, expiresAt);
    return c.json({ token, journey, expiresAt: rfc3339(expiresAt) }, 201, { 'cache-control': 'no-store' });
  });

  app.openapi(convertRoute, async (c) => {
    admitOperations(bank, c);
    const { token, ...deed } = c.req.valid('json');
    return c.json({ counted: await convert(bank, token, deed) }, 200, { 'cache-control': 'no-store' });
  });

  app.openapi(listRoute, async (c) => {
    admitOperations(bank, c);
    const { employee, organisation } = c.req.valid('query');
    let select = bank.db.selectFrom('conversion').selectAll().orderBy('at').orderBy('id');
    if (employee) select = select.where('employee', '=', employee);
    const rows = await select.limit(5_000).execute();
    const below = rows.filter((row) => !organisation || `${row.organisation}/`.startsWith(`${organisation}/`));
    const policies = await bank.db
      .selectFrom('channel_policy')
      .select(['partner_id', 'aliases'])
      .orderBy('version')
      .execute();
    const moved = new Map(
      policies.map((row) => [row.partner_id, (row.aliases as Channels['aliases'])?.placements ?? {}]),
    );
    const items = below.map(({ id: _id, token_id: _token, partner_id: partner, at, ...row }) => {
      const placementNow = moved.get(partner)?.[row.placement] ?? row.placement;
      return { ...row, partner, placementNow, at: rfc3339(at) };
    });
    return c.json({ items }, 200, { 'cache-control': 'no-store' });
  });
}

function admitOperations(bank: Bank, c: Context<Env>): void {
  const shown = Buffer.from(c.req.header('authorization') ?? '');
  const wanted = Buffer.from(`Bearer ${bank.operationsKey}`);
  if (shown.length !== wanted.length || !timingSafeEqual(shown, wanted)) {
    throw new Problem('token_invalid', 'Only the bank’s own systems may do this');
  }
}
